"""What kind of file a text table is, by its heading line."""

from pathlib import Path
from typing import Literal

from riskdesk.services.headings import (
    CARDS,
    CONCLUSIONS,
    INSTRUMENTS,
    JOURNAL,
    LIGHT_POINTS,
    MICROCLIMATE_POINTS,
    NOISE_POINTS,
)
from riskdesk.services.text_table import Field, first_line, has_fields, read_text

FileKind = Literal["staff", "journal", "points", "cards", "instruments"]
"""The files that can be imported."""

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_HEADINGS: tuple[tuple[FileKind, tuple[Field, ...]], ...] = (
    ("cards", CONCLUSIONS),
    ("cards", CARDS),
    ("journal", JOURNAL),
    ("points", MICROCLIMATE_POINTS),
    ("points", LIGHT_POINTS),
    ("points", NOISE_POINTS),
    ("instruments", INSTRUMENTS),
)


def file_kind(path: Path) -> FileKind:
    """A workbook, and a text with no headings of the others, is a staff list.

    ``UserError`` when the file cannot be read.
    """
    if path.suffix.casefold() in _WORKBOOKS:
        return "staff"
    header = first_line(read_text(path))
    return next((kind for kind, fields in _HEADINGS if has_fields(header, fields)), "staff")
