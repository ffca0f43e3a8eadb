"""Measures of improvement: planned, changed, closed; the plan knows what is late and its cost."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Risk
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.edit_measures import AddMeasure, ChangeMeasure, CloseMeasure, RemoveMeasure
from riskdesk.services.queries_measures import improvement_plan


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


TODAY = date(2026, 6, 1)


@pytest.fixture
def shop(hands: Hands) -> Hands:
    hands.position(hands.section("Цех"), "Слесарь", 2)
    return hands


def add(hands: Hands, text: str, **values: object) -> str:
    command = AddMeasure(certification_id=hands.certification, text=ru(text), values=values)
    found: str = hands.one_step(command).value  # type: ignore[assignment]
    return found


def test_a_plan_is_made_and_carried_out(shop: Hands) -> None:
    place = shop.places()[0]
    first = add(
        shop,
        "Кожух на пресс",
        workplace_id=place.id,
        subject="noise_leq",
        level="engineering",
        due="31.05.2026",
        cost="1 250 000,50",
        responsible=" главный  механик",
        expected="2",
    )
    second = add(shop, "Обучение", level="administrative", due=date(2026, 12, 1))
    plan = improvement_plan(shop.dossier, TODAY)
    row = plan.rows[0]
    assert (row.code, row.position.ru, row.state) == ("01 001 001", "Слесарь", "overdue")
    assert (row.cost, row.expected) == (Decimal("1250000.50"), HazardClass.PERMISSIBLE)
    assert row.responsible == "главный механик"
    assert (plan.open, plan.overdue, plan.done, plan.uncosted) == (1, 1, 0, 1)
    assert plan.cost == Decimal("1250000.50")
    shop.one_step(CloseMeasure(measure_id=first, done_on=date(2026, 5, 30)))
    assert improvement_plan(shop.dossier, TODAY).rows[0].state == "done"
    shop.one_step(ChangeMeasure(measure_id=second, values={"cost": "0", "due": ""}))
    shop.one_step(CloseMeasure(measure_id=first, done_on=None))
    shop.one_step(RemoveMeasure(measure_id=first))
    plan = improvement_plan(shop.dossier, TODAY)
    assert [(one.ordinal, one.text.ru, one.due, one.cost) for one in plan.rows] == [
        (1, "Обучение", None, Decimal(0))
    ]


def test_a_measure_against_a_risk_stands_at_its_position(shop: Hands) -> None:
    risk = Risk(
        id=uuid7(),
        position_id=shop.dossier.positions[0].id,
        ordinal=1,
        hazard_id="noise",
        method="matrix-5x5",
    )
    with shop.database.unit_of_work() as uow:
        uow.add(risk)
        uow.commit("risk")
    add(shop, "Наушники", risk_id=risk.id, level="ppe")
    (row,) = improvement_plan(shop.dossier, TODAY).rows
    assert (row.position.ru, row.hazard_id, row.code) == ("Слесарь", "noise", "")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"level": "magic"}, "choice-unknown"),
        ({"cost": "-1"}, "number-negative"),
        ({"cost": "много"}, "number-not-read"),
        ({"due": "завтра"}, "date-not-read"),
        ({"expected": "5"}, "class-not-read"),
        ({"subject": "luck"}, "subject-unknown"),
        ({"workplace_id": "nowhere"}, "not-found"),
        ({"risk_id": "nowhere"}, "not-found"),
        ({"colour": "red"}, "field-unknown"),
    ],
)
def test_what_is_refused_stores_nothing(shop: Hands, values: dict[str, object], code: str) -> None:
    command = AddMeasure(certification_id=shop.certification, text=ru("Мера"), values=values)
    assert shop.refused(command).code == code


def test_a_measure_needs_words_and_its_own_certification(shop: Hands) -> None:
    empty = AddMeasure(certification_id=shop.certification, text=LocalizedText(en="x"))
    assert shop.refused(empty).code == "measure-textless"
    place = shop.places()[0]
    shop.begin("Другой")
    other = AddMeasure(
        certification_id=shop.certification, text=ru("Мера"), values={"workplace_id": place.id}
    )
    assert shop.refused(other).code == "other-certification"
