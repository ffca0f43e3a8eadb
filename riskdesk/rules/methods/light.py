"""Light (criteria.md 1.9, 2.5)."""

from decimal import Decimal

from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import judge, judge_ratio
from riskdesk.rules.outcome import Outcome, Step, Unit
from riskdesk.rules.scale import plain, tidy


def artificial(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Artificial illuminance as a ratio to its norm; the row says how fine the work is."""
    path = (inputs.word("row"),) if "row" in inputs else ()
    if "e_ratio" in inputs:
        return judge(criterion, inputs.number("e_ratio"), *path)
    return judge_illuminance(criterion, inputs.number("e_lx"), inputs.number("norm_lx"), *path)


def judge_illuminance(criterion: Criterion, value: Decimal, norm: Decimal, *path: str) -> Outcome:
    """The class of an illuminance by its ratio to the norm, both in lx."""
    return judge_ratio(criterion, value, norm, *path, unit="lx")


def mean(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The mean of measured points, lx."""
    points = inputs.numbers("points_lx")
    found = tidy(sum(points, Decimal(0)) / len(points), 1)
    spoken = "; ".join(str(plain(point)) for point in points)
    step = Step("mean-level", {"levels": spoken, "level": found, "unit": Unit(criterion.unit)})
    return Outcome(value=found, said=(step,))
