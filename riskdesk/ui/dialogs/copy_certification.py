"""A new certification from the last one: what stays true is copied, what was measured is not."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.ids import CertificationId
from riskdesk.services.copying_certification import CopyCertification
from riskdesk.services.ports import Done
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice, Tick
from riskdesk.ui.kit.fields.decimal_field import DigitLine
from riskdesk.ui.kit.grid_reading import read_date
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text

PARTS = ("groups", "commission", "cards", "points", "safety", "risks", "instruments")
_DAY = "%d.%m.%Y"


class CopyCertificationDialog(Dialog):
    """``made``: the id of the copy. ``source``: the one that is offered, else that on the desk."""

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, source: str = "") -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("copy.title"), tr("copy.second"))
        self._desk = desk
        self.source = Choice(
            look,
            [(row.id, f"{tr.text(row.enterprise)} · {row.title}") for row in desk.known],
        )
        self.source.setAccessibleName(tr("copy.source"))
        now = desk.certification
        self.source.show_value(source or (now.id if now is not None else None))
        self.source.chosen.connect(lambda _: self._judge())
        self.body.addLayout(labelled(look, tr("copy.source"), self.source))
        today = desk.bundle.clock.now().astimezone()
        self.title = QLineEdit(tr("new.default_title", year=today.year))
        self.day = DigitLine(today.strftime(_DAY))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(12))
        for field, key in ((self.title, "new.certification"), (self.day, "new.day")):
            field.setAccessibleName(tr(key))
            field.textEdited.connect(self._on_typed)
            row.addLayout(labelled(look, tr(key), field), 1)
        self.body.addLayout(row)
        self.body.addWidget(Text(look, tr("copy.always"), "small", "text_2", wrap=True))
        self.parts = self._ticks()
        self.body.addWidget(Text(look, tr("copy.never"), "small", "text_2", wrap=True))
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("copy.act"))
        self.act.clicked.connect(self._make)
        self.setMinimumWidth(look.theme.length(660))
        self._judge()

    def _ticks(self) -> dict[str, Tick]:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.look.theme.length(24))
        made = {}
        for number, name in enumerate(PARTS):
            tick = Tick(self.look, self.look.tr(f"copy.{name}"))
            tick.setChecked(True)
            made[name] = tick
            grid.addWidget(tick, number // 2, number % 2)
        self.body.addWidget(holder)
        return made

    def _on_typed(self, _text: str) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        missing = ""
        if not self.source.currentData():
            missing = "copy.need_source"
        elif not self.title.text().strip():
            missing = "copy.need_title"
        elif self._day() is None:
            missing = "new.need_day"
        self.act.setEnabled(not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _day(self) -> date | None:
        return read_date(self.day.text())

    def _make(self) -> None:
        day = self._day()
        if day is None:
            return
        command = CopyCertification(
            source_id=CertificationId(str(self.source.currentData())),
            title=self.title.text(),
            measured_on=day,
            **{name: tick.isChecked() for name, tick in self.parts.items()},
        )
        self._desk.jobs.change(command).on_done(self._on_made).on_failed(self._on_refused).start()

    def _on_made(self, done: Done) -> None:
        self.made.emit(str(done.value))
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))
