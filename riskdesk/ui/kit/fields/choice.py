"""A list of choices that the mouse wheel never changes (promise U9)."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy

from riskdesk.ui.look import Look

_ARROW = 14


class Choice(QComboBox):
    """A guarded combo box. ``chosen`` is emitted only when a person chose."""

    chosen = Signal(object)

    def __init__(self, look: Look, options: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        """The box by the style, the arrow by us."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._look.theme.length(_ARROW)
        at = QRectF(self.width() - side - 6, (self.height() - side) / 2, side, side)
        self._look.icons.paint(painter, "chevron-down", at, "text_2")
        painter.end()


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
