"""What a workplace holds: it goes with it and says so, or is taken over by others like it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.desk import Attachment, Measure, PpeItem, SafetyCheck
from riskdesk.domain.ids import PointId, WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, Mark, Point, Risk, Stay, Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.services.copying_details import ApplyToSimilar
from riskdesk.services.groups_alike import Likeness
from riskdesk.services.structure_cells import ChangeWorkplace
from riskdesk.services.structure_lists import (
    RemovePosition,
    RemoveSection,
)
from riskdesk.services.structure_removal import what_goes
from riskdesk.services.structure_workplaces import (
    AddWorkplaces,
    RemoveWorkplace,
)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


def fill(hands: Hands, workplace: Workplace) -> None:
    """One row of many kinds at a workplace, and a risk with a measure at its position."""
    risk = Risk(
        id=uuid7(),
        position_id=workplace.position_id,
        ordinal=1,
        hazard_id="noise",
        method="matrix-5x5",
    )
    with hands.database.unit_of_work() as uow:
        for row in (
            CardEntry(
                id=uuid7(),
                workplace_id=workplace.id,
                card="heaviness",
                indicator="2.1",
                value_text="12",
            ),
            Mark(
                id=uuid7(),
                workplace_id=workplace.id,
                subject="heaviness",
                hazard_class=HazardClass.HARMFUL_1,
                reason="так",
            ),
            SafetyCheck(
                id=uuid7(), workplace_id=workplace.id, ordinal=1, kind="equipment", name="Пресс"
            ),
            PpeItem(id=uuid7(), workplace_id=workplace.id, ordinal=1, name=ru("Каска")),
            Measure(
                id=uuid7(),
                certification_id=workplace.certification_id,
                ordinal=1,
                text=ru("Кожух"),
                workplace_id=workplace.id,
            ),
            Attachment(
                id=uuid7(),
                certification_id=workplace.certification_id,
                owner="workplace",
                owner_id=workplace.id,
                ordinal=1,
                name="a.png",
                media_type="image/png",
                sha256=uow.keep(b"x"),
                size=1,
            ),
            risk,
            Measure(
                id=uuid7(),
                certification_id=workplace.certification_id,
                ordinal=2,
                text=ru("Обучение"),
                risk_id=risk.id,
            ),
        ):
            uow.add(row)
        uow.commit("fill")


def test_a_workplace_goes_with_all_it_holds_and_says_what(hands: Hands) -> None:
    position = hands.position(hands.section("Цех"), "Слесарь", 2)
    place = hands.places()[0]
    fill(hands, place)
    asked = what_goes(hands.database.unit_of_work(), place.id, hands.context.texts)
    done = hands.one_step(RemoveWorkplace(workplace_id=place.id, renumber=True))
    assert done.value == asked
    assert {gone.kind: gone.count for gone in asked} == {
        "cards": 1,
        "marks": 1,
        "safety": 1,
        "ppe": 1,
        "measures": 1,
        "attachments": 1,
    }
    assert all(gone.title.get_exact("kk") for gone in asked)
    assert [one.number for one in hands.places(position)] == [1]
    assert len(hands.dossier.risks) == 1, "the risk is of the position"


def test_a_section_goes_with_everything_below(hands: Hands) -> None:
    section = hands.section("Цех 1")
    left = hands.section("Цех 2")
    hands.position(section, "Слесарь", 60)
    hands.position(left, "Токарь")
    fill(hands, hands.places()[0])
    done = hands.one_step(RemoveSection(section_id=section, renumber=True))
    counts = {gone.kind: gone.count for gone in done.value}  # type: ignore[attr-defined]
    assert (counts["positions"], counts["workplaces"], counts["risks"]) == (1, 60, 1)
    dossier = hands.dossier
    assert [one.name.ru for one in dossier.sections] == ["Цех 2"]
    assert hands.codes() == ["01 001 001"]
    assert [(one.text.ru, one.risk_id) for one in dossier.measures] == [("Обучение", None)]


def test_a_line_goes_with_its_risks(hands: Hands) -> None:
    section = hands.section("Цех")
    position = hands.position(section, "Слесарь")
    hands.position(section, "Токарь")
    fill(hands, hands.places()[0])
    hands.one_step(RemovePosition(position_id=position))
    assert (hands.lines(), hands.dossier.risks) == ([("Токарь", 1)], ())
    gone = removal_not_found(hands)
    assert gone == "not-found"


def removal_not_found(hands: Hands) -> str:
    return hands.refused(RemoveWorkplace(workplace_id=WorkplaceId(uuid7()))).code


def test_similar_workplaces_take_over_the_details_once(hands: Hands) -> None:
    hands.position(hands.section("Цех"), "Слесарь", 3)
    source, one, two = hands.places()
    fill(hands, source)
    hands.do(ChangeWorkplace(workplace_id=source.id, values={"night": "да", "men": "1"}))
    similar = Likeness(hands.dossier).similar_to(source)
    assert similar == (one.id, two.id)
    command = ApplyToSimilar(source_id=source.id, target_ids=(source.id, *similar))
    assert hands.one_step(command).value == 2
    dossier = hands.dossier
    for target in (one, two):
        (entry,) = dossier.entries_of(target, "heaviness")
        assert (entry.value_text, entry.provenance) == ("12", "copied")
        mark = dossier.mark_of(target, "heaviness")
        assert mark is not None
        assert mark.reason == "так"
    assert [place.night for place in dossier.workplaces] == [True, True, True]
    assert [place.men for place in dossier.workplaces] == [1, None, None]
    assert len(dossier.ppe_items) == len(dossier.safety_checks) == 3
    before = len(hands.database.changes())
    hands.do(command)
    assert len(hands.database.changes()) == before, "a second time changes nothing"


def test_a_copy_of_a_workplace_holds_what_the_source_says(hands: Hands) -> None:
    position = hands.position(hands.section("Цех"), "Слесарь")
    source = hands.places()[0]
    fill(hands, source)
    hands.one_step(AddWorkplaces(position_id=position, like=source.id))
    dossier = hands.dossier
    assert [one.number for one in dossier.workplaces] == [1, 2]
    assert dossier.positions[0].headcount == 2
    assert [one.name for one in dossier.safety_checks] == ["Пресс", "Пресс"]
    assert len(dossier.attachments) == 1


def test_stays_are_mirrored(hands: Hands) -> None:
    hands.position(hands.section("Цех"), "Слесарь", 2)
    source, target = hands.places()
    point = point_of(hands)
    with hands.database.unit_of_work() as uow:
        uow.add(Stay(id=uuid7(), point_id=point, workplace_id=source.id, hours=Decimal(4)))
        uow.commit("stay")
    hands.one_step(
        ApplyToSimilar(source_id=source.id, target_ids=(target.id,), details=frozenset({"points"}))
    )
    stays = hands.dossier.stays
    assert [(one.point_id, one.hours) for one in stays] == [(point, Decimal(4))] * 2


def point_of(hands: Hands) -> PointId:
    point = Point(
        id=PointId(uuid7()),
        certification_id=hands.certification,
        family="noise",
        ordinal=1,
        label="1т",
    )
    with hands.database.unit_of_work() as uow:
        uow.add(point)
        uow.commit("point")
    return point.id
