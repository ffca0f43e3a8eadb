"""Documents as PDF: embedded type, searchable Kazakh, the same bytes for the same document.

Pages go to the disk as they are made: a file of any length takes the memory of one of its parts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from riskdesk.forms.document import Document, Line, Page, Part, Run, lines_text
from riskdesk.reports.drawings import MM
from riskdesk.reports.faces import load_faces
from riskdesk.reports.fitting import Fitter
from riskdesk.reports.pagination import Paginator, PlacedPage, Words
from riskdesk.reports.pdf_file import About, Bookmark, PdfFile
from riskdesk.reports.pdf_fonts import Codes
from riskdesk.reports.pdf_images import Images
from riskdesk.reports.pdf_ink import Pen
from riskdesk.reports.pdf_sheet import Sheet
from riskdesk.reports.steps import Share, Steps
from riskdesk.reports.typeset import Typesetter
from riskdesk.reports.whole_file import whole_file
from riskdesk.services.heap import collector_rests
from riskdesk.services.ports import Progress

_PAGES_A_TICK = 20
_LANGUAGES = {"kk-ru": "kk-KZ", "kk": "kk-KZ", "ru": "ru-KZ"}


class PdfWriter:
    """Draws documents; ``fonts`` is ``resources/fonts``."""

    suffix = ".pdf"

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def write(self, document: object, target: Path, progress: Progress | None = None) -> int:
        """Write ``document`` to ``target``, whole or not at all; returns its pages."""
        if not isinstance(document, Document):
            raise TypeError(type(document).__name__)
        with collector_rests(), whole_file(target) as stream:
            drawing = _Drawing(stream, self._fonts)
            drawing.add(document, progress)
            return drawing.close(document.title, document)

    def write_all(
        self,
        documents: Sequence[object],
        title: str,
        target: Path,
        progress: Progress | None = None,
    ) -> int:
        """All documents in one file with pages counted through; returns them."""
        with collector_rests(), whole_file(target) as stream:
            drawing = _Drawing(stream, self._fonts, through=True)
            last = None
            for number, document in enumerate(documents):
                if not isinstance(document, Document):
                    raise TypeError(type(document).__name__)
                drawing.add(document, Share(progress, number, len(documents)), level=1)
                last = document
            if last is None:
                raise ValueError(title)
            return drawing.close(title, last)


@dataclass(frozen=True, slots=True)
class _Foot:
    """A footer that waits for the number of all pages."""

    stream: int
    page: Page
    left: Line
    counted: Line


class _Drawing:
    """One file being drawn, document by document; ``through``: its pages are counted, too."""

    def __init__(self, stream: BinaryIO, fonts: Path, *, through: bool = False) -> None:
        faces = load_faces(fonts)
        self._file = PdfFile(stream)
        self._codes = Codes()
        self._images = Images(self._file)
        self._typesetter = Typesetter(faces)
        self._pen = Pen(faces, self._typesetter, self._codes, self._images)
        self._bookmarks: list[Bookmark] = []
        self._through = through
        self._feet: list[_Foot] = []
        self._tick: Callable[[], None] = lambda: None

    def add(self, document: Document, progress: Progress | None, level: int = 0) -> None:
        """All parts of a document; bookmarks of its parts at ``level``."""
        count = len(document.parts)
        steps = Steps(progress, count)
        self._tick = steps.tick
        paginator = Paginator(
            document.page, self._typesetter, document.number_language, tick=steps.tick
        )
        pages_of = Fitter(paginator).pages if document.fit else paginator.pages
        if level:
            self._mark(0, document.title, document)
        for number, part in enumerate(document.parts):
            steps.part(number, part.name)
            pages = pages_of(part)
            inside = level
            if count > 1:
                self._mark(level, part.name, document)
                inside += 1
            self._part(document, part, pages, inside, steps)

    def close(self, title: str, document: Document) -> int:
        """Write what stands at the end of the file; its pages."""
        file = self._file
        for number, foot in enumerate(self._feet, start=1):
            if not number % _PAGES_A_TICK:
                self._tick()
            sheet = Sheet(foot.page, self._pen)
            sheet.foot(foot.left, (*foot.counted, Run(f"   [{number} / {file.pages}]")))
            file.put_stream(sheet.content(), number=foot.stream)
        file.put(f"<< {self._codes.put(file)} {self._images.entry()} >>", file.resources)
        about = About(
            title=title,
            subject=document.subject or document.form,
            author=document.author,
            language=_LANGUAGES[document.language],
            dated=document.dated,
        )
        file.close(about, self._bookmarks)
        return file.pages

    def _part(
        self,
        document: Document,
        part: Part,
        pages: Sequence[PlacedPage],
        level: int,
        steps: Steps,
    ) -> None:
        page = document.page
        for number, placed in enumerate(pages, start=1):
            if not number % _PAGES_A_TICK:
                steps.tick()
            sheet = Sheet(page, self._pen)
            sheet.draw(placed)
            counted: Line = (*document.page_word, Run(f" {number} / {len(pages)}"))
            contents = []
            if self._through:
                contents.append(self._file.reserve())
                self._feet.append(_Foot(contents[0], page, part.foot, counted))
            else:
                sheet.foot(part.foot, counted)
            for item in placed:
                if isinstance(item, Words) and item.paragraph.level:
                    top = (page.height - page.top) * MM - item.y
                    title = " / ".join(lines_text((line,)) for line in item.paragraph.lines)
                    place = level + item.paragraph.level - 1
                    self._bookmarks.append(Bookmark(place, title, self._file.pages, top))
            contents.insert(0, self._file.put_stream(sheet.content()))
            self._file.page(page.width * MM, page.height * MM, contents)

    def _mark(self, level: int, title: str, document: Document) -> None:
        top = document.page.height * MM
        self._bookmarks.append(Bookmark(level, title, self._file.pages, top))
