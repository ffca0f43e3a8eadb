"""The rows of points at one workplace, with its hours and findings."""

from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Point
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding, WorkplaceAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """One row of a point at this workplace. ``counts``: it enters the class of ``factor``."""

    point: Point
    family: LocalizedText
    factor: str
    hours: Decimal | None
    finding: Finding
    parts: tuple[Finding, ...]
    counts: bool
    units: tuple[LocalizedText, ...]
    """Of the limits of ``parts``, or of ``finding`` alone."""


def point_lines(
    dossier: Dossier, found: WorkplaceAssessment, catalog: Catalog
) -> tuple[PointLine, ...]:
    """All rows of points where the workplace stays, in the order of the factors."""
    by_id = {point.id: point for point in dossier.points}
    return tuple(
        PointLine(
            point=by_id[each.point_id],
            family=catalog.families[each.family].title,
            factor=catalog.families[each.family].factor,
            hours=each.hours,
            finding=each.finding,
            parts=each.parts,
            counts=each.counts,
            units=tuple(
                catalog.units.get(part.limit.unit, LocalizedText())
                if part.limit
                else LocalizedText()
                for part in each.parts or (each.finding,)
            ),
        )
        for each in found.points
    )
