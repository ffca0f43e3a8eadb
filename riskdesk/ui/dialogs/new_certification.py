"""A new certification: from nothing, from a staff list, or from the last one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.ids import EnterpriseId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.services.ports import Done
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.copy_certification import CopyCertificationDialog
from riskdesk.ui.dialogs.import_file import ask_for_file, import_file
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields, ruleset_choices
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField, DigitLine
from riskdesk.ui.kit.grid_reading import read_date
from riskdesk.ui.kit.labelled import labelled

_DAY = "%d.%m.%Y"


class NewCertificationDialog(Dialog):
    """``made``: the id of the new certification. Two buttons lead to the other ways to begin."""

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("new.title"), tr("new.second"))
        self._desk = desk
        self._ways()
        self.enterprise = Choice(look, self._known())
        self.enterprise.setAccessibleName(tr("new.enterprise"))
        self.enterprise.show_value("")
        self.enterprise.chosen.connect(lambda _: self._show_enterprise())
        if self.enterprise.count() > 1:
            self.body.addLayout(labelled(look, tr("new.enterprise"), self.enterprise))
        self.name_kk, self.name_ru, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        self.day = DigitLine(desk.bundle.clock.now().astimezone().strftime(_DAY))
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
        desk.jobs.ask(ruleset_choices).on_done(while_alive(self, self.fields.show_choices)).start()
        self._judge()
        self.name_kk.setFocus()

    def _ways(self) -> None:
        """The other ways: a staff list, the last certification."""
        tr, row = self.look.tr, QHBoxLayout()
        self.from_list = button(self.look, tr("new.from_list"), icon="import")
        self.from_list.clicked.connect(self._take)
        self.from_last = button(self.look, tr("new.from_last"), icon="copied")
        self.from_last.setVisible(bool(self._desk.known))
        self.from_last.clicked.connect(self._copy)
        for way in (self.from_list, self.from_last):
            row.addWidget(way)
        row.addStretch(1)
        self.body.addLayout(row)

    def _known(self) -> list[tuple[object, str]]:
        """The enterprises that are there already; an id stands once."""
        tr = self.look.tr
        known = {row.enterprise_id: tr.text(row.enterprise) for row in self._desk.known}
        return [("", tr("new.new_enterprise")), *known.items()]

    def _show_enterprise(self) -> None:
        """The names of a known enterprise are not asked again."""
        chosen = self.enterprise.currentData()
        row = next((row for row in self._desk.known if row.enterprise_id == chosen), None)
        for field, text in (
            (self.name_kk, row.enterprise.kk if row else ""),
            (self.name_ru, row.enterprise.ru if row else ""),
        ):
            field.setText(text)
            field.setEnabled(row is None)
        self._judge()

    def _take(self) -> None:
        path = ask_for_file(self._desk, self)
        parent = self.parentWidget()
        if path is not None and parent is not None:
            self.done(0)
            import_file(self._desk, parent.window(), path, "", self.made.emit)

    def _copy(self) -> None:
        dialog = CopyCertificationDialog(self._desk, self.parentWidget())
        dialog.made.connect(self.made)
        self.done(0)
        dialog.open()

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
        return read_date(self.day.text())

    def _make(self) -> None:
        day = self._day()
        if day is None or self._missing():
            return
        kk, ru = self.name_kk.text().strip(), self.name_ru.text().strip()
        chosen = self.enterprise.currentData()
        default = self.look.tr("new.default_title", year=day.year)
        command = NewCertification(
            enterprise=LocalizedText(kk=kk or ru, ru=ru or kk),
            enterprise_id=EnterpriseId(str(chosen)) if chosen else None,
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
