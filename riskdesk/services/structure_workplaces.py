"""Commands of workplaces: added, split by headcount, moved, removed, numbered."""

from dataclasses import dataclass, replace
from itertools import count

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PositionId, WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Position, Workplace
from riskdesk.services.context import Context
from riskdesk.services.copying_details import ALL_DETAILS, copy_details
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.structure_lists import (
    EVERYTHING,
    STRUCTURE,
    Places,
    new_workplace,
    remove,
)
from riskdesk.services.structure_order import next_number, put_before, renumber
from riskdesk.services.structure_people import (
    checked_headcount,
    divided,
    follow,
    joined,
    people_in,
    people_of,
)
from riskdesk.services.structure_removal import Removal, of_workplaces


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorkplaces:
    """More workplaces of a line; their ids are the value.

    ``like``: a workplace that they are copies of, with its cards, places, safety and PPE, but
    without measured values. The headcount follows where it agreed with the workplaces before.
    """

    position_id: PositionId
    count: int = 1
    like: WorkplaceId | None = None
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitByHeadcount:
    """As many workplaces as the line's headcount (``each``), or back to ``one`` for all.

    The first workplace keeps what it holds; of those joined the rest goes (the value says what).
    """

    position_id: PositionId
    into: Places = "each"
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWorkplace:
    """A workplace goes to another line, or to the place of ``before`` in the list, or both."""

    workplace_id: WorkplaceId
    position_id: PositionId | None = None
    before: WorkplaceId | None = None
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveWorkplace:
    """A workplace goes with all it holds, in one step; the value says what (``Gone``)."""

    workplace_id: WorkplaceId
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumber:
    """Running numbers in the order of sections and lines; the value counts those changed."""

    certification_id: CertificationId


def _add_workplaces(command: AddWorkplaces, uow: UnitOfWork, _: Context) -> Done:
    position = uow.get(Position, command.position_id)
    checked_headcount(command.count)
    before = people_in(uow, position.id)
    source = None if command.like is None else _same(uow, position, command.like)
    added = []
    first = next_number(uow, position.certification_id)
    for number in range(first, first + command.count):
        workplace = new_workplace(position, number)
        if source is not None:
            workplace = _copy(source, workplace)
        uow.add(workplace)
        if source is not None:
            copy_details(uow, source, workplace, ALL_DETAILS)
        added.append(workplace.id)
    follow(uow, position.id, before)
    if command.renumber:
        renumber(uow, position.certification_id)
    changes = STRUCTURE if source is None else EVERYTHING
    return Done(changes=changes, label="add-workplaces", value=tuple(added))


def _same(uow: UnitOfWork, position: Position, like: WorkplaceId) -> Workplace:
    source = uow.get(Workplace, like)
    if source.certification_id != position.certification_id:
        raise UserError("other-certification")
    return source


def _copy(source: Workplace, empty: Workplace) -> Workplace:
    """The source's facts at a new place; what group it is of is for a person to say."""
    return replace(
        source,
        id=empty.id,
        position_id=empty.position_id,
        number=empty.number,
        group_id=None,
        measured=True,
    )


def _split(command: SplitByHeadcount, uow: UnitOfWork, context: Context) -> Done:
    position = uow.get(Position, command.position_id)
    places = uow.find(Workplace, position_id=position.id)
    gone = Removal(())
    if command.into == "one":
        gone = _join(uow, places)
    else:
        _divide(uow, position, places)
    if command.renumber:
        renumber(uow, position.certification_id)
    label = "join-workplaces" if command.into == "one" else "split-by-headcount"
    value = gone.told(context.texts) if gone.rows else ()
    return Done(changes=EVERYTHING, label=label, value=value)


def _join(uow: UnitOfWork, places: list[Workplace]) -> Removal:
    if len(places) < 2:
        return Removal(())
    uow.replace(joined(places))
    gone = Removal(of_workplaces(uow, places[1:]))
    gone.carry_out(uow)
    return gone


def _divide(uow: UnitOfWork, position: Position, places: list[Workplace]) -> None:
    wanted = position.headcount
    known = max(len(places), people_of(places) if places else 0)
    if known > wanted:
        raise UserError("headcount-below-workplaces", headcount=wanted, count=known)
    numbers = count(next_number(uow, position.certification_id))
    made = 0
    for place in places:
        for at, one in enumerate(divided(place)):
            made += 1
            if at == 0:
                uow.replace(one)
            else:
                uow.add(replace(one, id=WorkplaceId(uuid7()), number=next(numbers)))
    for _ in range(wanted - made):
        empty = new_workplace(position, next(numbers))
        uow.add(_blank(places[0], empty) if places else empty)


def _blank(source: Workplace, empty: Workplace) -> Workplace:
    """A place like the first one; who works there is not given."""
    copy = _copy(source, empty)
    return replace(copy, men=None, women=None, youth=None, disabled=None)


def _move_workplace(command: MoveWorkplace, uow: UnitOfWork, _: Context) -> Done:
    workplace = uow.get(Workplace, command.workplace_id)
    if command.position_id is not None and command.position_id != workplace.position_id:
        workplace = _to_line(uow, workplace, command.position_id)
    if command.before is not None and command.before != workplace.id:
        before = uow.get(Workplace, command.before)
        if before.certification_id != workplace.certification_id:
            raise UserError("other-certification")
        put_before(uow, workplace, before)
    if command.renumber:
        renumber(uow, workplace.certification_id)
    return Done(changes=STRUCTURE, label="move-workplace")


def _to_line(uow: UnitOfWork, workplace: Workplace, target: PositionId) -> Workplace:
    position = uow.get(Position, target)
    if position.certification_id != workplace.certification_id:
        raise UserError("other-certification")
    left, right = people_in(uow, workplace.position_id), people_in(uow, target)
    moved = replace(workplace, position_id=target)
    uow.replace(moved)
    follow(uow, workplace.position_id, left)
    follow(uow, target, right)
    return moved


def _remove_workplace(command: RemoveWorkplace, uow: UnitOfWork, context: Context) -> Done:
    workplace = uow.get(Workplace, command.workplace_id)
    before = people_in(uow, workplace.position_id)
    done = remove(uow, context, workplace, "remove-workplace", again=command.renumber)
    follow(uow, workplace.position_id, before)
    return done


def _renumber(command: Renumber, uow: UnitOfWork, _: Context) -> Done:
    uow.get(Certification, command.certification_id)
    changed = renumber(uow, command.certification_id)
    return Done(changes=frozenset({Area.STRUCTURE}), label="renumber", value=changed)


HANDLERS: Handlers = {
    AddWorkplaces: _add_workplaces,
    SplitByHeadcount: _split,
    MoveWorkplace: _move_workplace,
    RemoveWorkplace: _remove_workplace,
    Renumber: _renumber,
}
