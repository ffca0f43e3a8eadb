"""A document is issued: it gets its number, day and code, and its bytes are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from riskdesk.services.edit_documents import IssueDocument, ReviseDocument
from riskdesk.services.ports import Cancelled, Done
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import Job, while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.decimal_field import DigitLine
from riskdesk.ui.kit.fields.reason import Reason
from riskdesk.ui.kit.grid_reading import read_date
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.states import ProgressCard

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.session import Session

_HIGH = 64
_THOUSAND = 1000
_DAY = "%d.%m.%Y"


class IssueDocumentDialog(Dialog):
    """The first revision of documents, or the next one, each in its turn.

    ``issued``: what was made. Several take the numbers that are proposed; what was issued before an
    error or a stop stays issued.
    """

    issued = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        rows: Sequence[DocumentRow],
        title: str,
        reason: str = "",
    ) -> None:
        look, tr = desk.look, desk.look.tr
        self._again = any(row.issued is not None for row in rows)
        self._blocking = max(row.lacks.blocking for row in rows)
        again = self._again and len(rows) == 1
        head = tr("issue.again" if again else "issue.title", form=title)
        super().__init__(look, parent, head, tr("issue.second"))
        self._desk, self._rows = desk, rows
        self._left: list[DocumentRow] = []
        self._job: Job[Done] | None = None
        self.subject = "/".join((*(row.form for row in rows), rows[0].language))
        single = len(rows) == 1
        self.number = QLineEdit(rows[0].number if single else tr("issue.numbers"))
        self.number.setEnabled(single and not again)
        self.number.setAccessibleName(tr("issue.number"))
        today = desk.bundle.clock.now().astimezone()
        self.day = DigitLine(today.strftime(_DAY))
        self.day.setAccessibleName(tr("issue.day"))
        fields = QHBoxLayout()
        fields.setSpacing(look.theme.length(12))
        for field, key in ((self.number, "issue.number"), (self.day, "issue.day")):
            field.textEdited.connect(self._on_typed)
            fields.addLayout(labelled(look, tr(key), field), 1)
        self.body.addLayout(fields)
        self.why = self._reason("issue.why", shown=self._again)
        if self._blocking:
            words = tr("issue.open_errors", count=self._blocking)
            self.body.addWidget(Text(look, words, "small", "attention", wrap=True))
        self.deviations = self._reason("issue.deviations", shown=self._blocking > 0)
        self.deviations.setPlainText(reason)
        self.progress = ProgressCard(look)
        self.progress.stop.clicked.connect(self._stop)
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("issue.act_again" if again else "issue.act"))
        self.act.clicked.connect(self._issue)
        self.setMinimumWidth(look.theme.length(600))
        self._judge()

    def reject(self) -> None:
        """Esc while it is printed stops the printing first."""
        if self._job is not None:
            self._stop()
            return
        super().reject()

    def _reason(self, key: str, *, shown: bool) -> Reason:
        field = Reason(self.look, self.look.tr(key), _HIGH)
        field.textChanged.connect(self._on_typed)
        self.body.addWidget(field.held(shown=shown))
        return field

    def _on_typed(self, _: str = "") -> None:
        self.mark_typed()
        if hasattr(self, "act"):
            self._judge()

    def _judge(self) -> None:
        missing = ""
        if not self.number.text().strip():
            missing = "issue.need_number"
        elif self._day() is None:
            missing = "new.need_day"
        elif self._again and not self.why.given:
            missing = "issue.need_why"
        elif self._blocking and not self.deviations.given:
            missing = "issue.need_deviations"
        self.act.setEnabled(not missing and self._job is None)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _day(self) -> date | None:
        return read_date(self.day.text())

    def _command(self, row: DocumentRow) -> IssueDocument | ReviseDocument:
        if row.issued is not None:
            return ReviseDocument(
                document_id=row.issued.id,
                reason=self.why.toPlainText(),
                issued_on=self._day(),
                deviations=self.deviations.toPlainText(),
            )
        return IssueDocument(
            certification_id=self._desk.certification_id,
            form=row.form,
            language=row.language,
            number=self.number.text() if len(self._rows) == 1 else "",
            issued_on=self._day(),
            deviations=self.deviations.toPlainText(),
        )

    def _issue(self) -> None:
        self._left = list(self._rows)
        self.progress.show()
        self._next()

    def _next(self) -> None:
        if not self._left:
            self.accept()
            return
        self._job = job = self._desk.jobs.change(self._command(self._left.pop(0)))
        self._on_step(0, 0)
        self._judge()
        job.on_step(self._on_step).on_done(while_alive(self, self._on_issued))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _on_step(self, done: int, total: int, _: str = "") -> None:
        if isValid(self):
            count, ready = len(self._rows), len(self._rows) - len(self._left) - 1
            share = done / total if total else 0
            words = self.look.tr("issue.working", number=ready + 1, count=count)
            self.progress.show_step(round((ready + share) * _THOUSAND), count * _THOUSAND, words)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_issued(self, done: Done) -> None:
        self._job = None
        self.issued.emit(done.value)
        self._next()

    def _refuse(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        self._judge()
        stopped = isinstance(error, Cancelled)
        self.hint.set_tone("text_2" if stopped else "invalid")
        words = self.look.tr("issue.stopped") if stopped else self._desk.failure_text(error)
        ready = len(self._rows) - len(self._left) - 1
        told = self.look.tr("issue.before", count=ready) if ready else ""
        self.hint.setText(f"{words} {told}".rstrip())
        self._rows = self._rows[ready:]


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """The protocol of noise of the sample, whose check has open errors."""
    from riskdesk.ui.scenes import _application, settle  # noqa: PLC0415 - for pictures alone
    from riskdesk.ui.screens.documents_work import read_list  # noqa: PLC0415

    found: list[DocumentRow] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> tuple[DocumentRow, ...]:
        return read_list(session, certification, "kk-ru").rows

    window.jobs.ask(read).on_done(found.extend).start()
    settle(_application(), window)
    rows = [row for row in found if row.form == "protocol-noise"]
    title = window.desk.look.sentence(rows[0].title)
    dialog = IssueDocumentDialog(window.desk, window, rows, title)
    dialog.open()
    return dialog
