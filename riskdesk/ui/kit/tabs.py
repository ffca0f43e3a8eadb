"""Tabs with the class beside the name."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton

from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_GAP = 7
_SPACE, _LEAST = 15, 9
"""Between two tabs, at 100 %: where there is room, and at least."""


class Tabs(QTabBar):
    """A row of tabs: the current one underlined, a class number behind the name."""

    def __init__(self, look: Look, names: Sequence[str], label: str) -> None:
        super().__init__()
        self._look = look
        self._classes: dict[int, str] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for arrow in self.findChildren(QToolButton):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            arrow.setAccessibleName(label)
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
        """Name, class and the space to the next tab; smaller where there is little room."""
        wide = self._wide(index, self._role()) + self._space()
        return QSize(wide, self._look.theme.px("height", "tabs"))

    def _wide(self, index: int, role: str) -> int:
        theme = self._look.theme
        wide = theme.metrics(role, "medium").horizontalAdvance(self.tabText(index))
        number = self._classes.get(index, "")
        if number:
            wide += theme.length(_GAP) + theme.metrics("small", "medium").horizontalAdvance(number)
        return round(wide) + 1

    def _all(self, role: str) -> int:
        return sum(self._wide(index, role) for index in range(self.count()))

    def _role(self) -> str:
        """The size of the names: the usual one if all of them are seen with it."""
        least = self._look.theme.length(_LEAST) * self.count()
        return "body" if self._all("body") + least <= self.width() else "small"

    def _space(self) -> int:
        most, least = (self._look.theme.length(each) for each in (_SPACE, _LEAST))
        room = self.width() - self._all(self._role())
        return max(least, min(most, room // max(self.count(), 1)))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Names are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw names, classes, the line under the current one."""
        theme = self._look.theme
        painter, space, role = QPainter(self), self._space(), self._role()
        for index in range(self.count()):
            rect = self.tabRect(index)
            current = index == self.currentIndex()
            at = QRect(rect.left(), rect.top(), rect.width() - space, rect.height())
            painter.setFont(theme.font(role, "medium"))
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
