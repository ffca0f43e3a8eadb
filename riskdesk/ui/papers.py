"""The worker's side of finished documents: opened to be looked at or printed, closed in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from riskdesk.services.ports_pages import Bookmark, PageReader, Pages


@dataclass(frozen=True, slots=True)
class Paper:
    """An open document. ``pages`` is asked in the worker only; ``sizes``: in points."""

    pages: Pages
    sizes: tuple[tuple[float, float], ...]
    outline: tuple[Bookmark, ...]


class Papers:
    """The documents that are open now."""

    def __init__(self, reader: Callable[[], PageReader]) -> None:
        self._reader = reader
        self._open: list[Pages] = []

    def open(self, document: Path | bytes) -> Paper:
        """``UserError("pages-not-read")`` if it is no document."""
        pages = self._reader().open(document)
        self._open.append(pages)
        sizes = tuple(pages.size(page) for page in range(pages.count))
        return Paper(pages, sizes, pages.outline())

    def let_go(self, paper: Paper) -> None:
        """Close a document; one that is closed already is no fault."""
        if paper.pages in self._open:
            self._open.remove(paper.pages)
            paper.pages.close()

    def close(self) -> None:
        """Close them all."""
        while self._open:
            self._open.pop().close()
