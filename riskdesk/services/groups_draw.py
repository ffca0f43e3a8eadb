"""Commands that say which workplaces of a group are measured: drawn, chosen, swapped."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.services.context import Context
from riskdesk.services.groups_members import STRUCTURE, members_of
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Done, UnitOfWork
from riskdesk.services.spelling import squeezed

_SEEDS = 1_000_000
"""A seed has at most six digits, so that a person can write it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawMeasured:
    """Draw ``count`` members to be measured; the others inherit. Swaps made before are forgotten.

    The same seed draws the same among the same members, for ever; ``None`` makes a new seed. The
    seed is kept with the group and is the value.
    """

    group_id: str
    count: int
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseMeasured:
    """The members to be measured as a person chose them; the draw and its swaps are forgotten."""

    group_id: str
    measured: tuple[WorkplaceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapMeasured:
    """Measure ``enters`` instead of ``leaves``; the reason is kept with the group."""

    group_id: str
    leaves: WorkplaceId
    enters: WorkplaceId
    reason: str


def drawn(seed: int, members: Iterable[str], count: int) -> frozenset[str]:
    """The members that a draw takes: those with the lowest SHA-256 of ``seed:id``."""
    lots = {one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest() for one in members}
    return frozenset(sorted(lots, key=lambda one: (lots[one], one))[:count])


def _draw(command: DrawMeasured, uow: UnitOfWork, _: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    members = members_of(uow, group.id)
    if not 1 <= command.count <= len(members):
        raise UserError("group-draw-count", count=command.count, most=len(members))
    seed = secrets.randbelow(_SEEDS) if command.seed is None else command.seed
    _measure(uow, members, drawn(seed, (one.id for one in members), command.count))
    uow.replace(replace(group, seed=seed, swaps={}))
    return Done(changes=STRUCTURE, label="draw-measured", value=seed)


def _choose(command: ChooseMeasured, uow: UnitOfWork, _: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    members = members_of(uow, group.id)
    wanted = frozenset(command.measured)
    if not wanted <= {one.id for one in members}:
        raise UserError("group-not-member")
    if not wanted:
        raise UserError("group-draw-count", count=0, most=len(members))
    _measure(uow, members, wanted)
    uow.replace(replace(group, seed=None, swaps={}))
    return Done(changes=STRUCTURE, label="choose-measured")


def _swap(command: SwapMeasured, uow: UnitOfWork, _: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    leaves, enters = uow.get(Workplace, command.leaves), uow.get(Workplace, command.enters)
    if not leaves.group_id == enters.group_id == group.id:
        raise UserError("group-not-member")
    if not leaves.measured or enters.measured:
        raise UserError("group-swap-wrong")
    reason = squeezed(command.reason)
    if not reason:
        raise UserError("group-reason-missing")
    uow.replace(replace(leaves, measured=False))
    uow.replace(replace(enters, measured=True))
    swaps = {one: said for one, said in group.swaps.items() if one != leaves.id}
    uow.replace(replace(group, swaps={**swaps, enters.id: reason}))
    return Done(changes=STRUCTURE, label="swap-measured")


def _measure(uow: UnitOfWork, members: Iterable[Workplace], wanted: Iterable[str]) -> None:
    chosen = set(wanted)
    for one in members:
        if one.measured != (one.id in chosen):
            uow.replace(replace(one, measured=one.id in chosen))


HANDLERS: Handlers = {DrawMeasured: _draw, ChooseMeasured: _choose, SwapMeasured: _swap}
