"""The model of every grid: rows of plain cells, replaced without moving the focus."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from riskdesk.ui.kit.cells import EMPTY, Cell, Column, GridRow
from riskdesk.ui.kit.labels import plain

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """Rows of ``Cell`` under ``Column``. ``committed``: (row key, column key, text) was typed."""

    committed = Signal(str, str, str)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self.rows: tuple[GridRow, ...] = ()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows; the same keys in the same order keep selection and open editor."""
        new = tuple(rows)
        if [row.key for row in new] == [row.key for row in self.rows]:
            old, self.rows = self.rows, new
            for number, (row, before) in enumerate(zip(new, old, strict=True)):
                if row != before:  # only what changed is painted again
                    last = self.index(number, len(self.columns) - 1)
                    self.dataChanged.emit(self.index(number, 0), last)
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The place of a row by its key, -1 if it is not here."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    def column_of(self, key: str) -> int:
        """The place of a column by its key, -1 if it is not here."""
        return next((n for n, column in enumerate(self.columns) if column.key == key), -1)

    def cell(self, index: Index) -> Cell:
        """The cell at ``index``."""
        return self.rows[index.row()].cells.get(self.columns[index.column()].key, EMPTY)

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
        return self._cell_data(self.cell(index), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401 - Qt's contract
        """The column's head."""
        horizontal = orientation == Qt.Orientation.Horizontal
        if horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(self.columns):
            return self.columns[section].title
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:  # noqa: ANN401 - Qt's contract
        """A cell was typed: tells the screen, which changes the data through the one door."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.cell(index).editable:
            return False
        if self.cell(index).draft or str(value) != self.cell(index).text:
            row, column = self.rows[index.row()], self.columns[index.column()]
            self.committed.emit(row.key, column.key, str(value))
        return True

    def _cell_data(self, cell: Cell, role: int) -> object:
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
    return "\n".join(part for part in (cell.tooltip, *_signs(cell)) if part)


def _spoken(cell: Cell) -> str:
    tag = cell.tag.text if cell.tag is not None else ""
    return ", ".join(part for part in (tag, cell.text, *_signs(cell)) if part)
