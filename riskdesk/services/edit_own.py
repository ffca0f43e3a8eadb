"""Substances and norms that a specialist adds to those of the state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.own import own_substance
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.own_records import TypedNorm, TypedSubstance, read_norm, read_substance
from riskdesk.services.own_uses import norm_uses, substance_uses
from riskdesk.services.ports import Area, Done, UnitOfWork

T = TypeVar("T")
_TOUCHED = frozenset({Area.NORMS, Area.POINTS, Area.MEASUREMENTS})
_SHOWN_USES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOwnSubstance:
    """A new substance beside the state's lists."""

    typed: TypedSubstance


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwnSubstance:
    """Another state of a substance that was added."""

    substance_id: str
    typed: TypedSubstance


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOwnSubstance:
    """Take a substance away that nothing uses."""

    substance_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOwnNorm:
    """A new local norm of a quantity."""

    typed: TypedNorm


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwnNorm:
    """Another state of a local norm."""

    norm_id: str
    typed: TypedNorm


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOwnNorm:
    """Take a local norm away that nothing uses."""

    norm_id: str


def _add_substance(command: AddOwnSubstance, uow: UnitOfWork, context: Context) -> Done:
    record = _sound(read_substance(command.typed, context.catalog))
    uow.add(record)
    return Done(changes=_TOUCHED, label="add-own-substance", value=record.id)


def _change_substance(command: ChangeOwnSubstance, uow: UnitOfWork, context: Context) -> Done:
    before = uow.get(OwnSubstance, command.substance_id)
    uow.replace(_sound(read_substance(command.typed, context.catalog, before.id)))
    return Done(changes=_TOUCHED, label="change-own-substance", value=before.id)


def _remove_substance(command: RemoveOwnSubstance, uow: UnitOfWork, _: Context) -> Done:
    record = uow.get(OwnSubstance, command.substance_id)
    _unused(substance_uses(uow, own_substance(record).key), record.name)
    uow.remove(record)
    return Done(changes=_TOUCHED, label="remove-own-substance")


def _add_norm(command: AddOwnNorm, uow: UnitOfWork, context: Context) -> Done:
    record = _sound(read_norm(command.typed, context))
    uow.add(record)
    return Done(changes=_TOUCHED, label="add-own-norm", value=record.id)


def _change_norm(command: ChangeOwnNorm, uow: UnitOfWork, context: Context) -> Done:
    before = uow.get(OwnNorm, command.norm_id)
    record = _sound(read_norm(command.typed, context, before.id))
    if record.quantity != before.quantity:
        _unused(norm_uses(uow, before.id), before.title)
    uow.replace(record)
    return Done(changes=_TOUCHED, label="change-own-norm", value=before.id)


def _remove_norm(command: RemoveOwnNorm, uow: UnitOfWork, _: Context) -> Done:
    record = uow.get(OwnNorm, command.norm_id)
    _unused(norm_uses(uow, record.id), record.title)
    uow.remove(record)
    return Done(changes=_TOUCHED, label="remove-own-norm")


def _sound(found: tuple[T, tuple[UserError, ...]]) -> T:
    record, faults = found
    if faults:
        raise faults[0]
    return record


def _unused(uses: Iterator[LocalizedText], name: LocalizedText) -> None:
    """``UserError("own-used")`` with the first places that use it."""
    places = list(uses)
    if not places:
        return
    more = "" if len(places) <= _SHOWN_USES else f" … +{len(places) - _SHOWN_USES}"
    shown = places[:_SHOWN_USES]
    raise UserError(
        "own-used",
        name=name,
        places=LocalizedText(
            **{each: "; ".join(place.get(each) for place in shown) + more for each in LANGUAGES}
        ),
    )


HANDLERS: Handlers = {
    AddOwnSubstance: _add_substance,
    ChangeOwnSubstance: _change_substance,
    RemoveOwnSubstance: _remove_substance,
    AddOwnNorm: _add_norm,
    ChangeOwnNorm: _change_norm,
    RemoveOwnNorm: _remove_norm,
}
