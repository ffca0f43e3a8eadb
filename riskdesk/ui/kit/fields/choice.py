"""A list of choices that the mouse wheel never changes (promise U9)."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from riskdesk.ui.kit.wrapping import two_lines
from riskdesk.ui.look import Look

_ARROW = 14
_PAD_LEFT, _PAD_RIGHT = 9, 26


class Choice(QComboBox):
    """A guarded combo box. ``chosen`` is emitted only when a person chose."""

    chosen = Signal(object)

    def __init__(self, look: Look, options: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))
        words = QListView(self)
        words.setTextElideMode(Qt.TextElideMode.ElideNone)
        words.setWordWrap(True)
        self.setView(words)
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the choices: (value, words)."""
        self.clear()
        for value, words in options:
            self.addItem(words, value)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)

    def show_value(self, value: object) -> None:
        """Show the choice with that value; unknown values show nothing."""
        known = [self.itemData(index) for index in range(self.count())]
        self.setCurrentIndex(known.index(value) if value in known else -1)

    def set_proposed(self, *, proposed: bool) -> None:
        """Dashed outline: nobody has decided yet."""
        self.setProperty("proposed", "true" if proposed else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, never the value."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box by the style; the arrow, and words too long for one line, by us."""
        lines = self._lines()
        if lines:
            painter = self._paint_lines(lines)
        else:
            super().paintEvent(event)
            painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._look.theme.length(_ARROW)
        at = QRectF(self.width() - side - 6, (self.height() - side) / 2, side, side)
        self._look.icons.paint(painter, "chevron-down", at, "text_2")
        painter.end()

    def _room(self) -> int:
        return self.width() - self._look.theme.length(_PAD_LEFT + _PAD_RIGHT)

    def _lines(self) -> list[str]:
        """The words on two small lines, where one line does not hold them."""
        words, theme = self.currentText(), self._look.theme
        if theme.metrics().horizontalAdvance(words) <= self._room():
            return []
        return two_lines(words, self._room(), theme.metrics("micro").horizontalAdvance)

    def _paint_lines(self, lines: list[str]) -> QPainter:
        theme = self._look.theme
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text" if self.isEnabled() else "text_disabled"))
        half = self.height() // 2
        for number, line in enumerate(lines):
            whole = len(lines) == 1
            at = QRect(theme.length(_PAD_LEFT), number * half + (0 if whole else 1 - number * 2),
                       self._room(), self.height() if whole else half)  # fmt: skip
            painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), line)
        return painter


class Tick(QCheckBox):
    """A check box with our own tick."""

    def __init__(self, look: Look, text: str = "") -> None:
        super().__init__(text)
        self._look = look
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box by the style, the tick by us."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(2, (self.height() - 12) / 2, 12, 12)
        self._look.icons.paint(painter, "tick", at, "on_accent")
        painter.end()
