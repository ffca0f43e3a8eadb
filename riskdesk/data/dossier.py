"""Reads a whole certification as one snapshot, every list in its order."""

from typing import TypeVar

from sqlalchemy import Connection

from riskdesk.data.mapping import map_of
from riskdesk.data.statements import STATEMENTS
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
from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import CertificationId
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

E = TypeVar("E", bound=Entity)


def read_dossier(connection: Connection, identity: CertificationId) -> Dossier:
    """The dossier of a certification; ``UserError("not-found")`` if there is none."""

    def one(kind: type[E], row_id: str) -> E:
        row = connection.execute(STATEMENTS[kind].by_id, {"identity": row_id}).one_or_none()
        if row is None:
            raise UserError("not-found", what=row_id)
        return map_of(kind).decode(tuple(row))

    def rows(kind: type[E]) -> tuple[E, ...]:
        query = STATEMENTS[kind].of_certification
        found = connection.execute(query, {"certification": identity}).all()
        return tuple(map(map_of(kind).decode, found))

    def every(kind: type[E]) -> tuple[E, ...]:
        return tuple(map(map_of(kind).decode, connection.execute(STATEMENTS[kind].in_order).all()))

    certification = one(Certification, identity)
    return Dossier(
        enterprise=one(Enterprise, certification.enterprise_id),
        certification=certification,
        sections=rows(Section),
        positions=rows(Position),
        workplaces=rows(Workplace),
        points=rows(Point),
        stays=rows(Stay),
        instruments=rows(Instrument),
        measurements=rows(Measurement),
        card_entries=rows(CardEntry),
        card_feet=rows(CardFoot),
        marks=rows(Mark),
        risks=rows(Risk),
        commission=rows(CommissionMember),
        analog_groups=rows(AnalogGroup),
        safety_checks=rows(SafetyCheck),
        ppe_items=rows(PpeItem),
        operations=rows(Operation),
        field_checks=rows(FieldCheck),
        acceptances=rows(Acceptance),
        guarantees=rows(Guarantee),
        measures=rows(Measure),
        attachments=rows(Attachment),
        plan_marks=rows(PlanMark),
        protocol_facts=rows(ProtocolFacts),
        day_conditions=rows(DayConditions),
        own_substances=every(OwnSubstance),
        own_norms=every(OwnNorm),
    )
