"""A row of a point as typed, read by the columns of its family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Point
from riskdesk.domain.values import Language, LocalizedText, Range, parse_decimal
from riskdesk.rules.families import ColumnSpec, FamilySpec
from riskdesk.rules.methods.levels import level_of, power
from riskdesk.rules.outcome import Step, Unit
from riskdesk.rules.scale import round_half_up, tidy

BETWEEN = ";"
"""What stands between repeats."""

EMPTY = frozenset({"", "-", "–", "—", "−"})
"""What a cell without a value holds."""

FLAGS = {"yes": True, "no": False}
_LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Reading:
    """Numbers of a cell: all as typed, and the one that stands for them.

    ``below``: they were typed as "<0,5", only known to be below it.
    """

    numbers: tuple[Decimal, ...]
    value: Decimal
    below: bool = False


Value = Reading | str | bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be: what was typed and what is allowed."""

    column: ColumnSpec
    step: Step


@dataclass(frozen=True, kw_only=True)
class Row:
    """One point at one workplace: values by column, faults, hours of the shift."""

    point: Point
    family: FamilySpec
    values: Mapping[str, Value]
    faults: tuple[Fault, ...] = ()
    hours: Decimal | None = None

    @cached_property
    def wrong(self) -> frozenset[str]:
        """Columns that cannot be read."""
        return frozenset(fault.column.id for fault in self.faults)

    @property
    def zone(self) -> str:
        """The place, which several rows may share."""
        return self.point.zone or self.point.label

    def filled(self, column: str) -> bool:
        """Whether something was typed there."""
        return column in self.values or column in self.wrong

    @cached_property
    def lacking(self) -> Mapping[str, tuple[ColumnSpec, ...]]:
        """By filled column the empty ones without which it says nothing (``ColumnSpec.needs``)."""
        found = {
            column.id: tuple(
                other
                for name in column.needs
                if not self.filled(name) and (other := self.family.column(name)) is not None
            )
            for column in self.family.columns
            if column.needs and self.filled(column.id)
        }
        return {name: columns for name, columns in found.items() if columns}

    def word(self, column: str) -> str:
        """The word of a column, "" if it is empty; yes and no of a flag."""
        value = self.values.get(column, "")
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value if isinstance(value, str) else ""

    def number(self, column: str) -> Decimal | None:
        """The number that stands for a column."""
        value = self.values.get(column)
        return value.value if isinstance(value, Reading) else None

    def repeats(self, column: str) -> int:
        """How many readings a column has."""
        value = self.values.get(column)
        return len(value.numbers) if isinstance(value, Reading) else 1


def read_row(point: Point, family: FamilySpec, hours: Decimal | None) -> Row:
    """The row of a point; what cannot be read becomes a fault, never an error."""
    values: dict[str, Value] = {}
    faults = []
    for column in family.columns:
        text = point.readings.get(column.id, "").strip()
        if text in EMPTY:
            continue
        found = _read(column, text)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            values[column.id] = found
    return Row(point=point, family=family, values=values, faults=tuple(faults), hours=hours)


def _read(column: ColumnSpec, text: str) -> Value | Fault:
    if column.kind in {"number", "numbers"}:
        return _numbers(column, text)
    if column.kind == "flag":
        return FLAGS[text] if text in FLAGS else _word_fault(column, text)
    if column.kind == "word" and text not in column.choices:
        return _word_fault(column, text)
    return text


def _numbers(column: ColumnSpec, text: str) -> Reading | Fault:
    parts = [part.strip() for part in text.split(BETWEEN) if part.strip()]
    if column.kind == "number" and len(parts) > 1:
        return _fault(column, text)
    below = any(part.startswith("<") for part in parts)
    try:
        found = [parse_decimal(part.removeprefix("<")) for part in parts]
    except UserError:
        return _fault(column, text)
    numbers = tuple(number for number in found if number is not None)
    if len(numbers) < len(parts):  # a sign that no number follows
        return _fault(column, text)
    beyond = [p for p, n in zip(parts, numbers, strict=True) if n not in column.possible]
    if beyond or not numbers:
        return _fault(column, beyond[0] if beyond else text)
    return Reading(numbers, representative(column, numbers), below)


def representative(column: ColumnSpec, numbers: tuple[Decimal, ...]) -> Decimal:
    """The number that repeats stand for."""
    if len(numbers) == 1:
        return numbers[0]
    if column.mean == "greatest":
        return max(numbers)
    if column.mean == "least":
        return min(numbers)
    if column.mean == "energy":
        energy = sum((power(number) for number in numbers), Decimal(0)) / len(numbers)
        return round_half_up(level_of(energy), column.decimals)
    if column.mean == "square":
        mean = sum((number**2 for number in numbers), Decimal(0)) / len(numbers)
        return tidy(mean.sqrt(), decimals_of(numbers) + 1)
    return arithmetic(numbers)


def arithmetic(numbers: tuple[Decimal, ...]) -> Decimal:
    """The mean with one decimal more than was read."""
    return tidy(sum(numbers, Decimal(0)) / len(numbers), decimals_of(numbers) + 1)


def decimals_of(numbers: Iterable[Decimal]) -> int:
    """The most decimals that were read."""
    return max(max(0, -int(number.as_tuple().exponent)) for number in numbers)


def _fault(column: ColumnSpec, text: str) -> Fault:
    return Fault(
        column,
        Step(
            "wrong-input",
            {"name": column.title, "value": text, "allowed": allowed_step(column)},
        ),
    )


def _word_fault(column: ColumnSpec, text: str) -> Fault:
    allowed = listed_choices(column, column.choices) if column.choices else Step("range-flag")
    return Fault(
        column, Step("wrong-input", {"name": column.title, "value": text, "allowed": allowed})
    )


def listed_choices(column: ColumnSpec, words: Iterable[str]) -> LocalizedText:
    """The titles of words of a column, «a; b»; an unknown word stands for itself."""
    titles = [column.choices.get(word, LocalizedText(word, word, word)) for word in words]
    kk, ru, en = ("; ".join(title.get_exact(each) for title in titles) for each in _LANGUAGES)
    return LocalizedText(kk, ru, en)


def allowed_step(column: ColumnSpec) -> Step:
    """The possible values of a column in words."""
    return possible_step(column.possible, column.unit_id)


def possible_step(possible: Range, unit: str) -> Step:
    """A possible range in words."""
    low, high = possible.low, possible.high
    if low is not None and high is not None:
        return Step("range-both", {"low": low, "high": high, "unit": Unit(unit)})
    if low is not None:
        return Step("range-low", {"low": low, "unit": Unit(unit)})
    if high is not None:
        return Step("range-high", {"high": high, "unit": Unit(unit)})
    return Step("range-number")
