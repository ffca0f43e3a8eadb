"""One sheet of a workbook: rows, cells, page breaks and what concerns printing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from math import inf
from pathlib import Path

from PIL import Image

from riskdesk.forms.document import (
    Document,
    Line,
    Lines,
    Paragraph,
    Part,
    Run,
    Table,
    lines_text,
)
from riskdesk.reports.drawings import MM, as_png
from riskdesk.reports.faces import EXCEL_FACE
from riskdesk.reports.fast_sheet import FastSheet
from riskdesk.reports.geometry import SetCell
from riskdesk.reports.pagination import Strip
from riskdesk.reports.sheet_grid import SheetGrid
from riskdesk.reports.sheet_pages import (
    FOOT_MARGIN,
    SheetPaginator,
    as_table,
    scale_of,
    sheet_height,
)
from riskdesk.reports.typeset import Typesetter
from riskdesk.reports.xlsx_formats import RAISED_DIGITS, Formats

_A4 = 9
_MM_IN_INCH = 25.4
_PIXELS = 96 / _MM_IN_INCH
_LOOSE = 1.05
"""Excel sets type a little wider than paper: its columns are that much wider than on paper."""
_INSIDE = 3
"""What Excel keeps free in a cell beyond the padding of paper, pixels."""
_LONGEST = 32_767
"""Characters of a cell (Excel's specifications and limits)."""
_HIGHEST_ROW = 409.0
_NO_SPACE = 0.05
"""Less space between two blocks is no row, points."""
_FREEZE_UNDER = 330.0
"""A head is frozen if it ends within this height (pt): a lower one would fill the screen."""
_FOOT_SIZE = 7.5


class SheetDrawing:
    """One sheet, drawn from top to bottom."""

    def __init__(
        self,
        sheet: FastSheet,
        formats: Formats,
        typesetter: Typesetter,
        document: Document,
        part: Part,
        fonts: Path,
    ) -> None:
        self._sheet = sheet
        self._formats = formats
        self._typesetter = typesetter
        self._document = document
        self._part = part
        self._grid = SheetGrid(part, document.page.body)
        self._fonts = fonts
        self._pixels = [width * _PIXELS * _LOOSE + _INSIDE for width in self._grid.widths]
        self._row = 0
        self._height = 0.0

    def draw(self, tick: Callable[[], None]) -> None:
        """All pages one under another, then what concerns printing."""
        pixels = self._pixels
        for column, wide in enumerate(pixels):
            self._sheet.set_column(column, column, max(0.3, (wide - 5) / 7))
        scale = scale_of(self._document.page.body, sum(pixels) / _PIXELS)
        breaks = []
        for page in self._pages(scale, tick):
            tick()
            if self._row:
                breaks.append(self._row)
            below = None
            for strip in page:
                if below is not None and strip.y - below > _NO_SPACE:
                    self._set_row(strip.y - below)
                self._strip(strip)
                below = strip.y + sum(strip.table.heights[strip.first : strip.last])
        self._sheet.reach(max(0, self._row - 1), len(self._grid.widths) - 1)
        self._print_set_up(scale, breaks)

    def _pages(self, scale: int, tick: Callable[[], None]) -> list[list[Strip]]:
        """The part as strips of tables, page by page; all on one if it is to fit one."""
        document, part = self._document, self._part
        blocks = [as_table(block, document.page.body) for block in part.blocks]
        if part.foot:
            foot = Paragraph(lines=(part.foot,), size=_FOOT_SIZE, before=3.0)
            foot_table = as_table(foot, document.page.body)
            blocks.append(replace(foot_table, follows=True))
        height = inf if document.fit else sheet_height(document.page, scale)
        paginator = SheetPaginator(
            document.page, self._typesetter, document.number_language, height, self._widths, tick
        )
        pages = paginator.pages(replace(part, blocks=tuple(blocks)))
        return [[item for item in page if isinstance(item, Strip)] for page in pages]

    def _widths(self, table: Table) -> tuple[float, ...]:
        """The columns of a table as the sheet has them, mm."""
        edges = self._grid.edges
        return tuple(
            edges[right] - edges[left] for left, right in pairwise(self._grid.columns(table))
        )

    def _set_row(self, height: float) -> None:
        high = min(height, _HIGHEST_ROW)
        self._sheet.set_row(self._row, round(high, 1))
        self._height += high
        self._row += 1

    def _strip(self, strip: Strip) -> None:
        """Rows of a table; a cell over rows of two pages is one cell on each, said on both."""
        table, columns = strip.table, self._grid.columns(strip.table.table)
        top = self._row
        for row in range(table.begun[strip.first], strip.last):
            for cell in table.rows[row].cells:
                first = max(row, strip.first)
                last = min(row + cell.cell.down, strip.last)
                if first < last:
                    self._cell(cell, top + first - strip.first, last - first, columns)
        for height in table.heights[strip.first : strip.last]:
            self._set_row(height)
            if table.table.main and self._row == top + table.head - strip.first:
                self._sheet.repeat_rows(top, self._row - 1)
                if self._height <= _FREEZE_UNDER:
                    self._sheet.freeze_panes(self._row, 0)

    def _cell(self, placed: SetCell, row: int, down: int, columns: tuple[int, ...]) -> None:
        cell, sheet = placed.cell, self._sheet
        form, style = self._formats.of(cell)
        column = columns[placed.column]
        last_row = row + down - 1
        last_column = columns[placed.column + cell.across] - 1
        if (last_row, last_column) != (row, column):
            sheet.merge_range(row, column, last_row, last_column, "", form)
        if cell.drawing is not None:
            self._drawing(placed, row, column, last_column)
        if cell.number is not None:
            sheet.put_number(row, column, float(cell.number.value), style)
            return
        pieces = _pieces(cell.lines)
        if not pieces:
            sheet.put_blank(row, column, style)
        elif len(pieces) == 1 and len(pieces[0].text) <= _LONGEST:
            sheet.put_text(row, column, pieces[0].text, style)
        elif len(pieces) == 1:
            sheet.write_string(row, column, pieces[0].text, form)
        else:
            fragments: list[object] = []
            for run in pieces:
                fragments += [self._formats.run(run, cell.size, cell.ink), run.text]
            sheet.write_rich_string(row, column, *fragments, form)

    def _drawing(self, placed: SetCell, row: int, column: int, last: int) -> None:
        """The drawing over the cells it belongs to, at the size it has on paper."""
        drawing = placed.cell.drawing
        if drawing is None:
            return
        image = as_png(drawing, self._fonts)
        wide, high = (side * _PIXELS / MM for side in placed.drawn)
        with Image.open(BytesIO(image)) as opened:
            across, down = opened.size
        free = sum(self._pixels[column : last + 1]) - wide
        options = {
            "image_data": BytesIO(image),
            "x_scale": wide / across,
            "y_scale": high / down,
            "x_offset": max(0, {"left": 0.0, "center": free / 2, "right": free}[placed.cell.align]),
            "object_position": 1,
        }
        self._sheet.insert_image(row, column, "drawing.png", options)

    def _print_set_up(self, scale: int, breaks: list[int]) -> None:
        sheet, page = self._sheet, self._document.page
        sheet.set_paper(_A4)
        if page.landscape:
            sheet.set_landscape()
        left, right, top, bottom = (
            side / _MM_IN_INCH
            for side in (page.left, page.right, page.top, page.bottom + FOOT_MARGIN)
        )
        sheet.set_margins(left, right, top, bottom)
        sheet.center_horizontally()
        if self._document.fit:
            sheet.fit_to_pages(1, 1)
        else:
            sheet.set_print_scale(scale)
            sheet.set_h_pagebreaks(breaks)
        sheet.print_area(0, 0, max(0, self._row - 1), len(self._grid.widths) - 1)
        word = lines_text((self._document.page_word,)).replace("&", "&&")
        sheet.set_footer(f'&R&"{EXCEL_FACE}"&8{word} &P / &N', {"margin": 5 / _MM_IN_INCH})
        sheet.hide_gridlines(2)


def _pieces(lines: Lines) -> Sequence[Run]:
    """Runs of all lines, neighbours of one face joined, lines parted by a line break.

    A footnote mark is written in raised digits: read by a program, 27 with mark 1 stays 27¹.
    """
    if len(lines) == 1 and len(lines[0]) == 1 and lines[0][0].text and not lines[0][0].raised:
        return lines[0]
    pieces: list[Run] = []
    for number, line in enumerate(lines):
        broken: Line = (pieces[-1]._replace(text="\n"), *line) if number and pieces else line
        for run in broken:
            if not run.text:
                continue
            last = pieces[-1] if pieces else None
            if run.raised:
                told = run.text.translate(RAISED_DIGITS)
                run_ = (last or run)._replace(text=told, raised=False)
            else:
                run_ = run
            if last is not None and _face(last) == _face(run_):
                pieces[-1] = last._replace(text=last.text + run_.text)
            else:
                pieces.append(run_)
    return pieces


def _face(run: Run) -> tuple[bool, bool, bool, float]:
    return run.bold, run.italic, run.raised, run.scale
