"""The commission: one chairman, one secretary, people in the order they are put."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.services.edit_commission import AddMember, ChangeMember, MoveMember, RemoveMember


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


def add(hands: Hands, role: str, name: str) -> str:
    found: str = hands.one_step(
        AddMember(
            certification_id=hands.certification,
            role=role,  # type: ignore[arg-type]
            name=name,
            position=ru(" инженер  по БиОТ"),
        )
    ).value  # type: ignore[assignment]
    return found


def listed(hands: Hands) -> list[tuple[int, str, str]]:
    return [(one.ordinal, one.role, one.name) for one in hands.dossier.commission]


def test_a_commission_is_put_together(hands: Hands) -> None:
    chairman = add(hands, "chairman", "Әлия  Қасымова")
    member, secretary = add(hands, "member", "Иванов"), add(hands, "secretary", "Ли")
    assert hands.dossier.commission[0].position.ru == "инженер по БиОТ"
    hands.one_step(MoveMember(member_id=secretary, at=2))
    assert listed(hands) == [
        (1, "chairman", "Әлия Қасымова"),
        (2, "secretary", "Ли"),
        (3, "member", "Иванов"),
    ]
    hands.one_step(ChangeMember(member_id=member, role="member", name="Петров"))
    hands.one_step(RemoveMember(member_id=chairman))
    assert listed(hands) == [(1, "secretary", "Ли"), (2, "member", "Петров")]


def test_there_is_one_chairman_and_one_secretary(hands: Hands) -> None:
    add(hands, "chairman", "Ахметов")
    member = add(hands, "member", "Иванов")
    add(hands, "member", "Сидоров")
    second = AddMember(certification_id=hands.certification, role="chairman", name="Ли")
    error = hands.refused(second)
    assert (error.code, error.params["name"]) == ("commission-role-taken", "Ахметов")
    change = ChangeMember(member_id=member, role="chairman", name="Иванов")
    assert hands.refused(change).code == "commission-role-taken"
    hands.do(ChangeMember(member_id=member, role="secretary", name="Иванов"))
    hands.do(ChangeMember(member_id=member, role="secretary", name="Иванова"))
    assert listed(hands)[1] == (2, "secretary", "Иванова")


def test_what_is_no_person_is_refused(hands: Hands) -> None:
    nobody = AddMember(certification_id=hands.certification, role="member", name=" ")
    assert hands.refused(nobody).code == "commission-nameless"
    nowhere = AddMember(certification_id=CertificationId(uuid7()), role="member", name="Ли")
    assert hands.refused(nowhere).code == "not-found"
