"""The reader of staff lists and other tables: ``.xlsx`` within limits, or a text table."""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import unescape

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from riskdesk.domain.errors import UserError
from riskdesk.reports.workbook_guard import check_workbook
from riskdesk.services.ports import Cell, CellValue, Sheet
from riskdesk.services.staff_columns import find_columns
from riskdesk.services.text_table import read_text

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""Characters of a cell: Excel stores no more; what another program has put behind them is left."""
_TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}
_SEPARATORS = (";", "\t", ",")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_UNSOLVED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula and no stored result: a program wrote it that does not calculate."""
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    ParseError,
    zipfile.BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    NotImplementedError,
    RuntimeError,
)
"""What openpyxl raises for a package that is damaged or only looks like a workbook."""

Values = list[tuple[CellValue, ...]]
Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True)
class Found:
    """What a file holds: values row by row, and which cell covers which."""

    name: str
    rows: Values
    merged: Mapping[Place, Place] = field(default_factory=dict)


class StaffReader:
    """Reads the sheet of the list; merged cells repeat their value.

    The first one with the headings of a staff list, else the first that holds anything. Hidden
    sheets are looked at only when the ones that are seen are empty.
    """

    def read(self, path: Path) -> Sheet:
        """The sheet as rows of cells, empty ones included.

        ``UserError``: those of ``check_workbook``, ``workbook-missing``, ``workbook-damaged``,
        ``workbook-empty``, ``workbook-too-long``.
        """
        if not path.is_file():
            raise UserError("workbook-missing", file=str(path))
        if path.suffix.lower() in _TEXT_SUFFIXES:
            found = Found(path.stem, _text_rows(path))
        else:
            check_workbook(path)
            try:
                found = _workbook_rows(path)
            except _BROKEN as error:
                raise UserError("workbook-damaged", file=path.name) from error
        if not found.rows:
            raise UserError("workbook-empty", file=path.name)
        return _as_sheet(found)


def _as_sheet(found: Found) -> Sheet:
    return Sheet(found.name, tuple(_cells(found.rows, found.merged)))


def _text_rows(path: Path) -> Values:
    text = read_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    rows: Values = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(tuple(cell or None for cell in row[:MOST_COLUMNS]))
            if len(rows) > MOST_ROWS:
                raise UserError("workbook-too-long", file=path.name, rows=MOST_ROWS)
    except csv.Error as error:
        raise UserError("workbook-damaged", file=path.name) from error
    return rows if any(any(row) for row in rows) else []


def _workbook_rows(path: Path) -> Found:
    # The file is opened here: openpyxl leaves one that it has opened itself open when it fails.
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
        return _best(path, seen) or _best(path, hidden) or Found("", [])


def _best(path: Path, sheets: Iterable[ReadOnlyWorksheet]) -> Found | None:
    """The first sheet with the headings of a staff list, else the first that is filled."""
    first: Found | None = None
    for sheet in sheets:
        rows = _sheet_rows(sheet, path.name)
        if not rows:
            continue
        part = _part(path, sheet)
        found = Found(sheet.title, _with_unsolved(rows, part), _merged(part))
        if find_columns(_as_sheet(found)) is not None:
            return found
        first = first or found
    return first


def _sheet_rows(sheet: ReadOnlyWorksheet, file: str) -> Values:
    """Rows without empty tails; the size that the file claims is not believed."""
    sheet.reset_dimensions()
    rows: Values = []
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        values = tuple(_value(value) for value in row)
        while values and values[-1] is None:
            values = values[:-1]
        rows.append(values)
        if len(rows) > MOST_ROWS:
            raise UserError("workbook-too-long", file=file, rows=MOST_ROWS)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _value(value: object) -> CellValue:
    """A value as the port knows it; text without the control characters of a bad export."""
    if isinstance(value, str):
        kept = "".join(
            char for char in value[:LONGEST_CELL] if char.isprintable() or char in "\n\t"
        )
        return kept or None
    if value is None or isinstance(value, bool | int | float | Decimal | date | datetime):
        return value
    return str(value)


def _part(path: Path, sheet: ReadOnlyWorksheet) -> bytes:
    """The sheet as the package holds it: openpyxl does not tell all of it in read-only mode."""
    member = sheet._worksheet_path  # noqa: SLF001 - the only place where the part's name stands
    with zipfile.ZipFile(path) as package:
        return package.read(member.removeprefix("/"))


def _with_unsolved(rows: Values, part: bytes) -> Values:
    """The rows with the formulas themselves where the file holds no result of theirs."""
    unsolved: dict[int, dict[int, str]] = defaultdict(dict)
    for match in _UNSOLVED.finditer(part):
        left, top, _, _ = range_boundaries(match[1].decode("ascii"))
        if top <= MOST_ROWS and left <= MOST_COLUMNS:
            formula = unescape((match[2] or b"").decode("utf-8", "replace"))
            unsolved[top][left] = f"={formula}"
    if not unsolved:
        return rows
    height = max(len(rows), *unsolved)
    return [
        _filled(rows[at - 1] if at <= len(rows) else (), unsolved.get(at, {}))
        for at in range(1, height + 1)
    ]


def _filled(row: tuple[CellValue, ...], formulas: Mapping[int, str]) -> tuple[CellValue, ...]:
    width = max(len(row), *formulas, 0)
    padded = (*row, *[None] * (width - len(row)))
    return tuple(formulas.get(column, value) for column, value in enumerate(padded, start=1))


def _merged(part: bytes) -> Mapping[Place, Place]:
    """Covered cells and the top left cell that covers them (row, column)."""
    found: dict[Place, Place] = {}
    for match in _MERGED.finditer(part):
        left, top, right, bottom = range_boundaries(match[1].decode("ascii"))
        for row in range(top, min(bottom, MOST_ROWS) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found


def _cells(
    rows: Sequence[tuple[CellValue, ...]], merged: Mapping[Place, Place]
) -> Iterator[tuple[Cell, ...]]:
    widest: dict[int, int] = {}
    for row, column in merged:
        widest[row] = max(widest.get(row, 0), column)
    for number, values in enumerate(rows, start=1):
        wide = max(len(values), widest.get(number, 0))
        yield tuple(
            _cell(rows, number, column, merged.get((number, column)))
            for column in range(1, wide + 1)
        )


def _cell(rows: Sequence[tuple[CellValue, ...]], row: int, column: int, into: Place | None) -> Cell:
    at_row, at_column = into or (row, column)
    values = rows[at_row - 1] if at_row <= len(rows) else ()
    value = values[at_column - 1] if at_column <= len(values) else None
    return Cell(value, row, column, into)
