"""Bounds by class: where a value lies and which class it has (criteria.md, section 0)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from riskdesk.rules.outcome import Step
from riskdesk.rules.table import DataFault, Table


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with that many decimals, halves away from zero as the acts round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def tidy(value: Decimal, decimals: int = 4) -> Decimal:
    """A computed number without meaningless digits: at most ``decimals``, no trailing zeros."""
    return plain(round_half_up(value, decimals))


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    short = value.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Placed:
    """The class of a value and the interval it lies in."""

    result: str
    interval: Step
    limit: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Bounds in the order of classes, one class more than bounds.

    ``upper``: a class holds up to its bound; otherwise down to it. Bounds belong to the better
    class unless they stand in ``exclusive``. ``decimals``: printed precision, ``None`` if the act
    prints no gap between classes.
    """

    bounds: tuple[Decimal, ...]
    classes: tuple[str, ...]
    upper: bool
    exclusive: frozenset[Decimal] = frozenset()
    decimals: int | None = None

    @classmethod
    def of(cls, row: Table, over: Table) -> "Scale":
        """The scale of ``row``; classes and precision may stand in the file above it."""
        upper = "upper" in row
        bounds = row.numbers("upper" if upper else "lower")
        holder = row if "classes" in row else over
        scale = cls(
            bounds=bounds,
            classes=holder.texts("classes"),
            upper=upper,
            exclusive=frozenset(row.numbers("exclusive")),
            decimals=_decimals(row, over),
        )
        scale.validate(row.place)
        return scale

    def validate(self, place: str) -> None:
        """Refuse a scale whose bounds do not go one way or do not fit its classes."""
        ordered = list(self.bounds) == sorted(set(self.bounds), reverse=not self.upper)
        if not self.bounds or not ordered or len(self.classes) != len(self.bounds) + 1:
            raise DataFault("data-scale", place)

    def place(self, value: Decimal) -> Placed:
        """The class of ``value`` and its interval."""
        compared = value if self.decimals is None else round_half_up(value, self.decimals)
        index = next(
            (i for i, bound in enumerate(self.bounds) if self._holds(compared, bound)),
            len(self.bounds),
        )
        return Placed(self.classes[index], self._interval(index), self.bounds[0])

    def _holds(self, value: Decimal, bound: Decimal) -> bool:
        if value == bound:
            return bound not in self.exclusive
        return value < bound if self.upper else value > bound

    def _interval(self, index: int) -> Step:
        kind = "upper" if self.upper else "lower"
        near = None if index == len(self.bounds) else plain(self.bounds[index])
        far = None if index == 0 else plain(self.bounds[index - 1])
        if near is None:
            return Step(f"interval-{kind}-beyond", {"far": far or Decimal(0)})
        if far is None:
            return Step(f"interval-{kind}-first", {"near": near})
        return Step(f"interval-{kind}-between", {"near": near, "far": far})


@dataclass(frozen=True, slots=True)
class Band:
    """One band of values of a class: ``low`` and ``high``, inside unless ``open_*``."""

    result: str
    low: Decimal | None
    high: Decimal | None
    open_low: bool
    open_high: bool

    def __contains__(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (value == self.low and self.open_low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.open_high)

    def interval(self) -> Step:
        """The band in words."""
        if self.low is None:
            return Step("interval-band-below", {"high": self.high or Decimal(0)})
        if self.high is None:
            return Step("interval-band-above", {"low": self.low})
        return Step("interval-band", {"low": self.low, "high": self.high})


@dataclass(frozen=True, slots=True)
class Bands:
    """Two-sided bands (an optimum in the middle); the first that holds the value counts."""

    bands: tuple[Band, ...]
    decimals: int | None

    @classmethod
    def of(cls, row: Table, over: Table) -> "Bands":
        """The bands of ``row``: ``from``/``to`` inside, ``above``/``below`` outside."""
        return cls(
            tuple(
                Band(
                    result=entry.text("class"),
                    low=entry.optional_number("above" if "above" in entry else "from"),
                    high=entry.optional_number("below" if "below" in entry else "to"),
                    open_low="above" in entry,
                    open_high="below" in entry,
                )
                for entry in row.tables("bands")
            ),
            _decimals(row, over),
        )

    def place(self, value: Decimal) -> Placed | None:
        """The class of ``value``; ``None`` where the table has no band for it."""
        compared = value if self.decimals is None else round_half_up(value, self.decimals)
        band = next((band for band in self.bands if compared in band), None)
        return None if band is None else Placed(band.result, band.interval(), None)


def _decimals(row: Table, over: Table) -> int | None:
    for holder in (row, over):
        if "decimals" in holder:
            return holder.integer("decimals")
    return None
