"""The SQL of the entities, made once each: Core caches what it compiles."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    FromClause,
    Insert,
    Select,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from riskdesk.data import append_only as a
from riskdesk.data import desk_tables as d
from riskdesk.data import tables as t
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
from riskdesk.domain.issue import IssuedDocument, Seal
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

_Columns = tuple[ColumnElement[Any], ...]

_SOURCES: Mapping[type[Entity], FromClause] = {
    Position: t.position.join(t.section, t.position.c.section_id == t.section.c.id),
    Stay: t.stay.join(t.workplace).join(t.point),
    Measurement: t.measurement.join(t.workplace),
    CardEntry: t.card_entry.join(t.workplace),
    CardFoot: t.card_foot.join(t.workplace),
    Mark: t.mark.join(t.workplace),
    Risk: t.risk.join(t.position).join(t.section, t.position.c.section_id == t.section.c.id),
    SafetyCheck: d.safety_check.join(t.workplace),
    PpeItem: d.ppe_item.join(t.workplace),
    Operation: d.operation.join(t.workplace),
    Guarantee: d.guarantee.join(t.workplace),
    FieldCheck: d.field_check.join(t.instrument),
}
"""What a list's order needs beside the table itself."""

_number = t.workplace.c.number

_ORDERS: Mapping[type[Entity], _Columns] = {
    Enterprise: (),
    Certification: (),
    Section: (t.section.c.ordinal,),
    Position: (t.section.c.ordinal, t.position.c.ordinal),
    Workplace: (_number,),
    Point: (t.point.c.family, t.point.c.ordinal),
    Stay: (_number, t.point.c.family, t.point.c.ordinal),
    Instrument: (),
    Measurement: (_number, t.measurement.c.ordinal),
    CardEntry: (_number, t.card_entry.c.card, t.card_entry.c.indicator),
    CardFoot: (_number, t.card_foot.c.card),
    Mark: (_number, t.mark.c.subject),
    Risk: (t.section.c.ordinal, t.position.c.ordinal, t.risk.c.ordinal),
    CommissionMember: (d.commission_member.c.ordinal,),
    AnalogGroup: (d.analog_group.c.ordinal,),
    SafetyCheck: (_number, d.safety_check.c.ordinal),
    PpeItem: (_number, d.ppe_item.c.ordinal),
    Operation: (_number, d.operation.c.ordinal),
    Guarantee: (_number, d.guarantee.c.kind),
    FieldCheck: (d.field_check.c.day, d.field_check.c.quantity),
    Acceptance: (d.acceptance.c.accepted_at,),
    Measure: (d.measure.c.ordinal,),
    Attachment: (d.attachment.c.owner, d.attachment.c.owner_id, d.attachment.c.ordinal),
    PlanMark: (d.plan_mark.c.attachment_id,),
    ProtocolFacts: (d.protocol_facts.c.family,),
    DayConditions: (d.day_conditions.c.day,),
    OwnSubstance: (),
    OwnNorm: (d.own_norm.c.quantity,),
    IssuedDocument: (a.issued_document.c.position,),
    Seal: (a.seal.c.ordinal,),
}
"""List order; ties by id, which is the order of entry."""

_OWNERS: Mapping[type[Entity], ColumnElement[Any]] = {
    Section: t.section.c.certification_id,
    Position: t.position.c.certification_id,
    Workplace: t.workplace.c.certification_id,
    Point: t.point.c.certification_id,
    Stay: t.workplace.c.certification_id,
    Instrument: t.instrument.c.certification_id,
    Measurement: t.workplace.c.certification_id,
    CardEntry: t.workplace.c.certification_id,
    CardFoot: t.workplace.c.certification_id,
    Mark: t.workplace.c.certification_id,
    Risk: t.position.c.certification_id,
    CommissionMember: d.commission_member.c.certification_id,
    AnalogGroup: d.analog_group.c.certification_id,
    SafetyCheck: t.workplace.c.certification_id,
    PpeItem: t.workplace.c.certification_id,
    Operation: t.workplace.c.certification_id,
    Guarantee: t.workplace.c.certification_id,
    FieldCheck: t.instrument.c.certification_id,
    Acceptance: d.acceptance.c.certification_id,
    Measure: d.measure.c.certification_id,
    Attachment: d.attachment.c.certification_id,
    PlanMark: d.plan_mark.c.certification_id,
    ProtocolFacts: d.protocol_facts.c.certification_id,
    DayConditions: d.day_conditions.c.certification_id,
    IssuedDocument: a.issued_document.c.certification_id,
    Seal: a.seal.c.certification_id,
}
"""The column that says which certification a row belongs to; own norms belong to all."""


class EntityStatements:
    """The statements of one table, made at first use; Core then caches their SQL text."""

    def __init__(self, kind: type[Entity]) -> None:
        self._kind = kind
        self._table = t.TABLE_OF[kind]
        self._by_columns: dict[tuple[tuple[str, bool], ...], Select[Any]] = {}

    @cached_property
    def in_order(self) -> Select[Any]:
        """All rows in list order, columns as in the table."""
        source = _SOURCES.get(self._kind, self._table)
        order = (*_ORDERS[self._kind], self._table.c.id)
        return select(*self._table.c).select_from(source).order_by(*order)

    @cached_property
    def of_certification(self) -> Select[Any]:
        """The rows of one ``:certification`` in list order."""
        return self.in_order.where(_OWNERS[self._kind] == bindparam("certification"))

    def by_columns(self, columns: tuple[tuple[str, bool], ...]) -> Select[Any]:
        """Rows whose columns equal ``:equal_<name>``, or are null where the flag says so."""
        if columns not in self._by_columns:
            self._by_columns[columns] = self.in_order.where(
                *(self._equal(name, null=null) for name, null in columns)
            )
        return self._by_columns[columns]

    def _equal(self, name: str, *, null: bool) -> ColumnElement[bool]:
        column = self._table.c[name]
        return column.is_(None) if null else column == bindparam(f"equal_{name}")

    @cached_property
    def by_id(self) -> Select[Any]:
        """The row ``:identity``."""
        return select(*self._table.c).where(self._table.c.id == bindparam("identity"))

    @cached_property
    def insert(self) -> Insert:
        """A new row."""
        return insert(self._table)

    @cached_property
    def update(self) -> Update:
        """The new state of the row ``:identity``."""
        return update(self._table).where(self._table.c.id == bindparam("identity"))

    @cached_property
    def delete(self) -> Delete:
        """Removes the row ``:identity``."""
        return delete(self._table).where(self._table.c.id == bindparam("identity"))


STATEMENTS: Mapping[type[object], EntityStatements] = {
    kind: EntityStatements(kind) for kind in t.TABLE_OF
}
"""Each entity's statements."""
