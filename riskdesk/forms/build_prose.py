"""Running text of a form: heads, paragraphs, lists, lines to fill in by hand."""

from collections.abc import Iterator

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import (
    TITLE_SIZE,
    Block,
    Cell,
    Group,
    Line,
    Lines,
    Paragraph,
    Row,
    Run,
    Table,
)
from riskdesk.forms.fields import Record
from riskdesk.forms.setting import Setting, filled
from riskdesk.forms.spec_prose import HeadSpec, LinesSpec, ListSpec, ProseSpec

_BEFORE_HEAD = {1: 4.0, 2: 3.0}
_HEAD_SIZE = {1: TITLE_SIZE + 1.0, 2: TITLE_SIZE}
_BETWEEN = 1.0
"""Between two paragraphs of one text, mm."""
_SIGN = 8.0
"""Width of the number or dash of a list, mm."""


def head(block: HeadSpec, record: Record, setting: Setting) -> Paragraph:
    """A head, numbered by what stands before it."""
    lines = setting.lines(filled(block.text, record.text), bold=True)
    if block.lead and lines:
        lines = ((Run(f"{block.lead} ", bold=True), *lines[0]), *lines[1:])
    return Paragraph(
        lines=lines,
        align=block.align,
        size=_HEAD_SIZE[block.level],
        before=_BEFORE_HEAD[block.level],
        leads=True,
        level=block.level,
    )


def prose(block: ProseSpec, record: Record, setting: Setting, body: float) -> tuple[Block, ...]:
    """Paragraphs, Kazakh before Russian or beside it."""
    texts = [setting.lines(text) for text in _texts(block, record)]
    if block.beside and setting.language == "kk-ru":
        return (_beside(texts, block, body),)
    return tuple(
        Paragraph(lines=(line,), size=block.size, before=_BETWEEN if number else block.before)
        for number, line in enumerate(line for lines in texts for line in lines)
    )


def _beside(texts: list[Lines], block: ProseSpec, body: float) -> Table:
    """One row a paragraph; words that are the same in both languages go over both halves."""

    def row(lines: Lines) -> Row:
        cells = [
            Cell(lines=(line,), size=block.size, borders="none", top=True, across=3 - len(lines))
            for line in lines
        ]
        return (cells[0], cells[1] if len(cells) > 1 else None)

    groups = tuple(Group((row(lines),), whole=False) for lines in texts if lines)
    return Table(widths=(body / 2, body / 2), groups=groups, before=block.before, padding=1.0)


def listed(block: ListSpec, record: Record, setting: Setting) -> tuple[Block, ...]:
    """Entries, each with its number or a dash at the left."""
    return tuple(
        Paragraph(
            lines=setting.lines(text),
            size=block.size,
            indent=_SIGN,
            before=_BETWEEN if number else block.before,
            sign=(Run(f"{block.first + number}." if block.first else "–"),),
        )
        for number, text in enumerate(_texts(block, record))
    )


def _texts(block: ProseSpec | ListSpec, record: Record) -> Iterator[LocalizedText]:
    written = block.paragraphs if isinstance(block, ProseSpec) else block.entries
    found = [filled(text, record.text) for text in written]
    if block.source:
        found += [each.text("text") for each in record.lists[block.source]]
    return (text for text in found if text.kk or text.ru)


def blank_lines(block: LinesSpec, record: Record, setting: Setting, body: float) -> Table:
    """Ruled lines; a label stands on the first of them."""
    label: Line = setting.line(filled(block.label, record.text))
    first = Cell(lines=(label,) if label else (), borders="below", least=block.height)
    rows = [first, *[first._replace(lines=())] * (block.count - 1)]
    return Table(
        widths=(body,), groups=tuple(Group(((row,),)) for row in rows), before=block.before
    )
