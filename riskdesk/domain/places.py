"""Places of measuring: the points that share a zone; without one, a number and a position."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import PlanMark
from riskdesk.domain.model import Point, Workplace

_FEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredPlace:
    """One place: its points in their order, who stays there, where it stands on a plan."""

    key: str
    points: tuple[Point, ...]
    workplaces: tuple[Workplace, ...]
    mark: PlanMark | None

    @property
    def name(self) -> str:
        """Its zone, else the position that its points name; "" where only a number is known."""
        point = self.points[0]
        return point.zone or point.position_written

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that protocols print, each once."""
        return tuple(dict.fromkeys(point.label for point in self.points if point.label))

    @property
    def sign(self) -> str:
        """What stands on the plan: one or two numbers, of more the first and the last."""
        found = self.numbers
        return ", ".join(found) if len(found) <= _FEW else f"{found[0]}…{found[-1]}"

    def labels(self, family: str) -> tuple[str, ...]:
        """The numbers of one family there."""
        own = (point.label for point in self.points if point.family == family)
        return tuple(dict.fromkeys(own))

    @property
    def families(self) -> tuple[str, ...]:
        """The families that are measured there."""
        return tuple(dict.fromkeys(point.family for point in self.points))


def place_key(point: Point) -> str:
    """What the points of one place agree in: a number alone may stand in several protocols."""
    return point.zone or " · ".join(filter(None, (point.label, point.position_written))) or point.id


def places_of(dossier: Dossier) -> tuple[MeasuredPlace, ...]:
    """All places in the order of their first points."""
    found: dict[str, list[Point]] = {}
    for point in dossier.points:
        found.setdefault(place_key(point), []).append(point)
    marks = {mark.point_id: mark for mark in dossier.plan_marks}
    return tuple(
        MeasuredPlace(
            key=key,
            points=tuple(points),
            workplaces=_workplaces(dossier, points),
            mark=next((marks[p.id] for p in points if p.id in marks), None),
        )
        for key, points in found.items()
    )


def plans_of(dossier: Dossier) -> Mapping[str, str]:
    """The plans in their order: SHA-256 of the picture by the id of its attachment."""
    own = [
        each
        for each in dossier.attachments
        if each.owner == "certification" and each.media_type in PLAN_TYPES
    ]
    return {each.id: each.sha256 for each in sorted(own, key=lambda each: each.ordinal)}


PLAN_TYPES = frozenset({"image/png", "image/jpeg"})
"""Pictures that papers can hold."""


def _workplaces(dossier: Dossier, points: list[Point]) -> tuple[Workplace, ...]:
    stays = {stay.workplace_id for point in points for stay in dossier.stays_at(point.id)}
    found = (dossier.workplace_by_id[each] for each in stays if each in dossier.workplace_by_id)
    return tuple(sorted(found, key=lambda each: each.number))
