"""Keys by their position: Ctrl+Z and digits work with a Russian or Kazakh layout too (U4, U5)."""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_CYRILLIC = range(0x0400, 0x0530)
_LETTERS = range(ord("A"), ord("Z") + 1)

_X11_ROWS = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_X11_LETTERS = {
    start + number: letter for start, row in _X11_ROWS for number, letter in enumerate(row)
}
_X11_NUMBERS = {
    **{10 + n: str((n + 1) % 10) for n in range(10)},
    20: "-",
    59: ",",
    60: ",",
    61: ",",
}
_WINDOWS_NUMBERS = {
    **{0x30 + n: str(n) for n in range(10)},
    0xBD: "-",
    0xBC: ",",
    0xBE: ",",
    0xBF: ",",
}
_PLAIN = frozenset("0123456789+-\u2212.,; /")
"""What means itself in a number, whatever key it stands on."""


class LatinShortcuts(QObject):
    """Watches one window: a Cyrillic key with Ctrl counts as the Latin key under it.

    The platform does this for most layouts; this is for those where it does not.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what the Latin key does; anything else passes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            latin = latin_key(event)
            if latin is not None:
                return self.act(latin) or QCoreApplication.sendEvent(watched, latin)
        return super().eventFilter(watched, event)

    def act(self, key: QKeyEvent) -> bool:
        """Press the shortcut of the window that has this key; False if there is none."""
        wanted = QKeySequence(key.keyCombination())
        for shortcut in self._window.findChildren(QShortcut):
            parent = shortcut.parent()
            seen = not isinstance(parent, QWidget) or parent.isVisible()
            if seen and shortcut.isEnabled() and shortcut.key() == wanted:
                shortcut.activated.emit()
                return True
        return False


def latin_key(event: QKeyEvent) -> QKeyEvent | None:
    """The same press with the Latin letter of its position; ``None`` if nothing is to be done."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if not control or event.key() not in _CYRILLIC:
        return None
    native = event.nativeVirtualKey()
    if native not in _LETTERS:
        letter = "" if sys.platform == "win32" else _X11_LETTERS.get(event.nativeScanCode(), "")
        if not letter:
            return None
        native = ord(letter)
    return QKeyEvent(
        event.type(),
        native,
        event.modifiers(),
        event.nativeScanCode(),
        native,
        event.nativeModifiers(),
        "",
    )


def number_key(event: QKeyEvent) -> str:
    """The digit, minus or comma printed on a key, where the layout has a letter there; else "".

    By position, because the Kazakh layout puts Ә І Ң Ғ Ү Ұ Қ on the digits, Ө on the minus, and the
    comma and the point on 6 and 7. Shift and Ctrl keep their own meaning.
    """
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not event.text():
        return ""
    windows = sys.platform == "win32"
    code = event.nativeVirtualKey() if windows else event.nativeScanCode()
    meant = (_WINDOWS_NUMBERS if windows else _X11_NUMBERS).get(code, "")
    if meant.isdigit():
        return meant
    return "" if event.text() in _PLAIN else meant
