"""Where a factor was measured: its points, then workplaces that only the journal has values of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Instrument, Measurement, Point, Workplace
from riskdesk.domain.values import LocalizedText, Provenance, parse_decimal
from riskdesk.forms.fields import same
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.evaluate import evaluate_point
from riskdesk.rules.finding import Finding, Limit
from riskdesk.rules.instruments import measures, reader_of
from riskdesk.rules.row_reading import BETWEEN, EMPTY, Reading, read_row


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One place of a protocol: a point with who works there, or a workplace of the journal alone.

    ``point`` is ``None`` for the latter. ``number``: its row of the protocol, from 1. ``readings``:
    what was read, by column or quantity; ``findings``: how it was judged, the worst first, of
    several workplaces every judgement that differs. ``measurements``: rows of the journal.
    """

    source: Source
    number: int = 0
    point: Point | None = None
    workplaces: tuple[Workplace, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    measurements: Mapping[str, Measurement] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The number of the point on the sketch, a dash where the journal names none."""
        return self.point.label if self.point is not None else "–"

    @cached_property
    def place(self) -> LocalizedText:
        """The zone and the positions that work there, each once."""
        positions = dict.fromkeys(self.source.position(each) for each in self.workplaces)
        names = joined(positions, ", ")
        if self.point is None:
            return names
        written = self.source.catalog.position_name(self.point.position_written)
        zone = self.point.zone if self.point.zone != self.point.label else ""
        return joined((same(zone), names if names.ru else written), ": ")

    def typed(self, column: str) -> str:
        """A column as typed, "" if it was not."""
        if self.point is not None:
            return self.point.readings.get(column, "").strip()
        measurement = self.measurements.get(column)
        return measurement.value_text.strip() if measurement else ""

    def norm_written(self, column: str) -> str:
        """The norm as somebody wrote it beside the value."""
        if self.point is not None:
            return self.point.norms_written.get(column, "").strip()
        measurement = self.measurements.get(column)
        return measurement.norm_written.strip() if measurement else ""

    @property
    def day(self) -> date:
        """The day of measuring."""
        certified = self.source.dossier.certification.measured_on
        if self.point is not None:
            return self.point.measured_on or certified
        return next((each.measured_on for each in self.measurements.values()), certified)

    @property
    def provenance(self) -> Provenance:
        """Where its numbers come from; of several rows of the journal the first that is not usual.

        Usual is that they were measured.
        """
        if self.point is not None:
            return self.point.provenance
        known = (each.provenance for each in self.measurements.values())
        return next(
            (each for each in known if each is not Provenance.MEASURED), Provenance.MEASURED
        )

    @property
    def hours(self) -> tuple[Decimal, ...]:
        """The hours of the shift that workplaces stay there, each length once."""
        if self.point is None:
            return ()
        stays = self.source.dossier.stays_at(self.point.id)
        return tuple(dict.fromkeys(stay.hours for stay in stays if stay.hours is not None))

    def finding(self, column: str) -> Finding | None:
        """How a column was judged; the worst of several workplaces."""
        return next(iter(self.findings.get(column, ())), None)

    def limit(self, column: str) -> Limit | None:
        """The permissible level of a value that an instrument kept from being judged."""
        if self.point is None:
            return None
        unlisted = replace(self.source.dossier, instruments=())
        found = evaluate_point(unlisted, self.point.read_by(()), self.source.catalog)
        return next((each.limit for each in found.parts if each.subject == column), None)

    def instrument(self, column: str) -> Instrument | None:
        """What read a column."""
        dossier = self.source.dossier
        if self.point is not None:
            found = reader_of(dossier, self.point, (column,), self.source.catalog)
        else:
            measurement = self.measurements.get(column)
            found = measurement.instrument_id if measurement else None
        return dossier.instrument_by_id.get(found) if found is not None else None

    def instruments(self, columns: Iterable[str]) -> Iterator[Instrument]:
        """All that may have read these columns here."""
        catalog, dossier, columns = self.source.catalog, self.source.dossier, tuple(columns)
        if self.point is not None:
            for identity in self.point.instruments:
                one = dossier.instrument_by_id[identity]
                if any(measures(one, column, catalog) for column in columns):
                    yield one
        for column in columns:
            if self.point is None and (found := self.instrument(column)) is not None:
                yield found

    def uncertainty(self, column: str) -> str:
        """The expanded uncertainty as typed: of a point it is that of its main number."""
        if self.point is None:
            measurement = self.measurements.get(column)
            return measurement.uncertainty.strip() if measurement else ""
        family = self.source.catalog.families[self.point.family]
        due = (each.id for each in family.columns if each.required and each.id in self.readings)
        main = next(due, next(iter(self.readings), ""))
        return self.point.uncertainty.strip() if column == main else ""


def spots(source: Source, families: Sequence[str]) -> tuple[Spot, ...]:
    """All spots of some families, points in their order first, numbered.

    A point without any reading is no spot; a quantity of the journal that a point of the same
    workplace holds is not repeated.
    """
    found = [*_points(source, families), *_journal(source, families)]
    return tuple(replace(each, number=number) for number, each in enumerate(found, start=1))


def unmeasured(source: Source, families: Sequence[str], found: Sequence[Spot]) -> tuple[str, ...]:
    """Codes of the workplaces that the journal or a point lists for a factor without a value."""
    measured = {workplace.id for spot in found for workplace in spot.workplaces}
    wanted = _quantities(source, families)
    dossier = source.dossier
    return tuple(
        dossier.code_of(workplace)
        for workplace in dossier.workplaces
        if workplace.id not in measured
        and (
            any(each.quantity in wanted for each in dossier.measurements_of(workplace))
            or any(point.family in families for point in dossier.all_points_of(workplace))
        )
    )


def _points(source: Source, families: Sequence[str]) -> Iterator[Spot]:
    catalog, dossier = source.catalog, source.dossier
    for point in dossier.points:
        if point.family not in families:
            continue
        row = read_row(point, catalog.families[point.family], None)
        readings = {name: each for name, each in row.values.items() if isinstance(each, Reading)}
        if not readings and not row.values and not row.faults:
            continue
        workplaces = tuple(
            workplace
            for stay in dossier.stays_at(point.id)
            if (workplace := dossier.workplace_by_id.get(stay.workplace_id)) is not None
        )
        findings = _judged(source, point, workplaces)
        yield Spot(
            source=source, point=point, workplaces=workplaces, readings=readings, findings=findings
        )


def _judged(
    source: Source, point: Point, workplaces: Sequence[Workplace]
) -> Mapping[str, tuple[Finding, ...]]:
    """The judgements of a point by column; one where nobody works is judged by itself."""
    found: dict[str, list[Finding]] = {}
    judged = [
        each
        for workplace in workplaces
        for each in source.assessed(workplace).points
        if each.point_id == point.id
    ] or [evaluate_point(source.dossier, point, source.catalog)]
    for each in judged:
        for part in each.parts or (each.finding,):
            known = found.setdefault(part.subject, [])
            if part not in known:
                known.append(part)
    return {name: tuple(sorted(parts, key=_weight, reverse=True)) for name, parts in found.items()}


def _weight(finding: Finding) -> int:
    return finding.proposed.ordinal if finding.proposed is not None else 0


def _journal(source: Source, families: Sequence[str]) -> Iterator[Spot]:
    """Workplaces with values of the journal that no point of theirs has read."""
    wanted, dossier = _quantities(source, families), source.dossier
    for workplace in dossier.workplaces:
        own = {
            each.quantity: each
            for each in dossier.measurements_of(workplace)
            if each.quantity in wanted and each.value_text.strip() not in EMPTY
        }
        if not own:
            continue
        for point in dossier.all_points_of(workplace):
            if point.family in families:
                row = read_row(point, source.catalog.families[point.family], None)
                own = {name: each for name, each in own.items() if not row.filled(name)}
        if not own:
            continue
        assessed = source.assessed(workplace)
        findings = {name: assessed.quantity(name) for name in own}
        yield Spot(
            source=source,
            workplaces=(workplace,),
            readings={n: r for n, each in own.items() if (r := _reading(each)) is not None},
            findings={name: (each,) for name, each in findings.items() if each is not None},
            measurements=own,
        )


def _quantities(source: Source, families: Sequence[str]) -> frozenset[str]:
    """The quantities of the journal that are columns of these families."""
    known = source.catalog.families
    return frozenset(c.id for name in families for c in known[name].columns if c.quantity)


def _reading(measurement: Measurement) -> Reading | None:
    if measurement.value is None:
        return None
    below = measurement.value_text.strip().startswith("<")
    return Reading(_repeats(measurement), measurement.value, below)


def _repeats(measurement: Measurement) -> tuple[Decimal, ...]:
    """The readings behind a value; itself where none can be read."""
    found = []
    try:
        found = [parse_decimal(part) for part in measurement.repeats.split(BETWEEN)]
    except UserError:
        return (measurement.value or Decimal(0),)
    return tuple(each for each in found if each is not None) or (measurement.value or Decimal(0),)
