"""Rows of a point as protocols list them: what was read, its level, its class.

The quantities of one judgement share their class cell.
"""

from collections.abc import Sequence
from dataclasses import replace

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import ClassField, Field, Value, plain, same
from riskdesk.forms.records.band_limits import UNIPOLARITY, Limits, band_limits
from riskdesk.forms.records.judged import ANNEX_1, class_field, named_unit, norm_field
from riskdesk.forms.records.protocol import notes_of
from riskdesk.forms.records.protocol_spots import Spot
from riskdesk.forms.records.readings import (
    conditions,
    number_or_dash,
    titled,
    value_field,
    word_of,
)
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec, FamilySpec, JudgeSpec
from riskdesk.rules.finding import Finding, Limit
from riskdesk.rules.row_inputs import columns_in
from riskdesk.rules.row_reading import Reading, Row, read_row
from riskdesk.rules.scale import tidy


def results(judge: JudgeSpec, family: FamilySpec) -> tuple[ColumnSpec, ...]:
    """The columns that a judgement is of: all others of its inputs are conditions."""
    listed = [
        each for source in judge.inputs.values() if not isinstance(source, str) for each in source
    ]
    if listed:
        names = {record[key] for record in listed for key in record}
        return tuple(column for column in family.columns if column.id in names)
    used, own = columns_in(judge.inputs), family.column(judge.column)
    instead = own.instead if own is not None else ()
    return tuple(
        column
        for column in family.columns
        if column.id == judge.column
        or (column.id in used and (column.kind == "numbers" or column.id in instead))
    )


def rows_of(source: Source, spot: Spot) -> tuple[list[dict[str, Value]], LocalizedText]:
    """What was read and judged there, and under which conditions."""
    if spot.point is None:
        return [], LocalizedText()
    family = source.catalog.families[spot.point.family]
    row = read_row(spot.point, family, None)
    shown = {column.id for judge in family.judges for column in results(judge, family)}
    rows: list[dict[str, Value]] = []
    told: set[str] = set()
    for judge in family.judges:
        columns = results(judge, family)
        due = [each for each in columns if row.filled(each.id) or _lacks(spot, each)]
        if any(row.filled(each.id) for each in due) and judge.column not in told:
            told |= {judge.column, *(each.id for each in due)}
            rows += _judged(source, spot, row, judge, due)
    for subject in spot.findings:
        if subject not in told and subject not in row.values:
            rows.append(_gap(source, spot, subject))
    return rows, conditions(source, row, shown)


def _judged(
    source: Source, spot: Spot, row: Row, judge: JudgeSpec, columns: Sequence[ColumnSpec]
) -> list[dict[str, Value]]:
    """The rows of one judgement; without one the gap of a column that it lacks."""
    known = (spot.finding(name) for name in (judge.column, *(each.id for each in columns)))
    finding = next((each for each in known if each is not None), None)
    levels = band_limits(source, judge, row) if finding is None or not _own(finding) else {}
    rows: list[dict[str, Value]] = []
    for column in columns:
        named, value = _told(source, row, column, finding)
        notes = notes_of(source, spot.instrument(column.id), spot.day, spot.provenance)
        rows.append(
            {
                "indicator": named,
                "value": _with_notes(value, notes),
                "uncertainty": plain(spot.uncertainty(column.id)),
                "norm": _norm(source, row, column, finding, levels, alone=len(columns) == 1),
            }
        )
    if UNIPOLARITY in levels:
        rows.append(_unipolarity(source, row, judge, levels[UNIPOLARITY]))
    if finding is None:
        rows[0]["class"] = ClassField(words=source.wording.say("judged"), rows=len(rows))
    else:
        notes = _missing(source, finding)
        rows[0]["class"] = class_field(source, finding, ANNEX_1, notes, len(rows))
    return rows


def _lacks(spot: Spot, column: ColumnSpec) -> bool:
    """Whether a judgement misses this very column."""
    return any(each.column == column.id for each in spot.findings.get(column.id, ()))


def measured_columns(family: FamilySpec) -> frozenset[str]:
    """The columns that an instrument reads."""
    return frozenset(
        column.id
        for judge in family.judges
        if judge.measured
        for column in results(judge, family)
        if column.kind in {"number", "numbers"}
    )


def _unipolarity(source: Source, row: Row, judge: JudgeSpec, limit: Limit) -> dict[str, Value]:
    """The ratio of positive to negative air ions."""
    plus, minus = (row.number(str(judge.inputs[key])) for key in ("n_pos", "n_neg"))
    ratio = tidy(plus / minus) if plus is not None and minus else None
    bare = Finding(subject=UNIPOLARITY, status="judged", limit=limit)
    return {
        "indicator": Field(text=source.wording.say(UNIPOLARITY)),
        "value": number_or_dash(ratio),
        "norm": norm_field(source, None, bare, clause=True),
    }


def _told(
    source: Source, row: Row, column: ColumnSpec, finding: Finding | None
) -> tuple[Field, Field]:
    """The name of a quantity and its value; a word goes with the name, too long for a cell."""
    if column.kind != "word" or column.id not in row.values:
        return titled(column), value_field(source, row, column, finding)
    words = joined((column.title, word_of(source, row, column)), ": ")
    return Field(text=words), plain("+")


def _own(finding: Finding) -> bool:
    return finding.limit is not None and finding.limit.verified == "own"


def _missing(source: Source, finding: Finding) -> tuple[LocalizedText, ...]:
    """Which column is not filled in, where that is why there is no class."""
    column = source.catalog.columns.get(finding.column)
    if column is None or finding.status != "not-measured":
        return ()
    return (source.wording.say("not-entered", column=column.title),)


def _gap(source: Source, spot: Spot, subject: str) -> dict[str, Value]:
    """A column that is due and empty, or holds what cannot be."""
    finding = spot.findings[subject][0]
    column = source.catalog.columns.get(subject)
    name = (
        titled(column)
        if column is not None
        else Field(text=source.catalog.words.get(subject, same(subject)))
    )
    return {
        "indicator": name,
        "value": plain(finding.value_text or "–"),
        "norm": plain("–"),
        "class": class_field(source, finding, ANNEX_1),
    }


def _norm(
    source: Source,
    row: Row,
    column: ColumnSpec,
    finding: Finding | None,
    levels: Limits,
    *,
    alone: bool,
) -> Field:
    """The level of a column: of the table of its judgement, or the one that was compared."""
    if finding is None or column.kind in {"word", "flag"}:
        return plain("–")
    if column.id in levels:
        return limit_field(source, levels[column.id], column)
    value = row.values.get(column.id)
    read = value.value if isinstance(value, Reading) else None
    if finding.limit is None or not (alone or read == finding.value):
        return plain("–")
    return limit_field(source, finding.limit, column)


def limit_field(source: Source, limit: Limit, column: ColumnSpec) -> Field:
    """A level with its clause; in another unit than that of the column it names its own."""
    bare = Finding(subject=column.id, status="judged", limit=limit)
    return named_unit(source, norm_field(source, None, bare, clause=True), limit, column.unit_id)


def _with_notes(field: Field, notes: tuple[LocalizedText, ...]) -> Field:
    return replace(field, notes=(*field.notes, *notes))
