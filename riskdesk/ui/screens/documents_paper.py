"""The middle of the screen: the paper of the current line, whichever state of it is wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.domain.ids import CertificationId
from riskdesk.domain.issue import IssuedDocument, PaperLanguage
from riskdesk.services.ports import Cancelled
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.kit.messages import Message, MessageStrip
from riskdesk.ui.screens.documents_making import PaperMaker
from riskdesk.ui.screens.documents_preview import Preview
from riskdesk.ui.screens.documents_work import Wish

_MOVING_MS = 120
"""A paper is made when one stays at its line, not for each line that is passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the pages belong to. ``row`` ``None``: the group of ``rows`` as one document.

    ``titles``: of every form, for the progress.
    """

    certification: CertificationId
    language: PaperLanguage
    row: DocumentRow | None
    rows: Sequence[DocumentRow]
    deviations: str
    title: str
    titles: Mapping[str, str]


class PaperPane(QWidget):
    """``changed``: there is another paper, or none; ``counted``: a form and its pages."""

    changed = Signal()
    counted = Signal(str, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.look = desk, desk.look
        self._aim: Aim | None = None
        self.older: IssuedDocument | None = None
        self._whole_wanted = False
        self._then: Callable[[], object] | None = None
        self.maker = PaperMaker(desk)
        self.preview = Preview(desk)
        self.strip = MessageStrip(self.look, lambda: None)
        ground(self, "page")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.preview, 1)
        box.addWidget(self.strip)
        self._moving = QTimer(self)
        self._moving.setSingleShot(True)
        self._moving.setInterval(_MOVING_MS)
        self._moving.timeout.connect(self._show)
        self.preview.wanted.connect(self.show_whole)
        self.preview.stopped.connect(self.maker.stop)
        self.preview.again.connect(self._show)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.stepped.connect(self._on_step)

    @property
    def must_be_made_whole(self) -> bool:
        """Whether the group waits to be asked for."""
        return self.preview.said == "whole" and not self.maker.busy

    def show_aim(self, aim: Aim, *, moved: bool = False) -> None:
        """Show the paper of a line; ``moved``: another line is current, maybe not for long."""
        self._aim = aim
        if not moved:
            self._show()
            return
        self.older, self._whole_wanted, self._then = None, False, None
        self._moving.start()

    def show_soon(self) -> None:
        """The line that became current is meant: its paper is not waited for."""
        if self._moving.isActive():
            self._show()

    def forget(self) -> None:
        """The facts are others."""
        self.older = None
        self.maker.forget()

    def show_whole(self) -> None:
        """The whole group as one document."""
        self._whole_wanted = True
        self._show()

    def show_old(self, document: IssuedDocument | None = None) -> None:
        """A kept revision; without one the present data."""
        self.older = document
        self._show()

    def when_made(self, then: Callable[[], object]) -> None:
        """Do something with the paper that is being made, or is there."""
        if self.maker.busy:
            self._then = then
        else:
            then()

    def _wish(self, aim: Aim) -> Wish | None:
        row = aim.row
        rows = [row] if row is not None else [each for each in aim.rows if not each.bare]
        shown = self.older or (row.issued if row is not None and row.current else None)
        if not rows or (row is None and not self._whole_wanted):
            return None
        if row is not None and row.bare and shown is None:
            return None
        blocked = shown is None and any(each.lacks.blocking for each in rows)
        return Wish(
            certification=aim.certification,
            language=aim.language,
            forms=tuple(each.form for each in rows),
            together=row is None,
            deviations=aim.deviations if blocked else "",
            issued=shown.id if shown is not None else "",
        )

    def _show(self) -> None:
        """The paper is made if it is not there."""
        self._moving.stop()
        aim = self._aim
        if aim is None:
            return
        self.strip.show_messages(self._age(aim))
        wish = self._wish(aim)
        if wish is not None:
            self.preview.begin(again=wish == self.maker.wish)
            self.maker.make(wish)
        else:
            self.maker.drop()
            self.preview.say("bare" if aim.row is not None else "whole")
        self.changed.emit()

    def _on_step(self, done: int, total: int, what: str) -> None:
        if self._aim is not None:
            words = self._aim.titles.get(what, self.look.tr("documents.dossier"))
            self.preview.show_step(done, total, words)

    def _on_made(self, wish: Wish) -> None:
        made, aim = self.maker.current, self._aim
        if made is None or aim is None:
            return
        self.preview.show_paper(made.paper, aim.title)
        if not wish.together and self.older is None:
            self.counted.emit(wish.forms[0], len(made.paper.sizes))
        self.changed.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_failed(self, error: Exception) -> None:
        self._then = None
        stopped = isinstance(error, Cancelled)
        words = self.look.tr("preview.stopped") if stopped else self._desk.failure_text(error)
        self.preview.say("failed", words)
        self.changed.emit()

    def _age(self, aim: Aim) -> list[Message]:
        """Which state of the document the pages show, where it is not plain."""
        tr, row, older = self.look.tr, aim.row, self.older
        if older is not None:
            day = f"{older.issued_on:%d.%m.%Y}"
            text = tr("documents.shows_old", revision=older.revision, day=day)
            return [Message("info", tr("documents.back_to_now"), text, self.show_old)]
        if row is None or row.issued is None or row.current:
            return []
        issued = row.issued
        text = tr("documents.shows_new", number=issued.number)
        link = tr("documents.show_issued")
        return [Message("warning", link, text, lambda: self.show_old(issued))]
