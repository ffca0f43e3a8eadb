"""Pages of tables that go on: what stands at the foot and the head of each, in PDF and in Excel."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from forms_sample import DAY, ROOT, catalog, document, dossier, forms, source
from openpyxl.worksheet.worksheet import Worksheet
from sample_dossier import sample

from riskdesk.domain.dossier import Dossier
from riskdesk.forms.document import Cell, Document, Group, Page, Part, Row, Run, Table
from riskdesk.forms.records.source import Source
from riskdesk.reports.drawings import MM
from riskdesk.reports.faces import load_faces
from riskdesk.reports.pagination import FOOT, Paginator, Strip
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.typeset import Typesetter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.rules.evaluate import evaluate

FONTS = ROOT / "resources" / "fonts"
PAGE = Page()
BODY_HEIGHT = (PAGE.height - PAGE.top - PAGE.bottom) * MM - FOOT
HEAD: tuple[Row, ...] = ((Cell(lines=((Run("Лауазым"),),)), Cell(lines=((Run("Қауіп"),),))),)


def words(*lines: str) -> Cell:
    return Cell(lines=tuple((Run(line),) for line in lines))


def block(name: str, rows: int, name_lines: int = 1) -> Group:
    """Rows under one cell of ``name_lines`` lines, which may go on on the next page."""
    said = Cell(lines=((Run(name),),) * name_lines, down=rows, top=True)
    return Group(
        tuple((said if row == 0 else None, words(f"{name}.{row}")) for row in range(rows)),
        whole=False,
    )


def table(*groups: Group) -> Table:
    return Table(widths=(58.0, 120.0), head=HEAD, groups=groups, main=True)


def strips(given: Table) -> list[list[Strip]]:
    """The strips of each page."""
    paginator = Paginator(PAGE, Typesetter(load_faces(FONTS)), "ru")
    pages = paginator.pages(Part("a", (given,)))
    return [[item for item in page if isinstance(item, Strip)] for page in pages]


@pytest.mark.parametrize("first", range(30, 60))
def test_a_block_that_goes_on_leaves_no_foot_empty(first: int) -> None:
    pages = strips(table(block("а", first), block("б", 12), block("в", 60)))
    for page in pages[:-1]:
        last = page[-1]
        filled = last.y + sum(last.table.heights[last.first : last.last])
        assert BODY_HEIGHT - filled < last.table.heights[last.last]


@pytest.mark.parametrize("first", range(38, 56))
def test_each_part_of_a_block_has_room_for_the_name_it_repeats(first: int) -> None:
    pages = strips(table(block("а", first), block("б", 9, name_lines=4)))
    (name,) = (c for c in pages[0][0].table.rows[first + 1].cells if c.cell.down == 9)
    for page in pages:
        for strip in page:
            start = max(strip.first, first + 1)
            end = min(strip.last, first + 10)
            if start < end:
                assert sum(strip.table.heights[start:end]) >= name.text_height


def sheet_of(given: Document, target: Path) -> Worksheet:
    XlsxWriter(FONTS).write(given, target)
    return openpyxl.load_workbook(target).worksheets[0]


def tops(sheet: Worksheet) -> Iterator[int]:
    """The first row of each page but the first, from 1."""
    return (each.id + 1 for each in sheet.row_breaks.brk)


def test_the_pages_of_annex_1_begin_with_a_workplace_under_the_head(tmp_path: Path) -> None:
    whole = dossier()
    sheet = sheet_of(document("annex-1", source(whole)), tmp_path / "annex-1.xlsx")
    codes = {whole.code_of(workplace) for workplace in whole.workplaces}
    begun = [sheet.cell(row, 1).value for row in tops(sheet)]
    assert len(begun) > 3
    assert set(begun[:-1]) <= codes  # the last one may hold what follows the table
    printed = {row[0].value for row in sheet.iter_rows()}
    assert codes <= printed
    head_end = int(sheet.print_title_rows.rpartition("$")[2])
    assert min(tops(sheet)) > head_end


def test_the_pages_of_the_register_begin_with_a_position(tmp_path: Path) -> None:
    whole = dossier()
    given = document("risk-register", source(whole))
    many = repeated(given, 12)
    sheet = sheet_of(many, tmp_path / "register.xlsx")
    begun = [sheet.cell(row, 1).value for row in tops(sheet)]
    assert len(begun) > 3
    assert all(begun)


def repeated(given: Document, times: int) -> Document:
    """The document with the rows of its main table several times."""
    (part,) = given.parts
    blocks = tuple(
        Table(
            widths=each.widths,
            head=each.head,
            groups=each.groups * times,
            main=True,
            padding=each.padding,
        )
        if isinstance(each, Table) and each.main
        else each
        for each in part.blocks
    )
    return Document(
        form=given.form,
        title=given.title,
        language=given.language,
        page=given.page,
        parts=(Part(part.name, blocks, part.foot),),
        dated=DAY,
    )


@pytest.mark.parametrize("form", ["annex-1", "code-list"])
def test_what_stands_between_two_breaks_goes_on_one_page(form: str, tmp_path: Path) -> None:
    given = document(form, source(dossier()))
    sheet = sheet_of(given, tmp_path / "x.xlsx")
    scale = sheet.page_setup.scale / 100
    height, page = given.page.height, sheet.page_margins
    free = height * MM - (page.top + page.bottom) * 72
    columns = range(1, sheet.max_column + 1)
    wide = sum(sheet.column_dimensions[_letters(sheet, column)].width for column in columns)
    # 7 pixels a digit in Excel, a twentieth more in LibreOffice
    assert wide * 7 * 1.05 / 96 * 25.4 * scale <= given.page.body
    head = heights(sheet, *(int(end) for end in sheet.print_title_rows.replace("$", "").split(":")))
    edges = [1, *tops(sheet), sheet.max_row + 1]
    for number, start in enumerate(edges[:-1]):
        used = heights(sheet, start, edges[number + 1] - 1) + (head if number else 0.0)
        assert used * scale <= free


def _letters(sheet: Worksheet, column: int) -> str:
    """The column whose dimension tells the width of this one."""
    return next(
        str(name)
        for name, each in sheet.column_dimensions.items()
        if each.min is not None and each.min <= column <= each.max
    )


def heights(sheet: Worksheet, first: int, last: int) -> float:
    return sum(sheet.row_dimensions[row].height or 0.0 for row in range(first, last + 1))


def evaluated(given: Dossier) -> Source:
    """The sample as the engine judges it, with all that it says of it."""
    return Source(
        dossier=given,
        assessment=evaluate(given, catalog()),
        catalog=catalog(),
        wording=forms().wording,
    )


@pytest.mark.parametrize("form", ["annex-2", "annex-3", "annex-6", "workplace-card"])
def test_every_card_as_the_engine_judges_it_stands_on_one_page(form: str, tmp_path: Path) -> None:
    given = document(form, evaluated(sample()))
    assert PdfWriter(FONTS).write(given, tmp_path / "cards.pdf") == len(given.parts)
