"""The note under a cell: what is wrong with it, while it has the focus (promise U14)."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from riskdesk.ui.kit.labels import IconLabel, Text
from riskdesk.ui.look import Look

_WIDEST = 320


class CellNote(QFrame):
    """One sentence over the rows; the mouse goes through it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("card", "failed")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (8, 5, 10, 5)))
        row.setSpacing(look.theme.length(6))
        sign = IconLabel(look, "error", "invalid", look.tr("severity.error"), size=14)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = Text(look, "", "small", wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str, cell: QRect) -> None:
        """Stand under the cell, or over it where there is no room below; no words: go."""
        parent, layout = self.parentWidget(), self.layout()
        if parent is None or layout is None:
            return
        if not words or not parent.rect().intersects(cell):
            self.hide()
            return
        self._words.setText(words)
        self.setAccessibleName(words)
        theme = self._look.theme
        asked = theme.metrics("small").horizontalAdvance(words) + theme.length(48)
        wide = min(round(asked), theme.length(_WIDEST), parent.width())
        high = max(layout.heightForWidth(wide), theme.px("height", "row"))
        left = max(min(cell.left(), parent.width() - wide), 0)
        top = cell.bottom() + 2
        if top + high > parent.height() and cell.top() - high - 2 >= 0:
            top = cell.top() - high - 2
        self.setGeometry(left, top, wide, high)
        self.show()
        self.raise_()
