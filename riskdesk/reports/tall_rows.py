"""Rows higher than a page, parted into rows that go on under the head of the next."""

from collections.abc import Iterator
from dataclasses import replace

from riskdesk.reports.drawings import MM
from riskdesk.reports.geometry import SetRow, SetTable
from riskdesk.reports.typeset import LEADING


def split_tall_rows(table: SetTable, limit: float) -> SetTable:
    """A row higher than a page goes on under the head of the next: nothing is cut."""
    body = range(table.head, len(table.heights))
    if all(table.heights[row] <= limit for row in body):
        return table
    heights = list(table.heights[: table.head])
    rows = list(table.rows[: table.head])
    padding = table.table.room * MM
    for row in body:
        if table.heights[row] <= limit:
            heights.append(table.heights[row])
            rows.append(table.rows[row])
            continue
        for slice_ in _slices(table.rows[row], limit - padding):
            rows.append(slice_)
            heights.append(max(cell.height for cell in slice_.single) + padding)
    begun = tuple(range(len(rows)))
    return replace(table, heights=tuple(heights), rows=tuple(rows), begun=begun)


def _slices(row: SetRow, limit: float) -> Iterator[SetRow]:
    """The lines of a row, as many on each page as fit; a drawing on the first."""
    fits = {
        cell.column: max(1, int((limit - cell.drawn[1]) / (cell.cell.size * LEADING)))
        for cell in row.cells
    }
    start = 0
    while not start or any(cell.lines[start * fits[cell.column] :] for cell in row.cells):
        cells = tuple(
            cell._replace(
                cell=cell.cell._replace(down=1, drawing=None if start else cell.cell.drawing),
                drawn=(0.0, 0.0) if start else cell.drawn,
                lines=cell.lines[start * fits[cell.column] : (start + 1) * fits[cell.column]],
            )
            for cell in row.cells
        )
        yield SetRow(cells, (), 0.0)
        start += 1
