"""Importing a journal, points, cards or instruments: what it is, where to, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.services.import_cards import ImportCards
from riskdesk.services.import_instruments import ImportInstruments
from riskdesk.services.import_journal import ImportJournal
from riskdesk.services.import_points import ImportPoints
from riskdesk.services.importing import ImportSummary
from riskdesk.services.located import Located, ProblemsFound
from riskdesk.services.ports import Done
from riskdesk.services.queries_file_kind import FileKind
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.import_staff import ImportStaffDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text

_COMMANDS = {
    "journal": ImportJournal,
    "points": ImportPoints,
    "cards": ImportCards,
    "instruments": ImportInstruments,
}
KINDS = tuple(_COMMANDS)
"""The kinds of this dialog; a staff list has its own."""

_DAY = "%d.%m.%Y"
_NEW = ""


class ImportFileDialog(Dialog):
    """One file. ``made``: the id of the certification it went into."""

    made = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None, path: Path, kind: FileKind, certification: str
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("file.title"), path.name)
        self._desk, self._path = desk, path
        self.kind = Choice(look, [(each, tr(f"file.{each}")) for each in KINDS])
        self.kind.setAccessibleName(tr("file.kind"))
        self.kind.show_value(kind)
        self.target = Choice(look, self._targets())
        self.target.setAccessibleName(tr("import.target"))
        self.target.show_value(certification)
        self.target.chosen.connect(lambda _: self._show_day())
        self.day = QLineEdit()
        self.day.setAccessibleName(tr("new.day"))
        self.day.textChanged.connect(lambda _: self._judge())
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(12))
        row.addLayout(labelled(look, tr("file.kind"), self.kind), 1)
        row.addLayout(labelled(look, tr("new.day"), self.day), 1)
        self.body.addLayout(row)
        self.body.addLayout(labelled(look, tr("import.target"), self.target))
        self.said = Text(look, tr("file.how"), tone="text_2", wrap=True)
        self.body.addWidget(self.said)
        self.grid = Grid(look, self._columns(), tr("file.list"))
        self.grid.setFixedHeight(look.theme.length(230))
        self.grid.hide()
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.close_button, self.act = self.verbs(tr("import.act"))
        self.act.clicked.connect(self._import)
        self.setMinimumWidth(look.theme.length(700))
        self._show_day()
        self.act.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        tr = self.look.tr
        return (
            Column(key="sign", title="", kind="sign", width=24),
            Column(key="row", title=tr("import.row"), kind="value", width=64),
            Column(key="column", title=tr("file.column"), width=150),
            Column(key="text", title=tr("import.text"), stretch=True, width=240),
        )

    def _targets(self) -> list[tuple[object, str]]:
        """The certifications there are; only an empty database takes a file as a new one."""
        tr, known = self.look.tr, self._desk.known
        if not known:
            return [(_NEW, tr("import.new", name=self._path.stem))]
        return [(row.id, f"{tr.text(row.enterprise)} · {row.title}") for row in known]

    def _show_day(self) -> None:
        """The day of the certification, to be changed where the values are of another."""
        chosen = self.target.currentData()
        row = next((each for each in self._desk.known if each.id == chosen), None)
        today = self._desk.bundle.clock.now().astimezone().date()
        self.day.setText((row.measured_on if row is not None else today).strftime(_DAY))
        self._judge()

    def _judge(self) -> None:
        wrong = self._day() is None
        self.act.setEnabled(not wrong)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr("new.need_day") if wrong else "")

    def _day(self) -> date | None:
        try:
            # A date of a paper is a local day of the enterprise: it has no zone.
            return datetime.strptime(self.day.text().strip(), _DAY).date()  # noqa: DTZ007
        except ValueError:
            return None

    def _import(self) -> None:
        command = _COMMANDS[str(self.kind.currentData())](
            path=self._path,
            certification=str(self.target.currentData()) or None,
            measured_on=self._day(),
        )
        self.act.setEnabled(False)
        change = self._desk.jobs.change(command)
        change.on_done(while_alive(self, self._show_done))
        change.on_failed(while_alive(self, self._show_failure)).start()

    def _show_done(self, done: Done) -> None:
        """What came of it stays to be read; the dialog is closed by hand."""
        summary = done.value
        if not isinstance(summary, ImportSummary):
            raise TypeError(f"not a summary: {summary!r}")
        tr = self.look.tr
        self.hint.setText("")
        self.said.setText(
            tr(
                "file.done",
                rows=summary.rows,
                added=summary.added,
                changed=summary.changed,
                unchanged=summary.unchanged,
            )
        )
        self.said.set_tone("text")
        self._list(list(self._notes(summary.notes)))
        self.act.hide()
        self.close_button.setFocus()
        self.made.emit(str(summary.certification_id))

    def _show_failure(self, error: Exception) -> None:
        self.said.setText(self._desk.failure_text(error))
        self.said.set_tone("invalid")
        self._list(list(self._places(error.problems)) if isinstance(error, ProblemsFound) else [])
        self.act.setEnabled(True)

    def _list(self, rows: list[GridRow]) -> None:
        self.grid.set_rows(rows)
        self.grid.setVisible(bool(rows))
        if rows:
            self.grid.go_to(rows[0].key, "text")

    def _notes(self, notes: tuple[LocalizedText, ...]) -> Iterator[GridRow]:
        sign = Sign(icon="info", meaning=self.look.tr("severity.info"), tone="text_2")
        for number, note in enumerate(notes):
            words = self.look.tr.text(note)
            cells = {"sign": Cell(before=sign), "text": Cell(text=words, tooltip=words)}
            yield GridRow(key=f"note/{number}", cells=cells)

    def _places(self, problems: tuple[Located, ...]) -> Iterator[GridRow]:
        tr, texts = self.look.tr, self._desk.bundle.texts
        sign = Sign(icon="error", meaning=tr("severity.error"), tone="invalid")
        for number, problem in enumerate(problems):
            reason = tr.text(texts.say(problem.code, **problem.params))
            cells = {
                "sign": Cell(before=sign),
                "row": Cell(text=str(problem.row)),
                "column": Cell(text=problem.heading, tone="text_2", tooltip=problem.heading),
                "text": Cell(text=reason, tooltip=tr.text(problem.say(texts))),
            }
            yield GridRow(key=f"problem/{number}", cells=cells)


def ask_for_file(desk: Desk, parent: QWidget) -> Path | None:
    """The file that the user picks, or None."""
    words = desk.words("file.title")
    name, _ = QFileDialog.getOpenFileName(
        parent, words, "", "Excel, CSV (*.xlsx *.xlsm *.csv *.txt)"
    )
    return Path(name) if name else None


def import_file(
    desk: Desk, parent: QWidget, path: Path, certification: str, opened: Callable[[str], object]
) -> None:
    """Open the dialog that fits the file; ``opened``: the certification it went into."""

    def show(kind: FileKind) -> None:
        dialog: ImportStaffDialog | ImportFileDialog
        if kind == "staff":
            dialog = ImportStaffDialog(desk, parent, path, certification)
        else:
            dialog = ImportFileDialog(desk, parent, path, kind, certification)
        dialog.made.connect(opened)
        dialog.open()

    ask = desk.jobs.ask(lambda session, _: session.file_kind(path))
    ask.on_done(while_alive(parent, show)).start()
