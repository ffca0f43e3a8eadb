"""Whether an instrument covers a value: named, and in verification on its day."""

from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.rules.finding import Status
from riskdesk.rules.outcome import Step


def in_verification(instrument: Instrument, day: date) -> bool:
    """Whether the verification of ``instrument`` covers ``day``; an unknown end is open."""
    begun = instrument.verified_on is None or instrument.verified_on <= day
    return begun and (instrument.valid_until is None or day <= instrument.valid_until)


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
