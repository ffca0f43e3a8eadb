"""Tabs with the class beside the name."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_GAP = 7


class Tabs(QTabBar):
    """A row of tabs: the current one underlined, a class number behind the name."""

    def __init__(self, look: Look, names: Sequence[str], label: str) -> None:
        super().__init__()
        self._look = look
        self._classes: dict[int, str] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name in names:
            self.addTab(name)

    def set_class(self, tab: int, number: str) -> None:
        """Show a class beside a tab's name."""
        if self._classes.get(tab, "") != number:
            self._classes[tab] = number
            self.setTabToolTip(tab, "")
            self.updateGeometry()
            self.setTabText(tab, self.tabText(tab))
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel never changes the tab."""
        event.ignore()

    def tabSizeHint(self, index: int) -> QSize:
        """Name, class and the space to the next tab."""
        theme = self._look.theme
        wide = theme.metrics("body", "medium").horizontalAdvance(self.tabText(index))
        number = self._classes.get(index, "")
        if number:
            wide += theme.length(_GAP) + theme.metrics("small", "medium").horizontalAdvance(number)
        return QSize(round(wide) + theme.length(15), theme.px("height", "tabs"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Names are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw names, classes, the line under the current one."""
        theme = self._look.theme
        painter = QPainter(self)
        for index in range(self.count()):
            rect = self.tabRect(index)
            current = index == self.currentIndex()
            at = QRect(rect.left(), rect.top(), rect.width() - theme.length(15), rect.height())
            painter.setFont(theme.font("body", "medium"))
            painter.setPen(theme.colour("text" if current else "text_2"))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), self.tabText(index))
            number = self._classes.get(index, "")
            painter.setFont(theme.font("small", "strong" if current else "medium"))
            side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(at, side, number)
            if current:
                line = theme.stroke("focus")
                painter.fillRect(
                    QRect(at.left(), at.bottom() - line + 1, at.width(), line),
                    theme.colour("accent"),
                )
                if self.hasFocus():
                    ring = at.adjusted(-theme.length(4), 2, theme.length(5), 0)
                    draw_ring(painter, ring, theme.colour("focus"))
        painter.end()
