"""Blocks of running text, of drawings and of what is filled in by hand."""

from dataclasses import dataclass

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import TITLE_SIZE, Align

CODE_SIZE = 16.0
"""Side of a QR code on a form, mm (mockups.md, Paper)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What every block has: printed only if ``when`` (a field or a list) holds something.

    ``""``: always.
    """

    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSpec(Printed):
    """A head of ``level`` 1 or 2: a bookmark of the PDF, never alone at the foot of a page."""

    text: LocalizedText
    lead: str = ""
    level: int = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseSpec(Printed):
    """Running text: the paragraphs written here, then the ``text`` of each record of ``source``.

    ``beside``: Kazakh in the left half of the page, Russian in the right one.
    """

    paragraphs: tuple[LocalizedText, ...] = ()
    source: str = ""
    beside: bool = False
    size: float = TITLE_SIZE
    before: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec(Printed):
    """A list: the entries written here, then the ``text`` of each record of ``source``.

    Numbered from ``first``; 0: with dashes.
    """

    entries: tuple[LocalizedText, ...] = ()
    source: str = ""
    first: int = 1
    size: float = TITLE_SIZE
    before: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSpec(Printed):
    """The picture of the field ``value``, scaled into ``width`` × ``height`` mm (0: the page's).

    Its marks stand on it as numbers; ``caption`` stands under it.
    """

    value: str
    caption: LocalizedText = LocalizedText()
    width: float = 0.0
    height: float = 150.0
    align: Align = "center"
    before: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSpec(Printed):
    """The text of the field ``value`` as a QR code, ``size`` mm, with a caption under it."""

    value: str
    caption: LocalizedText = LocalizedText()
    size: float = CODE_SIZE
    align: Align = "left"
    before: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSpec(Printed):
    """The place of a seal; it stays with the signatures above it."""

    width: float = 40.0
    height: float = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSpec(Printed):
    """Lines to fill in by hand, ``height`` mm from one to the next, after a label of their own."""

    count: int
    label: LocalizedText = LocalizedText()
    height: float = 7.0
    before: float = 1.5
