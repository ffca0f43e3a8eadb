"""Bounds by class: where a value lies and which class it has (criteria.md, section 0)."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import NamedTuple

from riskdesk.domain.values import HazardClass
from riskdesk.rules.outcome import Step
from riskdesk.rules.table import DataFault, Table

_FINE = frozenset({HazardClass.OPTIMAL.value, HazardClass.PERMISSIBLE.value})


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


class Placed(NamedTuple):
    """The class of a value and the number of the interval it lies in."""

    result: str
    number: int


@dataclass(frozen=True, kw_only=True)
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
        quantum = self._quantum
        if quantum is not None:
            value = value.quantize(quantum, ROUND_HALF_UP)
        index = bisect_left(self._rising, value if self.upper else value.copy_negate())
        if self.exclusive and index < len(self.bounds) and value in self.exclusive:
            index += 1
        return Placed(self.classes[index], index)

    def interval(self, index: int) -> Step:
        """The interval of a class in words."""
        kind = "upper" if self.upper else "lower"
        near = None if index == len(self.bounds) else plain(self.bounds[index])
        far = None if index == 0 else plain(self.bounds[index - 1])
        open_ = "-open" if near in self.exclusive else ""
        from_ = "-from" if far in self.exclusive else ""
        if near is None:
            return Step(f"interval-{kind}-beyond{from_}", {"far": far or Decimal(0)})
        if far is None:
            return Step(f"interval-{kind}-first{open_}", {"near": near})
        return Step(f"interval-{kind}-between{from_ or open_}", {"near": near, "far": far})

    def better(self, index: int) -> Decimal | None:
        """Where the class would be one better; ``None`` where nothing is harmful.

        A bound that belongs to the worse class is passed by one printed unit.
        """
        if self.classes[index] in _FINE or not index:
            return None
        bound = self.bounds[index - 1]
        if bound not in self.exclusive:
            return bound
        step = self._quantum or Decimal(1)
        return bound - step if self.upper else bound + step

    @cached_property
    def permissible(self) -> Decimal | None:
        """The bound of class 2; ``None`` where the scale begins beyond it."""
        fine = sum(1 for name in self.classes if name in _FINE)
        return self.bounds[fine - 1] if 0 < fine <= len(self.bounds) else None

    @cached_property
    def limit(self) -> Decimal | None:
        """The bound of the best class."""
        return self.bounds[0]

    @cached_property
    def _rising(self) -> tuple[Decimal, ...]:
        return self.bounds if self.upper else tuple(bound.copy_negate() for bound in self.bounds)

    @cached_property
    def _quantum(self) -> Decimal | None:
        return None if self.decimals is None else Decimal(1).scaleb(-self.decimals)


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
    limit: None = None

    @property
    def classes(self) -> tuple[str, ...]:
        """The class of each band."""
        return tuple(band.result for band in self.bands)

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
        return next(
            (Placed(band.result, i) for i, band in enumerate(self.bands) if compared in band), None
        )

    def better(self, index: int, value: Decimal) -> Decimal | None:
        """The nearest value of a better class; ``None`` where nothing is harmful."""
        now = self.bands[index].result
        if now in _FINE:
            return None
        step = Decimal(1).scaleb(-(self.decimals or 0))
        ends = [
            end
            for band in self.bands
            if HazardClass(band.result) < HazardClass(now)
            for end in (
                None if band.low is None else band.low + step * band.open_low,
                None if band.high is None else band.high - step * band.open_high,
            )
            if end is not None
        ]
        return min(ends, key=lambda end: abs(end - value), default=None)

    def interval(self, index: int) -> Step:
        """A band in words."""
        return self.bands[index].interval()


def _decimals(row: Table, over: Table) -> int | None:
    for holder in (row, over):
        if "decimals" in holder:
            return holder.integer("decimals")
    return None
