"""Both writers draw the same document: every word and number, nothing cut, nothing live."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from forms_sample import DAY, IDS, document, few, source
from paper_words import FONTS, LANGUAGES, both_show_all_of, pdf_text, shown_cells

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import (
    Cell,
    Document,
    Group,
    Number,
    Page,
    PaperLanguage,
    Paragraph,
    Part,
    Run,
    Table,
    cells_of,
)
from riskdesk.reports.drawings import MM
from riskdesk.reports.faces import load_faces
from riskdesk.reports.fitting import scaled
from riskdesk.reports.geometry import TableSetter
from riskdesk.reports.pagination import Paginator, Strip
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.typeset import Typesetter
from riskdesk.reports.xlsx_writer import XlsxWriter

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", IDS)
def test_every_text_of_a_form_is_in_its_pdf_and_in_its_workbook(
    form: str, language: PaperLanguage, tmp_path: Path
) -> None:
    both_show_all_of(document(form, source(few()), language), tmp_path)


@pytest.mark.parametrize("writer", [PdfWriter(FONTS), XlsxWriter(FONTS)])
def test_equal_documents_give_equal_bytes_dated_by_the_document(
    writer: PdfWriter | XlsxWriter, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}{writer.suffix}" for name in ("a", "b")]
    for file in files:
        writer.write(document("annex-1", source(few())), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert date(2026, 4, 10) == DAY
    if writer.suffix == ".xlsx":
        properties = openpyxl.load_workbook(files[0]).properties
        assert properties.created.date() == DAY
    else:
        assert b"D:20260410" in files[0].read_bytes()


def test_all_kazakh_letters_are_embedded_and_selectable(tmp_path: Path) -> None:
    faces = [
        Run(KAZAKH + KAZAKH.lower(), bold, italic)
        for bold in (False, True)
        for italic in (False, True)
    ]
    given = one_table(tuple(Cell(lines=((run,),), size=6.0) for run in faces))
    target = tmp_path / "letters.pdf"
    PdfWriter(FONTS).write(given, target)
    text = re.sub(r"\s", "", pdf_text(target))
    assert text.count(KAZAKH) == 4
    assert text.count(KAZAKH.lower()) == 4
    data = target.read_bytes()
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") >= 4


@pytest.mark.parametrize("form", IDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_column_is_too_narrow_for_its_words(form: str, language: PaperLanguage) -> None:
    given = document(form, source(), language)
    typesetter = Typesetter(load_faces(FONTS))
    paginator = Paginator(given.page, typesetter, given.number_language)
    for part in given.parts:
        paginator.pages(part)
    assert typesetter.broken == []


@pytest.mark.parametrize("form", ["annex-2", "annex-3", "workplace-card"])
def test_every_card_stands_on_one_page_in_type_of_8_points(form: str, tmp_path: Path) -> None:
    given = document(form, source())
    assert PdfWriter(FONTS).write(given, tmp_path / "cards.pdf") == len(given.parts)
    tight = scaled(given.parts[0], 0.4)
    for before, after in zip(_sizes(given.parts[0]), _sizes(tight), strict=True):
        assert after >= min(before, 8.0)


def _sizes(part: Part) -> list[float]:
    return [
        cell.size for block in part.blocks if isinstance(block, Table) for cell in cells_of(block)
    ]


def test_a_line_that_wraps_begins_its_second_language_anew_without_the_sign() -> None:
    typesetter = Typesetter(load_faces(FONTS))
    line = (Run("Жарықтандыру"), Run(" / "), Run("Освещение", italic=True))
    assert typesetter.parted((line,), 9.0, 300.0) == (line,)
    assert typesetter.parted((line,), 9.0, 70.0) == ((line[0],), (line[2],))


def test_vertical_text_takes_as_many_lines_as_its_column_has_room_for() -> None:
    words = ((Run("қауіпті (экстремалды)"),), (Run("опасный (экстремальный)", italic=True),))
    typesetter = Typesetter(load_faces(FONTS))
    narrow, wide = (
        TableSetter(typesetter, "ru").set(
            Table(widths=(width,), groups=(Group(((Cell(lines=words, vertical=True),),)),))
        )
        for width in (8.0, 16.0)
    )
    assert len(narrow.rows[0].cells[0].lines) == 2
    assert len(wide.rows[0].cells[0].lines) == 4
    assert wide.heights[0] < narrow.heights[0]


def one_table(*rows: tuple[Cell | None, ...], page: Page | None = None) -> Document:
    """A document of one table."""
    page = page or Page()
    width = page.body / len(rows[0])
    groups = tuple(Group((row,)) for row in rows)
    table = Table(widths=(width,) * len(rows[0]), groups=groups, main=True)
    return of_blocks((table,), page)


def of_blocks(blocks: tuple[Table | Paragraph, ...], page: Page | None = None) -> Document:
    return Document(
        form="test",
        title="тест",
        language="kk-ru",
        page=page or Page(),
        parts=(Part("Парақ", blocks, (Run("төмен"),)),),
        dated=DAY,
        page_word=(Run("бет"),),
    )


PAYLOADS = ("=1+1", "+7 701", "-5", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A0", "007", "3.10", "1-2")


def test_texts_that_look_like_formulas_stay_texts_with_their_values(tmp_path: Path) -> None:
    rows = [(Cell(lines=((Run(text),),)),) for text in PAYLOADS]
    rows.append((Cell(lines=((Run("=1+1"), Run(" / "), Run("=2", italic=True)),)),))
    target = tmp_path / "x.xlsx"
    XlsxWriter(FONTS).write(one_table(*rows), target)
    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
            assert "externalLink" not in name
    sheet = openpyxl.load_workbook(target).worksheets[0]
    values = [row[0].value for row in sheet.iter_rows() if row[0].value is not None]
    assert values[: len(PAYLOADS)] == list(PAYLOADS)
    assert all(cell.quotePrefix for row in sheet.iter_rows() for cell in row[:1] if cell.value)


def test_a_dossier_full_of_payloads_has_no_live_formula_on_any_form(tmp_path: Path) -> None:
    given = few()
    hostile = tuple(
        replace(each, name=LocalizedText(ru=PAYLOADS[number % len(PAYLOADS)]))
        for number, each in enumerate(given.positions)
    )
    for form in IDS:
        target = tmp_path / f"{form}.xlsx"
        XlsxWriter(FONTS).write(document(form, source(replace(given, positions=hostile))), target)
        with zipfile.ZipFile(target) as package:
            assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_numbers_are_numbers_codes_and_classes_are_texts(tmp_path: Path) -> None:
    target = tmp_path / "annex-1.xlsx"
    XlsxWriter(FONTS).write(document("annex-1", source(few())), target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert cells[56.3].number_format == "0.0"
    assert cells["01 001 009"].number_format == "@"
    assert any(isinstance(value, str) and value.startswith("3.1 кл") for value in cells)
    norm = next(c for v, c in cells.items() if v == 50 and "≤" in c.number_format)
    assert norm.number_format.startswith('"≤ "0')


def test_a_workbook_prints_as_the_form_and_keeps_its_head_in_sight(tmp_path: Path) -> None:
    target = tmp_path / "code-list.xlsx"
    XlsxWriter(FONTS).write(document("code-list", source()), target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows is not None
    assert sheet.print_area
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_margins.left == pytest.approx(20 / 25.4, abs=0.01)
    assert len([width for width in sheet.column_dimensions.values() if width.width]) == 3


def test_cards_are_sheets_named_by_their_code(tmp_path: Path) -> None:
    target = tmp_path / "annex-2.xlsx"
    XlsxWriter(FONTS).write(document("annex-2", source(few())), target)
    assert openpyxl.load_workbook(target).sheetnames == ["01 001 001", "01 001 009", "01 002 025"]


@pytest.mark.parametrize("names", [("а/б", "а:б"), ("",), ("x" * 40, "X" * 40)])
def test_any_name_makes_a_sheet(names: tuple[str, ...], tmp_path: Path) -> None:
    parts = tuple(Part(name, (Paragraph(lines=((Run("a"),),)),)) for name in names)
    given = replace(of_blocks(()), parts=parts)
    target = tmp_path / "x.xlsx"
    assert XlsxWriter(FONTS).write(given, target) == len(names)
    assert len(openpyxl.load_workbook(target).sheetnames) == len(names)


def test_the_head_stands_on_every_page_and_rows_are_whole() -> None:
    head = ((Cell(lines=((Run("Бас"),),)),),)
    groups = tuple(
        Group(tuple((Cell(lines=((Run(f"{n}"),),)),) for _ in range(4))) for n in range(80)
    )
    table = Table(widths=(178.0,), head=head, groups=groups, main=True)
    pages = paged((table,))
    assert len(pages) > 3
    last = 1
    for page in pages:
        strips = [item for item in page if isinstance(item, Strip)]
        assert strips[0].first == 0
        first = strips[1].first if strips[0].last == 1 else 1
        assert first == last
        last = strips[-1].last
        assert (last - 1) % 4 == 0


def paged(blocks: tuple[Table | Paragraph, ...]) -> list[tuple[object, ...]]:
    given = of_blocks(blocks)
    paginator = Paginator(given.page, Typesetter(load_faces(FONTS)), "ru")
    return [tuple(page) for page in paginator.pages(given.parts[0])]


@pytest.mark.parametrize("rows", range(40, 60))
def test_signatures_never_stand_alone_on_a_page(rows: int) -> None:
    cell = (Cell(lines=((Run("x"),),)),)
    table = Table(widths=(178.0,), groups=tuple(Group((cell,)) for _ in range(rows)), main=True)
    signature = Table(widths=(178.0,), groups=(Group((cell,) * 4),), follows=True, before=4.0)
    for page in paged((table, signature)):
        kinds = {id(item.table.table) for item in page if isinstance(item, Strip)}
        assert kinds != {id(signature)}


@pytest.mark.parametrize("rows", range(40, 60))
def test_signatures_stay_with_a_row_of_what_they_sign_over_the_words_between(rows: int) -> None:
    cell = (Cell(lines=((Run("x"),),)),)
    table = Table(widths=(178.0,), groups=tuple(Group((cell,)) for _ in range(rows)), main=True)
    words = tuple(Paragraph(lines=((Run("сөз"),),), before=1.0) for _ in range(6))
    signature = Table(widths=(178.0,), groups=(Group((cell,) * 4),), follows=True, before=4.0)
    last = paged((table, *words, signature))[-1]
    kinds = {id(item.table.table) for item in last if isinstance(item, Strip)}
    assert kinds == {id(table), id(signature)}


def test_much_text_over_signatures_does_not_take_a_page_from_the_table() -> None:
    cell = (Cell(lines=((Run("x"),),)),)
    table = Table(widths=(178.0,), groups=tuple(Group((cell,)) for _ in range(30)), main=True)
    words = tuple(Paragraph(lines=((Run("сөз"),),), before=1.0) for _ in range(60))
    signature = Table(widths=(178.0,), groups=(Group((cell,) * 4),), follows=True, before=4.0)
    first = paged((table, *words, signature))[0]
    assert any(not isinstance(item, Strip) for item in first)


def test_a_row_higher_than_a_page_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    words = [f"сөз{number}" for number in range(3000)]
    given = one_table((Cell(lines=((Run(" ".join(words)),),)), Cell(lines=((Run("б"),),))))
    target = tmp_path / "tall.pdf"
    assert PdfWriter(FONTS).write(given, target) > 2
    assert not Counter(words) - Counter(pdf_text(target).split())


def test_nothing_stands_outside_the_margins() -> None:
    given = document("annex-1", source(few()))
    paginator = Paginator(given.page, Typesetter(load_faces(FONTS)), "ru")
    for page in paginator.pages(given.parts[0]):
        for item in page:
            if isinstance(item, Strip):
                bottom = item.y + sum(item.table.heights[item.first : item.last])
                assert bottom <= (given.page.height - given.page.top - given.page.bottom) * MM


def test_cards_of_a_workplace_take_one_page_each(tmp_path: Path) -> None:
    for form in ("annex-2", "workplace-card"):
        assert PdfWriter(FONTS).write(document(form, source()), tmp_path / "x.pdf") == 55


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    for writer in (PdfWriter(FONTS), XlsxWriter(FONTS)):
        with pytest.raises(TypeError):
            writer.write("x", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_number_formats_keep_all_decimals(tmp_path: Path) -> None:
    numbers = [Number(Decimal("0.30")), Number(Decimal(7), "≤ ", "12")]
    given = one_table(*((Cell(number=number),) for number in numbers))
    target = tmp_path / "x.xlsx"
    XlsxWriter(FONTS).write(given, target)
    assert shown_cells(target)[:2] == ["0,30", "≤ 712"]
    assert BytesIO(target.read_bytes()).read(2) == b"PK"
