"""Sizes of a table: where its columns stand and how high its rows are, in points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from riskdesk.domain.values import Language
from riskdesk.forms.document import Cell, Row, Table
from riskdesk.reports.drawings import MM, size_of
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter, shown

VERTICAL_LONGEST = 62.0 * MM
"""The longest line of vertical text before it wraps, points."""
_VERTICAL_STEP = 1.0 * MM


class SetCell(NamedTuple):
    """A cell with its column, its lines and the size of its drawing; ``needed``: its least height.

    Lengths in points.
    """

    cell: Cell
    column: int
    lines: tuple[SetLine, ...]
    needed: float = 0.0
    drawn: tuple[float, float] = (0.0, 0.0)

    @property
    def text_height(self) -> float:
        """Height of the lines one under another, points."""
        return sum(line.scale for line in self.lines) * self.cell.size * LEADING

    @property
    def height(self) -> float:
        """Height of the drawing and the lines under it, points."""
        return self.drawn[1] + self.text_height


@dataclass(frozen=True, slots=True, eq=False)
class SetRow:
    """A row: the cells of it alone, those that begin here and cover further rows, its height."""

    single: tuple[SetCell, ...]
    spanning: tuple[SetCell, ...]
    height: float

    @property
    def cells(self) -> tuple[SetCell, ...]:
        """All cells that begin in this row."""
        return (*self.spanning, *self.single)


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table ready to be drawn: ``xs`` column edges from its left edge, ``heights`` of rows.

    The first ``head`` rows are the head; ``begun``: for each row the first one that has a cell
    which reaches it.
    """

    table: Table
    xs: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[SetRow, ...]
    begun: tuple[int, ...]
    head: int

    @property
    def head_height(self) -> float:
        """Height of the head, points."""
        return sum(self.heights[: self.head])


class TableSetter:
    """Sets tables and remembers rows: forms repeat most of theirs.

    ``tick`` is called now and then: it may raise to stop the work.
    """

    def __init__(
        self, typesetter: Typesetter, language: Language, tick: Callable[[], None] | None = None
    ) -> None:
        self._typesetter = typesetter
        self._language = language
        self._tick = tick or (lambda: None)
        self._asked = 0
        self._rows: dict[tuple[object, ...], SetRow] = {}

    def set(self, table: Table, widths: Sequence[float] | None = None) -> SetTable:
        """The table with its words set; ``widths`` in mm where a writer has its own columns."""
        edges = accumulate((width * MM for width in widths or table.widths), initial=0.0)
        xs = tuple(edges)
        given = chain(table.head, *(group.rows for group in table.groups))
        rows = tuple(self._row(row, xs, table.padding, table.room) for row in given)
        return SetTable(table, xs, _heights(rows), rows, _begun(rows), len(table.head))

    def _row(self, row: Row, xs: tuple[float, ...], padding: float, room: float) -> SetRow:
        self._asked += 1
        if not self._asked % _ROWS_A_TICK:
            self._tick()
        key = (row, xs, padding, room)
        known = self._rows.get(key)
        if known is None:
            if len(self._rows) > _MOST_ROWS:
                self._rows.clear()
            cells = [
                self._cell(cell, column, xs, (padding * MM, room * MM))
                for column, cell in enumerate(row)
                if cell is not None
            ]
            single = tuple(cell for cell in cells if cell.cell.down == 1)
            spanning = tuple(cell for cell in cells if cell.cell.down > 1)
            height = max((cell.needed for cell in single), default=0.0)
            known = self._rows[key] = SetRow(single, spanning, height)
        return known

    def _cell(
        self, cell: Cell, column: int, xs: tuple[float, ...], space: tuple[float, float]
    ) -> SetCell:
        width, (padding, room) = xs[column + cell.across] - xs[column], space
        least = cell.least * MM
        if cell.vertical:
            lines = self._turned(cell, width)
            longest = max((line.width for line in lines), default=0.0)
            return SetCell(cell, column, lines, max(longest + 2 * padding + 2, least))
        inside = width - 2 * padding
        words = shown(cell, self._language)
        parted, lines = self._typesetter.set_parted(words, cell.size, inside)
        if cell.number is None and parted != cell.lines:
            cell = cell._replace(lines=parted)
        if cell.drawing is None and not lines:
            return SetCell(cell, column, lines, least)
        drawn = size_of(cell.drawing) if cell.drawing is not None else (0.0, 0.0)
        scales = lines[0].scale if len(lines) == 1 else sum(line.scale for line in lines)
        hang = cell.drawing.hang * MM if cell.drawing is not None else 0.0
        high = scales * cell.size * LEADING + drawn[1] - hang + room
        return SetCell(cell, column, lines, max(high, least), drawn)

    def _turned(self, cell: Cell, width: float) -> tuple[SetLine, ...]:
        """Vertical text in as many lines as its column has room for: so the head stays low."""
        words = shown(cell, self._language)
        most = max(len(words), int(width / (cell.size * LEADING)))
        room = min(self._typesetter.widest_word(words, cell.size), VERTICAL_LONGEST)
        lines = self._typesetter.set(words, cell.size, room)
        while len(lines) > most and room < VERTICAL_LONGEST:
            room += _VERTICAL_STEP
            lines = self._typesetter.set(words, cell.size, room)
        return lines


class TableMeasurer(TableSetter):
    """Only heights: where each cell's words are written as they are, most need no setting."""

    def _cell(
        self, cell: Cell, column: int, xs: tuple[float, ...], space: tuple[float, float]
    ) -> SetCell:
        if cell.drawing is None and not cell.vertical:
            words = cell.lines if cell.number is None else shown(cell, self._language)
            wide = self._typesetter.width_of(words)
            inside = xs[column + cell.across] - xs[column] - 2 * space[0]
            if wide is not None and wide * cell.size <= inside:
                high = words[0][0].scale * cell.size * LEADING + space[1]
                return SetCell(cell, column, (), max(high, cell.least * MM))
        return super()._cell(cell, column, xs, space)


_MOST_ROWS = 3_000
_ROWS_A_TICK = 250


def _heights(rows: Sequence[SetRow]) -> tuple[float, ...]:
    """Row heights: first the cells of one row, then what spanning cells still need."""
    heights = [row.height for row in rows]
    for number, row in enumerate(rows):
        for cell in row.spanning:
            down = cell.cell.down
            lacking = cell.needed - sum(heights[number : number + down])
            if lacking > 0:
                for offset in range(down):
                    heights[number + offset] += lacking / down
    return tuple(heights)


def _begun(rows: Sequence[SetRow]) -> tuple[int, ...]:
    begun = list(range(len(rows)))
    for number, row in enumerate(rows):
        longest = max((cell.cell.down for cell in row.spanning), default=1)
        for covered in range(number + 1, min(number + longest, len(rows))):
            begun[covered] = min(begun[covered], number)
    return tuple(begun)
