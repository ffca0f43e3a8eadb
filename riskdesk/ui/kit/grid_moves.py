"""Where the keys go in a grid, as in Excel."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from riskdesk.ui.kit.cells import LazyRows
from riskdesk.ui.kit.grid_model import GridModel

_FLAGS = QItemSelectionModel.SelectionFlag


class Moves:
    """Moves the focus of one grid and stretches its selection; group rows are stepped over."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        self._view = view
        self._model = model
        self._anchor = QPersistentModelIndex()
        self._tab_from = -1

    @property
    def at(self) -> tuple[int, int]:
        """Row and column with the focus; (-1, -1) if none."""
        index = self._view.currentIndex()
        return index.row(), index.column()

    def to(self, row: int, column: int, *, select: bool = False) -> None:
        """Go to a cell; ``select`` stretches the selection from where it began."""
        index = self._model.index(row, column)
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        model, wanted = self._view.selectionModel(), self._wanted
        if not select:
            self._anchor = QPersistentModelIndex(index)
            model.setCurrentIndex(index, wanted)
            return
        if not self._anchor.isValid():
            self._anchor = QPersistentModelIndex(self._view.currentIndex())
        start = self._model.index(self._anchor.row(), self._anchor.column())
        model.setCurrentIndex(index, _FLAGS.NoUpdate)
        model.select(QItemSelection(start, index), wanted)

    def begin(self) -> None:
        """The mouse has put the focus: a selection would begin here."""
        self._anchor = QPersistentModelIndex(self._view.currentIndex())
        self._tab_from = -1

    def step(self, down: int, right: int, *, select: bool = False) -> None:
        """One row or column further."""
        row, column = self.at
        self._tab_from = -1
        if down:
            row = self._row_from(row, down)
        self.to(row, self._column_from(column, right), select=select)

    def page(self, down: int, *, select: bool = False) -> None:
        """One view further."""
        row, column = self.at
        high = max(self._view.rowHeight(max(row, 0)), 1)
        rows = max(self._view.viewport().height() // high - 1, 1)
        last = self._model.rowCount() - 1
        wanted = min(max(row + down * rows, 0), last)
        if not self._enabled(wanted):
            wanted = self._row_from(wanted, 1 if down < 0 else -1)
        self.to(wanted, column, select=select)

    def home(self, *, whole: bool, select: bool = False) -> None:
        """To the first column; ``whole``: to the first cell."""
        row = self._row_from(-1, 1) if whole else self.at[0]
        self.to(row, self._column_from(-1, 1), select=select)

    def end(self, *, whole: bool, select: bool = False) -> None:
        """To the last column; ``whole``: to the last cell."""
        row = self._row_from(self._model.rowCount(), -1) if whole else self.at[0]
        self.to(row, self._column_from(self._model.columnCount(), -1), select=select)

    def edge(self, down: int, right: int, *, select: bool = False) -> None:
        """To the edge of the data, as Ctrl and an arrow."""
        row, column = self.at
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if down:
            line: Iterable[int] = range(row + down, rows if down > 0 else -1, down)
            numbers = [each for each in line if self._enabled(each)]
            row = self._edge(row, numbers, lambda each: self._model.text(each, column))
        else:
            line = range(column + right, columns if right > 0 else -1, right)
            numbers = [each for each in line if not self._view.isColumnHidden(each)]
            column = self._edge(column, numbers, lambda each: self._model.text(row, each))
        self.to(row, column, select=select)

    def tab(self, *, back: bool) -> bool:
        """The next cell that can be typed (any, where none can), then the next row.

        False at the end of the grid: the focus may leave.
        """
        row, column = self.at
        if self._tab_from < 0:
            self._tab_from = column
        way = -1 if back else 1
        while 0 <= row < self._model.rowCount():
            stops = self._stops(row)
            ahead = [each for each in stops if (each - column) * way > 0]
            if ahead:
                kept = self._tab_from
                self.to(row, ahead[0] if not back else ahead[-1])
                self._tab_from = kept
                return True
            row = self._row_from(row, way, stay=False)
            column = self._model.columnCount() if back else -1
        return False

    def enter(self, *, back: bool) -> None:
        """One row down or up; after Tabs to the column where they began."""
        row, column = self.at
        if self._tab_from >= 0:
            column = self._tab_from
        self._tab_from = -1
        self.to(self._row_from(row, -1 if back else 1), column)

    @property
    def _wanted(self) -> QItemSelectionModel.SelectionFlag:
        rows = self._view.selectionBehavior() == QTableView.SelectionBehavior.SelectRows
        return _FLAGS.ClearAndSelect | (_FLAGS.Rows if rows else _FLAGS.NoUpdate)

    def _stops(self, row: int) -> list[int]:
        columns = [n for n in range(self._model.columnCount()) if not self._view.isColumnHidden(n)]
        typed = [
            n for n in columns if self._model.index(row, n).flags() & Qt.ItemFlag.ItemIsEditable
        ]
        return typed or columns

    def _enabled(self, row: int) -> bool:
        return isinstance(self._model.rows, LazyRows) or not self._model.rows[row].is_group

    def _row_from(self, row: int, way: int, *, stay: bool = True) -> int:
        """The next row that can be entered; at the end the same one, or outside."""
        found = row + way
        while 0 <= found < self._model.rowCount():
            if self._enabled(found):
                return found
            found += way
        return row if stay else found

    def _column_from(self, column: int, way: int) -> int:
        found = column + way
        while 0 <= found < self._model.columnCount():
            if way == 0 or not self._view.isColumnHidden(found):
                return found
            found += way
        return column

    @staticmethod
    def _edge(here: int, line: list[int], text: Callable[[int], str]) -> int:
        if not line:
            return here
        filled = bool(text(here)) and bool(text(line[0]))
        if filled:
            last = here
            for each in line:
                if not text(each):
                    break
                last = each
            return last
        return next((each for each in line if text(each)), line[-1])
