"""A certification as one frozen snapshot: what evaluation, check, forms and screens read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    FieldCheck,
    Guarantee,
    Measure,
    Operation,
    OwnNorm,
    OwnSubstance,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import InstrumentId, PointId, PositionId, SectionId, WorkplaceId
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    CardKind,
    Certification,
    Enterprise,
    Instrument,
    Mark,
    Measurement,
    Point,
    PointFamily,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)

_Row = TypeVar("_Row", Measurement, CardEntry, Mark, SafetyCheck, PpeItem)

OBJECT_CODE = "01"
"""First block of every workplace code: the object (practice, kz-rules-and-forms C.2)."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """All rows of one certification in the order of their lists.

    ``own_substances`` and ``own_norms`` are those of the whole database.
    """

    enterprise: Enterprise
    certification: Certification
    sections: tuple[Section, ...] = ()
    positions: tuple[Position, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    points: tuple[Point, ...] = ()
    stays: tuple[Stay, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    card_entries: tuple[CardEntry, ...] = ()
    card_feet: tuple[CardFoot, ...] = ()
    marks: tuple[Mark, ...] = ()
    risks: tuple[Risk, ...] = ()
    commission: tuple[CommissionMember, ...] = ()
    analog_groups: tuple[AnalogGroup, ...] = ()
    safety_checks: tuple[SafetyCheck, ...] = ()
    ppe_items: tuple[PpeItem, ...] = ()
    operations: tuple[Operation, ...] = ()
    field_checks: tuple[FieldCheck, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    measures: tuple[Measure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    plan_marks: tuple[PlanMark, ...] = ()
    protocol_facts: tuple[ProtocolFacts, ...] = ()
    day_conditions: tuple[DayConditions, ...] = ()
    own_substances: tuple[OwnSubstance, ...] = ()
    own_norms: tuple[OwnNorm, ...] = ()

    @cached_property
    def section_by_id(self) -> Mapping[SectionId, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def position_by_id(self) -> Mapping[PositionId, Position]:
        """Positions by id."""
        return {position.id: position for position in self.positions}

    @cached_property
    def workplace_by_id(self) -> Mapping[WorkplaceId, Workplace]:
        """Workplaces by id."""
        return {workplace.id: workplace for workplace in self.workplaces}

    @cached_property
    def instrument_by_id(self) -> Mapping[InstrumentId, Instrument]:
        """Instruments by id."""
        return {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def point_by_id(self) -> Mapping[PointId, Point]:
        """Points by id."""
        return {point.id: point for point in self.points}

    @cached_property
    def _measurements(self) -> Mapping[WorkplaceId, tuple[Measurement, ...]]:
        return _grouped(self.measurements)

    @cached_property
    def _entries(self) -> Mapping[WorkplaceId, tuple[CardEntry, ...]]:
        return _grouped(self.card_entries)

    @cached_property
    def _feet(self) -> Mapping[tuple[WorkplaceId, str], CardFoot]:
        return {(foot.workplace_id, foot.card): foot for foot in self.card_feet}

    @cached_property
    def _marks(self) -> Mapping[tuple[WorkplaceId, str], Mark]:
        return {(mark.workplace_id, mark.subject): mark for mark in self.marks}

    @cached_property
    def _marks_at(self) -> Mapping[WorkplaceId, tuple[Mark, ...]]:
        return _grouped(self.marks)

    @cached_property
    def _safety(self) -> Mapping[WorkplaceId, tuple[SafetyCheck, ...]]:
        return _grouped(self.safety_checks)

    @cached_property
    def _ppe(self) -> Mapping[WorkplaceId, tuple[PpeItem, ...]]:
        return _grouped(self.ppe_items)

    @cached_property
    def _members(self) -> Mapping[str, tuple[Workplace, ...]]:
        found: dict[str, list[Workplace]] = defaultdict(list)
        for workplace in self.workplaces:
            if workplace.group_id is not None:
                found[workplace.group_id].append(workplace)
        return {key: tuple(members) for key, members in found.items()}

    @cached_property
    def _at_positions(self) -> Mapping[PositionId, tuple[Workplace, ...]]:
        found: dict[PositionId, list[Workplace]] = defaultdict(list)
        for workplace in self.workplaces:
            found[workplace.position_id].append(workplace)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def _points(self) -> Mapping[WorkplaceId, tuple[Point, ...]]:
        by_id = self.point_by_id
        found: dict[WorkplaceId, list[Point]] = defaultdict(list)
        for stay in self.stays:
            found[stay.workplace_id].append(by_id[stay.point_id])
        return {key: tuple(points) for key, points in found.items()}

    @cached_property
    def _stays(self) -> Mapping[WorkplaceId, tuple[Stay, ...]]:
        found: dict[WorkplaceId, list[Stay]] = defaultdict(list)
        for stay in self.stays:
            found[stay.workplace_id].append(stay)
        return {key: tuple(stays) for key, stays in found.items()}

    @cached_property
    def _stays_at(self) -> Mapping[PointId, tuple[Stay, ...]]:
        found: dict[PointId, list[Stay]] = defaultdict(list)
        for stay in self.stays:
            found[stay.point_id].append(stay)
        return {key: tuple(stays) for key, stays in found.items()}

    @cached_property
    def _risks(self) -> Mapping[PositionId, tuple[Risk, ...]]:
        found: dict[PositionId, list[Risk]] = defaultdict(list)
        for risk in self.risks:
            found[risk.position_id].append(risk)
        return {key: tuple(risks) for key, risks in found.items()}

    def position_of(self, workplace: Workplace) -> Position:
        """The line of the staff list that ``workplace`` belongs to."""
        return self.position_by_id[workplace.position_id]

    def section_of(self, workplace: Workplace) -> Section:
        """The structural unit of ``workplace``."""
        return self.section_by_id[self.position_of(workplace).section_id]

    def code_of(self, workplace: Workplace) -> str:
        """The derived code ``01 SSS NNN``: section, running number not reset by section."""
        return f"{OBJECT_CODE} {self.section_of(workplace).ordinal:03} {workplace.number:03}"

    def measurements_of(self, workplace: Workplace) -> tuple[Measurement, ...]:
        """The journal rows of ``workplace`` in their order."""
        return self._measurements.get(workplace.id, ())

    def entries_of(self, workplace: Workplace, card: CardKind) -> tuple[CardEntry, ...]:
        """The indicators of one card of ``workplace``."""
        return tuple(e for e in self._entries.get(workplace.id, ()) if e.card == card)

    def foot_of(self, workplace: Workplace, card: CardKind) -> CardFoot | None:
        """What was written at the foot of one card."""
        return self._feet.get((workplace.id, card))

    def mark_of(self, workplace: Workplace, subject: str) -> Mark | None:
        """The specialist's own class for ``subject`` (see ``Mark``)."""
        return self._marks.get((workplace.id, subject))

    def marks_of(self, workplace: Workplace) -> tuple[Mark, ...]:
        """All marks of the specialist at ``workplace``."""
        return self._marks_at.get(workplace.id, ())

    def safety_checks_of(self, workplace: Workplace) -> tuple[SafetyCheck, ...]:
        """The equipment, tools and instruction checked at ``workplace``."""
        return self._safety.get(workplace.id, ())

    def ppe_items_of(self, workplace: Workplace) -> tuple[PpeItem, ...]:
        """The protective equipment due at ``workplace``."""
        return self._ppe.get(workplace.id, ())

    def members_of(self, group_id: str) -> tuple[Workplace, ...]:
        """The workplaces of one group of analogous workplaces."""
        return self._members.get(group_id, ())

    def points_of(self, workplace: Workplace, family: PointFamily) -> tuple[Point, ...]:
        """The points of one family at which ``workplace`` works."""
        return tuple(p for p in self._points.get(workplace.id, ()) if p.family == family)

    def all_points_of(self, workplace: Workplace) -> tuple[Point, ...]:
        """The points of all families at which ``workplace`` works."""
        return self._points.get(workplace.id, ())

    def stays_of(self, workplace: Workplace) -> tuple[Stay, ...]:
        """Where ``workplace`` works and for how long."""
        return self._stays.get(workplace.id, ())

    def workplaces_of(self, position: Position) -> tuple[Workplace, ...]:
        """The workplaces of one line of the staff list."""
        return self._at_positions.get(position.id, ())

    def stays_at(self, point: PointId) -> tuple[Stay, ...]:
        """Who works at a point and for how long."""
        return self._stays_at.get(point, ())

    def risks_of(self, position: Position) -> tuple[Risk, ...]:
        """The risks identified at ``position``."""
        return self._risks.get(position.id, ())


def _grouped(rows: tuple[_Row, ...]) -> Mapping[WorkplaceId, tuple[_Row, ...]]:
    found: dict[WorkplaceId, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.workplace_id].append(row)
    return {key: tuple(group) for key, group in found.items()}
