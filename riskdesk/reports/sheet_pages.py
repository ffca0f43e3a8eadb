"""Where an Excel sheet is broken into pages, so that no office has to guess: like the PDF, by rows.

The sheet prints at a scale that is told outright, for Excel passes over page breaks where it is
asked to fit the width; and no repeated head lies across a break, which LibreOffice would lose.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from riskdesk.domain.values import Language
from riskdesk.forms.document import Block, Cell, Group, Page, Run, Table
from riskdesk.reports.drawings import MM
from riskdesk.reports.geometry import SetTable, TableMeasurer
from riskdesk.reports.pagination import Paginator, Placed, Strip
from riskdesk.reports.typeset import Typesetter

FOOT_MARGIN = 6.0
"""Below the page's own margin the footer takes as much again, mm."""
_ROW_SPARE = 1.5
"""Rows are that much higher than their words: Excel sets them with more lead, points."""
_WIDTH_SPARE, _HEIGHT_SPARE = 0.945, 0.985
"""LibreOffice sets columns 5 % wider than Excel; rows may be rounded up to whole pixels."""
_SMALLEST_SCALE, _FULL = 10, 100


def scale_of(body: float, told: float) -> int:
    """The percentage at which columns ``told`` mm wide together go on ``body`` mm."""
    return max(_SMALLEST_SCALE, min(_FULL, int(_FULL * _WIDTH_SPARE * body / told)))


def sheet_height(page: Page, scale: int) -> float:
    """Points of rows that go on one page printed at ``scale`` percent."""
    free = (page.height - page.top - page.bottom - FOOT_MARGIN) * MM
    return free * _HEIGHT_SPARE * _FULL / scale


def as_table(block: Block, body: float) -> Table:
    """A paragraph as a table of one cell, which is what a sheet has."""
    if isinstance(block, Table):
        return block
    lines = block.lines
    if block.sign and lines:
        lines = ((*block.sign, Run(" "), *lines[0]), *lines[1:])
    cell = Cell(
        lines=lines,
        align=block.align,
        size=block.size,
        borders="below" if block.rule else "none",
        top=True,
    )
    group = Group(((cell,),), leads=block.leads)
    return Table(widths=(body,), groups=(group,), padding=0.5, before=block.before)


class SheetPaginator(Paginator):
    """Breaks a sheet into pages; ``widths`` gives the columns of a table on the sheet, mm."""

    def __init__(
        self,
        page: Page,
        typesetter: Typesetter,
        language: Language,
        height: float,
        widths: Callable[[Table], Sequence[float]],
        tick: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(page, typesetter, language, height)
        self._widths = widths
        self._tables = TableMeasurer(typesetter, language, tick)

    def _set(self, block: Table) -> SetTable:
        placed = self._tables.set(block, self._widths(block))
        return replace(placed, heights=tuple(each + _ROW_SPARE for each in placed.heights))

    def _repeat_head(self, piece: object, pages: list[list[Placed]]) -> float:  # noqa: ARG002 - whatever begins the page
        """Excel prints the head of the main table on every page after it, by itself."""
        heads = (
            item.table.head_height
            for page in pages
            for item in page
            if isinstance(item, Strip) and item.table.table.main and item.last >= item.table.head
        )
        return max(heads, default=0.0)
