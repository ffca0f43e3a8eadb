"""The register of instruments and their checks in the field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskdesk.domain.desk import FieldCheck
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, InstrumentId, uuid7
from riskdesk.domain.model import Certification, Instrument, Measurement, Point
from riskdesk.rules.catalog import Catalog
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.import_instruments import link_instruments
from riskdesk.services.importing import format_date
from riskdesk.services.instrument_choice import read_range
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.typed_fields import (
    Readers,
    Typed,
    day,
    needed,
    not_negative,
    number,
    read_fields,
    text,
    with_fields,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInstrument:
    """A new instrument of a certification's register.

    ``values``: name, serial, certificate, verified_on, valid_until, error, remark, quantities (ids
    of quantities or factors), ranges (by quantity, as typed: «30–130»); the name is needed.
    ``id``: of the record to be, "" for a new one.
    """

    certification_id: CertificationId
    values: Typed
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInstrument:
    """Other values of an instrument, by the names of ``AddInstrument``; the rest stays."""

    instrument_id: InstrumentId
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveInstrument:
    """Take an instrument that measured nothing out of the register, with its field checks."""

    instrument_id: InstrumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFieldCheck:
    """A calibration in the field.

    ``values``: day, quantity, reference, before, after, allowed_drift; the day is needed.
    ``id``: of the record to be, "" for a new one.
    """

    instrument_id: InstrumentId
    values: Typed = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFieldCheck:
    """Other values of a calibration, by the names of ``AddFieldCheck``."""

    check_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFieldCheck:
    """Take a calibration away."""

    check_id: str


def _add_instrument(command: AddInstrument, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    given = {"name": "", "quantities": (), "certificate": "", **command.values}
    values = read_fields(given, _readers(context.catalog))
    instrument = Instrument(
        id=InstrumentId(command.id or uuid7()),
        certification_id=command.certification_id,
        **{"verified_on": None, "valid_until": None, **values},
    )
    _require_order(instrument)
    uow.add(instrument)
    return _linked(instrument, uow, context, "add-instrument")


def _change_instrument(command: ChangeInstrument, uow: UnitOfWork, context: Context) -> Done:
    old = uow.get(Instrument, command.instrument_id)
    instrument = with_fields(old, command.values, _readers(context.catalog))
    _require_order(instrument)
    uow.replace(instrument)
    if _covering(instrument) != _covering(old):
        return _linked(instrument, uow, context, "change-instrument")
    return Done(
        changes=frozenset({Area.INSTRUMENTS}), label="change-instrument", value=instrument.id
    )


def _covering(instrument: Instrument) -> tuple[object, ...]:
    """What decides which values the instrument can have measured."""
    return instrument.quantities, instrument.verified_on, instrument.valid_until


def _linked(instrument: Instrument, uow: UnitOfWork, context: Context, label: str) -> Done:
    """Values whose instrument did not fit get one that does now."""
    link_instruments(uow.dossier(instrument.certification_id), uow, context.catalog)
    changes = frozenset({Area.INSTRUMENTS, Area.MEASUREMENTS, Area.POINTS})
    return Done(changes=changes, label=label, value=instrument.id)


def _remove_instrument(command: RemoveInstrument, uow: UnitOfWork, _: Context) -> Done:
    instrument = uow.get(Instrument, command.instrument_id)
    used = len(uow.find(Measurement, instrument_id=instrument.id))
    points = uow.find(Point, certification_id=instrument.certification_id)
    places = sum(instrument.id in point.instruments for point in points)
    if used or places:
        raise UserError("instrument-used", instrument=instrument.name, count=used, points=places)
    for check in uow.find(FieldCheck, instrument_id=instrument.id):
        uow.remove(check)
    uow.remove(instrument)
    return Done(changes=frozenset({Area.INSTRUMENTS}), label="remove-instrument")


def _add_field_check(command: AddFieldCheck, uow: UnitOfWork, context: Context) -> Done:
    instrument = uow.get(Instrument, command.instrument_id)
    first = next(iter(instrument.quantities), "")
    values = read_fields({"day": None, "quantity": first, **command.values}, _CHECK)
    check = FieldCheck(id=command.id or uuid7(), instrument_id=instrument.id, **values)
    _require_known(check, context.catalog)
    uow.add(check)
    return _checked("add-field-check", check.id)


def _change_field_check(command: ChangeFieldCheck, uow: UnitOfWork, context: Context) -> Done:
    check = with_fields(uow.get(FieldCheck, command.check_id), command.values, _CHECK)
    _require_known(check, context.catalog)
    uow.replace(check)
    return _checked("change-field-check", check.id)


def _remove_field_check(command: RemoveFieldCheck, uow: UnitOfWork, _: Context) -> Done:
    uow.remove(uow.get(FieldCheck, command.check_id))
    return _checked("remove-field-check", None)


def _checked(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.INSTRUMENTS}), label=label, value=value)


def _readers(catalog: Catalog) -> Readers:
    def quantities(value: object) -> tuple[str, ...]:
        names = value if isinstance(value, tuple | list) else (value,)
        return tuple(dict.fromkeys(filter(None, map(text, names))))

    def ranges(value: object) -> Mapping[str, str]:
        typed: Mapping[str, str] = value if isinstance(value, Mapping) else {}
        read = {_known(name, catalog): read_range(typed[name]) for name in typed}
        return {name: found for name, found in read.items() if found}

    return {
        "name": needed("instrument-unnamed"),
        "serial": text,
        "certificate": text,
        "verified_on": day,
        "valid_until": day,
        "error": text,
        "remark": text,
        "quantities": quantities,
        "ranges": ranges,
    }


def _known(quantity: str, catalog: Catalog) -> str:
    if quantity not in catalog.quantities and quantity not in catalog.columns:
        raise UserError("quantity-unknown", text=quantity, known=", ".join(catalog.quantities))
    return quantity


def _require_known(check: FieldCheck, catalog: Catalog) -> None:
    if check.quantity not in catalog.factors and check.quantity not in catalog.families:
        _known(check.quantity, catalog)


def _require_order(instrument: Instrument) -> None:
    begins, ends = instrument.verified_on, instrument.valid_until
    if begins is not None and ends is not None and ends < begins:
        raise UserError("instrument-dates", verified=format_date(begins), until=format_date(ends))


def _needed_day(value: object) -> object:
    found = day(value)
    if found is None:
        raise UserError("field-check-undated")
    return found


_CHECK: Readers = {
    "day": _needed_day,
    "quantity": text,
    "reference": number,
    "before": number,
    "after": number,
    "allowed_drift": not_negative,
}

HANDLERS: Handlers = {
    AddInstrument: _add_instrument,
    ChangeInstrument: _change_instrument,
    RemoveInstrument: _remove_instrument,
    AddFieldCheck: _add_field_check,
    ChangeFieldCheck: _change_field_check,
    RemoveFieldCheck: _remove_field_check,
}
