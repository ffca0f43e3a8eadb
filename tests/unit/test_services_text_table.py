"""Text files as they come: encodings, separators, quotes, shapes."""

from pathlib import Path

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.services.headings import INSTRUMENTS, JOURNAL
from riskdesk.services.located import Problems
from riskdesk.services.text_table import (
    LARGEST_FILE,
    Field,
    decode,
    first_line,
    layout_of,
    read_text,
    records,
)

FIELDS = (Field("name", ("name", "имя")), Field("value", ("value", "значение")))


def rows(text: str) -> tuple[list[tuple[int, str, str]], list[str]]:
    problems = Problems("t")
    found = records(text, layout_of(first_line(text), FIELDS, "t"), problems)
    return [(r.line, r["name"], r["value"]) for r in found], [p.code for p in problems.found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding: str) -> None:
    assert decode("Шеф повар;№ 1".encode(encoding), "t") == "Шеф повар;№ 1"


def test_kazakh_in_one_byte() -> None:
    assert decode("Күзетші; Әкімшілік қыз".encode("kz1048"), "t") == "Күзетші; Әкімшілік қыз"


@pytest.mark.parametrize("data", [b"a;b\n\0;1", b"\x89PNG\r\n\0\0", b"a;\x98"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="file-not-text"):
        decode(data, "t")


def test_a_missing_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="file-not-read"):
        read_text(tmp_path / "no.csv")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(UserError, match="file-too-large"):
        read_text(huge)


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    text = end.join(f"{a}{separator}{b}" for a, b in [("name", "value"), ("x", "1"), ("y", "2")])
    assert rows(text) == ([(2, "x", "1"), (3, "y", "2")], [])


def test_quotes_hold_separators_quotes_and_line_breaks() -> None:
    text = 'name;value\n"a;b";"say ""x"""\n"two\nlines";2\n;\n\nz;3\n'
    found, problems = rows(text)
    assert found == [(2, "a;b", 'say "x"'), (3, "two lines", "2"), (7, "z", "3")]
    assert problems == []


def test_columns_by_heading_in_any_order_and_language() -> None:
    assert rows("Значение;Прочее;ИМЯ\n1;;x\n")[0] == [(2, "x", "1")]


def test_rows_of_a_wrong_shape_are_told() -> None:
    found, problems = rows("name;value\nx\ny;1;2\nz;3;\n")
    assert problems == ["row-width", "row-width"]
    assert found == [(4, "z", "3")]


def test_a_decimal_comma_does_not_pass_as_a_separator() -> None:
    assert rows("name,value\nx,2,5\n") == ([], ["row-width"])


@pytest.mark.parametrize("text", ['name;value\n"x;1\ny;2\n', 'name;value\n"x"y;1\n'])
def test_bad_quotes_are_told(text: str) -> None:
    assert rows(text)[1] == ["row-quotes"]


def test_an_endless_cell_is_refused_politely() -> None:
    assert rows(f"name;value\n{'x' * 5000};1\n")[1] == ["cell-too-long"]
    assert rows(f"name;value\n{'x' * 200_000};1\n")[1] == ["row-unending"]
    with pytest.raises(UserError, match="import-headings"):
        layout_of("x" * 200_000, FIELDS, "t")


def test_missing_columns_are_named() -> None:
    with pytest.raises(UserError) as error:
        layout_of("workplace_no;должность", JOURNAL, "j.csv")
    assert error.value.code == "import-headings"
    assert error.value.params["missing"] == "«quantity», «value»"
    assert error.value.params["found"] == "workplace_no, должность"


def test_every_alias_finds_its_field() -> None:
    for fields in (JOURNAL, INSTRUMENTS):
        for field in fields:
            for heading in field.headings:
                others = [other.headings[0] for other in fields if other is not field]
                layout = layout_of(";".join([*others, heading]), fields, "t")
                assert layout.columns[field.name] == len(others), heading
