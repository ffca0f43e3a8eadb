"""The plans of a certification and the places of measuring, on one of them or on none."""

from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.desk import Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import CertificationId, PointId
from riskdesk.domain.places import places_of, plans_of
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace:
    """A place: the point that commands name it by, what stands on the plan, where.

    ``plan_id`` "": it is on no plan; ``x`` and ``y`` as of a ``PlanMark``.
    """

    point_id: PointId
    sign: str
    name: LocalizedText
    families: tuple[LocalizedText, ...]
    workplaces: int
    plan_id: str
    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """All plans in their order, all places in the order of their points."""

    certification_id: CertificationId
    plans: tuple[Attachment, ...]
    places: tuple[PlanPlace, ...]

    @property
    def unplaced(self) -> int:
        """How many places are on no plan."""
        return sum(not place.plan_id for place in self.places)


def plan_page(dossier: Dossier, catalog: Catalog) -> PlanPage:
    """What the dialog of plans shows."""
    by_id = {each.id: each for each in dossier.attachments}
    plans = tuple(by_id[each] for each in plans_of(dossier))
    known = {plan.id for plan in plans}
    zero, places = Decimal(0), []
    for place in places_of(dossier):
        mark = place.mark if place.mark and place.mark.attachment_id in known else None
        places.append(
            PlanPlace(
                point_id=place.points[0].id,
                sign=place.sign or "–",
                name=catalog.position_name(place.name),
                families=tuple(catalog.families[each].title for each in place.families),
                workplaces=len(place.workplaces),
                plan_id=mark.attachment_id if mark else "",
                x=mark.x if mark else zero,
                y=mark.y if mark else zero,
            )
        )
    return PlanPage(certification_id=dossier.certification.id, plans=plans, places=tuple(places))
