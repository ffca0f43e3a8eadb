"""A person enters a certification of 20 workplaces by keyboard alone, from nothing to the check.

Keys only: no mouse, no service is called. What is stored is compared at the end with what was
typed; keys are counted against ``tests/bench/keys.toml``; the window never stands still.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import person_begin as begin
import person_cards as cards
import person_check as checking
import person_keys
import person_measures as measures
import pytest
from person import Person
from person_story import (
    ACCEPTED,
    BIN,
    CHEMICAL,
    CONTRACT,
    COST,
    ENTERPRISE,
    EQUIPMENT,
    HEAVINESS,
    LIGHT,
    MARKED,
    MENDED,
    METERS,
    MICROCLIMATE,
    MILLER,
    NOISE,
    OPERATIONS,
    OUTDOOR,
    PASTED,
    PEOPLE,
    PLACES,
    SECTIONS,
    STAYS,
    WELDER,
    WRONG,
    Spot,
)
from PySide6.QtWidgets import QApplication
from surroundings import FixedClock

from riskdesk.app.bootstrap import make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.app.store import make_context, store
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Certification, Point
from riskdesk.domain.values import HazardClass, Language, parse_decimal
from riskdesk.services.queries_snapshot import Snapshot, take
from riskdesk.ui.bundle import StartOptions
from riskdesk.ui.start import make_window
from riskdesk.ui.theme import ThemeName

LONGEST = 0.2
"""Seconds: a screen that is built for the first time; typing is held to ``person.LONG``."""
QUESTIONS = 2
SECONDS = 60

pytestmark = pytest.mark.qt_log_ignore("Keyboard event not accepted")


@pytest.fixture
def person(
    app: QApplication, database: Path, clock: FixedClock, kept: dict[str, str]
) -> Iterator[Callable[[Language, ThemeName], Person]]:
    made: list[Person] = []

    def sit_down(language: Language, theme: ThemeName) -> Person:
        bundle = window_bundle(database, replace(make_program(), clock=clock))
        bundle = replace(bundle, settings={}, keep=kept.update)
        window = make_window(bundle, StartOptions(language=language, theme=theme))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        made.append(Person(app, window, clock, kazakh_row=language == "kk"))
        made[0].rest()
        return made[0]

    yield sit_down
    for one in made:
        one.window.close()
        one.window.deleteLater()
    app.processEvents()


def parts(folder: Path) -> dict[str, Callable[[Person], None]]:
    """The day in its order."""
    return {
        "first_run": begin.first_run,
        "enterprise": begin.enterprise,
        "structure": begin.structure,
        "groups": begin.groups,
        "instruments": measures.instruments,
        "noise": measures.noise,
        "stays": measures.stays,
        "light": measures.light,
        "microclimate": measures.microclimate,
        "chemical": measures.chemical,
        "heaviness": cards.heaviness,
        "tension": cards.tension,
        "mark": cards.mark,
        "chronometry": cards.chronometry,
        "safety": cards.safety,
        "guarantees": cards.guarantees,
        "measure": cards.measure,
        "check": checking.check,
        "steps": checking.steps,
        "document": partial(checking.document, folder=folder),
        "search": checking.search,
    }


@pytest.mark.parametrize(("language", "theme"), [("kk", "dark"), ("ru", "light"), ("en", "light")])
def test_a_certification_by_keyboard_alone(
    person: Callable[[Language, ThemeName], Person],
    database: Path,
    tmp_path: Path,
    language: Language,
    theme: ThemeName,
) -> None:
    one, folder = person(language, theme), tmp_path / "out"
    begun = time.process_time()  # whatever else the computer does
    for one.part, act in parts(folder).items():
        act(one)
        one.rest()
    taken = time.process_time() - begun
    one.window.close()
    print(f"{language}: {one.keys} keys, {taken:.0f} s, {one.gaps}")  # noqa: T201 - its answer
    assert [path.suffix for path in folder.rglob("*.*")] == [".pdf"]
    assert one.questions <= QUESTIONS
    assert taken <= SECONDS
    assert max((gap for gap, _ in one.gaps), default=0) < LONGEST, one.gaps
    counted(language, one)
    stored(database, language)


def counted(language: Language, one: Person) -> None:
    """Not over what is kept, by more than a little."""
    if person_keys.keeping():
        person_keys.keep(language, one.parts)
    most = person_keys.known(language)["all"] * person_keys.GROWTH
    assert one.keys <= most, f"{one.keys} keys, {dict(one.parts)}"


def stored(database: Path, language: Language) -> None:
    """What was typed is on disk as it was typed, and judged."""
    program = make_program()
    context = make_context(program)
    with store(program, database) as opened:
        with opened.unit_of_work() as uow:
            certification = uow.find(Certification)[0].id
        found = take(opened.unit_of_work(), certification, context)
    facts(found.dossier)
    structure(found.dossier)
    points(found.dossier, language)
    judged(found, language)


def facts(dossier: Dossier) -> None:
    enterprise, certification = dossier.enterprise, dossier.certification
    assert (enterprise.name.kk, enterprise.name.ru) == (ENTERPRISE["kk"], ENTERPRISE["ru"])
    assert (enterprise.bin, certification.contract) == (BIN, CONTRACT)
    assert certification.outdoor_temperature == parse_decimal(OUTDOOR)
    assert f"{certification.measured_on:%d.%m.%Y}" == "10.04.2026"
    assert [one.name for one in dossier.commission] == [name for name, _ in PEOPLE]
    assert [one.role for one in dossier.commission] == ["chairman", "member", "secretary"]
    assert [one.serial for one in dossier.instruments] == [meter.serial for meter in METERS]
    assert [f"{one.valid_until:%d.%m.%Y}" for one in dossier.instruments] == [
        meter.until for meter in METERS
    ]


def structure(dossier: Dossier) -> None:
    lines = [line for _, own in SECTIONS for line in own]
    lines += PASTED
    assert [(one.name.kk, one.name.ru, one.headcount) for one in dossier.positions] == [
        (line.name["kk"], line.name["ru"], line.headcount) for line in lines
    ]
    assert len(dossier.workplaces) == PLACES
    people = [(one.men or 0, one.women or 0) for one in dossier.workplaces]
    assert sum(men for men, _ in people) == sum(line.men for line in lines)
    assert sum(women for _, women in people) == sum(line.women for line in lines)
    group = dossier.analog_groups[0]
    members = [one for one in dossier.workplaces if one.group_id == group.id]
    assert len(members) == MILLER.headcount
    assert sum(one.measured for one in members) == 2


def points(dossier: Dossier, language: Language) -> None:
    """Each typed text stands in its point; each zone has its people and hours."""
    for family, spots in (("noise", NOISE), ("light", LIGHT), ("microclimate", MICROCLIMATE)):
        own = [point for point in dossier.points if point.family == family]
        assert len(own) == len(spots)
        for point, spot in zip(own, spots, strict=True):
            as_typed(point, spot, language)
    chemical = [point for point in dossier.points if point.family == "chemical"]
    for point, (spot, _) in zip(chemical, CHEMICAL, strict=True):
        as_typed(point, spot, language)
        assert point.readings["air_substance"]
    for stay in STAYS:
        hours = [Decimal(each.hours or 0) for each in dossier.stays
                 if point_of(dossier, each.point_id).zone == stay.zone[language]]  # fmt: skip
        assert set(hours) == {parse_decimal(text) for _, text in stay.found}
    assert {each.point_id for each in dossier.stays} == {point.id for point in dossier.points}
    assert all(point.instrument_id is not None for point in dossier.points)


def as_typed(point: Point, spot: Spot, language: Language) -> None:
    assert (point.position_written, point.zone) == (spot.place[language], spot.zone[language])
    for column, text in spot.values.items():
        if column in {"visual_grade", "work_category"}:
            assert getattr(point, column)
            continue
        assert point.readings[column] == (MENDED if text == WRONG else text)


def point_of(dossier: Dossier, identity: str) -> Point:
    return next(point for point in dossier.points if point.id == identity)


def judged(found: Snapshot, language: Language) -> None:
    dossier = found.dossier
    welders = [one for one in dossier.workplaces
               if dossier.position_of(one).name.ru == WELDER.name["ru"]]  # fmt: skip
    for welder in welders:  # one card for all of them
        texts = {each.indicator: each.working or each.value_text
                 for each in dossier.entries_of(welder, "heaviness")}  # fmt: skip
        assert texts == {number: text.removeprefix("=") for number, text in HEAVINESS.items()}
    number, hazard_class, reason = MARKED
    marks = {mark.subject: mark for mark in dossier.marks if mark.workplace_id == welders[0].id}
    assert marks[f"heaviness/{number}"].hazard_class == HazardClass(hazard_class)
    assert marks[f"heaviness/{number}"].reason == reason[language]
    assert [one.name for one in dossier.operations] == [name[language] for name, _ in OPERATIONS]
    assert [one.grade for one in dossier.safety_checks] == [2] * len(EQUIPMENT)
    assert {(one.kind, one.amount) for one in dossier.guarantees} == {("hours", "36"),
                                                                     ("leave", "6")}  # fmt: skip
    assert dossier.measures[0].cost == parse_decimal(COST)
    assert [one.reason for one in dossier.acceptances] == [ACCEPTED[language]]
    rows = {point.label: point for point in dossier.points if point.family == "noise"}
    assert len(rows) == len(NOISE)
    assert found.assessed[welders[0].id].total.proposed == HazardClass.HARMFUL_2
