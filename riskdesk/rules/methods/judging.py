"""The last step of every method: a number meets its bounds."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.outcome import Compared, Outcome, Param, Signed, Step, Steps, Unit, Value
from riskdesk.rules.scale import Scale, plain, tidy

Said = Step | Callable[[], Step] | None
"""How a number is said: a sentence, one that is made when asked, or itself with its unit."""

Way = Literal["itself", "excess", "ratio"]
"""What meets the bounds: the number, its difference from its level, or its ratio to it."""


def number_step(value: Decimal, unit: str) -> Step:
    """A number with its unit."""
    return Step("number", {"value": plain(value), "unit": Unit(unit)})


def judge(
    criterion: Criterion,
    value: Decimal,
    *path: str,
    what: Said = None,
    shown: Value = None,
) -> Outcome:
    """The class of ``value`` in the row at ``path``.

    ``what``: how the number is said (default: itself with the unit of the row); ``shown``: what
    stands as the value of the outcome if not the number itself.
    """
    row = criterion.ladder(*path)
    placed = row.ladder.place(value)
    answered = value if shown is None else shown
    unit = row.unit
    if placed is None:
        beyond: dict[str, Param] = {"what": _said(what, value, unit), "instead": row.otherwise}
        return Outcome(None, answered, None, unit, (Step("no-band", beyond),))
    result, index = placed
    ladder = row.ladder

    def said() -> Steps:
        interval = ladder.interval(index)
        own = _said(what, value, unit)
        return (Step("judged", {"what": own, "interval": interval, "class": result}),)

    def seen() -> Compared | None:
        if not isinstance(ladder, Scale):
            return None
        permissible, target = ladder.permissible, ladder.better(index)
        return Compared(value, permissible, unit, ladder.upper, target)

    return Outcome(result, answered, ladder.limit, unit, said, seen)


def judge_excess(
    criterion: Criterion, value: Decimal, limit: Decimal, *path: str, unit: str, shown: Value = None
) -> Outcome:
    """The class of a value by its difference from ``limit``, both in ``unit``."""
    outcome = judge(
        criterion,
        value - limit,
        *path,
        what=lambda: excess_step(value, limit, unit),
        shown=shown,
    )
    return _beside(outcome, value, limit, unit, "excess")


def judge_ratio(
    criterion: Criterion, value: Decimal, limit: Decimal, *path: str, unit: str, shown: Value = None
) -> Outcome:
    """The class of a value by its ratio to ``limit``, both in ``unit``."""
    ratio = value / limit
    outcome = judge(
        criterion,
        ratio,
        *path,
        what=lambda: ratio_step(value, limit, unit),
        shown=tidy(ratio) if shown is None else shown,
    )
    return _beside(outcome, value, limit, unit, "ratio")


def _beside(outcome: Outcome, value: Decimal, limit: Decimal, unit: str, way: Way) -> Outcome:
    """The outcome with the comparison said in the unit of the measurement."""
    below = outcome.seen

    def back(bound: Decimal | None) -> Decimal | None:
        if bound is None:
            return None
        return limit + bound if way == "excess" else limit * bound

    def seen() -> Compared | None:
        found = below() if callable(below) else below
        if found is None:
            return None
        return Compared(value, back(found.limit), unit, found.upper, back(found.target))

    return outcome._replace(limit=limit, unit=unit, seen=seen)


def _said(what: Said, value: Decimal, unit: str) -> Step:
    if what is None:
        return number_step(value, unit)
    return what() if callable(what) else what


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


def ratio_step(value: Decimal, limit: Decimal, unit: str = "") -> Step:
    """A value divided by its limit."""
    params = {"value": plain(value), "limit": plain(limit), "ratio": tidy(value / limit)}
    return Step("ratio-unit", {**params, "unit": Unit(unit)}) if unit else Step("ratio", params)


def fixed(result: str, key: str = "fixed") -> Outcome:
    """A class that stands in the table without a number."""
    return Outcome(result=result, said=(Step(key, {"class": result}),))


def worst(classes: tuple[str, ...]) -> str:
    """The worst of classes."""
    return max((HazardClass(name) for name in classes), key=lambda found: found.ordinal).value


def worst_outcome(outcomes: tuple[Outcome, ...], value: Value) -> Outcome:
    """The worst of several outcomes; the reasoning of all of them."""
    judged = tuple(outcome.result for outcome in outcomes if outcome.result is not None)
    result = worst(judged)
    first = next(outcome for outcome in outcomes if outcome.result == result)

    def said() -> Steps:
        steps = tuple(step for outcome in outcomes for step in outcome.steps)
        return (*steps, Step("worst-of", {"class": result})) if len(outcomes) > 1 else steps

    return first._replace(value=value, said=said)
