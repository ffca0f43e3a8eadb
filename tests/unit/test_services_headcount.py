"""A wrong headcount of the list is found by the check; it never stands in the way of an import."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from services_desk import DAY, SAMPLE, Desk, Rows

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Measurement
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import Problem, check
from riskdesk.services.import_journal import JournalRows
from riskdesk.services.located import ProblemsFound

RULESET = "KZ1.04.001.2000"
FILES = (
    "field-journal", "points-microclimate", "points-light", "points-noise",
    "heaviness-cards", "tension-cards", "card-conclusions",
)  # fmt: skip


def sample_list(**counts: int) -> Rows:
    """The list of the sample with other counts; ``total`` is the row of the total."""
    sheet = openpyxl.load_workbook(SAMPLE / "staff-list.xlsx").active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for row in rows:
        name = "total" if row[1] == "Итого" else str(row[1]).replace(" ", "_")
        if name in counts:
            row[2] = counts[name]
    return rows


def text_of(name: str) -> str:
    return (SAMPLE / f"{name}.csv").read_text(encoding="utf-8-sig")


def take(desk: Desk, *names: str) -> None:
    for name in names:
        kind = {"f": desk.journal, "p": desk.points}.get(name[0], desk.cards)
        kind(text_of(name))


def stream(desk: Desk, text: str) -> None:
    head, *lines = text.splitlines()
    rows = JournalRows(head, None, DAY, desk.store.unit_of_work, desk.context, RULESET)
    for line in lines:
        rows.accept(line)


def problems(dossier: Dossier, desk: Desk) -> list[Problem]:
    return check(dossier, evaluate(dossier, desk.context.catalog), desk.context)


def kinds(found: list[Problem]) -> Counter[tuple[str, str | None]]:
    return Counter((problem.code, problem.quantity) for problem in found)


def filled(tmp_path: Path, order: str, **counts: int) -> Desk:
    desk = Desk(tmp_path)
    steps: dict[str, Callable[[], object]] = {
        "staff": lambda: desk.staff(sample_list(**counts), ruleset=RULESET),
        "journal": lambda: desk.journal(text_of("field-journal")),
        "stream": lambda: stream(desk, text_of("field-journal")),
        "points": lambda: take(desk, *(name for name in FILES if name.startswith("points"))),
        "cards": lambda: take(desk, *(name for name in FILES if "car" in name)),
        "instruments": lambda: desk.instruments(text_of("instruments")),
    }
    for step in order.split():
        steps[step]()
    return desk


ORDERS = (
    "staff journal points cards instruments",
    "journal staff cards points instruments",
    "stream staff cards points instruments",
    "staff stream points instruments cards",
    "staff cards points instruments journal",
    "staff instruments points cards stream",
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, str | None]]:
    """The problems of the sample as it is."""
    desk = filled(tmp_path_factory.mktemp("plain"), ORDERS[0])
    return kinds(problems(desk.dossier(), desk))


CASES = [
    *((order, "Сторож", 10 if number % 2 else 8) for number, order in enumerate(ORDERS)),
    (ORDERS[0], "Сторож", 10),
    (ORDERS[0], "Менеджер_по_продажам", 1),
    (ORDERS[1], "Менеджер_по_продажам", 1),
    (ORDERS[5], "Менеджер_по_продажам", 3),
    (ORDERS[3], "Электро_слесарь", 2),
    (ORDERS[0], "Директор", 2),
    (ORDERS[2], "Прачка", 2),
    (ORDERS[4], "Начальник_службы_безопасности", 2),
]


@pytest.mark.parametrize(("order", "name", "count"), CASES)
def test_one_wrong_count_is_one_problem(
    tmp_path: Path, plain: Counter[tuple[str, str | None]], order: str, name: str, count: int
) -> None:
    desk = filled(tmp_path, order, **{name: count})
    found = problems(desk.dossier(), desk)
    assert kinds(found) - plain == {("headcount-differs", None): 1}
    assert plain - kinds(found) == Counter()
    (told,) = (problem for problem in found if problem.code == "headcount-differs")
    assert name.replace("_", " ") in told.place.ru
    for part in ("штатное расписание, должность", "журнал, карта тяжести", "рабочие места"):
        assert part in told.place.ru
    numbers = [w.number for w in desk.dossier().workplaces]
    assert numbers == list(range(1, len(numbers) + 1))
    before = (desk.store.rows, len(desk.store.changes))
    take(desk, *FILES)
    assert (desk.store.rows, len(desk.store.changes)) == before, "again writes nothing"


def rows_of(text: str) -> list[tuple[str, str, str]]:
    read = csv.DictReader(io.StringIO(text), delimiter=";")
    return [(row["position"], row["quantity"], row["value"]) for row in read]


@pytest.mark.parametrize("count", [8, 10])
def test_every_value_stands_at_its_position_in_order(tmp_path: Path, count: int) -> None:
    desk = filled(tmp_path, "staff journal", Сторож=count)
    dossier = desk.dossier()
    stored = [
        (row.position_written, row.quantity, row.value_text)
        for workplace in dossier.workplaces
        for row in dossier.measurements_of(workplace)
    ]
    assert stored == rows_of(text_of("field-journal"))
    for workplace in dossier.workplaces:
        for row in dossier.measurements_of(workplace):
            assert row.position_written[:12] == dossier.position_of(workplace).name.ru[:12]


@pytest.mark.parametrize("order", ["staff journal", "journal staff", "staff stream"])
def test_a_corrected_list_heals(tmp_path: Path, order: str) -> None:
    desk = filled(tmp_path, order, Сторож=8, Сборщик=6)
    assert kinds(problems(desk.dossier(), desk))["headcount-differs", None] == 2
    before = {m.id: m.workplace_id for m in desk.dossier().measurements}
    desk.staff(sample_list())
    assert not kinds(problems(desk.dossier(), desk))["headcount-differs", None]
    assert len(desk.dossier().workplaces) == 55
    assert {m.id: m.workplace_id for m in desk.dossier().measurements} == before


def test_a_position_that_cannot_be_matched_is_one_problem(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.staff(sample_list(Менеджер_по_продажам=1))
    text = text_of("field-journal").replace(";Сторож;", ";Охранник;")
    text = text.replace(";Директор;", ";Президент;")
    with pytest.raises(ProblemsFound) as found:
        desk.journal(text)
    assert [(problem.row, problem.code) for problem in found.value.problems] == [
        (2, "position-of-another"),
        (next(i for i, line in enumerate(text.splitlines(), 1) if "Охранник" in line),
         "position-of-another"),
    ]  # fmt: skip
    assert not desk.dossier().measurements


def test_one_row_of_another_position_is_one_problem_and_moves_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.staff(sample_list())
    lines = text_of("field-journal").splitlines()
    wrong = [line.replace("30;Сборщик", "30;Шеф повар") for line in lines]
    first = next(at for at, line in enumerate(wrong, 1) if "30;Шеф" in line)
    with pytest.raises(ProblemsFound) as found:
        desk.journal("\n".join(wrong))
    assert [(p.row, p.code) for p in found.value.problems] == [(first, "position-of-another")]


def test_a_stream_refuses_a_position_out_of_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.positions(("Директор", 1), ("Сборщик", 2), ("Повар", 1), ("Сторож", 1))
    head = "workplace_no;position;quantity;value;unit"
    rows = JournalRows(head, None, DAY, desk.store.unit_of_work, desk.context)
    rows.accept("1;Директор;noise_leq;40;dBA")
    rows.accept("2;Сборщик;noise_leq;41;dBA")
    for wrong in (
        "3;Сторож;noise_leq;1;dBA",
        "9;Сборщик;noise_leq;1;dBA",
        "2;Повар;noise_leq;1;dBA",
    ):
        with pytest.raises(ProblemsFound):
            rows.accept(wrong)
    rows.accept("3;Сборщик;noise_leq;42;dBA")
    rows.accept("4;Сборщик;noise_leq;43;dBA")
    rows.accept("5;Повар;noise_leq;44;dBA")
    rows.accept("4;Сборщик;illuminance;300;lx")
    rows.accept("6;Сторож;noise_leq;45;dBA")
    dossier = desk.dossier()
    assert [
        (w.number, dossier.position_of(w).name.ru, len(dossier.measurements_of(w)))
        for w in dossier.workplaces
    ] == [
        (1, "Директор", 1), (2, "Сборщик", 1), (3, "Сборщик", 1), (4, "Сборщик", 2),
        (5, "Повар", 1), (6, "Сторож", 1),
    ]  # fmt: skip


def values(desk: Desk) -> list[tuple[int, str]]:
    dossier = desk.dossier()
    numbers = {w.id: w.number for w in dossier.workplaces}

    def of(row: Measurement) -> tuple[int, str]:
        return numbers[row.workplace_id], row.value_text

    return [of(row) for row in dossier.measurements]


def test_gaps_stay_gaps_after_a_wrong_count(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.positions(("Директор", 2), ("Сборщик", 4), ("Повар", 1))
    desk.journal(
        "workplace_no;position;quantity;value;unit\n1;Директор;noise_leq;1;dBA\n"
        "3;Сборщик;noise_leq;3;dBA\n5;Сборщик;noise_leq;5;dBA\n6;Повар;noise_leq;6;dBA\n"
    )
    assert values(desk) == [(1, "1"), (3, "3"), (5, "5"), (7, "6")]


def test_totals_of_the_list_and_of_its_sections(tmp_path: Path) -> None:
    head = ["№", "Должность", "Кол-во"]

    def list_of(first: int, second: int, whole: int) -> Rows:
        return [
            head, ["Контора"], [1, "Директор", 2], ["", "Итого по разделу", first],
            ["Цех"], [2, "Сборщик", 3], ["", "Итого по разделу", second], ["", "Всего", whole],
        ]  # fmt: skip

    for totals, expected in (
        ((2, 3, 5), []),
        ((2, 3, 6), [(6, None)]),
        ((3, 3, 5), [(3, "Контора")]),
        ((2, 4, 5), [(4, "Цех")]),
        ((3, 2, 5), [(3, "Контора"), (2, "Цех")]),
    ):
        desk = Desk(tmp_path)
        desk.staff(list_of(*totals))
        found = problems(desk.dossier(), desk)
        assert [problem.code for problem in found] == ["headcount-differs"] * len(expected)
        assert all(problem.workplace is None for problem in found)
        for (number, section), problem in zip(expected, found, strict=True):
            assert f"({number})" in problem.place.ru
            assert "должности" in problem.place.ru
            assert (section or "строка «Итого»") in problem.place.ru


def test_two_lines_of_one_name_keep_one_each(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.staff(
        [["Должность", "Кол-во"], ["А"], ["Технолог", 2], ["Б"], ["Технолог", 1], ["Повар", 1]]
    )
    head, row = "workplace_no;position;quantity;value;unit\n", "{0};{1};noise_leq;{0};dBA\n"
    desk.journal(
        head + row.format(1, "Технолог") + row.format(2, "Технолог") + row.format(3, "Повар")
    )
    assert values(desk) == [(1, "1"), (3, "2"), (4, "3")]


def test_a_wrong_total_of_the_sample_alone(tmp_path: Path) -> None:
    desk = filled(tmp_path, "staff journal", total=56)
    (told,) = (p for p in problems(desk.dossier(), desk) if p.code == "headcount-differs")
    assert told.message.ru == "В итоге записано 56, а сумма по должностям 55."
    desk.staff(sample_list())
    assert desk.dossier().certification.headcount_written == 55
    assert not kinds(problems(desk.dossier(), desk))["headcount-differs", None]
