"""Printing a paper: page after page in the worker, each a piece of work of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from riskdesk.services.ports import Cancelled
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive

if TYPE_CHECKING:
    from riskdesk.ui.kit.page_press import PagePress
    from riskdesk.ui.papers import Paper
    from riskdesk.ui.session import Session


class Printing(QObject):
    """``stepped``: (done, total); ``ended``: the number of pages; ``failed``: why not."""

    stepped = Signal(int, int)
    ended = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, file: Path, press: PagePress, pages: Sequence[int]) -> None:
        super().__init__()
        self._desk, self._file, self._press, self._pages = desk, file, press, pages
        self._paper: Paper | None = None
        self._cancelled = False

    def start(self) -> None:
        """Print from now on; other questions to the worker come in between the pages."""
        self._step(0)

    def cancel(self) -> None:
        """Stop after the page that is being drawn."""
        self._cancelled = True

    def _step(self, at: int) -> None:
        self.stepped.emit(at, len(self._pages))

        def draw(session: Session, _: object) -> None:
            try:
                self._draw(session, at)
            except BaseException:
                self._close(session)
                raise

        job = self._desk.jobs.ask(draw)
        job.on_done(while_alive(self, lambda _: self._on_drawn(at + 1)))
        job.on_failed(while_alive(self, self.failed.emit)).start()

    def _draw(self, session: Session, at: int) -> None:
        if self._cancelled:
            raise Cancelled
        if self._paper is None:
            self._paper = session.papers.open(self._file)
        if at < len(self._pages):
            self._press.draw(self._paper.pages, self._pages[at])
            return
        self._press.end()
        session.papers.let_go(self._paper)

    def _close(self, session: Session) -> None:
        self._press.stop()
        if self._paper is not None:
            session.papers.let_go(self._paper)

    def _on_drawn(self, at: int) -> None:
        if at <= len(self._pages):
            self._step(at)
        else:
            self.ended.emit(len(self._pages))
