"""Who works at the workplaces of a line: people counted, divided among places, joined again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import Position, Workplace
from riskdesk.services.ports import UnitOfWork

MOST_PEOPLE = 10_000
"""More people at one workplace are taken for a slip."""


def checked_headcount(people: int) -> int:
    """The headcount; ``UserError("staffing-wrong")`` beyond 0 and ``MOST_PEOPLE``."""
    if not 0 <= people <= MOST_PEOPLE:
        raise UserError("staffing-wrong", count=people)
    return people


def people_of(workplaces: Iterable[Workplace]) -> int:
    """How many work at all of them."""
    return sum(each.people for each in workplaces)


def people_in(uow: UnitOfWork, position: PositionId) -> int:
    """How many work at the workplaces of a line."""
    return people_of(uow.find(Workplace, position_id=position))


def follow(uow: UnitOfWork, position: PositionId, before: int) -> None:
    """Let the headcount follow the workplaces where both agreed ``before``.

    A contradiction that a file brought in stays one: the check shows it.
    """
    row = uow.get(Position, position)
    if row.headcount == before:
        uow.replace(replace(row, headcount=people_in(uow, position)))


def divided(workplace: Workplace) -> list[Workplace]:
    """The same workplace once for each of its people, men first; ids and numbers are still its.

    Youth and disabled are told for as many of the places, from the first.
    """
    men, women = workplace.men or 0, workplace.women or 0
    if men + women < 2:
        return [workplace]
    people = [(1, 0)] * men + [(0, 1)] * women
    return [
        replace(
            workplace,
            men=one[0],
            women=one[1],
            youth=_share(workplace.youth, at),
            disabled=_share(workplace.disabled, at),
        )
        for at, one in enumerate(people)
    ]


def joined(workplaces: Sequence[Workplace]) -> Workplace:
    """The first of them with the people of all; a count that none gives stays not given."""

    def total(counts: Iterable[int | None]) -> int | None:
        known = [count for count in counts if count is not None]
        return sum(known) if known else None

    return replace(
        workplaces[0],
        men=total(one.men for one in workplaces),
        women=total(one.women for one in workplaces),
        youth=total(one.youth for one in workplaces),
        disabled=total(one.disabled for one in workplaces),
    )


def _share(count: int | None, at: int) -> int | None:
    return None if count is None else int(at < count)
