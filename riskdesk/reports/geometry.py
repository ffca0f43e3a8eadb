"""Sizes of a table: where its columns stand and how high its rows are, in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskdesk.domain.values import Language
from riskdesk.forms.document import Cell, Row, Table
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter, shown

MM = 72 / 25.4
"""Points in a millimetre."""
ROOM = 1.5
"""Space above and below the lines of a cell together, in paddings."""
VERTICAL_LONGEST = 62.0 * MM
"""The longest line of vertical text before it wraps, points."""


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its place (row and column of its table) and its lines."""

    cell: Cell
    row: int
    column: int
    lines: tuple[SetLine, ...]

    @property
    def text_height(self) -> float:
        """Height of the lines one under another, points."""
        return sum(line.scale for line in self.lines) * self.cell.size * LEADING


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table ready to be drawn: ``xs`` column edges from its left edge, ``heights`` of rows.

    ``cells`` by row; the first ``head`` rows are the head.
    """

    table: Table
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[SetCell, ...], ...]
    head: int

    @property
    def head_height(self) -> float:
        """Height of the head, points."""
        return sum(self.heights[: self.head])


def set_table(
    table: Table, typesetter: Typesetter, language: Language, widths: Sequence[float] | None = None
) -> SetTable:
    """The table with its words set; ``widths`` in mm where a writer has its own columns."""
    xs = [0.0]
    for width in widths if widths is not None else table.widths:
        xs.append(xs[-1] + width * MM)
    rows: list[Row] = [*table.head, *(row for group in table.groups for row in group.rows)]
    padding = table.padding * MM

    def lines_of(cell: Cell, column: int) -> tuple[SetLine, ...]:
        width = xs[column + cell.across] - xs[column] - 2 * padding
        room = VERTICAL_LONGEST if cell.vertical else width
        return typesetter.set(shown(cell, language), cell.size, room)

    cells = tuple(
        tuple(
            SetCell(cell, number, column, lines_of(cell, column))
            for column, cell in enumerate(row)
            if cell is not None
        )
        for number, row in enumerate(rows)
    )
    return SetTable(table, tuple(xs), _heights(cells, padding), cells, len(table.head))


def _heights(cells: Sequence[Sequence[SetCell]], padding: float) -> tuple[float, ...]:
    """Row heights: first the cells of one row, then what spanning cells still need."""
    heights = [
        max((_needed(c, padding) for c in row if c.cell.down == 1), default=0.0) for row in cells
    ]
    for number, row in enumerate(cells):
        for cell in row:
            down = cell.cell.down
            if down > 1:
                lacking = _needed(cell, padding) - sum(heights[number : number + down])
                if lacking > 0:
                    for offset in range(down):
                        heights[number + offset] += lacking / down
    return tuple(heights)


def _needed(cell: SetCell, padding: float) -> float:
    if not cell.lines:
        return 0.0
    if cell.cell.vertical:
        return max(line.width for line in cell.lines) + 2 * padding + 2
    return cell.text_height + ROOM * padding
