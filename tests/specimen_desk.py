"""Rows of what stands beside the measurements, at least one of every kind (see ``specimen``)."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    DeskEntity,
    FieldCheck,
    Guarantee,
    Measure,
    Operation,
    OwnNorm,
    OwnSubstance,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.headings import (
    DayConditions,
    HeadingEntity,
    PlanMark,
    ProtocolFacts,
)
from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Certification, Instrument, Point, Risk, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText

PHOTO = b"\x89PNG\r\n\x1a\n\x00\xff"


def own_rows() -> tuple[OwnNorm, OwnSubstance]:
    """A local norm and a substance of the whole database."""
    norm = OwnNorm(
        id=uuid7(),
        quantity="noise_leq",
        title=LocalizedText("Ішкі норма", "Местная норма"),
        reference="№ 4",
        high=Decimal("70.0"),
        from_day=date(2026, 1, 1),
    )
    substance = OwnSubstance(
        id=uuid7(),
        name=LocalizedText("Үлгі зат", "Образец вещества"),
        reference="№ 5",
        single=Decimal("0.50"),
        hazard_class=3,
        effects=("allergen", "irritant"),
    )
    return norm, substance


def group_of(certification: Certification) -> AnalogGroup:
    """A group before its workplaces, as they refer to it."""
    return AnalogGroup(
        id=uuid7(),
        certification_id=certification.id,
        ordinal=1,
        name=LocalizedText("Операторлар", "Операторы"),
        members=("a", "ә"),
        seed=7,
        swaps={"ә": "ауысымда жоқ"},
    )


def beside(
    certification: Certification, places: list[Workplace], instrument: Instrument, risk: Risk
) -> list[DeskEntity]:
    """Everything else, entered against the order of its lists."""
    rows: list[DeskEntity] = [
        CommissionMember(
            id=uuid7(),
            certification_id=certification.id,
            ordinal=ordinal,
            role="chairman" if ordinal == 1 else "member",
            name=f"Қасымова {ordinal}",
            position=LocalizedText("төраға"),
        )
        for ordinal in (2, 1)
    ]
    rows += [
        FieldCheck(
            id=uuid7(),
            instrument_id=instrument.id,
            day=date(2026, 4, day),
            quantity="noise_leq",
            before=Decimal("94.00"),
            after=None,
        )
        for day in (11, 10)
    ]
    rows += [row for place in places for row in _at_workplace(place)]
    rows += [_measure(certification, places[0], risk, ordinal) for ordinal in (2, 1)]
    rows += [
        Acceptance(
            id=uuid7(),
            certification_id=certification.id,
            code="no-norm",
            place="01 001 001",
            facts="50",
            reason="Жергілікті норма",
            accepted_at=datetime(2026, 4, 11, hour, 5, 0, 250, tzinfo=UTC),
        )
        for hour in (10, 9)
    ]
    rows += [_attachment(certification, places[0], ordinal) for ordinal in (2, 1)]
    return rows


def _at_workplace(place: Workplace) -> list[DeskEntity]:
    return [
        SafetyCheck(id=uuid7(), workplace_id=place.id, ordinal=2, kind="tools", name="Кілт"),
        SafetyCheck(
            id=uuid7(), workplace_id=place.id, ordinal=1, kind="equipment", name="Станок", grade=2
        ),
        PpeItem(
            id=uuid7(), workplace_id=place.id, ordinal=2, name=LocalizedText("Қолғап"), issued=False
        ),
        PpeItem(id=uuid7(), workplace_id=place.id, ordinal=1, name=LocalizedText("Каска")),
        Operation(
            id=uuid7(), workplace_id=place.id, ordinal=2, name="Қарау", minutes=Decimal("15.50")
        ),
        Operation(id=uuid7(), workplace_id=place.id, ordinal=1, name="Жүру", posture="walk"),
        Guarantee(id=uuid7(), workplace_id=place.id, kind="milk", entry="1.2", amount="0,5 л"),
        Guarantee(id=uuid7(), workplace_id=place.id, kind="leave", entry="1.2", amount="12"),
    ]


def _measure(certification: Certification, place: Workplace, risk: Risk, ordinal: int) -> Measure:
    return Measure(
        id=uuid7(),
        certification_id=certification.id,
        ordinal=ordinal,
        text=LocalizedText("Қоршау орнату", "Поставить ограждение"),
        workplace_id=place.id if ordinal == 1 else None,
        risk_id=risk.id if ordinal == 2 else None,
        due=date(2026, 9, 1),
        cost=Decimal("150000.00"),
        expected=HazardClass.PERMISSIBLE,
    )


def _attachment(certification: Certification, place: Workplace, ordinal: int) -> Attachment:
    return Attachment(
        id=uuid7(),
        certification_id=certification.id,
        owner="workplace",
        owner_id=place.id,
        ordinal=ordinal,
        name=f"сурет {ordinal}.png",
        media_type="image/png",
        sha256=hashlib.sha256(PHOTO).hexdigest(),
        size=len(PHOTO),
    )


def headings(
    certification: Certification, plan: Attachment, points: list[Point]
) -> list[HeadingEntity]:
    """Numbers on a plan, headers of protocols, the air of two days."""
    rows: list[HeadingEntity] = [
        PlanMark(
            id=uuid7(),
            certification_id=certification.id,
            attachment_id=plan.id,
            point_id=point.id,
            x=Decimal("0.2500"),
            y=Decimal("0.5"),
        )
        for point in points[:2]
    ]
    rows += [
        ProtocolFacts(
            id=uuid7(),
            certification_id=certification.id,
            family=family,
            method="ГОСТ ISO 9612-2016" if family else "",
            representative="" if family else "Қасымова Ә.",
            room=LocalizedText("цех", "цех"),
            form_code="Ф 04",
            coverage=Decimal("2.00"),
        )
        for family in ("noise", "")
    ]
    rows += [
        DayConditions(
            id=uuid7(),
            certification_id=certification.id,
            day=date(2026, 4, day),
            temperature=Decimal("21.50"),
            humidity=None if day == 11 else Decimal(40),
        )
        for day in (11, 10)
    ]
    return rows
