"""The head of a page: title, a second line, the one main button at the right."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look


class PageHead(QWidget):
    """Title and second line; buttons stand at the right, the main one last."""

    def __init__(self, look: Look, title: str, *buttons: QPushButton) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 12, 16, 8)))
        row.setSpacing(look.theme.length(12))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(2))
        self._title = Text(look, title, "title", weight="strong", wrap=not title)
        words.addWidget(self._title)
        self.second = Text(look, "", "small", "text_2", wrap=True)
        words.addWidget(self.second)
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button)

    def show_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
