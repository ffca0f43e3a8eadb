"""Text tables as they come from outside: encoding, separator, headings, quoted cells."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LONGEST_TEXT
from riskdesk.services.located import Problems
from riskdesk.services.spelling import folded, squeezed

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes. A journal of 100 000 workplaces has less; more is refused before it is read."""
LONGEST_CELL = LONGEST_TEXT
"""Characters of one cell."""

_SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a kind of file may have: its name here and the headings it may carry."""

    name: str
    headings: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """One row by the names of its fields; a column that the file lacks reads as ``""``.

    ``line`` is the line of the file at which the row begins, from 1.
    """

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the heading row says: the separator and which column holds which field."""

    separator: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]

    def place(self, name: str) -> tuple[int | None, str]:
        """Column (from 1) and heading of a field."""
        index = self.columns.get(name)
        return (None, "") if index is None else (index + 1, self.headings[index])


def read_text(path: Path) -> str:
    """The text of a file: UTF-8 or UTF-16 with a mark, UTF-8 without one, else Windows-1251.

    Windows-1251 is read as KZ-1048, its Kazakh variant, which differs only in letters that
    neither Kazakh nor Russian writes otherwise.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                "file-too-large", file=path.name, megabytes=LARGEST_FILE // (1024 * 1024)
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError("file-not-read", file=str(path), reason=error.strerror or "") from error
    return decode(data, path.name)


def decode(data: bytes, name: str) -> str:
    """``read_text`` of bytes already read; ``name`` is the file's, for the message."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not marked and b"\0" in data:
        raise UserError("file-not-text", file=name)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "kz1048"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError("file-not-text", file=name)


def layout_of(header: str, fields: Iterable[Field], file: str) -> Layout:
    """Separator and columns of a heading line.

    The separator is the one that finds the most fields; ``UserError("import-headings")`` names
    what was looked for when a required field is not found.
    """
    fields = tuple(fields)
    layouts = [_layout(header, separator, fields) for separator in _SEPARATORS]
    best = max(layouts, key=lambda layout: len(layout.columns))
    missing = [f for f in fields if f.required and f.name not in best.columns]
    if missing:
        raise UserError(
            "import-headings",
            file=file,
            missing=", ".join(f"«{field.headings[0]}»" for field in missing),
            expected=", ".join(field.headings[0] for field in fields),
            found=", ".join(h for h in best.headings if h) or "–",
        )
    return best


def has_fields(header: str, fields: Iterable[Field]) -> bool:
    """Whether a heading line holds all required fields of a kind of file."""
    try:
        layout_of(header, fields, "")
    except UserError:
        return False
    return True


def first_line(text: str) -> str:
    """The heading line: the first one that is not blank."""
    return next((line for line in io.StringIO(text, newline=None) if line.strip()), "").rstrip(
        "\r\n"
    )


def records(text: str, layout: Layout, problems: Problems) -> list[Record]:
    """All rows below the headings; blank ones are skipped, wrong shapes noted as problems."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator, strict=True)
    found: list[Record] = []
    headed = False
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return found
        except csv.Error as error:
            if "field larger" in str(error):  # of the csv module: 131 072 characters
                problems.add(line, "row-unending")
            else:
                problems.add(line, "row-quotes")
            return found
        if not any(cell.strip() for cell in cells):
            pass
        elif not headed:
            headed = True
        else:
            record = record_of(cells, line, layout, problems)
            if record is not None:
                found.append(record)
        line = reader.line_num + 1


def record_of(cells: list[str], line: int, layout: Layout, problems: Problems) -> Record | None:
    """One row by its fields, or ``None`` and a problem when it has a wrong number of cells."""
    width = len(layout.headings)
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        problems.add(line, "row-width", expected=width, found=len(cells))
        return None
    long = next((i for i, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
    if long is not None:
        problems.add(
            line,
            "cell-too-long",
            column=long + 1,
            heading=layout.headings[long] if long < width else "",
            longest=LONGEST_CELL,
        )
        return None
    return Record(line, {name: squeezed(cells[index]) for name, index in layout.columns.items()})


def split_line(line: str, layout: Layout, problems: Problems, number: int) -> Record | None:
    """One row that came alone, as ``records`` reads it."""
    try:
        rows = list(csv.reader([line], delimiter=layout.separator, strict=True))
    except csv.Error:
        problems.add(number, "row-quotes")
        return None
    return record_of(rows[0] if rows else [], number, layout, problems)


def _layout(header: str, separator: str, fields: tuple[Field, ...]) -> Layout:
    try:
        cells = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:  # an unending line: no heading
        cells = []
    headings = tuple(squeezed(cell) for cell in cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    columns: dict[str, int] = {}
    for field in fields:
        accepted = {folded(heading) for heading in field.headings}
        index = next((i for i, h in enumerate(headings) if h and folded(h) in accepted), None)
        if index is not None:
            columns[field.name] = index
    return Layout(separator, headings, columns)
