"""The coloured parts of the workplace card: the box of the total class and the ladder."""

from collections.abc import Mapping
from typing import Protocol

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.document import HEAD_SIZE, TITLE_SIZE, Cell, Group, Line, Row, Run, Table
from riskdesk.forms.fields import ClassField, Record
from riskdesk.forms.setting import Setting, with_marks
from riskdesk.forms.spec import ClassPaint, LadderSpec, VerdictSpec
from riskdesk.forms.wording import Wording

_LABEL, _BOX, _GAP = 53.0, 40.0, 4.0
_BIG = 2.6


class Painted(Protocol):
    """What the coloured parts need of the paper."""

    @property
    def wording(self) -> Wording:
        """Shared words."""
        ...

    @property
    def paint(self) -> Mapping[HazardClass, ClassPaint]:
        """Colours of the classes."""
        ...


def class_word(wording: Wording, hazard_class: HazardClass) -> LocalizedText:
    """The word of a class as the forms print it."""
    return wording.say(f"class-{hazard_class.value}")


def verdict(
    block: VerdictSpec, record: Record, setting: Setting, paper: Painted, body: float
) -> Table:
    """Facts of the workplace and, at the right over all of their rows, its total class."""
    rows: list[Row] = []
    for number, item in enumerate(block.items):
        label = Cell(lines=setting.lines(item.label), borders="below", size=TITLE_SIZE - 0.5)
        value = Cell(
            lines=setting.lines(record.text(item.value), bold=item.strong),
            borders="below",
            size=TITLE_SIZE + (1.5 if item.strong else -0.5),
        )
        box = _box(block, record, setting, paper, len(block.items)) if number == 0 else None
        rows.append((label, value, Cell(borders="none"), box))
    widths = (_LABEL, body - _LABEL - _GAP - _BOX, _GAP, _BOX)
    return Table(widths=widths, groups=(Group(tuple(rows)),), before=2.0, padding=1.0)


def _box(block: VerdictSpec, record: Record, setting: Setting, paper: Painted, rows: int) -> Cell:
    value = record.fields.get(block.value)
    label = setting.lines(block.label)
    if not isinstance(value, ClassField) or value.hit is None:
        words = value.words if isinstance(value, ClassField) else LocalizedText()
        notes = value.notes if isinstance(value, ClassField) else ()
        lines = (*label, *with_marks(setting.lines(words, bold=True), setting.marks(notes)))
        return Cell(lines=lines, down=rows, align="center", frame=True, size=HEAD_SIZE + 1.0)
    paint = paper.paint[value.hit]
    big: Line = (Run(value.hit.value, bold=True, scale=_BIG),)
    lines = (
        *label,
        *with_marks((big,), setting.marks(value.notes)),
        *setting.lines(class_word(paper.wording, value.hit), bold=True),
    )
    return Cell(
        lines=lines,
        down=rows,
        align="center",
        fill=paint.fill,
        ink=paint.ink,
        frame=True,
        size=TITLE_SIZE - 0.5,
    )


def ladder(
    block: LadderSpec, record: Record, setting: Setting, paper: Painted, body: float
) -> Table:
    """The seven classes side by side, the total one framed."""
    value = record.fields.get(block.value)
    hit = value.hit if isinstance(value, ClassField) else None
    row: Row = tuple(
        Cell(
            lines=(
                (Run(member.value, bold=True),),
                *setting.lines(class_word(paper.wording, member)),
            ),
            align="center",
            size=HEAD_SIZE,
            fill=paint.fill,
            ink=paint.ink,
            frame=member is hit,
        )
        for member, paint in paper.paint.items()
    )
    width = body / len(row)
    return Table(widths=(width,) * len(row), groups=(Group((row,)),), before=2.0, padding=0.6)
