"""Inputs of a criterion: what was given is checked before anything is calculated."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn, cast

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, parse_decimal
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.table import DataFault, Table

REMARK = "note"
"""The key that is a remark and is ignored (criteria.md, section 5)."""

_LEAST, _MOST = Decimal("-Infinity"), Decimal("Infinity")

Reader = Callable[[object], object]

_LONGEST = 200
"""Letters of the longest name."""

_CLASSES = tuple(member.value for member in HazardClass)


MOST_DIGITS = 30
"""Digits of a number written out without an exponent: beyond it no measured value has any."""


class Unusable(str):
    """A number as written that has more digits than any measured value: refused by its input."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A measured value; ``censored``: only known to be below it, the limit of detection."""

    value: Decimal
    censored: bool


class Inputs:
    """Checked inputs by key."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def _at(self, key: str) -> object:
        if key not in self.values:  # what may be left out of a record was needed after all
            raise UserError("input-missing", name=key)
        return self.values[key]

    def number(self, key: str) -> Decimal:
        """The number at ``key``."""
        found = self.values.get(key)
        return found if type(found) is Decimal else cast("Decimal", self._at(key))

    def integer(self, key: str) -> int:
        """The whole number at ``key``."""
        return int(self.number(key))

    def word(self, key: str) -> str:
        """The word or class at ``key``."""
        return cast("str", self._at(key))

    def flag(self, key: str) -> bool:
        """True or false at ``key``."""
        return cast("bool", self._at(key))

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words or classes at ``key``."""
        return cast("tuple[str, ...]", self._at(key))

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """The list of numbers at ``key``."""
        return cast("tuple[Decimal, ...]", self._at(key))

    def samples(self, key: str) -> tuple[Sample, ...]:
        """The list of samples at ``key``."""
        return cast("tuple[Sample, ...]", self._at(key))

    def records(self, key: str) -> tuple["Inputs", ...]:
        """The list of records at ``key``."""
        return cast("tuple[Inputs, ...]", self._at(key))


def read_inputs(criterion: Criterion, given: Mapping[str, object]) -> Inputs:
    """The checked inputs.

    Refused by name: unknown keys, missing keys, values of a wrong kind, words that are not
    allowed, numbers out of range, NaN, true or false where a number is due.
    """
    readers = criterion.plans.get(tuple(given))
    if readers is None:
        present = tuple(key for key in given if key != REMARK)
        if frozenset(present) not in criterion.ways:
            _refuse_keys(criterion, present)
        readers = {key: reader_of(criterion, key) for key in present}
        criterion.plans[tuple(given)] = readers
    return Inputs({key: reader(given[key]) for key, reader in readers.items()})


def _refuse_keys(criterion: Criterion, present: tuple[str, ...]) -> NoReturn:
    known = frozenset[str]().union(*criterion.inputs)
    for key in present:
        if key not in known:
            raise UserError("input-unknown", name=key, known=", ".join(sorted(known)))
    ways = "; ".join(" + ".join(sorted(way)) for way in criterion.inputs)
    raise UserError("inputs-incomplete", given=", ".join(sorted(present)) or "–", ways=ways)


def reader_of(criterion: Criterion, key: str) -> Reader:
    """What reads ``key`` by its definition in ``resources/rules/inputs.toml``; made once."""
    known = criterion.readers.get(key)
    if known is not None:
        return known
    definition = criterion.keys.table(key)
    kind = definition.text("kind")
    if kind not in _KINDS:
        kinds = ", ".join(_KINDS)
        raise DataFault("data-word", f"{definition.place}: kind", value=kind, known=kinds)
    reader = _KINDS[kind](criterion, key, definition)
    criterion.readers[key] = reader
    return reader


def _number(_: Criterion, key: str, definition: Table) -> Callable[[object], Decimal]:
    low, above = definition.optional_number("min"), definition.optional_number("above")
    high = definition.optional_number("max")

    least, most = low if low is not None else _LEAST, high if high is not None else _MOST

    def read(value: object) -> Decimal:
        if (
            type(value) is Decimal
            and value.is_finite()
            and least <= value <= most
            and above is None
        ):
            return value
        if isinstance(value, Unusable):
            _refuse(key, value, low, above, high)
        number = _exact(key, value)
        too_low = (low is not None and number < low) or (above is not None and number <= above)
        if too_low or (high is not None and number > high):
            _refuse(key, value, low, above, high)
        return number

    return read


def _exact(key: str, value: object) -> Decimal:
    if type(value) is not Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
            raise UserError("input-not-number", name=key, value=_shown(value))
        value = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not value.is_finite():
        raise UserError("input-not-number", name=key, value=_shown(value))
    return value


def _refuse(
    key: str, value: object, low: Decimal | None, above: Decimal | None, high: Decimal | None
) -> NoReturn:
    least = f"> {above}" if above is not None else "" if low is None else f"≥ {low}"
    most = "" if high is None else f"≤ {high}"
    allowed = ", ".join(bound for bound in (least, most) if bound)
    if isinstance(value, Unusable):
        params = {"most": MOST_DIGITS, "allowed": allowed}
        raise UserError("input-too-long", name=key, value=_shown(value), **params)
    raise UserError("input-out-of-range", name=key, value=_shown(value), allowed=allowed)


def _integer(criterion: Criterion, key: str, definition: Table) -> Reader:
    number_of = _number(criterion, key, definition)

    def read(value: object) -> Decimal:
        number = number_of(value)
        if number != number.to_integral_value():
            raise UserError("input-not-whole", name=key, value=_shown(value))
        return number

    return read


def _flag(_: Criterion, key: str, __: Table) -> Reader:
    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise UserError("input-word", name=key, value=_shown(value), allowed="true, false")
        return value

    return read


def _word(criterion: Criterion, key: str, definition: Table) -> Reader:
    if "words" in definition:
        allowed = definition.texts("words")
    elif definition.text("kind").startswith("class"):
        allowed = _CLASSES
    else:
        allowed = tuple(criterion.body.table("rows"))
    known = frozenset(allowed)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            listed = ", ".join(allowed)
            raise UserError("input-word", name=key, value=_shown(value), allowed=listed)
        return value

    return read


def _text(_: Criterion, key: str, __: Table) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST:
            raise UserError("input-text", name=key, most=_LONGEST)
        return value.strip()

    return read


def _number_or_word(criterion: Criterion, key: str, definition: Table) -> Reader:
    number_of = _number(criterion, key, definition)
    return lambda value: value if type(value) is str else number_of(value)


def _listed(
    one: Callable[[Criterion, str, Table], Reader],
) -> Callable[[Criterion, str, Table], Reader]:
    """A list of what ``one`` reads."""

    def make(criterion: Criterion, key: str, definition: Table) -> Reader:
        item = one(criterion, key, definition)
        return lambda value: tuple(item(part) for part in _items(key, value))

    return make


def _sample(_: Criterion, key: str, definition: Table) -> Reader:
    """A measured value: a number, or ``<0.5`` below the detection limit of the method."""
    number_of = _number(_, key, definition)

    def read(value: object) -> Sample:
        text = value.strip() if isinstance(value, str) else ""
        if not text.startswith("<"):
            return Sample(number_of(value), censored=False)
        try:
            limit = parse_decimal(text[1:])
        except UserError:
            limit = None
        if limit is None or limit <= 0:
            raise UserError("input-not-number", name=key, value=_shown(value))
        return Sample(number_of(limit), censored=True)

    return read


def _records(criterion: Criterion, key: str, definition: Table) -> Reader:
    fields, optional = definition.texts("fields"), definition.texts("optional")
    readers = {name: reader_of(criterion, name) for name in (*fields, *optional)}

    def read(value: object) -> tuple[Inputs, ...]:
        found = []
        for index, item in enumerate(_items(key, value), start=1):
            if not isinstance(item, Mapping) or not set(fields) <= set(item) <= set(readers):
                extra = f" [+ {', '.join(optional)}]" if optional else ""
                listed = ", ".join(fields) + extra
                raise UserError("input-record", name=key, index=index, fields=listed)
            found.append(Inputs({name: readers[name](part) for name, part in item.items()}))
        return tuple(found)

    return read


def _items(key: str, value: object) -> list[object]:
    if not isinstance(value, list | tuple) or not value:
        raise UserError("input-list", name=key)
    return list(value)


def _shown(value: object) -> str:
    text = json.dumps(value) if value is None or isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


_KINDS: Mapping[str, Callable[[Criterion, str, Table], Reader]] = {
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "class": _word,
    "classes": _listed(_word),
    "numbers": _listed(_number),
    "word": _word,
    "words": _listed(_word),
    "number-or-word": _number_or_word,
    "text": _text,
    "samples": _listed(_sample),
    "records": _records,
}
