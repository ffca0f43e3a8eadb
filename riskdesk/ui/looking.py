"""Looking through the database after the start, in a thread of its own: nothing waits for it.

What a large file's check at opening left unread, and what was changed by other means than this
program since the newest rows of the history (R11, S6).
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Cancelled

if TYPE_CHECKING:
    from riskdesk.services.ports import Tampered
    from riskdesk.ui.bundle import Store
    from riskdesk.ui.desk import Desk
    from riskdesk.ui.session import Session

FIRST_MS = 8_000
"""So long after the start: the pages are drawn, and the first copy is being made."""
_BREATH = 0.02
"""Seconds between two slices: the window is worked with meanwhile."""


class Looking(QObject):
    """``ended``: what was found, or the ``UserError`` that stopped it."""

    ended = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.ended.connect(self._tell)

    def begin(self) -> None:
        """The window is open."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Look through the database now."""

        def begin(source: Store) -> None:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(
                    target=self._work, args=(source,), name="looking through"
                )
                self._thread.start()

        def source(session: Session, _: object) -> Store:
            return session.source

        self._desk.jobs.ask(source).on_done(begin).start()

    def close(self) -> None:
        """Stop; no thread is left when this returns."""
        self._timer.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self, source: Store) -> None:
        from riskdesk.services.verifying import tampered  # noqa: PLC0415 - after the first paint

        answer: tuple[Tampered, ...] | UserError
        try:
            source.check(self._between)
            answer = tampered(source, self._between)
        except UserError as error:
            answer = error
        except Cancelled:
            return
        if not self._stop.is_set():
            self.ended.emit(answer)

    def _between(self) -> None:
        time.sleep(_BREATH)
        if self._stop.is_set():
            raise Cancelled

    def _tell(self, answer: object) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if isinstance(answer, UserError):
            self._desk.jobs.failed.emit(answer)
        elif isinstance(answer, tuple) and answer:
            self._desk.say("error", self._desk.look.tr("looked.tampered", count=len(answer)))
