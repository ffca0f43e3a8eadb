"""The tables of what stands beside the measurements (``domain/desk``, ``domain/headings``)."""

from sqlalchemy import Index

from riskdesk.data.columns import of, row_id, table, text, three, whole

own_substance = table(
    "own_substance",
    row_id(),
    *three("name"),
    text("reference"),
    text("cas"),
    text("formula"),
    text("single", null=True),
    text("shift", null=True),
    whole("hazard_class", null=True),
    text("state"),
    text("effects"),
    text("criterion_row"),
    text("remark"),
)

own_norm = table(
    "own_norm",
    row_id(),
    text("quantity"),
    *three("title"),
    text("reference"),
    text("low", null=True),
    text("high", null=True),
    text("from_day", null=True),
    text("remark"),
)

commission_member = table(
    "commission_member",
    row_id(),
    of("certification_id", "certification"),
    whole("ordinal"),
    text("role"),
    text("name"),
    *three("position"),
    Index("commission_member_of_certification", "certification_id"),
)

analog_group = table(
    "analog_group",
    row_id(),
    of("certification_id", "certification"),
    whole("ordinal"),
    *three("name"),
    text("members"),
    whole("seed", null=True),
    text("swaps"),
    Index("analog_group_of_certification", "certification_id"),
)

safety_check = table(
    "safety_check",
    row_id(),
    of("workplace_id", "workplace"),
    whole("ordinal"),
    text("kind"),
    text("name"),
    text("document"),
    whole("grade", null=True),
    text("reason"),
    Index("safety_check_of_workplace", "workplace_id"),
)

ppe_item = table(
    "ppe_item",
    row_id(),
    of("workplace_id", "workplace"),
    whole("ordinal"),
    *three("name"),
    text("norm"),
    whole("issued", null=True),
    text("certificate"),
    whole("certified", null=True),
    text("remark"),
    Index("ppe_item_of_workplace", "workplace_id"),
)

operation = table(
    "operation",
    row_id(),
    of("workplace_id", "workplace"),
    whole("ordinal"),
    text("name"),
    text("started"),
    text("stopped"),
    text("minutes", null=True),
    text("posture"),
    Index("operation_of_workplace", "workplace_id"),
)

field_check = table(
    "field_check",
    row_id(),
    of("instrument_id", "instrument"),
    text("day"),
    text("quantity"),
    text("reference", null=True),
    text("before", null=True),
    text("after", null=True),
    text("allowed_drift", null=True),
    Index("field_check_of_instrument", "instrument_id"),
)

acceptance = table(
    "acceptance",
    row_id(),
    of("certification_id", "certification"),
    text("code"),
    text("place"),
    text("facts"),
    text("reason"),
    text("accepted_at"),
    Index("acceptance_of_certification", "certification_id"),
)

guarantee = table(
    "guarantee",
    row_id(),
    of("workplace_id", "workplace"),
    text("kind"),
    text("entry"),
    text("amount"),
    text("reason"),
    Index("guarantee_of_workplace", "workplace_id"),
)

measure = table(
    "measure",
    row_id(),
    of("certification_id", "certification"),
    whole("ordinal"),
    *three("text"),
    of("workplace_id", "workplace", null=True),
    of("risk_id", "risk", null=True),
    text("subject"),
    text("level"),
    text("responsible"),
    text("due", null=True),
    text("done_on", null=True),
    text("cost", null=True),
    text("expected", null=True),
    Index("measure_of_certification", "certification_id"),
    Index("measure_of_workplace", "workplace_id"),
    Index("measure_of_risk", "risk_id"),
)

attachment = table(
    "attachment",
    row_id(),
    of("certification_id", "certification"),
    text("owner"),
    text("owner_id"),
    whole("ordinal"),
    text("name"),
    text("media_type"),
    text("sha256"),
    whole("size"),
    text("remark"),
    Index("attachment_of_certification", "certification_id"),
)

plan_mark = table(
    "plan_mark",
    row_id(),
    of("certification_id", "certification"),
    of("attachment_id", "attachment"),
    of("point_id", "point"),
    text("x"),
    text("y"),
    Index("plan_mark_of_certification", "certification_id"),
    Index("plan_mark_of_attachment", "attachment_id"),
    Index("plan_mark_of_point", "point_id"),
)

protocol_facts = table(
    "protocol_facts",
    row_id(),
    of("certification_id", "certification"),
    text("family"),
    text("method"),
    text("representative"),
    *three("room"),
    text("form_code"),
    text("coverage", null=True),
    Index("protocol_facts_once", "certification_id", "family", unique=True),
)

day_conditions = table(
    "day_conditions",
    row_id(),
    of("certification_id", "certification"),
    text("day"),
    text("temperature", null=True),
    text("humidity", null=True),
    text("pressure", null=True),
    Index("day_conditions_once", "certification_id", "day", unique=True),
)
