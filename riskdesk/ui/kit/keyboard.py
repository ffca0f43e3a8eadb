"""Shortcuts by key position: Ctrl+Z works with a Russian or Kazakh layout too (promise U4)."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

_CYRILLIC = range(0x0400, 0x0530)
_LETTERS = range(ord("A"), ord("Z") + 1)


class LatinShortcuts(QObject):
    """An event filter of the program: a Cyrillic key with Ctrl counts as the Latin key under it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send the Latin key in place of the Cyrillic one; anything else passes."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            latin = latin_key(event) if isinstance(event, QKeyEvent) else None
            if latin is not None:
                return QCoreApplication.sendEvent(watched, latin)
        return super().eventFilter(watched, event)


def latin_key(event: QKeyEvent) -> QKeyEvent | None:
    """The same press with the Latin letter of its position; ``None`` if nothing is to be done."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    native = event.nativeVirtualKey()
    if not control or event.key() not in _CYRILLIC or native not in _LETTERS:
        return None
    return QKeyEvent(
        event.type(),
        native,
        event.modifiers(),
        event.nativeScanCode(),
        native,
        event.nativeModifiers(),
        "",
    )
