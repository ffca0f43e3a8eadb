"""What one workplace says taken over by others like it, in one step (U11)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, Mark, Stay, Workplace
from riskdesk.domain.values import Provenance
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork

Detail = Literal["cards", "points", "safety", "ppe", "choices"]
"""``cards``: indicators and the marks of the cards; ``points``: at which points how long;
``choices``: rows of norms, shift, night, entry of the List."""

ALL_DETAILS: frozenset[Detail] = frozenset({"cards", "points", "safety", "ppe", "choices"})

R = TypeVar("R", CardEntry, Mark, Stay, SafetyCheck, PpeItem)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyToSimilar:
    """The chosen details of one workplace replace those of others of its certification.

    Measured values, people, remarks and papers are never taken over. The value counts the others.
    """

    source_id: WorkplaceId
    target_ids: tuple[WorkplaceId, ...]
    details: frozenset[Detail] = ALL_DETAILS


def copy_details(
    uow: UnitOfWork, source: Workplace, target: Workplace, details: frozenset[Detail]
) -> None:
    """Bring the details of ``target`` to those of ``source``; rows that agree stay."""
    if "choices" in details:
        uow.replace(
            replace(
                uow.get(Workplace, target.id),
                noise_row=source.noise_row,
                work_category=source.work_category,
                permanent=source.permanent,
                visual_grade=source.visual_grade,
                shift_hours=source.shift_hours,
                night=source.night,
                list_entry=source.list_entry,
            )
        )
    if "cards" in details:
        entries = [copied_entry(one) for one in uow.find(CardEntry, workplace_id=source.id)]
        _mirror(uow, entries, uow.find(CardEntry, workplace_id=target.id), target, _of_entry)
        marks = [one for one in uow.find(Mark, workplace_id=source.id) if _of_card(one)]
        there = [one for one in uow.find(Mark, workplace_id=target.id) if _of_card(one)]
        _mirror(uow, marks, there, target, lambda one: one.subject)
    if "points" in details:
        stays = uow.find(Stay, workplace_id=source.id)
        there_stays = uow.find(Stay, workplace_id=target.id)
        _mirror(uow, stays, there_stays, target, lambda one: one.point_id)
    if "safety" in details:
        checks = uow.find(SafetyCheck, workplace_id=source.id)
        there_checks = uow.find(SafetyCheck, workplace_id=target.id)
        _mirror(uow, checks, there_checks, target, lambda one: (one.kind, one.ordinal))
    if "ppe" in details:
        items = uow.find(PpeItem, workplace_id=source.id)
        there_items = uow.find(PpeItem, workplace_id=target.id)
        _mirror(uow, items, there_items, target, lambda one: one.ordinal)


def copied_entry(entry: CardEntry) -> CardEntry:
    """The indicator as another card takes it over: not as a file spelled it."""
    return replace(entry, position_written="", provenance=Provenance.COPIED)


def _of_entry(entry: CardEntry) -> object:
    return entry.card, entry.indicator


def _of_card(mark: Mark) -> bool:
    return mark.subject.split("/")[0] in ("heaviness", "tension")


def _mirror(
    uow: UnitOfWork, rows: list[R], there: list[R], target: Workplace, key: Callable[[R], object]
) -> None:
    """``there`` becomes ``rows`` at ``target``; what has the same key keeps its identity."""
    left = {key(one): one for one in there}
    for row in rows:
        old = left.pop(key(row), None)
        new = replace(row, id=old.id if old else uuid7(), workplace_id=target.id)
        (uow.replace if old else uow.add)(new)
    for old in left.values():
        uow.remove(old)


def _apply(command: ApplyToSimilar, uow: UnitOfWork, _: Context) -> Done:
    source = uow.get(Workplace, command.source_id)
    targets = [uow.get(Workplace, one) for one in command.target_ids if one != source.id]
    if any(one.certification_id != source.certification_id for one in targets):
        raise UserError("other-certification")
    for target in targets:
        copy_details(uow, source, target, command.details)
    return Done(changes=frozenset(Area), label="apply-to-similar", value=len(targets))


HANDLERS: Handlers = {ApplyToSimilar: _apply}
