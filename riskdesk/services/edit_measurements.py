"""Rows of the journal: values measured at a workplace without a point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Instrument, Measurement, Workplace
from riskdesk.domain.values import Provenance, format_decimal, parse_decimal
from riskdesk.rules.row_reading import representative
from riskdesk.rules.specs import QuantitySpec
from riskdesk.services.check_undecided import uncertainty_of
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.instrument_choice import choose_instrument, quantity_title
from riskdesk.services.points_instruments import chosen_for, use_of
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.possible import require_possible
from riskdesk.services.typed_fields import Readers, Typed, day, one_of, text, with_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeasurement:
    """A new row of the journal at each of the workplaces, with its instrument if one fits.

    ``text``: the value as typed, "" not measured. ``values``: by the names of
    ``ChangeMeasurement``.
    """

    workplace_ids: tuple[WorkplaceId, ...]
    quantity: str
    text: str = ""
    values: Typed = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeasurement:
    """Other facts of a journal row; its value is changed by ``ChangeValue``.

    ``values``: method, norm_written, measured_on, provenance, remark, uncertainty, repeats («84,1;
    84,3»: the value becomes their mean), own_norm_id.
    """

    measurement_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMeasurement:
    """Take rows of the journal away."""

    measurement_ids: tuple[str, ...]


def _add(command: AddMeasurement, uow: UnitOfWork, context: Context) -> Done:
    spec = context.catalog.quantities.get(command.quantity)
    if spec is None:
        known = ", ".join(context.catalog.quantities)
        raise UserError("quantity-unknown", text=command.quantity, known=known)
    made = [_made(command, spec, name, uow, context) for name in command.workplace_ids]
    for row in made:
        uow.add(row)
    return _done("add-measurement", tuple(row.id for row in made))


def _made(
    command: AddMeasurement,
    spec: QuantitySpec,
    workplace_id: WorkplaceId,
    uow: UnitOfWork,
    context: Context,
) -> Measurement:
    workplace = uow.get(Workplace, workplace_id)
    rows = uow.find(Measurement, workplace_id=workplace_id)
    if any(row.quantity == spec.id for row in rows):
        title = quantity_title(spec.id, context.catalog)
        raise UserError("measurement-twice", number=workplace.number, quantity=title)
    value = parse_decimal(command.text)
    require_possible(value, spec, context.texts)
    certification = uow.get(Certification, workplace.certification_id)
    row = Measurement(
        id=uuid7(),
        workplace_id=workplace_id,
        quantity=spec.id,
        ordinal=max((each.ordinal for each in rows), default=0) + 1,
        value_text=command.text.strip(),
        value=value,
        unit=spec.unit_id,
        measured_on=certification.measured_on,
    )
    row = with_fields(row, command.values, _READERS)
    register = uow.find(Instrument, certification_id=certification.id)
    best = choose_instrument(register, spec.id, row.measured_on, context.catalog)
    return replace(row, instrument_id=best)


def _change(command: ChangeMeasurement, uow: UnitOfWork, context: Context) -> Done:
    row = with_fields(uow.get(Measurement, command.measurement_id), command.values, _READERS)
    if command.values.get("repeats"):
        row = _with_mean(row, context)
    uow.replace(row)
    return _done("change-measurement", row.id)


def _remove(command: RemoveMeasurement, uow: UnitOfWork, _: Context) -> Done:
    for name in dict.fromkeys(command.measurement_ids):
        uow.remove(uow.get(Measurement, name))
    return _done("remove-measurement", len(command.measurement_ids))


def choose(
    chosen: Sequence[Instrument], names: Iterable[str], uow: UnitOfWork, context: Context
) -> None:
    """Give rows the one of these that measures them; refused if it does not fit."""
    for name in names:
        row = uow.get(Measurement, name)
        workplace = uow.get(Workplace, row.workplace_id)
        own = chosen_for((use_of(row),), chosen, str(workplace.number), context)
        uow.replace(replace(row, instrument_id=own[0] if own else None))


def set_uncertainty(name: str, typed: str, uow: UnitOfWork) -> None:
    """Give a row its uncertainty."""
    row = uow.get(Measurement, name)
    uow.replace(with_fields(row, {"uncertainty": typed}, _READERS))


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.MEASUREMENTS}), label=label, value=value)


def _uncertainty(value: object) -> str:
    found = text(value)
    if found and uncertainty_of(found) is None:
        raise UserError("number-not-read", text=found)
    return found


def _repeats(value: object) -> str:
    found = text(value)
    for part in found.split(";"):
        parse_decimal(part)
    return found


def _day(value: object) -> object:
    found = day(value)
    if found is None:
        raise UserError("date-not-read", text=text(value))
    return found


def _provenance(value: object) -> Provenance:
    return Provenance(str(one_of(tuple(Provenance))(value)))


def _with_mean(row: Measurement, context: Context) -> Measurement:
    """The row with the number that its repeats stand for, as the grid of points reckons it."""
    spec, column = context.catalog.quantities[row.quantity], context.catalog.columns[row.quantity]
    numbers = tuple(n for part in row.repeats.split(";") if (n := parse_decimal(part)) is not None)
    for number in numbers:
        require_possible(number, spec, context.texts)
    value = representative(column, numbers)
    return replace(row, value=value, value_text=format_decimal(value))


def _own_norm(value: object) -> str | None:
    return text(value) or None


_READERS: Readers = {
    "method": text,
    "norm_written": text,
    "measured_on": _day,
    "provenance": _provenance,
    "remark": text,
    "uncertainty": _uncertainty,
    "repeats": _repeats,
    "own_norm_id": _own_norm,
}

HANDLERS: Handlers = {
    AddMeasurement: _add,
    ChangeMeasurement: _change,
    RemoveMeasurement: _remove,
}
