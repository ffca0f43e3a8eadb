"""Cells of a family's grid as a person leaves them: rows that are not there yet begin with them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PointId, uuid7
from riskdesk.domain.model import Certification, Instrument, Point, PointFamily, Stay
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.points_cells import CellEdit, plan
from riskdesk.services.points_instruments import Linking
from riskdesk.services.ports import Area, Done, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterCells:
    """Cells of one family in one step, all or none.

    A point that is not there yet begins with its cells under the id of its edits, at the end, in
    ``zone`` if they name none, with the workplaces of its zone and the instruments that fit it.
    """

    certification_id: CertificationId
    family: PointFamily
    edits: tuple[CellEdit, ...]
    zone: str = ""


def blank_point(
    certification_id: CertificationId, family: PointFamily, name: str, ordinal: int, zone: str = ""
) -> Point:
    """A row before anything is typed into it: «7т»."""
    return Point(
        id=PointId(name),
        certification_id=certification_id,
        family=family,
        ordinal=ordinal,
        label=f"{ordinal}т",
        zone=zone,
    )


def _enter(command: EnterCells, uow: UnitOfWork, context: Context) -> Done:
    certification = uow.get(Certification, command.certification_id)
    if command.family not in context.catalog.families:
        raise UserError("family-unknown", family=command.family)
    known = uow.find(Point, certification_id=command.certification_id)
    stored = {point.id: point for point in known}
    names = dict.fromkeys(edit.point_id for edit in command.edits)
    count = sum(point.family == command.family for point in known)
    begun = {
        name: blank_point(certification.id, command.family, name, count + at, command.zone)
        for at, name in enumerate((n for n in names if n not in stored), start=1)
    }
    touched = {name: stored[name] for name in names if name in stored}
    planned = plan(command.edits, {**touched, **begun}, context)
    if planned.refused:
        refused = planned.refused
        raise UserError("cells-refused", count=len(refused), reason=refused[0].reason)
    changed = {point.id: point for point in planned.points}
    register = uow.find(Instrument, certification_id=certification.id)
    linking = Linking(certification, register, context.catalog)
    for name, before in touched.items():
        if name in changed:
            uow.replace(linking.changed(changed[name], before))
    came = [each for name, each in changed.items()
            if name in touched and each.zone and each.zone != stored[name].zone]  # fmt: skip
    _join(came, known, uow)
    new = [linking.begun(changed.get(name, point)) for name, point in begun.items()]
    for point in new:
        uow.add(point)
    _join(new, known, uow)
    return Done(
        changes=frozenset({Area.POINTS}),
        label="add-points" if begun else "change-cells",
        value=len(names),
    )


def _join(points: list[Point], known: list[Point], uow: UnitOfWork) -> None:
    """Rows that came into a zone get its workplaces, unless they have their own."""
    bare = [point for point in points if not uow.find(Stay, point_id=point.id)]
    others = [point for point in known if all(point.id != one.id for one in bare)]
    stays = _stays_of_zones({point.zone for point in bare if point.zone}, others, uow)
    for point in bare:
        for stay in stays.get(point.zone, ()):
            uow.add(replace(stay, id=uuid7(), point_id=point.id))


def _stays_of_zones(
    zones: set[str], known: list[Point], uow: UnitOfWork
) -> Mapping[str, tuple[Stay, ...]]:
    """The stays of each zone by one of its points."""
    found: dict[str, tuple[Stay, ...]] = {}
    for point in known:
        if point.zone in zones and not found.get(point.zone):
            found[point.zone] = tuple(uow.find(Stay, point_id=point.id))
    return found


HANDLERS: Handlers = {EnterCells: _enter}
