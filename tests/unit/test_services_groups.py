"""Analogous workplaces: proposed, confirmed, drawn so that anybody can repeat it, opened again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.desk import SafetyCheck
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, Measurement
from riskdesk.domain.values import LocalizedText
from riskdesk.services.groups_draw import ChooseMeasured, DrawMeasured, SwapMeasured, drawn
from riskdesk.services.groups_members import ChangeGroup, ConfirmGroup, DissolveGroup, MakeGroup
from riskdesk.services.progress import progress
from riskdesk.services.queries_groups import GroupRow, group_marks, groups
from riskdesk.services.structure_cells import ChangeWorkplace
from riskdesk.services.structure_workplaces import AddWorkplaces, RemoveWorkplace

DAY = date(2026, 4, 10)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


@pytest.fixture
def shop(hands: Hands) -> Hands:
    section = hands.section("Цех")
    hands.position(section, "Слесарь", 5)
    hands.position(section, "Токарь")
    return hands


def make(hands: Hands, count: int = 5) -> str:
    members = tuple(one.id for one in hands.places()[:count])
    found: str = hands.one_step(
        MakeGroup(certification_id=hands.certification, members=members)
    ).value  # type: ignore[assignment]
    return found


def row(hands: Hands) -> GroupRow:
    (found,) = groups(hands.dossier).rows
    return found


def signs(hands: Hands) -> list[str]:
    return [one.sign for one in row(hands).members]


def test_alike_workplaces_are_proposed(shop: Hands) -> None:
    places = shop.places()
    with shop.database.unit_of_work() as uow:
        for one in places[:2]:
            uow.add(
                SafetyCheck(
                    id=uuid7(), workplace_id=one.id, ordinal=1, kind="equipment", name="Пресс"
                )
            )
        uow.commit("equipment")
    first, second = groups(shop.dossier).proposed
    assert first.equipment == ("пресс",)
    assert (first.members, second.members) == (
        tuple(one.id for one in places[:2]),
        tuple(one.id for one in places[2:5]),
    )
    assert first.name.ru == "Слесарь"
    make(shop, 2)
    assert [one.members for one in groups(shop.dossier).proposed] == [second.members]


def test_a_group_is_a_draft_until_it_is_confirmed(shop: Hands) -> None:
    group = make(shop)
    assert (row(shop).state, row(shop).name.ru, row(shop).measured) == ("draft", "Слесарь", 5)
    shop.one_step(ConfirmGroup(group_id=group))
    assert row(shop).state == "confirmed"


def test_a_draw_can_be_repeated_for_ever(shop: Hands) -> None:
    group = make(shop)
    ids = [one.id for one in shop.places()[:5]]
    done = shop.one_step(DrawMeasured(group_id=group, count=2, seed=4711))
    assert done.value == row(shop).seed == 4711
    measured = {one.id for one in row(shop).members if one.sign == "measured"}
    assert measured == drawn(4711, ids, 2) == drawn(4711, reversed(ids), 2)
    assert len(measured) == 2
    assert {len(drawn(seed, ids, 2)) for seed in range(50)} == {2}
    assert len({drawn(seed, ids, 2) for seed in range(50)}) > 5, "another seed, another draw"
    assert drawn(1, ("a", "b", "c", "d"), 2) == {"a", "d"}, "fixed: papers name seeds"
    again = shop.do(DrawMeasured(group_id=group, count=3))
    assert again == row(shop).seed
    assert signs(shop).count("measured") == 3


def test_a_swap_has_its_reason(shop: Hands) -> None:
    group = make(shop)
    shop.do(DrawMeasured(group_id=group, count=2, seed=1))
    members = row(shop).members
    leaves = next(one for one in members if one.sign == "measured")
    enters = next(one for one in members if one.sign == "inherits")
    swap = SwapMeasured(group_id=group, leaves=leaves.id, enters=enters.id, reason=" в  отпуске ")
    shop.one_step(swap)
    after = {one.id: one for one in row(shop).members}
    assert (after[leaves.id].sign, after[enters.id].sign) == ("inherits", "measured")
    assert after[enters.id].swap_reason == "в отпуске"
    assert row(shop).seed == 1
    assert shop.refused(swap).code == "group-swap-wrong"
    back = SwapMeasured(group_id=group, leaves=enters.id, enters=leaves.id, reason=" ")
    assert shop.refused(back).code == "group-reason-missing"
    shop.do(ChooseMeasured(group_id=group, measured=(leaves.id,)))
    assert (row(shop).seed, row(shop).measured) == (None, 1)
    assert not any(one.swap_reason for one in row(shop).members)


def test_a_group_opens_again_and_says_why(shop: Hands) -> None:
    group = make(shop)
    shop.do(ConfirmGroup(group_id=group))
    place = shop.places()[0]
    shop.do(ChangeWorkplace(workplace_id=place.id, values={"night": "да"}))
    assert row(shop).state == "confirmed", "not given elsewhere is no difference"
    shop.do(ChangeWorkplace(workplace_id=shop.places()[1].id, values={"night": "нет"}))
    found = row(shop)
    assert found.state == "reopened"
    assert [(one.field, one.numbers) for one in found.differences] == [("night", ((1,), (2,)))]
    error = shop.refused(ConfirmGroup(group_id=group))
    assert error.code == "group-differs"
    assert "работа ночью" in shop.context.texts.error(error).ru


def test_a_member_that_goes_or_comes_opens_the_group(shop: Hands) -> None:
    group = make(shop)
    shop.do(ConfirmGroup(group_id=group))
    shop.do(RemoveWorkplace(workplace_id=shop.places()[0].id))
    assert (row(shop).state, row(shop).lost) == ("reopened", 1)
    shop.undo()
    assert row(shop).state == "confirmed"
    position = shop.dossier.positions[0].id
    (new,) = shop.do(AddWorkplaces(position_id=position))
    members = tuple(one.id for one in row(shop).members)
    shop.one_step(ChangeGroup(group_id=group, members=(*members[1:], new), name=ru("Слесари")))
    found = row(shop)
    assert (found.state, found.name.ru, found.lost) == ("reopened", "Слесари", 1)
    assert [one.added for one in found.members] == [False] * 4 + [True]
    left = shop.dossier.workplace_by_id[members[0]]
    assert (left.group_id, left.measured) == (None, True)


def test_cards_and_factors_must_agree_where_they_are_given(shop: Hands) -> None:
    make(shop)
    one, two, *_ = shop.places()
    with shop.database.unit_of_work() as uow:
        entry = CardEntry(
            id=uuid7(), workplace_id=one.id, card="tension", indicator="1.1", value_text="3.1"
        )
        uow.add(entry)
        value = Measurement(
            id=uuid7(),
            workplace_id=one.id,
            quantity="noise_leq",
            ordinal=1,
            value_text="80",
            value=None,
            unit="dBA",
            measured_on=DAY,
        )
        uow.add(value)
        uow.commit("one")
    assert row(shop).differences == ()
    with shop.database.unit_of_work() as uow:
        uow.add(replace(entry, id=uuid7(), workplace_id=two.id, value_text="2"))
        uow.add(replace(value, id=uuid7(), workplace_id=two.id, quantity="light"))
        uow.commit("two")
    assert [one.field for one in row(shop).differences] == ["factors", "tension"]


def test_marks_name_where_values_come_from(shop: Hands) -> None:
    group = make(shop)
    first = shop.places()[0]
    shop.do(ChooseMeasured(group_id=group, measured=(first.id,)))
    marks = group_marks(shop.dossier)
    assert len(marks) == 5
    assert (marks[first.id].sign, marks[first.id].sources) == ("measured", ())
    assert {marks[one.id].sources for one in shop.places()[1:5]} == {(first.id,)}
    assert progress(shop.dossier).measured == 0
    with shop.database.unit_of_work() as uow:
        uow.add(
            Measurement(
                id=uuid7(),
                workplace_id=first.id,
                quantity="noise_leq",
                ordinal=1,
                value_text="80",
                value=Decimal(80),
                unit="dBA",
                measured_on=DAY,
            )
        )
        assert progress(uow.dossier(shop.certification)).measured == 5, "four inherit"


def test_a_dissolved_group_leaves_its_workplaces(shop: Hands) -> None:
    group = make(shop)
    shop.do(DrawMeasured(group_id=group, count=1, seed=3))
    shop.one_step(DissolveGroup(group_id=group))
    assert groups(shop.dossier).rows == ()
    assert all(one.group_id is None and one.measured for one in shop.places())


def test_what_makes_no_group_is_refused(shop: Hands) -> None:
    ids = [one.id for one in shop.places()]
    certification = shop.certification

    def group(*members: WorkplaceId) -> MakeGroup:
        return MakeGroup(certification_id=certification, members=members)

    assert shop.refused(group(ids[0], ids[0])).code == "group-small"
    assert shop.refused(group(ids[0], WorkplaceId(uuid7()))).code == "not-found"
    made = make(shop)
    assert shop.refused(group(ids[0], ids[5])).code == "group-taken"
    for count in (0, 6):
        assert shop.refused(DrawMeasured(group_id=made, count=count)).code == "group-draw-count"
    assert shop.refused(ChooseMeasured(group_id=made, measured=(ids[5],))).code == (
        "group-not-member"
    )
    nameless = ChangeGroup(group_id=made, members=tuple(ids[:5]), name=LocalizedText())
    assert shop.refused(nameless).code == "name-missing"
    shop.do(ChangeGroup(group_id=made, members=tuple(ids), name=ru("Все")))
    assert shop.refused(ConfirmGroup(group_id=made)).code == "group-differs"
    shop.begin("Другой")
    shop.position(shop.section("Цех"), "Слесарь", 2)
    other = [one.id for one in shop.places()]
    assert shop.refused(group(*other)).code == "other-certification"


def test_the_share_of_the_law_is_data_and_foreign(shop: Hands) -> None:
    (share,) = shop.context.catalog.procedure.shares
    assert share.foreign
    assert share.verified == "memory"
    assert [share.of(members) for members in (1, 2, 5, 11, 100)] == [1, 2, 2, 3, 20]
    assert shop.context.catalog.clause(share.reference).kk
