"""The check when one thing changes: exactly what that change contradicts appears or goes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from services_desk import context
from test_services_check_sample import Key, sample_dossier

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, PositionId, WorkplaceId, uuid7
from riskdesk.domain.model import Mark, Measurement, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, parse_decimal
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import Problem, check

MARK_31 = HazardClass.HARMFUL_1


def problems(dossier: Dossier) -> list[Problem]:
    return check(dossier, evaluate(dossier, context().catalog), context())


def keys(dossier: Dossier) -> set[Key]:
    found = problems(dossier)
    result: set[Key] = {(problem.code, problem.workplace, problem.quantity) for problem in found}
    assert len(result) == len(found), "one line for each code, workplace and quantity"
    return result


BEFORE = keys(sample_dossier())


def changed(dossier: Dossier) -> tuple[set[Key], set[Key]]:
    """What appeared, what went."""
    after = keys(dossier)
    return after - BEFORE, BEFORE - after


def workplace(number: int) -> Workplace:
    return next(w for w in sample_dossier().workplaces if w.number == number)


def row(number: int, quantity: str, **told: object) -> Dossier:
    """The sample with another row of the journal."""
    dossier = sample_dossier()
    place = workplace(number).id

    def other(m: Measurement) -> Measurement:
        if (m.workplace_id, m.quantity) != (place, quantity):
            return m
        return replace(m, **told)  # type: ignore[arg-type]

    return replace(dossier, measurements=tuple(other(m) for m in dossier.measurements))


def value(number: int, quantity: str, text: str) -> Dossier:
    return row(number, quantity, value_text=text, value=parse_decimal(text))


def marked(
    number: int, subject: str, hazard_class: HazardClass | None, reason: str = ""
) -> Dossier:
    """The sample with another mark."""
    dossier, place = sample_dossier(), workplace(number).id
    others = tuple(m for m in dossier.marks if (m.workplace_id, m.subject) != (place, subject))
    if hazard_class is None:
        return replace(dossier, marks=others)
    mark = Mark(
        id=uuid7(), workplace_id=place, subject=subject, hazard_class=hazard_class, reason=reason
    )
    return replace(dossier, marks=(*others, mark))


def entry(number: int, indicator: str, text: str) -> Dossier:
    dossier, place = sample_dossier(), workplace(number).id
    return replace(
        dossier,
        card_entries=tuple(
            replace(e, value_text=text)
            if (e.workplace_id, e.card, e.indicator) == (place, "heaviness", indicator)
            else e
            for e in dossier.card_entries
        ),
    )


CASES: list[tuple[str, Callable[[], Dossier], Iterable[Key], Iterable[Key]]] = [
    ("nothing", sample_dossier, (), ()),
    # values
    (
        "a value goes: it is missing, and says nothing any more",
        lambda: value(40, "noise_leq", ""),
        [("factor-missing", 40, "noise_leq")],
        (),
    ),
    (
        "an expired instrument without a value measured nothing",
        lambda: value(3, "emf_magnetic_5Hz_2kHz", ""),
        [("factor-missing", 3, "emf_magnetic_5Hz_2kHz")],
        [("instrument-expired", 3, "emf_magnetic_5Hz_2kHz")],
    ),
    (
        "a value above the written norm, not above the rule's, and not the point's",
        lambda: value(40, "noise_leq", "72"),
        [("written-norm-exceeded", 40, "noise_leq"), ("point-value-differs", 40, "noise_leq")],
        (),
    ),
    (
        "a value above both norms",
        lambda: value(40, "noise_leq", "80,1"),
        [
            ("norm-exceeded", 40, "noise_leq"),
            ("written-norm-exceeded", 40, "noise_leq"),
            ("point-value-differs", 40, "noise_leq"),
        ],
        (),
    ),
    (
        "a bound belongs to the norm",
        lambda: value(28, "relative_humidity", "70"),
        (),
        (),
    ),
    (
        "light is bounded from below",
        lambda: value(44, "illuminance", "199"),
        [
            ("norm-exceeded", 44, "illuminance"),
            ("written-norm-exceeded", 44, "illuminance"),
            ("point-value-differs", 44, "illuminance"),
        ],
        (),
    ),
    (
        "the journal corrected after the point",
        lambda: value(33, "noise_leq", "53,2"),
        (),
        [("point-value-differs", 33, "noise_leq")],
    ),
    (
        "other decimals are the same value",
        lambda: value(1, "noise_leq", "45,40"),
        (),
        (),
    ),
    # norms written by hand
    (
        "another written norm",
        lambda: row(1, "noise_leq", norm_written="55"),
        [("written-norm-differs", 1, "noise_leq")],
        (),
    ),
    (
        "a written norm below the value",
        lambda: row(1, "noise_leq", norm_written="45"),
        [("written-norm-differs", 1, "noise_leq"), ("written-norm-exceeded", 1, "noise_leq")],
        (),
    ),
    (
        "the same norm in other words",
        lambda: row(1, "noise_leq", norm_written="не более 50"),
        (),
        (),
    ),
    (
        "a corrected norm",
        lambda: row(55, "relative_humidity", norm_written="70"),
        (),
        [
            ("written-norm-exceeded", 55, "relative_humidity"),
            ("written-norm-differs", 55, "relative_humidity"),
        ],
    ),
    (
        "nothing written is no claim",
        lambda: row(55, "relative_humidity", norm_written=""),
        (),
        [
            ("written-norm-exceeded", 55, "relative_humidity"),
            ("written-norm-differs", 55, "relative_humidity"),
        ],
    ),
    # marks
    (
        "the excess is marked harmful, by the degree proposed",
        lambda: marked(26, "relative_humidity", MARK_31),
        (),
        [("norm-exceeded", 26, "relative_humidity")],
    ),
    (
        "an excess that nobody marked stays",
        lambda: marked(26, "relative_humidity", None),
        (),
        (),
    ),
    (
        "a harmful mark that no value bears out",
        lambda: marked(40, "noise_leq", MARK_31),
        [("mark-differs", 40, "noise_leq")],
        (),
    ),
    (
        "unless a reason is written",
        lambda: marked(40, "noise_leq", MARK_31, "импульсный шум"),
        (),
        (),
    ),
    (
        "a mark of an indicator that fits neither men nor women, and the card's conclusion",
        lambda: marked(1, "heaviness/7.1", HazardClass.PERMISSIBLE),
        [("mark-differs", 1, "heaviness")],
        (),
    ),
    (
        "a mark that fits women alone",
        lambda: marked(1, "heaviness/1.1", HazardClass.PERMISSIBLE),
        (),
        (),
    ),
    (
        "a second wrong mark of a card is no second line",
        lambda: marked(2, "heaviness/3.2", HazardClass.HARMFUL_1),
        (),
        (),
    ),
    (
        "a conclusion brought in line with its marks",
        lambda: marked(1, "heaviness", HazardClass.PERMISSIBLE),
        (),
        [("conclusion-differs", 1, "heaviness")],
    ),
    (
        "a conclusion explained",
        lambda: marked(1, "heaviness", HazardClass.OPTIMAL, "поза свободная"),
        (),
        [("conclusion-differs", 1, "heaviness")],
    ),
    (
        "a conclusion of tension against its marks",
        lambda: marked(1, "tension", HazardClass.HARMFUL_1),
        [("conclusion-differs", 1, "tension")],
        (),
    ),
    (
        "a mark of tension that changes the counts alone",
        lambda: marked(1, "tension/1.1", HazardClass.OPTIMAL),
        [("count-differs", 1, "tension")],
        (),
    ),
    (
        "a value of a card that its mark no longer fits",
        lambda: entry(1, "6", "до 120"),
        [("mark-differs", 1, "heaviness")],
        (),
    ),
    (
        "words have no proposal",
        lambda: entry(1, "6", "часто"),
        (),
        (),
    ),
    # acts
    (
        "another repealed act",
        lambda: row(1, "noise_leq", method="ГОСТ 24940-96"),
        [("norm-repealed", None, "noise_leq")],
        (),
    ),
    (
        "an act nobody knows is not claimed to be repealed",
        lambda: row(1, "noise_leq", method="СТ 1-1"),
        (),
        (),
    ),
    # the day of one value
    (
        "a day after the verification of its instrument",
        lambda: row(30, "illuminance", measured_on=date(2026, 5, 21)),
        [("instrument-expired", 30, "illuminance")],
        (),
    ),
    (
        "the last day of the verification",
        lambda: row(30, "illuminance", measured_on=date(2026, 5, 20)),
        (),
        (),
    ),
    (
        "no instrument was used",
        lambda: row(30, "illuminance", instrument_id=None),
        [("instrument-missing", None, "illuminance")],
        (),
    ),
    # spelling
    (
        "a slip in one row of the journal",
        lambda: row(29, "noise_leq", position_written="Сборшик"),
        [("position-spelling", 29, None)],
        (),
    ),
    (
        "a hyphen is another spelling",
        lambda: row(53, "noise_leq", position_written="Шеф-повар"),
        [("position-spelling", 53, None)],
        (),
    ),
    (
        "spaces are no other spelling",
        lambda: row(53, "noise_leq", position_written="Шеф  повар "),
        (),
        (),
    ),
]


@pytest.mark.parametrize(("name", "make", "appeared", "gone"), CASES, ids=[c[0] for c in CASES])
def test_one_change(
    name: str,  # noqa: ARG001 - the name of the case
    make: Callable[[], Dossier],
    appeared: Iterable[Key],
    gone: Iterable[Key],
) -> None:
    assert changed(make()) == (set(appeared), set(gone))


def test_one_slip_at_several_workplaces_of_a_position_is_one_line() -> None:
    dossier = sample_dossier()
    rows = tuple(
        replace(m, position_written="Сборшик") if m.position_written == "Сборщик" else m
        for m in dossier.measurements
    )
    assert changed(replace(dossier, measurements=rows)) == (
        {("position-spelling", 28, None)},
        set(),
    )


def test_a_slip_on_one_row_of_a_card_and_at_a_point() -> None:
    dossier = sample_dossier()
    card = dossier.card_entries[0]
    entries = (replace(card, position_written="Деректор"), *dossier.card_entries[1:])
    assert changed(replace(dossier, card_entries=entries))[0] == {("position-spelling", 1, None)}
    points = tuple(
        replace(p, position_written="Прачька") if p.position_written == "Прачка" else p
        for p in dossier.points
    )
    assert changed(replace(dossier, points=points))[0] == {("position-spelling", 55, None)}


def test_one_position_in_two_lines_of_the_list() -> None:
    dossier = sample_dossier()
    second = [p for p in dossier.positions if p.name.ru == "Технолог оператор"][1]
    other = replace(second, name=LocalizedText(ru="Технолог-оператор"))
    lines = tuple(other if p is second else p for p in dossier.positions)
    assert changed(replace(dossier, positions=lines)) == ({("position-spelling", 15, None)}, set())


def test_headcount_against_workplaces() -> None:
    dossier = sample_dossier()
    last = dossier.positions[-1]
    listed = (*dossier.positions[:-1], replace(last, headcount=2))
    assert changed(replace(dossier, positions=listed)) == (
        {("headcount-differs", None, None)},
        set(),
    )


def test_cards_that_nothing_is_written_in_are_one_line_a_card() -> None:
    dossier = sample_dossier()
    bare = {each.id: each.number for each in dossier.workplaces if each.number in {9, 12, 25}}

    def without(*cards: str, also: bool = False) -> Dossier:
        kept = tuple(
            entry
            for entry in dossier.card_entries
            if entry.workplace_id not in bare or entry.card not in cards
        )
        marks = tuple(
            mark
            for mark in dossier.marks
            if mark.workplace_id not in bare or mark.subject.partition("/")[0] not in cards
        )
        feet = tuple(foot for foot in dossier.card_feet if foot.workplace_id not in bare)
        return replace(
            dossier, card_entries=kept, marks=marks, card_feet=feet if also else dossier.card_feet
        )

    found = [p for p in problems(without("tension")) if p.code == "card-missing"]
    assert [(p.quantity, p.workplace, p.place.ru) for p in found] == [
        ("tension", None, "карта напряженности, рабочие места: 9, 12, 25")
    ]
    assert {target.id.partition("/")[0] for target in found[0].targets} == set(bare)
    both = problems(without("tension", "heaviness", also=True))
    assert {p.quantity for p in both if p.code == "card-missing"} == {"heaviness", "tension"}


def test_headcount_against_the_journal() -> None:
    dossier = sample_dossier()
    last = dossier.positions[-1]
    listed = (*dossier.positions[:-1], replace(last, headcount=2))
    more = replace(dossier.workplaces[-1], id=WorkplaceId(uuid7()), number=56)
    twice = replace(dossier, positions=listed, workplaces=(*dossier.workplaces, more))
    assert changed(twice) == ({("headcount-differs", None, None)}, set())
    (told,) = (p for p in problems(twice) if p.code == "headcount-differs")
    assert told.place.ru == (
        "штатное расписание, должность 31 Прачка; штатное расписание, строка «Итого» (55); "
        "журнал, карта тяжести, карта напряженности, заключения карт, рабочие места: 55"
    )


def test_a_position_that_the_journal_does_not_know_at_all_is_no_contradiction() -> None:
    dossier = sample_dossier()
    last, place = dossier.positions[-1], dossier.workplaces[-1]
    new = replace(
        last, id=PositionId(uuid7()), name=LocalizedText(ru="Агроном"), ordinal=32, headcount=1
    )
    more = replace(place, id=WorkplaceId(uuid7()), number=56, position_id=new.id)
    wider = replace(
        dossier,
        certification=replace(dossier.certification, headcount_written=56),
        positions=(*dossier.positions, new),
        workplaces=(*dossier.workplaces, more),
    )
    assert changed(wider) == (set(), set())


def test_one_number_at_two_workplaces_is_one_code_twice() -> None:
    dossier = sample_dossier()
    last = replace(dossier.workplaces[-1], number=54)
    twice = replace(dossier, workplaces=(*dossier.workplaces[:-1], last))
    problem = next(p for p in problems(twice) if p.code == "duplicate-code")
    assert (problem.workplace, problem.quantity) == (54, None)
    assert "01 002 054" in problem.message.ru
    assert "Посудомойщица" in problem.place.ru
    assert "Прачка" in problem.place.ru


def test_a_label_used_twice_in_another_family_only_is_no_duplicate() -> None:
    dossier = sample_dossier()
    assert {p.label for p in dossier.points if p.family == "light"} & {
        p.label for p in dossier.points if p.family == "noise"
    }
    renamed = tuple(
        replace(p, label="2т") if (p.family, p.label) == ("noise", "1т") else p
        for p in dossier.points
    )
    found = problems(replace(dossier, points=renamed))
    assert sum(problem.code == "duplicate-point" for problem in found) == 2


def test_points_that_nobody_can_place_are_told() -> None:
    dossier = sample_dossier()
    two = {p.id for p in dossier.points if p.family == "noise" and p.position_written == "Сторож"}
    left: set[PointId] = set(sorted(two)[:2])
    stays = tuple(stay for stay in dossier.stays if stay.point_id not in left)
    appeared, _ = changed(replace(dossier, stays=stays))
    assert ("point-ambiguous", 44, "noise_leq") in appeared


def test_a_certification_without_values_has_no_problem_of_values() -> None:
    dossier = sample_dossier()
    bare = replace(
        dossier, measurements=(), points=(), stays=(), card_entries=(), card_feet=(), marks=()
    )
    assert keys(bare) == set()


def test_a_conclusion_on_a_card_with_gaps_is_wrong_only_when_too_good() -> None:
    dossier = sample_dossier()
    place = workplace(20)
    some = tuple(
        m for m in dossier.marks if m.workplace_id != place.id or m.subject != "heaviness/5"
    )
    conclusion = next(
        m for m in dossier.marks if (m.workplace_id, m.subject) == (place.id, "heaviness")
    )
    assert conclusion.hazard_class is HazardClass.PERMISSIBLE
    assert changed(replace(dossier, marks=some)) == (set(), set())
    worse = tuple(
        replace(m, hazard_class=HazardClass.OPTIMAL) if m is conclusion else m for m in some
    )
    assert ("conclusion-differs", 20, "heaviness") in changed(replace(dossier, marks=worse))[0]


def test_two_points_of_one_workplace_bear_out_what_lies_between_them() -> None:
    dossier = sample_dossier()
    point = next(p for p in dossier.points if p.family == "noise" and p.label == "40т")
    stay = next(s for s in dossier.stays if s.point_id == point.id)
    second = replace(point, id=PointId(uuid7()), label="40а", readings={"noise_leq": "70"})
    wider = replace(
        dossier,
        points=(*dossier.points, second),
        stays=(*dossier.stays, replace(stay, id=uuid7(), point_id=second.id)),
    )
    assert changed(wider) == (set(), set())
    between = replace(
        wider,
        measurements=tuple(
            replace(m, value=Decimal("66.1"), value_text="66,1")
            if (m.workplace_id, m.quantity) == (stay.workplace_id, "noise_leq")
            else m
            for m in wider.measurements
        ),
    )
    assert changed(between) == (set(), set())


def test_a_slip_at_many_points_is_told_as_ranges() -> None:
    dossier = sample_dossier()
    points = tuple(
        replace(p, position_written="Сторош") if p.position_written == "Сторож" else p
        for p in dossier.points
    )
    (told,) = (p for p in problems(replace(dossier, points=points)) if "Сторош" in p.message.ru)
    assert "Шум, точки 44т–52т" in told.place.ru
    assert told.place.ru.count("Шум") == 1
    assert "нүктелері" in told.place.kk


def test_one_indicator_is_told_as_one() -> None:
    dossier = marked(3, "heaviness/7.1", HazardClass.HARMFUL_2)
    (told,) = (p for p in problems(dossier) if (p.code, p.workplace) == ("mark-differs", 3))
    assert told.place.ru.endswith("карта тяжести, показатель 7.1")
