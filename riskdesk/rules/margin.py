"""How far a value is from its level: surely on one side or not, and what would make it better."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.rules.finding import Verdict
from riskdesk.rules.methods.judging import counted, is_few
from riskdesk.rules.outcome import Compared, Outcome, Param, Spread, Step, Steps, Unit
from riskdesk.rules.scale import plain

_MOST = 10_000
"""More measurements than this are no advice."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A value with its expanded uncertainty beside its level.

    ``more``: how many further measurements would decide; ``None`` where no number of them would.
    """

    verdict: Verdict
    step: Step
    more: int | None = None

    @classmethod
    def of(cls, compared: Compared, spread: Spread) -> "Margin":
        """The verdict on ``value ± uncertainty``."""
        value, limit = compared.value, compared.limit or Decimal(0)
        low, high = value - spread.now, value + spread.now
        params: dict[str, Param] = {
            "low": plain(low),
            "high": plain(high),
            "limit": plain(limit),
            "unit": Unit(compared.unit),
        }
        if high <= limit if compared.upper else high < limit:
            return cls("below", Step("verdict-below", params))
        if low > limit if compared.upper else low >= limit:
            return cls("above", Step("verdict-above", params))
        more = _more(abs(value - limit), spread)
        if more is None:
            return cls("undecided", Step("verdict-undecidable", params))
        return cls("undecided", Step("verdict-undecided", {**params, "more": more}), more)


def margin_of(outcome: Outcome, uncertainty: str, repeats: str | int) -> Margin | None:
    """The margin by an uncertainty as typed, else by that which the method computed itself.

    ``repeats``: how many readings it is of, or the readings as typed with ``;`` between them.
    """
    compared = outcome.compared
    if compared is None or compared.limit is None:
        return None
    typed = number_of(uncertainty)
    if typed is None:
        return Margin.of(compared, outcome.spread) if outcome.spread else None
    if isinstance(repeats, str):
        repeats = sum(1 for part in repeats.split(";") if part.strip())
    return Margin.of(compared, by_root(typed, Decimal(max(repeats, 1))))


def number_of(text: str) -> Decimal | None:
    """An uncertainty as typed; ``None`` where it is empty, cannot be read or is below zero."""
    try:
        found = parse_decimal(text)
    except UserError:
        return None
    return found if found is not None and found >= 0 else None


def by_root(uncertainty: Decimal, readings: Decimal) -> Spread:
    """An uncertainty of so many readings that falls as 1/√n."""
    return Spread(uncertainty, lambda more: uncertainty * (readings / (readings + more)).sqrt())


def _more(distance: Decimal, spread: Spread) -> int | None:
    """The least number of further measurements that brings the uncertainty to the distance."""
    if not distance or spread.after(_MOST) > distance:
        return None
    low, high = 0, _MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if spread.after(middle) <= distance else (middle, high)
    return high


def remedy_steps(outcome: Outcome) -> Steps:
    """Ways to a class one better: the change of the number, then other ways of the method."""
    compared = outcome.compared
    if compared is None or compared.target is None:
        return outcome.remedy
    if compared.unit == "ratio" and compared.upper and compared.target > 0:
        times = (compared.value / compared.target).quantize(Decimal("0.01"), ROUND_CEILING)
        key = "remedy-times-few" if is_few(times) else "remedy-times"
        return (Step(key, {"times": plain(times)}), *outcome.remedy)
    change = abs(compared.value - compared.target)
    if not change:
        return outcome.remedy
    key = "remedy-lower" if compared.target < compared.value else "remedy-raise"
    params: dict[str, Param] = {"by": plain(change)}
    if compared.unit:
        return (Step(key, {**params, "unit": counted(change, compared.unit)}), *outcome.remedy)
    return (Step(f"{key}-bare", params), *outcome.remedy)
