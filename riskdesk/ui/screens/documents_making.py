"""Papers to look at: made in the worker into a temporary folder, each once while its facts hold."""

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Signal

from riskdesk.services.ports import Progress
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import Job, while_alive
from riskdesk.ui.screens.documents_work import Made, Wish, make_paper
from riskdesk.ui.session import Session


class PaperMaker(QObject):
    """One paper at a time. ``made``: it is there; ``failed``: why not; ``stepped``: how far."""

    made = Signal(object)
    failed = Signal(object)
    stepped = Signal(int, int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._folder = TemporaryDirectory(prefix="riskdesk-", ignore_cleanup_errors=True)
        self._numbers = count()
        self._files: dict[Wish, Path] = {}
        self._job: Job[Made] | None = None
        self.wish: Wish | None = None
        self.current: Made | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._job is not None

    def forget(self) -> None:
        """The facts are others: what was made of the old ones is not shown any more."""
        self._files.clear()

    def drop(self) -> None:
        """No paper is wanted; one that is being made is stopped."""
        job, self._job, self.current = self._job, None, None
        if job is not None:
            job.cancel()

    def stop(self) -> None:
        """The user does not want to wait."""
        if self._job is not None:
            self._job.cancel()

    def make(self, wish: Wish) -> None:
        """Make a paper, or read the one that was made before."""
        self.drop()
        self.wish = wish
        known, folder = self._files.get(wish), Path(self._folder.name) / str(next(self._numbers))

        def work(session: Session, progress: Progress) -> Made:
            if known is not None:
                return Made(session.papers.open(known), known)
            return make_paper(session, wish, folder, progress)

        def done(made: Made) -> None:
            if job is self._job:
                self._job, self.current = None, made
                self._files[wish] = made.file
                self.made.emit(wish)
            else:  # another one is wanted by now
                self._desk.jobs.ask(lambda session, _: session.papers.let_go(made.paper)).start()

        def failed(error: Exception) -> None:
            if job is self._job:
                self._job = None
                self.failed.emit(error)

        job = self._desk.jobs.ask(work)
        self._job = job
        job.on_step(self.stepped.emit).on_done(while_alive(self, done))
        job.on_failed(while_alive(self, failed)).start()
