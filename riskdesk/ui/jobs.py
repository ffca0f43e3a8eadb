"""The one worker thread that owns the database; screens ask and change through it.

Only frozen values cross threads: a job's function runs in the worker with the ``Session``, its
answer comes back through a queued signal. Callbacks are set before ``start``.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Area, Cancelled, Done, Progress

if TYPE_CHECKING:
    # The session brings every service with it (0.1 s measured): the worker imports it after the
    # window's first paint.
    from riskdesk.ui.session import Session

T = TypeVar("T")
Work: TypeAlias = "Callable[[Session, Progress], T]"
_log = logging.getLogger(__name__)


class Failure(Exception):
    """A bug met in the worker: the transaction is rolled back; ``__cause__`` is what was raised."""


class JobProgress:
    """Progress of one job: reported to the window, stopped by ``cancel``."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report; raises ``Cancelled`` when the user has asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._report(done, total, what)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Turn:
    """Whether the worker has come to a piece of work: from then on it may miss what is stored."""

    begun = False


class Job(QObject, Generic[T]):
    """One piece of work for the worker: callbacks first, then ``start``."""

    _done = Signal(object)
    _failed = Signal(object)
    _stepped = Signal(int, int, str)

    def __init__(self, jobs: Jobs, work: Work[T]) -> None:
        super().__init__()
        self._jobs = jobs
        self._work = work
        self.turn = Turn()
        self.progress = JobProgress(self._stepped.emit)

    def on_done(self, callback: Callable[[T], object]) -> Job[T]:
        """Call ``callback`` with the answer, in the window's thread."""
        self._done.connect(callback, Qt.ConnectionType.QueuedConnection)
        return self

    def on_failed(self, callback: Callable[[Exception], object]) -> Job[T]:
        """Call ``callback`` with a ``UserError``, ``Cancelled`` or ``Failure``."""
        self._failed.connect(callback, Qt.ConnectionType.QueuedConnection)
        return self

    def on_step(self, callback: Callable[[int, int, str], object]) -> Job[T]:
        """Call ``callback`` with (done, total, what)."""
        self._stepped.connect(callback, Qt.ConnectionType.QueuedConnection)
        return self

    def start(self) -> Job[T]:
        """Hand the job to the worker."""
        self._jobs.enqueue(self)
        return self

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()

    def fail(self, error: Exception) -> None:
        """Answer with a failure; called by the worker only."""
        self.turn.begun = True
        self._failed.emit(error)

    def run(self, session: Session) -> None:
        """Do the work; called by the worker only."""
        self.turn.begun = True
        try:
            answer = self._work(session, self.progress)
        except (UserError, Cancelled) as error:
            self._failed.emit(error)
        except Exception as error:  # noqa: BLE001 - one of the three named places: the job runner
            _log.exception("a job failed")
            failure = Failure(type(error).__name__)
            failure.__cause__ = error
            self._failed.emit(failure)
        else:
            self._done.emit(answer)


class Jobs(QObject):
    """The queue before the worker, and the news after it. The worker begins at ``wake``.

    ``held``: another program holds the database; it is tried again for some seconds.
    ``changed`` carries the areas that a command touched; ``saved`` comes only after the commit.
    """

    changed = Signal(object)
    saved = Signal()
    failed = Signal(object)
    held = Signal(object)
    idle = Signal()
    _finished = Signal(object)

    def __init__(self, session: Callable[[], Session]) -> None:
        super().__init__()
        self._open = session
        self._queue: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._alive: set[Job[Any]] = set()
        self._first: Turn | None = None
        self._finished.connect(self._forget, Qt.ConnectionType.QueuedConnection)
        self._awake = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether anything is asked and not answered yet."""
        return bool(self._alive)

    def ask(self, query: Work[T]) -> Job[T]:
        """A question: reads, changes nothing."""
        return Job(self, query).on_failed(self.failed.emit)

    def change(self, command: object) -> Job[Done]:
        """A change: one command through the one door."""
        job: Job[Done] = Job(self, lambda session, progress: session.change(command, progress))
        return job.on_done(self._announce).on_failed(self.failed.emit)

    def once(self, ask: Callable[[], object], before: Turn | None) -> Turn | None:
        """``ask`` for what was stored, unless it has been asked and the worker has not begun.

        ``before``: what this returned when the same was asked before. A hundred changes in a row
        are shown by the few questions that the worker comes to, not by hundreds.
        """
        if before is not None and not before.begun:
            return before
        self._first = None
        ask()
        return self._first

    def enqueue(self, job: Job[Any]) -> None:
        """Put a job in the queue; kept alive until it is answered."""
        self._alive.add(job)
        self._first = self._first or job.turn
        self._queue.put(job)

    def wake(self) -> None:
        """Begin to work: the window has painted, nothing holds it up any more."""
        self._awake.set()

    def close(self) -> None:
        """Finish what is queued and close the database; the thread has ended when this returns."""
        self._closing.set()
        self._queue.put(None)
        self.wake()
        self._thread.join()

    def _announce(self, done: Done) -> None:
        self.saved.emit()
        if done.changes:
            self.changed.emit(done.changes)

    def _forget(self, job: Job[Any]) -> None:
        self._alive.discard(job)
        if not self._alive:
            self.idle.emit()

    def _serve(self) -> None:
        session: Session | None = None
        self._awake.wait()
        try:
            while (job := self._queue.get()) is not None:
                if session is None:
                    session = self._start(job)
                if session is not None:
                    job.run(session)
                self._finished.emit(job)
        finally:
            if session is not None:
                session.close()

    def _start(self, job: Job[Any]) -> Session | None:
        """Make the worker's side at the first job, in the thread that owns it."""
        try:
            session = self._open()
        except UserError as error:
            job.fail(error)
            return None
        session.opening.held = self.held.emit
        session.opening.wait = self._closing.wait
        return session


def while_alive(owner: QObject, callback: Callable[[T], object]) -> Callable[[T], None]:
    """``callback``, called only as long as ``owner`` is there.

    A change of language builds the screens anew; an answer to an old one finds nobody.
    """

    def call(answer: T) -> None:
        if isValid(owner):
            callback(answer)

    return call


def touches(areas: frozenset[Area], changes: object) -> bool:
    """Whether a ``changed`` signal concerns a screen of these areas."""
    return isinstance(changes, frozenset) and bool(areas & changes)
