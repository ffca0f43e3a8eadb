"""The tables as they are now; the migrations lead here, and a test holds the two equal.

No table cascades: a parent with children cannot be removed (T3). Business keys such as numbers
and codes are not unique here: a duplicate must be storable so that the check can show it.
"""

from collections.abc import Mapping

from sqlalchemy import Index, Table

from riskdesk.data import append_only
from riskdesk.data import desk_tables as desk
from riskdesk.data.columns import METADATA, of, row_id, table, text, three, whole
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

__all__ = ["APPEND_ONLY", "KIND_OF", "METADATA", "TABLE_OF"]

enterprise = table(
    "enterprise",
    row_id(),
    *three("name"),
    text("bin"),
    *three("address"),
    whole("is_sample"),
    text("activity"),
)

certification = table(
    "certification",
    row_id(),
    of("enterprise_id", "enterprise"),
    text("title"),
    text("measured_on"),
    text("ruleset", null=True),
    text("options"),
    text("outdoor_temperature", null=True),
    text("pressure", null=True),
    text("season", null=True),
    *three("laboratory"),
    text("accreditation"),
    text("accredited_from", null=True),
    text("accredited_until", null=True),
    whole("headcount_written", null=True),
    text("kind"),
    text("ground"),
    of("parent_id", "certification", null=True),
    text("contract"),
    text("contract_on", null=True),
    text("begins", null=True),
    text("ends", null=True),
    text("reported_on", null=True),
    Index("certification_of_enterprise", "enterprise_id"),
    Index("certification_of_parent", "parent_id"),
)

section = table(
    "section",
    row_id(),
    of("certification_id", "certification"),
    whole("ordinal"),
    *three("name"),
    whole("headcount_written", null=True),
    Index("section_of_certification", "certification_id"),
)

position = table(
    "position",
    row_id(),
    of("certification_id", "certification"),
    of("section_id", "section"),
    whole("ordinal"),
    *three("name"),
    whole("headcount"),
    Index("position_of_certification", "certification_id"),
    Index("position_of_section", "section_id"),
)

workplace = table(
    "workplace",
    row_id(),
    of("certification_id", "certification"),
    of("position_id", "position"),
    whole("number"),
    whole("men", null=True),
    whole("women", null=True),
    whole("noise_row", null=True),
    text("work_category", null=True),
    whole("permanent", null=True),
    text("visual_grade", null=True),
    whole("youth", null=True),
    whole("disabled", null=True),
    text("shift_hours", null=True),
    whole("night", null=True),
    of("group_id", "analog_group", null=True),
    whole("measured"),
    text("list_entry"),
    text("remark"),
    Index("workplace_of_certification", "certification_id"),
    Index("workplace_of_group", "group_id"),
    Index("workplace_of_position", "position_id"),
)

point = table(
    "point",
    row_id(),
    of("certification_id", "certification"),
    text("family"),
    whole("ordinal"),
    text("label"),
    text("position_written"),
    text("work_category", null=True),
    text("visual_grade", null=True),
    text("time_of_day"),
    text("lighting_system"),
    text("lamp_type"),
    text("exposure_hours"),
    text("spectrum"),
    text("time_character"),
    text("readings"),
    text("norms_written"),
    text("zone"),
    text("measured_on", null=True),
    of("instrument_id", "instrument", null=True),
    text("more_instruments"),
    text("uncertainty"),
    of("own_norm_id", "own_norm", null=True),
    text("provenance"),
    text("remark"),
    Index("point_of_certification", "certification_id"),
    Index("point_of_instrument", "instrument_id"),
    Index("point_of_own_norm", "own_norm_id"),
)

stay = table(
    "stay",
    row_id(),
    of("point_id", "point"),
    of("workplace_id", "workplace"),
    text("hours", null=True),
    Index("stay_of_point", "point_id"),
    Index("stay_of_workplace", "workplace_id"),
)

instrument = table(
    "instrument",
    row_id(),
    of("certification_id", "certification"),
    text("name"),
    text("quantities"),
    text("certificate"),
    text("verified_on", null=True),
    text("valid_until", null=True),
    text("serial"),
    text("ranges"),
    text("error"),
    text("remark"),
    Index("instrument_of_certification", "certification_id"),
)

measurement = table(
    "measurement",
    row_id(),
    of("workplace_id", "workplace"),
    text("quantity"),
    whole("ordinal"),
    text("value_text"),
    text("value", null=True),
    text("unit"),
    text("method"),
    text("norm_written"),
    text("position_written"),
    text("measured_on"),
    of("instrument_id", "instrument", null=True),
    text("provenance"),
    text("uncertainty"),
    text("repeats"),
    of("own_norm_id", "own_norm", null=True),
    text("remark"),
    Index("measurement_of_workplace", "workplace_id"),
    Index("measurement_of_own_norm", "own_norm_id"),
    Index("measurement_of_instrument", "instrument_id"),
)

card_entry = table(
    "card_entry",
    row_id(),
    of("workplace_id", "workplace"),
    text("card"),
    text("indicator"),
    text("value_text"),
    text("position_written"),
    text("working"),
    text("provenance"),
    Index("card_entry_once", "workplace_id", "card", "indicator", unique=True),
)

card_foot = table(
    "card_foot",
    row_id(),
    of("workplace_id", "workplace"),
    text("card"),
    text("counts"),
    text("position_written"),
    Index("card_foot_once", "workplace_id", "card", unique=True),
)

mark = table(
    "mark",
    row_id(),
    of("workplace_id", "workplace"),
    text("subject"),
    text("hazard_class"),
    text("reason"),
    Index("mark_once", "workplace_id", "subject", unique=True),
)

risk = table(
    "risk",
    row_id(),
    of("position_id", "position"),
    whole("ordinal"),
    text("hazard_id"),
    text("method"),
    whole("probability", null=True),
    whole("severity", null=True),
    text("existing_measures"),
    text("new_measures"),
    whole("residual_probability", null=True),
    whole("residual_severity", null=True),
    text("reason"),
    Index("risk_of_position", "position_id"),
)

TABLE_OF: Mapping[type[Entity], Table] = {
    OwnSubstance: desk.own_substance,
    OwnNorm: desk.own_norm,
    Enterprise: enterprise,
    Certification: certification,
    CommissionMember: desk.commission_member,
    AnalogGroup: desk.analog_group,
    Section: section,
    Position: position,
    Workplace: workplace,
    Instrument: instrument,
    FieldCheck: desk.field_check,
    Point: point,
    Stay: stay,
    Measurement: measurement,
    CardEntry: card_entry,
    CardFoot: card_foot,
    Mark: mark,
    SafetyCheck: desk.safety_check,
    PpeItem: desk.ppe_item,
    Operation: desk.operation,
    Guarantee: desk.guarantee,
    Risk: risk,
    Measure: desk.measure,
    Acceptance: desk.acceptance,
    Attachment: desk.attachment,
    PlanMark: desk.plan_mark,
    ProtocolFacts: desk.protocol_facts,
    DayConditions: desk.day_conditions,
    IssuedDocument: append_only.issued_document,
    Seal: append_only.seal,
}
"""Each entity's table, parents before children."""

APPEND_ONLY = append_only.TABLES
"""The tables to which rows are only added."""

KIND_OF: Mapping[str, type[Entity]] = {table.name: kind for kind, table in TABLE_OF.items()}
"""Each table's entity."""
