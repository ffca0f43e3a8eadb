"""Results for people: headings of tables and words of the program in the user's language."""

from collections.abc import Iterable, Mapping, Sequence

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import put_table

WORDED = {"change", "family", "kind", "provenance", "severity", "status", "verified"}
"""Columns whose values are words of the program; other values are the user's, or ids."""

PARTED = {"after", "by_sex", "limit", "limits", "now"}
"""Columns whose values have parts with names of the program; other parts are named by ids."""


def show(program: Program, keys: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """The columns ``keys`` of ``rows`` under their headings."""
    head = [program.say(f"column-{key}") for key in keys]
    cells = [[_cell(program, key, row[key]) for key in keys] for row in rows]
    put_table(head, cells)


def word(program: Program, value: object) -> str:
    """A word of the program in the user's language."""
    return program.say(f"word-{value}")


def _cell(program: Program, key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return word(program, "yes" if value else "no")
    if key in WORDED:
        return word(program, value)
    if isinstance(value, Mapping):
        return (", " if key in PARTED else "; ").join(
            f"{word(program, part) if key in PARTED else part} {_cell(program, '', inside)}"
            for part, inside in value.items()
        )
    if isinstance(value, list | tuple):
        return ", ".join(_cell(program, "", inside) for inside in value)
    return str(value)
