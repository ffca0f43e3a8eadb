"""Injury safety, protective equipment, chronometry: rows, results, taps, the proposed posture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.values import HazardClass
from riskdesk.rules.safety_results import SafetyResult, ppe_result, safety_result
from riskdesk.services.chronometry import chronometry
from riskdesk.services.edit_safety import (
    AddSafetyRow,
    ChangeSafetyRow,
    RemoveSafetyRow,
    StartOperation,
    StopOperation,
    TakeChronometry,
)


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def safety(desk: FileDesk, *grades: int | None, reason: str = "") -> None:
    kinds = ("equipment", "tools", "instruction")
    for kind, grade in zip(kinds, grades, strict=False):
        desk.do(
            AddSafetyRow(
                kind="safety",
                workplace_ids=(desk.workplace(1).id,),
                values={"kind": kind, "name": f"Станок {kind}", "grade": grade, "reason": reason},
            )
        )


def injury(desk: FileDesk) -> SafetyResult:
    return safety_result(desk.dossier(), desk.workplace(1), desk.assessment().workplaces[0])


@pytest.mark.parametrize(
    ("grades", "conformity", "grade"),
    [
        ((1, 1, 1), "conforms", "1"),
        ((1, 2, 1), "conforms", "2"),
        ((1, 2, 3), "does-not-conform", "3"),
        ((1, None, 3), "does-not-conform", None),
        ((1, None, 2), "open", None),
        ((), "open", None),
    ],
)
def test_the_worst_object_decides(
    file_desk: FileDesk, grades: tuple[int | None, ...], conformity: str, grade: str | None
) -> None:
    safety(file_desk, *grades)
    found = injury(file_desk)
    assert found.conformity == conformity
    assert len(found.unexplained) == (3 in grades)
    assert (found.finding.word or None if found.finding else None) == grade


def test_a_reason_explains_what_does_not_conform(file_desk: FileDesk) -> None:
    safety(file_desk, 3, reason="нет ограждения")
    assert injury(file_desk).unexplained == ()


def ppe(desk: FileDesk, *, issued: bool | None, certified: bool | None) -> str:
    values = {"name": "Маска", "issued": issued, "certified": certified, "norm": "1 шт."}
    done = desk.do(AddSafetyRow(kind="ppe", workplace_ids=(desk.workplace(1).id,), values=values))
    return str(done.value)


@pytest.mark.parametrize(
    ("items", "provision"),
    [
        ([], "none-listed"),
        ([(True, True)], "provided"),
        ([(True, True), (True, None)], "open"),
        ([(True, True), (False, None)], "not-provided"),
        ([(True, False)], "not-provided"),
    ],
)
def test_provision_needs_every_item(
    file_desk: FileDesk, items: list[tuple[bool | None, bool | None]], provision: str
) -> None:
    for issued, certified in items:
        ppe(file_desk, issued=issued, certified=certified)
    assessed = file_desk.assessment().workplaces[0]
    found = ppe_result(file_desk.dossier(), file_desk.workplace(1), assessed)
    assert found.provision == provision


def test_one_line_at_several_workplaces(file_desk: FileDesk) -> None:
    ids = tuple(each.id for each in file_desk.dossier().workplaces)
    file_desk.do(AddSafetyRow(kind="ppe", workplace_ids=ids, values={"name": "Каска"}))
    rows = file_desk.dossier().ppe_items
    assert [(row.name.ru, row.issued) for row in rows] == [("Каска", None)] * 3
    file_desk.undo()
    assert file_desk.dossier().ppe_items == ()


def test_what_is_refused(file_desk: FileDesk) -> None:
    here = (file_desk.workplace(1).id,)
    wrong = [
        ("safety", {"name": "Станок", "grade": 4}, "choice-unknown"),
        ("safety", {"name": "Станок", "kind": "walls"}, "choice-unknown"),
        ("safety", {}, "safety-unnamed"),
        ("ppe", {"name": "Каска", "issued": "да"}, "choice-unknown"),
        ("ppe", {"name": ""}, "ppe-unnamed"),
        ("operation", {"name": "Сверление", "minutes": "-5"}, "number-negative"),
        ("operation", {"name": "Сверление", "posture": "лёжа"}, "choice-unknown"),
    ]
    for kind, values, code in wrong:
        command = AddSafetyRow(kind=kind, workplace_ids=here, values=values)  # type: ignore[arg-type]
        file_desk.refused(command, code)


def test_a_line_changes_and_goes(file_desk: FileDesk) -> None:
    own = ppe(file_desk, issued=None, certified=None)
    file_desk.do(ChangeSafetyRow(kind="ppe", row_id=own, values={"issued": True}))
    assert file_desk.dossier().ppe_items[0].issued is True
    file_desk.do(RemoveSafetyRow(kind="ppe", row_id=own))
    assert file_desk.dossier().ppe_items == ()


def tap(desk: FileDesk, name: str, posture: str, minutes: float) -> None:
    desk.do(StartOperation(workplace_id=desk.workplace(1).id, name=name, posture=posture))
    desk.clock.go_on(timedelta(minutes=minutes))


def test_taps_fill_the_minutes_and_the_posture(file_desk: FileDesk) -> None:
    place = file_desk.workplace(1).id
    file_desk.change(replace(file_desk.workplace(1), shift_hours=Decimal(8)))
    tap(file_desk, "Сварка", "fixed", 150)
    tap(file_desk, "Подготовка", "standing", 120.55)
    running = chronometry(file_desk.dossier(), file_desk.workplace(1), file_desk.context)
    assert [row.running for row in running.rows] == [False, True]
    assert running.total == 150
    file_desk.do(StopOperation(workplace_id=place))
    file_desk.refused(StopOperation(workplace_id=place), "operation-none-running")
    found = chronometry(file_desk.dossier(), file_desk.workplace(1), file_desk.context)
    assert [(s.posture, s.minutes, s.percent) for s in found.sums] == [
        ("standing", Decimal("120.6"), Decimal(25)),
        ("fixed", Decimal("150.0"), Decimal(31)),
    ]
    (proposal,) = found.proposals
    # fixed posture 31 % of the shift: over 25, up to 50
    assert proposal.hazard_class is HazardClass.HARMFUL_1
    assert proposal.text == "стоя 25 %; фиксированная поза 31 %"
    assert proposal.working == "стоя: 120,6 / 480 × 100; фиксированная поза: 150,0 / 480 × 100"
    file_desk.do(TakeChronometry(workplace_id=place))
    entry = file_desk.dossier().card_entries[0]
    assert (entry.indicator, entry.value_text, entry.working) == (
        "5",
        proposal.text,
        proposal.working,
    )


def test_typed_minutes_replace_taps(file_desk: FileDesk) -> None:
    tap(file_desk, "Осмотр", "sitting", 10)
    row = file_desk.dossier().operations[0]
    file_desk.do(ChangeSafetyRow(kind="operation", row_id=row.id, values={"minutes": "40"}))
    found = chronometry(file_desk.dossier(), file_desk.workplace(1), file_desk.context)
    assert (found.total, found.shift, found.base) == (Decimal(40), None, Decimal(40))
    assert found.rows[0].running is False
    assert found.proposals[0].hazard_class is HazardClass.OPTIMAL


def test_nothing_to_take(file_desk: FileDesk) -> None:
    file_desk.refused(TakeChronometry(workplace_id=file_desk.workplace(1).id), "chronometry-empty")
