"""Documents as PDF: embedded type, selectable Kazakh, the same bytes for the same document."""

from io import BytesIO
from pathlib import Path

import reportlab.rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from riskdesk.forms.document import Cell, Document, Line, Page, Part, Run
from riskdesk.reports.draw import draw
from riskdesk.reports.drawings import MM
from riskdesk.reports.faces import load_faces
from riskdesk.reports.fitting import Fitter
from riskdesk.reports.geometry import SetCell
from riskdesk.reports.pagination import FOOT, Paginator, PlacedPage, Strip, Words
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter
from riskdesk.reports.whole_file import write_whole
from riskdesk.services.ports import Progress

# Binary streams instead of base-85: a fifth less to write (feasibility.md, 3b).
reportlab.rl_config.useA85 = 0

_HAIR, _HEAVY = 0.5, 1.5
_ASCENT = 0.87
"""From the top of a line to its base line, in type sizes."""
_FOOT_SIZE = 7.5
_BLACK = "#000000"


class PdfWriter:
    """Draws a document with reportlab; ``fonts`` is ``resources/fonts``."""

    suffix = ".pdf"

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def write(self, document: object, target: Path, progress: Progress | None = None) -> int:
        """Write ``document`` to ``target``, whole or not at all; returns its pages."""
        if not isinstance(document, Document):
            raise TypeError(type(document).__name__)
        faces = load_faces(self._fonts)
        typesetter = Typesetter(faces)
        paginator = Paginator(document.page, typesetter, document.number_language)
        pages_of = Fitter(paginator).pages if document.fit else paginator.pages
        buffer = BytesIO()
        canvas = _canvas(document, buffer, faces.of(Run("")).name)
        count = 0
        for number, part in enumerate(document.parts):
            if progress is not None:
                progress.step(number, len(document.parts), part.name)
            count += _draw_part(canvas, document, part, pages_of(part), typesetter)
        canvas.save()
        write_whole(target, buffer.getvalue())
        return count


def _canvas(document: Document, buffer: BytesIO, base_face: str) -> Canvas:
    size = (document.page.width * MM, document.page.height * MM)
    # No base font of the reader: everything on the page is embedded.
    canvas = Canvas(
        buffer, pagesize=size, invariant=1, pageCompression=1, initialFontName=base_face
    )
    canvas.setTitle(document.title)
    canvas.setSubject(document.form)
    canvas.setAuthor("")
    canvas.setCreator("RiskDesk")
    day = document.dated
    canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000Z")
    return canvas


def _draw_part(
    canvas: Canvas,
    document: Document,
    part: Part,
    pages: list[PlacedPage],
    typesetter: Typesetter,
) -> int:
    for number, placed in enumerate(pages, start=1):
        sheet = _Sheet(canvas, document.page)
        for item in placed:
            if isinstance(item, Words):
                sheet.words(item)
            else:
                sheet.strip(item)
        counted: Line = (*document.page_word, Run(f" {number} / {len(pages)}"))
        sheet.foot(part.foot, counted, typesetter)
        sheet.finish()
    return len(pages)


class _Sheet:
    """One page: ground first, then rules, then text, each in one go."""

    def __init__(self, canvas: Canvas, page: Page) -> None:
        self._canvas = canvas
        self._left = page.left * MM
        self._width = page.body * MM
        self._top = (page.height - page.top) * MM
        self._bottom = page.bottom * MM
        self._rules: dict[tuple[float, float, float, float], None] = {}
        self._heavy: list[tuple[float, float, float, float]] = []
        self._frames: list[tuple[float, float, float, float]] = []
        self._text = canvas.beginText()
        self._set: tuple[str, float, str] = ("", 0.0, _BLACK)
        self._turned: list[tuple[float, float, float, SetCell]] = []

    def words(self, item: Words) -> None:
        """A paragraph."""
        paragraph = item.paragraph
        left = self._left + paragraph.indent * MM
        width = self._width - paragraph.indent * MM
        y = self._top - item.y
        for line in item.lines:
            x = left + _shift(paragraph.align, width - line.width)
            self._line(line, x, y - paragraph.size * line.scale * _ASCENT, paragraph.size, _BLACK)
            y -= paragraph.size * line.scale * LEADING
        if paragraph.rule:
            y -= 1.2 * MM
            self._heavy.append((self._left, y, self._left + self._width, y))

    def strip(self, item: Strip) -> None:
        """Rows of a table; a cell that began on an earlier page is drawn again."""
        table = item.table
        left = self._left + table.table.indent * MM
        edges = [self._top - item.y]
        for height in table.heights[item.first : item.last]:
            edges.append(edges[-1] - height)
        padding, room = table.table.padding * MM, table.table.room * MM
        for row in table.cells[: item.last]:
            for cell in row:
                last = min(cell.row + cell.cell.down, item.last)
                first = max(cell.row, item.first)
                if first < last:
                    top, bottom = edges[first - item.first], edges[last - item.first]
                    x0 = left + table.xs[cell.column]
                    x1 = left + table.xs[cell.column + cell.cell.across]
                    self._box(cell.cell, x0, bottom, x1, top)
                    self._cell(cell, (x0 + padding, bottom, x1 - padding, top), room)

    def foot(self, left: Line, right: Line, typesetter: Typesetter) -> None:
        """The footer: a rule, the edition line at the left, page numbers at the right."""
        (counted,) = typesetter.set((right,), _FOOT_SIZE, self._width / 3)
        y = self._bottom + FOOT - 2.2 * MM
        self._rules[self._left, y, self._left + self._width, y] = None
        base = y - 1.0 * MM - _FOOT_SIZE * _ASCENT
        self._line(counted, self._left + self._width - counted.width, base, _FOOT_SIZE, _BLACK)
        room = self._width - counted.width - 4 * MM
        for line in typesetter.set((left,), _FOOT_SIZE, room):
            self._line(line, self._left, base, _FOOT_SIZE, _BLACK)
            base -= _FOOT_SIZE * LEADING

    def finish(self) -> None:
        """Draw what was collected and turn to the next page."""
        canvas = self._canvas
        canvas.setLineWidth(_HAIR)
        if self._rules:
            canvas.lines(list(self._rules))
        canvas.setLineWidth(_HEAVY)
        if self._heavy:
            canvas.lines(self._heavy)
        for frame in self._frames:
            canvas.rect(*frame)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawText(self._text)
        canvas.setFillColorRGB(0, 0, 0)
        for x, y, shift, cell in self._turned:
            self._draw_turned(x, y, shift, cell)
        canvas.showPage()

    def _box(self, cell: Cell, x0: float, y0: float, x1: float, y1: float) -> None:
        if cell.fill:
            self._canvas.setFillColor(HexColor(cell.fill))
            self._canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
        if cell.borders in {"all", "above"}:
            self._rules[x0, y1, x1, y1] = None
        if cell.borders in {"all", "below"}:
            self._rules[x0, y0, x1, y0] = None
        if cell.borders == "all":
            self._rules[x0, y0, x0, y1] = None
            self._rules[x1, y0, x1, y1] = None
        if cell.frame:
            self._frames.append((x0, y0, x1 - x0, y1 - y0))

    def _cell(self, cell: SetCell, box: tuple[float, float, float, float], room: float) -> None:
        drawing = cell.cell.drawing
        if not cell.lines and drawing is None:
            return
        x0, y0, x1, y1 = box
        if cell.cell.vertical:
            self._turned.append(((x0 + x1) / 2, (y0 + y1) / 2, cell.text_height, cell))
            return
        free = (y1 - y0) - cell.height
        y = y1 - (room / 2 if cell.cell.top else free / 2)
        if drawing is not None:
            wide, high = cell.drawn
            left = x0 + _shift(cell.cell.align, x1 - x0 - wide)
            draw(self._canvas, drawing, (left, y - high, wide, high))
            y -= high
        size = cell.cell.size
        for line in cell.lines:
            x = x0 + _shift(cell.cell.align, x1 - x0 - line.width)
            self._line(line, x, y - size * line.scale * _ASCENT, size, cell.cell.ink or _BLACK)
            y -= size * line.scale * LEADING

    def _line(self, line: SetLine, x: float, y: float, size: float, ink: str) -> None:
        text = self._text
        for segment in line.segments:
            face, scale = segment.face.name, segment.scale
            asked = (face, size * scale, ink)
            if asked != self._set:
                if ink != self._set[2]:
                    text.setFillColor(HexColor(ink))
                text.setFont(face, size * scale)
                self._set = asked
            text.setTextOrigin(x + segment.x, y + (0.33 * size if segment.raised else 0.0))
            text.textOut(segment.text)

    def _draw_turned(self, x: float, y: float, height: float, cell: SetCell) -> None:
        canvas, size = self._canvas, cell.cell.size
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(90)
        base = height / 2 - size * _ASCENT
        for line in cell.lines:
            for segment in line.segments:
                canvas.setFont(segment.face.name, size)
                canvas.drawString(segment.x - line.width / 2, base, segment.text)
            base -= size * LEADING
        canvas.restoreState()


def _shift(align: str, free: float) -> float:
    return {"left": 0.0, "center": free / 2, "right": free}[align]
