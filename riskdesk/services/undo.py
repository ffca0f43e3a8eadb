"""Undo and redo: the history of commits read as two stacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    FieldCheck,
    Guarantee,
    Measure,
    Operation,
    OwnNorm,
    OwnSubstance,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.issue import IssuedDocument, Seal
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)
from riskdesk.services.ports import Area, Change, ChangeKind, Done, UnitOfWork

AREA_OF: Mapping[type[Entity], Area] = {
    Enterprise: Area.CERTIFICATIONS,
    Certification: Area.CERTIFICATIONS,
    Section: Area.STRUCTURE,
    Position: Area.STRUCTURE,
    Workplace: Area.STRUCTURE,
    Point: Area.POINTS,
    Stay: Area.POINTS,
    Instrument: Area.INSTRUMENTS,
    Measurement: Area.MEASUREMENTS,
    CardEntry: Area.CARDS,
    CardFoot: Area.CARDS,
    Mark: Area.MARKS,
    Risk: Area.RISKS,
    CommissionMember: Area.CERTIFICATIONS,
    AnalogGroup: Area.STRUCTURE,
    SafetyCheck: Area.SAFETY,
    PpeItem: Area.SAFETY,
    Operation: Area.CARDS,
    FieldCheck: Area.INSTRUMENTS,
    Acceptance: Area.ACCEPTANCES,
    Guarantee: Area.GUARANTEES,
    Measure: Area.RISKS,
    Attachment: Area.ATTACHMENTS,
    PlanMark: Area.ATTACHMENTS,
    ProtocolFacts: Area.CERTIFICATIONS,
    DayConditions: Area.CERTIFICATIONS,
    OwnSubstance: Area.MEASUREMENTS,
    OwnNorm: Area.MEASUREMENTS,
    IssuedDocument: Area.DOCUMENTS,
    Seal: Area.DOCUMENTS,
}
"""The area that a row of each kind belongs to."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""


@dataclass(frozen=True, slots=True)
class UndoTo:
    """Take back a change and all that came after it, the newest first: each can be done again."""

    change_id: str


@dataclass(frozen=True, slots=True)
class Redo:
    """Do the change that was undone last again."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and what can be done again; the next one stands last."""

    undoable: tuple[Change, ...]
    redoable: tuple[Change, ...]


def stacks_of(changes: Iterable[Change]) -> Stacks:
    """Replay the history: a command may be undone, and a new one forgets what was undone.

    What was issued or sealed stays, and what was done before it can still be undone.
    """
    undoable: list[Change] = []
    redoable: list[Change] = []
    for change in changes:
        if change.kind is ChangeKind.DO:
            undoable.append(change)
            redoable.clear()
        elif change.kind is ChangeKind.UNDO:
            redoable.append(undoable.pop())
        elif change.kind is ChangeKind.REDO:
            undoable.append(redoable.pop())
    return Stacks(tuple(undoable), tuple(redoable))


def run(command: Undo | UndoTo | Redo, uow: UnitOfWork) -> Done:
    """Write the states back and commit under the label of the change itself.

    ``UserError``: ``nothing-to-undo``, ``nothing-to-redo``, ``undo-conflict``.
    """
    if isinstance(command, UndoTo):
        return _back_to(command.change_id, uow)
    with uow:
        stacks = stacks_of(uow.changes())
        if isinstance(command, Undo):
            stack, kind, empty = stacks.undoable, ChangeKind.UNDO, "nothing-to-undo"
        else:
            stack, kind, empty = stacks.redoable, ChangeKind.REDO, "nothing-to-redo"
        if not stack:
            raise UserError(empty)
        target = stack[-1]
        areas = frozenset(AREA_OF[step.kind] for step in uow.steps(target.id))
        uow.revert(target.id, kind)
        uow.commit(target.label)
        return Done(changes=areas, label=target.label)


def _back_to(change_id: str, uow: UnitOfWork) -> Done:
    """The value is how many changes were taken back; a conflict leaves those before it undone."""
    with uow:
        undoable = stacks_of(uow.changes()).undoable
        at = next((n for n, each in enumerate(undoable) if each.id == change_id), None)
        if at is None:
            raise UserError("nothing-to-undo")
        areas: set[Area] = set()
        for target in reversed(undoable[at:]):
            areas |= {AREA_OF[step.kind] for step in uow.steps(target.id)}
            uow.revert(target.id, ChangeKind.UNDO)
            uow.commit(target.label)
    return Done(changes=frozenset(areas), label=undoable[at].label, value=len(undoable) - at)
