"""Whose point is whose: points belong to the workplaces of their position, in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId, PositionId, WorkplaceId, uuid7
from riskdesk.domain.model import Point, PointFamily, Position, Stay, Workplace
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.services.importing import Tally
from riskdesk.services.names import names_position
from riskdesk.services.spelling import folded, in_ranges
from riskdesk.services.texts import Texts

Readings = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The points of one family and position, and the workplaces they can belong to."""

    family: PointFamily
    points: tuple[Point, ...]
    workplaces: tuple[Workplace, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which point belongs to which workplace, and the points for which that is not known."""

    stays: tuple[tuple[PointId, WorkplaceId], ...]
    open: tuple[PointGroup, ...]


def settle_points(
    tally: Tally, dossier: Dossier, catalog: Catalog, texts: Texts
) -> tuple[LocalizedText, ...]:
    """Store the stays that follow from points and journal; a note for each group left open."""
    wanted = assign_points(dossier, catalog)
    kept = set(wanted.stays)
    for stay in dossier.stays:
        pair = (stay.point_id, stay.workplace_id)
        if pair in kept:
            kept.discard(pair)
        else:
            tally.drop(stay)
    for point, workplace in wanted.stays:
        if (point, workplace) in kept:
            tally.put(None, Stay(id=uuid7(), point_id=point, workplace_id=workplace))
    return tuple(
        texts.say(
            "note-points-ambiguous",
            family=catalog.families[group.family].title,
            position=group.points[0].position_written,
            points=in_ranges(point.label for point in group.points),
            workplaces=in_ranges(workplace.number for workplace in group.workplaces),
        )
        for group in wanted.open
    )


def assign_points(dossier: Dossier, catalog: Catalog) -> Assignment:
    """In order where the numbers agree; else as the journal's values say; else left open."""
    stays: list[tuple[PointId, WorkplaceId]] = []
    unsettled: list[PointGroup] = []
    for group in point_groups(dossier):
        pairs = _pairs(group, dossier, catalog)
        stays += [(point.id, workplace.id) for point, workplace in pairs]
        settled = {point.id for point, _ in pairs}
        rest = tuple(point for point in group.points if point.id not in settled)
        if rest:
            taken = {workplace.id for _, workplace in pairs}
            free = tuple(w for w in group.workplaces if w.id not in taken)
            unsettled.append(PointGroup(group.family, rest, free))
    return Assignment(tuple(stays), tuple(unsettled))


def point_groups(dossier: Dossier) -> list[PointGroup]:
    """Points by family and by the positions of the staff list that their position names."""
    points: dict[tuple[PointFamily, tuple[PositionId, ...]], list[Point]] = defaultdict(list)
    names = PositionNames(dossier.positions)
    workplaces: dict[PositionId, list[Workplace]] = defaultdict(list)
    for workplace in dossier.workplaces:
        workplaces[workplace.position_id].append(workplace)
    for point in dossier.points:
        named = names.named(point.position_written)
        points[point.family, tuple(position.id for position in named)].append(point)
    return [
        PointGroup(
            family,
            tuple(sorted(group, key=lambda point: point.ordinal)),
            tuple(w for position in positions for w in workplaces[position]),
        )
        for (family, positions), group in points.items()
    ]


class PositionNames:
    """The lines of a staff list by their names."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self._lines = tuple(positions)
        self._exact: dict[str, dict[PositionId, Position]] = defaultdict(dict)
        for line in self._lines:
            for name in (line.name.ru, line.name.kk):
                if name:
                    self._exact[folded(name)][line.id] = line
        self._near: dict[str, tuple[Position, ...]] = {}

    def named(self, written: str) -> tuple[Position, ...]:
        """The lines that ``written`` names: so spelled, else nearly so."""
        exact = self._exact.get(folded(written))
        if exact:
            return tuple(exact.values())
        if written not in self._near:
            near = (line for line in self._lines if names_position(line, written))
            self._near[written] = tuple(near)
        return self._near[written]


def readings_of(point: Point) -> Readings:
    """The numbers read at a point, by quantity."""
    found: dict[str, Decimal] = {}
    for quantity, text in point.readings.items():
        try:
            number = parse_decimal(text)
        except UserError:
            continue
        if number is not None:
            found[quantity] = number
    return found


def journal_values(dossier: Dossier, workplace: Workplace, quantities: Iterable[str]) -> Readings:
    """The measured values of a workplace, of the given quantities."""
    wanted = set(quantities)
    return {
        row.quantity: row.value
        for row in dossier.measurements_of(workplace)
        if row.quantity in wanted and row.value is not None
    }


def _pairs(group: PointGroup, dossier: Dossier, catalog: Catalog) -> list[tuple[Point, Workplace]]:
    points, workplaces = group.points, group.workplaces
    if len(workplaces) == 1:
        return [(point, workplaces[0]) for point in points]
    if len(points) == len(workplaces):
        return list(zip(points, workplaces, strict=True))
    columns = catalog.families[group.family].columns
    quantities = tuple(column.id for column in columns if column.quantity)
    values = {w.id: journal_values(dossier, w, quantities) for w in workplaces}
    measured = [w for w in workplaces if values[w.id]]
    if len(points) == len(measured):
        return list(zip(points, measured, strict=True))
    return _pairs_by_value(points, measured, values)


def _pairs_by_value(
    points: Iterable[Point], measured: list[Workplace], values: Mapping[WorkplaceId, Readings]
) -> list[tuple[Point, Workplace]]:
    """The pairs that fit each other alone: one workplace for the point, one point for it."""
    fits = [(p, [w for w in measured if _agree(readings_of(p), values[w.id])]) for p in points]
    claims = [workplaces[0].id for _, workplaces in fits if len(workplaces) == 1]
    rivals = {w.id for _, workplaces in fits if len(workplaces) > 1 for w in workplaces}
    return [
        (point, workplaces[0])
        for point, workplaces in fits
        if len(workplaces) == 1
        and claims.count(workplaces[0].id) == 1
        and workplaces[0].id not in rivals
    ]


def _agree(readings: Readings, values: Readings) -> bool:
    shared = readings.keys() & values.keys()
    return bool(shared) and all(readings[name] == values[name] for name in shared)
