"""A question inside the page: what a change takes with it, the verb, and a way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text
from riskdesk.ui.look import Look


class AskBar(QFrame):
    """Hidden until asked. ``left``: answered, one way or the other."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._act: Callable[[], object] = lambda: None
        self.setProperty("card", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 8)))
        row.setSpacing(look.theme.length(8))
        meaning = look.tr("severity.warning")
        row.addWidget(
            IconLabel(look, "warning", "attention", meaning), 0, Qt.AlignmentFlag.AlignTop
        )
        self.words = Text(look, "", wrap=True)
        row.addWidget(self.words, 1)
        self.keep = button(look, look.tr("structure.keep"))
        self.keep.setToolTip("Esc")
        self.keep.clicked.connect(self.leave)
        self.verb = button(look, look.tr("structure.remove"), "second")
        self.verb.clicked.connect(self._do)
        row.addWidget(self.verb)
        row.addWidget(self.keep)
        self.hide()

    def ask(self, words: str, verb: str, act: Callable[[], object]) -> None:
        """Ask; Space on the verb does it, Esc leaves everything as it is."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.verb.setText(verb)
        self.verb.setAccessibleName(verb)
        self._act = act
        self.show()
        self.verb.setFocus()

    def leave(self) -> None:
        """Everything stays."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps; Left and Right go between the two."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        act = self._act
        self.leave()
        act()
