"""Light (criteria.md 1.9, 2.5)."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.bounds import by_norm
from riskdesk.rules.methods.judging import in_signs, judge, judge_ratio
from riskdesk.rules.outcome import Outcome, Param, Step, Unit
from riskdesk.rules.scale import plain, tidy


def artificial(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Artificial illuminance as a ratio to its norm; the row says how fine the work is."""
    path = (inputs.word("row"),) if "row" in inputs else ()
    if "points_lx" in inputs:
        least = min(inputs.numbers("points_lx"))
        said = Step("least-point", {"value": plain(least), "unit": Unit("lx")})
        return judge_illuminance(criterion, least, inputs.number("norm_lx"), *path).after(said)
    if "e_ratio" in inputs:
        return judge(criterion, inputs.number("e_ratio"), *path)
    return judge_illuminance(criterion, inputs.number("e_lx"), inputs.number("norm_lx"), *path)


def judge_illuminance(criterion: Criterion, value: Decimal, norm: Decimal, *path: str) -> Outcome:
    """The class of an illuminance by its ratio to the norm, both in lx."""
    return judge_ratio(criterion, value, norm, *path, unit="lx")


def daylight(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The daylight factor, given or from the illuminances inside and outside."""
    if "keo_pct" in inputs:
        return judge(criterion, inputs.number("keo_pct"))
    inside, outside = inputs.number("e_in_lx"), inputs.number("e_out_lx")
    value = tidy(100 * inside / outside, 2)
    params: dict[str, Param] = {"inside": plain(inside), "outside": plain(outside)}
    return judge(criterion, value).after(Step("daylight", {**params, "value": value}))


def pulsation(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The pulsation, given or from three illuminances, against its norm or that of the grade."""
    if "grade" in inputs:
        sheet = criterion.norm("light-quality")
        row = sheet.row(inputs.word("grade"), "grade")
        norm = sheet.level(row, "pulsation")
    else:
        norm = inputs.number("norm_pct")
    if "kp_pct" in inputs:
        value = inputs.number("kp_pct")
    else:
        high, low, middle = (inputs.number(f"e_{name}_lx") for name in ("max", "min", "mean"))
        if not low <= middle <= high:
            allowed = f"{low} … {high}"
            raise UserError(
                "input-out-of-range", name="e_mean_lx", value=str(middle), allowed=allowed
            )
        value = tidy(100 * (high - low) / (2 * middle), 1)
    return by_norm(
        criterion,
        Inputs({criterion.body.text("value_key"): value, criterion.body.text("norm_key"): norm}),
    )


def mean(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The mean of measured points, lx."""
    points = inputs.numbers("points_lx")
    found = tidy(sum(points, Decimal(0)) / len(points), 1)
    spoken = "; ".join(str(plain(point)) for point in points)
    step = Step(
        "mean-level", {"levels": in_signs(spoken), "level": found, "unit": Unit(criterion.unit)}
    )
    return Outcome(value=found, said=(step,))
