"""The check on the sample: every contradiction that its files hold, and none besides.

What is expected was worked out from the raw files: written norms compared by hand with ҚР ДСМ-15
(kz-norms-and-practice 3.5) and with the points, marks with the bounds of criteria.md 1.14.
"""

import csv
from collections import Counter, defaultdict
from functools import cache

import pytest
from fakes import FakeStore
from services_desk import SAMPLE, context

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.evaluate import evaluate
from riskdesk.services import sample
from riskdesk.services.check import SEVERITY, Problem, check

Key = tuple[str, int | None, str | None]


@cache
def sample_dossier() -> Dossier:
    store = FakeStore()
    command = sample.MakeSample(folder=SAMPLE)
    done = sample.run(command, store.unit_of_work(), context(), StaffReader())
    with store.unit_of_work() as uow:
        return uow.dossier(CertificationId(str(done.value)))


@cache
def found() -> tuple[Problem, ...]:
    dossier = sample_dossier()
    return tuple(check(dossier, evaluate(dossier, context().catalog), context()))


def at(code: str) -> list[tuple[int | None, str | None]]:
    return [(problem.workplace, problem.quantity) for problem in found() if problem.code == code]


def raw(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_counts_of_all_codes() -> None:
    assert Counter(problem.code for problem in found()) == {
        "factor-missing": 33,
        "instrument-expired": 56,
        "norm-exceeded": 5,
        "written-norm-exceeded": 11,
        "written-norm-differs": 85,
        "mark-differs": 48,
        "conclusion-differs": 12,
        "count-differs": 3,
        "norm-repealed": 1,
        "duplicate-point": 1,
        "position-spelling": 1,
        "point-value-differs": 6,
        "point-missing": 2,
        "visual-grade-odd": 1,
    }


def test_one_line_for_each_code_workplace_and_quantity() -> None:
    keys = [(problem.code, problem.workplace, problem.quantity) for problem in found()]
    assert len(keys) == len(set(keys))


def test_missing_are_the_empty_cells_of_the_journal() -> None:
    empty = [
        (int(r["workplace_no"]), r["quantity"]) for r in raw("field-journal.csv") if not r["value"]
    ]
    assert len(empty) == 33
    assert at("factor-missing") == empty


def test_expired_are_the_fields_of_computers() -> None:
    fields = [
        (int(row["workplace_no"]), row["quantity"])
        for row in raw("field-journal.csv")
        if row["quantity"].startswith("emf_")
    ]
    assert at("instrument-expired") == fields


def test_values_beyond_the_norm_of_the_rule() -> None:
    humid = [(number, "relative_humidity") for number in (26, 27, 29, 30)]
    assert at("norm-exceeded") == [(1, "illuminance"), *humid]


def test_values_beyond_the_norm_written_beside_them() -> None:
    noise = [(number, "noise_leq") for number in (9, 10, 11, 12, 14, 15)]
    humid = [(number, "relative_humidity") for number in (26, 27, 29, 30, 55)]
    assert at("written-norm-exceeded") == noise + humid


def test_written_norms_that_differ_from_the_rule_or_the_point() -> None:
    by_quantity: dict[str | None, set[int | None]] = defaultdict(set)
    for number, quantity in at("written-norm-differs"):
        by_quantity[quantity].add(number)
    assert by_quantity == {
        "illuminance": set(range(1, 15)),
        "air_temperature": {*range(1, 15), 37, 55},
        "relative_humidity": {7, 14, 36, 37, 38, 55},
        "noise_leq": set(range(3, 56)) - {4, 5, 22, 23},
    }


def test_the_grade_of_the_light_points_whose_norm_is_another() -> None:
    (problem,) = [problem for problem in found() if problem.code == "visual-grade-odd"]
    points = [row for row in raw("points-light.csv") if row["visual_work_grade"] == "А-1"]
    assert {row["norm_lx_written"] for row in points} == {"300", "400"}
    assert len(problem.targets) == len(points) == 13
    # ҚР ДСМ-15, annex 3, table 4: А-1 is 500 lx.
    assert problem.message.ru == (
        "Для разряда А-1 норма 500 лк, а записано 300. "
        "Для разряда А-1 норма 500 лк, а записано 400."
    )


def test_marks_of_the_cards_that_fit_neither_men_nor_women() -> None:
    places = {p.workplace: p.place.ru for p in found() if p.code == "mark-differs"}
    assert all(
        problem.quantity == "heaviness" for problem in found() if problem.code == "mark-differs"
    )
    assert set(places) == set(range(1, 56)) - {1, 3, 4, 6, 7, 11, 14}
    assert places[2] == (
        "рабочее место 2, Управляющий производством: карта тяжести, показатели 7.1, 7.2"
    )
    assert places[20].endswith("показатели 2.1, 3.1, 3.2, 6, 7.1, 7.2")
    assert places[53].endswith("показатели 3.1, 3.2, 6, 7.2")


def test_conclusions_that_a_posture_of_class_2_contradicts() -> None:
    concluded = [
        int(row["workplace_no"])
        for row in raw("card-conclusions.csv")
        if row["heaviness_conclusion_by_hand"] == "1"
    ]
    assert at("conclusion-differs") == [(number, "heaviness") for number in concluded]


def test_counts_at_the_foot_of_three_cards() -> None:
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    for row in raw("tension-cards.csv"):
        marks[row["workplace_no"]][row["class_marked_by_hand"]] += 1
    wrong = [
        (int(row["workplace_no"]), "tension")
        for row in raw("card-conclusions.csv")
        if any(
            int(row[f"tension_count_{name}"]) != marks[row["workplace_no"]][name]
            for name in ("1", "2", "3.1", "3.2")
        )
    ]
    assert wrong == [(48, "tension"), (49, "tension"), (54, "tension")]
    assert at("count-differs") == wrong


def test_points_that_say_something_else_than_the_journal() -> None:
    climate = [(n, q) for n in (52, 53) for q in ("air_temperature", "relative_humidity")]
    assert at("point-value-differs") == [(21, "illuminance"), (33, "noise_leq"), *climate]
    assert at("point-missing") == [(21, "air_temperature"), (21, "relative_humidity")]


def test_one_point_twice_names_both_places() -> None:
    twice = next(problem for problem in found() if problem.code == "duplicate-point")
    assert (twice.workplace, twice.quantity) == (None, None)
    assert "24т" in twice.message.ru
    assert "строка 24" in twice.place.ru
    assert "строка 25" in twice.place.ru


def test_one_position_in_two_spellings_names_both_places() -> None:
    spelled = next(problem for problem in found() if problem.code == "position-spelling")
    assert (spelled.workplace, spelled.quantity) == (12, None)
    for part in ("штатное расписание, должность 11", "журнал", "карта тяжести", "точка 12т"):
        assert part in spelled.place.ru
    assert "«Начальник службы безопасности»" in spelled.message.ru
    assert "«Начальник службы безопастности»" in spelled.message.ru


def test_the_act_that_is_no_longer_in_force() -> None:
    assert at("norm-repealed") == [(None, "illuminance")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_reads_in_every_language(language: Language) -> None:
    for problem in found():
        for text in (problem.place.get(language), problem.message.get(language)):
            assert text
            assert "{" not in text
            assert "None" not in text
            assert "  " not in text
        assert problem.severity == SEVERITY[problem.code]
        assert problem.targets


def test_numbers_stand_in_each_language_as_it_writes_them() -> None:
    noise = next(p for p in found() if p.code == "written-norm-exceeded" and p.workplace == 9)
    assert "56,3 дБА" in noise.message.ru
    assert "56,3 дБА" in noise.message.kk
    assert "56.3 dBA" in noise.message.en


def test_the_order_is_of_workplaces_and_those_of_none_come_last() -> None:
    numbers = [problem.workplace for problem in found()]
    known = [number for number in numbers if number is not None]
    assert known == sorted(known)
    assert numbers[-2:] == [None, None]
