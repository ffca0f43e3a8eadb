"""Findings of quantities: a measured value, its limit, its class, its reasoning."""

from dataclasses import replace
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Measurement, Workplace
from riskdesk.domain.values import HazardClass, Range
from riskdesk.rules.basis import Basis, least_verified
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding, Limit, Status
from riskdesk.rules.instruments import instrument_gap
from riskdesk.rules.limits import Limits, Ruled
from riskdesk.rules.margin import margin_of, remedy_steps
from riskdesk.rules.methods.judging import judge, number_step, worst
from riskdesk.rules.methods.levels import judge_level
from riskdesk.rules.methods.light import judge_illuminance
from riskdesk.rules.outcome import Compared, Outcome, Param, Step, Unit
from riskdesk.rules.own_norms import own_limit, own_norm
from riskdesk.rules.scale import plain
from riskdesk.rules.specs import QuantitySpec

EXCEEDED = "microclimate_exceeded"
COOLING = "microclimate_cooling"
COMPUTERS = "pc_workplace"


class QuantityJudge:
    """Judges the journal rows of one workplace, and quantities read at points like them."""

    def __init__(
        self, basis: Basis, dossier: Dossier, workplace: Workplace | None, limits: Limits
    ) -> None:
        self._basis = basis
        self._dossier = dossier
        self._workplace = workplace
        self._limits = limits

    def find(self, measurement: Measurement) -> Finding:
        """The finding of one journal row."""
        blank = self._blank(measurement)
        spec = self._basis.catalog.quantities.get(measurement.quantity)
        if spec is None:
            title = measurement.quantity
            return self._gap(blank, "no-criterion", Step("no-criterion", {"title": title}))
        ruled = self._ruled(spec, measurement)
        if ruled is not None:
            blank = replace(blank, limit=ruled.limit)
        gap = instrument_gap(self._dossier, measurement.instrument_id, measurement.measured_on)
        if measurement.value is None:
            return self._gap(blank, "not-measured", Step("not-measured"))
        if gap is not None:
            return self._gap(blank, *gap)
        if ruled is None:
            return self._gap(blank, "no-norm", Step("no-norm"))
        return self._judged(blank, spec, ruled, measurement)

    def _blank(self, measurement: Measurement) -> Finding:
        mark = (
            self._dossier.mark_of(self._workplace, measurement.quantity)
            if self._workplace is not None
            else None
        )
        return Finding(
            subject=measurement.quantity,
            status="not-measured",
            mark=mark.hazard_class if mark else None,
            mark_reason=mark.reason if mark else "",
            manual=self._basis.manual,
            value=measurement.value,
            value_text=measurement.value_text,
        )

    def _gap(self, blank: Finding, status: Status, step: Step) -> Finding:
        return replace(blank, status=status, trace=self._basis.say(step))

    def _ruled(self, spec: QuantitySpec, measurement: Measurement) -> Ruled | None:
        own = own_norm(self._dossier, measurement.own_norm_id, measurement.measured_on)
        ruled = self._limits.of(spec)
        if own is None:
            return ruled or self._limits.written(spec, measurement)
        precise, row = (ruled.precise, ruled.row) if ruled else (False, "")
        return Ruled(
            own_limit(own, spec.unit_id), (Step("own-norm", {"title": own.title}),), precise, row
        )

    def _judged(
        self, blank: Finding, spec: QuantitySpec, ruled: Ruled, measurement: Measurement
    ) -> Finding:
        value = measurement.value or Decimal(0)
        if spec.judge == "illuminance":
            judged = self._light(value, ruled)
        elif spec.judge == "noise":
            judged = self._noise(value, ruled)
        elif spec.judge == "as-written":
            judged = self._computer(value, spec, ruled)
        else:
            judged = self._climate(value, spec, ruled)
        if judged is None:
            step = Step("no-criterion", {"title": spec.title})
            return self._gap(blank, "no-criterion", step)
        criterion, outcome = judged
        clause = self._basis.clause(criterion)
        steps = list(ruled.steps)
        if measurement.instrument_id is None:
            steps.append(Step("instrument-unknown"))
        proposed = HazardClass(outcome.result) if outcome.result else None
        margin = margin_of(outcome, measurement.uncertainty, measurement.repeats)
        said = (*steps, *outcome.steps, *((margin.step,) if margin else ()))
        return replace(
            blank,
            status="judged",
            proposed=proposed,
            clause=clause,
            verified=least_verified(criterion.verified, ruled.limit.verified),
            trace=self._basis.say(*said, clause=clause),
            remedy=self._basis.catalog.phrases.joined(remedy_steps(outcome)),
            verdict=margin.verdict if margin else None,
            more=margin.more if margin else None,
        )

    def _light(self, value: Decimal, ruled: Ruled) -> tuple[Criterion, Outcome] | None:
        criterion, norm = self._basis.criterion("light_artificial"), ruled.limit.range.low
        if criterion is None or not norm:
            return None
        row = "precise" if ruled.precise else "coarse"
        return criterion, judge_illuminance(criterion, value, norm, row)

    def _noise(self, value: Decimal, ruled: Ruled) -> tuple[Criterion, Outcome] | None:
        criterion, high = self._basis.criterion("noise"), ruled.limit.range.high
        if criterion is None or high is None:
            return None
        return criterion, judge_level(criterion, value, high)

    def _computer(
        self, value: Decimal, spec: QuantitySpec, ruled: Ruled
    ) -> tuple[Criterion, Outcome] | None:
        criterion, high = self._basis.criterion("emf"), ruled.limit.range.high
        if criterion is None or not high:
            return None
        exact = replace(criterion.scale(COMPUTERS), decimals=None)
        result = exact.place(value / high).result
        return criterion, self._against(value, spec, ruled.limit, result)

    def _against(self, value: Decimal, spec: QuantitySpec, limit: Limit, result: str) -> Outcome:
        key = "within-limit" if value in limit.range else "beyond-written"
        params: dict[str, Param] = {
            "value": plain(value),
            "unit": Unit(spec.unit_id),
            "limit": range_step(limit.range, spec.unit_id),
            "class": result,
        }
        return Outcome(
            result=result, said=(Step(key, params),), seen=_beside(value, spec, limit.range)
        )

    def _climate(
        self, value: Decimal, spec: QuantitySpec, ruled: Ruled
    ) -> tuple[Criterion, Outcome] | None:
        exceeded = self._basis.criterion(EXCEEDED)
        if exceeded is None:
            return None
        if value in ruled.limit.range:
            within = HazardClass.PERMISSIBLE.value
            return exceeded, self._against(value, spec, ruled.limit, within)
        least = exceeded.body.text("at_least")
        beyond = Step(
            "beyond-limit",
            {
                "value": plain(value),
                "unit": Unit(spec.unit_id),
                "limit": range_step(ruled.limit.range, spec.unit_id),
            },
        )
        low, cooling = ruled.limit.range.low, self._basis.criterion(COOLING)
        cold = spec.judge == "temperature" and low is not None and value < low
        if not cold or cooling is None or not ruled.row:
            unmeasured = Step("at-least-unmeasured", {"class": least})
            seen = _beside(value, spec, ruled.limit.range)
            return exceeded, Outcome(result=least, said=(beyond, unmeasured), seen=seen)
        by_table = judge(cooling, value, ruled.row, what=number_step(value, spec.unit_id))
        result = worst((by_table.result or least, least))
        steps: tuple[Step, ...] = (beyond, *by_table.steps)
        if result != by_table.result:
            steps = (*steps, Step("at-least-norm", {"class": result}))
        seen = by_table.compared if result != least else _beside(value, spec, ruled.limit.range)
        return cooling, Outcome(result=result, said=steps, seen=seen)


def _beside(value: Decimal, spec: QuantitySpec, found: Range) -> Compared | None:
    """The value beside the end of the range that it passes, which is also what to come back to.

    Inside the range the nearer end stands beside it, and there is nothing to come back to.
    """
    ends = [end for end in found if end is not None]
    if not ends:
        return None
    if value in found:
        end = min(ends, key=lambda each: abs(each - value))
        return Compared(value, end, spec.unit_id, end == found.high)
    upper = found.high is not None and value > found.high
    passed = found.high if upper else found.low
    return Compared(value, passed, spec.unit_id, upper, passed)


def range_step(found: Range, unit: str) -> Step:
    """A permissible range in words."""
    low, high = found.low, found.high
    if low is not None and high is not None:
        return Step("range-both", {"low": low, "high": high, "unit": Unit(unit)})
    if low is not None:
        return Step("range-low", {"low": low, "unit": Unit(unit)})
    return Step("range-high", {"high": high if high is not None else "–", "unit": Unit(unit)})
