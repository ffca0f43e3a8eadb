"""The model of every grid: rows of plain cells, replaced without moving the focus.

Over the rows of the screen lie the texts that are typed and not stored yet, and at the end the rows
that begin here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from riskdesk.ui.kit.cells import EMPTY, Cell, Column, GridRow, LazyRows
from riskdesk.ui.kit.labels import plain

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(slots=True)
class Draft:
    """A text over a cell until it is stored; ``settled``: stored, the rows are on their way.

    ``text``: what its ``Edit`` carries; ``shown``: what the cell shows.
    """

    text: str
    shown: str
    problem: str = ""
    severity: str = "error"
    settled: bool = False


class GridModel(QAbstractTableModel):
    """Rows of ``Cell`` under ``Column``. ``committed``: (row key, column key, text) was typed."""

    committed = Signal(str, str, str)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self.rows: Sequence[GridRow] = ()
        self.drafts: dict[tuple[str, str], Draft] = {}
        self._numbers: dict[str, int] | None = None
        self._names = {column.key: number for number, column in enumerate(self.columns)}

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows; what stays in its place keeps selection and open editor."""
        new = rows if isinstance(rows, LazyRows) else tuple(rows)
        before, after = keys_of(self.rows), keys_of(new)
        if before == after:
            old, self.rows = self.rows, new
            self._tell_changes(old)
            return
        head, tail = _same_ends(before, after)
        gone, come = len(before) - head - tail, len(after) - head - tail
        self._numbers = None
        old = self.rows
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self.rows = _Without(old, head, gone)
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
        self.rows = new
        if come:
            self.endInsertRows()
        last = self.index(len(new) - 1, len(self.columns) - 1)
        if new:
            self.dataChanged.emit(self.index(0, 0), last)

    def stays(self, key: str, rows: Sequence[GridRow]) -> bool:
        """Whether a row keeps its editor when these rows are shown."""
        before = keys_of(self.rows)
        head, tail = _same_ends(before, keys_of(rows))
        return not head <= self.row_of(key) < len(before) - tail

    def row_of(self, key: str) -> int:
        """The place of a row by its key, -1 if it is not here."""
        if self._numbers is None:
            self._numbers = {each: number for number, each in enumerate(keys_of(self.rows))}
        return self._numbers.get(key, -1)

    def column_of(self, key: str) -> int:
        """The place of a column by its key, -1 if it is not here."""
        return self._names.get(key, -1)

    def cell(self, index: Index) -> Cell:
        """The cell at ``index`` with what is typed over it."""
        row, column = self.rows[index.row()], self.columns[index.column()].key
        found = row.cells.get(column, EMPTY)
        draft = self.drafts.get((row.key, column)) if self.drafts else None
        if draft is None:
            return found
        problem = draft.problem
        return replace(
            found,
            text=draft.shown,
            draft=not draft.settled,
            invalid=bool(problem) and draft.severity == "error",
            problem=problem,
        )

    def text(self, row: int, column: int) -> str:
        """The text of one cell, read the cheap way."""
        spec = self.columns[column].key
        if isinstance(self.rows, LazyRows):
            draft = self.drafts.get((self.rows.keys[row], spec)) if self.drafts else None
            return draft.shown if draft is not None else self.rows.text(row, spec)
        return self.cell(self.index(row, column)).text

    def put_draft(self, row: str, column: str, draft: Draft | None) -> None:
        """Lay a text over a cell, or take it away."""
        if draft is None:
            self.drafts.pop((row, column), None)
        else:
            self.drafts[row, column] = draft
        at = self.index(self.row_of(row), self.column_of(column))
        if at.isValid():
            self.dataChanged.emit(at, at)

    def repaint(self) -> None:
        """All cells may look different."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows under ``parent``: a grid has only one level."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns under ``parent``."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Group rows can't be entered; typed cells can be edited."""
        if not index.isValid() or self.rows[index.row()].is_group:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.cell(index).editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's contract
        """The text, the cell itself, its tooltip and what a screen reader says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if row.is_group:
            first = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return row.group if first else None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._where(row, index.column())
        return _cell_data(self.cell(index), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401 - Qt's contract
        """The column's head with its unit; a row is named by its first text."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].head if section < len(self.columns) else None
        return self._row_name(self.rows[section]) if section < len(self.rows) else None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:  # noqa: ANN401 - Qt's contract
        """A cell was typed: tells the screen, which changes the data through the one door."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.cell(index).editable:
            return False
        if self.cell(index).draft or str(value) != self.cell(index).text:
            row, column = self.rows[index.row()], self.columns[index.column()]
            self.committed.emit(row.key, column.key, str(value))
        return True

    def _tell_changes(self, old: Sequence[GridRow]) -> None:
        if isinstance(self.rows, LazyRows) or isinstance(old, LazyRows):
            self.repaint()
            return
        for number, (row, before) in enumerate(zip(self.rows, old, strict=True)):
            if row != before:  # only what changed is painted again
                last = self.index(number, len(self.columns) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def _row_name(self, row: GridRow) -> str:
        if row.is_group:
            return row.group
        texts = (row.cells[c.key].text for c in self.columns if c.key in row.cells)
        return next(filter(None, texts), "")

    def _where(self, row: GridRow, column: int) -> str:
        return ", ".join(filter(None, (self._row_name(row), self.columns[column].head)))


class _Without(Sequence[GridRow]):
    """Rows without a run of them: what Qt sees between a removal and an insertion."""

    def __init__(self, rows: Sequence[GridRow], start: int, count: int) -> None:
        self._rows, self._start, self._count = rows, start, count

    def __len__(self) -> int:
        return len(self._rows) - self._count

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an int or a slice, as in Sequence
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return self._rows[at if at < self._start else at + self._count]

    def __iter__(self) -> Iterator[GridRow]:
        return (self[number] for number in range(len(self)))


def keys_of(rows: Sequence[GridRow]) -> Sequence[str]:
    """The keys of rows, without making them."""
    return rows.keys if isinstance(rows, LazyRows) else [row.key for row in rows]


def _same_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many keys are the same at the beginning and at the end."""
    head = _common(before, after)
    most = min(len(before), len(after)) - head
    return head, min(_common(before[::-1], after[::-1]), most)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def _cell_data(cell: Cell, role: int) -> object:
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
        return cell.text
    if role == CELL_ROLE:
        return cell
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain(_tooltip(cell))
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(cell)
    return None


def _signs(cell: Cell) -> list[str]:
    return [sign.meaning for sign in (cell.before, cell.after) if sign is not None]


def _tooltip(cell: Cell) -> str:
    return "\n".join(part for part in (cell.problem, cell.tooltip, *_signs(cell)) if part)


def _spoken(cell: Cell) -> str:
    tag = cell.tag.text if cell.tag is not None else ""
    return ", ".join(part for part in (tag, cell.text, *_signs(cell), cell.problem) if part)
