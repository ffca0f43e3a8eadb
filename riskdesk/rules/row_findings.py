"""Findings of a row: a judged value with its limit and trace, a gap, a fault."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from riskdesk.domain.values import HazardClass, Range
from riskdesk.rules.air import UNIT
from riskdesk.rules.basis import least_verified
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import ColumnSpec, JudgeSpec
from riskdesk.rules.finding import Finding, Limit, Status, Verified
from riskdesk.rules.margin import margin_of, number_of, remedy_steps
from riskdesk.rules.methods.judging import in_signs
from riskdesk.rules.outcome import Outcome, Param, Step, Unit
from riskdesk.rules.own_norms import own_limit
from riskdesk.rules.row_inputs import columns_in, ratio_steps, typed_limit
from riskdesk.rules.row_knowledge import RowKnowledge
from riskdesk.rules.row_reading import Reading, Row
from riskdesk.rules.scale import plain, tidy

_WHOLE_LISTS = re.compile(r"(?:all|several|weighted):([a-z0-9_]+)(?:,([a-z0-9_]+))?")
"""Columns whose repeats go to the criterion as they are."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One judgement: of a row, or of all rows of a workplace together.

    ``spoken_for``: another judgement of the row stands for it, it enters no roll-up.
    ``silent``: a judge that speaks only of what is harmful found nothing.
    """

    judge: JudgeSpec | None
    row: Row
    finding: Finding
    criterion: Criterion | None = None
    inputs: Mapping[str, object] = field(default_factory=dict)
    outcome: Outcome | None = None
    spoken_for: bool = False
    silent: bool = False

    @property
    def level(self) -> Decimal | None:
        """The judged number in the unit of its level."""
        compared = self.outcome.compared if self.outcome else None
        return compared.value if compared else None


class RowFindings(RowKnowledge):
    """Makes the findings of one row."""

    def found(
        self,
        judge: JudgeSpec,
        criterion: Criterion,
        inputs: Mapping[str, object],
        outcome: Outcome,
        *,
        several: bool = False,
    ) -> Part:
        """A class with all that stands behind it; ``several``: it is of more than this row."""
        if self._undetected(judge, outcome):
            said = (*outcome.steps, Step("detection-beyond"))
            return self.gap(judge, "not-measured", *said, criterion=criterion)
        limit, first = self._limit(judge, criterion, inputs, outcome)
        clause = self.basis.clause(criterion)
        column = self.column_of(judge)
        typed = "" if several else self.uncertainty_of(column)
        margin = margin_of(outcome, typed, self.row.repeats(column))
        steps = [*first, *self._means(judge, inputs), *self._ratios(judge, inputs), *outcome.steps]
        if judge.measured and not self.row.point.instruments:
            steps.insert(len(first), Step("instrument-unknown"))
        if margin is not None:
            steps.append(margin.step)
        elif typed.strip() and number_of(typed) is None:
            steps.append(Step("uncertainty-unread", {"text": typed}))
        marks = [criterion.verified] + ([limit.verified] if limit else [])
        finding = replace(
            self.blank(judge.column),
            status="judged",
            proposed=HazardClass(outcome.result),
            value=self._value(judge, outcome, limit),
            value_text=self.row.point.readings.get(judge.column, ""),
            limit=limit,
            clause=clause,
            verified=least_verified(*marks),
            trace=self.basis.say(*steps, clause=clause, unit=Unit(outcome.unit or criterion.unit)),
            remedy=self.catalog.phrases.joined(remedy_steps(outcome)),
            verdict=margin.verdict if margin else None,
            more=margin.more if margin else None,
            worked=_worked(outcome),
        )
        return Part(
            judge=judge,
            row=self.row,
            finding=finding,
            criterion=criterion,
            inputs=inputs,
            outcome=outcome,
        )

    def _undetected(self, judge: JudgeSpec, outcome: Outcome) -> bool:
        """Whether only the detection limit is known, and it lies beyond the norm."""
        value = self.row.values.get(self.column_of(judge))
        below = isinstance(value, Reading) and value.below
        return below and HazardClass(outcome.result).harmful

    def _value(self, judge: JudgeSpec, outcome: Outcome, limit: Limit | None) -> Decimal | None:
        """What was judged in the unit of the column: a level, a mean, an index worked out."""
        column, compared = self.row.family.column(judge.column), outcome.compared
        if compared is not None and column and column.unit_id == compared.unit != "":
            return compared.value
        typed = self.row.number(judge.column)
        if typed is not None or compared is None or compared.unit != "ratio":
            return typed
        high = limit.range.high if limit and column and limit.unit == column.unit_id else None
        return tidy(compared.value * high) if high else None

    def _ratios(self, judge: JudgeSpec, inputs: Mapping[str, object]) -> Iterator[Step]:
        """How the means by time and the ratios came about that the criterion was given."""
        for key, source in judge.inputs.items():
            if key not in inputs or not isinstance(source, str):
                continue
            if " / " in source or "weighted:" in source:
                yield from ratio_steps(source, self.row, lambda name: self.known(judge, name))

    def column_of(self, judge: JudgeSpec) -> str:
        """The column that holds the judged number: that of the judge, or what was typed instead."""
        if judge.column in self.row.values:
            return judge.column
        numbers = [c.id for c in self.row.family.columns if c.id in columns_in(judge.inputs)]
        return next(
            (c for c in numbers if isinstance(self.row.values.get(c), Reading)), judge.column
        )

    def _means(self, judge: JudgeSpec, inputs: Mapping[str, object]) -> Iterator[Step]:
        """What the repeats of each judged column come to."""
        listed = {name for found in _WHOLE_LISTS.findall(str(judge.inputs)) for name in found}
        used = {key: source for key, source in judge.inputs.items() if key in inputs}
        names = columns_in(used) | {self.column_of(judge)}
        for column in self.row.family.columns:
            value = self.row.values.get(column.id)
            if column.id not in names or not isinstance(value, Reading):
                continue
            unit = Unit(column.unit_id)
            if value.below:
                yield Step("below-detection", {"value": plain(value.value), "unit": unit})
            if len(value.numbers) > 1 and column.id not in listed:
                levels = in_signs("; ".join(f"{number:f}" for number in value.numbers))
                params: dict[str, Param] = {"levels": levels, "level": plain(value.value)}
                yield Step(f"mean-{column.mean}", {**params, "unit": unit})

    def _limit(
        self,
        judge: JudgeSpec,
        criterion: Criterion,
        inputs: Mapping[str, object],
        outcome: Outcome,
    ) -> tuple[Limit | None, tuple[Step, ...]]:
        """The level beside the value, with what is said of it first."""
        used = columns_in(judge.inputs) | {judge.column}
        if judge.limit and (ruled := self.ruled(judge)) is not None:
            return ruled.limit, ruled.steps
        if self.air is not None:
            return self._air_limit(inputs, outcome), self._air_steps()
        if self.own is not None and self.own.quantity in used:
            column = self.row.family.column(self.own.quantity)
            step = Step("own-norm", {"title": self.own.title})
            return own_limit(self.own, column.unit_id if column else ""), (step,)
        compared = outcome.compared
        if compared is None or compared.limit is None:
            return None, ()
        found = Range(high=compared.limit) if compared.upper else Range(low=compared.limit)
        typed = typed_limit(judge.inputs, inputs, self.row) if compared.unit == "ratio" else None
        if typed is not None:
            column = self.row.family.column(judge.column)
            limit = Limit(
                range=Range(high=typed),
                unit=column.unit_id if column else "",
                clause=self.basis.clause(criterion),
                verified=criterion.verified,
            )
            return limit, ()
        clause, verified = self.basis.clause(criterion), criterion.verified
        for step in outcome.steps:
            where = step.params.get("where")
            if isinstance(where, Step):
                clause, verified = self.catalog.phrases.say(where), self._sheet_verified(where)
                break
        return Limit(range=found, unit=compared.unit, clause=clause, verified=verified), ()

    def _sheet_verified(self, where: Step) -> Verified:
        """How the table was verified that a citation names."""
        named = tuple(where.params.get(key) for key in ("act", "annex", "table"))
        sheets = self.catalog.sheets.values()
        return next(
            (s.verified for s in sheets if (s.act_short, s.annex, s.table) == named), "memory"
        )

    def _air_limit(self, inputs: Mapping[str, object], outcome: Outcome) -> Limit | None:
        if self.air is None:
            return None
        compared = outcome.compared
        for basis in ("ss", "mr"):
            value, limit = inputs.get(f"c_{basis}"), self.air.limit(basis)
            if limit and compared and compared.unit == UNIT and value == compared.value:
                return limit
        return self.air.limit("ss") or self.air.limit("mr")

    def _air_steps(self) -> tuple[Step, ...]:
        """Which row of the criterion was chosen and why."""
        if self.air is None:
            return ()
        rows = self.air.book.criterion_rows(self.air.substance, self.basis.criteria.id)
        name = self.air.substance.name
        steps = [
            Step("air-row", {"name": name, "reason": row.reason})
            for row in rows
            if row.factor == self.air.factor
        ]
        if self.own is not None:
            steps.append(Step("own-norm", {"title": self.own.title}))
        return tuple(steps)

    def blank(self, subject: str) -> Finding:
        """An empty finding with the specialist's mark; a substance names it."""
        blank = self.site.blank(subject)
        return replace(blank, label=self.air.substance.name) if self.air else blank

    def no_criterion(self, judge: JudgeSpec) -> Step:
        """That no criterion is known, or that a substance is judged elsewhere."""
        if self.air is not None and not self.air.rows:
            return Step("air-elsewhere", {"name": self.air.substance.name})
        column = self.row.family.column(judge.column)
        return Step("no-criterion", {"title": column.title if column else judge.column})

    def gap(
        self,
        judge: JudgeSpec,
        status: Status,
        *steps: Step,
        outcome: Outcome | None = None,
        column: str = "",
        criterion: Criterion | None = None,
    ) -> Part:
        """No class, and why; ``criterion``: the one that the steps speak of."""
        clause = self.basis.clause(criterion)
        finding = replace(
            self.blank(judge.column),
            status=status,
            value=self.row.number(judge.column),
            value_text=self.row.point.readings.get(judge.column, ""),
            column=column,
            trace=self.basis.say(*steps, clause=clause),
        )
        return Part(judge=judge, row=self.row, finding=finding, outcome=outcome)

    def silence(self, judge: JudgeSpec) -> Part:
        """Nothing to tell."""
        return Part(judge=judge, row=self.row, finding=self.blank(judge.column), silent=True)

    def missing(self, column: ColumnSpec | None) -> Part:
        """Nothing typed in a column that is due, or in the whole row."""
        subject = column.id if column else self.row.family.id
        name: Param = column.title if column else self.row.family.title
        step = Step("missing-inputs", {"names": name})
        finding = replace(
            self.blank(subject),
            status="not-measured",
            column=column.id if column else "",
            trace=self.basis.say(step),
        )
        return Part(judge=None, row=self.row, finding=finding)

    def fault(self, column: ColumnSpec, step: Step) -> Part:
        """Something typed that cannot be."""
        finding = replace(
            self.blank(column.id),
            status="wrong-input",
            value_text=self.row.point.readings.get(column.id, ""),
            column=column.id,
            trace=self.basis.say(step),
        )
        return Part(judge=None, row=self.row, finding=finding)

    def no_limit(self) -> Step:
        """That no norm is known."""
        if self.air is not None:
            return Step("air-no-limit", {"name": self.air.substance.name})
        return Step("no-norm")


def _worked(outcome: Outcome) -> Mapping[str, Decimal]:
    """The numbers of a method that answers with several."""
    value = outcome.value
    if not isinstance(value, Mapping):
        return {}
    return {name: number for name, number in value.items() if isinstance(number, Decimal)}
