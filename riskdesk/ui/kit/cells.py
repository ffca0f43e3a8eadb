"""What stands in one cell of a grid: plain values, made by screens, painted by delegates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.kit.paint import Tag

Kind = Literal["sign", "text", "number", "tag", "value"]
"""How a column is painted and edited: ``number`` by the decimal field, ``value`` by any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A small icon with its meaning, as ƒ for calculated or ◇ for not checked."""

    icon: str
    meaning: str
    tone: Tone = "text_3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``hit`` names the class whose colours fill it (the column that was met).

    ``folds``: a text too long for two lines ends before one of its commas; the tooltip has it all.
    """

    text: str = ""
    tone: Tone = "text"
    weight: Literal["normal", "medium", "strong"] = "normal"
    before: Sign | None = None
    after: Sign | None = None
    tag: Tag | None = None
    hit: str = ""
    tooltip: str = ""
    editable: bool = False
    invalid: bool = False
    draft: bool = False
    shaded: bool = False
    folds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: head, kind, width in pixels at 100 % (0: by a sample; stretch: the rest)."""

    key: str
    title: str
    kind: Kind = "text"
    width: int = 0
    stretch: bool = False
    computed: bool = False
    wrap_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: its stable key and its cells by column; a ``group`` row has one title."""

    key: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    group: str = ""
    count: str = ""

    @property
    def is_group(self) -> bool:
        """Whether the row is a heading over the rows below it."""
        return bool(self.group)


EMPTY = Cell()
