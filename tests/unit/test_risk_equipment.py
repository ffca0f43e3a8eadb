"""The first list in a real file: occupation, equipment of the workplace, classes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from file_desk import FileDesk

from riskdesk.domain.desk import SafetyCheck
from riskdesk.domain.ids import uuid7
from riskdesk.services.risk import AssessRisks, RiskRow, risk_rows, run


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FileDesk]:
    found = FileDesk(tmp_path / "risks.db", ("Слесарь", "Настройщик"))
    yield found
    found.database.close()


def check(
    desk: FileDesk, number: int, kind: Literal["equipment", "tools", "instruction"], name: str
) -> None:
    desk.add(
        SafetyCheck(
            id=uuid7(), workplace_id=desk.workplace(number).id, ordinal=1, kind=kind, name=name
        )
    )


def assess(desk: FileDesk) -> dict[str, list[RiskRow]]:
    """The register by position after the first lists were given."""
    command = AssessRisks(certification_id=desk.certification)
    run(command, desk.database.unit_of_work(), desk.context)
    found: dict[str, list[RiskRow]] = {}
    for row in risk_rows(desk.dossier(), desk.assessment(), desk.context.risks):
        found.setdefault(row.position.ru, []).append(row)
    return found


def test_equipment_and_tools_add_their_hazards(desk: FileDesk) -> None:
    check(desk, 1, "equipment", "Сварочный аппарат ВД-306")
    check(desk, 2, "tools", "Перфоратор")
    rows = assess(desk)
    fitter = {row.hazard_id: row for row in rows["Слесарь"]}
    assert {"unexpected-start", "welding-circuit", "weld-spatter"} <= set(fitter)
    assert len(fitter) == len(rows["Слесарь"])
    assert "welding-circuit" not in {row.hazard_id for row in rows["Настройщик"]}
    assert "hand-vibration" in {row.hazard_id for row in rows["Настройщик"]}
    added = fitter["welding-circuit"]
    assert added.now is not None
    assert added.after is not None
    assert (added.now.score, added.after.score, added.existing) == (10, 5, ())
    assert [measure.level for measure in added.new] == ["engineering", "engineering"]


def test_a_measured_hazard_of_equipment_waits_for_its_class(desk: FileDesk) -> None:
    check(desk, 2, "equipment", "Компрессор")
    rows = {row.hazard_id: row for row in assess(desk)["Настройщик"]}
    noise = rows["machine-noise"]
    assert (noise.proposed, noise.hazard_class) == (None, None)
    assert noise.now is not None, "not measured is never class 2"
    assert "не определён" in noise.basis.ru


def test_an_instruction_is_no_equipment(desk: FileDesk) -> None:
    check(desk, 2, "instruction", "Инструкция для сварочных работ")
    with_words = {row.hazard_id for row in assess(desk)["Настройщик"]}
    assert "welding-circuit" not in with_words


def test_the_first_list_of_an_own_enterprise_calls_no_measure_existing(tmp_path: Path) -> None:
    """Nobody has looked there yet, at positions that the sample has too."""
    own = FileDesk(tmp_path / "own.db", ("Директор", "Тракторист", "Слесарь", "Настройщик"))
    try:
        rows = [row for found in assess(own).values() for row in found]
        risks = own.dossier().risks
    finally:
        own.database.close()
    assert len(rows) == len(risks) > 4 * 5
    assert {risk.existing_measures for risk in risks} == {()}
    assert {row.existing for row in rows} == {()}
    assert any(row.new for row in rows), "measures are proposed"
