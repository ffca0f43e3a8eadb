"""What stands in one cell of a grid: plain values, made by screens, painted by delegates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.kit.strip import Strip

Kind = Literal[
    "sign", "text", "number", "repeats", "tag", "value", "choice", "flag", "date", "reference"
]
"""How a column is painted, read and edited.

``number``: the decimal field, aligned at the comma; ``repeats``: numbers with ``;`` between them;
``value``: any text at the right; ``choice``: one of ``options``; ``reference``: one of what
``find`` finds while typing; ``flag``: yes or no, by Space; ``date``: dd.MM.yyyy; ``sign`` and
``tag``: never typed.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice: what is stored, the words shown and typed, a second line in the list.

    ``also``: other spellings that are understood.
    """

    value: str
    words: str
    second: str = ""
    also: tuple[str, ...] = ()


Finder = Callable[[str], Sequence[Option]]
"""The best matches of a typed text; called at each key, so it reads no database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A small icon with its meaning, as ƒ for calculated or ◇ for not checked."""

    icon: str
    meaning: str
    tone: Tone = "text_3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``hit`` names the class whose colours fill it (the column that was met).

    ``problem``: what is wrong, said under the cell while it has the focus.
    ``strip``: the value beside its limits, before the text.
    ``digits``: a number is typed here, though the column takes any text (promise U5).
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
    digits: bool = False
    invalid: bool = False
    draft: bool = False
    shaded: bool = False
    folds: bool = False
    problem: str = ""
    strip: Strip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: head, kind, width in pixels at 100 %, scaled with the font.

    Width 0: by a sample of rows; ``stretch``: the rest. ``unit`` stands in the head. ``typed``: a
    new row can be typed here. ``whole``: a number that is a count, 0 or more.
    """

    key: str
    title: str
    unit: str = ""
    kind: Kind = "text"
    width: int = 0
    stretch: bool = False
    computed: bool = False
    wrap_head: bool = False
    typed: bool = False
    whole: bool = False
    options: Sequence[Option] = ()
    find: Finder | None = None

    @property
    def head(self) -> str:
        """Title and unit."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    @property
    def right(self) -> bool:
        """Whether the cells stand at the right."""
        return self.kind in {"number", "value", "repeats"}


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


class LazyRows(Sequence[GridRow]):
    """Rows made when they are looked at: 30,000 open as fast as thirty. No group rows.

    ``make``: the row at a place. ``text``: the text of one cell without its row, where that is
    cheaper; for copying and Ctrl+arrows.
    """

    def __init__(
        self,
        keys: Sequence[str],
        make: Callable[[int], GridRow],
        text: Callable[[int, str], str] | None = None,
    ) -> None:
        self.keys = keys
        self._make = make
        self._text = text
        self._made: dict[int, GridRow] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> GridRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[GridRow]: ...
    def __getitem__(self, at: int | slice) -> GridRow | Sequence[GridRow]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        found = self._made.get(number)
        if found is None:
            if not 0 <= number < len(self):
                raise IndexError(at)
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            found = self._made[number] = self._make(number)
        return found

    def __iter__(self) -> Iterator[GridRow]:
        return (self[number] for number in range(len(self)))

    def forget(self, number: int) -> None:
        """The row at a place has changed: it is made anew when it is looked at."""
        self._made.pop(number, None)

    def text(self, number: int, column: str) -> str:
        """The text of one cell."""
        if self._text is not None:
            return self._text(number, column)
        cell = self[number].cells.get(column)
        return cell.text if cell is not None else ""


_MOST_MADE = 2000
EMPTY = Cell()
