"""Injury safety, protective equipment and chronometry of a workplace."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

from riskdesk.domain.desk import Operation, PpeItem, SafetyCheck, SafetyObject
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, Workplace
from riskdesk.domain.values import Provenance
from riskdesk.services.chronometry import POSTURES, chronometry
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.typed_fields import (
    Readers,
    Typed,
    flag,
    named,
    needed,
    not_negative,
    one_of,
    read_fields,
    text,
    with_fields,
)

SafetyKind = Literal["safety", "ppe", "operation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSafetyRow:
    """A new line at each of the workplaces: a checked object, a means of protection, an operation.

    ``values`` of ``safety``: kind (equipment, tools, instruction), name, document, grade (1 to 3,
    ``None`` not graded), reason; of ``ppe``: name, norm, issued, certificate, certified, remark; of
    ``operation``: name, minutes, posture. ``id``: of the line at the first workplace, "" for a new
    one.
    """

    kind: SafetyKind
    workplace_ids: tuple[WorkplaceId, ...]
    values: Typed
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSafetyRow:
    """Other values of a line, by the names of ``AddSafetyRow``; typed minutes replace taps."""

    kind: SafetyKind
    row_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSafetyRow:
    """Take a line away."""

    kind: SafetyKind
    row_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOperation:
    """Begin an operation now; the one under way ends at the same moment."""

    workplace_id: WorkplaceId
    name: str
    posture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopOperation:
    """End the operation under way now."""

    workplace_id: WorkplaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeChronometry:
    """Write what the chronometry proposes into the card of heaviness, with its working.

    ``workplace_ids``: also of other workplaces alike; empty: only the observed one.
    """

    workplace_id: WorkplaceId
    workplace_ids: tuple[WorkplaceId, ...] = field(default=())


Row = SafetyCheck | PpeItem | Operation


def _add(command: AddSafetyRow, uow: UnitOfWork, _: Context) -> Done:
    readers, blank = _READERS[command.kind], _BLANK[command.kind]
    values = read_fields({**blank, **command.values}, readers)
    kind = _KINDS[command.kind]
    found = ""
    for workplace_id in command.workplace_ids:
        uow.get(Workplace, workplace_id)
        ordinal = _next(uow.find(kind, workplace_id=workplace_id))
        identity = uuid7() if found else command.id or uuid7()
        uow.add(kind(id=identity, workplace_id=workplace_id, ordinal=ordinal, **values))
        found = found or identity
    return _done(f"add-{command.kind}", found)


def _change(command: ChangeSafetyRow, uow: UnitOfWork, _: Context) -> Done:
    old = uow.get(_KINDS[command.kind], command.row_id)
    row = with_fields(old, command.values, _READERS[command.kind])
    if isinstance(row, Operation) and "minutes" in command.values:
        row = replace(row, started="", stopped="")
    uow.replace(row)
    return _done(f"change-{command.kind}", row.id)


def _remove(command: RemoveSafetyRow, uow: UnitOfWork, _: Context) -> Done:
    uow.remove(uow.get(_KINDS[command.kind], command.row_id))
    return _done(f"remove-{command.kind}", None)


def _start(command: StartOperation, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Workplace, command.workplace_id)
    rows, now = uow.find(Operation, workplace_id=command.workplace_id), _now(context)
    _stop_running(rows, uow, now)
    values = read_fields({"name": command.name, "posture": command.posture}, _OPERATION)
    operation = Operation(
        id=uuid7(),
        workplace_id=command.workplace_id,
        ordinal=_next(rows),
        started=now,
        **values,
    )
    uow.add(operation)
    return _done("start-operation", operation.id)


def _stop(command: StopOperation, uow: UnitOfWork, context: Context) -> Done:
    rows = uow.find(Operation, workplace_id=command.workplace_id)
    if not _stop_running(rows, uow, _now(context)):
        raise UserError("operation-none-running")
    return _done("stop-operation", None)


def _stop_running(rows: Iterable[Operation], uow: UnitOfWork, now: str) -> bool:
    running = [row for row in rows if row.started and not row.stopped]
    for row in running:
        uow.replace(replace(row, stopped=max(now, row.started)))
    return bool(running)


def _take(command: TakeChronometry, uow: UnitOfWork, context: Context) -> Done:
    observed = uow.get(Workplace, command.workplace_id)
    dossier = uow.dossier(observed.certification_id)
    proposals = chronometry(dossier, observed, context).proposals
    if not proposals:
        raise UserError("chronometry-empty")
    for workplace_id in command.workplace_ids or (observed.id,):
        uow.get(Workplace, workplace_id)
        for proposal in proposals:
            _write(uow, workplace_id, proposal.indicator, proposal.text, proposal.working)
    return Done(changes=frozenset({Area.CARDS}), label="take-chronometry", value=len(proposals))


def _write(uow: UnitOfWork, workplace: WorkplaceId, indicator: str, said: str, how: str) -> None:
    found = uow.find(CardEntry, workplace_id=workplace, card="heaviness", indicator=indicator)
    entry = (
        replace(found[0], value_text=said, working=how, provenance=Provenance.MEASURED)
        if found
        else CardEntry(
            id=uuid7(),
            workplace_id=workplace,
            card="heaviness",
            indicator=indicator,
            value_text=said,
            working=how,
        )
    )
    (uow.replace if found else uow.add)(entry)


def _now(context: Context) -> str:
    """The local moment to the second, as it is stored."""
    local: datetime = context.clock.now().astimezone()
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


def _next(rows: Iterable[Row]) -> int:
    return max((row.ordinal for row in rows), default=0) + 1


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.SAFETY}), label=label, value=value)


def _grade(value: object) -> int | None:
    if value in (None, ""):
        return None
    if str(value) not in ("1", "2", "3"):
        raise UserError("choice-unknown", text=str(value), known="1, 2, 3")
    return int(str(value))


_SAFETY: Readers = {
    "kind": one_of(get_args(SafetyObject)),
    "name": needed("safety-unnamed"),
    "document": text,
    "grade": _grade,
    "reason": text,
}
_PPE: Readers = {
    "name": named("ppe-unnamed"),
    "norm": text,
    "issued": flag,
    "certificate": text,
    "certified": flag,
    "remark": text,
}
_OPERATION: Readers = {
    "name": needed("operation-unnamed"),
    "minutes": not_negative,
    "posture": one_of(("", *POSTURES)),
}
_KINDS: dict[SafetyKind, type[Row]] = {
    "safety": SafetyCheck,
    "ppe": PpeItem,
    "operation": Operation,
}
_READERS: dict[SafetyKind, Readers] = {"safety": _SAFETY, "ppe": _PPE, "operation": _OPERATION}
_BLANK: dict[SafetyKind, Typed] = {
    "safety": {"kind": "equipment", "name": ""},
    "ppe": {"name": ""},
    "operation": {"name": ""},
}

HANDLERS: Handlers = {
    AddSafetyRow: _add,
    ChangeSafetyRow: _change,
    RemoveSafetyRow: _remove,
    StartOperation: _start,
    StopOperation: _stop,
    TakeChronometry: _take,
}
