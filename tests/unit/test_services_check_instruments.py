"""The check of instruments: out of verification, without dates, or measuring nothing."""

from dataclasses import replace
from datetime import date

import pytest
from services_desk import context
from test_services_check_changes import changed, problems
from test_services_check_sample import sample_dossier

from riskdesk.domain.dossier import Dossier
from riskdesk.rules.evaluate import evaluate


def test_a_renewed_verification_settles_all_its_values() -> None:
    dossier = sample_dossier()
    renewed = tuple(
        replace(i, valid_until=date(2026, 12, 25)) if i.certificate == "EM-01" else i
        for i in dossier.instruments
    )
    appeared, gone = changed(replace(dossier, instruments=renewed))
    assert appeared == set()
    assert len(gone) == 56
    assert {code for code, _, _ in gone} == {"instrument-expired"}


def test_an_expired_instrument_that_measured_nothing_is_no_problem() -> None:
    dossier = sample_dossier()
    aspirator = next(i for i in dossier.instruments if i.certificate == "AS-01")
    assert aspirator.valid_until == date(2025, 11, 23)
    fewer = tuple(i for i in dossier.instruments if i is not aspirator)
    assert changed(replace(dossier, instruments=fewer)) == (set(), set())


@pytest.mark.parametrize("day", [None, date(2025, 5, 20)])
def test_an_instrument_without_dates_is_one_warning_and_not_expired(day: date | None) -> None:
    dossier = sample_dossier()

    def undated(certificate: str) -> Dossier:
        instruments = tuple(
            replace(i, verified_on=day, valid_until=None) if i.certificate == certificate else i
            for i in dossier.instruments
        )
        return replace(dossier, instruments=instruments)

    assert changed(undated("LX-01")) == ({("instrument-undated", None, None)}, set())
    (told,) = (p for p in problems(undated("LX-01")) if p.code == "instrument-undated")
    assert "Люксметр" in told.place.ru
    assert "Искусственная освещенность" in told.place.ru
    appeared, gone = changed(undated("EM-01"))
    assert appeared == {("instrument-undated", None, None)}
    assert len(gone) == 56
    before = evaluate(dossier, context().catalog)
    after = evaluate(undated("LX-01"), context().catalog)
    classes = [[one.total.decided for one in found.workplaces] for found in (before, after)]
    assert classes[0] == classes[1], "judged normally"
    assert changed(undated("AS-01")) == (set(), set()), "it measured nothing"


def test_a_verification_that_begins_later_is_none_even_without_an_end() -> None:
    dossier = sample_dossier()
    late = tuple(
        replace(i, verified_on=date(2026, 5, 1), valid_until=None)
        if i.certificate == "NS-01"
        else i
        for i in dossier.instruments
    )
    appeared, _ = changed(replace(dossier, instruments=late))
    assert {code for code, _, _ in appeared} == {"instrument-expired"}


def test_a_quantity_that_no_instrument_measures_is_one_line_and_not_judged() -> None:
    dossier = sample_dossier()
    gone = next(i for i in dossier.instruments if i.certificate == "NS-01")
    rows = tuple(
        replace(m, instrument_id=None) if m.instrument_id == gone.id else m
        for m in dossier.measurements
    )
    left = tuple(i for i in dossier.instruments if i is not gone)
    points = tuple(p.read_by(i for i in p.instruments if i != gone.id) for p in dossier.points)
    fewer = replace(dossier, instruments=left, measurements=rows, points=points)
    assert changed(fewer) == ({("instrument-missing", None, "noise_leq")}, set())
    found = evaluate(fewer, context().catalog)
    noise = {q.status for w in found.workplaces for q in w.quantities if q.subject == "noise_leq"}
    assert noise == {"no-instrument"}
    none = tuple(replace(m, instrument_id=None) for m in dossier.measurements)
    bare = tuple(point.read_by(()) for point in dossier.points)
    appeared, _ = changed(replace(dossier, instruments=(), measurements=none, points=bare))
    assert appeared == set(), "a list that is empty was not filled in yet"


def test_points_that_no_instrument_read_are_one_error_a_family() -> None:
    dossier = sample_dossier()
    bare = tuple(
        replace(p, instrument_id=None, more_instruments=()) if p.family == "noise" else p
        for p in dossier.points
    )
    found = [p for p in problems(replace(dossier, points=bare)) if p.code == "instrument-missing"]
    assert [(p.severity, p.quantity) for p in found] == [("error", "noise")]
    assert len(found[0].targets) == sum(p.family == "noise" for p in dossier.points) > 1
    empty = tuple(replace(p, readings={}) if p.family == "noise" else p for p in bare)
    none = problems(replace(dossier, points=empty))
    assert "instrument-missing" not in {p.code for p in none}, "nothing was read"
