"""What a preview needs of a finished document: its pages as pictures, and where words stand."""

from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels, row by row from the top: blue, green, red and one unused byte each.

    ``stride``: bytes of a row. It is what ``QImage`` calls ``Format_RGB32``.
    """

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of a document's outline; ``level`` 0 is the highest."""

    title: str
    level: int
    page: int


class Pages(Protocol):
    """An open document; pages count from 0. One thread at a time may use it."""

    @property
    def count(self) -> int:
        """How many pages there are."""
        ...

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        ...

    def image(self, page: int, scale: float) -> PageImage:
        """The page with ``scale`` pixels a point, above 0."""
        ...

    def find(self, words: str, page: int) -> list[tuple[Rectangle, ...]]:
        """Each place on a page where ``words`` stand, whatever their case; a rectangle a line."""
        ...

    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks in their order; those that lead nowhere are left out."""
        ...

    def close(self) -> None:
        """Let the document go; it is not asked any more."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class PageReader(Protocol):
    """Opens finished documents."""

    def open(self, document: Path | bytes) -> Pages:
        """The pages of a PDF; the file itself is not held open.

        ``UserError("pages-not-read")`` if it is none or cannot be read.
        """
        ...
