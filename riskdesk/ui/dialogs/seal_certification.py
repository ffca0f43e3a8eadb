"""A certification is sealed against changes, or opened again for a correction with a reason."""

from datetime import date

from PySide6.QtWidgets import QWidget

from riskdesk.services.sealing import SealCertification, UnsealCertification
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.decimal_field import DigitLine
from riskdesk.ui.kit.fields.reason import Reason
from riskdesk.ui.kit.grid_reading import read_date
from riskdesk.ui.kit.labelled import labelled

_HIGH = 84
_DAY = "%d.%m.%Y"


class SealCertificationDialog(Dialog):
    """Which of the two it is, the certification on the desk says."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        row = desk.certification
        self._sealed = row is not None and row.sealed
        way = "open" if self._sealed else "seal"
        super().__init__(look, parent, tr(f"seal.{way}_title"), tr(f"seal.{way}_second"))
        self._desk = desk
        self.subject = f"{desk.certification_id}/{way}"
        today = desk.bundle.clock.now().astimezone()
        self.day = DigitLine(today.strftime(_DAY))
        self.day.setAccessibleName(tr("seal.day"))
        self.day.textEdited.connect(self._on_typed)
        self.body.addLayout(labelled(look, tr("seal.day"), self.day))
        words = tr("seal.open_reason" if self._sealed else "seal.seal_reason")
        self.reason = Reason(look, words, _HIGH)
        self.reason.textChanged.connect(self._on_typed)
        self.body.addLayout(labelled(look, words, self.reason))
        self.body.addStretch(1)
        close, self.act = self.verbs(tr(f"seal.{way}_act"))
        close.setText(tr("seal.not_now"))  # "close" would be read as what is done to the data
        close.setAccessibleName(tr("seal.not_now"))
        self.act.clicked.connect(self._carry_out)
        self.setMinimumWidth(look.theme.length(560))
        self._judge()

    def _on_typed(self, _: str = "") -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        missing = ""
        if self._day() is None:
            missing = "new.need_day"
        elif self._sealed and not self.reason.given:
            missing = "seal.need_reason"
        self.act.setEnabled(not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _day(self) -> date | None:
        return read_date(self.day.text())

    def _carry_out(self) -> None:
        identity, reason = self._desk.certification_id, self.reason.toPlainText()
        command = (
            UnsealCertification(certification_id=identity, reason=reason, day=self._day())
            if self._sealed
            else SealCertification(certification_id=identity, reason=reason, day=self._day())
        )
        job = self._desk.jobs.change(command).on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))
