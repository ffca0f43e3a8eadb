"""What a screen is: one file with ``SCREEN = Screen(…)`` and one line in the list of screens."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from riskdesk.services.ports import Area
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import Turn, touches


class ScreenWidget(QWidget):
    """The base of every screen: it asks again when an area it shows was changed."""

    areas: ClassVar[frozenset[Area]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.look = desk.look
        self._stale = False
        self._asked_turn: Turn | None = None
        desk.jobs.changed.connect(self._on_changed)
        desk.renewed.connect(self._on_renewed)

    def refresh(self) -> None:
        """Ask for everything that is shown."""

    def show_place(self, place: Place) -> None:
        """Go to a place of this screen."""

    def place(self) -> Place:
        """Where the screen is now, for going back and for a change of language."""
        raise NotImplementedError

    def focus_main(self) -> None:
        """The keyboard goes to what the screen is about: one has come by the rail or its key."""

    def awaken(self) -> None:
        """The screen has come to the front: what changed meanwhile is asked now."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_changed(self, changes: object) -> None:
        if touches(self.areas, changes):
            self._again()

    def _on_renewed(self) -> None:
        self._asked_turn = None  # what waits may be asked of another certification
        self._again()

    def _again(self) -> None:
        if self.isVisible():
            self._asked_turn = self.desk.jobs.once(self.refresh, self._asked_turn)
        else:
            self._stale = True


@dataclass(frozen=True)
class Screen:
    """What the file of a screen offers.

    ``places``: by name, what pictures and the sweep of the windows show besides its first view.
    """

    id: str
    build: Callable[[Desk], ScreenWidget]
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """One entry of the rail: the icon and the file have the screen's name.

    ``under``: it has no button of its own, that of this screen is lit. ``needs_certification``:
    shown only when there is one. ``commands``: words (keys of the catalog) of its buttons that the
    search offers on every screen.
    """

    id: str
    needs_certification: bool = True
    commands: tuple[str, ...] = ()
    under: str = ""

    def build(self, desk: Desk) -> ScreenWidget:
        """Make the screen; its file is read now: all of them would cost the start 0.1 s."""
        return self.screen().build(desk)

    def screen(self) -> Screen:
        """What its file offers."""
        found: Screen = importlib.import_module(f"riskdesk.ui.screens.{self.id}").SCREEN
        return found
