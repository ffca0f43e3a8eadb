"""Pictures of pages: drawn elsewhere one at a time, the wanted ones first, a few kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from riskdesk.services.ports_pages import PageImage

MOST_BYTES = 96_000_000
"""What the kept pictures may take; those that are seen are kept in any case."""

Answer = Callable[[PageImage], object]
Ask = Callable[[int, float, Answer, Callable[[Exception], object]], object]
"""Asks for a page with so many pixels a point; one of the two is called with what came of it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn at a scale. The image lives in the bytes of ``page``."""

    scale: float
    image: QImage
    page: PageImage


class PageImages(QObject):
    """``ready``: the picture of a page has come."""

    ready = Signal(int)

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._known: dict[int, Picture] = {}
        self._wanted: Sequence[int] = ()
        self._scale = 1.0
        self._asking = False
        self._paper = 0

    @property
    def known(self) -> dict[int, Picture]:
        """What is kept, by page."""
        return self._known

    def forget(self) -> None:
        """Another document: answers that are on their way belong to the old one."""
        self._paper += 1
        self._known = {}
        self._wanted = ()
        self._asking = False

    def want(self, pages: Sequence[int], scale: float) -> None:
        """These pages are seen or soon will be, the most important one first."""
        self._wanted, self._scale = pages, scale
        self._next()

    def _next(self) -> None:
        if self._asking:
            return
        for page in self._wanted:
            known = self._known.get(page)
            if known is None or known.scale != self._scale:
                self._begin(page, self._scale)
                return

    def _begin(self, page: int, scale: float) -> None:
        self._asking = True
        paper = self._paper

        def done(image: PageImage) -> None:
            if paper == self._paper:
                self._asking = False
                self._keep(page, scale, image)
                self._next()

        def failed(_: Exception) -> None:
            if paper == self._paper:
                self._asking, self._wanted = False, ()

        self._ask(page, scale, done, failed)

    def _keep(self, page: int, scale: float, drawn: PageImage) -> None:
        image = QImage(
            drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
        )
        self._known[page] = Picture(scale, image, drawn)
        held = sum(len(each.page.pixels) for each in self._known.values())
        for old in sorted(self._known, key=lambda each: -abs(each - page)):
            if held <= MOST_BYTES:
                break
            if old not in self._wanted:
                held -= len(self._known.pop(old).page.pixels)
        self.ready.emit(page)
