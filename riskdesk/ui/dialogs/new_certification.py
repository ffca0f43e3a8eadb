"""A new certification: enterprise, title, day, rule set; the rule set has no default."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.services.ports import Done
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields, ruleset_choices
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labelled import labelled

_DAY = "%d.%m.%Y"


class NewCertificationDialog(Dialog):
    """``made``: the id of the new certification."""

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("new.title"), tr("new.second"))
        self._desk = desk
        self.name_kk, self.name_ru, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        self.day = QLineEdit(desk.bundle.clock.now().astimezone().strftime(_DAY))
        self.outdoor = DecimalField()
        for field, key in (
            (self.name_kk, "new.name_kk"),
            (self.name_ru, "new.name_ru"),
            (self.title, "new.certification"),
        ):
            field.setAccessibleName(tr(key))
            self.body.addLayout(labelled(look, tr(key), field))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(12))
        for field, key in ((self.day, "new.day"), (self.outdoor, "new.outdoor")):
            field.setAccessibleName(tr(key))
            row.addLayout(labelled(look, tr(key), field), 1)
        self.body.addLayout(row)
        self.fields = RulesetFields(look)
        self.body.addWidget(self.fields)
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("new.act"))
        self.act.clicked.connect(self._make)
        self.fields.changed.connect(self._judge)
        for line in (self.name_kk, self.name_ru, self.title, self.day, self.outdoor):
            line.textEdited.connect(self._on_typed)
        self.setMinimumWidth(look.theme.length(640))
        desk.jobs.ask(ruleset_choices).on_done(self.fields.show_choices).start()
        self._judge()

    def _on_typed(self, _text: str) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        """The main verb waits for what is missing and says so beside itself."""
        missing = self._missing()
        self.act.setEnabled(not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _missing(self) -> str:
        if not (self.name_kk.text().strip() or self.name_ru.text().strip()):
            return "new.need_name"
        if self._day() is None:
            return "new.need_day"
        if self.outdoor.problem is not None:
            return "new.need_number"
        return "" if self.fields.chosen else "ruleset.first"

    def _day(self) -> date | None:
        try:
            # A date of the form is a local day of the enterprise: it has no zone.
            return datetime.strptime(self.day.text().strip(), _DAY).date()  # noqa: DTZ007
        except ValueError:
            return None

    def _make(self) -> None:
        day = self._day()
        if day is None or self._missing():
            return
        kk, ru = self.name_kk.text().strip(), self.name_ru.text().strip()
        default = self.look.tr("new.default_title", year=day.year)
        command = NewCertification(
            enterprise=LocalizedText(kk=kk or ru, ru=ru or kk),
            title=self.title.text().strip() or default,
            measured_on=day,
            ruleset=self.fields.chosen,
            options=self.fields.options,
            outdoor_temperature=self.outdoor.text(),
        )
        self._desk.jobs.change(command).on_done(self._on_made).on_failed(self._on_refused).start()

    def _on_made(self, done: Done) -> None:
        self.made.emit(str(done.value))
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))
