"""The backups of one window: made in a thread of their own, so that nothing waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from riskdesk.domain.errors import UserError
from riskdesk.services.backups import BROKEN, BackupState
from riskdesk.services.backups_keeping import days_without
from riskdesk.services.ports import Cancelled

if TYPE_CHECKING:
    from riskdesk.services.backups import BackupSource, Vault
    from riskdesk.ui.desk import Desk
    from riskdesk.ui.look import Look
    from riskdesk.ui.session import Session

FIRST_MS = 4_000
"""So long after the start: the first pages are drawn by then."""
EVERY_MS = 30 * 60_000
AGAIN_MS = 10 * 60_000
"""Until the next try after one that failed (R4)."""

Work = Callable[["Vault", "BackupSource", Callable[[], None]], object]


class Copies(QObject):
    """``told``: the state is known anew.

    ``carried``: a copy stands at that path, on another disk or not. ``failed``: a copy was not
    made. ``restored``: another state is on the desk. ``broken``: the database cannot be opened; a
    backup is the way out.
    """

    told = Signal()
    carried = Signal(str, bool)
    failed = Signal(object)
    restored = Signal()
    broken = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.state: BackupState | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._next: list[tuple[Work, bool]] = []
        self._reminded = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.make)
        self._ended.connect(self._on_ended)

    def begin(self) -> None:
        """The window is open: show the last copy, make one soon if anything has changed."""
        if self._desk.bundle.vault is None:
            return
        self._desk.jobs.saved.connect(self._on_saved)
        self._desk.jobs.failed.connect(self._on_broken)
        self._desk.jobs.ask(lambda session, _: session.vault.state()).on_done(self._take).start()
        self._timer.start(FIRST_MS)

    def close(self) -> None:
        """Stop what runs; no thread is left when this returns."""
        self._timer.stop()
        self._stop.set()
        self._next.clear()
        if self._thread is not None:
            self._thread.join()

    def make(self) -> None:
        """A copy of the present state, unless the last one holds it."""
        self._run(lambda vault, store, between: vault.make(store, between), carries=False)

    def carry(self, folder: Path) -> None:
        """A checked copy in a folder or on a stick."""
        self._run(lambda vault, store, between: vault.carry(store, folder, between), carries=True)

    def restore(self, backup: Path) -> None:
        """Go back to a backup; the present state is kept."""
        ask = self._desk.jobs.ask(lambda session, _: session.restore(backup))
        ask.on_done(self._on_restored).on_failed(self.failed.emit).start()

    def show(self, parent: QWidget) -> None:
        """The list of backups."""
        # Dialogs are imported when they are asked for: the first paint needs none.
        from riskdesk.ui.dialogs.backups import BackupsDialog  # noqa: PLC0415

        BackupsDialog(self._desk, parent).open()

    def overdue(self) -> int | None:
        """Days without a copy on another disk, once a person should know."""
        if self.state is None:
            return None
        now = self._desk.bundle.clock.now()
        return days_without(self.state.carried, self.state.oldest, now)

    def _run(self, work: Work, *, carries: bool) -> None:
        """Hand it to the thread, one after the other."""
        self._next.append((work, carries))
        if self._thread is None and len(self._next) == 1:
            self._ask()

    def _ask(self) -> None:
        def begin(found: tuple[Vault, BackupSource]) -> None:
            if self._next and not self._stop.is_set():
                work, carries = self._next.pop(0)
                self._thread = threading.Thread(
                    target=self._work, args=(*found, work, carries), name="backup"
                )
                self._thread.start()

        def backing(session: Session, _: object) -> tuple[Vault, BackupSource]:
            return session.vault, session.source

        ask = self._desk.jobs.ask(backing).on_done(begin)
        ask.on_failed(lambda _: self._next.clear()).start()

    def _work(self, vault: Vault, store: BackupSource, work: Work, carries: bool) -> None:  # noqa: FBT001 - arguments of a thread
        made: object = None
        error: Exception | None = None
        try:
            made = work(vault, store, self._between)
        except (UserError, Cancelled) as fault:
            error = fault
        finally:
            if not self._stop.is_set():
                self._ended.emit(vault.state(), made if carries else None, error)

    def _between(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _on_ended(self, state: BackupState, made: object, error: object) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        before = self.state.carried if self.state is not None else None
        self._take(state)
        if isinstance(error, UserError):
            self._timer.start(AGAIN_MS)
            look = self._desk.look
            reason = self._desk.failure_text(error)
            self._desk.say("warning", look.tr("copies.failed", reason=reason))
            self.failed.emit(error)
        elif made is not None:
            self.carried.emit(str(made), state.carried != before)
        if self._next:
            self._ask()

    def _take(self, state: BackupState) -> None:
        self.state = state
        self.told.emit()
        days = self.overdue()
        if days is not None and not self._reminded:
            self._reminded = True
            self._desk.say("info", self._desk.look.tr("copies.overdue", days=days))

    def _on_saved(self) -> None:
        """Something has changed: in half an hour it is in a copy."""
        if not self._timer.isActive():
            self._timer.start(EVERY_MS)

    def _on_broken(self, error: object) -> None:
        """The database cannot be opened: the way out is shown once."""
        if isinstance(error, UserError) and error.code in BROKEN and not self._reminded:
            self._reminded = True
            self.broken.emit()

    def _on_restored(self, _kept: object) -> None:
        self.restored.emit()
        ask = self._desk.jobs.ask(lambda session, _: session.vault.state())
        ask.on_done(self._take).start()


def when(look: Look, moment: datetime, now: datetime) -> str:
    """A moment for people: today, yesterday or the date, and the time."""
    local, today = moment.astimezone(), now.astimezone().date()
    time = f"{local:%H:%M}"
    if local.date() == today:
        return look.tr("home.at_today", time=time)
    if local.date() == today - timedelta(days=1):
        return look.tr("home.at_yesterday", time=time)
    return f"{local:%d.%m.%Y %H:%M}"


def last_words(look: Look, state: BackupState | None, now: datetime) -> str:
    """Last copy: today 09:40, checked; or that there is none."""
    if state is None or state.last is None:
        return look.tr("copies.none")
    return look.tr("copies.last", when=when(look, state.last, now))
