"""A TOML table read with types: a wrong shape is a named fault of the data file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Never

from riskdesk.domain.values import LANGUAGES, LocalizedText


class DataFault(ValueError):
    """A data file of the program is wrong: which file, which key, what is expected there."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a data file; ``place`` names file and key for faults."""

    data: Mapping[str, object]
    place: str

    @classmethod
    def read(cls, file: Path) -> "Table":
        """The whole file; numbers with a fraction are ``Decimal``."""
        text = file.read_text(encoding="utf-8")
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as fault:
            raise DataFault(f"{file}: {fault}") from fault
        return cls(data, str(file))

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at ``key``."""
        value = self.data.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, "a text")

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "a list of texts")
        return tuple(value)

    def integer(self, key: str, default: int | None = None) -> int:
        """The whole number at ``key``."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, "a whole number")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The true or false at ``key``."""
        value = self.data.get(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "true or false")

    def number(self, key: str) -> Decimal:
        """The number at ``key``, exact."""
        found = self.optional_number(key)
        return found if found is not None else self._wrong(key, "a number")

    def optional_number(self, key: str) -> Decimal | None:
        """The number at ``key`` or ``None``."""
        return None if key not in self.data else self._exact(key, self.data[key])

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """The list of numbers at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, "a list of numbers")
        return tuple(self._exact(key, item) for item in value)

    def day(self, key: str) -> date | None:
        """The date at ``key`` or ``None``."""
        value = self.data.get(key)
        if value is not None and type(value) is not date:
            self._wrong(key, "a date")
        return value

    def localized(self, key: str) -> LocalizedText:
        """The text in three languages at ``key``; absent is empty."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or not set(value) <= set(LANGUAGES):
            self._wrong(key, "texts kk, ru, en")
        return LocalizedText(**value)

    def table(self, key: str) -> "Table":
        """The table at ``key``; absent is empty."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, "a table")
        return Table(value, f"{self.place}: {key}")

    def tables(self, key: str) -> tuple["Table", ...]:
        """The list of tables at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong(key, "a list of tables")
        return tuple(Table(item, f"{self.place}: {key}[{i}]") for i, item in enumerate(value))

    def merged(self, over: "Table") -> "Table":
        """This table with ``over`` laid upon it, table by table; other values are replaced."""
        return Table(_merged(self.data, over.data), over.place)

    def _exact(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self._wrong(key, "a number")
        return Decimal(value)

    def _wrong(self, key: str, expected: str) -> Never:
        raise DataFault(f"{self.place}: {key}: {expected} expected")


def _merged(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        result[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return result
