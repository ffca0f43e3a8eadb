"""What is known at one row of a point: its limits, its substance, its selectors, its own norm."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from riskdesk.domain.desk import OwnNorm
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId, WorkplaceId
from riskdesk.domain.model import Measurement
from riskdesk.rules.air import Air
from riskdesk.rules.basis import Basis
from riskdesk.rules.families import ColumnSpec, JudgeSpec
from riskdesk.rules.finding import Finding
from riskdesk.rules.instruments import reader_of
from riskdesk.rules.limits import Limits, Ruled
from riskdesk.rules.outcome import Step
from riskdesk.rules.own import with_own
from riskdesk.rules.own_norms import own_limit, own_norm
from riskdesk.rules.row_reading import Reading, Row
from riskdesk.rules.site import Site

_MINUTES = 60


class RowKnowledge:
    """One row at one site and what the language of inputs may ask of it."""

    def __init__(self, site: Site, row: Row) -> None:
        self.site = site
        self.row = row
        self.basis: Basis = site.basis
        self.catalog = site.basis.catalog
        self.day: date = row.point.measured_on or site.dossier.certification.measured_on
        self.own: OwnNorm | None = own_norm(site.dossier, row.point.own_norm_id, self.day)
        self.selectors = site.selectors_at(row.point)
        self.spoken: dict[str, Finding] = {}
        """The findings of slots judged so far."""
        self._measured: dict[str, Measurement] | None = None
        self._limits: Limits | None = None
        self.air: Air | None = self._air()

    @property
    def limits(self) -> Limits:
        """The limits at this row."""
        if self._limits is None:
            day = self.site.dossier.certification.measured_on
            self._limits = Limits(self.basis, day, self.selectors, self.site.cards, self.measured())
        return self._limits

    def measured(self) -> Mapping[str, Measurement]:
        """The quantities of the row as rows of a journal."""
        if self._measured is None:
            self._measured = {
                column.id: self._measurement(column)
                for column in self.row.family.columns
                if column.quantity and isinstance(self.row.values.get(column.id), Reading)
            }
        return self._measured

    def _measurement(self, column: ColumnSpec) -> Measurement:
        point, workplace = self.row.point, self.site.workplace
        own = self.own is not None and self.own.quantity == column.id
        return Measurement(
            id=point.id,
            workplace_id=workplace.id if workplace else WorkplaceId(""),
            quantity=column.id,
            ordinal=0,
            value_text=point.readings[column.id],
            value=self.row.number(column.id),
            unit=column.unit_id,
            norm_written=point.norms_written.get(column.id, ""),
            measured_on=self.day,
            instrument_id=self.reader(column.id),
            uncertainty=self.uncertainty_of(column.id),
            repeats=point.readings[column.id],
            own_norm_id=point.own_norm_id if own else None,
        )

    def reader(self, *columns: str) -> InstrumentId | None:
        """The instrument of the row that read one of these columns."""
        return reader_of(self.site.dossier, self.row.point, columns, self.catalog)

    def uncertainty_of(self, column: str) -> str:
        """The uncertainty as typed: it is of one number of the row, the only or first due."""
        numbers = [name for name, value in self.row.values.items() if isinstance(value, Reading)]
        due = (c.id for c in self.row.family.columns if c.required and c.id in numbers)
        main = numbers[0] if len(numbers) == 1 else next(due, numbers[0] if numbers else "")
        return self.row.point.uncertainty if column == main else ""

    @property
    def substance_column(self) -> ColumnSpec | None:
        """The column that names the substance, if the family has one."""
        return next((c for c in self.row.family.columns if c.kind == "substance"), None)

    def _air(self) -> Air | None:
        column = self.substance_column
        key = self.row.word(column.id) if column else ""
        if not key:
            return None
        book = with_own(self.catalog.substances, self.site.dossier.own_substances)
        try:
            substance = book.by_row(key)
        except UserError:
            return None
        basis = "mr" if self.own and self.own.quantity.endswith("_single") else "ss"
        return Air(self.basis, book, substance, self.row.family.factor, self.own, basis)

    def ruled(self, judge: JudgeSpec) -> Ruled | None:
        """The level that ``@limit`` is: an own norm, a row of the state norm, or as written."""
        spec = self.catalog.quantities[judge.limit]
        found = self.limits.of(spec)
        if self.own is not None and self.own.quantity == judge.limit:
            step = Step("own-norm", {"title": self.own.title})
            precise = found.precise if found else False
            return Ruled(own_limit(self.own, spec.unit_id), (step,), precise)
        if found is None and judge.limit in self.measured():
            return self.limits.written(spec, self.measured()[judge.limit])
        return found

    def known(self, judge: JudgeSpec, name: str) -> object:  # noqa: PLR0911 - one line a name
        """What the language of inputs asks by ``@name``."""
        if name == "hours":
            return self.row.hours
        if name == "minutes":
            return None if self.row.hours is None else self.row.hours * _MINUTES
        if name in {"limit", "precision"}:
            ruled = self.ruled(judge)
            if ruled is None:
                return None
            if name == "precision":
                return "precise" if ruled.precise else "coarse"
            high = ruled.limit.range.high
            return high if high is not None else ruled.limit.range.low
        if name == "category":
            return self.selectors.work_category.value
        if name == "grade":
            return self.site.quality_grade(self.selectors)
        if name.startswith("result:"):
            found = self.spoken.get(name.removeprefix("result:"))
            return found.proposed.value if found and found.proposed else None
        if name.startswith("own"):
            return self._own(name)
        return self.air.known(name) if self.air else None

    def _own(self, name: str) -> Decimal | None:
        if self.own is None:
            return None
        level = self.own.high if self.own.high is not None else self.own.low
        value = self.row.number(self.own.quantity)
        if name == "own" or level is None or value is None:
            return level
        if name == "own_excess":
            return value - level
        return value / level if level else None
