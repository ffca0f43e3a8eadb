"""Before the visit: where to measure what, and with which instruments."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId, WorkplaceId
from riskdesk.domain.model import Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.instruments import measures
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import Use, choices, quantity_title
from riskdesk.services.points_read import numbers_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace:
    """A place to go to: its factors with points to read and already read, and who works there."""

    section: LocalizedText
    place: str
    factors: tuple[LocalizedText, ...]
    points: int
    read: int
    workplaces: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInstrument:
    """What a factor needs: instruments that cover the whole visit, and why others do not."""

    factor: LocalizedText
    fitting: tuple[str, ...]
    refused: tuple[LocalizedText, ...]

    @property
    def missing(self) -> bool:
        """Whether nothing in the register can measure it on those days."""
        return not self.fitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """An instrument whose verification ends before the return."""

    instrument_id: InstrumentId
    name: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlan:
    """The plan. ``unplanned``: workplaces to be measured without any point or journal row."""

    begins: date
    ends: date
    places: tuple[PlanPlace, ...]
    instruments: tuple[PlanInstrument, ...]
    expiring: tuple[Expiring, ...]
    unplanned: tuple[WorkplaceId, ...]


def visit_plan(dossier: Dossier, context: Context) -> VisitPlan:
    """The plan of the days of the certification; without them the day of measurement."""
    head = dossier.certification
    begins = head.begins or head.measured_on
    ends = max(head.ends or begins, begins)
    families = _families(dossier)
    return VisitPlan(
        begins=begins,
        ends=ends,
        places=_places(dossier, context.catalog),
        instruments=tuple(_need(dossier, each, (begins, ends), context) for each in families),
        expiring=tuple(
            Expiring(instrument_id=each.id, name=each.name, until=each.valid_until)
            for each in dossier.instruments
            if each.valid_until is not None and each.valid_until < ends
        ),
        unplanned=tuple(
            each.id
            for each in dossier.workplaces
            if (each.group_id is None or each.measured)
            and not dossier.all_points_of(each)
            and not dossier.measurements_of(each)
        ),
    )


def _families(dossier: Dossier) -> tuple[str, ...]:
    """Families of points and quantities of the journal that are to be measured."""
    found = [point.family for point in dossier.points]
    found += [row.quantity for row in dossier.measurements]
    return tuple(dict.fromkeys(found))


def _need(dossier: Dossier, name: str, days: tuple[date, date], context: Context) -> PlanInstrument:
    uses = [Use(quantity=name, day=day) for day in days]
    able = [each for each in dossier.instruments if measures(each, name, context.catalog)]
    found = choices(able, uses, context.catalog, context.texts)
    return PlanInstrument(
        factor=quantity_title(name, context.catalog),
        fitting=tuple(choice.instrument.name for choice in found if choice.possible),
        refused=tuple(choice.reason for choice in found if not choice.possible),
    )


def _places(dossier: Dossier, catalog: Catalog) -> tuple[PlanPlace, ...]:
    at = _workplaces_at(dossier)
    places: dict[str, list[Point]] = defaultdict(list)
    for point in dossier.points:
        places[point.zone or f"{point.family}/{point.id}"].append(point)
    found = []
    for points in places.values():
        here = {each.id: each for point in points for each in at.get(point.id, [])}
        sections = [dossier.section_of(each).name for each in here.values()]
        families = dict.fromkeys(point.family for point in points)
        found.append(
            PlanPlace(
                section=sections[0] if sections else LocalizedText(),
                place=points[0].zone or points[0].label,
                factors=tuple(quantity_title(each, catalog) for each in families),
                points=len(points),
                read=sum(bool(numbers_at(point, catalog)) for point in points),
                workplaces=tuple(sorted(each.number for each in here.values())),
            )
        )
    return tuple(sorted(found, key=lambda each: each.workplaces or (_LAST,)))


def _workplaces_at(dossier: Dossier) -> Mapping[str, list[Workplace]]:
    found: dict[str, list[Workplace]] = defaultdict(list)
    for stay in dossier.stays:
        found[stay.point_id].append(dossier.workplace_by_id[stay.workplace_id])
    return found


_LAST = 10**9
"""Places that nobody stays at come last."""
