"""Which instrument measured a value: it covers the quantity and, if one does, the day."""

from collections.abc import Iterable
from datetime import date

from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import Period
from riskdesk.rules.catalog import Catalog


def covers(instrument: Instrument, day: date) -> bool:
    """Whether the verification of ``instrument`` holds on ``day``; no known end is no cover."""
    known = instrument.verified_on is not None and instrument.valid_until is not None
    return known and day in Period(instrument.verified_on, instrument.valid_until)


def measures(instrument: Instrument, quantity: str, catalog: Catalog) -> bool:
    """Whether ``instrument`` lists the quantity itself or its factor (``emf``)."""
    spec = catalog.quantities.get(quantity)
    named = {quantity} if spec is None else {quantity, spec.factor}
    return not named.isdisjoint(instrument.quantities)


def choose_instrument(
    instruments: Iterable[Instrument], quantity: str, day: date, catalog: Catalog
) -> InstrumentId | None:
    """The instrument of a value: of those that cover its day the one verified last.

    When none covers the day, the one verified last of all (the check says so); ``None`` when no
    instrument measures the quantity.
    """
    fitting = [one for one in instruments if measures(one, quantity, catalog)]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: (covers(one, day), one.verified_on or date.min))
    return best.id
