"""What hands do to a grid beyond typing: copy, paste, fill, clear, remove, select; and the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from riskdesk.domain.ids import uuid7
from riskdesk.ui.kit.cells import LazyRows
from riskdesk.ui.kit.grid_block import Block, read_block, write_block
from riskdesk.ui.kit.grid_check import Check, Checked, Raw
from riskdesk.ui.kit.grid_keys import ACTIONS, MENU
from riskdesk.ui.kit.grid_model import keys_of
from riskdesk.ui.kit.grid_sheet import Action
from riskdesk.ui.kit.paste_preview import PastePreview

if TYPE_CHECKING:  # the grid has hands, the hands hold the grid
    from riskdesk.ui.kit.grid import Grid

_FLAGS = QItemSelectionModel.SelectionFlag
_EDITING = frozenset({"edit", "restore", "cut", "paste", "clear", "fill_down", "fill_right"})


class Area:
    """The rows and columns of a selection, by number; group rows are left out."""

    def __init__(self, rows: list[int], columns: list[int]) -> None:
        self.rows = rows
        self.columns = columns

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return len(self.rows) == 1 and len(self.columns) == 1


class Hands(QObject):
    """The actions of one grid by name (``grid_keys.ACTIONS``)."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.check: Check | None = None
        self.preview: PastePreview | None = None

    def can(self, name: str) -> bool:
        """Whether the grid has this action at all."""
        grid = self._grid
        if name in _EDITING:
            return grid.sheet is not None
        if name == "remove":
            return grid.sheet is not None and grid.sheet.removes
        if name in {"sort_up", "sort_down", "filter"}:
            return grid.orders != "none"
        if name in {"select_column", "select_row"}:
            return grid.sheet is not None
        return True

    def do(self, name: str) -> None:
        """Carry the action out."""
        if self.check is None:  # a large paste is being judged: it lands first
            getattr(self, name)()

    def menu(self) -> QMenu:
        """The menu of the cell with the focus, with the keys."""
        menu = QMenu(self._grid)
        tr = self._grid.look.tr
        for part in MENU:
            names = [name for name in part if self.can(name)]
            if names and menu.actions():
                menu.addSeparator()
            for name in names:
                action = QAction(tr(f"grid.{name}"), menu)
                if ACTIONS[name]:
                    action.setText(f"{tr(f'grid.{name}')}\t{printed(ACTIONS[name][0])}")
                action.setObjectName(name)
                action.triggered.connect(lambda _=False, what=name: self.do(what))
                menu.addAction(action)
        return menu

    def area(self) -> Area:
        """What is selected; without a selection the cell with the focus."""
        grid = self._grid
        rows, columns = set[int](), set[int]()
        selected = grid.selectionModel().selection()
        for run in (selected.at(n) for n in range(selected.count())):
            rows.update(range(run.top(), run.bottom() + 1))
            columns.update(range(run.left(), run.right() + 1))
        if not rows:
            row, column = grid.moves.at
            rows, columns = ({row}, {column}) if row >= 0 else (rows, columns)
        lazy = isinstance(grid.grid.rows, LazyRows)
        kept = sorted(r for r in rows if lazy or not grid.grid.rows[r].is_group)
        return Area(kept, [n for n in sorted(columns) if not grid.isColumnHidden(n)])

    def edit(self) -> None:
        """Open the cell."""
        self._grid.edit(self._grid.currentIndex())

    def restore(self) -> None:
        """Bring the stored texts back over what was refused."""
        area, grid = self.area(), self._grid
        for row in area.rows:
            for column in area.columns:
                grid.forget(grid.grid.rows[row].key, grid.grid.columns[column].key)

    def copy(self) -> None:
        """Put the selection on the clipboard as tab-separated text."""
        area, grid = self.area(), self._grid
        if grid.sheet is None:
            kinds = [grid.grid.columns[n].kind for n in area.columns]
            area.columns = [n for n, k in zip(area.columns, kinds, strict=True) if k != "sign"]
        block = ([grid.copied(row, column) for column in area.columns] for row in area.rows)
        text = write_block(block)
        QGuiApplication.clipboard().setText(text.removesuffix("\n") if area.single else text)

    def cut(self) -> None:
        """Copy, then clear as one step."""
        self.copy()
        self._over(self.area(), lambda _r, _c: "", "cut")

    def clear(self) -> None:
        """Empty the selection: not measured."""
        self._over(self.area(), lambda _r, _c: "", "clear")

    def fill_down(self) -> None:
        """The top row of the selection into the rows below it; one cell takes the cell above."""
        area = self.area()
        above = self._before(area.rows[0]) if len(area.rows) == 1 else area.rows[0]
        if above < 0:
            return
        rest = area.rows if len(area.rows) == 1 else area.rows[1:]
        copied = self._grid.copied
        self._over(Area(rest, area.columns), lambda _, column: copied(above, column), "fill")

    def fill_right(self) -> None:
        """The left column of the selection into the others; one cell takes the cell at its left."""
        area = self.area()
        left = area.columns[0] - 1 if len(area.columns) == 1 else area.columns[0]
        if left < 0:
            return
        rest = area.columns if len(area.columns) == 1 else area.columns[1:]
        copied = self._grid.copied
        self._over(Area(area.rows, rest), lambda row, _: copied(row, left), "fill")

    def paste(self) -> None:
        """One value fills the selection; a block goes in from the top-left cell."""
        text = QGuiApplication.clipboard().text()
        area = self.area()
        if not text or not area.rows:
            return
        block = read_block(text)
        if len(block) == 1 and len(block[0]) == 1:
            self._over(area, lambda _r, _c: block[0][0], "paste")
        else:
            self._put(block, area.rows[0], area.columns[0])

    def remove(self) -> None:
        """Remove the rows of the selection."""
        keys = keys_of(self._grid.grid.rows)
        self._grid.remove_rows([keys[row] for row in self.area().rows])

    def select_all(self) -> None:
        """Select everything."""
        model = self._grid.grid
        last = model.index(model.rowCount() - 1, model.columnCount() - 1)
        self._select(QItemSelection(model.index(0, 0), last))

    def select_column(self) -> None:
        """Select the columns of the selection."""
        model, columns = self._grid.grid, self.area().columns
        first = model.index(0, columns[0])
        self._select(QItemSelection(first, model.index(model.rowCount() - 1, columns[-1])))

    def select_row(self) -> None:
        """Select the rows of the selection."""
        model, rows = self._grid.grid, self.area().rows
        last = model.index(rows[-1], model.columnCount() - 1)
        self._select(QItemSelection(model.index(rows[0], 0), last))

    def sort_up(self) -> None:
        """Order by this column, from the least."""
        self._grid.order_by(self._grid.current_column(), descending=False)

    def sort_down(self) -> None:
        """Order by this column, from the greatest."""
        self._grid.order_by(self._grid.current_column(), descending=True)

    def filter(self) -> None:
        """Show the filter row and go there; once more: take it away."""
        self._grid.toggle_filters()

    def reset(self) -> None:
        """Widths, order and filters as at first."""
        self._grid.reset_view()

    def _select(self, selection: QItemSelection) -> None:
        self._grid.selectionModel().select(selection, _FLAGS.ClearAndSelect)

    def _before(self, row: int) -> int:
        rows = self._grid.grid.rows
        return next((n for n in range(row - 1, -1, -1) if not rows[n].is_group), -1)

    def _over(self, area: Area, text: Callable[[int, int], str], action: Action) -> None:
        """Judge and land a text for each cell of an area."""
        grid = self._grid

        def raws() -> Iterator[Raw]:
            for row in area.rows:
                for column in area.columns:
                    yield grid.raw(row, column, text(row, column))

        checked = Checked(action)
        checked.columns = [grid.grid.columns[n].key for n in area.columns]
        keys = keys_of(grid.grid.rows)
        checked.rows = [keys[row] for row in area.rows]
        self._judge(checked, raws())

    def _put(self, block: Block, top: int, left: int) -> None:
        """Judge and land a block; what is below the last row begins new rows, or has no place."""
        grid = self._grid
        model = grid.grid
        columns = [n for n in range(left, model.columnCount()) if not grid.isColumnHidden(n)]
        lazy = isinstance(model.rows, LazyRows)
        places = [r for r in range(top, len(model.rows)) if lazy or not model.rows[r].is_group]
        wide = max(len(line) for line in block)
        checked = Checked("paste")
        checked.columns = [model.columns[n].key for n in columns[:wide]]
        keys = keys_of(model.rows)
        checked.rows = [keys[row] for row in places[: len(block)]]
        missing = max(len(block) - len(places), 0)
        if grid.sheet is not None and grid.sheet.adds:
            checked.rows += [uuid7() for _ in range(missing)]
            begun = grid.is_new(checked.rows[0])
            checked.added = 0 if begun else missing + (1 if len(block) >= len(places) else 0)
        else:
            checked.over = missing
        checked.over += max(wide - len(columns), 0)
        known = len(checked.rows) - (missing if not checked.over else 0)

        def raws() -> Iterator[Raw]:
            for number, (key, line) in enumerate(zip(checked.rows, block, strict=False)):
                for column, text in zip(columns, line, strict=False):
                    if number < min(known, len(places)):
                        yield grid.raw(places[number], column, text)
                    else:
                        yield grid.raw_new(key, column, text)

        self._judge(checked, raws())

    def _judge(self, checked: Checked, raws: Iterator[Raw]) -> None:
        grid = self._grid
        if grid.sheet is None:
            return
        self.check = Check(self, checked, raws, grid.reader, grid.sheet)
        self.check.stepped.connect(grid.judging)
        self.check.done.connect(self._on_judged)
        self.check.start(len(checked.rows) * len(checked.columns))

    def _on_judged(self, checked: Checked) -> None:
        self.check = None
        self._grid.judging.emit(-1)
        if not checked.edits:
            return
        if not checked.asks:
            self._grid.land(checked, checked.edits)
            return
        columns = [c for c in self._grid.grid.columns if c.key in checked.columns]
        self.preview = PastePreview(self._grid.look, self._grid.window(), columns, checked)
        self.preview.taken.connect(lambda: self._grid.land(checked, checked.good()))
        self.preview.open()


def printed(keys: str) -> str:
    """Keys as a menu prints them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
