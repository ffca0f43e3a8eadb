"""Documents as Excel workbooks: one sheet a part, real numbers, texts that are never formulas."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from textwrap import shorten
from typing import BinaryIO

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from riskdesk.forms.document import (
    Document,
)
from riskdesk.reports.faces import EXCEL_FACE, load_faces
from riskdesk.reports.fast_sheet import FastSheet
from riskdesk.reports.steps import Share, Steps
from riskdesk.reports.typeset import Typesetter
from riskdesk.reports.whole_file import whole_file
from riskdesk.reports.xlsx_formats import Formats
from riskdesk.reports.xlsx_sheet import SheetDrawing
from riskdesk.services.heap import collector_rests
from riskdesk.services.ports import Progress

_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


class XlsxWriter:
    """Draws a document with XlsxWriter; ``fonts`` is ``resources/fonts`` (for row heights)."""

    suffix = ".xlsx"

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def write(self, document: object, target: Path, progress: Progress | None = None) -> int:
        """Write ``document`` to ``target``, whole or not at all; returns its sheets."""
        if not isinstance(document, Document):
            raise TypeError(type(document).__name__)
        with collector_rests(), whole_file(target) as stream:
            book = _book(stream, document.title, document)
            drawing = _Drawing(book, self._fonts)
            drawing.add(document, progress)
            close_book(book)
        return drawing.sheets

    def write_all(
        self,
        documents: Sequence[object],
        title: str,
        target: Path,
        progress: Progress | None = None,
    ) -> int:
        """All documents in one workbook, a sheet a part, named by the document; its sheets."""
        with collector_rests(), whole_file(target) as stream:
            book, drawing = None, None
            for number, document in enumerate(documents):
                if not isinstance(document, Document):
                    raise TypeError(type(document).__name__)
                if book is None or drawing is None:
                    book = _book(stream, title, document)
                    drawing = _Drawing(book, self._fonts)
                named = f"{document.order // 10}"
                drawing.add(document, Share(progress, number, len(documents)), named)
            if book is None or drawing is None:
                raise ValueError(title)
            close_book(book)
        return drawing.sheets


def _book(stream: BinaryIO, title: str, document: Document) -> Workbook:
    book = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            # Column widths are told in digits of the default face: one that every office has.
            "default_format_properties": {"font_name": EXCEL_FACE, "font_size": 11},
        },
    )
    day = datetime.combine(document.dated, time(), UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": title,
            "subject": document.subject or document.form,
            "author": document.author,
            "created": day,
        }
    )
    return book


def close_book(book: Workbook) -> None:
    """Write the workbook; a full disk is an ``OSError`` as everywhere."""
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Drawing:
    """One workbook being filled, document by document."""

    def __init__(self, book: Workbook, fonts: Path) -> None:
        self.sheets = 0
        self._book = book
        self._fonts = fonts
        self._formats = Formats(book)
        self._names: set[str] = set()
        self._typesetter = Typesetter(load_faces(fonts))

    def add(self, document: Document, progress: Progress | None, named: str = "") -> None:
        """A sheet for each part; ``named``: what stands before its name."""
        count = len(document.parts)
        steps = Steps(progress, count)
        for number, part in enumerate(document.parts):
            steps.part(number, part.name)
            name = part.name
            if named:
                whole = f"{named}. {document.title if count == 1 else part.name}"
                name = shorten(whole, _SHEET_NAME, placeholder="…")
            sheet = self._book.add_worksheet(_sheet_name(name, self._names), FastSheet)
            drawn = SheetDrawing(
                sheet, self._formats, self._typesetter, document, part, self._fonts
            )
            drawn.draw(steps.tick)
            self.sheets += 1


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel accepts, unlike all others of the workbook."""
    plain = name.translate(_NOT_IN_NAMES).strip("' ")[:_SHEET_NAME] or "1"
    found, number = plain, 2
    while found.casefold() in taken:
        found, number = f"{plain[: _SHEET_NAME - 5]} ({number})", number + 1
    taken.add(found.casefold())
    return found
