"""Guarantees: chosen by a person, confirmed by the class, due in full without one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.model import Mark
from riskdesk.domain.values import HazardClass, Sex
from riskdesk.rules.finding import Finding
from riskdesk.rules.guarantee_state import certified_by
from riskdesk.services.edit_guarantees import (
    AddGuarantee,
    ChangeGuarantee,
    RemoveGuarantee,
    SetListEntry,
)
from riskdesk.services.guarantees import GuaranteePage, guarantee_page


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


ENTRY = "раздел 42, глава 361, строка 7"


def page(desk: FileDesk, hazard_class: HazardClass | None) -> GuaranteePage:
    total = Finding(
        subject="total",
        status="judged" if hazard_class else "not-measured",
        proposed=hazard_class,
    )
    return guarantee_page(desk.dossier(), desk.workplace(1), total, desk.context)


def leave(desk: FileDesk, kind: str = "leave", entry: str = ENTRY) -> str:
    command = AddGuarantee(
        workplace_ids=(desk.workplace(1).id,),
        values={"kind": kind, "entry": entry, "amount": "12 календарных дней"},
    )
    return str(desk.do(command).value)


@pytest.mark.parametrize(
    ("found", "state", "clause"),
    [
        (HazardClass.HARMFUL_1, "confirmed", "Трудовой кодекс, статья 89, пункт 1"),
        (HazardClass.PERMISSIBLE, "not-confirmed", "Трудовой кодекс, статья 89, пункт 1"),
        (None, "due-in-full", "Трудовой кодекс, статья 89, пункт 2"),
    ],
)
def test_the_class_confirms(
    file_desk: FileDesk, found: HazardClass | None, state: str, clause: str
) -> None:
    leave(file_desk)
    line = page(file_desk, found).lines[0]
    assert (line.state, line.clause.ru) == (state, clause)
    assert line.groundless is (state == "not-confirmed")
    assert line.guarantee.amount == "12 календарных дней"


@pytest.mark.parametrize("found", [None, *HazardClass])
def test_nothing_follows_from_the_class_alone(
    file_desk: FileDesk, found: HazardClass | None
) -> None:
    shown = page(file_desk, found)
    assert shown.lines == ()
    assert shown.unchosen is (found is not None and found.harmful)


def test_without_an_entry_there_is_no_ground(file_desk: FileDesk) -> None:
    leave(file_desk, entry="")
    assert page(file_desk, HazardClass.HARMFUL_2).lines[0].groundless
    file_desk.do(SetListEntry(workplace_ids=(file_desk.workplace(1).id,), entry=ENTRY))
    line = page(file_desk, HazardClass.HARMFUL_2).lines[0]
    assert (line.groundless, line.entry) == (False, ENTRY)


def test_a_reason_stands_for_a_class_that_does_not_confirm(file_desk: FileDesk) -> None:
    own = leave(file_desk)
    file_desk.do(ChangeGuarantee(guarantee_id=own, values={"reason": "коллективный договор"}))
    assert not page(file_desk, HazardClass.PERMISSIBLE).lines[0].groundless


def test_a_list_of_its_own_is_not_confirmed_by_the_class(file_desk: FileDesk) -> None:
    leave(file_desk, kind="early-payment")
    line = page(file_desk, HazardClass.HARMFUL_3).lines[0]
    assert (line.state, line.verified) == ("own-list", "memory")


def test_examinations_are_marked_unverified(file_desk: FileDesk) -> None:
    duties = {duty.id: duty for duty in page(file_desk, HazardClass.HARMFUL_1).duties}
    assert duties["examinations"].verified == "memory"
    assert duties["examinations"].applies is True
    assert duties["recall"].verified == "source"
    unrated = {duty.id: duty.applies for duty in page(file_desk, None).duties}
    assert set(unrated.values()) == {None}


def test_both_sexes_where_the_classes_differ() -> None:
    by_sex = {Sex.MEN: HazardClass.PERMISSIBLE, Sex.WOMEN: HazardClass.HARMFUL_1}
    assert certified_by(Finding(subject="total", status="judged", by_sex=by_sex)) == "by-sex"
    same = {Sex.MEN: HazardClass.HARMFUL_2, Sex.WOMEN: HazardClass.HARMFUL_1}
    assert certified_by(Finding(subject="total", status="judged", by_sex=same)) == "harmful"


def test_what_is_refused_and_removed(file_desk: FileDesk) -> None:
    here = (file_desk.workplace(1).id,)
    file_desk.refused(
        AddGuarantee(workplace_ids=here, values={"kind": "leave", "entry": ENTRY}),
        "guarantee-amount",
    )
    file_desk.refused(
        AddGuarantee(workplace_ids=here, values={"kind": "medal", "amount": "1"}), "choice-unknown"
    )
    own = leave(file_desk)
    file_desk.do(RemoveGuarantee(guarantee_id=own))
    assert file_desk.dossier().guarantees == ()


def test_a_groundless_guarantee_is_a_problem(file_desk: FileDesk) -> None:
    leave(file_desk)
    assert file_desk.problems("guarantee-groundless") == []  # not certified: due in full
    place = file_desk.workplace(1)
    mark = Mark(
        id="m",
        workplace_id=place.id,
        subject="total",
        hazard_class=HazardClass.PERMISSIBLE,
        reason="по результатам измерений",
    )
    file_desk.add(mark)
    (problem,) = file_desk.problems("guarantee-groundless")
    assert "класс условий труда 2" in problem.message.ru
    file_desk.change(replace(mark, hazard_class=HazardClass.HARMFUL_1))
    assert file_desk.problems("guarantee-groundless") == []
