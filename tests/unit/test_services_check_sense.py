"""The check sees sense: hours, night, welding, loads, neighbours, ranges, calibrations, groups."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.desk import AnalogGroup, FieldCheck
from riskdesk.domain.ids import InstrumentId, PointId, uuid7
from riskdesk.domain.model import CardEntry, CardKind, Mark
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.edit_points import AddPoints, SetStays, StayHours

WELDER, LOADER, WATCHMAN = 1, 2, 3


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def entry(desk: FileDesk, number: int, card: CardKind, indicator: str, text: str) -> None:
    place = desk.workplace(number).id
    desk.add(
        CardEntry(id=uuid7(), workplace_id=place, card=card, indicator=indicator, value_text=text)
    )


def mark(desk: FileDesk, number: int, subject: str, found: HazardClass, reason: str = "") -> None:
    place = desk.workplace(number).id
    desk.add(
        Mark(id=uuid7(), workplace_id=place, subject=subject, hazard_class=found, reason=reason)
    )


def point(desk: FileDesk, number: int, family: str, **texts: str) -> PointId:
    command = AddPoints(certification_id=desk.certification, family=family, rows=(texts,))
    done = desk.do(command)
    assert isinstance(done.value, tuple)
    own = PointId(done.value[0])
    stays = (StayHours(workplace_id=desk.workplace(number).id),)
    desk.do(SetStays(point_ids=(own,), stays=stays))
    return own


def workplaces(desk: FileDesk, code: str) -> list[int | None]:
    return [problem.workplace for problem in desk.problems(code)]


@pytest.mark.parametrize(
    ("night", "marked", "told"),
    [
        (True, None, True),
        (True, HazardClass.OPTIMAL, True),
        (True, HazardClass.PERMISSIBLE, True),
        (True, HazardClass.HARMFUL_1, False),
        (True, HazardClass.HARMFUL_2, False),
        (False, HazardClass.OPTIMAL, False),
        (None, HazardClass.OPTIMAL, False),
    ],
)
def test_night_work_and_its_mark(
    file_desk: FileDesk, *, night: bool | None, marked: HazardClass | None, told: bool
) -> None:
    file_desk.change(replace(file_desk.workplace(WATCHMAN), night=night))
    if marked is not None:
        mark(file_desk, WATCHMAN, "tension/5.2", marked)
    assert workplaces(file_desk, "night-unmarked") == ([WATCHMAN] if told else [])


def test_welding_asks_for_ultraviolet_and_manganese(file_desk: FileDesk) -> None:
    (problem,) = file_desk.problems("welding-factors")
    assert problem.workplace == WELDER
    assert problem.message.ru.endswith(
        "не измерено: ультрафиолетовое излучение, марганец в сварочном аэрозоле."
    )
    point(file_desk, WELDER, "uv", uv_a="10")
    (problem,) = file_desk.problems("welding-factors")
    assert "ультрафиолет" not in problem.message.ru
    manganese = next(
        each.key for each in file_desk.context.catalog.substances.find("марганец в сварочных", 5)
    )
    point(file_desk, WELDER, "chemical", air_substance=manganese, air_single="0,1")
    assert file_desk.problems("welding-factors") == []


@pytest.mark.parametrize("name", ["Электрогазосварщик", "Газ-электр дәнекерлеуші", "Сварщик 5 р."])
def test_welders_in_both_languages(file_desk: FileDesk, name: str) -> None:
    traits = file_desk.context.catalog.occupations.traits_of(name)
    assert "welding" in traits
    assert "welding" not in file_desk.context.catalog.occupations.traits_of("Слесарь", "Товаровед")


@pytest.mark.parametrize(
    ("women", "youth", "mass", "codes"),
    [
        (1, 0, "10", []),
        (1, 0, "10,5", ["load-over-women"]),
        (0, 1, "12", ["load-over-youth"]),
        (2, 1, "12", ["load-over-women", "load-over-youth"]),
        (0, 0, "30", []),
        (None, None, "30", []),
    ],
)
def test_loads_over_the_womens_limit(
    file_desk: FileDesk, women: int | None, youth: int | None, mass: str, codes: list[str]
) -> None:
    file_desk.change(replace(file_desk.workplace(LOADER), women=women, men=1, youth=youth))
    entry(file_desk, LOADER, "heaviness", "2.1", mass)
    found = file_desk.problems("load-over-women") + file_desk.problems("load-over-youth")
    assert [problem.code for problem in found] == codes
    # criteria.md D.4: mass of a load, alternating, women, class 2 up to 10 kg
    assert all("10 кг" in problem.message.ru for problem in found)


def test_a_value_ten_times_its_neighbours(file_desk: FileDesk) -> None:
    for text in ("300", "310", "290", "300", "3000", "30"):
        point(file_desk, WELDER, "light", illuminance=text)
    found = file_desk.problems("value-outlying")
    assert [problem.message.ru.split()[1] for problem in found] == ["3000", "30"]
    assert [problem.targets[0].kind for problem in found] == ["point", "point"]


def test_few_values_or_other_substances_are_no_neighbours(file_desk: FileDesk) -> None:
    for number, text in enumerate(("0,1", "0,2", "0,1", "20"), start=1):
        point(file_desk, WELDER, "chemical", air_substance=str(number), air_single=text)
    for text in ("0,1", "0,2", "0,1", "0,1"):
        point(file_desk, WELDER, "chemical", air_substance="1", air_single=text)
    assert file_desk.problems("value-outlying") == []


def test_a_card_that_comes_to_a_class_without_a_column(file_desk: FileDesk) -> None:
    mark(file_desk, LOADER, "heaviness", HazardClass.HARMFUL_3, "две перегрузки")
    entry(file_desk, LOADER, "heaviness", "2.1", "12")
    (problem,) = file_desk.problems("class-without-column")
    assert (problem.workplace, problem.quantity) == (LOADER, "heaviness")
    assert "3.3" in problem.message.ru


def test_a_calibration_that_drifted(file_desk: FileDesk) -> None:
    own = file_desk.meter()
    row = file_desk.measured(1, "noise_leq", "60", own.id)
    check = FieldCheck(
        id=uuid7(),
        instrument_id=own.id,
        day=row.measured_on,
        quantity="noise_leq",
        reference=Decimal(94),
        before=Decimal(94),
        after=Decimal("94.4"),
        allowed_drift=Decimal("0.5"),
    )
    file_desk.add(check)
    assert file_desk.problems("field-drift") == []
    file_desk.change(replace(check, after=Decimal("94.6")))
    (problem,) = file_desk.problems("field-drift")
    assert "на 0,6 при допустимых 0,5" in problem.message.ru
    assert [target.id for target in problem.targets] == [own.id, row.id]
    file_desk.change(replace(check, before=Decimal(95), after=Decimal(95)))
    (problem,) = file_desk.problems("field-drift")
    assert "отличие от эталона 1 при допустимых 0,5" in problem.message.ru


def test_values_beyond_the_range_of_their_instrument(file_desk: FileDesk) -> None:
    own = file_desk.meter(ranges="30..100")
    file_desk.measured(1, "noise_leq", "30", own.id)
    assert file_desk.problems("instrument-range") == []
    file_desk.measured(2, "noise_leq", "29,9", own.id)
    loud = point(file_desk, 1, "noise", noise_leq="101")
    found = next(each for each in file_desk.dossier().points if each.id == loud)
    file_desk.change(replace(found, instrument_id=InstrumentId(own.id)))
    (problem,) = file_desk.problems("instrument-range")
    assert "30–100, вне его значений 2: 29,9; 101" in problem.message.ru


@pytest.mark.parametrize(
    ("value", "spread", "told"),
    [("79,5", "0,7", True), ("79", "0,7", False), ("81", "0,7", False), ("80,5", "0,7", True)],
)
def test_a_limit_within_the_uncertainty(
    file_desk: FileDesk, *, value: str, spread: str, told: bool
) -> None:
    file_desk.change(replace(file_desk.workplace(1), noise_row=5))
    row = file_desk.measured(1, "noise_leq", value)
    file_desk.change(replace(row, uncertainty=spread))
    assert workplaces(file_desk, "uncertainty-undecided") == ([1] if told else [])


def test_a_point_undecided_is_told_once(file_desk: FileDesk) -> None:
    for number in (1, 2):
        file_desk.change(replace(file_desk.workplace(number), noise_row=5))
    own = point(file_desk, 1, "noise", noise_leq="80,5", uncertainty="0,7")
    stays = tuple(StayHours(workplace_id=file_desk.workplace(number).id) for number in (1, 2))
    file_desk.do(SetStays(point_ids=(own,), stays=stays))
    (problem,) = file_desk.problems("uncertainty-undecided")
    assert (problem.workplace, problem.quantity) == (None, "noise_leq")
    assert problem.targets[0].id == own


def test_a_group_whose_members_changed(file_desk: FileDesk) -> None:
    ids = [workplace.id for workplace in file_desk.dossier().workplaces]
    group = AnalogGroup(
        id=uuid7(),
        certification_id=file_desk.certification,
        ordinal=1,
        name=LocalizedText(kk="Топ", ru="Группа", en="Group"),
        members=(ids[0], ids[1]),
    )
    file_desk.add(group)
    for number in (1, 2):
        file_desk.change(replace(file_desk.workplace(number), group_id=group.id))
    assert file_desk.problems("group-reopened") == []
    file_desk.change(replace(file_desk.workplace(3), group_id=group.id))
    file_desk.change(replace(file_desk.workplace(1), group_id=None))
    (problem,) = file_desk.problems("group-reopened")
    assert "добавились 3, ушли 1" in problem.message.ru


def test_the_norm_of_a_visual_grade(file_desk: FileDesk) -> None:
    # ҚР ДСМ-15, annex 3, table 4: Б-2 is 200 lx
    point(
        file_desk, 1, "light", illuminance="310", visual_grade="Б-2", **{"norm/illuminance": "200"}
    )
    assert file_desk.problems("visual-grade-odd") == []
    own = point(file_desk, 1, "light", visual_grade="Б-2", **{"norm/illuminance": "300"})
    (problem,) = file_desk.problems("visual-grade-odd")
    assert problem.message.ru == "Для разряда Б-2 норма 200 лк, а записано 300."
    assert [target.id for target in problem.targets] == [own]


def test_a_desk_in_order_has_no_such_problem(file_desk: FileDesk) -> None:
    codes = ("stay-hours", "night-unmarked", "load-over-women", "field-drift", "group-reopened")
    assert [file_desk.problems(code) for code in codes] == [[], [], [], [], []]
    assert file_desk.dossier().certification.measured_on == date(2026, 4, 10)
