"""Measures of improvement: added, changed, closed, removed; numbers and days as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from riskdesk.domain.desk import Measure, MeasureLevel
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import Certification, Position, Risk, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.editable import subjects
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.structure_order import settle
from riskdesk.services.typed_fields import (
    Readers,
    day,
    localized,
    not_negative,
    one_of,
    read_fields,
    text,
)

_CHANGES = frozenset({Area.RISKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeasure:
    """A measure of a certification; its id (``id`` where one is given) is the value.

    ``values`` by field as typed or as values: ``workplace_id``, ``risk_id``, ``subject``,
    ``level``, ``responsible``, ``due`` (``31.12.2026``), ``cost`` (tenge), ``expected`` (class).
    """

    certification_id: CertificationId
    text: LocalizedText
    values: Mapping[str, object] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeasure:
    """Other fields of a measure (see ``AddMeasure``; also ``text``); fields not named stay."""

    measure_id: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseMeasure:
    """The measure was carried out that day; ``None`` opens it again."""

    measure_id: str
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMeasure:
    """A measure goes from the plan."""

    measure_id: str


def _words(value: object) -> LocalizedText:
    found = localized(value)
    if not (found.kk or found.ru):
        raise UserError("measure-textless")
    return found


def _expected(value: object) -> HazardClass | None:
    if value is None or isinstance(value, HazardClass):
        return value
    written = text(value).replace(",", ".")
    if not written:
        return None
    try:
        return HazardClass(written)
    except ValueError as error:
        raise UserError("class-not-read", text=text(value)) from error


def _identity(value: object) -> str | None:
    return text(value) or None


_READERS: Readers = {
    "text": _words,
    "workplace_id": _identity,
    "risk_id": _identity,
    "subject": text,
    "level": one_of(get_args(MeasureLevel)),
    "responsible": text,
    "due": day,
    "cost": not_negative,
    "expected": _expected,
}


def _add(command: AddMeasure, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    known = uow.find(Measure, certification_id=command.certification_id)
    measure = Measure(
        id=command.id or uuid7(),
        certification_id=command.certification_id,
        ordinal=len(known) + 1,
        **read_fields({**command.values, "text": command.text}, _READERS),
    )
    _require_own(uow, measure, context)
    uow.add(measure)
    return Done(changes=_CHANGES, label="add-measure", value=measure.id)


def _change(command: ChangeMeasure, uow: UnitOfWork, context: Context) -> Done:
    measure = uow.get(Measure, command.measure_id)
    measure = replace(measure, **read_fields(command.values, _READERS))
    _require_own(uow, measure, context)
    uow.replace(measure)
    return Done(changes=_CHANGES, label="change-measure")


def _require_own(uow: UnitOfWork, measure: Measure, context: Context) -> None:
    """Workplace and risk are of the same certification, the subject can be marked."""
    owners = []
    if measure.workplace_id is not None:
        owners.append(uow.get(Workplace, measure.workplace_id).certification_id)
    if measure.risk_id is not None:
        position = uow.get(Risk, measure.risk_id).position_id
        owners.append(uow.get(Position, position).certification_id)
    if any(owner != measure.certification_id for owner in owners):
        raise UserError("other-certification")
    if measure.subject and measure.subject not in subjects(context.catalog):
        raise UserError("subject-unknown", subject=measure.subject)


def _close(command: CloseMeasure, uow: UnitOfWork, _: Context) -> Done:
    measure = uow.get(Measure, command.measure_id)
    uow.replace(replace(measure, done_on=command.done_on))
    label = "reopen-measure" if command.done_on is None else "close-measure"
    return Done(changes=_CHANGES, label=label)


def _remove(command: RemoveMeasure, uow: UnitOfWork, _: Context) -> Done:
    measure = uow.get(Measure, command.measure_id)
    uow.remove(measure)
    settle(uow, uow.find(Measure, certification_id=measure.certification_id))
    return Done(changes=_CHANGES, label="remove-measure")


HANDLERS: Handlers = {
    AddMeasure: _add,
    ChangeMeasure: _change,
    CloseMeasure: _close,
    RemoveMeasure: _remove,
}
