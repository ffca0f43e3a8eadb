"""Who stays at some points and for how long, beside the hours of the other places."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, SectionId, WorkplaceId
from riskdesk.domain.model import Point
from riskdesk.domain.values import LocalizedText
from riskdesk.services.points_hours import family_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class StayCandidate:
    """A workplace. ``elsewhere``: its hours at other places of the family; ``here``: it stays.

    ``shift``: hours of the shift, ``None`` when not given.
    """

    workplace_id: WorkplaceId
    number: int
    code: str
    section_id: SectionId
    section: LocalizedText
    position: LocalizedText
    here: bool
    hours: Decimal | None
    elsewhere: Decimal
    shift: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysPage:
    """The points (with all rows of their zones) and every workplace of the certification."""

    point_ids: tuple[PointId, ...]
    labels: tuple[str, ...]
    zones: tuple[str, ...]
    candidates: tuple[StayCandidate, ...]

    @property
    def sections(self) -> dict[SectionId, LocalizedText]:
        """The sections in their order."""
        return {each.section_id: each.section for each in self.candidates}


def stays_page(dossier: Dossier, points: Iterable[PointId]) -> StaysPage:
    """The workplaces for these points; without any, for the first point there is."""
    wanted = tuple(points) or tuple(point.id for point in dossier.points[:1])
    chosen = [point for point in dossier.points if point.id in set(wanted)]
    zones = tuple(dict.fromkeys(point.zone for point in chosen if point.zone))
    held = [p for p in dossier.points if p.id in set(wanted) or (p.zone and p.zone in zones)]
    stays = {
        (stay.workplace_id, stay.point_id): stay.hours
        for stay in dossier.stays
        if stay.point_id in {point.id for point in held}
    }
    return StaysPage(
        point_ids=tuple(point.id for point in chosen),
        labels=tuple(point.label for point in chosen),
        zones=zones,
        candidates=tuple(
            _candidate(dossier, index, held, stays) for index in range(len(dossier.workplaces))
        ),
    )


def _candidate(
    dossier: Dossier,
    index: int,
    held: list[Point],
    stays: dict[tuple[WorkplaceId, PointId], Decimal | None],
) -> StayCandidate:
    workplace = dossier.workplaces[index]
    section = dossier.section_of(workplace)
    own = [stays[workplace.id, p.id] for p in held if (workplace.id, p.id) in stays]
    given = [hours for hours in own if hours is not None]
    here = max(given, default=None)
    families = {point.family for point in held}
    totals = [h.total for h in family_hours(dossier, workplace) if h.family in families]
    elsewhere = max(totals, default=Decimal(0)) - (here or Decimal(0))
    return StayCandidate(
        workplace_id=workplace.id,
        number=workplace.number,
        code=dossier.code_of(workplace),
        section_id=section.id,
        section=section.name,
        position=dossier.position_of(workplace).name,
        here=bool(own),
        hours=here,
        elsewhere=max(elsewhere, Decimal(0)),
        shift=workplace.shift_hours,
    )
