"""Guarantees of a workplace by the entry of the List."""

from dataclasses import dataclass, replace
from typing import get_args

from riskdesk.domain.desk import Guarantee, GuaranteeKind
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import Workplace
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import squeezed
from riskdesk.services.typed_fields import (
    Readers,
    Typed,
    needed,
    one_of,
    read_fields,
    text,
    with_fields,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetListEntry:
    """The entry of the List (Order 1053) that the specialist chose, as the act writes it."""

    workplace_ids: tuple[WorkplaceId, ...]
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGuarantee:
    """A guarantee at each of the workplaces; ``id``: of the first one, "" for a new id.

    ``values``: kind (a ``GuaranteeKind``), entry (empty: the workplace's own), amount as the act
    writes it (needed), reason.
    """

    workplace_ids: tuple[WorkplaceId, ...]
    values: Typed
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGuarantee:
    """Other values of a guarantee, by the names of ``AddGuarantee``."""

    guarantee_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveGuarantee:
    """Take a guarantee away."""

    guarantee_id: str


def _set_entry(command: SetListEntry, uow: UnitOfWork, _: Context) -> Done:
    entry = squeezed(command.entry)
    for workplace_id in command.workplace_ids:
        uow.replace(replace(uow.get(Workplace, workplace_id), list_entry=entry))
    return Done(
        changes=frozenset({Area.STRUCTURE, Area.GUARANTEES}), label="set-list-entry", value=entry
    )


def _add(command: AddGuarantee, uow: UnitOfWork, _: Context) -> Done:
    given = {"kind": "", "entry": "", "amount": "", "reason": "", **command.values}
    values = read_fields(given, _READERS)
    found = ""
    for workplace_id in command.workplace_ids:
        workplace = uow.get(Workplace, workplace_id)
        own = {**values, "entry": values["entry"] or workplace.list_entry}
        identity = command.id if command.id and not found else uuid7()
        guarantee = Guarantee(id=identity, workplace_id=workplace_id, **own)
        uow.add(guarantee)
        found = found or guarantee.id
    return _done("add-guarantee", found)


def _change(command: ChangeGuarantee, uow: UnitOfWork, _: Context) -> Done:
    uow.replace(with_fields(uow.get(Guarantee, command.guarantee_id), command.values, _READERS))
    return _done("change-guarantee", command.guarantee_id)


def _remove(command: RemoveGuarantee, uow: UnitOfWork, _: Context) -> Done:
    uow.remove(uow.get(Guarantee, command.guarantee_id))
    return _done("remove-guarantee", None)


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.GUARANTEES}), label=label, value=value)


_READERS: Readers = {
    "kind": one_of(get_args(GuaranteeKind)),
    "entry": text,
    "amount": needed("guarantee-amount"),
    "reason": text,
}

HANDLERS: Handlers = {
    SetListEntry: _set_entry,
    AddGuarantee: _add,
    ChangeGuarantee: _change,
    RemoveGuarantee: _remove,
}
