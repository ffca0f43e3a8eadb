"""The rail at the left: one button a screen, icon over its whole word, key and badge."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from riskdesk.ui.kit.labels import Text, ground, plain
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look
from riskdesk.ui.screen import Listed

_ICON = 20
DIGITS = 9
"""So many screens have a key of their own (Alt and the digit)."""


class RailButton(QAbstractButton):
    """One screen of the rail. ``key``: its digit, 0 for none; ``badge``: blocking problems."""

    def __init__(self, look: Look, icon: str, word: str, key: int) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._key = key
        self.badge = 0
        self.setText(word)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setToolTip(plain(f"{word}  Alt+{key}" if key else word))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        theme = self._look.theme
        word = theme.metrics("micro", "medium").horizontalAdvance(self.text())
        wide = max(theme.px("width", "rail"), round(word) + theme.length(10))
        return QSize(wide, theme.px("height", "rail_item"))

    def set_badge(self, number: int) -> None:
        """Show a number on the icon."""
        if number != self.badge:
            self.badge = number
            description = self._look.tr("rail.badge", count=number) if number else ""
            self.setAccessibleDescription(description)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Ground, bar of the current one, icon, word, key, badge."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.isChecked()
        if current:
            painter.fillRect(self.rect(), theme.colour("page"))
            painter.fillRect(
                QRect(0, 0, theme.stroke("current"), self.height()), theme.colour("accent")
            )
        role = "accent" if current else "text" if self.underMouse() else "text_2"
        side = theme.length(_ICON)
        at = QRectF((self.width() - side) / 2, theme.length(10), side, side)
        self._look.icons.paint(painter, self._icon, at, role)
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font("micro", "medium"))
        word = QRect(0, theme.length(33), self.width(), theme.length(18))
        painter.drawText(
            word, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text()
        )
        painter.setFont(theme.font("rail_key"))
        painter.setPen(theme.colour("text_3"))
        if self._key:
            corner = self.rect().adjusted(0, theme.length(5), -theme.length(7), 0)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(corner, int(side), str(self._key))
        if self.badge:
            self._paint_badge(painter)
        if self.hasFocus():
            draw_ring(painter, self.rect().adjusted(2, 2, -2, -2), theme.colour("focus"))
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        theme = self._look.theme
        text = str(self.badge)
        high = theme.length(16)
        wide = max(
            high, round(theme.metrics("micro", "strong").horizontalAdvance(text)) + theme.length(8)
        )
        top = theme.length(5) if not self._key or wide <= theme.length(18) else theme.length(15)
        at = QRect(self.width() // 2 + theme.length(4), top, wide, high)  # the key stays in sight
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("invalid"))
        painter.drawRoundedRect(at, high / 2, high / 2)
        painter.setPen(theme.colour("page"))
        painter.setFont(theme.font("micro", "strong"))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QWidget):
    """The column of screens. ``chosen``: the id of a screen."""

    chosen = Signal(str)

    def __init__(self, look: Look, screens: Sequence[Listed], window: QWidget) -> None:
        super().__init__()
        ground(self, "bar", "right")
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(4), 1, look.theme.length(8))
        box.setSpacing(0)
        self._under = {screen.id: screen.under for screen in screens if screen.under}
        own = [screen for screen in screens if not screen.under]
        for number, screen in enumerate(own, start=1):
            key = number if number <= DIGITS else 0
            made = RailButton(look, screen.id, look.tr(f"rail.{screen.id}"), key)
            made.clicked.connect(lambda _=False, name=screen.id: self.chosen.emit(name))
            if key:
                shortcut = QShortcut(QKeySequence(f"Alt+{key}"), window)
                shortcut.activated.connect(lambda name=screen.id: self._by_key(name))
                shortcut.setParent(self)
            self._group.addButton(made)
            self._buttons[screen.id] = made
            box.addWidget(made)
        box.addStretch(1)
        hint = Text(look, f"Alt + 1…{min(len(own), DIGITS)}", "micro", "text_3")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(hint)

    def show_current(self, screen: str) -> None:
        """Mark the screen that is shown."""
        self._buttons[self._under.get(screen, screen)].setChecked(True)

    def set_badge(self, screen: str, number: int) -> None:
        """Show a number on a screen's icon."""
        self._buttons[screen].set_badge(number)

    def allow(self, screen: str, *, enabled: bool) -> None:
        """Show a screen in the rail only when there is something to show on it."""
        if screen in self._buttons:
            self._buttons[screen].setVisible(enabled)

    def _by_key(self, screen: str) -> None:
        if self._buttons[screen].isVisible():
            self.chosen.emit(screen)
