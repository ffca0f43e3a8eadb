"""Staff lists as people send them: headings, sections, totals, merged cells, bad counts."""

from collections.abc import Mapping

import pytest
from services_desk import Rows, sheet

from riskdesk.domain.errors import UserError
from riskdesk.services.staff_cells import letter
from riskdesk.services.staff_lines import StaffPreview
from riskdesk.services.staff_list import read_staff_list

HEAD = ["№ п/п", "Наименование должности (профессии)", "Кол-во штатных единиц", "Примечание"]
_NUMBERED = {"number": 1, "name": 2, "count": 3}


def read(rows: Rows, **merged: tuple[int, int, int, int]) -> StaffPreview:
    return read_staff_list(sheet(rows, merged))


def lines(listed: StaffPreview) -> list[tuple[str, str, int]]:
    return [(line.section, line.text, line.count) for line in listed.positions]


def faults(listed: StaffPreview) -> list[tuple[int, int | None, str]]:
    return [(problem.row, problem.column, problem.code) for problem in listed.problems]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        (HEAD, {"number": 1, "name": 2, "count": 3}),
        (["р/с №", "Лауазымның атауы", "Штат бірлігінің саны"], _NUMBERED),
        (["Кәсіп", "Саны"], {"name": 1, "count": 2}),
        (["Реттік нөмірі", "Лауазымы / Должность", "Бірліктер саны"], _NUMBERED),
        (["Кол-во", "Профессия"], {"count": 1, "name": 2}),
        (
            [
                "Структурное подразделение",
                "Должность (специальность, профессия), разряд",
                "Количество штатных единиц",
                "Тарифная ставка (оклад)",
                "Всего",
            ],
            {"section": 1, "name": 2, "count": 3},
        ),
        (["Бөлімше", "Лауазымы", "Қызметкерлер саны"], {"section": 1, "name": 2, "count": 3}),
        (["Лауазым", "Штат саны"], {"name": 1, "count": 2}),
        (["Лауазымы / Должность", "Саны / Количество"], {"name": 1, "count": 2}),
        (["Должность/Лауазымы", "Численность/Саны"], {"name": 1, "count": 2}),
        (["Должность", "Число рабочих мест"], {"name": 1, "count": 2}),
        (["№", "Должность", "Мужчин", "Женщин"], {"number": 1, "name": 2, "men": 3, "women": 4}),
        (["Лауазым", "Ерлер", "Әйелдер", "Саны"], {"name": 1, "men": 2, "women": 3, "count": 4}),
    ],
)  # fmt: skip
def test_columns_are_found_by_their_headings(
    heading: list[str], columns: Mapping[str, int]
) -> None:
    row: list[object] = [
        "Сторож" if columns["name"] == at else 1 for at in range(1, len(heading) + 1)
    ]
    listed = read([["Штатное расписание"], [], heading, row])  # type: ignore[list-item]
    assert listed.columns == columns


def test_titles_sections_totals_blank_rows_and_notes() -> None:
    listed = read(
        [
            ["УТВЕРЖДАЮ"],
            ["Штатное расписание на 2026 год"],
            [],
            HEAD,
            ["1", "2", "3", "4"],
            ["Администрация"],
            [1, "Директор", 1],
            [],
            [2, "Бухгалтер", "2", "совмещение"],
            [None, "Итого по разделу", 3],
            [None, "Производство", None],
            HEAD,
            [3, "Сборщик", 5.0],
            ["", "", "", ""],
            [None, "Барлығы:", 8],
            ["Примечание: без учёта совместителей"],
            ["Директор ______ "],
        ]
    )
    assert lines(listed) == [
        ("Администрация", "Директор", 1),
        ("Администрация", "Бухгалтер", 2),
        ("Производство", "Сборщик", 5),
    ]
    assert listed.workplaces == 8
    assert not listed.problems
    assert not listed.wrong_totals
    assert [line.row for line in listed.lines if line.kind == "skipped"] == [16, 17]


@pytest.mark.parametrize("word", ["Итого", "ИТОГО:", "Всего по штату", "Жиыны", "Барлығы"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_total_is_no_position_in_any_cell(word: str, place: int) -> None:
    total: list[object] = [None, None, 1]
    total[place] = word
    listed = read([HEAD, [1, "Директор", 1], total])  # type: ignore[list-item]
    assert lines(listed) == [("", "Директор", 1)]


def test_a_wrong_total_is_told() -> None:
    listed = read([HEAD, [1, "Директор", 1], ["Итого", None, 2]])
    assert [line.count for line in listed.wrong_totals] == [2]


def test_a_section_merged_over_the_columns() -> None:
    rows: Rows = [HEAD, ["Администрация"], [1, "Директор", 1], ["Цех"], [2, "Слесарь", 2]]
    listed = read(rows, a=(2, 1, 2, 4), b=(4, 1, 4, 4))
    assert lines(listed) == [("Администрация", "Директор", 1), ("Цех", "Слесарь", 2)]
    assert not listed.problems


def test_a_section_column_merged_over_its_rows() -> None:
    rows: Rows = [
        ["Подразделение", "Должность", "Кол-во"],
        ["Администрация", "Директор", 1],
        [None, "Бухгалтер", 1],
        ["Цех", "Слесарь", 2],
        [None, "Сборщик", 3],
    ]
    expected = [
        ("Администрация", "Директор", 1),
        ("Администрация", "Бухгалтер", 1),
        ("Цех", "Слесарь", 2),
        ("Цех", "Сборщик", 3),
    ]
    assert lines(read(rows)) == expected
    assert lines(read(rows, a=(2, 1, 3, 1), b=(4, 1, 5, 1))) == expected


def test_a_heading_of_two_rows_with_men_and_women() -> None:
    rows: Rows = [
        ["№", "Должность", "Кол-во штатных единиц", None, None],
        [None, None, "всего", "муж.", "жен."],
        [1, "Сборщик", 5, 2, 3],
        [2, "Сторож", 1, 1, None],
    ]
    listed = read(rows, head=(1, 3, 1, 5), number=(1, 1, 2, 1), name=(1, 2, 2, 2))
    assert [(line.count, line.men, line.women) for line in listed.positions] == [
        (5, 2, 3),
        (1, 1, 0),
    ]


def test_men_and_women_alone_make_the_count() -> None:
    listed = read([["Должность", "Мужчин", "Женщин"], ["Сборщик", 2, 3]])
    assert [(line.count, line.men, line.women) for line in listed.positions] == [(5, 2, 3)]


def test_sections_numbered_by_roman_or_dotted_numbers() -> None:
    roman = read([HEAD, ["I", "Администрация"], [1, "Директор", 1]])
    dotted = read(
        [HEAD, [1, "Администрация"], ["1.1", "Директор", 1], [2, "Цех"], ["2.1", "Слесарь", 1]]
    )
    assert lines(roman) == [("Администрация", "Директор", 1)]
    assert lines(dotted) == [("Администрация", "Директор", 1), ("Цех", "Слесарь", 1)]


def test_all_bad_counts_are_told_at_once_with_their_places() -> None:
    listed = read(
        [
            HEAD,
            [1, "Директор", "одна"],
            [2, "Бухгалтер", 0.5],
            [3, "Слесарь", -1],
            [4, "Сборщик", None],
            [5, None, 2],
            [6, "Сторож", "1,0"],
            [7, "Повар", "0,25"],
            [8, "Прачка", 1_000_000],
            [9, "Грузчик", True],
        ]
    )
    assert faults(listed) == [
        (2, 3, "staff-count-text"),
        (3, 3, "staff-count-fraction"),
        (4, 3, "staff-count-negative"),
        (5, 3, "staff-count-missing"),
        (6, 2, "staff-name-missing"),
        (8, 3, "staff-count-fraction"),
        (9, 3, "staff-count-huge"),
        (10, 3, "staff-count-text"),
    ]
    assert listed.problems[0].heading == "C, Кол-во штатных единиц"


def test_men_and_women_that_do_not_make_the_count() -> None:
    listed = read([["Должность", "Кол-во", "Мужчин", "Женщин"], ["Сборщик", 5, 2, 2]])
    assert faults(listed) == [(2, 2, "staff-sexes-differ")]


def test_a_count_merged_over_two_positions_is_not_guessed() -> None:
    rows: Rows = [HEAD, [1, "Директор", 1], [2, "Бухгалтер", None]]
    assert faults(read(rows, count=(2, 3, 3, 3))) == [(3, 3, "staff-count-merged")]


def test_a_position_merged_over_two_rows_is_one() -> None:
    rows: Rows = [HEAD, [1, "Директор", 1, "день"], [None, None, None, "ночь"]]
    listed = read(rows, name=(2, 2, 3, 2), count=(2, 3, 3, 3))
    assert lines(listed) == [("", "Директор", 1)]


def test_a_position_without_count_in_a_list_without_numbers_is_told() -> None:
    listed = read([["Должность", "Кол-во"], ["Цех", None], ["Слесарь", None], ["Сторож", 1]])
    assert faults(listed) == [(2, 1, "staff-section-empty")]


def test_zero_is_listed_without_workplace() -> None:
    assert lines(read([HEAD, [1, "Директор", 1], [2, "Советник", 0]]))[1] == ("", "Советник", 0)


def test_unknown_headings_name_what_was_looked_for() -> None:
    with pytest.raises(UserError, match="staff-headings"):
        read([["Имя", "Оклад"], ["Директор", 1]])


def test_columns_can_be_told() -> None:
    rows: Rows = [["Список"], ["Кто", "Сколько"], ["Директор", 1]]
    listed = read_staff_list(sheet(rows), {"name": 1, "count": 2})
    assert lines(listed) == [("", "Директор", 1)]
    assert not listed.problems
    assert listed.headings == {1: "Кто", 2: "Сколько"}


def test_a_list_without_positions_is_refused() -> None:
    with pytest.raises(UserError, match="staff-empty"):
        read([HEAD, ["Итого", None, 0]])


def test_letters_of_columns() -> None:
    assert [letter(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


def test_a_count_that_is_not_read_is_told_once() -> None:
    head = [*HEAD[:3], "Мужчин", "Женщин"]
    listed = read([head, [1, "Уборщик", 0.5, 0, 1]])
    assert faults(listed) == [(2, 3, "staff-count-fraction")]


def test_a_name_that_no_form_can_hold_is_told() -> None:
    listed = read([HEAD, [None, "Ж" * 501], [1, "Ә" * 501, 1], [2, "Ә" * 500, 1]])
    assert faults(listed) == [(2, 2, "text-long"), (3, 2, "text-long")]
