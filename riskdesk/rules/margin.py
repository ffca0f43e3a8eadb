"""How far a value is from its level: surely on one side or not, and what would make it better."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from riskdesk.rules.finding import Verdict
from riskdesk.rules.outcome import Compared, Outcome, Param, Step, Steps, Unit
from riskdesk.rules.scale import plain

_MOST = 10_000
"""More measurements than this are no advice."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A value with its expanded uncertainty beside its level.

    ``more``: how many further measurements would decide, if the uncertainty falls as 1/√n;
    ``None`` where no number of them would.
    """

    verdict: Verdict
    step: Step
    more: int | None = None

    @classmethod
    def of(cls, compared: Compared, uncertainty: Decimal, readings: Decimal) -> "Margin":
        """The verdict on ``value ± uncertainty`` from so many readings."""
        value, limit = compared.value, compared.limit or Decimal(0)
        params: dict[str, Param] = {
            "low": plain(value - uncertainty),
            "high": plain(value + uncertainty),
            "limit": plain(limit),
            "unit": Unit(compared.unit),
        }
        inside = value + uncertainty <= limit if compared.upper else value + uncertainty < limit
        beyond = value - uncertainty > limit if compared.upper else value - uncertainty >= limit
        if inside:
            return cls("below", Step("verdict-below", params))
        if beyond:
            return cls("above", Step("verdict-above", params))
        more = _more(abs(value - limit), uncertainty, readings)
        if more is None:
            return cls("undecided", Step("verdict-undecidable", params))
        return cls("undecided", Step("verdict-undecided", {**params, "more": more}), more)


def _more(distance: Decimal, uncertainty: Decimal, readings: Decimal) -> int | None:
    """n·(U/d)² readings bring the uncertainty down to the distance from the level."""
    if not distance:
        return None
    needed = readings * (uncertainty / distance) ** 2
    if needed > _MOST:
        return None
    return max(1, int((needed - readings).to_integral_value(ROUND_CEILING)))


def remedy_steps(outcome: Outcome) -> Steps:
    """Ways to a class one better: the change of the number, then other ways of the method."""
    compared = outcome.compared
    if compared is None or compared.target is None:
        return outcome.remedy
    change = abs(compared.value - compared.target)
    if not change:
        return outcome.remedy
    key = "remedy-lower" if compared.target < compared.value else "remedy-raise"
    step = Step(key, {"by": plain(change), "unit": Unit(compared.unit)})
    return (step, *outcome.remedy)
