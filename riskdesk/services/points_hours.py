"""Hours of a shift by place: the rows of one zone share their time, other places add up."""

from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyHours:
    """Hours that a workplace spends at the places of one family.

    ``whole``: every place has its hours. ``points``: the ids of the points.
    """

    family: str
    total: Decimal
    places: int
    whole: bool
    points: tuple[str, ...]


def family_hours(dossier: Dossier, workplace: Workplace) -> tuple[FamilyHours, ...]:
    """The families that have hours at all, each with its sum."""
    hours = {stay.point_id: stay.hours for stay in dossier.stays_of(workplace)}
    places: dict[str, dict[str, Decimal | None]] = {}
    points: dict[str, list[str]] = {}
    for point in dossier.all_points_of(workplace):
        given, key = hours.get(point.id), point.zone or point.id
        known = places.setdefault(point.family, {})
        known[key] = given if known.get(key) is None else known[key]
        points.setdefault(point.family, []).append(point.id)
    return tuple(
        FamilyHours(
            family=family,
            total=sum((each for each in known.values() if each is not None), Decimal(0)),
            places=len(known),
            whole=None not in known.values(),
            points=tuple(points[family]),
        )
        for family, known in places.items()
        if any(each is not None for each in known.values())
    )
