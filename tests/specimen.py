"""A small certification with at least one row of every kind, for tests of the store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from specimen_desk import beside, group_of, headings, own_rows

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
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    InstrumentId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
    uuid7,
)
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText, Provenance, Season

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Specimen:
    """The dossier and its rows, parents before children."""

    dossier: Dossier
    rows: tuple[Entity, ...]


def specimen(workplaces: int = 3, title: str = "Үлгі") -> Specimen:
    """A new certification with its own ids; lists are entered against their order."""
    enterprise = Enterprise(
        id=EnterpriseId(uuid7()), name=LocalizedText("«Үлгі» ЖШС", "ТОО «Үлгі»"), is_sample=True
    )
    certification = Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title=title,
        measured_on=date(2026, 4, 10),
        options={"noise_limit": "dsm15", "humidity_warm": "by_category"},
        outdoor_temperature=Decimal("16.0"),
        season=Season.WARM,
        headcount_written=8,
        contract_on=date(2026, 3, 2),
    )
    own = own_rows()
    group = group_of(certification)
    sections = [
        Section(
            id=SectionId(uuid7()),
            certification_id=certification.id,
            ordinal=ordinal,
            name=LocalizedText(f"Бөлім {ordinal}", f"Участок {ordinal}"),
            headcount_written=4,
        )
        for ordinal in (2, 1)
    ]
    positions = [
        Position(
            id=PositionId(uuid7()),
            certification_id=certification.id,
            section_id=section.id,
            ordinal=ordinal,
            name=LocalizedText(ru=f"Оператор {ordinal}"),
            headcount=2,
        )
        for section in sections
        for ordinal in (2, 1)
    ]
    places = [
        Workplace(
            id=WorkplaceId(uuid7()),
            certification_id=certification.id,
            position_id=positions[number % len(positions)].id,
            number=number,
            men=number,
            permanent=(True, False, None)[number % 3],
            night=(None, True, False)[number % 3],
            shift_hours=Decimal("7.20"),
            group_id=group.id if number == 1 else None,
            measured=number != 1,
        )
        for number in range(workplaces, 0, -1)
    ]
    instruments = [
        Instrument(
            id=InstrumentId(uuid7()),
            certification_id=certification.id,
            name=f"Шумомер {number}",
            quantities=("noise_leq", "noise_max"),
            certificate="NS-01",
            verified_on=date(2025, 6, 3),
            valid_until=None,
            ranges={"noise_leq": "25..140"},
        )
        for number in (1, 2)
    ]
    points, stays = _points(certification, places, instruments[0], own[0])
    rest = [row for place in places for row in _at_workplace(place, instruments[0])]
    risks = [_risk(position, ordinal) for position in positions[:2] for ordinal in (2, 1)]
    rows: list[Entity] = [*own, enterprise, certification, group, *sections, *positions, *places]
    rows += [*instruments, *points, *stays, *rest, *risks]
    rows += beside(certification, places, instruments[1], risks[0])
    plan = next(row for row in rows if isinstance(row, Attachment))
    rows += headings(certification, plan, points)
    dossier = _in_order(rows, enterprise, certification)
    return Specimen(dossier, tuple(rows))


def _points(
    certification: Certification, places: list[Workplace], instrument: Instrument, norm: OwnNorm
) -> tuple[list[Point], list[Stay]]:
    points = [
        Point(
            id=PointId(uuid7()),
            certification_id=certification.id,
            family=family,
            ordinal=ordinal,
            label=f"{ordinal}т",
            visual_grade="А-1",
            readings={"illuminance": "461", "daylight": "-"},
            instrument_id=instrument.id if family == "noise" else None,
            more_instruments=(instrument.id,) if family == "noise" else (),
            own_norm_id=norm.id if family == "noise" else None,
        )
        for family in ("noise", "light", "microclimate")
        for ordinal in (2, 1)
    ]
    stays = [
        Stay(id=uuid7(), point_id=point.id, workplace_id=place.id, hours=Decimal("7.50"))
        for point in points
        for place in places
    ]
    return points, stays


def _at_workplace(place: Workplace, instrument: Instrument) -> list[Entity]:
    measured = [
        Measurement(
            id=uuid7(),
            workplace_id=place.id,
            quantity=quantity,
            ordinal=ordinal,
            value_text=text,
            value=None if not text else Decimal(text.replace(",", ".")),
            unit="dB",
            norm_written="50",
            measured_on=date(2026, 4, 10),
            instrument_id=instrument.id if text else None,
            provenance=Provenance.DECLARED,
        )
        for ordinal, quantity, text in ((2, "noise_leq", "45,40"), (1, "illuminance", ""))
    ]
    entries = [
        CardEntry(id=uuid7(), workplace_id=place.id, card=card, indicator=indicator)
        for card in ("tension", "heaviness")
        for indicator in ("2.1", "1.2b", "1.2a")
    ]
    marks = [
        Mark(id=uuid7(), workplace_id=place.id, subject=subject, hazard_class=HazardClass.HARMFUL_1)
        for subject in ("total", "heaviness/2.1")
    ]
    foot = CardFoot(id=uuid7(), workplace_id=place.id, card="tension", counts=(11, 11, 0, 0))
    return [*measured, *entries, *marks, foot]


def _risk(position: Position, ordinal: int) -> Risk:
    return Risk(
        id=uuid7(),
        position_id=position.id,
        ordinal=ordinal,
        hazard_id="noise",
        method="matrix-5x5",
        probability=3,
        severity=2,
        existing_measures=("ear-muffs", "Өз шарамыз"),
    )


def _in_order(rows: list[Entity], enterprise: Enterprise, head: Certification) -> Dossier:
    def of(kind: type[E], place: Callable[[E], object] = lambda _: 0) -> tuple[E, ...]:
        found = [row for row in rows if isinstance(row, kind)]
        return tuple(sorted(found, key=place))  # type: ignore[arg-type]

    sections = of(Section, lambda r: r.ordinal)
    turn = {s.id: s.ordinal for s in sections}
    positions = of(Position, lambda r: (turn[r.section_id], r.ordinal))
    line = {p.id: number for number, p in enumerate(positions)}
    workplaces = of(Workplace, lambda r: r.number)
    number = {w.id: w.number for w in workplaces}
    points = of(Point, lambda r: (r.family, r.ordinal))
    spot = {p.id: number for number, p in enumerate(points)}
    return Dossier(
        enterprise=enterprise,
        certification=head,
        sections=sections,
        positions=positions,
        workplaces=workplaces,
        points=points,
        stays=of(Stay, lambda r: (number[r.workplace_id], spot[r.point_id])),
        instruments=of(Instrument),
        measurements=of(Measurement, lambda r: (number[r.workplace_id], r.ordinal)),
        card_entries=of(CardEntry, lambda r: (number[r.workplace_id], r.card, r.indicator)),
        card_feet=of(CardFoot, lambda r: (number[r.workplace_id], r.card)),
        marks=of(Mark, lambda r: (number[r.workplace_id], r.subject)),
        risks=of(Risk, lambda r: (line[r.position_id], r.ordinal)),
        commission=of(CommissionMember, lambda r: r.ordinal),
        analog_groups=of(AnalogGroup),
        safety_checks=of(SafetyCheck, lambda r: (number[r.workplace_id], r.ordinal)),
        ppe_items=of(PpeItem, lambda r: (number[r.workplace_id], r.ordinal)),
        operations=of(Operation, lambda r: (number[r.workplace_id], r.ordinal)),
        field_checks=of(FieldCheck, lambda r: r.day),
        acceptances=of(Acceptance, lambda r: r.accepted_at),
        guarantees=of(Guarantee, lambda r: (number[r.workplace_id], r.kind)),
        measures=of(Measure, lambda r: r.ordinal),
        attachments=of(Attachment, lambda r: r.ordinal),
        plan_marks=of(PlanMark),
        protocol_facts=of(ProtocolFacts, lambda r: r.family),
        day_conditions=of(DayConditions, lambda r: r.day),
        own_substances=of(OwnSubstance),
        own_norms=of(OwnNorm),
    )
