"""Columns of a sheet: tables beside the main one keep the width of their cells."""

from itertools import pairwise

import pytest

from riskdesk.forms.document import Cell, Group, Part, Run, Table
from riskdesk.reports.sheet_grid import SheetGrid


def table(*widths: float, main: bool = False) -> Table:
    row = tuple(Cell(lines=((Run("x"),),)) for _ in widths)
    return Table(widths=widths, groups=(Group((row,)),), main=main)


@pytest.mark.parametrize(
    "beside",
    [
        (89.0, 89.0),
        (8.0, 170.0),
        (20.0, 20.0, 138.0),
        (60.0, 4.0, 40.0, 4.0, 70.0),
        (16.0, 16.0, 16.0, 130.0),
        (130.0, 16.0, 16.0, 16.0),
    ],
)
@pytest.mark.parametrize("main", [(178.0,), (20.0, 158.0), (158.0, 20.0), (60.0, 60.0, 58.0)])
def test_no_wide_cell_is_squeezed(main: tuple[float, ...], beside: tuple[float, ...]) -> None:
    given = table(*beside)
    grid = SheetGrid(Part("a", (table(*main, main=True), given)), 178.0)
    columns = grid.columns(given)
    for width, (left, right) in zip(beside, pairwise(columns), strict=True):
        got = grid.edges[right] - grid.edges[left]
        assert width < 15.0 or got >= 0.6 * width


def test_the_main_table_alone_has_its_own_columns() -> None:
    grid = SheetGrid(Part("a", (table(30.0, 100.0, 48.0, main=True),)), 178.0)
    assert grid.widths == (30.0, 100.0, 48.0)
