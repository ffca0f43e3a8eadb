"""Whatever a file holds, an import stores it, or says in a sentence why not: it never breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from services_desk import Desk, context, sheet

from riskdesk.domain.errors import UserError
from riskdesk.services.headings import JOURNAL
from riskdesk.services.located import ProblemsFound
from riskdesk.services.ports import CellValue
from riskdesk.services.staff_list import read_staff_list
from riskdesk.services.text_table import decode, first_line, layout_of

HEAD = "workplace_no;position;quantity;value;unit\n"
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["Итого", "Цех", "Слесарь", "№", "1,5", "Всего", "I", "Саны", "Лауазымы", ""]),
    st.text(max_size=8),
)


def spoken(error: UserError) -> None:
    texts = context().texts
    said = [texts.error(error)]
    if isinstance(error, ProblemsFound):
        said += [problem.say(texts) for problem in error.problems]
    assert all(text.get(language) for text in said for language in ("kk", "ru", "en"))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
@settings(max_examples=150)
def test_any_sheet(rows: list[list[CellValue]]) -> None:
    head: list[CellValue] = ["№", "Должность", "Кол-во", "Примечание"]
    for table in (rows, [head, *rows]):
        try:
            listed = read_staff_list(sheet(table))
        except UserError as error:
            spoken(error)
        else:
            assert all(line.count >= 0 for line in listed.positions)
            for problem in listed.problems:
                assert problem.say(context().texts).kk


@given(st.binary(max_size=300))
@settings(max_examples=200)
@example(b"\xff\xfea")
@example(b"\xfe\xff")
@example(b"\xef\xbb\xbf")
def test_any_bytes(data: bytes) -> None:
    try:
        layout_of(first_line(decode(data, "f")), JOURNAL, "f")
    except UserError as error:
        spoken(error)


@pytest.mark.parametrize("header", ["", HEAD])
@given(text=st.text(alphabet=st.sampled_from(list('1;,"\n\r\tДx0.-№')), max_size=60))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_journal(tmp_path: Path, header: str, text: str) -> None:
    desk = Desk(tmp_path)
    try:
        desk.journal(header + text)
    except UserError as error:
        spoken(error)
        assert not desk.store.rows


LINES = st.lists(
    st.tuples(
        st.sampled_from(["Контора", "Цех"]),
        st.sampled_from(["Директор", "Сборщик", "Сборшик", "Сторож"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
)


@given(first=LINES, second=LINES)
@settings(max_examples=80)
def test_any_list_after_any_other(
    first: list[tuple[str, str, int]], second: list[tuple[str, str, int]]
) -> None:
    desk = Desk(Path())
    for lines in (first, second):
        rows: list[list[CellValue]] = [["Подразделение", "Должность", "Кол-во"]]
        rows += [[section, name, count] for section, name, count in lines]
        desk.staff(rows)
        dossier = desk.dossier()
        names = [
            (dossier.section_of(w).name.ru, dossier.position_of(w).name.ru)
            for w in dossier.workplaces
        ]
        assert names == [(section, name) for section, name, n in lines for _ in range(n)]
        assert [w.number for w in dossier.workplaces] == list(range(1, len(names) + 1))
        listed = sorted(dossier.positions, key=lambda position: position.ordinal)
        assert [p.headcount for p in listed] == [n for _, _, n in lines]
        assert {s.name.ru for s in dossier.sections} == {section for section, _, _ in lines}
        again = desk.staff(rows)
        assert (again.added, again.changed) == (0, 0)
