"""Whether an instrument covers a value: named, and in verification on its day."""

from collections.abc import Iterable
from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument, Point
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Status
from riskdesk.rules.outcome import Step


def in_verification(instrument: Instrument, day: date) -> bool:
    """Whether the verification of ``instrument`` covers ``day``; an unknown end is open."""
    begun = instrument.verified_on is None or instrument.verified_on <= day
    return begun and (instrument.valid_until is None or day <= instrument.valid_until)


def measures(instrument: Instrument, quantity: str, catalog: Catalog) -> bool:
    """Whether ``instrument`` lists the quantity (or column) itself, its factor or its family.

    A family is measured by what measures one of its columns.
    """
    spec, family = catalog.quantities.get(quantity), catalog.family_of_column.get(quantity)
    named = {quantity} if spec is None else {quantity, spec.factor}
    if family is not None:
        named |= {family.id, family.factor}
    if quantity in catalog.families:
        named |= {column.id for column in catalog.families[quantity].columns}
    return not named.isdisjoint(instrument.quantities)


def reader_of(
    dossier: Dossier, point: Point, quantities: Iterable[str], catalog: Catalog
) -> InstrumentId | None:
    """Which instrument of a row read one of ``quantities``; ``None``: none of them measures it.

    One that was in verification on the day of the row goes before one that was not.
    """
    day, wanted = point.measured_on or dossier.certification.measured_on, tuple(quantities)
    own = (dossier.instrument_by_id[name] for name in point.instruments)
    fitting = [one for one in own if any(measures(one, each, catalog) for each in wanted)]
    best = max(fitting, key=lambda one: in_verification(one, day), default=None)
    return best.id if best is not None else None


def instrument_gap(
    dossier: Dossier, instrument_id: InstrumentId | None, day: date
) -> tuple[Status, Step] | None:
    """Why a value of that day is not judged; ``None`` where nothing is against it."""
    if instrument_id is None:
        # An empty list of instruments was not filled in yet; a filled one lacks the instrument.
        known = bool(dossier.instruments)
        return ("no-instrument", Step("no-instrument")) if known else None
    instrument = dossier.instrument_by_id[instrument_id]
    if in_verification(instrument, day):
        return None
    until = instrument.valid_until or instrument.verified_on
    step = Step(
        "instrument-expired",
        {
            "name": instrument.name,
            "day": f"{day:%d.%m.%Y}",
            "until": f"{until:%d.%m.%Y}" if until else "–",
        },
    )
    return "instrument-expired", step
