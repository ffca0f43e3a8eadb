"""What is on disk and what can be taken back: the right and the left of the top bar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Done
from riskdesk.ui.desk import Desk

if TYPE_CHECKING:
    from riskdesk.services.queries_history import NextSteps
    from riskdesk.ui.jobs import Turn
    from riskdesk.ui.top_bar import TopBar


class Saving(QObject):
    """Follows the commits of one window. ``stored``: one has reached the disk."""

    stored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._top: TopBar | None = None
        self._next: NextSteps | None = None
        self._turn: Turn | None = None
        self.at: datetime | None = None
        desk.jobs.saved.connect(self._on_saved)
        desk.jobs.failed.connect(self._on_failed)

    def show_on(self, top: TopBar) -> None:
        """Another bar shows it from now on."""
        self._top = top
        top.show_saved(self.at)
        self._show(self._next)

    def ask(self) -> None:
        """Ask for the names of the next steps."""
        self._desk.jobs.ask(lambda session, _: session.next_steps()).on_done(self._show).start()

    def step(self, *, back: bool) -> None:
        """Take the last change back, or do it again."""
        # Only whoever takes a step back needs the service behind it.
        from riskdesk.services.undo import Redo, Undo  # noqa: PLC0415

        key = "undo.done" if back else "undo.redone"

        def tell(done: Done) -> None:
            self._desk.say("ok", self._desk.look.tr(key, what=self._name(done.label)))

        self._desk.jobs.change(Undo() if back else Redo()).on_done(tell).start()

    def _name(self, label: str) -> str:
        tr = self._desk.look.tr
        name, _, count = label.partition("/")  # "paste/40": so many rows
        if f"label.{name}" not in tr:
            return label
        return tr(f"label.{name}", count=count) if count else tr(f"label.{name}")

    def _show(self, steps: NextSteps | None) -> None:
        self._next = steps
        if steps is not None and self._top is not None:
            self._top.show_steps(self._name(steps.undo), self._name(steps.redo))

    def _on_saved(self) -> None:
        self._turn = self._desk.jobs.once(self.ask, self._turn)
        self.at = self._desk.bundle.clock.now()
        if self._top is not None:
            self._top.show_saved(self.at)
        self.stored.emit()

    def _on_failed(self, error: object) -> None:
        """The disk took it not: said where "saved" stands, until the next commit."""
        if isinstance(error, UserError) and error.code in _ENVIRONMENT and self._top is not None:
            self._top.show_not_saved(self._desk.failure_text(error))


_ENVIRONMENT = frozenset(
    {"database-disk-full", "database-io", "database-read-only", "database-no-access"}
)
"""Faults after which nothing is stored until a person has done something."""
