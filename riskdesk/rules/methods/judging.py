"""The last step of every method: a number meets its bounds."""

from decimal import Decimal

from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.outcome import Outcome, Signed, Step, Unit, Value
from riskdesk.rules.scale import plain


def number_step(value: Decimal, unit: str) -> Step:
    """A number with its unit."""
    return Step("number", {"value": plain(value), "unit": Unit(unit)})


def judge(
    criterion: Criterion,
    value: Decimal,
    *path: str,
    what: Step | None = None,
    shown: Value = None,
) -> Outcome:
    """The class of ``value`` in the row at ``path``.

    ``what``: how the number is said (default: itself with the unit of the row); ``shown``: what
    stands as the value of the outcome if not the number itself.
    """
    row = criterion.row(*path) if path else criterion.body
    unit = row.text("unit", criterion.unit)
    what = what or number_step(value, unit)
    placed = (
        criterion.bands(*path).place(value)
        if "bands" in row
        else criterion.scale(*path).place(value)
    )
    answered = value if shown is None else shown
    if placed is None:
        beyond = Step("no-band", {"what": what, "instead": row.localized("otherwise")})
        return Outcome(value=answered, unit=unit, steps=(beyond,))
    judged = Step("judged", {"what": what, "interval": placed.interval, "class": placed.result})
    return Outcome(
        result=placed.result, value=answered, limit=placed.limit, unit=unit, steps=(judged,)
    )


def excess_step(value: Decimal, limit: Decimal, unit: str) -> Step:
    """A value minus its limit: «87 дБА − 80 дБА = +7»."""
    return Step(
        "excess",
        {
            "value": plain(value),
            "limit": plain(limit),
            "unit": Unit(unit),
            "excess": Signed(plain(value - limit)),
        },
    )


def fixed(result: str, key: str = "fixed") -> Outcome:
    """A class that stands in the table without a number."""
    return Outcome(result=result, steps=(Step(key, {"class": result}),))


def worst(classes: tuple[str, ...]) -> str:
    """The worst of classes."""
    return max((HazardClass(name) for name in classes), key=lambda found: found.ordinal).value


def worst_outcome(outcomes: tuple[Outcome, ...], value: Value) -> Outcome:
    """The worst of several outcomes; the reasoning of all of them."""
    judged = tuple(outcome.result for outcome in outcomes if outcome.result is not None)
    steps = tuple(step for outcome in outcomes for step in outcome.steps)
    result = worst(judged)
    steps += (Step("worst-of", {"class": result}),) if len(outcomes) > 1 else ()
    first = next(outcome for outcome in outcomes if outcome.result == result)
    return Outcome(result=result, value=value, limit=first.limit, unit=first.unit, steps=steps)
