"""Repeated samples of the air: log-normal statistics with values below the detection limit."""

import math
from collections.abc import Callable
from decimal import Decimal
from statistics import NormalDist

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs, Sample
from riskdesk.rules.outcome import Outcome, Param, Step, Unit, Word
from riskdesk.rules.scale import plain, tidy

_NORMAL = NormalDist()
_MOST = 60
"""More samples than this are no advice."""

_SUBSTITUTES: dict[str, Callable[[Decimal], Decimal]] = {
    "half": lambda limit: limit / 2,
    "root2": lambda limit: limit / Decimal(2).sqrt(),
    "full": lambda limit: limit,
}


def samples(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Geometric mean and deviation, 95th percentile with its upper limit, share over the limit."""
    body, limit = criterion.body, inputs.number("limit")
    found = inputs.samples("values")
    censored = sum(1 for sample in found if sample.censored)
    if censored and "lod_method" not in inputs:
        raise UserError("lod-method-missing", count=censored, known=", ".join(_SUBSTITUTES))
    way = _SUBSTITUTES[inputs.word("lod_method")] if censored else None
    numbers = [way(s.value) if way and s.censored else s.value for s in found]
    _refuse_zeros(found)
    least = body.integer("least_samples")
    if len(numbers) < least:
        raise UserError("readings-few", name="values", count=len(numbers), least=least)
    logs = [float(number.ln()) for number in numbers]
    mean, spread = _moments(logs)
    share, sure = float(body.number("percentile")), float(body.number("confidence"))
    at = _NORMAL.inv_cdf(share)
    upper = _upper(mean, spread, len(logs), share, sure)
    over = (
        1 - _NORMAL.cdf((float(limit.ln()) - mean) / spread) if spread else float(mean > limit.ln())
    )
    shown: dict[str, Decimal | str] = {
        "n": Decimal(len(numbers)),
        "n_lod": Decimal(censored),
        "gm": _number(math.exp(mean)),
        "gsd": _number(math.exp(spread)),
        "p95": _number(math.exp(mean + at * spread)),
        "p95_upper": _number(upper),
        "exceedance_pct": _number(100 * over),
    }
    numbers_said: dict[str, Param] = {k: v for k, v in shown.items() if isinstance(v, Decimal)}
    steps = [Step("samples", {**numbers_said, "unit": Unit(criterion.unit)})]
    if censored:
        said = Word(f"lod-{inputs.word('lod_method')}")
        steps.append(Step("samples-lod", {"count": censored, "how": said}))
    steps.append(_verdict(mean, spread, limit, (len(logs), share, sure), criterion.unit))
    return Outcome(value=shown, limit=limit, unit=criterion.unit, said=tuple(steps))


def _refuse_zeros(found: tuple[Sample, ...]) -> None:
    if any(sample.value <= 0 for sample in found):
        raise UserError("input-out-of-range", name="values", value="0", allowed="> 0")


def _moments(logs: list[float]) -> tuple[float, float]:
    mean = sum(logs) / len(logs)
    return mean, math.sqrt(sum((log - mean) ** 2 for log in logs) / (len(logs) - 1))


def _verdict(
    mean: float, spread: float, limit: Decimal, test: tuple[int, float, float], unit: str
) -> Step:
    """Below, above, or how many samples more of the same kind would show that it is below."""
    count, share, sure = test
    params: dict[str, Param] = {"limit": plain(limit), "unit": Unit(unit)}
    bound = float(limit)
    if _upper(mean, spread, count, share, sure) <= bound:
        return Step("samples-below", params)
    if math.exp(mean + _NORMAL.inv_cdf(share) * spread) > bound:
        return Step("samples-above", params)
    more = next(
        (
            n - count
            for n in range(count + 1, _MOST)
            if _upper(mean, spread, n, share, sure) <= bound
        ),
        None,
    )
    if more is None:
        return Step("samples-undecidable", params)
    return Step("samples-undecided", {**params, "more": more})


def _upper(mean: float, spread: float, count: int, share: float, sure: float) -> float:
    return math.exp(mean + tolerance_factor(count, share, sure) * spread)


def tolerance_factor(count: int, share: float, sure: float) -> float:
    """One-sided tolerance factor: a quantile of the non-central t distribution over √n."""
    shift, degrees = _NORMAL.inv_cdf(share) * math.sqrt(count), count - 1
    low, high = 0.0, 100.0 * math.sqrt(count)
    for _ in range(60):
        middle = (low + high) / 2
        if _noncentral_t(middle, degrees, shift) < sure:
            low = middle
        else:
            high = middle
    return high / math.sqrt(count)


def _noncentral_t(value: float, degrees: int, shift: float) -> float:
    """P(T ≤ value): the normal distribution averaged over s = √(χ²/ν), by Simpson's rule."""
    scale = math.log(2) + degrees / 2 * math.log(degrees / 2) - math.lgamma(degrees / 2)
    steps, top = 400, 1 + 12 / math.sqrt(degrees)
    total = 0.0
    for number in range(1, steps + 1):
        point = top * number / steps
        density = math.exp(scale + (degrees - 1) * math.log(point) - degrees * point * point / 2)
        weight = 1 if number == steps else 4 if number % 2 else 2
        total += weight * density * _NORMAL.cdf(value * point - shift)
    return total * top / steps / 3


def _number(value: float) -> Decimal:
    return tidy(Decimal(repr(value)))
