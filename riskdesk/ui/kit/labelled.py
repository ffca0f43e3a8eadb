"""A field under its label."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look


def labelled(look: Look, words: str, field: QWidget) -> QVBoxLayout:
    """A field under its label."""
    box = QVBoxLayout()
    box.setSpacing(look.theme.length(2))
    label = Text(look, words, "micro", "text_2", wrap=True)
    label.setBuddy(field)
    box.addWidget(label)
    box.addWidget(field)
    return box
