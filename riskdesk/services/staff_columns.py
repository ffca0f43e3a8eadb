"""Finding the columns of a staff list by their headings, in Russian and Kazakh."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskdesk.services.ports import Cell, Sheet
from riskdesk.services.spelling import plain, squeezed
from riskdesk.services.staff_cells import whole_or_part

NAME, COUNT, SECTION, NUMBER, MEN, WOMEN = "name", "count", "section", "number", "men", "women"
FIELDS = (NUMBER, SECTION, NAME, COUNT, MEN, WOMEN)
"""The fields a column can be given to; ``name`` and ``count`` (or men and women) are needed."""

_DEEPEST = 3
"""Rows that a heading may take."""

# Texts come without signs, in lower case, Kazakh letters as on a Russian keyboard (``plain``).
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (MEN, re.compile(r"\bмужчин|\bмуж\b|\bмуж чин|\bер адам|\bерлер|\bеркек|^ер$|^м$|^men\b")),
    (WOMEN, re.compile(r"\bженщин|\bжен\b|\bайел|^ж$|^women\b")),
    (
        COUNT,
        re.compile(
            r"\b(кол|количеств|число|численност)\w*( во)?\b.*"
            r"(штат|единиц|ставок|мест|работ|чел|должност)"
            r"|^кол( во)?( чел)?$|^количество$|^численность|^штатная численность|^штат\w* единиц"
            r"|\bштат\w*( бирли\w*)?( саны?)\b|\bбирли\w* саны?|\bорын\w* саны?|^саны?$"
            r"|\b(кызметкер|жумысшы|адам|жумыскер)\w* саны?|^headcount$"
            r"|^number of (posts|workplaces)"
        ),
    ),
    (
        NAME,
        re.compile(
            r"должност|професси|специальност|\bлауазым|\bкасип|\bкасиб|\bмамандык|^position\b|^job\b"
        ),
    ),
    (
        SECTION,
        re.compile(
            r"подразделен|^отдел\b|^цех\b|^участок\b|\bболимше|^болим\b|\bкурылым|^section\b|^department\b"
        ),
    ),
    (NUMBER, re.compile(r"^п п$|^n$|^n п п$|^номер( п п)?$|^р с$|^реттик|^р н$|^no$")),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the heading stands: its rows, and the column (from 1) of each field found."""

    first_row: int
    last_row: int
    by_field: Mapping[str, int]
    headings: Mapping[int, str]

    @property
    def complete(self) -> bool:
        """Whether positions and counts can be read."""
        return NAME in self.by_field and (COUNT in self.by_field or MEN in self.by_field)


def find_columns(sheet: Sheet) -> Columns | None:
    """The columns of the first heading that names positions and counts; ``None`` if none does."""
    for depth in range(1, _DEEPEST + 1):
        for top in range(len(sheet.rows) - depth + 1):
            found = _columns(sheet, top, depth)
            if found.complete:
                return _with_sub_headings(sheet, found)
    return None


def above_first_count(sheet: Sheet, columns: Mapping[str, int]) -> Columns:
    """The row above the first one with a number in a column told to be of counts: the heading."""
    told = [columns[name] for name in (COUNT, MEN, WOMEN) if name in columns]
    above: tuple[Cell, ...] = ()
    for row in sheet.rows:
        if any(cell.column in told and whole_or_part(cell.value) is not None for cell in row):
            break
        above = row
    headings = {cell.column: text for cell in above if (text := cell_text(cell))}
    at = above[0].row if above else 0
    return Columns(at, at, {}, headings)


def cell_text(cell: Cell) -> str:
    """What a cell shows as text, on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeezed(str(value))


def heading_kinds(text: str) -> Iterator[str]:
    """The fields that a heading may mean, the surest first.

    One in two languages («Саны / Количество») also means what either half does.
    """
    heading = plain(text)
    if squeezed(text) == "№":
        yield NUMBER
    for kind, pattern in _PATTERNS:
        if pattern.search(heading):
            yield kind
    halves = [plain(half) for half in text.split("/")] if "/" in text else []
    for kind, pattern in _PATTERNS:
        if kind in (COUNT, NAME, SECTION) and any(pattern.search(half) for half in halves):
            yield kind


def _columns(sheet: Sheet, top: int, depth: int) -> Columns:
    headings: dict[int, str] = {}
    for row in sheet.rows[top : top + depth]:
        for cell in row:
            text = cell_text(cell)
            if text and text not in headings.get(cell.column, "").split("\n"):
                headings[cell.column] = "\n".join(filter(None, (headings.get(cell.column), text)))
    found: dict[str, int] = {}
    for column, heading in sorted(headings.items()):
        kind = next(heading_kinds(heading), None)
        repeated = column > 1 and headings.get(column - 1) == heading
        if kind is not None and kind not in found and not repeated:
            found[kind] = column
    plain_headings = {column: squeezed(text) for column, text in headings.items()}
    return Columns(_row(sheet, top), _row(sheet, top + depth - 1), found, plain_headings)


def _with_sub_headings(sheet: Sheet, found: Columns) -> Columns:
    """The heading with the row of men and women, or of column numbers, that stands below it."""
    place = next(i for i in range(len(sheet.rows)) if _row(sheet, i) == found.last_row)
    if place + 1 >= len(sheet.rows):
        return found
    below = _columns(sheet, place + 1, 1)
    sexes = {kind: column for kind, column in below.by_field.items() if kind in (MEN, WOMEN)}
    if len(sexes) != 2:
        return found
    fields = {
        kind: column for kind, column in found.by_field.items() if column not in sexes.values()
    }
    total = below.by_field.get(COUNT) or _total_column(below)
    if total is not None:
        fields[COUNT] = total
    return Columns(
        found.first_row, below.last_row, {**fields, **sexes}, {**found.headings, **below.headings}
    )


def _total_column(below: Columns) -> int | None:
    words = ("всего", "барлыгы", "жалпы", "итого")
    return next((c for c, text in below.headings.items() if plain(text) in words), None)


def _row(sheet: Sheet, index: int) -> int:
    row = sheet.rows[index]
    return row[0].row if row else index + 1
