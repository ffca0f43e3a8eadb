"""Blocks of cells on the clipboard: tab-separated text, as Excel and LibreOffice write it."""

import re
from collections.abc import Iterable, Sequence

Block = list[list[str]]

_FIELD = re.compile(r'("(?:[^"]|"")*"(?=[\t\n]|\Z)|[^\t\n]*)(\t|\n|\Z)')


def read_block(text: str) -> Block:
    """Rows of fields; a line break at the very end begins no row.

    A field is unwrapped only where its quotes were needed: ``"ТОО «А»"`` in quotes of its own stays
    as it is, because Excel copies such a text bare.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").rstrip("\0")
    if '"' not in plain:
        return [line.split("\t") for line in plain.split("\n")]
    rows: Block = [[]]
    at = 0
    while at <= len(plain):
        found = _FIELD.match(plain, at)
        if found is None:  # never: the second branch takes anything up to a tab or a line break
            break
        rows[-1].append(_bare(found[1]))
        at = found.end()
        if found[2] == "\n":
            rows.append([])
        elif not found[2]:
            break
    return rows


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The clipboard's text; every row ends with a line break, as Excel has it."""
    return "".join("\t".join(map(_wrapped, row)) + "\n" for row in rows)


def _bare(field: str) -> str:
    if len(field) < 2 or field[0] != '"' or field[-1] != '"':
        return field
    inner = field[1:-1]
    if "\t" in inner or "\n" in inner or '""' in inner:
        return inner.replace('""', '"')
    return field


def _wrapped(field: str) -> str:
    if "\t" in field or "\n" in field or field.startswith('"'):
        return '"' + field.replace('"', '""') + '"'
    return field
