"""What a grid holds that is typed and not stored: drafts over cells, rows begun here."""

from collections.abc import Callable, Iterable, MutableMapping, Sequence

from PySide6.QtCore import Signal

from riskdesk.domain.ids import uuid7
from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows, Sign
from riskdesk.ui.kit.grid_check import Checked, Raw
from riskdesk.ui.kit.grid_model import Draft, keys_of
from riskdesk.ui.kit.grid_reading import CellReader
from riskdesk.ui.kit.grid_sheet import Edit, Sheet, Verdict
from riskdesk.ui.kit.grid_view import GridView
from riskdesk.ui.look import Look

_MOST_KEPT = 200
"""The texts of a larger paste are not kept on disk while its command is on its way."""
_BEGUN = "+"
"""Before the id of a row that begins here, in the names of kept drafts."""


class DraftGrid(GridView):
    """Cells whose texts wait for the disk, or were refused, over the rows of the screen.

    ``problems_changed``: ask ``problems()``.
    """

    problems_changed = Signal()

    def __init__(
        self, look: Look, columns: Sequence[Column], name: str, sheet: Sheet | None
    ) -> None:
        super().__init__(look, columns, name)
        self.sheet = sheet
        self.reader = CellReader(self.grid.columns, look.tr)
        self._shown: Sequence[GridRow] = ()
        self._begun: list[str] = []
        self._blank = uuid7() if sheet is not None and sheet.adds else ""
        self._kept: MutableMapping[str, str] = {}

    def keep_drafts(self, kept: MutableMapping[str, str]) -> None:
        """Keep typed texts in ``kept`` by ``row<tab>column`` and show what an earlier run left."""
        self._kept = kept
        self.grid.drafts.clear()
        self._begun = []
        for name, text in kept.items():
            row, _, column = name.rpartition("\t")
            if self.grid.column_of(column) < 0:
                continue
            if row.startswith(_BEGUN):
                row = row.removeprefix(_BEGUN)
                self._begun += [row] if row not in self._begun else []
            reading = self.reader.read(column, text)
            self.grid.drafts[row, column] = Draft(reading.text, reading.shown, reading.problem)
        self.show_drafts()
        self.problems_changed.emit()

    def settle(self, edits: Sequence[Edit]) -> None:
        """The edits are on disk: their drafts go with the next rows."""
        for edit in edits:
            draft = self.grid.drafts.get((edit.row, edit.column))
            if draft is not None and draft.text == edit.text:
                draft.settled, draft.problem = True, ""
                for begun in ("", _BEGUN):  # the row may have come meanwhile
                    self._kept.pop(f"{begun}{edit.row}\t{edit.column}", None)
        self._tell()

    def refuse(self, edits: Sequence[Edit], words: str) -> None:
        """The edits did not get to disk: their texts stay, marked, with the reason."""
        for edit in edits:
            draft = self.grid.drafts.get((edit.row, edit.column))
            if draft is not None and draft.text == edit.text:
                draft.problem, draft.severity = words, "error"
                self._kept[self._name(edit.row, edit.column)] = draft.shown
        self._tell()

    def problems(self) -> list[tuple[str, str, str]]:
        """(row, column, what is wrong) of every cell that is marked, from the top."""
        found = [(*at, d.problem) for at, d in self.grid.drafts.items() if d.problem]
        return sorted(found, key=lambda each: self.grid.row_of(each[0]))

    def forget(self, row: str, column: str) -> None:
        """The stored text comes back."""
        if (row, column) in self.grid.drafts:
            self._kept.pop(self._name(row, column), None)
            self.grid.put_draft(row, column, None)
            if row in self._begun and not any(key == row for key, _ in self.grid.drafts):
                self._begun.remove(row)
                self.show_drafts()
            self._tell()

    def is_new(self, row: str) -> bool:
        """Whether a row begins here."""
        return row == self._blank or row in self._begun

    def raw(self, row: int, column: int, text: str) -> Raw:
        """A text for the cell at a place, to be judged."""
        model = self.grid
        key = model.rows[row].key
        cell = model.rows[row].cells.get(model.columns[column].key)
        writable = cell is not None and cell.editable
        return Raw(key, model.columns[column].key, text, self.is_new(key), writable)

    def raw_new(self, row: str, column: int, text: str) -> Raw:
        """A text for a row that is not here yet."""
        spec = self.grid.columns[column]
        return Raw(row, spec.key, text, new=True, writable=spec.typed)

    def land(self, checked: Checked, edits: Sequence[Edit]) -> None:
        """Judged edits go over the cells and to the screen as one step."""
        if self.sheet is None or not edits:
            return
        drafts = checked.drafts
        for at in checked.problems:  # what does not fit stays as it was
            drafts.pop(at, None)
        self.grid.drafts.update(drafts)
        if len(edits) <= _MOST_KEPT:
            for edit in edits:
                shown = drafts[edit.row, edit.column].shown
                self._kept[self._name(edit.row, edit.column)] = shown
        known = set(self._begun)
        begun = [each for each in checked.rows if each not in known and self._missing(each)]
        if begun:
            self._begin(begun)
            self.show_drafts()
        self._tell()
        self.sheet.carry_out(edits, checked.action)

    def enter(self, row: str, column: str, text: str) -> None:
        """A cell was left: what it says goes to the screen, or stays here with its reason."""
        if self.sheet is None or (row == self._blank and not text.strip()):
            return
        reading = self.reader.read(column, text)
        edit = Edit(row, column, reading.text, self.is_new(row))
        if not edit.new and not reading.problem and reading.shown == self._stored(row, column):
            self.forget(row, column)  # as it was: there is nothing to change
            return
        verdict = Verdict(row, column, reading.problem)
        if not reading.problem:
            verdict = next(iter(self.sheet.plan([edit])), verdict)
        self._kept[self._name(row, column)] = text
        draft = Draft(edit.text, reading.shown, verdict.problem, verdict.severity)
        self.grid.put_draft(row, column, draft)
        if row == self._blank:
            self._begin([row])
            self.show_drafts()
        self._tell()
        if not verdict.problem or verdict.severity == "warning":
            self.sheet.carry_out([edit], "typing")

    def remove_rows(self, keys: Sequence[str]) -> None:
        """Rows that begin here just go; the screen removes the others."""
        stored = [key for key in keys if not self.is_new(key)]
        gone = set(keys)
        for row, column in list(self.grid.drafts):
            if row in gone:
                for begun in ("", _BEGUN):  # kept under the name it had when it was typed
                    self._kept.pop(f"{begun}{row}\t{column}", None)
                del self.grid.drafts[row, column]
        self._begun = [key for key in self._begun if key not in gone]
        self.show_drafts()
        self._tell()
        if stored and self.sheet is not None and self.sheet.removes:
            self.sheet.remove(stored)

    def show_stored(self, rows: Sequence[GridRow]) -> None:
        """The rows of the screen, new: what is settled goes."""
        drafts = self.grid.drafts
        for at in [at for at, draft in drafts.items() if draft.settled]:
            del drafts[at]
        self._shown = rows
        self.show_drafts()

    def show_drafts(self) -> None:
        """Rows of the screen, rows begun here, the blank one."""
        if not self._blank and not self._begun:
            self.put_rows(self._shown)
            return
        known = set(keys_of(self._shown))
        self._begun = [key for key in self._begun if key not in known]
        more = [*self._begun, *filter(None, (self._blank,))]
        self.put_rows(_with(self._shown, more, self._new_row))

    def renew_row(self, row: str) -> None:
        """One row looks different: of ``LazyRows`` only that one is made anew and painted."""
        at = self.grid.row_of(row)
        for rows in (self._shown, self.grid.rows):
            if isinstance(rows, LazyRows):
                rows.forget(at)
        if at >= 0:
            last = len(self.grid.columns) - 1
            self.grid.dataChanged.emit(self.grid.index(at, 0), self.grid.index(at, last))

    def drafts_changed(self) -> None:
        """Drafts look different now."""

    def _begin(self, rows: Iterable[str]) -> None:
        self._begun += rows
        if self._blank in self._begun:
            self._blank = uuid7()

    def _missing(self, row: str) -> bool:
        return row == self._blank or self.grid.row_of(row) < 0

    def _new_row(self, key: str) -> GridRow:
        made: dict[str, Cell] = {}
        sign = Sign(icon="plus", meaning=self.look.tr("grid.new_row"))
        for column in self.grid.columns:
            if column.typed:
                first = key == self._blank and not made and column.kind == "text"
                made[column.key] = Cell(editable=True, before=sign if first else None)
        if self.sheet is not None:
            made |= self.sheet.begun(key)
        return GridRow(key=key, cells=made)

    def _stored(self, row: str, column: str) -> str:
        at = self.grid.row_of(row)
        cell = self.grid.rows[at].cells.get(column) if at >= 0 else None
        return cell.text if cell is not None else ""

    def _name(self, row: str, column: str) -> str:
        return f"{_BEGUN if self.is_new(row) else ''}{row}\t{column}"

    def _tell(self) -> None:
        self.grid.repaint()
        self.drafts_changed()
        self.problems_changed.emit()


def _with(
    rows: Sequence[GridRow], more: list[str], made: Callable[[str], GridRow]
) -> Sequence[GridRow]:
    if not isinstance(rows, LazyRows):
        return [*rows, *map(made, more)]
    count = len(rows)

    def make(number: int) -> GridRow:
        return rows[number] if number < count else made(more[number - count])

    def text(number: int, column: str) -> str:
        return rows.text(number, column) if number < count else ""

    return LazyRows([*rows.keys, *more], make, text)
