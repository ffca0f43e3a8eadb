"""The columns of an Excel sheet: those of its main table, all other tables fitted to them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from riskdesk.forms.document import Part, Table

_WIDE, _SQUEEZED, _LOST = 15.0, 0.6, 2.0
"""A cell of at least 15 mm must keep 60 % of its width; lost width counts twice as displacement."""

Reached = dict[int, tuple[float, tuple[int, ...]]]
"""For each place the least cost of reaching it and the way there."""


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
        return _nearest(tuple(_edges(table)), tuple(self.edges))

    def _make_room(self, wanted: Sequence[float]) -> None:
        """Add edges until the table has enough of them and no cell is squeezed."""
        while len(self.edges) < len(wanted):
            self._add(wanted)
        for _ in wanted:
            cell = self._squeezed(wanted)
            if cell is None:
                return
            own = set(wanted[cell : cell + 2]) - set(self.edges)
            self._add(sorted(own or set(wanted) - set(self.edges)))

    def _squeezed(self, wanted: Sequence[float]) -> int | None:
        """The first cell that has lost too much of its width."""
        places = _nearest(tuple(wanted), tuple(self.edges))
        for number, width in enumerate(_widths(wanted)):
            got = self.edges[places[number + 1]] - self.edges[places[number]]
            if width >= _WIDE and got < _SQUEEZED * width:
                return number
        return None

    def _add(self, wanted: Sequence[float]) -> None:
        """One edge more: the wanted one that is farthest from all there are."""
        lonely = max(wanted, key=lambda edge: min(abs(edge - have) for have in self.edges))
        if lonely in self.edges:
            left, right = max(pairwise(self.edges), key=lambda pair: pair[1] - pair[0])
            lonely = (left + right) / 2
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


def _widths(edges: Sequence[float]) -> list[float]:
    return [right - left for left, right in pairwise(edges)]


@lru_cache(maxsize=256)
def _nearest(wanted: tuple[float, ...], edges: tuple[float, ...]) -> tuple[int, ...]:
    """Strictly rising places in ``edges`` with the least sum of distances and of lost width."""
    best: Reached = {place: (abs(wanted[0] - edge), (place,)) for place, edge in enumerate(edges)}
    for number in range(1, len(wanted)):
        width = wanted[number] - wanted[number - 1]
        row: Reached = {}
        for place in range(number, len(edges)):
            reached = (
                (cost + _LOST * max(0.0, width - edges[place] + edges[before]), path)
                for before, (cost, path) in best.items()
                if before < place
            )
            found = min(reached, default=None)
            if found is not None:
                cost, path = found
                row[place] = (cost + abs(wanted[number] - edges[place]), (*path, place))
        best = row
    return min(best.values())[1]
