"""Where the pages of a document stand: one under another, each in the middle."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRect

Size = tuple[float, float]
"""Width and height of a page in points."""


class PageLayout:
    """Pages at a scale; ``gap``: pixels between them and about them."""

    def __init__(self, sizes: Sequence[Size], gap: int) -> None:
        self.sizes = sizes
        self._gap = gap
        self._tops: list[int] = []
        self.scale = 0.0
        self.height = 0
        self.width = 0
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Another number of pixels a point."""
        if scale == self.scale:
            return
        self.scale, top = scale, self._gap
        self._tops = []
        for _, high in self.sizes:
            self._tops.append(top)
            top += round(high * scale) + self._gap
        self.height = top
        widest = max((wide for wide, _ in self.sizes), default=0.0)
        self.width = round(widest * scale) + 2 * self._gap

    def at(self, height: int) -> int:
        """The page at a height, or the one above it."""
        return max(bisect_right(self._tops, height) - 1, 0)

    def top(self, page: int) -> int:
        """Where a page begins."""
        return self._tops[page]

    def seen(self, top: int, bottom: int) -> range:
        """The pages between two heights."""
        if not self.sizes:
            return range(0)
        first = self.at(top)
        if first + 1 < len(self.sizes) and self.rect(first, 0).bottom() < top:
            first += 1  # only the gap below it would be seen
        return range(first, self.at(bottom) + 1)

    def rect(self, page: int, room: int) -> QRect:
        """A page in a view that is ``room`` wide."""
        wide, high = (round(each * self.scale) for each in self.sizes[page])
        left = (max(room, self.width) - wide) // 2
        return QRect(left, self._tops[page], wide, high)

    def fit_width(self, room: int) -> float:
        """The scale at which the widest page fills the width."""
        widest = max((wide for wide, _ in self.sizes), default=1.0)
        return max(room - 2 * self._gap, 1) / widest

    def fit_page(self, page: int, room: int, high: int) -> float:
        """The scale at which a page is seen whole."""
        wide, tall = self.sizes[page]
        return min(max(room - 2 * self._gap, 1) / wide, max(high - 2 * self._gap, 1) / tall)
