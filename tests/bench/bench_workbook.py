"""A workbook of 10,000 rows and 40 columns against XlsxWriter writing the same styled cells."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from figure import Figure, processor
from large_papers import FONTS

from riskdesk.forms.document import Cell, Document, Group, Number, Page, Part, Row, Run, Table
from riskdesk.reports.xlsx_writer import XlsxWriter

ROWS, COLUMNS = 10_000, 40
DEAREST = 1.2


def measure() -> Figure:
    """Seconds of the processor."""
    document = _document()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        value = processor(lambda: XlsxWriter(FONTS).write(document, out / "ours.xlsx"), times=3)
        floor = processor(lambda: _bare(out / "bare.xlsx"), times=3)
    return Figure(
        name="workbook",
        value=value,
        floor=floor,
        goal=DEAREST,
        unit="s",
        floor_is="XlsxWriter writes the same texts and numbers with the same formats",
    )


def _value(row: int, column: int) -> str | Decimal:
    if column % 4 == 3:
        return Decimal(row * 37 % 1000).scaleb(-1)
    return f"Цех {row % 50} {column}" if column % 4 else f"01 {row % 999:03} {row:05}"


def _document() -> Document:
    def cell(value: str | Decimal) -> Cell:
        if isinstance(value, Decimal):
            return Cell(number=Number(value), align="center")
        return Cell(lines=((Run(value),),))

    head: Row = tuple(Cell(lines=((Run(f"{n}"),),), align="center") for n in range(COLUMNS))
    groups = tuple(
        Group((tuple(cell(_value(row, column)) for column in range(COLUMNS)),))
        for row in range(ROWS)
    )
    page = Page(landscape=True)
    widths = (25.0,) * COLUMNS
    table = Table(widths=widths, head=(head,), groups=groups, main=True)
    return Document(
        form="bench",
        title="bench",
        language="ru",
        page=page,
        parts=(Part("1", (table,)),),
        dated=date(2026, 4, 10),
    )


def _bare(target: Path) -> None:
    with xlsxwriter.Workbook(str(target), {"in_memory": True}) as book:
        look = {"font_name": "Times New Roman", "font_size": 9, "border": 1, "text_wrap": True}
        text = book.add_format({**look, "num_format": "@", "valign": "vcenter"})
        number = book.add_format({**look, "num_format": "0.0", "align": "center"})
        sheet = book.add_worksheet()
        for column in range(COLUMNS):
            sheet.write_string(0, column, f"{column}", text)
        for row in range(ROWS):
            for column in range(COLUMNS):
                value = _value(row, column)
                if isinstance(value, Decimal):
                    sheet.write_number(row + 1, column, float(value), number)
                else:
                    sheet.write_string(row + 1, column, value, text)
