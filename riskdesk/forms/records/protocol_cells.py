"""Cells of a spot: what was read, what is permissible, what a form has no column for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from riskdesk.domain.values import LocalizedText, Range, format_decimal
from riskdesk.forms.fields import Field, Record, same
from riskdesk.forms.records.judged import limit_notes, norm_field
from riskdesk.forms.records.protocol import EMPTY, Measuring, notes_of
from riskdesk.forms.records.protocol_spots import Spot
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec
from riskdesk.rules.row_reading import EMPTY as NOT_TYPED


def value(spot: Spot, column: str, prefix: str = "") -> Field:
    """What was read, with the decimals of the instrument; a dash where nothing was."""
    notes = notes_of(spot.source, spot.instrument(column), spot.day, spot.provenance)
    reading = spot.readings.get(column)
    if reading is not None:
        below = "< " if reading.below else ""
        return Field(number=reading.value, prefix=f"{prefix}{below}", notes=notes)
    typed = spot.typed(column)
    return Field(text=same(typed), notes=notes) if typed not in NOT_TYPED else EMPTY


def norm(spot: Spot, column: str) -> Field:
    """The permissible level; of workplaces with different ones each, the strictest class first."""
    source, measurement = spot.source, spot.measurements.get(column)
    judged = [each for each in spot.findings.get(column, ()) if each.limit is not None]
    different = {each.limit.range: each for each in reversed(judged) if each.limit is not None}
    if not different:
        return _norm_of_gap(spot, column)
    if len(different) == 1:
        return norm_field(source, measurement, judged[0])
    limits = [each.limit for each in judged if each.limit is not None]
    texts = dict.fromkeys(range_text(limit.range) for limit in limits)
    notes = dict.fromkeys(note for limit in limits for note in limit_notes(source, limit))
    return Field(text=same("; ".join(texts)), notes=tuple(notes))


def _norm_of_gap(spot: Spot, column: str) -> Field:
    """The permissible level beside a value that was not judged."""
    found, measurement = spot.finding(column), spot.measurements.get(column)
    if found is None:
        return EMPTY
    if measurement is None and found.status in {"no-instrument", "instrument-expired"}:
        found = replace(found, limit=spot.limit(column))
    if measurement is not None or found.limit is not None:
        return norm_field(spot.source, measurement, found)
    written = spot.norm_written(column)
    return Field(text=same(written)) if written not in NOT_TYPED else EMPTY


def range_text(permitted: Range) -> str:
    """A permissible range as the forms write it: 16–27, ≥ 300, ≤ 70 (also where it is from 0)."""
    low, high = permitted
    if low == 0 and high is not None:
        low = None
    if low is not None and high is not None:
        return f"{format_decimal(low)}–{format_decimal(high)}"
    if low is not None:
        return f"≥ {format_decimal(low)}"
    return f"≤ {format_decimal(high)}" if high is not None else "–"


def spot_fields(spot: Spot) -> dict[str, Field]:
    """Number, point and place: what every protocol begins its row with."""
    return {
        "n": Field(text=same(str(spot.number))),
        "point": Field(text=same(spot.label)),
        "place": Field(text=spot.place),
    }


def more_rows(spots: Iterable[Spot], family: str, shown: Sequence[str]) -> tuple[Record, ...]:
    """Quantities that were read or judged beside the columns of the form, one row each."""
    return tuple(
        _more(spot, column)
        for spot in spots
        for column in spot.source.catalog.families[family].columns
        if column.id not in shown and _worth_telling(spot, column)
    )


def _worth_telling(spot: Spot, column: ColumnSpec) -> bool:
    return column.kind in {"number", "numbers"} and (
        column.id in spot.readings or spot.typed(column.id) not in NOT_TYPED
    )


def _more(spot: Spot, column: ColumnSpec) -> Record:
    named = column.title
    if column.unit.ru:
        named = joined((column.title, column.unit), ", ")
    fields = {
        **spot_fields(spot),
        "quantity": Field(text=named),
        "value": value(spot, column.id),
        "norm": norm(spot, column.id),
    }
    return Record(fields=fields)


def measuring(
    source: Source, spots: Sequence[Spot], columns: Sequence[str], families: Sequence[str]
) -> Measuring:
    """What the header of a protocol over these spots says of measuring."""
    methods = (
        each.method
        for workplace in source.dossier.workplaces
        for each in source.dossier.measurements_of(workplace)
        if each.quantity in columns and each.value_text.strip()
    )
    return Measuring(
        days=[spot.day for spot in spots],
        uses=[(one, spot.day) for spot in spots for one in spot.instruments(columns)],
        methods=dict.fromkeys(methods),
        families=families,
        findings=[
            finding
            for spot in spots
            for column in columns
            for finding in spot.findings.get(column, ())
        ],
    )


def said(source: Source, text: str) -> LocalizedText:
    """Words of a point in both languages where ``said-…`` of the wording knows them, else as typed.

    A dash where nothing was typed.
    """
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        return same("–")
    keys = (f"said-{word.casefold()}" for word in words)
    known = [
        source.wording.say(key) if key in source.wording else same(word)
        for key, word in zip(keys, words, strict=True)
    ]
    kk, ru = ", ".join(each.kk for each in known), ", ".join(each.ru for each in known)
    if text[:1].isupper():
        kk, ru = kk[:1].upper() + kk[1:], ru[:1].upper() + ru[1:]
    return LocalizedText(kk, ru)
