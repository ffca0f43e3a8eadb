"""Shortcuts by key position: Ctrl+Z works with a Russian or Kazakh layout too (promise U4)."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_CYRILLIC = range(0x0400, 0x0530)
_LETTERS = range(ord("A"), ord("Z") + 1)


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
