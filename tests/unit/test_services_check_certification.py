"""The check of the cover and of groups: an old wrong number is a line, never a wall."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Measurement
from riskdesk.domain.values import LANGUAGES
from riskdesk.services.check import Problem
from riskdesk.services.groups_members import ConfirmGroup, MakeGroup
from riskdesk.services.queries_snapshot import take
from riskdesk.services.structure_cells import ChangeWorkplace
from riskdesk.services.structure_lists import ChangePosition
from riskdesk.services.structure_workplaces import SplitByHeadcount

CODES = {
    "bin-digit",
    "extraordinary-incomplete",
    "accreditation-over",
    "group-differs",
    "headcount-differs",
}


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


def told(hands: Hands) -> dict[str, Problem]:
    snapshot = take(hands.database.unit_of_work(), hands.certification, hands.context)
    found: dict[str, Problem] = {}
    for one in snapshot.problems:
        if one.code in CODES:
            found[one.code] = one
    for one in found.values():
        assert all(one.message.get_exact(language) for language in LANGUAGES)
        assert one.targets
    return found


def write(hands: Hands, **told: object) -> None:
    with hands.database.unit_of_work() as uow:
        dossier = uow.dossier(hands.certification)
        uow.replace(replace(dossier.enterprise, bin=str(told.pop("bin", ""))))
        uow.replace(replace(dossier.certification, **told))  # type: ignore[arg-type]
        uow.commit("as an older program wrote it")


def test_an_old_wrong_number_is_a_line(hands: Hands) -> None:
    write(hands, bin="123456789012")
    assert "123456789012" in told(hands)["bin-digit"].message.ru
    write(hands, bin="061211600012")
    assert told(hands) == {}


def test_an_extraordinary_one_needs_its_ground_and_the_one_before(hands: Hands) -> None:
    write(hands, kind="extraordinary", ground="предписание")
    assert set(told(hands)) == {"extraordinary-incomplete"}


def test_values_outside_the_accreditation_are_told(hands: Hands) -> None:
    hands.position(hands.section("Цех"), "Слесарь")
    write(hands, accreditation="KZ.T.02", accredited_until=date(2026, 4, 9))
    assert told(hands) == {}
    (place,) = hands.places()
    with hands.database.unit_of_work() as uow:
        uow.add(
            Measurement(
                id=uuid7(),
                workplace_id=place.id,
                quantity="noise_leq",
                ordinal=1,
                value_text="70",
                value=Decimal(70),
                unit="dBA",
                measured_on=date(2026, 4, 10),
            )
        )
        uow.commit("value")
    assert "10.04.2026" in told(hands)["accreditation-over"].message.ru


def test_a_group_that_is_no_longer_alike_is_told(hands: Hands) -> None:
    hands.position(hands.section("Цех"), "Слесарь", 2)
    one, two = hands.places()
    group = hands.do(MakeGroup(certification_id=hands.certification, members=(one.id, two.id)))
    hands.do(ConfirmGroup(group_id=group))
    for place, text in ((one, "да"), (two, "нет")):
        hands.do(ChangeWorkplace(workplace_id=place.id, values={"night": text}))
    assert "работа ночью" in told(hands)["group-differs"].message.ru


def test_one_workplace_of_five_people_is_no_contradiction(hands: Hands) -> None:
    position = hands.position(hands.section("Цех"), "Оператор", 5)
    hands.do(SplitByHeadcount(position_id=position, into="one"))
    assert set(told(hands)) == {"headcount-differs"}, "nobody said how many work there"
    place = hands.places()[0]
    hands.do(ChangeWorkplace(workplace_id=place.id, values={"men": "3", "women": "2"}))
    assert told(hands) == {}
    hands.do(ChangePosition(position_id=position, name=ru("Оператор"), headcount=6))
    assert set(told(hands)) == {"headcount-differs"}
