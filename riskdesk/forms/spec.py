"""The definition of a form, typed: what ``form.toml`` says and nothing else.

Texts may hold ``{field}`` placeholders, filled from the record that is printed.
"""

from dataclasses import dataclass
from datetime import date

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.document import (
    HEAD_SIZE,
    ITEM_SIZE,
    TABLE_SIZE,
    Align,
    Page,
)
from riskdesk.forms.spec_prose import CODE_SIZE, Printed

LAST = 1000
"""Forms that name no place come after all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpec:
    """One line of text; ``joined``: Kazakh and Russian on one line, parted by " / ".

    ``lead`` stands once before both languages (a number, a code), ``tail`` once after them (a line
    to fill in). ``scale`` enlarges the type.
    """

    text: LocalizedText
    lead: str = ""
    tail: str = ""
    scale: float = 1.0
    bold: bool = False
    joined: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CornersSpec(Printed):
    """Lines at the left and at the right of the top: laboratory, act and annex, approval.

    ``code``: the field whose text stands as a QR code, ``code_size`` mm, in the right corner; its
    place is kept where there is no text yet, so that issuing moves nothing. ``code_hang``: so much
    of it reaches down beside a short title, mm.
    """

    left: tuple[TextSpec, ...] = ()
    right: tuple[TextSpec, ...] = ()
    left_share: float = 0.5
    code: str = ""
    code_size: float = CODE_SIZE
    code_hang: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSpec(Printed):
    """The title in both languages and the lines under it."""

    under: tuple[TextSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSpec:
    """A header field: its label and the field that holds its value."""

    label: LocalizedText
    value: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsSpec(Printed):
    """Header fields, numbered from ``first`` (0: without numbers)."""

    items: tuple[ItemSpec, ...]
    first: int = 1
    size: float = ITEM_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column, or a head over several; ``width`` in mm.

    ``group``: one cell for all rows of a block; ``top``: its words stand at the top of it.
    ``hazard_class``: a column of the class scale.
    """

    label: LocalizedText
    value: str = ""
    width: float = 0.0
    align: Align = "center"
    vertical: bool = False
    joined: bool = False
    group: bool = False
    top: bool = False
    strong: bool = False
    size: float = TABLE_SIZE
    hazard_class: HazardClass | None = None
    columns: tuple["ColumnSpec", ...] = ()

    @property
    def leaves(self) -> tuple["ColumnSpec", ...]:
        """The columns under this head, itself if there is none."""
        return tuple(leaf for column in self.columns for leaf in column.leaves) or (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec(Printed):
    """A table over the list ``source`` of the record.

    ``rows``: the list of a block's rows, ``""`` if a block is one row. ``sign`` is what stands in
    the hit class column, with ``{class}``. ``colours``: the hit cell is filled and framed.
    ``parted``: a block may go on on the next page. ``blank``: so many rows to fill in by hand
    follow the records. ``row_height``: no row is lower, mm.
    """

    source: str
    columns: tuple[ColumnSpec, ...]
    rows: str = ""
    numbered: bool = False
    sign: str = "{class}"
    colours: bool = False
    parted: bool = False
    faint: str = ""
    main: bool = True
    indent: float = 0.0
    before: float = 3.0
    head_size: float = HEAD_SIZE
    padding: float = 1.0
    blank: int = 0
    row_height: float = 0.0
    added: str = ""
    added_width: float = 0.0

    @property
    def leaves(self) -> tuple[ColumnSpec, ...]:
        """The columns that hold cells, from left to right."""
        return tuple(leaf for column in self.columns for leaf in column.leaves)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlockSpec(Printed):
    """A paragraph; ``source``: the list whose records' ``text`` are its further lines."""

    text: TextSpec
    source: str = ""
    align: Align = "left"
    boxed: bool = False
    before: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec(Printed):
    """A heavy line across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSpec(Printed):
    """The footnotes that the blocks above have called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSpec:
    """One signature: what was done, and the post of the signer."""

    role: LocalizedText
    post: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesSpec(Printed):
    """Signatures: they stay together with what stands above them."""

    signatures: tuple[SignatureSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSpec(Printed):
    """Facts at the left, the class of ``value`` in a coloured box at the right."""

    items: tuple[ItemSpec, ...]
    label: LocalizedText
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderSpec(Printed):
    """All classes with their words and colours, the one of ``value`` framed."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """One form as it is in force from a day.

    ``order``: its place in a dossier (kz-rules-and-forms C.0, times 10). ``suffix``: the end of its
    number, «МЕТ» of 1004-МЕТ. ``each``: the list whose records are printed as one card each,
    ``""`` for one protocol.
    ``fit``: a card goes on one page if somewhat smaller type allows it. ``subjects``: the factors
    it judges, whose options of the rule set it names.
    ``assumed``: what the definition takes for granted where the official text was not read.
    """

    id: str
    in_force: date
    title: LocalizedText
    act: LocalizedText
    annex: str
    page: Page
    blocks: tuple[Printed, ...]
    foot: TextSpec
    order: int = LAST
    suffix: LocalizedText = LocalizedText()
    each: str = ""
    fit: bool = False
    subjects: tuple[str, ...] = ()
    verified: str = "practice"
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassPaint:
    """How a class looks on paper, ``#rrggbb``; number and word always stand beside the colour."""

    fill: str
    ink: str
