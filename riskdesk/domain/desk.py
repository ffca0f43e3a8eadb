"""What a specialist keeps beside the measurements: people, groups, safety, guarantees, own norms.

Shapes as in ``model``: frozen records with a UUIDv7 identity; texts that were typed stay as typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from riskdesk.domain.ids import CertificationId, InstrumentId, WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText

CommissionRole = Literal["chairman", "member", "secretary"]
SafetyObject = Literal["equipment", "tools", "instruction"]
Owner = Literal["workplace", "point", "instrument", "certification"]
MeasureLevel = Literal["eliminate", "substitute", "engineering", "administrative", "ppe"]
GuaranteeKind = Literal["hours", "leave", "pay", "milk", "nutrition", "early-payment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionMember:
    """A person of the certification commission; one chairman, one secretary at most."""

    id: str
    certification_id: CertificationId
    ordinal: int
    role: CommissionRole
    name: str
    position: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalogGroup:
    """Workplaces alike, of which some are measured and the rest inherit (kz-rules, B.4).

    ``members``: their ids when the group was last confirmed; another set reopens the group.
    ``seed``: of the draw, ``None`` when a person chose; ``swaps``: reasons by the id swapped in.
    """

    id: str
    certification_id: CertificationId
    ordinal: int
    name: LocalizedText
    members: tuple[str, ...] = ()
    seed: int | None = None
    swaps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyCheck:
    """One object of injury safety at a workplace: equipment, tools or instruction.

    ``grade``: 1 to 3 by the criterion ``injury_safety``, ``None`` not graded yet.
    """

    id: str
    workplace_id: WorkplaceId
    ordinal: int
    kind: SafetyObject
    name: str
    document: str = ""
    grade: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PpeItem:
    """One means of personal protection due at a workplace.

    ``norm``: the norm of issue as written; ``issued``, ``certified``: ``None`` not checked yet.
    """

    id: str
    workplace_id: WorkplaceId
    ordinal: int
    name: LocalizedText
    norm: str = ""
    issued: bool | None = None
    certificate: str = ""
    certified: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One line of a chronometry; ``minutes`` of the shift as typed or as tapped.

    ``started`` and ``stopped``: local moments (ISO, seconds) of a tap, "" when typed.
    ``posture``: the indicator of heaviness it fills, "" for none.
    """

    id: str
    workplace_id: WorkplaceId
    ordinal: int
    name: str
    started: str = ""
    stopped: str = ""
    minutes: Decimal | None = None
    posture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCheck:
    """A calibration in the field before and after a day's measurements, in the unit of it.

    ``allowed_drift``: the greatest difference by the instrument's own rule, as its papers say.
    """

    id: str
    instrument_id: InstrumentId
    day: date
    quantity: str
    reference: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    allowed_drift: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A line of the check that a person accepted, with the reason in words.

    ``code`` and ``place`` name the line; ``facts`` is what it said then: other facts reopen it.
    """

    id: str
    certification_id: CertificationId
    code: str
    place: str
    facts: str
    reason: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """A guarantee of a workplace by an entry of the List that the specialist chose.

    ``entry`` and ``amount`` as the act writes them; the class confirms, it never derives them.
    """

    id: str
    workplace_id: WorkplaceId
    kind: GuaranteeKind
    entry: str
    amount: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of improvement: at a workplace, against a factor or a risk.

    ``subject``: as of a ``Mark``; ``risk_id``: the risk that it lowers. ``cost`` in tenge.
    ``expected``: the class that it should bring.
    """

    id: str
    certification_id: CertificationId
    ordinal: int
    text: LocalizedText
    workplace_id: WorkplaceId | None = None
    risk_id: str | None = None
    subject: str = ""
    level: MeasureLevel = "engineering"
    responsible: str = ""
    due: date | None = None
    done_on: date | None = None
    cost: Decimal | None = None
    expected: HazardClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo, plan or paper; its bytes are stored once under ``sha256`` (hex)."""

    id: str
    certification_id: CertificationId
    owner: Owner
    owner_id: str
    ordinal: int
    name: str
    media_type: str
    sha256: str
    size: int
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSubstance:
    """A substance that a specialist added, with its limits in mg/m³ and the act they are from.

    ``effects``: as in the norms of air; ``criterion_row``: its row in the criterion ``chemical``.
    """

    id: str
    name: LocalizedText
    reference: str
    cas: str = ""
    formula: str = ""
    single: Decimal | None = None
    shift: Decimal | None = None
    hazard_class: int | None = None
    state: str = ""
    effects: tuple[str, ...] = ()
    criterion_row: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNorm:
    """A local norm of a quantity that a specialist added, with its reference.

    ``quantity``: of ``resources/factors``; the ends in its unit, ``None`` is open.
    """

    id: str
    quantity: str
    title: LocalizedText
    reference: str
    low: Decimal | None = None
    high: Decimal | None = None
    from_day: date | None = None
    remark: str = ""


DeskEntity = (
    CommissionMember
    | AnalogGroup
    | SafetyCheck
    | PpeItem
    | Operation
    | FieldCheck
    | Acceptance
    | Guarantee
    | Measure
    | Attachment
    | OwnSubstance
    | OwnNorm
)
"""The records of this module."""
