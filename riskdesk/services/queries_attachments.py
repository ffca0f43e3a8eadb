"""What is attached to a point, with its remark."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskdesk.domain.desk import Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId
from riskdesk.domain.model import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPapers:
    """The point, its attachments in their order."""

    point: Point
    attachments: tuple[Attachment, ...]


def point_papers(dossier: Dossier, points: Sequence[PointId]) -> PointPapers | None:
    """Those of the first of the points; without any, of the first point there is."""
    wanted = points[0] if points else ""
    point = next((p for p in dossier.points if p.id == wanted or not wanted), None)
    if point is None:
        return None
    listed = [a for a in dossier.attachments if a.owner == "point" and a.owner_id == point.id]
    return PointPapers(point=point, attachments=tuple(sorted(listed, key=lambda a: a.ordinal)))
