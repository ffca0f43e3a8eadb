"""Panes beside a page: in the splitter while the window is wide, over the page when it is not."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from riskdesk.ui.look import Look

_EDGE = {"left": "right", "right": "left"}


@dataclass
class _Pane:
    widget: QWidget
    side: Literal["left", "right"]
    width: int
    room: int
    closed: bool = False
    over: bool = False
    opened: bool = False


class SidePanes(QSplitter):
    """A page and its panes.

    ``room``: the width of the window, in pixels at 100 %, that a pane needs to stand beside the
    page; in a narrower one its key lays it over the page and takes it away.
    """

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._panes: list[_Pane] = []
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(page)
        self._page = page

    def add(self, widget: QWidget, side: Literal["left", "right"], width: int, room: int) -> None:
        """Put a pane at a side of the page; ``width`` in pixels at 100 %."""
        self.insertWidget(0 if side == "left" else self.count(), widget)
        self._panes.append(_Pane(widget, side, self._look.theme.length(width), room))
        self.setStretchFactor(self.indexOf(self._page), 1)

    def toggle(self, widget: QWidget) -> None:
        """Show or hide a pane, beside the page or over it."""
        pane = self._of(widget)
        if pane.over:
            pane.opened = not pane.opened
        else:
            pane.closed = not pane.closed
        self._show(pane)

    def wanted(self, widget: QWidget, *, wanted: bool) -> None:
        """A pane that has nothing to show is away; otherwise it is where it was."""
        widget.setProperty("empty", not wanted)
        self._show(self._of(widget))

    def close_over(self) -> bool:
        """Take away what lies over the page; whether anything did."""
        over = [pane for pane in self._panes if pane.over and pane.opened]
        for pane in over:
            pane.opened = False
            self._show(pane)
        return bool(over)

    def arrange(self, screen: QWidget) -> None:
        """The window has another width: each pane goes where there is room for it."""
        room = screen.window().width() / self._look.theme.scale
        for pane in self._panes:
            over = room < pane.room
            if over and not pane.over:
                pane.over, pane.opened = True, False
                pane.widget.setParent(screen)
            elif not over and pane.over:
                pane.over = False
                self.insertWidget(0 if pane.side == "left" else self.count(), pane.widget)
                self._share(screen.width())
            self._show(pane)
            if pane.over:
                left = 0 if pane.side == "left" else max(0, screen.width() - pane.width)
                pane.widget.setGeometry(left, 0, min(pane.width, screen.width()), screen.height())

    def sizes_wanted(self, width: int) -> None:
        """Give each pane its width and the page what is left."""
        self._share(width)

    def _share(self, width: int) -> None:
        wide: dict[QWidget | None, int] = {
            pane.widget: pane.width for pane in self._panes if not pane.over
        }
        rest = max(width - sum(wide.values()), 1)
        self.setSizes([wide.get(self.widget(at), rest) for at in range(self.count())])

    def _of(self, widget: QWidget) -> _Pane:
        return next(pane for pane in self._panes if pane.widget is widget)

    def _show(self, pane: _Pane) -> None:
        shown = pane.opened if pane.over else not pane.closed
        pane.widget.setVisible(shown and not pane.widget.property("empty"))
        edge = _EDGE[pane.side] if pane.over else ""
        if pane.widget.property("line") != edge:
            pane.widget.setProperty("line", edge)
            pane.widget.style().unpolish(pane.widget)
            pane.widget.style().polish(pane.widget)
        if pane.over and shown:
            pane.widget.raise_()
