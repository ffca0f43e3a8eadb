"""The field journal: all that was typed, with its time, its instrument and where it comes from."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from riskdesk.domain.model import Instrument, Measurement, Point, Workplace
from riskdesk.domain.values import LocalizedText, Provenance
from riskdesk.forms.fields import Field, Record, Told, Value, plain, same
from riskdesk.forms.records.at_points import points_with
from riskdesk.forms.records.factors import expired_note, method_named
from riskdesk.forms.records.point_judgements import measured_columns
from riskdesk.forms.records.protocol import numbered
from riskdesk.forms.records.protocol_cells import said
from riskdesk.forms.records.readings import word_of
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec, FamilySpec
from riskdesk.rules.instruments import reader_of
from riskdesk.rules.row_reading import Row, read_row


def field_journal(source: Source) -> Record:
    """A head row a factor, one block a point or a workplace, one row a cell that was filled."""
    blocks = Told(lambda: _blocks(source))
    nothing = LocalizedText() if blocks else source.wording.say("journal-empty")
    return source.record({"blocks": blocks}, {"nothing": Field(text=nothing)})


def _blocks(source: Source) -> Iterator[Record]:
    for family in source.catalog.families.values():
        found = chain(_points(source, family), _workplaces(source, family))
        for number, block in enumerate(found):
            if not number:
                yield Record(kind="section", fields={"title": Field(text=family.title)})
            yield block


def _points(source: Source, family: FamilySpec) -> Iterator[Record]:
    for point in source.dossier.points:
        source.tick()
        if point.family == family.id:
            row = read_row(point, family, None)
            rows = tuple(
                _cell(source, row, column) for column in family.columns if _typed(point, column)
            )
            if rows:
                yield Record(fields=_point_fields(source, point), lists={"rows": rows})


def _typed(point: Point, column: ColumnSpec) -> bool:
    return bool(point.readings.get(column.id, "").strip())


def _point_fields(source: Source, point: Point) -> dict[str, Value]:
    dossier = source.dossier
    stays = [
        (dossier.workplace_by_id[each.workplace_id], each.hours)
        for each in dossier.stays_at(point.id)
    ]
    places = [workplace for workplace, _ in stays]
    day = point.measured_on or dossier.certification.measured_on
    spoken = (point.lighting_system, point.lamp_type, point.spectrum, point.time_character)
    uncertainty = f"± {point.uncertainty.strip()}" if point.uncertainty.strip() else ""
    return {
        "point": plain(point.label),
        "place": Field(
            text=joined((same(point.zone), who(source, places, point.position_written)), "; ")
        ),
        "when": plain(f"{day:%d.%m.%Y} {point.time_of_day}".strip()),
        "remark": Field(
            text=joined(
                (
                    *map(same, (uncertainty, point.work_category or "", point.visual_grade or "")),
                    *(said(source, text) for text in spoken if text.strip()),
                    same(point.remark),
                ),
                "; ",
            )
        ),
    }


def who(source: Source, workplaces: list[Workplace], written: str) -> LocalizedText:
    """The positions at a place with the numbers of their workplaces; as written if nobody is."""
    by_name: dict[LocalizedText, list[int]] = {}
    for workplace in workplaces:
        by_name.setdefault(source.position(workplace), []).append(workplace.number)
    if not by_name:
        return source.catalog.position_name(written) if written else LocalizedText()
    return joined(
        (
            source.wording.say("risk-position", position=name, numbers=numbered(sorted(numbers)))
            for name, numbers in by_name.items()
        ),
        "; ",
    )


def _cell(source: Source, row: Row, column: ColumnSpec) -> Record:
    point, typed = row.point, row.point.readings[column.id].strip()
    words = column.kind in {"word", "flag", "substance"}
    read = column.quantity or column.id in measured_columns(row.family)
    name = reader_of(source.dossier, point, (column.id,), source.catalog) if read else None
    instrument = source.dossier.instrument_by_id.get(name) if name is not None else None
    fields = {
        "quantity": Field(text=column.title),
        "typed": Field(text=word_of(source, row, column)) if words else plain(typed),
        "unit": Field(text=column.unit),
        "norm": plain(point.norms_written.get(column.id, "")),
        "method": plain(""),
        **_told(source, instrument, point.provenance, point.measured_on),
    }
    return Record(fields=fields)


def _told(
    source: Source, instrument: Instrument | None, provenance: Provenance, day: date | None
) -> dict[str, Value]:
    """What read a value and where it comes from."""
    names = (instrument.name, f"№ {instrument.serial}") if instrument is not None else ()
    known = [name for name in names if name not in {"", "№ "}]
    return {
        "instrument": Field(
            text=same(", ".join(known)), notes=expired_note(source, instrument, day)
        ),
        "origin": Field(text=source.wording.say(f"origin-{provenance}")),
    }


def _workplaces(source: Source, family: FamilySpec) -> Iterator[Record]:
    """Rows of the journal that are kept by workplace and stand at no point in the same words."""
    order = [column.id for column in family.columns if column.quantity]
    for workplace in source.dossier.workplaces:
        source.tick()
        rows = [
            each
            for each in source.dossier.measurements_of(workplace)
            if each.quantity in order and not _repeats(source, each)
        ]
        if not rows:
            continue
        days = dict.fromkeys(f"{each.measured_on:%d.%m.%Y}" for each in rows)
        remarks = dict.fromkeys(each.remark for each in rows if each.remark)
        fields: dict[str, Value] = {
            "point": plain(""),
            "place": Field(text=who(source, [workplace], "")),
            "when": plain(", ".join(days)),
            "remark": plain("; ".join(remarks)),
        }
        rows.sort(key=lambda each: order.index(each.quantity))
        cells = tuple(_measured(source, family, each) for each in rows)
        yield Record(fields=fields, lists={"rows": cells})


def _repeats(source: Source, row: Measurement) -> bool:
    """Whether a point of the workplace holds the same value, norm, instrument and day."""
    head = source.dossier.certification
    return any(
        point.readings[row.quantity].strip() == row.value_text.strip()
        and point.norms_written.get(row.quantity, "").strip() == row.norm_written.strip()
        and row.instrument_id in point.instruments
        and (point.measured_on or head.measured_on) == row.measured_on
        and not (row.repeats or row.uncertainty.strip() or row.remark)
        for point in points_with(source, row)
    )


def _measured(source: Source, family: FamilySpec, row: Measurement) -> Record:
    column = family.column(row.quantity)
    instrument = (
        source.dossier.instrument_by_id.get(row.instrument_id) if row.instrument_id else None
    )
    typed = row.repeats or row.value_text
    if row.uncertainty.strip():
        typed = f"{typed} ± {row.uncertainty.strip()}"
    fields = {
        "quantity": Field(text=column.title if column is not None else same(row.quantity)),
        "typed": plain(typed.strip() or "–"),
        "unit": Field(text=column.unit if column is not None else same(row.unit)),
        "norm": plain(row.norm_written),
        "method": plain(method_named(source, row.method) if row.method else ""),
        **(_told(source, instrument, row.provenance, row.measured_on) if typed.strip() else {}),
    }
    return Record(fields=fields)
