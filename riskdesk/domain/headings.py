"""What papers say beside the measurements: numbers on plans, headers of protocols, the air."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskdesk.domain.ids import CertificationId, PointId
from riskdesk.domain.values import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMark:
    """The place of a point on a plan: all rows of its zone have this one.

    ``attachment_id``: the plan, a picture attached to the certification. ``x`` and ``y`` from its
    left and top edge as it is looked at, 0 to 1.
    """

    id: str
    certification_id: CertificationId
    attachment_id: str
    point_id: PointId
    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolFacts:
    """What the header of a protocol says that no measurement holds; empty fields are not known.

    ``family``: of ``resources/factors``; "" is what holds for all that say nothing else.
    ``method``: the document of the method of measuring. ``form_code``: of the laboratory's own
    form (Ф 04-ДП-ИЛ-14). ``coverage``: the factor k of the expanded uncertainties, from 1.
    """

    id: str
    certification_id: CertificationId
    family: str = ""
    method: str = ""
    representative: str = ""
    room: LocalizedText = LocalizedText()
    form_code: str = ""
    coverage: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayConditions:
    """The air where and when it was measured: °C, % and mmHg; ``None`` is not known."""

    id: str
    certification_id: CertificationId
    day: date
    temperature: Decimal | None = None
    humidity: Decimal | None = None
    pressure: Decimal | None = None


HeadingEntity = PlanMark | ProtocolFacts | DayConditions
"""The records of this module."""
