"""The register of instruments: what is stored, what is refused, what can't be chosen and why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.values import LANGUAGES
from riskdesk.services.edit_instruments import (
    AddFieldCheck,
    AddInstrument,
    ChangeFieldCheck,
    ChangeInstrument,
    RemoveFieldCheck,
    RemoveInstrument,
)
from riskdesk.services.field_drift import drift_of
from riskdesk.services.instrument_choice import Use, choices, range_of, read_range
from riskdesk.services.instruments_register import instrument_rows, state_on


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


METER = {
    "name": " Шумомер  ОКТАВА ",
    "serial": "12",
    "quantities": ("noise_leq",),
    "certificate": "С-7",
    "verified_on": "01.12.2025",
    "valid_until": date(2026, 12, 1),
    "ranges": {"noise_leq": "22–139,5"},
    "error": "±0,7 дБ",
}
ON_DAY = date(2026, 4, 10)


def added(desk: FileDesk, **other: object) -> InstrumentId:
    done = desk.do(AddInstrument(certification_id=desk.certification, values={**METER, **other}))
    return InstrumentId(str(done.value))


def test_a_new_instrument_is_stored_as_typed(file_desk: FileDesk) -> None:
    row = file_desk.dossier().instrument_by_id
    assert row == {}
    own = added(file_desk)
    found = file_desk.dossier().instrument_by_id[own]
    assert (found.name, found.serial, found.error) == ("Шумомер ОКТАВА", "12", "±0,7 дБ")
    assert (found.verified_on, found.valid_until) == (date(2025, 12, 1), date(2026, 12, 1))
    assert found.ranges == {"noise_leq": "22..139.5"}
    file_desk.undo()
    assert file_desk.dossier().instruments == ()


def test_values_without_an_instrument_get_the_new_one(file_desk: FileDesk) -> None:
    file_desk.measured(1, "noise_leq", "84,2")
    own = added(file_desk)
    assert [row.instrument_id for row in file_desk.dossier().measurements] == [own]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "instrument-unnamed"),
        ({"valid_until": "30.11.2025"}, "instrument-dates"),
        ({"valid_until": "31.02.2026"}, "date-not-read"),
        ({"ranges": {"noise_leq": "много"}}, "range-not-read"),
        ({"ranges": {"noise": "1..2"}}, "quantity-unknown"),
        ({"colour": "red"}, "field-unknown"),
    ],
)
def test_what_cannot_be_stored_is_refused(
    file_desk: FileDesk, values: dict[str, object], code: str
) -> None:
    file_desk.refused(
        AddInstrument(certification_id=file_desk.certification, values={**METER, **values}), code
    )


def test_an_instrument_that_measured_stays(file_desk: FileDesk) -> None:
    own = added(file_desk)
    file_desk.measured(1, "noise_leq", "84,2", own)
    file_desk.refused(RemoveInstrument(instrument_id=own), "instrument-used")
    other = added(file_desk, name="Второй")
    file_desk.do(AddFieldCheck(instrument_id=other, values={"day": ON_DAY}))
    file_desk.do(RemoveInstrument(instrument_id=other))
    assert [each.id for each in file_desk.dossier().instruments] == [own]
    assert file_desk.dossier().field_checks == ()


@pytest.mark.parametrize(
    ("text", "stored"),
    [("30–130", "30..130"), ("30..", "30.."), ("..0,5", "..0.5"), ("до 130", "..130"), ("", "")],
)
def test_ranges_as_typed(text: str, stored: str) -> None:
    assert read_range(text) == stored


def test_a_range_that_is_none() -> None:
    with pytest.raises(UserError, match="range-not-read"):
        read_range("около 30")


@pytest.mark.parametrize(
    ("change", "use", "reason"),
    [
        ({}, Use(quantity="noise_leq", day=ON_DAY, values=(Decimal(84),)), ""),
        (
            {},
            Use(quantity="illuminance", day=ON_DAY),
            "Прибор «Шумомер ОКТАВА» не измеряет «Искусственная освещенность».",
        ),
        (
            {},
            Use(quantity="noise_leq", day=date(2026, 12, 2)),
            "Прибор «Шумомер ОКТАВА» на 02.12.2026 без поверки: поверка 01.12.2025–01.12.2026.",
        ),
        (
            {"valid_until": None},
            Use(quantity="noise_leq", day=ON_DAY),
            (
                "У прибора «Шумомер ОКТАВА» не записаны дата или срок поверки: "
                "она не покрывает ни одного дня."
            ),
        ),
        (
            {},
            Use(quantity="noise_leq", day=ON_DAY, values=(Decimal(21),)),
            (
                "Значение 21 вне диапазона прибора «Шумомер ОКТАВА» по величине "
                "«Эквивалентный уровень звука» (22–139,5)."
            ),
        ),
    ],
)
def test_why_an_instrument_cannot_be_chosen(
    file_desk: FileDesk, change: dict[str, object], use: Use, reason: str
) -> None:
    own = added(file_desk)
    if change:
        file_desk.do(ChangeInstrument(instrument_id=own, values=change))
    dossier = file_desk.dossier()
    choice = choices(dossier.instruments, [use], file_desk.context.catalog, file_desk.context.texts)
    assert choice[0].reason.ru == reason
    assert choice[0].possible == (not reason)
    if reason:
        assert all(choice[0].reason.get_exact(language) for language in LANGUAGES)


def test_those_that_fit_stand_first(file_desk: FileDesk) -> None:
    added(file_desk, quantities=("illuminance",), ranges={})
    own = added(file_desk, name="Другой", quantities=("noise",))
    found = choices(
        file_desk.dossier().instruments,
        [Use(quantity="noise_leq", day=ON_DAY)],
        file_desk.context.catalog,
        file_desk.context.texts,
    )
    assert found[0].instrument.id == own
    assert [choice.possible for choice in found] == [True, False]


def test_the_state_of_a_verification(file_desk: FileDesk) -> None:
    own = file_desk.meter(until=date(2026, 12, 1))
    assert state_on(own, date(2026, 11, 1)) == "expires"
    assert state_on(own, date(2026, 10, 31)) == "valid"
    assert state_on(own, date(2026, 12, 1)) == "expires"
    assert state_on(own, date(2026, 12, 2)) == "expired"
    assert state_on(own, date(2025, 11, 30)) == "not-yet"
    assert state_on(replace(own, valid_until=None), ON_DAY) == "undated"
    file_desk.measured(1, "noise_leq", "84", own.id)
    row = instrument_rows(file_desk.dossier(), file_desk.context.catalog, date(2026, 11, 21))[0]
    assert (row.state, row.days, row.used, row.measured_state) == ("expires", 10, 1, "valid")


@pytest.mark.parametrize(
    ("before", "after", "reference", "allowed", "status"),
    [
        ("94,0", "94,3", "94,0", "0,5", "within"),
        ("94,0", "94,5", "94,0", "0,5", "within"),
        ("93,7", "94,3", "94,0", "0,5", "drifted"),
        ("95,0", "95,2", "94,0", "0,5", "off-reference"),
        ("94,0", "", "94,0", "0,5", "open"),
        ("94,0", "94,9", "", "", "open"),
    ],
)
def test_the_drift_of_a_calibration(
    file_desk: FileDesk, before: str, after: str, reference: str, allowed: str, status: str
) -> None:
    own = added(file_desk)
    values = {
        "day": "10.04.2026",
        "before": before,
        "after": after,
        "reference": reference,
        "allowed_drift": allowed,
    }
    file_desk.do(AddFieldCheck(instrument_id=own, values=values))
    check = file_desk.dossier().field_checks[0]
    assert check.quantity == "noise_leq"
    assert drift_of(check).status == status
    assert drift_of(check).faulty is (status in ("drifted", "off-reference"))


def test_a_calibration_changes_and_goes(file_desk: FileDesk) -> None:
    own = added(file_desk)
    file_desk.refused(AddFieldCheck(instrument_id=own), "field-check-undated")
    done = file_desk.do(AddFieldCheck(instrument_id=own, values={"day": ON_DAY}))
    check = str(done.value)
    file_desk.refused(
        ChangeFieldCheck(check_id=check, values={"allowed_drift": "-1"}), "number-negative"
    )
    file_desk.do(ChangeFieldCheck(check_id=check, values={"after": "94,1"}))
    assert file_desk.dossier().field_checks[0].after == Decimal("94.1")
    file_desk.do(RemoveFieldCheck(check_id=check))
    assert file_desk.dossier().field_checks == ()


def test_a_range_is_open_where_none_is_written(file_desk: FileDesk) -> None:
    own = file_desk.meter(ranges="30..")
    assert Decimal(29) not in range_of(own, "noise_leq")
    assert Decimal(29) in range_of(own, "illuminance")
