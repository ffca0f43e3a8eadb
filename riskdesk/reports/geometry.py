"""Sizes of a table: where its columns stand and how high its rows are, in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riskdesk.domain.values import Language
from riskdesk.forms.document import Cell, Row, Table
from riskdesk.reports.drawings import MM, size_of
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter, shown

VERTICAL_LONGEST = 62.0 * MM
"""The longest line of vertical text before it wraps, points."""
_VERTICAL_STEP = 1.0 * MM


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its place (row and column of its table), its lines, the size of its drawing."""

    cell: Cell
    row: int
    column: int
    lines: tuple[SetLine, ...]
    drawn: tuple[float, float] = (0.0, 0.0)

    @property
    def text_height(self) -> float:
        """Height of the lines one under another, points."""
        return sum(line.scale for line in self.lines) * self.cell.size * LEADING

    @property
    def height(self) -> float:
        """Height of the drawing and the lines under it, points."""
        return self.drawn[1] + self.text_height


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

    def set_cell(cell: Cell, row: int, column: int) -> SetCell:
        width = xs[column + cell.across] - xs[column]
        if cell.vertical:
            return SetCell(cell, row, column, _turned(cell, typesetter, language, width))
        room = width - 2 * padding
        parted = typesetter.parted(shown(cell, language), cell.size, room)
        lines = typesetter.set(parted, cell.size, room)
        if cell.number is None and parted != cell.lines:
            cell = replace(cell, lines=parted)
        drawn = size_of(cell.drawing) if cell.drawing is not None else (0.0, 0.0)
        return SetCell(cell, row, column, lines, drawn)

    cells = tuple(
        tuple(set_cell(cell, number, column) for column, cell in enumerate(row) if cell is not None)
        for number, row in enumerate(rows)
    )
    return SetTable(
        table, tuple(xs), _heights(cells, padding, table.room * MM), cells, len(table.head)
    )


def _turned(
    cell: Cell, typesetter: Typesetter, language: Language, width: float
) -> tuple[SetLine, ...]:
    """Vertical text in as many lines as its column has room for: so the head stays low."""
    words = shown(cell, language)
    most = max(len(words), int(width / (cell.size * LEADING)))
    room = min(typesetter.widest_word(words, cell.size), VERTICAL_LONGEST)
    lines = typesetter.set(words, cell.size, room)
    while len(lines) > most and room < VERTICAL_LONGEST:
        room += _VERTICAL_STEP
        lines = typesetter.set(words, cell.size, room)
    return lines


def _heights(cells: Sequence[Sequence[SetCell]], padding: float, room: float) -> tuple[float, ...]:
    """Row heights: first the cells of one row, then what spanning cells still need."""
    heights = [
        max((_needed(c, padding, room) for c in row if c.cell.down == 1), default=0.0)
        for row in cells
    ]
    for number, row in enumerate(cells):
        for cell in row:
            down = cell.cell.down
            if down > 1:
                lacking = _needed(cell, padding, room) - sum(heights[number : number + down])
                if lacking > 0:
                    for offset in range(down):
                        heights[number + offset] += lacking / down
    return tuple(heights)


def needed_height(cell: SetCell, table: Table) -> float:
    """The height of the rows that a cell covers must have together, points."""
    return _needed(cell, table.padding * MM, table.room * MM)


def _needed(cell: SetCell, padding: float, room: float) -> float:
    least = cell.cell.least * MM
    if not cell.lines and cell.cell.drawing is None:
        return least
    if cell.cell.vertical:
        return max(max(line.width for line in cell.lines) + 2 * padding + 2, least)
    return max(cell.height + room, least)
