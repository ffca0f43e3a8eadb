"""The hands at the window: keys as the window system sends them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from riskdesk.ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
"""Opens the window in a language and a theme, settled."""

NO_KEYS = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: int, text: str = "", held: Qt.KeyboardModifier = NO_KEYS) -> None:
    """One key, pressed and released, as the window system sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def type_text(widget: QWidget, text: str) -> None:
    """A text, letter by letter; Cyrillic keys have no Latin code."""
    for letter in text:
        press(widget, 0 if ord(letter) > 127 else ord(letter.upper()), letter)
