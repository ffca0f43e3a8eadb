"""The columns of an Excel sheet: those of its main table, all other tables fitted to them."""

from collections.abc import Sequence
from itertools import pairwise

from riskdesk.forms.document import Part, Table


class SheetGrid:
    """Column edges in mm from the left margin; the main table keeps one column for each of its own.

    Other tables (corners, header fields, signatures) take the nearest edges in order; edges are
    added only where the main table has too few.
    """

    def __init__(self, part: Part, body: float) -> None:
        tables = [block for block in part.blocks if isinstance(block, Table)]
        main = max(tables, key=lambda table: (table.main, len(table.widths)), default=None)
        self.edges: list[float] = _outer(_edges(main) if main else [], body)
        for table in tables:
            self._make_room(_edges(table))

    @property
    def widths(self) -> tuple[float, ...]:
        """Column widths, mm."""
        return tuple(right - left for left, right in pairwise(self.edges))

    def columns(self, table: Table) -> tuple[int, ...]:
        """For each column edge of ``table`` the grid column that begins there."""
        return _nearest(_edges(table), self.edges)

    def _make_room(self, wanted: Sequence[float]) -> None:
        while len(self.edges) < len(wanted):
            lonely = max(wanted, key=lambda edge: min(abs(edge - have) for have in self.edges))
            if lonely in self.edges:
                widest = max(pairwise(self.edges), key=lambda pair: pair[1] - pair[0])
                lonely = sum(widest) / 2
            self.edges = sorted([*self.edges, lonely])


def _edges(table: Table) -> list[float]:
    edges = [table.indent]
    for width in table.widths:
        edges.append(edges[-1] + width)
    return [round(edge, 2) for edge in edges]


def _outer(edges: list[float], body: float) -> list[float]:
    """The edges with the margins, where the table does not reach them."""
    first = [0.0] if not edges or edges[0] > 1.0 else []
    last = [body] if not edges or edges[-1] < body - 1.0 else []
    return [*first, *edges, *last]


def _nearest(wanted: Sequence[float], edges: Sequence[float]) -> tuple[int, ...]:
    """Strictly rising places in ``edges`` with the least sum of distances to ``wanted``."""
    spare = len(edges) - len(wanted)
    best: list[tuple[float, tuple[int, ...]]] = [
        (abs(wanted[0] - edges[place]), (place,)) for place in range(spare + 1)
    ]
    for number in range(1, len(wanted)):
        row: list[tuple[float, tuple[int, ...]]] = []
        for offset in range(spare + 1):
            cost, path = min(best[: offset + 1])
            place = number + offset
            row.append((cost + abs(wanted[number] - edges[place]), (*path, place)))
        best = row
    return min(best)[1]
