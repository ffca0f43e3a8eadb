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


def fitted_pages(paginator: Paginator, part: Part) -> list[PlacedPage]:
    """The pages of a part in the largest type that needs one page; else as they are."""
    pages = paginator.pages(part)
    factor = 1.0
    while len(pages) > 1 and factor - _STEP >= SMALLEST_FIT:
        factor -= _STEP
        smaller = paginator.pages(scaled(part, factor))
        if len(smaller) == 1:
            return smaller
    return pages


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
