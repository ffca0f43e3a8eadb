"""Rows for the benches of the grid, and a bare table over the same model."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from riskdesk.domain.values import HazardClass
from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows, Option
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_model import GridModel
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.theme import load_fonts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ROWS, NUMBERS = 30_000, 10
SIZE = (1100, 700)

COLUMNS = (
    Column(key="code", title="Код", width=90),
    Column(key="name", title="Рабочее место", typed=True, width=240),
    Column(key="device", title="Прибор", kind="choice", width=110, typed=True,
           options=(Option(value="i1", words="Ассистент"),)),
    *(Column(key=f"n{n}", title=f"Знач. {n}", unit="дБА", kind="number", typed=True, width=74)
      for n in range(NUMBERS)),
    Column(key="class", title="Класс", kind="tag", computed=True, width=60),
    Column(key="clause", title="Пункт", computed=True, width=160),
)  # fmt: skip


class Silent(Sheet):
    """Takes edits and keeps how many there were."""

    def __init__(self) -> None:
        self.landed = 0

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:  # noqa: ARG002 - the bench only counts
        self.landed = len(edits)


def application() -> tuple[QApplication, Look]:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    load_fonts(RESOURCES)
    look = Look.load(RESOURCES, "kk", "light")
    look.theme.apply(app)
    return app, look


def rows(count: int = ROWS) -> LazyRows:
    tags = [class_tag(each, accepted=True) for each in HazardClass]

    def make(number: int) -> GridRow:
        cells = {
            "code": Cell(text=f"01 002 {number:05}"),
            "name": Cell(text=f"Орташа жөндеу шебері {number}", editable=True),
            "device": Cell(text="Ассистент", editable=True),
            "class": Cell(tag=tags[number % 7]),
            "clause": Cell(text="ҚР ДСМ-15, 2-қосымша, 1-кесте", tone="text_3"),
        }
        for n in range(NUMBERS):
            cells[f"n{n}"] = Cell(text=f"{(number + n) % 90},{n}", editable=True)
        return GridRow(key=str(number), cells=cells)

    return LazyRows([str(number) for number in range(count)], make)


def shown_grid(look: Look, made: LazyRows, sheet: Sheet) -> Grid:
    grid = Grid(look, COLUMNS, "кесте", sheet=sheet)
    grid.resize(*SIZE)
    grid.set_rows(made)
    grid.show()
    return grid


def shown_bare(made: LazyRows) -> QTableView:
    """A bare QTableView over the same model: Qt's own delegate and heads."""
    view = QTableView()
    model = GridModel(COLUMNS, view)
    model.set_rows(made)
    view.setModel(model)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.resize(*SIZE)
    view.show()
    return view
