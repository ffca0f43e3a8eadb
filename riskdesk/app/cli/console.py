"""What commands print: results on standard output, everything else on standard error."""

import contextlib
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from textwrap import wrap


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


GAP = "  "
NARROWEST = 8
"""No column is cut below this: what then does not fit runs over the edge."""


def put_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """An aligned table under its head, wrapped to the terminal; whole in a file or a pipe."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in table_lines(head, rows, width):
        sys.stdout.write(line + "\n")


def table_lines(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int | None
) -> Iterator[str]:
    """The lines of a table that is ``width`` wide if it can be; cells are wrapped, never cut."""
    lines = [head, *rows]
    widths: Sequence[int] = [
        max(len(line[column]) for line in lines) for column in range(len(head))
    ]
    if width is not None:
        words = [
            max((len(word) for line in lines for word in line[column].split()), default=0)
            for column in range(len(head))
        ]
        widths = _narrowed(widths, words, width - len(GAP) * (len(widths) - 1))
    for line in (head, ["─" * width for width in widths], *rows):
        yield from _wrapped(line, widths)


def _narrowed(widths: Sequence[int], words: Sequence[int], room: int) -> Sequence[int]:
    """``widths`` with the widest cut until all fit into ``room``, if they can within words."""
    for floors in (words, [NARROWEST] * len(widths)):
        for most in range(max(widths), NARROWEST - 1, -1):
            cut = [
                min(width, max(most, floor)) for width, floor in zip(widths, floors, strict=True)
            ]
            if sum(cut) <= room:
                return cut
    return cut


def _wrapped(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    pieces = [
        wrap(cell, max(width, 1), break_on_hyphens=False)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*pieces, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield GAP.join(padded).rstrip()


def put_line(text: str = "") -> None:
    """One line of a result."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line on standard error: errors, progress, remarks."""
    with contextlib.suppress(OSError):  # a result that cannot be written is told by its own error
        sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
