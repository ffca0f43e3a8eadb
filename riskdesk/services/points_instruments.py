"""Which instruments fit rows of points and of the journal."""

from collections.abc import Iterable, Sequence
from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Certification, Instrument, Measurement, Point
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.instruments import measures
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import (
    Choice,
    Use,
    choices,
    choose_instrument,
    covers,
    fault_in,
    unfit,
)
from riskdesk.services.points_read import due_columns, measured_columns, numbers_at


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


def quantities_of(
    points: Iterable[Point], rows: Iterable[Measurement], catalog: Catalog
) -> frozenset[str]:
    """What instruments are wanted for at these rows; of points what is due at them too."""
    named = {row.quantity for row in rows}
    for point in points:
        named |= {*measured_columns(point, catalog), *due_columns(point.family, catalog)}
    return frozenset(named)


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


def chosen_for(
    uses: Sequence[Use], chosen: Sequence[Instrument], place: str, context: Context
) -> tuple[InstrumentId, ...]:
    """Which of the ``chosen`` instruments read a row: those that measure something of it.

    ``UserError("instrument-unfit")`` with the place and the reason where one of them can't have
    read it, or none measures anything of it.
    """
    catalog = context.catalog
    own = [one for one in chosen if any(measures(one, use.quantity, catalog) for use in uses)]
    for one in own or chosen:
        fault = fault_in(one, uses, catalog)
        if fault is not None:
            raise UserError("instrument-unfit", rows=place, reason=context.texts.error(fault))
    return tuple(one.id for one in own)


class Linking:
    """Gives rows the instruments that read them: ``register`` is that of the certification."""

    def __init__(
        self, certification: Certification, register: Iterable[Instrument], catalog: Catalog
    ) -> None:
        self._day = certification.measured_on
        self._register = tuple(register)
        self._by_id = {one.id: one for one in self._register}
        self._catalog = catalog

    def begun(self, point: Point) -> Point:
        """A new row with the only instrument that fits, for each quantity due or read."""
        day = point.measured_on or self._day
        uses = uses_of(point, self._day, self._catalog)
        read = {use.quantity for use in uses}
        due = [name for name in due_columns(point.family, self._catalog) if name not in read]
        if due and point.family in read:  # nothing was read yet
            uses = ()
        return self._with(point, [*uses, *(Use(quantity=name, day=day) for name in due)])

    def changed(self, point: Point, before: Point) -> Point:
        """A row with the only instrument that fits, for each quantity that it had no value of."""
        new = point.readings.keys() - before.readings.keys()
        if not new or not self._register:
            return point
        uses = uses_of(point, self._day, self._catalog)
        return self._with(point, [use for use in uses if use.quantity in new])

    def imported(self, point: Point) -> Point:
        """A row with an instrument for each quantity read, as values of the journal get theirs.

        What the row has and covers a quantity on its day stays.
        """
        catalog = self._catalog
        found: list[InstrumentId] = []
        for use in uses_of(point, self._day, catalog):
            if use.quantity == point.family:
                return point
            kept = [one.id for one in self._own(point, use) if covers(one, use.day)]
            best = choose_instrument(self._register, use.quantity, use.day, catalog)
            found += kept or ([best] if best is not None else [])
        return point.read_by(found)

    def _with(self, point: Point, uses: Iterable[Use]) -> Point:
        for use in uses:
            fitting = [one for one in self._register if not unfit(one, use, self._catalog)]
            if len(fitting) == 1 and not self._own(point, use):
                point = point.read_by((*point.instruments, fitting[0].id))
        return point

    def _own(self, point: Point, use: Use) -> list[Instrument]:
        """The instruments of the row that measure the quantity."""
        named = (self._by_id[name] for name in point.instruments)
        return [one for one in named if measures(one, use.quantity, self._catalog)]
