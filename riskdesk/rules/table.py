"""A TOML table read with types: a wrong shape is a named fault of the data file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Never

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, LocalizedText


class DataFault(UserError):
    """A data file is wrong: ``place`` names file and key, the code says what is expected there."""

    def __init__(self, code: str, place: str, **params: object) -> None:
        super().__init__(code, place=place, **params)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a data file; ``place`` names file and key for faults."""

    data: Mapping[str, object]
    place: str

    @classmethod
    def read(cls, file: Path, place: str = "") -> "Table":
        """The whole file, named ``place`` in faults; numbers with a fraction are ``Decimal``."""
        place = place or str(file)
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise DataFault("data-unreadable", place, reason=str(fault)) from fault
        return cls(data, place)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at ``key``."""
        value = self.data.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, "data-text")

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "data-texts")
        return tuple(value)

    def integer(self, key: str, default: int | None = None) -> int:
        """The whole number at ``key``."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, "data-whole")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The true or false at ``key``."""
        value = self.data.get(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "data-flag")

    def number(self, key: str) -> Decimal:
        """The number at ``key``, exact."""
        found = self.optional_number(key)
        return found if found is not None else self._wrong(key, "data-number")

    def optional_number(self, key: str) -> Decimal | None:
        """The number at ``key`` or ``None``."""
        return None if key not in self.data else self._exact(key, self.data[key])

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """The list of numbers at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, "data-numbers")
        return tuple(self._exact(key, item) for item in value)

    def day(self, key: str) -> date | None:
        """The date at ``key`` or ``None``."""
        value = self.data.get(key)
        if value is not None and type(value) is not date:
            self._wrong(key, "data-day")
        return value

    def localized(self, key: str) -> LocalizedText:
        """The text in three languages at ``key``; absent is empty."""
        value = self.data.get(key, {})
        if (
            not isinstance(value, dict)
            or not set(value) <= set(LANGUAGES)
            or not all(isinstance(text, str) for text in value.values())
        ):
            self._wrong(key, "data-languages")
        return LocalizedText(**value)

    def table(self, key: str) -> "Table":
        """The table at ``key``; absent is empty."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, "data-table")
        return Table(value, f"{self.place}: {key}")

    def tables(self, key: str) -> tuple["Table", ...]:
        """The list of tables at ``key``; empty if absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong(key, "data-tables")
        return tuple(Table(item, f"{self.place}: {key}[{i}]") for i, item in enumerate(value))

    def merged(self, over: "Table") -> "Table":
        """This table with ``over`` laid upon it, table by table; other values are replaced."""
        return Table(_merged(self.data, over.data), over.place)

    def _exact(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self._wrong(key, "data-number")
        return Decimal(value)

    def _wrong(self, key: str, code: str) -> Never:
        raise DataFault(code if key in self.data else "data-missing", f"{self.place}: {key}")


def _merged(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        result[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return result
