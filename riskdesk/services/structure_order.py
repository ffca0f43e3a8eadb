"""The order of the list: ordinals of sections and positions, running numbers of workplaces.

Codes are derived from them (kz-rules-and-forms, C.2): the number of a workplace runs through the
whole list and is not reset by section.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from riskdesk.domain.desk import AnalogGroup, CommissionMember, Measure
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Position, Section, Workplace
from riskdesk.services.ports import UnitOfWork

R = TypeVar("R", Section, Position, CommissionMember, AnalogGroup, Measure)


def placed(rows: Iterable[R], block: Sequence[R], at: int | None) -> list[R]:
    """The rows with those of ``block`` from place ``at`` on (from 1); ``None``: at the end."""
    moved = {one.id for one in block}
    result = [one for one in rows if one.id not in moved]
    place = len(result) if at is None else max(0, at - 1)
    result[place:place] = block
    return result


def settle(uow: UnitOfWork, rows: Iterable[R]) -> None:
    """Give stored rows the ordinals of their order, from 1; those that keep theirs stay."""
    for ordinal, row in enumerate(rows, start=1):
        if row.ordinal != ordinal:
            uow.replace(replace(row, ordinal=ordinal))


def sections_of(uow: UnitOfWork, certification: CertificationId) -> list[Section]:
    """The sections in their order."""
    return uow.find(Section, certification_id=certification)


def positions_of(uow: UnitOfWork, certification: CertificationId) -> list[Position]:
    """The lines of the staff list in the order of their sections."""
    return uow.find(Position, certification_id=certification)


def settle_positions(
    uow: UnitOfWork,
    certification: CertificationId,
    block: Sequence[Position] = (),
    at: int | None = None,
) -> None:
    """Ordinals run through the whole list; lines of ``block`` go to ``at`` of their section."""
    known = positions_of(uow, certification)
    listed: list[Position] = []
    for section in sections_of(uow, certification):
        own = [one for one in known if one.section_id == section.id]
        here = [one for one in block if one.section_id == section.id]
        listed += placed(own, here, at)
    settle(uow, listed)


def next_number(uow: UnitOfWork, certification: CertificationId) -> int:
    """The number after the last."""
    known = uow.find(Workplace, certification_id=certification)
    return max((one.number for one in known), default=0) + 1


def renumber(uow: UnitOfWork, certification: CertificationId) -> int:
    """Give workplaces running numbers in the order of the list; returns how many changed."""
    places = {row.id: at for at, row in enumerate(positions_of(uow, certification))}
    known = uow.find(Workplace, certification_id=certification)
    known.sort(key=lambda one: (places[one.position_id], one.number, one.id))
    changed = 0
    for number, workplace in enumerate(known, start=1):
        if workplace.number != number:
            uow.replace(replace(workplace, number=number))
            changed += 1
    return changed


def put_before(uow: UnitOfWork, moved: Workplace, before: Workplace) -> None:
    """``moved`` takes the place of ``before`` in the list; the numbers in use stay in use."""
    known = uow.find(Workplace, certification_id=moved.certification_id)
    numbers = sorted(one.number for one in known)
    others = [one for one in known if one.id != moved.id]
    at = next(place for place, one in enumerate(others) if one.id == before.id)
    for number, workplace in zip(numbers, [*others[:at], moved, *others[at:]], strict=True):
        if workplace.number != number:
            uow.replace(replace(workplace, number=number))
