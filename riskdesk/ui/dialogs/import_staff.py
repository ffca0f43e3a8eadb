"""Importing a staff list: what was found in the file, changeable, before anything is stored."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.services.import_staff import ImportStaff
from riskdesk.services.located import ProblemsFound
from riskdesk.services.ports import Done
from riskdesk.services.staff_columns import FIELDS, NAME
from riskdesk.services.staff_lines import StaffLine, StaffPreview
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields, ruleset_choices
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text

_NEW = ""


class ImportStaffDialog(Dialog):
    """The list as understood. ``made``: the id of the certification it went into."""

    made = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None, path: Path, certification: str = ""
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("import.title"), path.name)
        self._desk, self._path = desk, path
        self._preview: StaffPreview | None = None
        self._columns: dict[str, Choice] = {}
        self.body.addLayout(self._column_row())
        self.grid = Grid(look, self._grid_columns(), tr("import.list"))
        self.grid.setFixedHeight(look.theme.length(190))
        self.body.addWidget(self.grid)
        self._found = Text(look, "", "small", "text_2", wrap=True)
        self.body.addWidget(self._found)
        self.target = Choice(look, self._targets())
        self.target.setAccessibleName(tr("import.target"))
        self.target.show_value(certification)
        self.target.chosen.connect(lambda _: self._judge())
        self.body.addLayout(labelled(look, tr("import.target"), self.target))
        self.fields = RulesetFields(look)
        self.fields.changed.connect(self._judge)
        self.body.addWidget(self.fields)
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("import.act"))
        self.act.clicked.connect(self._store)
        self.resize(look.theme.length(880), look.theme.length(620))
        desk.jobs.ask(ruleset_choices).on_done(self.fields.show_choices).start()
        self._judge()
        self._read()

    def _column_row(self) -> QGridLayout:
        box = QGridLayout()
        box.setSpacing(self.look.theme.length(8))
        for number, field in enumerate(FIELDS):
            choice = Choice(self.look)
            choice.setAccessibleName(self.look.tr(f"import.{field}"))
            choice.chosen.connect(lambda _: self._read())
            self._columns[field] = choice
            part = labelled(self.look, self.look.tr(f"import.{field}"), choice)
            box.addLayout(part, number // 3, number % 3)
        return box

    def _grid_columns(self) -> tuple[Column, ...]:
        tr = self.look.tr
        return (
            Column(key="sign", title="", kind="sign", width=24),
            Column(key="row", title=tr("import.row"), kind="value", width=64),
            Column(key="kind", title=tr("import.kind"), width=140),
            Column(key="text", title=tr("import.text"), stretch=True, width=240),
            Column(key="count", title=tr("import.count"), kind="value", width=120),
        )

    def _targets(self) -> list[tuple[object, str]]:
        tr = self.look.tr
        known: list[tuple[object, str]] = [(_NEW, tr("import.new", name=self._path.stem))]
        known += [(row.id, f"{tr.text(row.enterprise)} · {row.title}") for row in self._desk.known]
        return known

    def _read(self) -> None:
        """Read the file with the chosen columns; without a choice, by its headings."""
        chosen = {
            field: int(choice.currentData())
            for field, choice in self._columns.items()
            if choice.currentData()
        }
        path, columns = self._path, chosen if self._preview is not None else None
        self._desk.jobs.ask(lambda session, _: session.preview_staff(path, columns)).on_done(
            self._show
        ).on_failed(self._refuse).start()

    def _show(self, preview: StaffPreview) -> None:
        self._preview = preview
        tr = self.look.tr
        options: list[tuple[object, str]] = [(None, tr("import.no_column"))]
        options += [
            (number, f"{_letter(number)}  {heading}")
            for number, heading in sorted(preview.headings.items())
        ]
        for field, choice in self._columns.items():
            choice.set_options(options)
            choice.show_value(preview.columns.get(field))
        self.grid.set_rows(list(self._rows(preview)))
        self._found.setText(
            tr(
                "import.found",
                positions=len(preview.positions),
                workplaces=preview.workplaces,
                problems=len(preview.problems),
            )
        )
        self._judge()

    def _rows(self, preview: StaffPreview) -> Iterator[GridRow]:
        tr = self.look.tr
        for number, problem in enumerate(preview.problems):
            words = tr.text(problem.say(self._desk.bundle.texts))
            sign = Sign(icon="error", meaning=tr("severity.error"), tone="invalid")
            cells = {
                "sign": Cell(before=sign),
                "row": Cell(text=str(problem.row)),
                "kind": Cell(text=tr("import.problem"), tone="invalid"),
                "text": Cell(text=words, tooltip=words),
            }
            yield GridRow(key=f"problem/{number}", cells=cells)
        for line in preview.lines:
            yield self._line(line)

    def _line(self, line: StaffLine) -> GridRow:
        tr = self.look.tr
        plain = line.kind == "position"
        cells = {
            "row": Cell(text=str(line.row), tone="text_3"),
            "kind": Cell(text=tr(f"import.kind_{line.kind}"), tone="text_2"),
            "text": Cell(text=line.text, weight="normal" if plain else "strong",
                         tone="text" if line.kind != "skipped" else "text_3"),
            "count": Cell(text=str(line.count) if line.kind in {"position", "total"} else "",
                          tone="text" if plain else "text_2"),
        }  # fmt: skip
        return GridRow(key=f"row/{line.row}", cells=cells)

    def _judge(self) -> None:
        new = self.target.currentData() == _NEW
        self.fields.setVisible(new)
        missing = ""
        if self._preview is None or NAME not in self._preview.columns:
            missing = "import.need_columns"
        elif self._preview.problems:
            missing = "import.need_repair"
        elif new and not self.fields.chosen:
            missing = "ruleset.first"
        self.act.setEnabled(not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _store(self) -> None:
        """A new certification first, if one is wanted; then the list, whole or not at all."""
        if self.target.currentData() != _NEW:
            self._import(str(self.target.currentData()))
            return
        name = LocalizedText(kk=self._path.stem, ru=self._path.stem)
        command = NewCertification(
            enterprise=name,
            title=self._path.stem,
            measured_on=self._desk.bundle.clock.now().astimezone().date(),
            ruleset=self.fields.chosen,
            options=self.fields.options,
        )
        self._desk.jobs.change(command).on_done(
            lambda done: self._import(str(done.value))
        ).on_failed(self._refuse).start()

    def _import(self, certification: str) -> None:
        columns = self._preview.columns if self._preview is not None else None
        command = ImportStaff(path=self._path, certification=certification, columns=columns)

        def stored(_done: Done) -> None:
            self.made.emit(certification)
            self.accept()

        self._desk.jobs.change(command).on_done(stored).on_failed(self._refuse).start()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        text = self._desk.failure_text(error)
        if isinstance(error, ProblemsFound):
            found = [
                self.look.tr.text(each.say(self._desk.bundle.texts)) for each in error.problems
            ]
            text = "\n".join([text, *found[:3]])
        self.hint.setText(text)


def ask_for_file(desk: Desk, parent: QWidget) -> Path | None:
    """The staff list that the user picks, or None."""
    words = desk.words("home.import")
    name, _ = QFileDialog.getOpenFileName(
        parent, words, "", "Excel, CSV (*.xlsx *.xlsm *.csv *.txt)"
    )
    return Path(name) if name else None


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
