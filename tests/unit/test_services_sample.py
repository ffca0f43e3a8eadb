"""The sample: whole, marked as one, the same when made again."""

from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeStore
from services_desk import DAY, SAMPLE, context
from test_services_check_sample import sample_dossier

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services import sample


def test_everything_of_the_folder_is_there() -> None:
    dossier = sample_dossier()
    assert (len(dossier.sections), len(dossier.positions), len(dossier.workplaces)) == (2, 31, 55)
    assert (len(dossier.measurements), len(dossier.points), len(dossier.instruments)) == (
        276,
        142,
        6,
    )
    assert len(dossier.card_entries) == 55 * 16 + 55 * 22
    assert len(dossier.stays) == len(dossier.points), "every point has its workplace"
    assert {risk.position_id for risk in dossier.risks} == {p.id for p in dossier.positions}


def test_what_the_files_do_not_say() -> None:
    dossier = sample_dossier()
    assert dossier.enterprise.is_sample
    assert dossier.enterprise.name.kk == "«Агро-Үлгі» ЖШС"
    head = dossier.certification
    assert (head.ruleset, head.measured_on) == ("KZ1.04.001.2000", DAY)
    assert (head.outdoor_temperature, head.pressure) == (Decimal(16), Decimal(694))
    for row in dossier.measurements:
        mark = dossier.mark_of(dossier.workplace_by_id[row.workplace_id], row.quantity)
        assert mark is not None
        assert mark.hazard_class is HazardClass.PERMISSIBLE


def test_every_risk_has_the_existing_measures_of_the_samples_own_file() -> None:
    dossier, hazards = sample_dossier(), context().risks.hazards.hazards
    for risk in dossier.risks:
        where = (dossier.position_by_id[risk.position_id].name.ru, risk.hazard_id)
        assert risk.existing_measures, where
        for measure in risk.existing_measures:
            assert hazards[risk.hazard_id].measure(measure) is not None, where
        assert not set(risk.existing_measures) & set(risk.new_measures), where
    told = (SAMPLE / "existing-measures.toml").read_text(encoding="utf-8")
    assert told.startswith("# ОБРАЗЕЦ")


def test_the_point_that_is_missing_leaves_its_workplace_without() -> None:
    dossier = sample_dossier()
    fitters = [w for w in dossier.workplaces if dossier.position_of(w).name.ru == "Электро слесарь"]
    labels = [[p.label for p in dossier.points_of(w, "microclimate")] for w in fitters]
    assert labels == [["15т"], ["16т"], []]


def test_again_is_the_same() -> None:
    store = FakeStore()
    command = sample.MakeSample(folder=SAMPLE)
    first = sample.run(command, store.unit_of_work(), context(), StaffReader())
    assert len(store.changes) == 1
    before = store.rows
    second = sample.run(command, store.unit_of_work(), context(), StaffReader())
    assert first.value == second.value
    assert store.rows == before
    assert len(store.changes) == 1


def test_a_folder_without_sample_is_told(tmp_path: Path) -> None:
    command = sample.MakeSample(folder=tmp_path)
    with pytest.raises(UserError, match="sample-broken"):
        sample.run(command, FakeStore().unit_of_work(), context(), StaffReader())
