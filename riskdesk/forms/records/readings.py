"""What was typed in a row of a point, as paper shows it: value, uncertainty, conditions."""

from collections.abc import Iterable
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, plain, same
from riskdesk.forms.records.protocol_spots import Spot
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec
from riskdesk.rules.finding import Finding
from riskdesk.rules.own import with_own
from riskdesk.rules.row_reading import Reading, Row
from riskdesk.rules.substance import Substance


def titled(column: ColumnSpec) -> Field:
    """A column with its unit."""
    if column.unit.kk == column.unit.ru:
        return Field(text=column.title, suffix=f", {column.unit.ru}" if column.unit.ru else "")
    return Field(text=joined((column.title, column.unit), ", "))


def value_field(
    source: Source, row: Row, column: ColumnSpec, finding: Finding | None = None
) -> Field:
    """The result of a column: a number, «< 0,5» below the detection limit, or words.

    Its notes tell repeats, and what was taken in place of a value that was not detected.
    """
    value = row.values.get(column.id)
    if isinstance(value, Reading):
        return reading_field(source, value, column, finding)
    if value is None:
        return plain(row.point.readings.get(column.id, "").strip() or "–")
    return Field(text=word_of(source, row, column))


def reading_field(
    source: Source, value: Reading, column: ColumnSpec, finding: Finding | None = None
) -> Field:
    """A number that was read, with its notes."""
    say, notes = source.wording.say, []
    if len(value.numbers) > 1:
        listed = "; ".join(format_decimal(number) for number in value.numbers)
        notes.append(say("repeats", listed=listed))
    if not value.below:
        return Field(number=value.value, notes=tuple(notes))
    beyond = finding is not None and finding.status == "not-measured"
    limit, unit = format_decimal(value.value), column.unit
    notes.append(say("lod-beyond" if beyond else "lod-taken", limit=limit, unit=unit))
    return Field(number=value.value, prefix="< ", notes=tuple(notes))


def word_of(source: Source, row: Row, column: ColumnSpec) -> LocalizedText:
    """The word, the number or the yes and no of a column."""
    value = row.values.get(column.id)
    if isinstance(value, bool):
        return source.wording.say("yes" if value else "no")
    if isinstance(value, Reading):
        numbers = "; ".join(format_decimal(number) for number in value.numbers)
        return joined((same(f"< {numbers}" if value.below else numbers), column.unit), " ")
    if not isinstance(value, str):
        return same(row.point.readings.get(column.id, "").strip())
    if column.kind == "substance":
        return substance_name(source, value)
    return column.choices.get(value, same(value))


def substance_of(source: Source, key: str) -> Substance | None:
    """The substance of a row of the lists, or an own one; ``None`` where no list holds it."""
    book = with_own(source.catalog.substances, source.dossier.own_substances)
    try:
        return book.by_row(key)
    except UserError:
        return None


def substance_name(source: Source, key: str) -> LocalizedText:
    """The name of a substance; the key itself where the lists do not hold it."""
    found = substance_of(source, key)
    return found.name if found is not None else same(key)


def conditions(source: Source, row: Row, results: Iterable[str]) -> LocalizedText:
    """The filled columns that are no result, and the remark."""
    shown = frozenset(results)
    texts = [
        joined((column.short, word_of(source, row, column)), ": ")
        for column in row.family.columns
        if column.id not in shown and row.filled(column.id)
    ]
    return joined((*texts, same(row.point.remark)), "; ")


def moment(spot: Spot) -> Field:
    """The day, where it is another than that of the certification, and the time of day."""
    usual = spot.source.dossier.certification.measured_on
    dated = "" if spot.day == usual else f"{spot.day:%d.%m.%Y}"
    time = spot.point.time_of_day if spot.point is not None else ""
    return plain(" ".join(text for text in (dated, time) if text))


def hours(spot: Spot) -> Field:
    """The hours of the shift there; of several workplaces each length once."""
    return plain("; ".join(format_decimal(each) for each in spot.hours) or "–")


def number_or_dash(value: Decimal | None) -> Field:
    """A number, a dash where there is none."""
    return plain("–") if value is None else Field(number=value)
