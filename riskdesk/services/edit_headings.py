"""What the headers of protocols say: by factor or for all, and the air of the days of measuring."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import DayConditions, ProtocolFacts
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import Certification
from riskdesk.domain.values import LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.possible import require_possible
from riskdesk.services.typed_fields import (
    Readers,
    Typed,
    day,
    name_text,
    not_negative,
    number,
    read_fields,
    text,
)

_CHANGES = frozenset({Area.CERTIFICATIONS})
_MOST = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProtocolFacts:
    """What the headers of the protocols of a family say; ``family`` "": of all of them.

    ``values``: ``method``, ``representative``, ``room_kk``, ``room_ru``, ``form_code``,
    ``coverage`` as typed; fields not named stay. A record that says nothing any more goes.
    """

    certification_id: CertificationId
    values: Typed
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDayConditions:
    """The air of a day: ``day``, ``temperature`` °C, ``humidity`` %, ``pressure`` mmHg as typed."""

    certification_id: CertificationId
    values: Typed = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDayConditions:
    """Other fields of a day (see ``AddDayConditions``)."""

    conditions_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDayConditions:
    """Nothing is known of the air of that day any more."""

    conditions_id: str


def _factor(value: object) -> Decimal | None:
    """The factor k: 1 is that of the standard uncertainty."""
    found = number(value)
    if found is not None and not 1 <= found <= _MOST:
        raise UserError("coverage-wrong", text=str(value))
    return found


def _day(value: object) -> date:
    found = day(value)
    if found is None:
        raise UserError("day-missing")
    return found


_FACTS: Readers = {
    "method": text,
    "representative": name_text,
    "room_kk": name_text,
    "room_ru": name_text,
    "form_code": name_text,
    "coverage": _factor,
}
_AIR: Readers = {
    "day": _day,
    "temperature": number,
    "humidity": number,
    "pressure": not_negative,
}


def _set_facts(command: SetProtocolFacts, uow: UnitOfWork, context: Context) -> Done:
    if command.family and command.family not in context.catalog.families:
        raise UserError("family-unknown", family=command.family)
    head = uow.get(Certification, command.certification_id)
    own = {"certification_id": head.id, "family": command.family}
    known = next(iter(uow.find(ProtocolFacts, **own)), None)
    before = known or ProtocolFacts(id=uuid7(), certification_id=head.id, family=command.family)
    values = read_fields(command.values, _FACTS)
    kk, ru = values.pop("room_kk", before.room.kk), values.pop("room_ru", before.room.ru)
    after = replace(before, room=LocalizedText(kk, ru, before.room.en), **values)
    said = any((after.method, after.representative, after.room.kk, after.room.ru, after.form_code))
    if said or after.coverage is not None:
        (uow.replace if known else uow.add)(after)
    elif known is not None:
        uow.remove(known)
    return Done(changes=_CHANGES, label="set-protocol-facts")


def _add_day(command: AddDayConditions, uow: UnitOfWork, context: Context) -> Done:
    head = uow.get(Certification, command.certification_id)
    values = {"day": None, **command.values}
    made = DayConditions(
        id=command.id or uuid7(), certification_id=head.id, **read_fields(values, _AIR)
    )
    _require_possible(uow, made, context)
    uow.add(made)
    return Done(changes=_CHANGES, label="add-day-conditions", value=made.id)


def _change_day(command: ChangeDayConditions, uow: UnitOfWork, context: Context) -> Done:
    before = uow.get(DayConditions, command.conditions_id)
    after = replace(before, **read_fields(command.values, _AIR))
    _require_possible(uow, after, context)
    uow.replace(after)
    return Done(changes=_CHANGES, label="change-day-conditions")


def _remove_day(command: RemoveDayConditions, uow: UnitOfWork, _: Context) -> Done:
    uow.remove(uow.get(DayConditions, command.conditions_id))
    return Done(changes=_CHANGES, label="remove-day-conditions")


def _require_possible(uow: UnitOfWork, row: DayConditions, context: Context) -> None:
    """One row a day, values that air can have."""
    own = {"certification_id": row.certification_id, "day": row.day}
    if any(each.id != row.id for each in uow.find(DayConditions, **own)):
        raise UserError("day-twice", day=f"{row.day:%d.%m.%Y}")
    columns = context.catalog.columns
    require_possible(row.temperature, columns["air_temperature"], context.texts)
    require_possible(row.humidity, columns["relative_humidity"], context.texts)


HANDLERS: Handlers = {
    SetProtocolFacts: _set_facts,
    AddDayConditions: _add_day,
    ChangeDayConditions: _change_day,
    RemoveDayConditions: _remove_day,
}
