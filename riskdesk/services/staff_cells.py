"""Cells of a staff list: their numbers, what is wrong with a count, letters of columns."""

from decimal import Decimal, InvalidOperation

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.services.ports import CellValue

MOST_WORKPLACES = 10_000
"""A greater count of one position is taken for a slip."""


def letter(column: int) -> str:
    """The letter of a column as spreadsheets show it: 1 is ``A``, 27 is ``AA``."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def whole_or_part(value: CellValue) -> Decimal | None:
    """The number of a cell, typed or as text; ``None`` where it has none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    try:
        return parse_decimal(str(value))
    except UserError:
        return None


def count_fault(number: Decimal | None) -> str | None:
    """The code of what is wrong with a count, ``None`` if it is a number of workplaces."""
    if number is None:
        return "staff-count-text"
    if number < 0:
        return "staff-count-negative"
    if number != int(number):
        return "staff-count-fraction"
    return "staff-count-huge" if number > MOST_WORKPLACES else None


def is_formula(text: str) -> bool:
    """Whether a cell holds a formula: the file has no result of it."""
    return text.startswith("=") and len(text) > 1


def column_numbers(texts: dict[int, str]) -> bool:
    """Whether the row only counts the columns: 1, 2, 3, 4."""
    values = list(texts.values())
    return len(values) > 2 and values == [str(n) for n in range(1, len(values) + 1)]
