"""Inputs of a criterion: what was given is checked before anything is calculated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn, cast

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.table import DataFault, Table

REMARK = "note"
"""The key that is a remark and is ignored (criteria.md, section 5)."""

_CLASSES = tuple(member.value for member in HazardClass)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Checked inputs by key."""

    values: Mapping[str, object]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def number(self, key: str) -> Decimal:
        """The number at ``key``."""
        return cast("Decimal", self.values[key])

    def integer(self, key: str) -> int:
        """The whole number at ``key``."""
        return int(self.number(key))

    def word(self, key: str) -> str:
        """The word or class at ``key``."""
        return cast("str", self.values[key])

    def flag(self, key: str) -> bool:
        """True or false at ``key``."""
        return cast("bool", self.values[key])

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words or classes at ``key``."""
        return cast("tuple[str, ...]", self.values[key])

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """The list of numbers at ``key``."""
        return cast("tuple[Decimal, ...]", self.values[key])

    def records(self, key: str) -> tuple["Inputs", ...]:
        """The list of records at ``key``."""
        return cast("tuple[Inputs, ...]", self.values[key])


def read_inputs(criterion: Criterion, keys: Table, given: Mapping[str, object]) -> Inputs:
    """The checked inputs.

    Refused by name: unknown keys, missing keys, values of a wrong kind, words that are not
    allowed, numbers out of range, NaN, true or false where a number is due.
    """
    present = {key: value for key, value in given.items() if key != REMARK}
    known = frozenset[str]().union(*criterion.inputs)
    for key in present:
        if key not in known:
            raise UserError("input-unknown", name=key, known=", ".join(sorted(known)))
    if frozenset(present) not in criterion.inputs:
        ways = "; ".join(" + ".join(sorted(way)) for way in criterion.inputs)
        raise UserError("inputs-incomplete", given=", ".join(sorted(present)) or "–", ways=ways)
    reader = _Reader(keys.merged(criterion.body.table("keys")), criterion)
    return Inputs({key: reader.read(key, value) for key, value in present.items()})


class _Reader:
    """Reads values by the definitions of ``resources/rules/inputs.toml``."""

    def __init__(self, keys: Table, criterion: Criterion) -> None:
        self._keys = keys
        self._criterion = criterion
        self._kinds: Mapping[str, Callable[[str, object, Table], object]] = {
            "number": _number,
            "integer": _integer,
            "flag": _flag,
            "class": _class,
            "classes": self._classes,
            "numbers": self._numbers,
            "word": self._word,
            "words": self._words,
            "number-or-word": self._number_or_word,
            "records": self._records,
        }

    def read(self, key: str, value: object) -> object:
        """The typed value of one key."""
        definition = self._keys.table(key)
        kind = definition.text("kind")
        if kind not in self._kinds:
            known = ", ".join(self._kinds)
            raise DataFault("data-word", f"{definition.place}: kind", value=kind, known=known)
        return self._kinds[kind](key, value, definition)

    def _allowed(self, definition: Table) -> tuple[str, ...]:
        if "words" in definition:
            return definition.texts("words")
        return tuple(self._criterion.body.table("rows"))

    def _word(self, key: str, value: object, definition: Table) -> str:
        allowed = self._allowed(definition)
        if not isinstance(value, str) or value not in allowed:
            raise UserError("input-word", name=key, value=_shown(value), allowed=", ".join(allowed))
        return value

    def _words(self, key: str, value: object, definition: Table) -> tuple[str, ...]:
        return tuple(self._word(key, item, definition) for item in _items(key, value))

    def _number_or_word(self, key: str, value: object, definition: Table) -> object:
        return value if isinstance(value, str) else _number(key, value, definition)

    def _classes(self, key: str, value: object, definition: Table) -> tuple[str, ...]:
        return tuple(_class(key, item, definition) for item in _items(key, value))

    def _numbers(self, key: str, value: object, definition: Table) -> tuple[Decimal, ...]:
        return tuple(_number(key, item, definition) for item in _items(key, value))

    def _records(self, key: str, value: object, definition: Table) -> tuple[Inputs, ...]:
        fields = definition.texts("fields")
        found = []
        for index, item in enumerate(_items(key, value), start=1):
            if not isinstance(item, Mapping) or set(item) != set(fields):
                raise UserError("input-record", name=key, index=index, fields=", ".join(fields))
            found.append(Inputs({name: self.read(name, item[name]) for name in fields}))
        return tuple(found)


def _number(key: str, value: object, definition: Table) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise UserError("input-not-number", name=key, value=_shown(value))
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise UserError("input-not-number", name=key, value=_shown(value))
    low, above = definition.optional_number("min"), definition.optional_number("above")
    high = definition.optional_number("max")
    too_low = (low is not None and number < low) or (above is not None and number <= above)
    if too_low or (high is not None and number > high):
        _refuse(key, value, low, above, high)
    return number


def _refuse(
    key: str, value: object, low: Decimal | None, above: Decimal | None, high: Decimal | None
) -> NoReturn:
    least = f"> {above}" if above is not None else "" if low is None else f"≥ {low}"
    most = "" if high is None else f"≤ {high}"
    allowed = ", ".join(bound for bound in (least, most) if bound)
    raise UserError("input-out-of-range", name=key, value=_shown(value), allowed=allowed)


def _integer(key: str, value: object, definition: Table) -> Decimal:
    number = _number(key, value, definition)
    if number != number.to_integral_value():
        raise UserError("input-not-whole", name=key, value=_shown(value))
    return number


def _flag(key: str, value: object, _: Table) -> bool:
    if not isinstance(value, bool):
        raise UserError("input-word", name=key, value=_shown(value), allowed="true, false")
    return value


def _class(key: str, value: object, definition: Table) -> str:
    allowed = definition.texts("words") or _CLASSES
    if not isinstance(value, str) or value not in allowed:
        raise UserError("input-word", name=key, value=_shown(value), allowed=", ".join(allowed))
    return value


def _items(key: str, value: object) -> list[object]:
    if not isinstance(value, list | tuple) or not value:
        raise UserError("input-list", name=key)
    return list(value)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
