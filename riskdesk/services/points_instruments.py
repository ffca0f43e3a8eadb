"""Which instruments fit rows of points and of the journal."""

from collections.abc import Iterable
from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Instrument, Measurement, Point
from riskdesk.rules.catalog import Catalog
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import Choice, Use, choices, unfit
from riskdesk.services.points_read import measured_columns, numbers_at


def uses_of(point: Point, day: date, catalog: Catalog) -> tuple[Use, ...]:
    """What an instrument is wanted for at a point: its measured columns, on its day.

    Nothing was read yet: the family itself, so that quantity and day are looked at. ``day``: the
    day of the certification.
    """
    on = point.measured_on or day
    columns = measured_columns(point, catalog)
    if not columns:
        return (Use(quantity=point.family, day=on),)
    numbers = numbers_at(point, catalog)
    return tuple(Use(quantity=name, day=on, values=numbers[name]) for name in columns)


def use_of(row: Measurement) -> Use:
    """What an instrument is wanted for at a row of the journal."""
    values = () if row.value is None else (row.value,)
    return Use(quantity=row.quantity, day=row.measured_on, values=values)


def choices_for(
    dossier: Dossier,
    points: Iterable[Point],
    rows: Iterable[Measurement],
    context: Context,
) -> tuple[Choice, ...]:
    """The register for these rows: what fits all of them first, the others with their reason."""
    day, catalog = dossier.certification.measured_on, context.catalog
    uses = [use for point in points for use in uses_of(point, day, catalog)]
    uses += [use_of(row) for row in rows]
    return choices(dossier.instruments, uses, catalog, context.texts)


def require_fit(instrument: Instrument, uses: Iterable[Use], place: str, context: Context) -> None:
    """``UserError("instrument-unfit")`` with the place and the reason, if it does not fit a use."""
    for use in uses:
        fault = unfit(instrument, use, context.catalog)
        if fault is not None:
            raise UserError("instrument-unfit", rows=place, reason=context.texts.error(fault))
