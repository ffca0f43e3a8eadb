"""The page of instruments: each with the state of its verification and its field checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskdesk.domain.desk import FieldCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.services.field_drift import Drift, drift_of
from riskdesk.services.instrument_choice import quantity_title

InstrumentState = Literal["valid", "expires", "expired", "undated", "not-yet"]

SOON_DAYS = 30
"""So many days before its end a verification is called expiring (practice, kz-protocols-2 7.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCheckRow:
    """A calibration with its verdict."""

    check: FieldCheck
    quantity: LocalizedText
    unit: LocalizedText
    drift: Drift


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """One instrument. ``days``: from the day asked about to the end of its verification.

    ``measured_state``: the state on the day of the certification. ``used``: values read by it.
    """

    id: InstrumentId
    instrument: Instrument
    quantities: tuple[LocalizedText, ...]
    state: InstrumentState
    days: int | None
    measured_state: InstrumentState
    used: int
    checks: tuple[FieldCheckRow, ...]


def instrument_rows(dossier: Dossier, catalog: Catalog, today: date) -> tuple[InstrumentRow, ...]:
    """The register in its order; ``today``: the day whose state is shown."""
    used: dict[str, int] = {}
    named = [row.instrument_id for row in dossier.measurements]
    named += [name for row in dossier.points for name in row.instruments]
    for name in named:
        if name is not None:
            used[name] = used.get(name, 0) + 1
    checks = _checks(dossier, catalog)
    measured_on = dossier.certification.measured_on
    return tuple(
        InstrumentRow(
            id=each.id,
            instrument=each,
            quantities=tuple(quantity_title(name, catalog) for name in each.quantities),
            state=state_on(each, today),
            days=None if each.valid_until is None else (each.valid_until - today).days,
            measured_state=state_on(each, measured_on),
            used=used.get(each.id, 0),
            checks=tuple(checks.get(each.id, ())),
        )
        for each in dossier.instruments
    )


def state_on(instrument: Instrument, on: date) -> InstrumentState:
    """The verification on a day; a missing date is "undated" unless it is known to be over."""
    begins, ends = instrument.verified_on, instrument.valid_until
    if ends is not None and ends < on:
        return "expired"
    if begins is not None and on < begins:
        return "not-yet"
    if begins is None or ends is None:
        return "undated"
    return "expires" if (ends - on).days <= SOON_DAYS else "valid"


def instrument_checks(
    dossier: Dossier, name: InstrumentId, day: date, catalog: Catalog
) -> tuple[FieldCheckRow, ...]:
    """The calibrations of an instrument on a day, with their verdicts."""
    rows = _checks(dossier, catalog).get(name, ())
    return tuple(row for row in rows if row.check.day == day)


def _checks(dossier: Dossier, catalog: Catalog) -> Mapping[str, list[FieldCheckRow]]:
    found: dict[str, list[FieldCheckRow]] = {}
    for check in sorted(dossier.field_checks, key=lambda each: each.day):
        spec = catalog.quantities.get(check.quantity)
        row = FieldCheckRow(
            check=check,
            quantity=quantity_title(check.quantity, catalog),
            unit=LocalizedText() if spec is None else spec.unit,
            drift=drift_of(check),
        )
        found.setdefault(check.instrument_id, []).append(row)
    return found
