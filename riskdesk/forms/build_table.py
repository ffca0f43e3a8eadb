"""Tables of a form: the tree of heads, blocks of rows, class columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from riskdesk.domain.values import HazardClass
from riskdesk.forms.document import (
    TABLE_SIZE,
    Cell,
    Group,
    Line,
    Lines,
    Number,
    Row,
    Run,
    Table,
)
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record
from riskdesk.forms.setting import Setting, clean, with_marks, wrapped
from riskdesk.forms.spec import ClassPaint, ColumnSpec, TableSpec

_BY_HAND = 7.0
"""Height of a row that is filled in by hand, mm."""

_MOST_CELLS = 20_000

_UPRIGHT = 18.0
"""Heads of narrower columns stand upright, but for a sign of a few letters."""


class Tables:
    """Builds the tables of one form; what all of its cards share is made once."""

    def __init__(
        self,
        setting: Setting,
        paint: Mapping[HazardClass, ClassPaint],
        body: float,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._tick = tick
        self._setting = setting
        self._paint = paint
        self._body = body
        self._known: dict[int, _Builder] = {}
        self._cells: dict[Cell, Cell] = {}

    def table(self, block: TableSpec, record: Record) -> Table:
        """The table over ``block.source`` of the record."""
        wide = _widened(block, record)
        builder = self._known.get(id(wide))
        if builder is None:
            builder = _Builder(wide, self._setting, self._paint, self._body, self._cells)
            if wide is block:
                self._known[id(block)] = builder
        return builder.table(record, self._tick)


def _widened(block: TableSpec, record: Record) -> TableSpec:
    """The table with the columns that the record adds; heads wider than they are stand upright."""
    titles = [each.text("title") for each in record.lists.get(block.added, ())]
    if not titles:
        return block
    width = block.added_width / len(titles)
    added = (
        ColumnSpec(label=title, width=width, vertical=width < _UPRIGHT < 5 * len(title.ru))
        for title in titles
    )
    return replace(block, columns=(*block.columns, *added))


class _Builder:
    def __init__(
        self,
        block: TableSpec,
        setting: Setting,
        paint: Mapping[HazardClass, ClassPaint],
        body: float,
        cells: dict[Cell, Cell],
    ) -> None:
        self._cells = cells
        self._block = block
        self._setting = setting
        self._paint = paint
        self._leaves = block.leaves
        steps = [n for n, leaf in enumerate(self._leaves) if leaf.hazard_class is not None]
        self._scale = range(steps[0], steps[-1] + 1) if steps else range(0)
        self._empty = {
            id(leaf): Cell(align=leaf.align, size=leaf.size, top=leaf.top, least=block.row_height)
            for leaf in self._leaves
        }
        self._faint: dict[tuple[float, int], Cell] = {}

        given = sum(leaf.width for leaf in self._leaves)
        scale = (body - block.indent) / given
        self._widths = tuple(leaf.width * scale for leaf in self._leaves)
        self._head = self.head()
        self._blank = tuple(Group((self.blank(),)) for _ in range(block.blank))

    def table(self, record: Record, tick: Callable[[], None]) -> Table:
        """The table of one record."""
        block = self._block
        return Table(
            widths=self._widths,
            head=self._head,
            groups=(*(self.group(each, tick) for each in record.lists[block.source]), *self._blank),
            indent=block.indent,
            before=block.before,
            main=block.main,
            padding=block.padding,
        )

    def head(self) -> tuple[Row, ...]:
        """The rows of heads, column numbers below them if the form has them."""
        depth = max(_depth(column) for column in self._block.columns)
        rows: list[list[Cell | None]] = [[None] * len(self._leaves) for _ in range(depth)]
        self._heads(self._block.columns, rows, 0, 0)
        if self._block.numbered:
            rows.append(
                [
                    Cell(lines=((Run(str(number)),),), align="center", size=7.0)
                    for number in range(1, len(self._leaves) + 1)
                ]
            )
        return tuple(tuple(row) for row in rows)

    def _heads(
        self, columns: Sequence[ColumnSpec], rows: list[list[Cell | None]], level: int, at: int
    ) -> None:
        for column in columns:
            wide = len(column.leaves)
            lines = (
                (self._setting.line(column.label),)
                if column.joined
                else self._setting.lines(column.label)
            )
            rows[level][at] = Cell(
                lines=lines,
                align="center",
                size=self._block.head_size,
                vertical=column.vertical,
                across=wide,
                down=1 if column.columns else len(rows) - level,
            )
            if column.columns:
                self._heads(column.columns, rows, level + 1, at)
            at += wide

    def group(self, record: Record, tick: Callable[[], None]) -> Group:
        """The rows of one record, which stay on one page."""
        tick()
        if record.kind == "section":
            return Group((self._section(record),), leads=True)
        if record.kind == "total":
            return Group((self._total(record),))
        rows = record.lists.get(self._block.rows, ()) if self._block.rows else (record,)
        return Group(
            tuple(
                self._row(row, record, first=number == 0, rows=len(rows))
                for number, row in enumerate(rows)
            ),
            whole=not self._block.parted,
        )

    def blank(self) -> Row:
        """A row to fill in by hand."""
        return tuple(
            Cell(size=leaf.size, least=self._block.row_height or _BY_HAND) for leaf in self._leaves
        )

    def _section(self, record: Record) -> Row:
        title = record.fields["title"]
        prefix = title.prefix if isinstance(title, Field) else ""
        line = self._setting.line(record.text("title"), bold=True)
        line = (Run(prefix, bold=True), *line) if prefix else line
        cell = Cell(lines=(line,), across=len(self._leaves))
        return (cell, *[None] * (len(self._leaves) - 1))

    def _total(self, record: Record) -> Row:
        """A label up to the first column that has a total."""
        wide = next(
            (n for n, leaf in enumerate(self._leaves) if leaf.value in record.fields and n),
            len(self._leaves),
        )
        label = Cell(lines=(self._setting.line(record.text("label"), bold=True),), across=wide)
        rest = [
            self._cell(leaf, record.fields.get(leaf.value), bold=True)
            for leaf in self._leaves[wide:]
        ]
        return (label, *[None] * (wide - 1), *rest)

    def _row(self, row: Record, block: Record, *, first: bool, rows: int) -> Row:
        cells: list[Cell | None] = []
        for number, leaf in enumerate(self._leaves):
            if number in self._scale:
                continue
            if leaf.group:
                cell = self._cell(leaf, block.fields.get(leaf.value), bold=leaf.strong)
                cells.append(cell._replace(down=rows) if first else None)
            else:
                cells.append(self._cell(leaf, row.fields.get(leaf.value), bold=leaf.strong))
        if self._scale:
            cells[self._scale.start : self._scale.start] = self._classes(row)
        return tuple(None if cell is None else self._once(cell) for cell in cells)

    def _once(self, cell: Cell) -> Cell:
        """The same cell for equal ones: of a hundred cells of a long table three are unlike."""
        if len(self._cells) > _MOST_CELLS:
            self._cells.clear()
        return self._cells.setdefault(cell, cell)

    def _cell(self, leaf: ColumnSpec, value: object, *, bold: bool) -> Cell:
        """An ordinary cell of a column."""
        if not isinstance(value, Field):
            return self._empty[id(leaf)]
        marks = self._setting.marks(value.notes)
        bold = bold or value.strong
        if value.number is not None:
            number = Number(value.number, value.prefix, marks, bold)
            return self._filled(leaf, value, (), number)
        if leaf.joined:
            line = self._setting.line(value.text, bold=bold)
            lines: tuple[Line, ...] = (line,) if line else ()
        else:
            lines = self._setting.lines(value.text, bold=bold)
        lines = with_marks(wrapped(lines, value.prefix, value.suffix, bold=bold), marks)
        return self._filled(leaf, value, lines)

    def _filled(
        self, leaf: ColumnSpec, value: Field, lines: Lines, number: Number | None = None
    ) -> Cell:
        return Cell(
            lines,
            number,
            least=self._block.row_height,
            align=leaf.align,
            top=leaf.top,
            size=leaf.size,
            fill=value.fill,
            ink=value.ink,
        )

    def _classes(self, row: Record) -> list[Cell | None]:
        """The class columns of a row: a sign in one of them, or words over all of them."""
        wide = len(self._scale)
        value = row.fields.get("class")
        if value is None:
            return [None] * wide
        if isinstance(value, ClassCounts):
            return [self._count_cell(self._leaves[n], value) for n in self._scale]
        if not isinstance(value, ClassField):
            return [Cell(align="center")] * wide
        marks = self._setting.marks(value.notes)
        if value.hit is None:
            lines = (self._setting.line(value.words),) if value.words.ru else ()
            words = Cell(
                lines=with_marks(lines, marks),
                across=wide,
                down=value.rows,
                align="center",
                size=TABLE_SIZE - 1.0,
            )
            return [words, *[None] * (wide - 1)]
        return [self._class_cell(self._leaves[n], value, marks) for n in self._scale]

    def _count_cell(self, leaf: ColumnSpec, value: ClassCounts) -> Cell:
        empty = Cell(align="center", size=leaf.size)
        count = value.counts.get(leaf.hazard_class) if leaf.hazard_class else None
        if count is not None:
            return empty._replace(number=Number(count))
        return empty._replace(lines=((Run(value.empty),),) if value.empty else ())

    def _class_cell(self, leaf: ColumnSpec, value: ClassField, marks: str) -> Cell:
        if leaf.hazard_class is not value.hit or value.hit is None:
            return self._no_class(leaf.size, value.rows)
        empty = Cell(align="center", down=value.rows, size=leaf.size)
        sign = clean(self._block.sign.format(**{"class": value.hit.value}))
        bold = self._block.colours
        lines = with_marks(((Run(sign, bold),),), marks)
        if not self._block.colours:
            return empty._replace(lines=lines)
        paint = self._paint[value.hit]
        return empty._replace(lines=lines, fill=paint.fill, ink=paint.ink, frame=True)

    def _no_class(self, size: float, rows: int) -> Cell:
        """The cell of a class that is not hit."""
        known = self._faint.get((size, rows))
        if known is None:
            faint: Lines = ((Run(self._block.faint),),) if self._block.faint else ()
            known = self._faint[size, rows] = Cell(faint, align="center", down=rows, size=size)
        return known


def _depth(column: ColumnSpec) -> int:
    return 1 + max((_depth(inside) for inside in column.columns), default=0)
