"""The keys of a grid: where they go and what they do. The menu prints them from here."""

from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from riskdesk.ui.kit.keyboard import latin_key

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Step(NamedTuple):
    """A move: rows down, columns right, how far (one, page, edge, home, end)."""

    down: int
    right: int
    far: str = "one"


ACTIONS: dict[str, tuple[str, ...]] = {
    "edit": ("F2",),
    "restore": ("Alt+Backspace",),
    "cut": ("Ctrl+X", "Shift+Del"),
    "copy": ("Ctrl+C", "Ctrl+Ins"),
    "paste": ("Ctrl+V", "Shift+Ins"),
    "clear": ("Del",),
    "fill_down": ("Ctrl+D",),
    "fill_right": ("Ctrl+R",),
    "remove": ("Ctrl+-",),
    "select_all": ("Ctrl+A",),
    "select_column": ("Ctrl+Space",),
    "select_row": ("Shift+Space",),
    "sort_up": ("Alt+Shift+Up",),
    "sort_down": ("Alt+Shift+Down",),
    "filter": ("Ctrl+Shift+L",),
    "reset": (),
}
"""What can be done, with its keys: the first is printed."""

MENU: tuple[tuple[str, ...], ...] = (
    ("edit", "restore"),
    ("cut", "copy", "paste", "clear"),
    ("fill_down", "fill_right", "remove"),
    ("select_all", "select_column", "select_row"),
    ("sort_up", "sort_down", "filter", "reset"),
)
"""The menu, in parts."""

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

_BY_KEY = {QKeySequence(keys).toString(): name for name, all_ in ACTIONS.items() for keys in all_}


def action_of(event: QKeyEvent) -> str:
    """The name of what a key does, "" if it does nothing of ``ACTIONS``; by position with Ctrl."""
    pressed = latin_key(event) or event
    held = pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    keys = QKeySequence(QKeyCombination(held, Qt.Key(pressed.key())))
    return _BY_KEY.get(keys.toString(), "")


def step_of(event: QKeyEvent) -> Step | None:
    """Where a key goes; Shift does not matter here, it stretches the selection."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | _SHIFT)
    key = Qt.Key(event.key())
    if held not in {Qt.KeyboardModifier.NoModifier, _CONTROL}:
        return None
    control = bool(held & _CONTROL)
    if key in _ARROWS:
        return Step(*_ARROWS[key], "edge" if control else "one")
    if key in _PAGES and not control:
        return Step(_PAGES[key], 0, "page")
    if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
        return Step(int(control), 0, "home" if key == Qt.Key.Key_Home else "end")
    return None


def stretches(event: QKeyEvent) -> bool:
    """Whether Shift is held."""
    return bool(event.modifiers() & _SHIFT)
