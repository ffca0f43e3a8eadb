"""Parts set in smaller type, where a card is to stand on one page."""

from dataclasses import replace
from functools import lru_cache

from riskdesk.forms.document import (
    SMALLEST_TYPE,
    Block,
    Cell,
    Group,
    Paragraph,
    Part,
    Row,
)
from riskdesk.reports.pagination import Paginator, PlacedPage

_STEP = 0.05
_TIGHTEST = 0.4
"""The least part of the space in rows and before blocks."""
_SMALLEST = 0.84
"""The least part of the size of type that is larger than the smallest."""


class Fitter:
    """Finds for each part the type in which it needs one page, beginning with that of the last.

    So all cards of a document have one size of type as far as they can.
    """

    def __init__(self, paginator: Paginator) -> None:
        self._paginator = paginator
        self._factor = 1.0

    def pages(self, part: Part) -> list[PlacedPage]:
        """The pages of a part: one if tighter setting allows it, else at full size."""
        factor = self._factor
        pages = self._at(part, factor)
        if len(pages) > 1 and len(self._at(part, _TIGHTEST)) > 1:
            return pages if factor == 1.0 else self._paginator.pages(part)
        while len(pages) > 1:
            factor = round(factor - _STEP, 2)
            pages = self._at(part, factor)
        self._factor = factor
        return pages

    def _at(self, part: Part, factor: float) -> list[PlacedPage]:
        return self._paginator.pages(scaled(part, factor) if factor < 1.0 else part)


def scaled(part: Part, factor: float) -> Part:
    """The part with the space in it multiplied by ``factor``, its type as far as it may be."""
    return replace(part, blocks=tuple(_block(block, factor) for block in part.blocks))


def _block(block: Block, factor: float) -> Block:
    before = block.before * factor
    if isinstance(block, Paragraph):
        return replace(block, size=_type(block.size, factor), before=before)
    return replace(
        block,
        before=before,
        tight=block.tight * factor,
        head=tuple(_row(row, factor) for row in block.head),
        groups=tuple(
            Group(tuple(_row(row, factor) for row in group.rows), group.leads, group.whole)
            for group in block.groups
        ),
    )


@lru_cache(maxsize=3_000)
def _row(row: Row, factor: float) -> Row:
    return tuple(_cell(cell, factor) for cell in row)


def _cell(cell: Cell | None, factor: float) -> Cell | None:
    return None if cell is None else cell._replace(size=_type(cell.size, factor))


def _type(size: float, factor: float) -> float:
    """A smaller size of type; what is small already stays."""
    return max(size * max(factor, _SMALLEST), min(size, SMALLEST_TYPE))
