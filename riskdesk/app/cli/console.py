"""What commands print: results on standard output, everything else on standard error."""

import contextlib
import json
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal


def put_json(row: Mapping[str, object]) -> None:
    """One JSON object as one line."""
    sys.stdout.write(to_json(row) + "\n")


def to_json(row: Mapping[str, object]) -> str:
    """``row`` as JSON on one line; ``Decimal`` becomes a JSON number, other values their text."""
    return json.dumps(row, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def put_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """An aligned table under its head."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["─" * width for width in widths])
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def put_line(text: str = "") -> None:
    """One line of a result."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line on standard error: errors, progress, remarks."""
    with contextlib.suppress(OSError):  # a result that cannot be written is told by its own error
        sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
