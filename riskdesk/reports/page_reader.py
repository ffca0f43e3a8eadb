"""Pages of a PDF as pictures and places of words, by PDFium: what is seen is what is printed."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pypdfium2

from riskdesk.domain.errors import UserError
from riskdesk.services.ports_pages import Bookmark, PageImage, Rectangle

_DEEPEST = 8
"""Levels of bookmarks: a file of another program may nest them without end."""


class PdfiumReader:
    """Opens PDF files; they are read into memory, so that they can be written anew meanwhile."""

    def open(self, document: Path | bytes) -> "PdfiumPages":
        """The pages of a PDF."""
        name = document.name if isinstance(document, Path) else ""
        try:
            data = document.read_bytes() if isinstance(document, Path) else document
            return PdfiumPages(pypdfium2.PdfDocument(data))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError("pages-not-read", file=name, reason=reason) from error
        except pypdfium2.PdfiumError as error:
            raise UserError("pages-not-read", file=name, reason=str(error)) from error


class PdfiumPages:
    """An open PDF."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._document.get_page_size(page)
        return width, height

    def image(self, page: int, scale: float) -> PageImage:
        """The page with ``scale`` pixels a point."""
        opened = self._document[page]
        try:
            bitmap = opened.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
            found = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            return found
        finally:
            opened.close()

    def find(self, words: str, page: int) -> list[tuple[Rectangle, ...]]:
        """Each place on a page where ``words`` stand."""
        if not words.strip():
            return []
        opened = self._document[page]
        text = opened.get_textpage()
        try:
            searched = text.search(words, match_case=False)
            places = list(_places(searched))
            searched.close()
            height = opened.get_height()
            return [tuple(_rectangles(text, place, height)) for place in places]
        finally:
            text.close()
            opened.close()

    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks that lead to a page."""
        return tuple(
            Bookmark(entry.get_title(), entry.level, page)
            for entry in self._document.get_toc(max_depth=_DEEPEST)
            if (goal := entry.get_dest()) is not None and (page := goal.get_index()) is not None
        )

    def close(self) -> None:
        """Let the document go."""
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _places(searched: pypdfium2.PdfTextSearcher) -> Iterator[tuple[int, int]]:
    while (place := searched.get_next()) is not None:
        yield place


def _rectangles(
    text: pypdfium2.PdfTextPage, place: tuple[int, int], height: float
) -> Iterator[Rectangle]:
    for number in range(text.count_rects(*place)):
        left, bottom, right, top = text.get_rect(number)
        yield left, height - top, right - left, top - bottom
