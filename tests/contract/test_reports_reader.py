"""Workbooks and tables from outside: read as they are, refused where they could hurt."""

import random
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from forms_sample import ROOT, SAMPLE

from riskdesk.domain.errors import UserError
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services.ports import SheetReader
from riskdesk.services.staff_list import read_staff_list
from riskdesk.services.texts import Texts

READER: SheetReader = StaffReader()


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        READER.read(path)
    texts = Texts.load(ROOT / "resources")
    assert texts.error(caught.value).kk
    return caught.value.code


def workbook(path: Path) -> Path:
    """A small list with a section over merged cells."""
    book = openpyxl.Workbook()
    book.active.title = "Бос"
    sheet = book.create_sheet("Тізім")
    sheet["A1"] = "Цех"
    sheet.merge_cells("A1:C2")
    sheet["A3"] = "Слесарь"
    sheet["B3"] = 2
    sheet["C3"] = 1.5
    sheet["D3"] = date(2026, 4, 10)
    sheet["E3"] = "=1+1"
    book.save(path)
    return path


def test_the_first_filled_sheet_is_read_with_its_types(tmp_path: Path) -> None:
    sheet = READER.read(workbook(tmp_path / "list.xlsx"))
    assert sheet.name == "Тізім"
    values = [cell.value for cell in sheet.rows[2]]
    day = datetime(2026, 4, 10)  # noqa: DTZ001 - a cell has no zone
    assert values == ["Слесарь", 2, 1.5, day, "=1+1"]
    assert (sheet.rows[2][1].row, sheet.rows[2][1].column) == (3, 2)


def test_the_sheet_of_the_list_is_found_among_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Титул"
    book.active["A1"] = "Утверждаю"
    old = book.create_sheet("Прошлый год")
    listed = book.create_sheet("Штат")
    for sheet, name in ((old, "Сторож"), (listed, "Слесарь")):
        sheet.append(["Должность", "Количество"])
        sheet.append([name, 1])
    old.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    assert READER.read(tmp_path / "list.xlsx").name == "Штат"
    listed.sheet_state = "veryHidden"
    book.save(tmp_path / "list.xlsx")
    assert READER.read(tmp_path / "list.xlsx").name == "Титул"


def test_merged_cells_repeat_their_value_and_name_their_place(tmp_path: Path) -> None:
    sheet = READER.read(workbook(tmp_path / "list.xlsx"))
    assert [cell.value for cell in sheet.rows[1]] == ["Цех"] * 3
    assert sheet.rows[0][0].merged_into is None
    assert {cell.merged_into for cell in sheet.rows[1]} == {(1, 1)}


def test_the_sample_list_is_read() -> None:
    sheet = READER.read(SAMPLE / "staff-list.xlsx")
    names = [cell.value for row in sheet.rows for cell in row]
    assert "Главный механик" in names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_text_table_is_read_in_its_encoding(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    lines = (("Должность", "Кол-во"), ("Слесарь, 3 разряд", "2"))
    path.write_text("\n".join(separator.join(line) for line in lines), encoding=encoding)
    sheet = READER.read(path)
    assert [[cell.value for cell in row] for row in sheet.rows] == [list(line) for line in lines]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    html = tmp_path / "page.xlsx"
    html.write_text("<html><table>x</table></html>", encoding="utf-8")
    assert refused(html) == "workbook-not-xlsx"
    old = tmp_path / "old.xlsx"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    assert refused(old) == "workbook-not-xlsx"
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert refused(other) == "workbook-not-xlsx"
    assert refused(tmp_path / "none.xlsx") == "workbook-missing"


def with_member(path: Path, name: str, data: bytes) -> Path:
    """A good workbook with one member more (or another one in its place)."""
    good = workbook(path.with_name("good.xlsx"))
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", 8) as package:
        for member in source.namelist():
            if member != name:
                package.writestr(member, source.read(member))
        package.writestr(name, data)
    return path


def test_bombs_macros_and_links_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    zeros = with_member(tmp_path / "zeros.xlsx", "xl/media/x.bin", bytes(60_000_000))
    assert refused(zeros) == "workbook-bomb"
    macros = with_member(tmp_path / "macro.xlsx", "xl/vbaProject.bin", b"x")
    assert refused(macros) == "workbook-macros"
    links = with_member(tmp_path / "link.xlsx", "xl/externalLinks/externalLink1.xml", b"<x/>")
    assert refused(links) == "workbook-links"


def _with_part(path: Path, member: str, part: bytes) -> Path:
    """A workbook whose ``member`` is another one; it packs like text."""
    source = workbook(path.with_name("source.xlsx"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name))
        new.writestr(member, part)
    return path


def test_a_gigantic_text_and_a_million_styles_cost_no_time(tmp_path: Path) -> None:
    """S11: refused, or read to Excel's own limits, in seconds and little memory."""
    chance = random.Random(1)  # noqa: S311 - text that does not pack away
    words = [f"{chance.getrandbits(200):x}" for _ in range(400)]
    text = "".join(chance.choice(words) for _ in range(800_000)).encode()
    part = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    strings = _with_part(
        tmp_path / "text.xlsx", "xl/sharedStrings.xml", part + text + b"</t></si></sst>"
    )
    assert refused(strings) == "workbook-bomb"
    styles = b"".join(b'<xf numFmtId="%d" fontId="0"/>' % (n % 97) for n in range(1_200_000))
    sheet = _with_part(
        tmp_path / "styles.xlsx", "xl/styles.xml", b"<styleSheet>" + styles + b"</styleSheet>"
    )
    begun = time.process_time()
    assert refused(sheet) == "workbook-bomb"
    assert time.process_time() - begun < 5
    rows = tmp_path / "rows.csv"
    rows.write_text("слесарь;1\n" * 1_000_000, encoding="utf-8")
    begun = time.process_time()
    assert refused(rows) == "workbook-too-long"
    assert time.process_time() - begun < 5


def test_no_cell_is_longer_than_excel_has_them(tmp_path: Path) -> None:
    word = "Слесарь".encode()
    with zipfile.ZipFile(workbook(tmp_path / "w.xlsx")) as package:
        member = next(name for name in package.namelist() if word in package.read(name))
        part = package.read(member).replace(word, word * 20_000)
    rows = READER.read(_with_part(tmp_path / "long.xlsx", member, part)).rows
    longest = max(len(str(cell.value or "")) for row in rows for cell in row)
    assert longest == 32_767


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "many.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        for number in range(2_001):
            package.writestr(f"xl/x{number}", "")
    assert refused(path) == "workbook-bomb"


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    assert refused(path) == "workbook-too-large"


ENTITIES = b"""<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/hostname">]><worksheet """
SHEET = "xl/worksheets/sheet2.xml"


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    assert openpyxl.DEFUSEDXML
    with zipfile.ZipFile(workbook(tmp_path / "list.xlsx")) as package:
        data = package.read(SHEET)
    hostile = data.replace(b"<worksheet ", ENTITIES, 1).replace("Слесарь".encode(), b"&b;&c;")
    path = with_member(tmp_path / "e.xlsx", SHEET, hostile)
    assert refused(path) == "workbook-damaged"


def test_a_broken_part_and_a_cut_file_are_damaged(tmp_path: Path) -> None:
    broken = with_member(tmp_path / "b.xlsx", "xl/workbook.xml", b"<workbook")
    assert refused(broken) == "workbook-damaged"
    data = workbook(tmp_path / "whole.xlsx").read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(data[: len(data) // 2])
    assert refused(cut) == "workbook-not-xlsx"


def test_the_size_a_file_claims_is_not_believed(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good0.xlsx")
    with zipfile.ZipFile(good) as package:
        data = package.read(SHEET).replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"', 1)
    sheet = READER.read(with_member(tmp_path / "claims.xlsx", SHEET, data))
    assert len(sheet.rows) == 3


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)
    assert refused(path) == "workbook-empty"
    text = tmp_path / "empty.csv"
    text.write_text("\n\n", encoding="utf-8")
    assert refused(text) == "workbook-empty"


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a;b\n" * 20_001, encoding="utf-8")
    assert refused(path) == "workbook-too-long"


def test_a_formula_without_a_stored_result_is_told_as_itself(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["№", "Должность", "Кол-во"], [1, "Сборщик", "=2+1"], [2, "Сторож", 2]):
        sheet.append(row)
    sheet.append([None, "Итого", '=SUM(C2:C3)&"<"'])
    path = tmp_path / "формулы.xlsx"
    book.save(path)
    read = StaffReader().read(path)
    values = [[cell.value for cell in row] for row in read.rows]
    assert values == [
        ["№", "Должность", "Кол-во"],
        [1, "Сборщик", "=2+1"],
        [2, "Сторож", 2],
        [None, "Итого", '=SUM(C2:C3)&"<"'],
    ]
    listed = read_staff_list(read)
    assert [(p.row, p.column, p.code) for p in listed.problems] == [(2, 3, "staff-formula")]
