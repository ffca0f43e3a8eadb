"""Points and what was measured there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, InstrumentId, PointId, WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Instrument, Point, PointFamily, Stay, Workplace
from riskdesk.domain.values import parse_decimal
from riskdesk.services import edit_measurements, edit_point_rows
from riskdesk.services.context import Context
from riskdesk.services.edit_attachments import remove_attachments
from riskdesk.services.edit_plan import leave_plan
from riskdesk.services.handlers import Handlers
from riskdesk.services.points_cells import CellEdit, CellPlan, plan, with_cells
from riskdesk.services.points_instruments import chosen_for, uses_of
from riskdesk.services.ports import Area, Done, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPoints:
    """New rows of a family's grid, each a mapping from column to text (see ``CellEdit``).

    A row of a zone that is there already gets its workplaces with their hours. ``after``: the point
    they follow, ``None``: at the end. A row without a label gets the next number: «7т».
    """

    certification_id: CertificationId
    family: PointFamily
    rows: tuple[Mapping[str, str], ...]
    after: PointId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCells:
    """Many cells in one step; ``fitting``: store those that fit, else all or nothing."""

    edits: tuple[CellEdit, ...]
    fitting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePoints:
    """Take points away with their stays and attachments."""

    point_ids: tuple[PointId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePoint:
    """Put a point before another of its family; ``None``: at the end."""

    point_id: PointId
    before: PointId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StayHours:
    """A workplace at a place; ``hours`` as typed, "" not given."""

    workplace_id: WorkplaceId
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStays:
    """Which workplaces work at these points and for how long: all rows of a zone get the same."""

    point_ids: tuple[PointId, ...]
    stays: tuple[StayHours, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseInstrument:
    """The instrument of points and journal rows; refused if it does not fit one of them.

    ``more``: instruments of their other quantities; each row takes those that measure it.
    """

    instrument_id: InstrumentId | None
    point_ids: tuple[PointId, ...] = ()
    measurement_ids: tuple[str, ...] = ()
    more: tuple[InstrumentId, ...] = ()

    @property
    def instruments(self) -> tuple[InstrumentId, ...]:
        """All that were chosen."""
        first = () if self.instrument_id is None else (self.instrument_id,)
        return (*first, *self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUncertainty:
    """The expanded uncertainty of points and journal rows, as typed; "" takes it away."""

    text: str
    point_ids: tuple[PointId, ...] = ()
    measurement_ids: tuple[str, ...] = ()


def plan_cells(edits: Iterable[CellEdit], uow: UnitOfWork, context: Context) -> CellPlan:
    """The paste preview: what ``ChangeCells`` would do, cell by cell; inside a transaction."""
    wanted = tuple(edits)
    names = dict.fromkeys(edit.point_id for edit in wanted)
    points: dict[PointId, Point] = {}
    for name in names:
        if name not in points:
            points.update({each.id: each for each in _around(name, len(names), uow)})
    return plan(wanted, points, context)


def _around(name: PointId, wanted: int, uow: UnitOfWork) -> list[Point]:
    """The point; where many are wanted all of its family at once: one statement, not thousands."""
    found = uow.find(Point, id=name)
    if not found or wanted < _MANY:
        return found
    point = found[0]
    return uow.find(Point, certification_id=point.certification_id, family=point.family)


def _change(command: ChangeCells, uow: UnitOfWork, context: Context) -> Done:
    planned = plan_cells(command.edits, uow, context)
    refused = planned.refused
    if refused and not command.fitting:
        raise UserError("cells-refused", count=len(refused), reason=refused[0].reason)
    for point in planned.points:
        uow.replace(point)
    return _done("change-cells", len(planned.points))


def _add(command: AddPoints, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    if command.family not in context.catalog.families:
        raise UserError("family-unknown", family=command.family)
    known = uow.find(Point, certification_id=command.certification_id)
    same = [each for each in known if each.family == command.family]
    zones = _zones(known, uow)
    made = [
        _made(command, number, row, context)
        for number, row in enumerate(command.rows, start=len(same) + 1)
    ]
    place = len(same)
    if command.after is not None:
        place = next(at for at, each in enumerate(same, 1) if each.id == command.after)
    _ordered([*same[:place], *made, *same[place:]], {each.id for each in made}, uow)
    for point in made:
        for stay in zones.get(point.zone, ()):
            uow.add(replace(stay, id=uuid7(), point_id=point.id))
    return _done("add-points", tuple(each.id for each in made))


def _made(command: AddPoints, number: int, row: Mapping[str, str], context: Context) -> Point:
    point = Point(
        id=PointId(uuid7()),
        certification_id=command.certification_id,
        family=command.family,
        ordinal=number,
        label=f"{number}т",
    )
    texts = {name: text for name, text in row.items() if name != "label" or text.strip()}
    return with_cells(point, texts, context)


def _zones(points: Iterable[Point], uow: UnitOfWork) -> dict[str, tuple[Stay, ...]]:
    """The stays of each zone by one of its points."""
    found: dict[str, tuple[Stay, ...]] = {}
    for point in points:
        if point.zone and not found.get(point.zone):
            found[point.zone] = tuple(uow.find(Stay, point_id=point.id))
    return found


def _ordered(points: Iterable[Point], new: set[PointId], uow: UnitOfWork) -> None:
    """Number the points of a family in this order; only what changes is written."""
    for ordinal, point in enumerate(points, start=1):
        wanted = point if point.ordinal == ordinal else replace(point, ordinal=ordinal)
        if point.id in new:
            uow.add(wanted)
        elif wanted is not point:
            uow.replace(wanted)


def _remove(command: RemovePoints, uow: UnitOfWork, _: Context) -> Done:
    for name in dict.fromkeys(command.point_ids):
        point = uow.get(Point, name)
        for stay in uow.find(Stay, point_id=name):
            uow.remove(stay)
        remove_attachments(uow, "point", name)
        leave_plan(uow, point)
        uow.remove(point)
    return _done("remove-points", len(command.point_ids))


def _move(command: MovePoint, uow: UnitOfWork, _: Context) -> Done:
    point = uow.get(Point, command.point_id)
    found = uow.find(Point, certification_id=point.certification_id, family=point.family)
    rest = [each for each in found if each.id != point.id]
    at = len(rest)
    if command.before is not None:
        at = next((n for n, each in enumerate(rest) if each.id == command.before), at)
    _ordered([*rest[:at], point, *rest[at:]], set(), uow)
    return _done("move-point", point.id)


def _set_stays(command: SetStays, uow: UnitOfWork, _: Context) -> Done:
    hours = {each.workplace_id: _hours(each.hours) for each in command.stays}
    for workplace_id in hours:
        uow.get(Workplace, workplace_id)
    points = _with_zones([uow.get(Point, name) for name in command.point_ids], uow)
    for point in points:
        known = {stay.workplace_id: stay for stay in uow.find(Stay, point_id=point.id)}
        for workplace_id, stay in known.items():
            if workplace_id not in hours:
                uow.remove(stay)
        for workplace_id, given in hours.items():
            old = known.get(workplace_id)
            if old is None:
                uow.add(Stay(id=uuid7(), point_id=point.id, workplace_id=workplace_id, hours=given))
            else:
                uow.replace(replace(old, hours=given))
    return _done("set-stays", len(points))


def _with_zones(points: list[Point], uow: UnitOfWork) -> list[Point]:
    """The points and every row, of any family, that shares a zone with one of them."""
    found = {point.id: point for point in points}
    for certification_id, zone in {(p.certification_id, p.zone) for p in points if p.zone}:
        for point in uow.find(Point, certification_id=certification_id, zone=zone):
            found[point.id] = point
    return list(found.values())


def _hours(text: str) -> Decimal | None:
    found = parse_decimal(text)
    if found is not None and not 0 <= found <= _DAY:
        raise UserError("hours-wrong", text=text)
    return found


def _choose(command: ChooseInstrument, uow: UnitOfWork, context: Context) -> Done:
    points = [uow.get(Point, name) for name in command.point_ids]
    chosen = [uow.get(Instrument, name) for name in command.instruments]
    days = {each: uow.get(Certification, each).measured_on for each in _certifications(points)}
    read = [uses_of(each, days[each.certification_id], context.catalog) for each in points]
    named = [
        chosen_for(uses, chosen, point.label, context)
        for point, uses in zip(points, read, strict=True)
    ]
    for point, names in zip(points, named, strict=True):
        uow.replace(point.read_by(names))
    edit_measurements.choose(chosen, command.measurement_ids, uow, context)
    return Done(
        changes=frozenset({Area.POINTS, Area.MEASUREMENTS, Area.INSTRUMENTS}),
        label="choose-instrument",
        value=command.instrument_id,
    )


def _certifications(points: Iterable[Point]) -> set[CertificationId]:
    return {point.certification_id for point in points}


def _set_uncertainty(command: SetUncertainty, uow: UnitOfWork, context: Context) -> Done:
    for name in command.point_ids:
        point = uow.get(Point, name)
        uow.replace(with_cells(point, {"uncertainty": command.text}, context))
    for row in command.measurement_ids:
        edit_measurements.set_uncertainty(row, command.text, uow)
    return Done(changes=frozenset({Area.POINTS, Area.MEASUREMENTS}), label="set-uncertainty")


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.POINTS}), label=label, value=value)


_DAY = 24
_MANY = 100

HANDLERS: Handlers = {
    AddPoints: _add,
    ChangeCells: _change,
    RemovePoints: _remove,
    MovePoint: _move,
    SetStays: _set_stays,
    ChooseInstrument: _choose,
    SetUncertainty: _set_uncertainty,
    **edit_measurements.HANDLERS,
    **edit_point_rows.HANDLERS,
}
