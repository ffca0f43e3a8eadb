"""Entities of a certification: frozen records with a UUIDv7 identity, one per table row.

Shapes: texts in ``LocalizedText``; regulated numbers ``Decimal``; dates are local days of the
enterprise. Codes and numbers are derived and displayed, never identities.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from riskdesk.domain.desk import DeskEntity
from riskdesk.domain.headings import HeadingEntity
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    InstrumentId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
)
from riskdesk.domain.issue import IssuedEntity
from riskdesk.domain.values import HazardClass, LocalizedText, Provenance, Season

PointFamily = str
"""A factor of ``resources/factors`` that is measured at points."""

CardKind = Literal["heaviness", "tension"]
CertificationKind = Literal["periodic", "extraordinary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """The customer whose workplaces are certified; ``activity``: a code of the classifier."""

    id: EnterpriseId
    name: LocalizedText
    bin: str = ""
    address: LocalizedText = LocalizedText()
    is_sample: bool = False
    activity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """One certification of an enterprise.

    ``ruleset`` is ``None`` until a person has chosen it: there is no silent default.
    ``outdoor_temperature`` is the mean of the day in °C, ``pressure`` in mmHg.
    ``headcount_written``: the total that the staff list itself gives, to be checked.
    ``ground``: why an extraordinary one is made; ``parent_id``: the certification before.
    ``begins`` and ``ends``: the days of the visit; ``reported_on``: the report was handed over.
    """

    id: CertificationId
    enterprise_id: EnterpriseId
    title: str
    measured_on: date
    ruleset: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    outdoor_temperature: Decimal | None = None
    pressure: Decimal | None = None
    season: Season | None = None
    laboratory: LocalizedText = LocalizedText()
    accreditation: str = ""
    accredited_from: date | None = None
    accredited_until: date | None = None
    headcount_written: int | None = None
    kind: CertificationKind = "periodic"
    ground: str = ""
    parent_id: CertificationId | None = None
    contract: str = ""
    contract_on: date | None = None
    begins: date | None = None
    ends: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A structural unit; ``ordinal`` counts from 1.

    ``headcount_written``: the total that the staff list gives for it, to be checked.
    """

    id: SectionId
    certification_id: CertificationId
    ordinal: int
    name: LocalizedText
    headcount_written: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One line of the staff list: a position of a section and its headcount."""

    id: PositionId
    certification_id: CertificationId
    section_id: SectionId
    ordinal: int
    name: LocalizedText
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """One workplace; ``number`` is its place in the list, from 1, not reset by section.

    What chooses the row of a norm stands here as decided by a person; ``None`` means that the
    proposal of ``rules/selectors`` holds. ``noise_row``: row of ҚР ДСМ-15 annex 2 table 1.
    ``men``, ``women``, ``youth`` (under 18), ``disabled``: headcount, ``None`` when not given.
    ``group_id``: its group of analogous workplaces; there ``measured`` ones are measured and the
    others inherit. ``shift_hours``: length of the shift; ``night``: works at night.
    ``list_entry``: the entry of the List (Order 1053) that the specialist chose, as written.
    """

    id: WorkplaceId
    certification_id: CertificationId
    position_id: PositionId
    number: int
    men: int | None = None
    women: int | None = None
    noise_row: int | None = None
    work_category: str | None = None
    permanent: bool | None = None
    visual_grade: str | None = None
    youth: int | None = None
    disabled: int | None = None
    shift_hours: Decimal | None = None
    night: bool | None = None
    group_id: str | None = None
    measured: bool = True
    list_entry: str = ""
    remark: str = ""

    @property
    def people(self) -> int:
        """How many work there: men and women where given, else one; an empty place is one too."""
        return max(1, (self.men or 0) + (self.women or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measurement point of one family, with what was read there, as written.

    ``readings`` and ``norms_written`` go by column of the family; values are texts as in the
    source, repeats with ``;`` between them. ``zone``: the place, where several rows share one (a
    row a substance, a band, an axis); "" when the label is the place. ``measured_on``: ``None`` is
    the day of the certification. ``uncertainty``: expanded, in the unit of the value, as typed.
    ``own_norm_id``: the local norm that judges it instead of the state's. ``more_instruments``:
    what read the other quantities of the row, where one instrument does not read them all.
    """

    id: PointId
    certification_id: CertificationId
    family: PointFamily
    ordinal: int
    label: str
    position_written: str = ""
    work_category: str | None = None
    visual_grade: str | None = None
    time_of_day: str = ""
    lighting_system: str = ""
    lamp_type: str = ""
    exposure_hours: str = ""
    spectrum: str = ""
    time_character: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    norms_written: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""
    measured_on: date | None = None
    instrument_id: InstrumentId | None = None
    more_instruments: tuple[InstrumentId, ...] = ()
    uncertainty: str = ""
    own_norm_id: str | None = None
    provenance: Provenance = Provenance.MEASURED
    remark: str = ""

    @property
    def instruments(self) -> tuple[InstrumentId, ...]:
        """All instruments of the row, the first one first."""
        first = () if self.instrument_id is None else (self.instrument_id,)
        return (*first, *self.more_instruments)

    def read_by(self, instruments: Iterable[InstrumentId]) -> "Point":
        """The row with these instruments in place of its own."""
        named = tuple(dict.fromkeys(instruments))
        first = named[0] if named else None
        return replace(self, instrument_id=first, more_instruments=named[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A workplace works at a point; ``hours`` of the shift, ``None`` when not given."""

    id: str
    point_id: PointId
    workplace_id: WorkplaceId
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A measuring instrument and the verification that covers its days.

    ``ranges``: "low..high" by quantity in its unit, either end open; ``error`` as its papers say.
    """

    id: InstrumentId
    certification_id: CertificationId
    name: str
    quantities: tuple[str, ...]
    certificate: str
    verified_on: date | None
    valid_until: date | None
    serial: str = ""
    ranges: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value of a quantity at a workplace.

    ``value_text`` is kept as entered, ``""`` when not measured; ``value`` is its number.
    ``norm_written`` is a claim of the journal, to be checked, never the norm.
    ``uncertainty``: expanded, in the same unit, as typed; ``repeats``: the readings whose mean
    the value is, as typed with ``;`` between them. ``own_norm_id``: the local norm that judges it.
    """

    id: str
    workplace_id: WorkplaceId
    quantity: str
    ordinal: int
    value_text: str
    value: Decimal | None
    unit: str
    method: str = ""
    norm_written: str = ""
    position_written: str = ""
    measured_on: date
    instrument_id: InstrumentId | None = None
    provenance: Provenance = Provenance.MEASURED
    uncertainty: str = ""
    repeats: str = ""
    own_norm_id: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry:
    """One indicator of a card: the value as written, ``""`` if it was only marked.

    ``position_written``: the position as spelled in that row, to be checked. ``working``: the
    arithmetic behind the value, as typed (``2,5 kg × 1,2 m × 300; …``), "" when only the result.
    ``provenance``: copied until somebody writes the value again.
    """

    id: str
    workplace_id: WorkplaceId
    card: CardKind
    indicator: str
    value_text: str = ""
    position_written: str = ""
    working: str = ""
    provenance: Provenance = Provenance.MEASURED


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFoot:
    """What was written at the foot of a card: the counts by class 1, 2, 3.1, 3.2.

    The conclusion itself is the ``Mark`` of ``heaviness`` or ``tension``.
    """

    id: str
    workplace_id: WorkplaceId
    card: CardKind
    counts: tuple[int, ...] = ()
    position_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The specialist's own class, kept beside the proposal.

    ``subject``: a quantity (``noise_leq``), ``heaviness``, ``tension``, ``total``, or an indicator
    as ``heaviness/2.1``. ``reason`` is required where the mark differs from the proposal.
    """

    id: str
    workplace_id: WorkplaceId
    subject: str
    hazard_class: HazardClass
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A hazard identified at a position and its rating before and after new measures.

    ``hazard_id`` names ``resources/hazards``; measures name its measures or are own texts.
    Numbers are steps of ``method``. ``None``: not rated yet.
    """

    id: str
    position_id: PositionId
    ordinal: int
    hazard_id: str
    method: str
    probability: int | None = None
    severity: int | None = None
    existing_measures: tuple[str, ...] = ()
    new_measures: tuple[str, ...] = ()
    residual_probability: int | None = None
    residual_severity: int | None = None
    reason: str = ""


Entity = (
    Enterprise
    | Certification
    | Section
    | Position
    | Workplace
    | Point
    | Stay
    | Instrument
    | Measurement
    | CardEntry
    | CardFoot
    | Mark
    | Risk
    | DeskEntity
    | HeadingEntity
    | IssuedEntity
)
"""Everything that is stored as a row of its own."""
