"""Fields of a record as a page sends them: each name has a reader that takes a text or a value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LONGEST_NAME, LONGEST_TEXT, LocalizedText, parse_decimal
from riskdesk.services.importing import read_day
from riskdesk.services.spelling import squeezed

Reader = Callable[[object], object]
"""Makes the stored value; ``UserError`` when it cannot be one."""

Readers = Mapping[str, Reader]
Typed = Mapping[str, object]
"""Values by field name: texts as typed, or values of the field's own type."""

R = TypeVar("R", bound=Any)


def read_fields(typed: Typed, readers: Readers) -> dict[str, Any]:
    """The stored values; ``UserError("field-unknown")`` for a name that no reader has."""
    for name in typed:
        if name not in readers:
            raise UserError("field-unknown", field=name, known=", ".join(readers))
    return {name: readers[name](value) for name, value in typed.items()}


def with_fields(row: R, typed: Typed, readers: Readers) -> R:
    """The record with other values in the named fields."""
    changed: R = replace(row, **read_fields(typed, readers))
    return changed


def text(value: object, most: int = LONGEST_TEXT) -> str:
    """A text with single spaces; ``None`` is empty; ``UserError("text-long")`` above ``most``."""
    found = "" if value is None else squeezed(str(value))
    if len(found) > most:
        raise UserError("text-long", count=len(found), most=most)
    return found


def name_text(value: object) -> str:
    """A name in one language, with single spaces; ``UserError("text-long")``."""
    return text(value, LONGEST_NAME)


def needed(code: str) -> Reader:
    """A name that may not be empty: else ``UserError(code)``."""

    def read(value: object) -> str:
        found = name_text(value)
        if not found:
            raise UserError(code)
        return found

    return read


def localized(value: object) -> LocalizedText:
    """A name in three languages; one text alone is the Russian one; ``UserError("text-long")``."""
    if isinstance(value, LocalizedText):
        return LocalizedText(name_text(value.kk), name_text(value.ru), name_text(value.en))
    return LocalizedText(ru=name_text(value))


def named(code: str) -> Reader:
    """A name in any language: ``UserError(code)`` if there is none."""

    def read(value: object) -> LocalizedText:
        found = localized(value)
        if not (found.kk or found.ru or found.en):
            raise UserError(code)
        return found

    return read


def number(value: object) -> Decimal | None:
    """A number as typed; an empty text is ``None``."""
    if value is None or isinstance(value, Decimal):
        return value
    return parse_decimal(str(value))


def not_negative(value: object) -> Decimal | None:
    """A number from 0 on."""
    found = number(value)
    if found is not None and found < 0:
        raise UserError("number-negative", text=str(value))
    return found


def day(value: object) -> date | None:
    """A date: ``10.04.2026`` or ``2026-04-10``; an empty text is ``None``."""
    if value is None or isinstance(value, date):
        return value
    written = text(value)
    found = read_day(written) if written else None
    if written and found is None:
        raise UserError("date-not-read", text=written)
    return found


def flag(value: object) -> bool | None:
    """Yes, no or not known."""
    if value is not None and not isinstance(value, bool):
        raise UserError("choice-unknown", text=str(value), known="true, false")
    return value


def one_of(words: Iterable[str]) -> Reader:
    """One of the words."""
    known = tuple(words)

    def read(value: object) -> str:
        if value not in known:
            raise UserError("choice-unknown", text=str(value), known=", ".join(known))
        return str(value)

    return read
