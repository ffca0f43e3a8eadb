"""A printed form as a small tree of blocks: what both writers draw, PDF and Excel alike.

Lengths are millimetres, type sizes points. Everything that stands on paper is a ``Paragraph`` or a
``Table``; a part is one protocol (one card, one list) and starts on a page and sheet of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from riskdesk.domain.values import Language

Align = Literal["left", "center", "right"]
Borders = Literal["all", "none", "above", "below"]
PaperLanguage = Literal["kk-ru", "ru", "kk"]

TABLE_SIZE = 9.0
"""Type size of table text, pt (mockups.md, Paper)."""
HEAD_SIZE = 8.0
"""Type size of table heads, pt."""
TITLE_SIZE = 10.5
"""Type size of titles, pt."""
ITEM_SIZE = 10.0
"""Type size of header fields, pt."""

SMALLEST_TYPE = 8.0
"""Type of cards is not made smaller than this, pt, to bring them on one page."""

ROOM = 1.5
"""Space above and below the words of a cell together, in paddings."""

A4_SHORT, A4_LONG = 210.0, 297.0


class Run(NamedTuple):
    """Text of one face; ``raised`` is a footnote mark; ``scale`` times the size of its cell."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    scale: float = 1.0


Line = tuple[Run, ...]
Lines = tuple[Line, ...]
"""Lines that the form itself breaks; a writer wraps each of them to its width."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stays one in Excel; ``prefix`` and ``mark`` are shown with it, never typed.

    ``mark`` is the number of a footnote, ``""`` if there is none.
    """

    value: Decimal
    prefix: str = ""
    mark: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A numbered mark on a picture; ``x`` and ``y`` from its left and top edge, 0 to 1."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture (bytes of a PNG or JPEG file) or a QR code of ``code``, at most so large in mm.

    ``hang``: so many mm of it reach below its row, where nothing stands.
    """

    width: float
    height: float
    hang: float = 0.0
    image: bytes = field(default=b"", repr=False)
    code: str = ""
    marks: tuple[PictureMark, ...] = ()


class Cell(NamedTuple):
    """One cell of a table: words, or a number.

    ``across`` and ``down`` count the columns and rows it covers. ``fill`` and ``ink`` are colours,
    ``#rrggbb``; ``frame`` is the 2 px outline of a hit class; ``number`` replaces ``lines``;
    ``drawing`` stands above them; ``least`` is the height, mm, that its row has at least.
    """

    lines: Lines = ()
    number: Number | None = None
    drawing: Drawing | None = None
    least: float = 0.0
    across: int = 1
    down: int = 1
    align: Align = "left"
    top: bool = False
    vertical: bool = False
    size: float = TABLE_SIZE
    fill: str = ""
    ink: str = ""
    frame: bool = False
    borders: Borders = "all"

    @property
    def text(self) -> str:
        """The words of the cell, lines joined by a space."""
        return lines_text(self.lines)


Row = tuple[Cell | None, ...]
"""One row: a cell at the first column it covers, ``None`` where another cell covers."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: on one page if ``whole``, else parted between any of its rows.

    ``leads``: stays with the group after it (a section's head).
    """

    rows: tuple[Row, ...]
    leads: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: column widths, the head that every page repeats, groups of rows.

    ``main``: its columns become the columns of the Excel sheet and its head is frozen there.
    ``follows``: no page break before it (signatures stay with what they sign). ``padding``: mm at
    the sides of a cell, above and below as much times ``tight``.
    """

    widths: tuple[float, ...]
    groups: tuple[Group, ...]
    head: tuple[Row, ...] = ()
    indent: float = 0.0
    before: float = 0.0
    main: bool = False
    follows: bool = False
    padding: float = 1.0
    tight: float = 1.0

    @property
    def room(self) -> float:
        """Space above and below the words of a cell together, mm."""
        return ROOM * self.padding * self.tight


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words across the page; ``rule`` is a heavy line below it; ``leads``: no break after it.

    ``sign`` stands before the first line, in the indent (the number of an entry of a list).
    ``level`` 1 or 2: a head, which becomes a bookmark.
    """

    lines: Lines
    align: Align = "left"
    size: float = TITLE_SIZE
    indent: float = 0.0
    before: float = 0.0
    rule: bool = False
    leads: bool = False
    level: int = 0
    sign: Line = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """One protocol of a document: its own pages, counted from 1, and its own Excel sheet."""

    name: str
    blocks: tuple[Block, ...]
    foot: Line = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sheet of paper: A4, margins in mm (left 20 for binding)."""

    landscape: bool = False
    left: float = 20.0
    right: float = 12.0
    top: float = 12.0
    bottom: float = 12.0

    @property
    def width(self) -> float:
        """Width of the sheet, mm."""
        return A4_LONG if self.landscape else A4_SHORT

    @property
    def height(self) -> float:
        """Height of the sheet, mm."""
        return A4_SHORT if self.landscape else A4_LONG

    @property
    def body(self) -> float:
        """Width between the margins, mm."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A filled form in one language setting, the same for both writers.

    ``dated`` is the day that file properties carry, so that equal inputs give equal files.
    ``page_word`` stands before the page numbers. ``fit``: each part goes on one page if type of
    ``SMALLEST_TYPE`` and tighter rows allow it. ``subject`` (the enterprise) and ``author`` (the
    laboratory) are properties of the file. ``order``: its place in a dossier, times 10.
    """

    form: str
    title: str
    language: PaperLanguage
    page: Page
    parts: Sequence[Part]
    dated: date
    page_word: Line = ()
    fit: bool = False
    subject: str = ""
    author: str = ""
    order: int = 0

    @property
    def number_language(self) -> Language:
        """The language whose decimal sign is used; comma in Kazakh and Russian alike."""
        return "kk" if self.language == "kk" else "ru"


def lines_text(lines: Lines) -> str:
    """The words of some lines, joined by spaces."""
    return " ".join("".join(run.text for run in line) for line in lines)


def cells_of(table: Table) -> Iterator[Cell]:
    """All cells of a table, head first."""
    for row in (*table.head, *(row for group in table.groups for row in group.rows)):
        yield from (cell for cell in row if cell is not None)
