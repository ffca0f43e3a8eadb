"""Numbers on plans: each place of measuring stands once, on one plan."""

from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.desk import Attachment
from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import PlanMark
from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import Point
from riskdesk.domain.places import PLAN_TYPES, place_key
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork

_STEP = Decimal("0.0001")
"""No paper shows less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceZone:
    """Put the place of a point on a plan, or move it there; ``x`` and ``y`` as of a ``PlanMark``.

    The id of its mark is the value.
    """

    attachment_id: str
    point_id: PointId
    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePlace:
    """Take the place of a point from its plan."""

    point_id: PointId


def _place(command: PlaceZone, uow: UnitOfWork, _: Context) -> Done:
    plan = uow.get(Attachment, command.attachment_id)
    point = uow.get(Point, command.point_id)
    if plan.certification_id != point.certification_id:
        raise UserError("other-certification")
    if plan.owner != "certification" or plan.media_type not in PLAN_TYPES:
        raise UserError("plan-no-picture", name=plan.name)
    x, y = (
        min(max(each, Decimal(0)), Decimal(1)).quantize(_STEP) for each in (command.x, command.y)
    )
    known = _marks(uow, point)
    if not known:
        mark = PlanMark(
            id=uuid7(),
            certification_id=point.certification_id,
            attachment_id=plan.id,
            point_id=point.id,
            x=x,
            y=y,
        )
        uow.add(mark)
        return _done("place-zone", mark.id)
    for spare in known[1:]:
        uow.remove(spare)
    uow.replace(replace(known[0], attachment_id=plan.id, x=x, y=y))
    return _done("place-zone", known[0].id)


def _remove(command: RemovePlace, uow: UnitOfWork, _: Context) -> Done:
    marks = _marks(uow, uow.get(Point, command.point_id))
    for mark in marks:
        uow.remove(mark)
    return _done("remove-place", len(marks))


def _marks(uow: UnitOfWork, point: Point) -> list[PlanMark]:
    """The marks of the point's place."""
    there = {each.id for each in _place_of(uow, point)}
    marks = uow.find(PlanMark, certification_id=point.certification_id)
    return [mark for mark in marks if mark.point_id in there]


def _place_of(uow: UnitOfWork, point: Point) -> list[Point]:
    known = uow.find(Point, certification_id=point.certification_id)
    return [each for each in known if place_key(each) == place_key(point)]


def leave_plan(uow: UnitOfWork, point: Point) -> None:
    """A point is removed: its mark goes over to another one of the place, or is removed too."""
    for mark in uow.find(PlanMark, point_id=point.id):
        heir = next((each for each in _place_of(uow, point) if each.id != point.id), None)
        if heir is None:
            uow.remove(mark)
        else:
            uow.replace(replace(mark, point_id=heir.id))


def clear_plan(uow: UnitOfWork, attachment_id: str) -> None:
    """A plan is removed: its marks go first."""
    for mark in uow.find(PlanMark, attachment_id=attachment_id):
        uow.remove(mark)


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.ATTACHMENTS}), label=label, value=value)


HANDLERS: Handlers = {PlaceZone: _place, RemovePlace: _remove}
