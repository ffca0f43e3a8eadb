"""A screen's side of a grid for tests: rows in a dictionary, changed by the edits that land."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit
from window_hands import type_text

from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict
from riskdesk.ui.look import Look

DEVICES = (
    Option(value="i1", words="Ассистент", second="№ 112"),
    Option(value="i2", words="ТКА-ПКМ", second="№ 40"),
    Option(value="i3", words="Өлшегіш", second="№ 7"),
)

COLUMNS = (
    Column(key="name", title="Место", typed=True, width=120),
    Column(key="level", title="Шум", unit="дБА", kind="number", typed=True),
    Column(key="people", title="Человек", kind="number", whole=True, typed=True),
    Column(key="repeats", title="Повторы", kind="repeats", typed=True, width=110),
    Column(key="device", title="Прибор", kind="choice", options=DEVICES, typed=True, width=110),
    Column(key="night", title="Ночь", kind="flag", typed=True),
    Column(key="day", title="Дата", kind="date", typed=True, width=90),
    Column(key="class", title="Класс", computed=True, width=60),
)


class Ledger(Sheet):
    """Rows by key, changed at once; ``offline``: the disk answers only through ``answer``."""

    adds = True
    removes = True

    def __init__(self, rows: Mapping[str, Mapping[str, str]], *, offline: bool = False) -> None:
        self.rows = {key: dict(cells) for key, cells in rows.items()}
        self.offline = offline
        self.carried: list[tuple[Action, list[Edit]]] = []
        self.removed: list[str] = []
        self.asked: list[object] = []
        self.grid: Grid

    def plan(self, edits: Sequence[Edit]) -> list[Verdict]:
        return [
            Verdict(each.row, each.column, "больше 140")
            for each in edits
            if each.column == "level" and each.text and float(each.text.replace(",", ".")) > 140
        ]

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        self.carried.append((action, list(edits)))
        if not self.offline:
            self.answer(edits)

    def answer(self, edits: Sequence[Edit]) -> None:
        for each in edits:
            self.rows.setdefault(each.row, {})[each.column] = each.text
        self.grid.settle(edits)
        self.show()

    def remove(self, rows: Sequence[str]) -> None:
        self.removed += rows
        for key in rows:
            del self.rows[key]
        self.show()

    def sort(self, column: str, *, descending: bool) -> None:
        self.asked.append((column, descending))

    def filter(self, texts: Mapping[str, str]) -> None:
        self.asked.append(dict(texts))

    def show(self) -> None:
        self.grid.set_rows([self._row(key, cells) for key, cells in self.rows.items()])

    def column(self, column: str) -> list[str]:
        return [cells.get(column, "") for cells in self.rows.values()]

    def _row(self, key: str, cells: Mapping[str, str]) -> GridRow:
        words = {option.value: option.words for option in DEVICES}
        shown = {
            column.key: Cell(
                text=words.get(cells.get(column.key, ""), cells.get(column.key, "")),
                editable=column.key != "class",
            )
            for column in COLUMNS
        }
        return GridRow(key=key, cells=shown)


def ledger(look: Look, *levels: str, offline: bool = False) -> Ledger:
    """A shown grid with one row a level."""
    rows = {
        f"r{n}": {"name": f"место {n}", "level": level, "class": "2"}
        for n, level in enumerate(levels)
    }
    sheet = Ledger(rows, offline=offline)
    sheet.grid = Grid(look, COLUMNS, "сетка", sheet=sheet, orders="here")
    sheet.grid.resize(900, 400)
    sheet.show()
    sheet.grid.show()
    sheet.grid.go_to("r0", "level")
    return sheet


def editor(grid: Grid) -> QLineEdit:
    """The open editor."""
    found = grid.delegate.editor
    assert found is not None
    return found


def types(grid: Grid, text: str) -> None:
    """Keys go to the grid until it has an editor, then there."""
    for letter in text:
        type_text(grid.delegate.editor or grid, letter)
