"""The grid of the structure: its own keys and its own part of the menu."""

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu

from riskdesk.ui.kit.cells import Column
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.keyboard import latin_key
from riskdesk.ui.look import Look
from riskdesk.ui.screens.structure_acts import KEYS
from riskdesk.ui.screens.structure_sheet import StaffHands, StructureSheet

_BY_KEY = {QKeySequence(keys).toString(): name for name, keys in KEYS.items() if keys}
_OF_GRID = frozenset({"remove"})
"""What the grid does by itself."""


class ListGrid(Grid):
    """``acted``: the name of an action of ``KEYS``; Ctrl+Enter opens the workplace's page."""

    acted = Signal(str)

    def __init__(
        self, look: Look, columns: Sequence[Column], name: str, sheet: StructureSheet
    ) -> None:
        super().__init__(look, columns, name, sheet=sheet, orders="sheet")
        self.hands.setParent(None)
        self.hands = ListHands(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the structure before those of every grid."""
        editing = self.state() == QAbstractItemView.State.EditingState
        pressed = latin_key(event) or event
        held = pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = QKeySequence(QKeyCombination(held, Qt.Key(pressed.key()))).toString()
        name = _BY_KEY.get(keys, "")
        if not editing and name and name not in _OF_GRID:
            self.acted.emit(name)
        elif not editing and keys in {"Ctrl+Return", "Ctrl+Enter"}:
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)


class ListHands(StaffHands):
    """The menu with what can be done to rows of the structure."""

    def menu(self) -> QMenu:
        """First what belongs to the structure, then what every grid has."""
        menu = super().menu()
        grid = self._grid
        before = menu.actions()[0] if menu.actions() else None
        for name, keys in KEYS.items():
            if name in _OF_GRID:
                continue
            action = QAction(f"{grid.look.tr(f'structure.{name}')}\t{keys}", menu)
            action.setObjectName(name)
            if isinstance(grid, ListGrid):
                action.triggered.connect(lambda _=False, what=name: grid.acted.emit(what))
            menu.insertAction(before, action) if before else menu.addAction(action)
        menu.insertSeparator(before) if before else None
        return menu
