"""The base of every dialog: Enter destroys nothing, Esc loses nothing unasked (U10)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import Text, ground, hairline
from riskdesk.ui.look import Look


class Dialog(QDialog):
    """Title, body, a row of verbs at the foot; the main one at the right."""

    def __init__(self, look: Look, parent: QWidget | None, title: str, second: str = "") -> None:
        super().__init__(parent)
        self.look = look
        self._typed = False
        self._asked = False
        self.setWindowTitle(title)
        self.setModal(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = QWidget()
        self.body = QVBoxLayout(top)
        self.body.setContentsMargins(*(look.theme.length(n) for n in (24, 20, 24, 16)))
        self.body.setSpacing(look.theme.length(8))
        self.body.addWidget(Text(look, title, "title", weight="strong", wrap=True))
        if second:
            self.body.addWidget(Text(look, second, tone="text_2", wrap=True))
        whole.addWidget(top, 1)
        whole.addWidget(hairline())
        foot = ground(QWidget(), "panel")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(*(look.theme.length(n) for n in (24, 12, 24, 12)))
        self.hint = Text(look, "", "small", "text_2", wrap=True)
        self.foot.addWidget(self.hint, 1)
        whole.addWidget(foot)

    def verbs(self, main: str) -> tuple[QPushButton, QPushButton]:
        """The closing verb and the main one; the first only closes."""
        close = button(self.look, self.look.tr("action.close"))
        close.clicked.connect(self.reject)
        act = button(self.look, main, "main", keys="Ctrl+Return")
        self.foot.addWidget(close)
        self.foot.addWidget(act)
        return close, act

    def mark_typed(self) -> None:
        """Something was typed that closing would lose."""
        self._typed = True
        self._asked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field; Esc with typed text asks once, in words, in the foot."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; typed text is asked about once."""
        if self._typed and not self._asked:
            self._asked = True
            self.hint.setText(self.look.tr("dialog.unsaved"))
            self.hint.set_tone("attention")
            return
        super().reject()
