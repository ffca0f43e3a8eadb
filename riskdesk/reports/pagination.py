"""Blocks laid out on pages: heads repeated, groups whole, signatures with what they sign."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riskdesk.domain.values import Language
from riskdesk.forms.document import Block, Page, Paragraph, Part, Table
from riskdesk.reports.drawings import MM
from riskdesk.reports.geometry import SetTable, TableSetter
from riskdesk.reports.tall_rows import split_tall_rows
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter

_TOGETHER = 2
"""Lines of a paragraph that stay together where a page ends."""
_UNDER_RULE = 1.5 * MM
FOOT = 7.0 * MM
"""Height of the footer above the lower margin, points."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows ``first`` to ``last`` (not included) of a table at ``y`` points below the body's top."""

    table: SetTable
    first: int
    last: int
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of a paragraph at ``y`` points below the body's top; ``ends``: its last ones."""

    paragraph: Paragraph
    lines: tuple[SetLine, ...]
    y: float
    sign: SetLine | None = None
    ends: bool = True


_LETTER = 0.45
"""Width of a letter of running text in sizes of its type, about."""
_MUCH = 0.5
"""The share of a page that words between a table and its signatures may take to stay with both."""

Placed = Strip | Words
PlacedPage = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never split: a paragraph, rows of a table; ``leads`` keeps the next one with it."""

    height: float
    before: float
    leads: bool
    what: Words | Strip


class Paginator:
    """Lays out the parts of one document; ``height``: points to fill, where it is not the page.

    ``tick`` is called now and then: it may raise to stop the work.
    """

    def __init__(
        self,
        page: Page,
        typesetter: Typesetter,
        language: Language,
        height: float | None = None,
        tick: Callable[[], None] | None = None,
    ) -> None:
        self._width = page.body * MM
        self._height = height or (page.height - page.top - page.bottom) * MM - FOOT
        self._typesetter = typesetter
        self._tables = TableSetter(typesetter, language, tick)

    def pages(self, part: Part) -> list[PlacedPage]:
        """The pages of one part, at least one."""
        pages: list[list[Placed]] = [[]]
        y = 0.0
        for chain in _chains(self._pieces(part.blocks)):
            y = self._place(chain, pages, y)
        return [tuple(page) for page in pages]

    def _place(self, chain: Sequence[_Piece], pages: list[list[Placed]], y: float) -> float:
        """Put a chain on the present page, or on the next one where it does not fit."""
        if pages[-1] and y + self._chain_height(chain, pages[-1]) > self._height:
            pages.append([])
            y = 0.0
        for piece in chain:
            if pages[-1] and y + piece.before + piece.height > self._height:
                pages.append([])
            if not pages[-1]:
                y = self._repeat_head(piece, pages)
            y += piece.before if pages[-1] else 0.0
            _append(pages[-1], _at(piece.what, y))
            y += piece.height
        return y

    def _chain_height(self, chain: Sequence[_Piece], page: Sequence[Placed]) -> float:
        return sum(piece.height + piece.before for piece in chain) - (
            0.0 if page else chain[0].before
        )

    def _repeat_head(self, piece: _Piece, pages: list[list[Placed]]) -> float:
        """A table that goes on carries its head over to the page that begins."""
        what = piece.what
        if isinstance(what, Words) or what.first < what.table.head or not what.table.head:
            return 0.0
        pages[-1].append(Strip(what.table, 0, what.table.head, 0.0))
        return what.table.head_height

    def _set(self, block: Table) -> SetTable:
        """A table with its words set, no row of it higher than a page."""
        table = self._tables.set(block)
        return split_tall_rows(table, self._height - table.head_height)

    def _pieces(self, blocks: Sequence[Block]) -> Iterator[_Piece]:
        kept = self._kept(blocks)
        for number, block in enumerate(blocks):
            leads = number in kept
            if isinstance(block, Paragraph):
                through = leads and number - 1 in kept
                yield from self._paragraph(block, leads=leads or block.leads, through=through)
            else:
                yield from self._table(block, leads=leads)

    def _kept(self, blocks: Sequence[Block]) -> set[int]:
        """Which blocks the next one stays with: what stands above signatures.

        Where the words above them are not much, so do the last rows of the table over these words.
        """
        found: set[int] = set()
        for number, block in enumerate(blocks):
            if not isinstance(block, Table) or not block.follows:
                continue
            signed, height = number - 1, 0.0
            while signed >= 0 and (words := _as_words(blocks[signed])) is not None:
                height += words.before * MM + self._rough_height(words)
                signed -= 1
            much = signed < 0 or height > self._height * _MUCH
            found.update(range(number - 1 if much else signed, number))
        return found

    def _rough_height(self, block: Paragraph) -> float:
        """The height of a paragraph by the count of its letters, points."""
        wide = self._width / (block.size * _LETTER)
        lines = (1 + sum(len(run.text) for run in line) // wide for line in block.lines)
        return sum(lines) * block.size * LEADING

    def _paragraph(self, block: Paragraph, *, leads: bool, through: bool) -> Iterator[_Piece]:
        """The lines of a paragraph: no single one of them stands at the foot or head of a page.

        ``through``: all of them stay with the blocks before and after.
        """
        setter = self._typesetter
        lines = setter.set(block.lines, block.size, self._width - block.indent * MM)
        sign = setter.set((block.sign,), block.size, self._width)[0] if block.sign else None
        whole = block.leads or len(lines) <= 2 * _TOGETHER
        bounds = [0, *(() if whole else range(_TOGETHER, len(lines) - 1)), len(lines)]
        for start, end in pairwise(bounds):
            ends = end == len(lines)
            height = sum(line.scale for line in lines[start:end]) * block.size * LEADING + (
                _UNDER_RULE if block.rule and ends else 0.0
            )
            what = Words(block, lines[start:end], 0.0, None if start else sign, ends)
            before = 0.0 if start else block.before * MM
            yield _Piece(height, before, leads and (ends or through), what)

    def _table(self, block: Table, *, leads: bool) -> Iterator[_Piece]:
        table = self._set(block)
        before = block.before * MM
        if table.head:
            yield _Piece(table.head_height, before, True, Strip(table, 0, table.head, 0.0))  # noqa: FBT003 - a head leads its rows
            before = 0.0
        limit = self._height - table.head_height
        spans = list(_group_spans(table, block))
        for number, span in enumerate(spans):
            keeps = span.leads or (leads and number == len(spans) - 1)
            if span.whole and sum(table.heights[span.first : span.last]) <= limit:
                bounds = [(span.first, span.last)]
            else:
                bounds = [(row, row + 1) for row in range(span.first, span.last)]
            head, tail = _least(table, span)
            for start, end in bounds:
                # where a group is parted, either part has room for the cells over all of its rows
                parted = end < span.last and (end < head or end > tail)
                keep = parted or (keeps and end == span.last)
                height = sum(table.heights[start:end])
                yield _Piece(height, before, keep, Strip(table, start, end, 0.0))
                before = 0.0


def _as_words(block: Block) -> Paragraph | None:
    """A paragraph, also where it is a table of one bare cell, as on a sheet."""
    if isinstance(block, Paragraph):
        return block
    rows = [row for group in block.groups for row in group.rows]
    cell = rows[0][0] if len(rows) == len(block.widths) == 1 and not block.head else None
    if cell is None or cell.borders != "none":
        return None
    return Paragraph(lines=cell.lines, size=cell.size, before=block.before)


def _at(what: Placed, y: float) -> Placed:
    if isinstance(what, Strip):
        return Strip(what.table, what.first, what.last, y)
    return Words(what.paragraph, what.lines, y, what.sign, what.ends)


def _append(page: list[Placed], item: Placed) -> None:
    """Rows that follow one another are one strip, so that a cell over several is drawn once."""
    last = page[-1] if page else None
    joins = (
        isinstance(item, Strip)
        and isinstance(last, Strip)
        and last.table is item.table
        and last.last == item.first
    )
    if joins and isinstance(item, Strip) and isinstance(last, Strip):
        page[-1] = Strip(last.table, last.first, item.last, last.y)
    else:
        page.append(item)


def _chains(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    chain: list[_Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.leads:
            yield chain
            chain = []
    if chain:
        yield chain


@dataclass(frozen=True, slots=True)
class _Span:
    """Rows ``first`` to ``last`` (not included) of one group."""

    first: int
    last: int
    leads: bool
    whole: bool


def _least(table: SetTable, span: _Span) -> tuple[int, int]:
    """The first and the last row before which a group may be parted."""
    needed = max(
        (
            cell.needed
            for cell in table.rows[span.first].cells
            if cell.cell.down == span.last - span.first
        ),
        default=0.0,
    )
    head, tail = span.first + 1, span.last - 1
    while head < span.last and sum(table.heights[span.first : head]) < needed:
        head += 1
    while tail > span.first and sum(table.heights[tail : span.last]) < needed:
        tail -= 1
    return head, tail


def _group_spans(table: SetTable, block: Table) -> Iterator[_Span]:
    """The rows of each group; once a row was split, each row is for itself."""
    if len(table.heights) == table.head + sum(len(group.rows) for group in block.groups):
        row = table.head
        for group in block.groups:
            yield _Span(row, row + len(group.rows), group.leads, group.whole)
            row += len(group.rows)
    else:
        for row in range(table.head, len(table.heights)):
            yield _Span(row, row + 1, leads=False, whole=True)
