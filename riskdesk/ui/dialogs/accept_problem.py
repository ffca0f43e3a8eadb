"""A line of the check is accepted as it stands, with a reason in words that goes to the papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from riskdesk.services.edit import Several
from riskdesk.services.edit_acceptance import AcceptProblem
from riskdesk.services.queries_check import ProblemRow, problem_rows
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.fields.reason import Reason
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.session import Session

_HIGH = 96


class AcceptProblemDialog(Dialog):
    """``alike``: open lines of the same kind that can be accepted with the same reason."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, row: ProblemRow, alike: Sequence[ProblemRow] = ()
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("accept.title"), tr("accept.second"))
        self._desk, self._row, self._alike = desk, row, tuple(alike)
        self.subject = f"{row.problem.code}/{row.problem.spot}"
        self.body.addWidget(Text(look, tr.text(row.problem.message), wrap=True))
        self.reason = Reason(look, tr("accept.reason"), _HIGH)
        self.reason.setPlaceholderText(tr("accept.hint"))
        if row.problem.reopened is not None:
            self.reason.setPlainText(row.problem.reopened.reason)
        self.body.addLayout(labelled(look, tr("accept.reason"), self.reason))
        self.all = Tick(look, tr("accept.all", count=len(self._alike) + 1))
        self.all.setVisible(bool(self._alike))
        self.body.addWidget(self.all)
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("accept.act"))
        self.act.clicked.connect(self._accept)
        self.reason.textChanged.connect(self._on_typed)
        self.setMinimumWidth(look.theme.length(560))
        self._judge()

    def _on_typed(self) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        given = self.reason.given
        self.act.setEnabled(given)
        self.hint.set_tone("text_2")
        self.hint.setText("" if given else self.look.tr("accept.need_reason"))

    def _accept(self) -> None:
        rows = (self._row, *self._alike) if self.all.isChecked() else (self._row,)
        commands = tuple(self._command(row) for row in rows)
        command = commands[0] if len(commands) == 1 else Several(commands, "accept-problem")
        job = self._desk.jobs.change(command).on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _command(self, row: ProblemRow) -> AcceptProblem:
        return AcceptProblem(
            certification_id=self._desk.certification_id,
            code=row.problem.code,
            place=row.problem.spot,
            facts=row.problem.facts,
            reason=self.reason.toPlainText(),
        )

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """The first line of the sample's check."""
    from riskdesk.ui.scenes import _application, settle  # noqa: PLC0415 - for pictures alone

    found: list[ProblemRow] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> tuple[ProblemRow, ...]:
        return problem_rows(session.snapshot(certification), session.context)

    window.jobs.ask(read).on_done(found.extend).start()
    settle(_application(), window)
    alike = [row for row in found[1:] if row.problem.code == found[0].problem.code]
    dialog = AcceptProblemDialog(window.desk, window, found[0], alike)
    dialog.open()
    return dialog
