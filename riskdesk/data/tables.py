"""The tables as they are now; the migrations lead here, and a test holds the two equal.

No table cascades: a parent with children cannot be removed (T3). Business keys such as numbers
and codes are not unique here: a duplicate must be storable so that the check can show it.
"""

from collections.abc import Mapping

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

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

METADATA = MetaData()


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True, nullable=False)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _whole(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _three(name: str) -> tuple[Column[str], ...]:
    return tuple(_text(f"{name}_{language}") for language in ("kk", "ru", "en"))


def _of(name: str, table: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{table}.id"), nullable=null)


def _table(name: str, *columns: Column[str] | Column[int] | Index) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


enterprise = _table(
    "enterprise", _id(), *_three("name"), _text("bin"), *_three("address"), _whole("is_sample")
)

certification = _table(
    "certification",
    _id(),
    _of("enterprise_id", "enterprise"),
    _text("title"),
    _text("measured_on"),
    _text("ruleset", null=True),
    _text("options"),
    _text("outdoor_temperature", null=True),
    _text("pressure", null=True),
    _text("season", null=True),
    *_three("laboratory"),
    _text("accreditation"),
    _text("accredited_from", null=True),
    _text("accredited_until", null=True),
    _whole("headcount_written", null=True),
    Index("certification_of_enterprise", "enterprise_id"),
)

section = _table(
    "section",
    _id(),
    _of("certification_id", "certification"),
    _whole("ordinal"),
    *_three("name"),
    _whole("headcount_written", null=True),
    Index("section_of_certification", "certification_id"),
)

position = _table(
    "position",
    _id(),
    _of("certification_id", "certification"),
    _of("section_id", "section"),
    _whole("ordinal"),
    *_three("name"),
    _whole("headcount"),
    Index("position_of_certification", "certification_id"),
    Index("position_of_section", "section_id"),
)

workplace = _table(
    "workplace",
    _id(),
    _of("certification_id", "certification"),
    _of("position_id", "position"),
    _whole("number"),
    _whole("men", null=True),
    _whole("women", null=True),
    _whole("noise_row", null=True),
    _text("work_category", null=True),
    _whole("permanent", null=True),
    _text("visual_grade", null=True),
    Index("workplace_of_certification", "certification_id"),
    Index("workplace_of_position", "position_id"),
)

point = _table(
    "point",
    _id(),
    _of("certification_id", "certification"),
    _text("family"),
    _whole("ordinal"),
    _text("label"),
    _text("position_written"),
    _text("work_category", null=True),
    _text("visual_grade", null=True),
    _text("time_of_day"),
    _text("lighting_system"),
    _text("lamp_type"),
    _text("exposure_hours"),
    _text("spectrum"),
    _text("time_character"),
    _text("readings"),
    _text("norms_written"),
    Index("point_of_certification", "certification_id"),
)

stay = _table(
    "stay",
    _id(),
    _of("point_id", "point"),
    _of("workplace_id", "workplace"),
    _text("hours", null=True),
    Index("stay_of_point", "point_id"),
    Index("stay_of_workplace", "workplace_id"),
)

instrument = _table(
    "instrument",
    _id(),
    _of("certification_id", "certification"),
    _text("name"),
    _text("quantities"),
    _text("certificate"),
    _text("verified_on", null=True),
    _text("valid_until", null=True),
    Index("instrument_of_certification", "certification_id"),
)

measurement = _table(
    "measurement",
    _id(),
    _of("workplace_id", "workplace"),
    _text("quantity"),
    _whole("ordinal"),
    _text("value_text"),
    _text("value", null=True),
    _text("unit"),
    _text("method"),
    _text("norm_written"),
    _text("position_written"),
    _text("measured_on"),
    _of("instrument_id", "instrument", null=True),
    _text("provenance"),
    Index("measurement_of_workplace", "workplace_id"),
    Index("measurement_of_instrument", "instrument_id"),
)

card_entry = _table(
    "card_entry",
    _id(),
    _of("workplace_id", "workplace"),
    _text("card"),
    _text("indicator"),
    _text("value_text"),
    _text("position_written"),
    Index("card_entry_once", "workplace_id", "card", "indicator", unique=True),
)

card_foot = _table(
    "card_foot",
    _id(),
    _of("workplace_id", "workplace"),
    _text("card"),
    _text("counts"),
    _text("position_written"),
    Index("card_foot_once", "workplace_id", "card", unique=True),
)

mark = _table(
    "mark",
    _id(),
    _of("workplace_id", "workplace"),
    _text("subject"),
    _text("hazard_class"),
    _text("reason"),
    Index("mark_once", "workplace_id", "subject", unique=True),
)

risk = _table(
    "risk",
    _id(),
    _of("position_id", "position"),
    _whole("ordinal"),
    _text("hazard_id"),
    _text("method"),
    _whole("probability", null=True),
    _whole("severity", null=True),
    _text("existing_measures"),
    _text("new_measures"),
    _whole("residual_probability", null=True),
    _whole("residual_severity", null=True),
    _text("reason"),
    Index("risk_of_position", "position_id"),
)

change = _table(
    "change",
    Column("seq", Integer, primary_key=True, nullable=False),
    _text("id"),
    _text("at"),
    _text("user"),
    _text("label"),
    _text("kind"),
    _of("target_id", "change", null=True),
    Index("change_id", "id", unique=True),
)
"""One commit: who, when, what. ``kind``: do, undo, redo; ``target_id``: the change it concerns."""

history = _table(
    "history",
    Column("seq", Integer, primary_key=True, nullable=False),
    _of("change_id", "change"),
    _text("table_name"),
    _text("row_id"),
    _text("before", null=True),
    _text("after", null=True),
    Index("history_of_change", "change_id"),
    Index("history_of_row", "row_id"),
)
"""One row's change: canonical JSON before (null: added) and after (null: removed)."""

TABLE_OF: Mapping[type[Entity], Table] = {
    Enterprise: enterprise,
    Certification: certification,
    Section: section,
    Position: position,
    Workplace: workplace,
    Point: point,
    Stay: stay,
    Instrument: instrument,
    Measurement: measurement,
    CardEntry: card_entry,
    CardFoot: card_foot,
    Mark: mark,
    Risk: risk,
}
"""Each entity's table, parents before children."""

KIND_OF: Mapping[str, type[Entity]] = {table.name: kind for kind, table in TABLE_OF.items()}
"""Each table's entity."""
