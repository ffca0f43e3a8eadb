"""Names, address, day and weather of the certification on the desk, changed afterwards."""

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.services.naming import ChangeCertification, ChangeEnterprise
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.session import Session

_DAY = "%d.%m.%Y"
Known = tuple[Enterprise, Certification]


class EditNamesDialog(Dialog):
    """Everything that was written when the certification was begun, and what papers need more."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, parent, tr("names.title"), tr("names.second"))
        self._desk = desk
        self._known: Known | None = None
        self.name_kk, self.name_ru = self._pair("new.name_kk", "new.name_ru")
        self.address_kk, self.address_ru = self._pair("names.address_kk", "names.address_ru")
        self.bin, self.title = self._pair("names.bin", "new.certification")
        self.day, self.outdoor, self.pressure = QLineEdit(), DecimalField(), DecimalField()
        self._row(
            ("new.day", self.day), ("new.outdoor", self.outdoor), ("names.pressure", self.pressure)
        )
        self.laboratory_kk, self.laboratory_ru = self._pair(
            "names.laboratory_kk", "names.laboratory_ru"
        )
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("names.act"))
        self.act.setEnabled(False)
        self.act.clicked.connect(self._store)
        self.setMinimumWidth(desk.look.theme.length(720))
        certification = desk.certification_id

        def read(session: Session, _: object) -> Known:
            dossier = session.snapshot(certification).dossier
            return dossier.enterprise, dossier.certification

        desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def _pair(self, left: str, right: str) -> tuple[QLineEdit, QLineEdit]:
        fields = QLineEdit(), QLineEdit()
        self._row((left, fields[0]), (right, fields[1]))
        return fields

    def _row(self, *named: tuple[str, QLineEdit]) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.look.theme.length(12))
        for key, field in named:
            words = self.look.tr(key)
            field.setAccessibleName(words)
            field.textEdited.connect(self._on_typed)
            row.addLayout(labelled(self.look, words, field), 1)
        self.body.addLayout(row)

    def _show(self, known: Known) -> None:
        self._known = enterprise, certification = known
        for field, text in (
            (self.name_kk, enterprise.name.kk),
            (self.name_ru, enterprise.name.ru),
            (self.address_kk, enterprise.address.kk),
            (self.address_ru, enterprise.address.ru),
            (self.bin, enterprise.bin),
            (self.title, certification.title),
            (self.day, certification.measured_on.strftime(_DAY)),
            (self.laboratory_kk, certification.laboratory.kk),
            (self.laboratory_ru, certification.laboratory.ru),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        for number, value in (
            (self.outdoor, certification.outdoor_temperature),
            (self.pressure, certification.pressure),
        ):
            number.setText("" if value is None else format_decimal(value, self.look.language))
        self._judge()

    def _on_typed(self, _text: str) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        missing = self._missing()
        self.act.setEnabled(self._known is not None and not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _missing(self) -> str:
        if not (self.name_kk.text().strip() or self.name_ru.text().strip()):
            return "new.need_name"
        if not self.title.text().strip():
            return "names.need_title"
        if self._day() is None:
            return "new.need_day"
        if self.outdoor.problem is not None or self.pressure.problem is not None:
            return "names.need_number"
        return ""

    def _day(self) -> date | None:
        try:
            # A date of the form is a local day of the enterprise: it has no zone.
            return datetime.strptime(self.day.text().strip(), _DAY).date()  # noqa: DTZ007
        except ValueError:
            return None

    def _store(self) -> None:
        """The enterprise first; when it is refused, nothing is stored."""
        day = self._day()
        if self._known is None or day is None:
            return
        enterprise, certification = self._known
        kk, ru = self.name_kk.text().strip(), self.name_ru.text().strip()
        rest = ChangeCertification(
            certification_id=certification.id,
            title=self.title.text(),
            measured_on=day,
            outdoor_temperature=self.outdoor.text(),
            pressure=self.pressure.text(),
            laboratory=LocalizedText(
                kk=self.laboratory_kk.text(),
                ru=self.laboratory_ru.text(),
                en=certification.laboratory.en,
            ),
        )
        first = ChangeEnterprise(
            enterprise_id=enterprise.id,
            name=LocalizedText(kk=kk or ru, ru=ru or kk, en=enterprise.name.en),
            bin=self.bin.text(),
            address=LocalizedText(
                kk=self.address_kk.text(), ru=self.address_ru.text(), en=enterprise.address.en
            ),
        )
        refuse = while_alive(self, self._refuse)
        second = self._desk.jobs.change(rest).on_done(while_alive(self, lambda _: self._stored()))
        second.on_failed(refuse)
        change = self._desk.jobs.change(first).on_done(lambda _: second.start())
        change.on_failed(refuse).start()

    def _stored(self) -> None:
        self._desk.jobs.ask(lambda session, _: session.certifications()).on_done(
            self._desk.put
        ).start()
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))
