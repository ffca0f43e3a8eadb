"""Rows of factors that only points have: chemical, vibration and the others beside the journal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.model import Instrument, Measurement, Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, same
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec, FamilySpec
from riskdesk.rules.finding import Finding, PointFinding, WorkplaceAssessment
from riskdesk.rules.instruments import reader_of
from riskdesk.rules.row_inputs import columns_in
from riskdesk.rules.row_reading import Reading, read_row


@dataclass(frozen=True, slots=True)
class PointRow:
    """One printed row. ``point`` is ``None`` where several points were judged together."""

    finding: Finding
    title: LocalizedText
    unit: LocalizedText
    place: str
    unit_id: str = ""
    point: Point | None = None

    def named(self) -> Field:
        """The factor with its place and its unit, as Annex 1 names a quantity."""
        title = joined((self.title, same(self.place)), " · ")
        if self.unit.kk == self.unit.ru:
            return Field(text=title, suffix=f", {self.unit.ru}" if self.unit.ru else "")
        return Field(text=joined((title, self.unit), ", "))


def rows_at_points(source: Source, workplace: Workplace) -> Iterator[PointRow]:
    """Every judgement of a point that enters a factor, then what several points say together.

    Values of the journal go before those of points: such points are not repeated here.
    """
    assessed = source.assessed(workplace)
    points = source.dossier.point_by_id
    for factor, parts in assessed.parts.items():
        told: list[Finding] = list(assessed.quantities)
        for each in assessed.points:
            if not each.counts or source.catalog.families[each.family].factor != factor:
                continue
            told.append(each.finding)
            for part in each.parts or (each.finding,):
                told.append(part)
                yield _row(source, each, part, points[each.point_id])
        for part in parts:
            if not any(
                part.subject == known.subject and part.trace == known.trace for known in told
            ):
                yield PointRow(part, _title(source, part, factor), LocalizedText(), "")


def of_journal(assessed: WorkplaceAssessment) -> tuple[Finding, ...]:
    """The rows of the journal, without those that have no value where a point answers for them."""
    answers = {part.subject for parts in assessed.parts.values() for part in parts}
    entered = {id(part) for parts in assessed.parts.values() for part in parts}
    return tuple(
        each
        for each in assessed.quantities
        if each.value_text.strip() or each.subject not in answers or id(each) in entered
    )


def points_with(source: Source, measurement: Measurement) -> tuple[Point, ...]:
    """The points of the same workplace where this quantity of the journal was typed as well."""
    workplace = source.dossier.workplace_by_id[measurement.workplace_id]
    return tuple(
        point
        for point in source.dossier.all_points_of(workplace)
        if point.readings.get(measurement.quantity, "").strip()
    )


def read_otherwise(source: Source, measurement: Measurement | None) -> tuple[LocalizedText, ...]:
    """That the protocol prints another value of this quantity than the journal."""
    if measurement is None or not measurement.value_text.strip():
        return ()
    typed = {
        point.label: point.readings[measurement.quantity].strip()
        for point in points_with(source, measurement)
    }
    if not typed or measurement.value_text.strip() in typed.values():
        return ()
    return tuple(
        source.wording.say("point-differs", point=label, value=text)
        for label, text in typed.items()
    )


def instrument_of(source: Source, row: PointRow) -> Instrument | None:
    """The instrument that a row was read with: of several the one that measures its quantity."""
    if row.point is None:
        return None
    own = row.point.instruments
    identity = reader_of(source.dossier, row.point, (row.finding.subject,), source.catalog)
    identity = identity or next(iter(own), None)
    return source.dossier.instrument_by_id.get(identity) if identity is not None else None


def _row(source: Source, found: PointFinding, part: Finding, point: Point) -> PointRow:
    family = source.catalog.families[found.family]
    column = source.catalog.columns.get(part.subject)
    if part.value is None and (other := _read_instead(family, part, point)) is not None:
        column, value = other
        part = replace(part, value=value)
    title = joined((column.short if column is not None else family.title, part.label), ": ")
    unit = column.unit if column is not None else LocalizedText()
    place, unit_id = found.zone or point.label, column.unit_id if column is not None else ""
    return PointRow(part, title, unit, place, unit_id, point)


def _read_instead(
    family: FamilySpec, part: Finding, point: Point
) -> tuple[ColumnSpec, Decimal] | None:
    """What was read where a judgement of several quantities names one that was not.

    So a density of the flux stands for itself, not as a dash beside V/m.
    """
    judge = next((each for each in family.judges if each.column == part.subject), None)
    if judge is None or part.status != "judged":
        return None
    row = read_row(point, family, None)
    for name in columns_in(judge.inputs):
        column, value = family.column(name), row.values.get(name)
        if column is not None and column.kind == "numbers" and isinstance(value, Reading):
            return column, value.value
    return None


def _title(source: Source, part: Finding, factor: str) -> LocalizedText:
    """What rows are together: the name of the factor, and of what it is."""
    column = source.catalog.columns.get(part.subject)
    name = column.short if column is not None else source.catalog.factors[factor].title
    together = source.wording.say("rows-together")
    return joined((name, part.label, together), ", ")
