"""Rows of points judged at a workplace by the judges of their family."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import ColumnSpec, JudgeSpec, Source
from riskdesk.rules.finding import Finding, Status
from riskdesk.rules.findings import QuantityJudge
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.instruments import instrument_gap
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.refusals import refusal
from riskdesk.rules.row_findings import Part, RowFindings
from riskdesk.rules.row_inputs import columns_in, inputs_of, shortest

_NORMS = frozenset({"limit", "own", "own_excess", "own_ratio", "pdk_mr", "pdk_ss", "grade"})
"""Inputs that a norm gives: without them there is no norm, with others something is not typed."""

_SAID = frozenset({"hours", "minutes", "category"})
"""Inputs that are no column and have a name of their own."""


class RowJudge(RowFindings):
    """Judges one row at one site."""

    def parts(self) -> list[Part]:
        """Every judgement of the row, its faults and its gaps."""
        found = [self.fault(fault.column, fault.step) for fault in self.row.faults]
        unfilled = frozenset(column.id for column in self._unfilled())
        found += [self.missing(column) for column in self._unfilled()]
        if self.row.values and self.air is None:
            found += self._no_substance()
        spoken = [part for part in self._judged() if not self._known_gap(part, unfilled)]
        judged = [part for part in spoken if not part.silent]
        found += self._yielded(judged)
        found += self._unfit()
        if not found and not spoken:
            found.append(self.missing(None))
        return found

    def _unfit(self) -> list[Part]:
        """An own norm of a quantity that this family does not have."""
        family = self.row.family
        if self.own is None or family.column(self.own.quantity) is not None:
            return []
        finding = replace(
            self.blank(family.id), status="no-norm", trace=self.basis.say(Step("own-unfit"))
        )
        return [Part(judge=None, row=self.row, finding=finding)]

    def _known_gap(self, part: Part, unfilled: frozenset[str]) -> bool:
        """A gap that the empty column itself tells already."""
        return part.finding.status == "not-measured" and part.finding.column in unfilled

    def _unfilled(self) -> Iterator[ColumnSpec]:
        for column in self.row.family.columns:
            instead = any(self.row.filled(name) for name in column.instead)
            if column.required and not self.row.filled(column.id) and not instead:
                yield column
            if not instead:
                yield from self.row.lacking.get(column.id, ())

    def _no_substance(self) -> list[Part]:
        column = self.substance_column
        if column is None or not self.row.word(column.id):
            return []
        params: dict[str, Param] = {"name": column.title, "value": self.row.word(column.id)}
        return [self.fault(column, Step("wrong-input", {**params, "allowed": Step("a-substance")}))]

    def _judged(self) -> Iterator[Part]:
        slots: dict[str, list[JudgeSpec]] = {}
        for judge in self.row.family.judges:
            if self._active(judge):
                slots.setdefault(judge.slot, []).append(judge)
        spoken = {judge.column for judge in self.row.family.judges}
        for column in self.row.family.columns:
            if column.quantity and column.id not in spoken and column.id in self.row.values:
                yield self._quantity(None, column.id)
        for slot, judges in slots.items():
            found = self._slot(judges)
            for part in found:
                if part.finding.status == "judged":
                    self.spoken[slot] = part.finding
            yield from found

    def _active(self, judge: JudgeSpec) -> bool:
        row = self.row
        if any(row.word(name) not in words for name, words in judge.when.items()):
            return False
        return all(row.filled(name) for name in judge.needs)

    def _slot(self, judges: list[JudgeSpec]) -> list[Part]:
        """The first judge that has its inputs, else the gap of the last that was begun."""
        gap: list[Part] = []
        for judge in judges:
            if not judge.criterion:
                if judge.column in self.row.values:
                    return [self._quantity(judge, judge.column)]
                continue
            if not self._touched(judge):
                continue
            found = self._try(judge)
            if found.finding.status not in {"not-measured", "no-norm"} or found.outcome:
                return [found, *self._air_gaps(judge, found)]
            gap = [found]
        return gap

    def _touched(self, judge: JudgeSpec) -> bool:
        """Whether something to judge was typed for it, and nothing of it is wrong."""
        columns = columns_in(judge.inputs) | {judge.column}
        if columns & self.row.wrong:
            return False
        values = {name: v for name, v in self.row.values.items() if not self._excused(name)}
        return judge.column in values or any(
            name in values and not isinstance(values[name], str) for name in columns
        )

    def _excused(self, name: str) -> bool:
        """Whether a value that says nothing alone stands beside one that says the same."""
        column = self.row.family.column(name) if name in self.row.lacking else None
        return column is not None and any(self.row.filled(other) for other in column.instead)

    def _quantity(self, judge: JudgeSpec | None, quantity: str) -> Part:
        finding = QuantityJudge(
            self.basis, self.site.dossier, self.site.workplace, self.limits
        ).find(self.measured()[quantity])
        return Part(judge=judge, row=self.row, finding=finding)

    def _sources(self, judge: JudgeSpec) -> tuple[str, Mapping[str, Source]] | None:
        """The criterion and its inputs; an own norm of one of the columns has ones of its own."""
        if self.own is None or self.own.quantity not in columns_in(judge.inputs) | {judge.column}:
            return judge.criterion, judge.inputs
        if judge.own_inputs:
            return judge.own_criterion, judge.own_inputs
        if judge.limit == self.own.quantity or self.air is not None:
            return judge.criterion, judge.inputs
        return None

    def _try(self, judge: JudgeSpec) -> Part:
        sources = self._sources(judge)
        if sources is None:
            return self.gap(judge, "no-norm", Step("own-unfit"))
        name, wanted = sources
        criterion = self.basis.criterion(name)
        if criterion is None:
            return self.gap(judge, "no-criterion", self.no_criterion(judge))
        inputs = inputs_of(wanted, self.row, lambda asked: self.known(judge, asked))
        way = fullest(criterion, frozenset(inputs))
        if way is None and (lacking := self._lacking(judge)):
            step = Step("missing-inputs", {"names": lacking[0].title})
            return self.gap(judge, "not-measured", step, column=lacking[0].id)
        if way is None:
            return self._incomplete(judge, criterion, wanted, inputs)
        if judge.measured:
            reader = self.reader(judge.column, self.column_of(judge))
            gap = instrument_gap(self.site.dossier, reader, self.day)
            if gap is not None:
                return self.gap(judge, *gap)
        return self.run(judge, criterion, {key: inputs[key] for key in way})

    def _lacking(self, judge: JudgeSpec) -> list[ColumnSpec]:
        """Columns without which what was typed for a judge says nothing."""
        asked = columns_in(judge.inputs) | {judge.column}
        return [c for name, found in self.row.lacking.items() if name in asked for c in found]

    def run(
        self,
        judge: JudgeSpec,
        criterion: Criterion,
        inputs: Mapping[str, object],
        *,
        several: bool = False,
    ) -> Part:
        """The judgement of complete inputs; ``several``: they are of more than this row."""
        try:
            outcome = METHODS[criterion.method](criterion, read_inputs(criterion, inputs))
        except UserError as error:
            lacking = self._without_basis(judge, criterion, inputs)
            if error.code == "chemical-basis" and lacking:
                return lacking[0]
            step = refusal(error, criterion, judge, self.row.family)
            if error.code in {"norm-absent", "noise-limit-absent"}:
                return self.gap(judge, "no-norm", step)
            status: Status = "no-criterion" if error.code == "thc-not-applicable" else "wrong-input"
            return self.gap(judge, status, step)
        if judge.silent and not HazardClass(outcome.result or "1").harmful:
            return self.silence(judge)
        if outcome.result is None:
            status = "no-norm" if judge.limit else "no-criterion"
            step = Step("no-norm") if judge.limit else self.no_criterion(judge)
            return self.gap(
                judge, status, *outcome.steps, step, outcome=outcome, criterion=criterion
            )
        return self.found(judge, criterion, inputs, outcome, several=several)

    def _air_gaps(self, judge: JudgeSpec, found: Part) -> Iterator[Part]:
        """What the rows of the criterion need and was not given."""
        if found.criterion is not None and found.outcome is not None:
            yield from self._without_basis(judge, found.criterion, found.inputs)

    def _without_basis(
        self, judge: JudgeSpec, criterion: Criterion, inputs: Mapping[str, object]
    ) -> list[Part]:
        given = frozenset(key.partition("_")[2] for key in inputs if key.startswith("c_"))
        if self.air is None or criterion.factor != self.air.factor or not given:
            return []
        return list(self.lacking(judge, criterion, given))

    def lacking(
        self, judge: JudgeSpec, criterion: Criterion, given: frozenset[str]
    ) -> Iterator[Part]:
        """A gap for every basis that a row of the criterion needs and has not."""
        if self.air is None or self.air.factor != "chemical":
            return
        told = set()
        for row, why in self.air.lacking(criterion, given):
            if why in told:
                continue
            told.add(why)
            title = criterion.row(row).localized("title")
            params: dict[str, Param] = {"name": self.air.substance.name, "row": title}
            status: Status = "not-measured" if why.startswith("no-value") else "no-norm"
            yield self.gap(judge, status, Step(f"air-{why}", params))

    def _yielded(self, parts: list[Part]) -> list[Part]:
        """A value above its range goes by the index that speaks for it, where it was judged."""
        result = []
        for part in parts:
            speaker = self.spoken.get(part.judge.yields) if part.judge else None
            result.append(self._by(part, speaker) if speaker else part)
        return result

    def _by(self, part: Part, speaker: Finding) -> Part:
        finding, limit = part.finding, part.finding.limit
        high = limit.range.high if limit else None
        if finding.value is None or high is None or finding.value <= high or not finding.proposed:
            return part
        spoken = speaker.proposed
        if spoken is None:
            return part
        column = self.row.family.column(speaker.subject)
        step = Step("yields-to", {"name": column.short if column else "", "class": spoken.value})
        trace = finding.trace[:1] + self.basis.say(step)
        changed = replace(finding, proposed=spoken, trace=trace, remedy=LocalizedText())
        return replace(part, finding=changed, spoken_for=True)

    def _incomplete(
        self,
        judge: JudgeSpec,
        criterion: Criterion,
        wanted: Mapping[str, Source],
        inputs: Mapping[str, object],
    ) -> Part:
        """The gap that names what is missing on the shortest way to a class."""
        given = frozenset(inputs)
        ways = [way for way in criterion.inputs if way <= frozenset(wanted)]
        if not ways:
            return self.gap(judge, "no-criterion", self.no_criterion(judge))
        if self.air is not None and not self.air.rows:
            return self.gap(judge, "no-criterion", self.no_criterion(judge))
        substance = self.substance_column
        if substance is not None and self.air is None:
            step = Step("missing-inputs", {"names": substance.title})
            return self.gap(judge, "not-measured", step, column=substance.id)
        missing = min((way - given for way in ways), key=len)
        asked = {key: source for key, source in wanted.items() if key in missing}
        names = {s[1:] for s in asked.values() if isinstance(s, str) and s.startswith("@")}
        due = columns_in({key: shortest(source) for key, source in asked.items()})
        columns = [c for c in self.row.family.columns if c.id in due and not self.row.filled(c.id)]
        if names & _NORMS:
            return self.gap(judge, "no-norm", self.no_limit())
        titles: list[LocalizedText | str] = [column.title for column in columns]
        said: list[Param] = [*titles, *(Step(f"missing-{n}") for n in sorted(names & _SAID))]
        step = Step("missing-inputs", {"names": _listed(said)})
        column = columns[0].id if columns else ""
        return self.gap(judge, "not-measured", step, column=column)


def _listed(names: list[Param]) -> Param:
    """Several names as one parameter, «a, b»."""
    if not names:
        return "–"
    found = names[0]
    for name in names[1:]:
        found = Step("pair", {"first": found, "second": name})
    return found


def fullest(criterion: Criterion, given: frozenset[str]) -> frozenset[str] | None:
    """The way of a criterion with the most inputs that are all given; the first of several."""
    ways = [way for way in criterion.inputs if way <= given]
    return max(ways, key=len) if ways else None
