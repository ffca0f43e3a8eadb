"""Rows of a list in another order and only those that hold the filters' texts, in memory."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCollator, QLocale

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.ui.fold import fold
from riskdesk.ui.kit.cells import EMPTY, Cell, Column, GridRow
from riskdesk.ui.kit.grid_reading import read_date


def ordered(
    rows: Sequence[GridRow], column: Column, *, descending: bool, language: str
) -> list[GridRow]:
    """The rows by one column, inside each group; empty cells last."""
    collator = QCollator(QLocale(language))
    collator.setNumericMode(True)

    def place(row: GridRow) -> Any:  # noqa: ANN401 - numbers, days or sort keys, by the column
        return _place(row.cells.get(column.key, EMPTY), column, collator)

    made: list[GridRow] = []
    for is_group, run in groupby(rows, key=lambda row: row.is_group):
        part = list(run)
        if is_group:
            made += part
            continue
        filled = [row for row in part if _words(row.cells.get(column.key, EMPTY))]
        empty = [row for row in part if not _words(row.cells.get(column.key, EMPTY))]
        made += sorted(filled, key=place, reverse=descending) + empty
    return made


def sifted(rows: Sequence[GridRow], texts: Mapping[str, str]) -> list[GridRow]:
    """The rows whose columns hold every word of the texts; groups without rows go too."""
    wanted = {key: fold(text).split() for key, text in texts.items() if text.strip()}
    if not wanted:
        return list(rows)
    made: list[GridRow] = []
    for row in rows:
        if row.is_group:
            if made and made[-1].is_group:
                made.pop()
            made.append(row)
        elif all(_holds(row.cells.get(key, EMPTY), words) for key, words in wanted.items()):
            made.append(row)
    if made and made[-1].is_group:
        made.pop()
    return made


def _holds(cell: Cell, words: Sequence[str]) -> bool:
    whole = fold(_words(cell))
    return all(word in whole for word in words)


def _words(cell: Cell) -> str:
    parts = [cell.tag.text if cell.tag is not None else "", cell.text]
    parts += [sign.meaning for sign in (cell.before,) if sign is not None and not cell.text]
    return " ".join(filter(None, parts))


def _place(cell: Cell, column: Column, collator: QCollator) -> tuple[int, object]:
    """Numbers before words; a column of days by day."""
    words = _words(cell)
    if column.kind in {"number", "value"}:
        try:
            number = parse_decimal(words)
        except UserError:
            number = None
        return (0, number) if number is not None else (1, collator.sortKey(words))
    day: date | Decimal | None = read_date(words)
    return (0, day) if day is not None else (1, collator.sortKey(words))
