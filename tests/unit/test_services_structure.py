"""Sections, positions and workplaces: every command one step, nothing lost unseen."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.copying_details import ApplyToSimilar
from riskdesk.services.edit import SetMark
from riskdesk.services.structure_cells import ChangeWorkplace
from riskdesk.services.structure_lists import (
    AddPositions,
    AddSection,
    ChangePosition,
    MovePosition,
    MoveSection,
    PositionLine,
    RenameSection,
)
from riskdesk.services.structure_workplaces import (
    AddWorkplaces,
    MoveWorkplace,
    RemoveWorkplace,
    Renumber,
    SplitByHeadcount,
)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


def test_sections_stand_where_they_are_put(hands: Hands) -> None:
    first = hands.section("Цех 1")
    hands.section("Цех 2")
    hands.one_step(AddSection(certification_id=hands.certification, name=ru(" Цех  0 "), at=1))
    assert [one.name.ru for one in hands.dossier.sections] == ["Цех 0", "Цех 1", "Цех 2"]
    hands.one_step(MoveSection(section_id=first, at=3))
    assert [(s.name.ru, s.ordinal) for s in hands.dossier.sections] == [
        ("Цех 0", 1),
        ("Цех 2", 2),
        ("Цех 1", 3),
    ]
    hands.one_step(RenameSection(section_id=first, name=LocalizedText("1-цех", "Цех 1")))
    assert hands.dossier.sections[2].name.kk == "1-цех"


def test_a_known_name_comes_with_its_kazakh(hands: Hands) -> None:
    section = hands.section("Административно-управленческий персонал")
    hands.position(section, "Бухгалтер")
    dossier = hands.dossier
    assert dossier.sections[0].name.kk == "Әкімшілік-басқарушы персонал"
    assert dossier.positions[0].name.kk == "Бухгалтер"


def test_lines_run_through_the_list_and_codes_follow(hands: Hands) -> None:
    office, shop = hands.section("АУП"), hands.section("Цех")
    hands.position(office, "Директор")
    hands.position(shop, "Слесарь", 2)
    hands.position(office, "Юрист", at=1)
    assert hands.lines() == [("Юрист", 1), ("Директор", 2), ("Слесарь", 3)]
    assert hands.codes() == ["01 001 001", "01 002 002", "01 002 003", "01 001 004"]
    assert hands.one_step(Renumber(certification_id=hands.certification)).value == 4
    assert hands.codes() == ["01 001 001", "01 001 002", "01 002 003", "01 002 004"]
    assert hands.places()[0].position_id == hands.dossier.positions[0].id
    assert hands.do(Renumber(certification_id=hands.certification)) == 0


def test_a_pasted_list_is_one_step(hands: Hands) -> None:
    section = hands.section("Цех")
    last = hands.position(section, "Мастер")
    lines = (PositionLine(ru("Слесарь"), 3), PositionLine(ru("Сварщик")))
    hands.one_step(AddPositions(section_id=section, lines=lines, at=1, renumber=True))
    assert hands.lines() == [("Слесарь", 1), ("Сварщик", 2), ("Мастер", 3)]
    assert [one.number for one in hands.places(last)] == [5]
    wrong = AddPositions(section_id=section, lines=(*lines, PositionLine(ru(" "))))
    assert hands.refused(wrong).code == "name-missing"


def test_a_line_moves_with_its_workplaces(hands: Hands) -> None:
    one, two = hands.section("Цех 1"), hands.section("Цех 2")
    moved = hands.position(one, "Слесарь", 2)
    hands.position(one, "Сварщик")
    hands.position(two, "Токарь")
    command = MovePosition(position_id=moved, section_id=two, at=1, renumber=True)
    hands.one_step(command)
    assert hands.lines() == [("Сварщик", 1), ("Слесарь", 2), ("Токарь", 3)]
    assert hands.codes() == ["01 001 001", "01 002 002", "01 002 003", "01 002 004"]
    hands.one_step(ChangePosition(position_id=moved, name=ru("Слесарь-ремонтник"), headcount=5))
    assert len(hands.places(moved)) == 2, "another headcount makes no workplaces by itself"


def test_a_workplace_of_five_is_split_and_joined_again(hands: Hands) -> None:
    section = hands.section("Цех")
    position = hands.position(section, "Оператор", 5, workplaces="one")
    (whole,) = hands.places()
    people = {"men": "3", "women": "2", "youth": "1", "shift_hours": "7,2"}
    hands.do(ChangeWorkplace(workplace_id=whole.id, values=people))
    hands.one_step(SplitByHeadcount(position_id=position))
    places = hands.places()
    assert [(one.men, one.women, one.youth) for one in places] == [
        (1, 0, 1),
        (1, 0, 0),
        (1, 0, 0),
        (0, 1, 0),
        (0, 1, 0),
    ]
    assert places[0].id == whole.id
    assert {one.shift_hours for one in places} == {Decimal("7.2")}
    mark = SetMark(workplace_id=places[4].id, subject="total", hazard_class=HazardClass.PERMISSIBLE)
    hands.do(mark)
    done = hands.one_step(SplitByHeadcount(position_id=position, into="one"))
    assert {gone.kind: gone.count for gone in done.value} == {"workplaces": 4, "marks": 1}  # type: ignore[attr-defined]
    (again,) = hands.places()
    assert (again.id, again.men, again.women, again.youth) == (whole.id, 3, 2, 1)


def test_a_split_never_drops_people(hands: Hands) -> None:
    position = hands.position(hands.section("Цех"), "Оператор", 3)
    hands.do(ChangePosition(position_id=position, name=ru("Оператор"), headcount=2))
    assert (
        hands.refused(SplitByHeadcount(position_id=position)).code == "headcount-below-workplaces"
    )


def test_the_headcount_follows_where_it_agreed(hands: Hands) -> None:
    section = hands.section("Цех")
    position, other = hands.position(section, "Слесарь", 2), hands.position(section, "Токарь")
    hands.one_step(AddWorkplaces(position_id=position, count=2))
    assert hands.get_position(position).headcount == 4
    moved = hands.places(position)[0]
    hands.one_step(MoveWorkplace(workplace_id=moved.id, position_id=other))
    assert [hands.get_position(one).headcount for one in (position, other)] == [3, 2]
    hands.do(ChangePosition(position_id=other, name=ru("Токарь"), headcount=9))
    hands.do(RemoveWorkplace(workplace_id=moved.id))
    assert hands.get_position(other).headcount == 9, "a contradiction stays one"


def test_a_workplace_takes_the_place_of_another(hands: Hands) -> None:
    hands.position(hands.section("Цех"), "Слесарь", 4)
    ids = [one.id for one in hands.places()]
    hands.one_step(MoveWorkplace(workplace_id=ids[3], before=ids[1]))
    assert [one.id for one in hands.places()] == [ids[0], ids[3], ids[1], ids[2]]
    assert [one.number for one in hands.places()] == [1, 2, 3, 4]


def test_another_certification_is_out_of_reach(hands: Hands) -> None:
    position = hands.position(hands.section("Цех"), "Слесарь")
    place = hands.places()[0]
    here = hands.certification
    hands.begin("Другой")
    section = hands.section("Цех")
    other = hands.position(section, "Слесарь")
    assert hands.refused(MovePosition(position_id=position, section_id=section)).code == (
        "other-certification"
    )
    move = MoveWorkplace(workplace_id=place.id, position_id=other)
    assert hands.refused(move).code == "other-certification"
    apply = ApplyToSimilar(source_id=place.id, target_ids=(hands.places()[0].id,))
    assert hands.refused(apply).code == "other-certification"
    assert here != hands.certification


@pytest.mark.parametrize("headcount", [-1, 10_001])
def test_a_headcount_beyond_reason_is_refused(hands: Hands, headcount: int) -> None:
    section = hands.section("Цех")
    lines = (PositionLine(ru("Слесарь"), headcount),)
    assert hands.refused(AddPositions(section_id=section, lines=lines)).code == "staffing-wrong"


def test_a_section_of_nothing_is_refused(hands: Hands) -> None:
    command = AddSection(certification_id=CertificationId(uuid7()), name=ru("Цех"))
    assert hands.refused(command).code == "not-found"
    assert (
        hands.refused(
            AddSection(certification_id=hands.certification, name=LocalizedText(en="Shop"))
        ).code
        == "name-missing"
    )
