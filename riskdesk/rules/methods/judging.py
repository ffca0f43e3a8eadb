"""The last step of every method: a number meets its bounds."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.outcome import Compared, Outcome, Param, Signed, Step, Steps, Unit, Value
from riskdesk.rules.scale import Bands, Placed, Scale, plain, round_half_up, tidy

Said = Step | Callable[[], Step] | None
"""How a number is said: a sentence, one that is made when asked, or itself with its unit."""

Way = Literal["itself", "excess", "ratio"]
"""What meets the bounds: the number, its difference from its level, or its ratio to it."""


_COUNTED = frozenset({"ratio", "times", "per_shift"})
"""Units that are Russian words, in the form that the number asks for."""


def counted(value: Decimal, unit: str) -> Unit:
    """The unit as said after ``value``: 5 раз, 2 раза, 1,1 раза."""
    return Unit(f"{unit}_few" if unit in _COUNTED and is_few(value) else unit)


def is_few(value: Decimal) -> bool:
    """Whether Russian says «раза» after the number: a fraction, or 2 to 4 but not 12 to 14."""
    size = abs(value)
    return size % 1 != 0 or (2 <= size % 10 <= 4 and not 12 <= size % 100 <= 14)


def in_signs(spoken: str) -> LocalizedText:
    """Arithmetic with the decimal sign of each language."""
    comma = spoken.replace(".", ",")
    return LocalizedText(kk=comma, ru=comma, en=spoken)


def number_step(value: Decimal, unit: str) -> Step:
    """A number with its unit."""
    return Step("number", {"value": plain(value), "unit": counted(value, unit)})


_UNNAMED = LocalizedText()


class Judged:
    """A number in its interval, kept until someone asks for the reasoning or the comparison.

    ``base``: the permissible level that ``measured`` was set against by ``way``, both in ``unit``.
    ``row``: the title of the row that decided.
    """

    __slots__ = ("base", "index", "ladder", "measured", "row", "unit", "value", "way", "what")

    def __init__(  # noqa: PLR0913, PLR0917 - one is made for every value: a plain class is the fastest
        self,
        ladder: Scale | Bands,
        index: int,
        value: Decimal,
        unit: str,
        what: Said = None,
        way: Way = "itself",
        measured: Decimal | None = None,
        base: Decimal | None = None,
        row: LocalizedText = _UNNAMED,
    ) -> None:
        self.ladder, self.index, self.value, self.unit = ladder, index, value, unit
        self.row = row
        self.what, self.way, self.measured, self.base = what, way, measured, base

    def __call__(self) -> Steps:
        """The sentence of the judgement."""
        classes = self.ladder.classes
        params: dict[str, Param] = {"what": self._rounded(), "class": classes[self.index]}
        params["interval"] = self.ladder.interval(self.index)
        if not self.row.ru:
            return (Step("judged", params),)
        return (Step("judged-row", {**params, "row": self.row}),)

    def compared(self) -> Compared | None:
        """The comparison in the unit of the measurement."""
        ladder = self.ladder
        if not isinstance(ladder, Scale):
            return None
        value = self.value if self.measured is None else self.measured
        limit, target = self._back(ladder.permissible), self._back(ladder.better(self.index))
        return Compared(value, limit, self.unit, ladder.upper, target)

    def _rounded(self) -> Step:
        """What was judged, with the rounded number where the act's precision decided the class."""
        ladder, said = self.ladder, self._said()
        if ladder.decimals is None:
            return said
        exact = replace(ladder, decimals=None).place(self.value)
        if exact is not None and exact.number == self.index:
            return said
        return Step("rounded", {"what": said, "value": round_half_up(self.value, ladder.decimals)})

    def _said(self) -> Step:
        if self.what is not None:
            return self.what() if callable(self.what) else self.what
        if self.measured is None or self.base is None:
            return number_step(self.value, self.unit)
        step = excess_step if self.way == "excess" else ratio_step
        return step(self.measured, self.base, self.unit)

    def _back(self, bound: Decimal | None) -> Decimal | None:
        """A bound of the table as a value in the unit of the measurement."""
        if bound is None or self.base is None:
            return bound
        return self.base + bound if self.way == "excess" else self.base * bound


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
    ladder, unit = row.ladder, row.unit
    placed = ladder.place(value)
    answered = value if shown is None else shown
    if placed is None:
        own = number_step(value, unit) if what is None else what() if callable(what) else what
        beyond: dict[str, Param] = {"what": own, "instead": row.otherwise}
        return Outcome(None, answered, None, unit, (Step("no-band", beyond),))
    judged = Judged(ladder, placed[1], value, unit, what, row=row.title)
    remedy = () if isinstance(ladder, Scale) else _back_to_band(ladder, placed[1], value, unit)
    return Outcome(placed[0], answered, ladder.limit, unit, judged, judged, remedy)


def _back_to_band(bands: Bands, index: int, value: Decimal, unit: str) -> Steps:
    """The change that leads to the nearest band of a better class."""
    target = bands.better(index, value)
    if target is None:
        return ()
    change = target - value
    key = "remedy-raise" if change > 0 else "remedy-lower"
    return (Step(key, {"by": plain(abs(change)), "unit": counted(abs(change), unit)}),)


def judge_excess(
    criterion: Criterion, value: Decimal, limit: Decimal, *path: str, unit: str, shown: Value = None
) -> Outcome:
    """The class of a value by its difference from ``limit``, both in ``unit``."""
    excess = value - limit
    row = criterion.ladder(*path)
    ladder = row.ladder
    placed = _must(ladder, excess)
    judged = Judged(ladder, placed[1], excess, unit, None, "excess", value, limit, row.title)
    return Outcome(placed[0], excess if shown is None else shown, limit, unit, judged, judged)


def judge_ratio(
    criterion: Criterion, value: Decimal, limit: Decimal, *path: str, unit: str, shown: Value = None
) -> Outcome:
    """The class of a value by its ratio to ``limit``, both in ``unit``."""
    ratio = value / limit
    row = criterion.ladder(*path)
    ladder = row.ladder
    placed = _must(ladder, ratio)
    judged = Judged(ladder, placed[1], ratio, unit, None, "ratio", value, limit, row.title)
    return Outcome(placed[0], tidy(ratio) if shown is None else shown, limit, unit, judged, judged)


def _must(ladder: Scale | Bands, value: Decimal) -> Placed:
    """The place of a value on bounds that have a class for every value."""
    placed = ladder.place(value)
    if placed is None:
        raise TypeError("bands cannot judge a difference or a ratio")
    return placed


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
