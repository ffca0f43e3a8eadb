"""Parts set in smaller type, where a card is to stand on one page."""

from dataclasses import replace

from riskdesk.forms.document import (
    SMALLEST_FIT,
    Block,
    Cell,
    Group,
    Paragraph,
    Part,
    Row,
)
from riskdesk.reports.pagination import Paginator, PlacedPage

_STEP = 0.04


class Fitter:
    """Finds for each part the type in which it needs one page, beginning with that of the last.

    So all cards of a document have one size of type as far as they can.
    """

    def __init__(self, paginator: Paginator) -> None:
        self._paginator = paginator
        self._factor = 1.0

    def pages(self, part: Part) -> list[PlacedPage]:
        """The pages of a part: one if type of ``SMALLEST_FIT`` allows it, else at full size."""
        factor = self._factor
        while factor >= SMALLEST_FIT:
            pages = self._paginator.pages(scaled(part, factor) if factor < 1.0 else part)
            if len(pages) == 1:
                self._factor = factor
                return pages
            factor = round(factor - _STEP, 2)
        return self._paginator.pages(part)


def scaled(part: Part, factor: float) -> Part:
    """The part with all type, and the space round it, multiplied by ``factor``."""
    return replace(part, blocks=tuple(_block(block, factor) for block in part.blocks))


def _block(block: Block, factor: float) -> Block:
    before = block.before * factor
    if isinstance(block, Paragraph):
        return replace(block, size=block.size * factor, before=before)
    return replace(
        block,
        before=before,
        padding=block.padding * factor,
        head=tuple(_row(row, factor) for row in block.head),
        groups=tuple(
            Group(tuple(_row(row, factor) for row in group.rows), group.leads, group.whole)
            for group in block.groups
        ),
    )


def _row(row: Row, factor: float) -> Row:
    return tuple(_cell(cell, factor) for cell in row)


def _cell(cell: Cell | None, factor: float) -> Cell | None:
    return None if cell is None else replace(cell, size=cell.size * factor)
