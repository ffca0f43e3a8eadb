"""A form's definition and the records it prints, made into a document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms import spec, spec_prose
from riskdesk.forms.build_card import ladder, verdict
from riskdesk.forms.build_drawing import code, code_of, picture, seal
from riskdesk.forms.build_prose import blank_lines, head, listed, prose
from riskdesk.forms.build_table import Tables
from riskdesk.forms.document import (
    HEAD_SIZE,
    TITLE_SIZE,
    Block,
    Cell,
    Document,
    Group,
    Line,
    PaperLanguage,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
)
from riskdesk.forms.fields import Made, Record, same
from riskdesk.forms.setting import Setting, filled
from riskdesk.forms.wording import Wording

_KEPT = 100
"""So many parts are kept; of more each is built when it is drawn."""
_CORNER_SIZE = 8.5
_NOTE_SIZE = 7.5
_CAPTION_SIZE = 7.0
_BESIDE_CODE = 3.0
"""Between the words of the right corner and its QR code, mm."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What every form is built with: shared words, class colours, the language.

    ``tick`` is called at each record of a table: it may raise to stop the work.
    """

    wording: Wording
    paint: Mapping[HazardClass, spec.ClassPaint]
    language: PaperLanguage
    tick: Callable[[], None] = lambda: None


def build(form: spec.FormSpec, record: Record, paper: Paper, dated: date) -> Document:
    """The filled form; ``dated`` is the day its file properties carry."""
    setting = Setting(paper.language)
    builder = _Builder(form, paper, setting)
    records = record.lists[form.each] if form.each else (record,)
    parts = Made(
        range(len(records)), lambda number: builder.part(_under(record, records[number]), number)
    )
    return Document(
        form=form.id,
        title=form.title.get("kk" if paper.language == "kk" else "ru"),
        language=paper.language,
        page=form.page,
        parts=tuple(parts) if len(parts) <= _KEPT else parts,
        order=form.order,
        dated=dated,
        page_word=setting.line(paper.wording.say("page")),
        fit=form.fit,
        subject=record.text("customer_name").get("kk" if paper.language == "kk" else "ru"),
        author=record.text("laboratory").get("kk" if paper.language == "kk" else "ru"),
    )


def _under(whole: Record, card: Record) -> Record:
    """A card sees the fields of the whole form beside its own."""
    if card is whole:
        return whole
    return replace(
        card, fields={**whole.fields, **card.fields}, lists={**whole.lists, **card.lists}
    )


class _Builder:
    """Builds the parts of one form."""

    def __init__(self, form: spec.FormSpec, paper: Paper, setting: Setting) -> None:
        self._form = form
        self._paper = paper
        self._setting = setting
        body = form.page.body
        self._tables = Tables(setting, paper.paint, body, paper.tick)
        self._kinds: Mapping[type, Callable[[Any, Record], tuple[Block, ...]]] = {
            spec.CornersSpec: self._corners,
            spec.TitleSpec: self._title,
            spec.ItemsSpec: self._items,
            spec.TableSpec: self._table,
            spec.TextBlockSpec: self._text,
            spec.RuleSpec: self._rule,
            spec.NotesSpec: self._notes,
            spec.SignaturesSpec: self._signatures,
            spec.VerdictSpec: self._verdict,
            spec.LadderSpec: self._ladder,
            spec_prose.HeadSpec: lambda block, record: (head(block, record, setting),),
            spec_prose.ProseSpec: lambda block, record: prose(block, record, setting, body),
            spec_prose.ListSpec: lambda block, record: listed(block, record, setting),
            spec_prose.LinesSpec: lambda block, record: (
                blank_lines(block, record, setting, body),
            ),
            spec_prose.PictureSpec: lambda block, record: picture(block, record, setting, body),
            spec_prose.CodeSpec: lambda block, record: code(block, record, setting, body),
            spec_prose.SealSpec: lambda block, _record: (
                seal(block, paper.wording, setting, body),
            ),
        }

    def part(self, record: Record, number: int) -> Part:
        """One protocol."""
        self._setting.fresh()
        blocks = [
            built
            for block in self._form.blocks
            if not block.when or record.holds(block.when)
            for built in self._kinds[type(block)](block, record)
        ]
        name = record.text("sheet").ru or str(number + 1)
        foot = self._lines_of(self._form.foot, record)
        return Part(name, tuple(blocks), foot[0] if foot else ())

    def _filled(self, text: LocalizedText, record: Record) -> LocalizedText:
        return filled(text, record.text)

    def _lines_of(self, line: spec.TextSpec, record: Record) -> tuple[Line, ...]:
        text = self._filled(line.text, record)
        if line.joined or line.lead or line.tail:
            joined = self._setting.line(text, bold=line.bold)
            lead = self._setting.line(self._filled(same(line.lead), record), bold=line.bold)
            if lead and joined and not lead[-1].text.endswith(" "):
                joined = (Run(" · ", line.bold), *joined)
            tail = (Run(line.tail, line.bold),) if line.tail else ()
            found: tuple[Line, ...] = ((*lead, *joined, *tail),) if lead or joined else ()
        else:
            found = self._setting.lines(text, bold=line.bold)
        if line.scale != 1.0:
            found = tuple(tuple(run._replace(scale=line.scale) for run in each) for each in found)
        return found

    def _corners(self, block: spec.CornersSpec, record: Record) -> tuple[Block, ...]:
        left = tuple(line for each in block.left for line in self._lines_of(each, record))
        right = tuple(line for each in block.right for line in self._lines_of(each, record))
        body = self._form.page.body
        share = block.left_share
        row: list[Cell | None] = [
            Cell(lines=left, size=_CORNER_SIZE, borders="none", top=True),
            Cell(lines=right, size=_CORNER_SIZE, borders="none", top=True, align="right"),
        ]
        side = 0.0
        if block.code:
            side = block.code_size + _BESIDE_CODE
            row.append(
                Cell(
                    drawing=code_of(record, block.code, block.code_size, block.code_hang),
                    least=block.code_size - block.code_hang,
                    borders="none",
                    top=True,
                    align="right",
                )
            )
        widths = [(body - side) * share, (body - side) * (1 - share), *([side] if side else [])]
        return (Table(widths=tuple(widths), groups=(Group((tuple(row),)),), padding=0.0),)

    def _title(self, block: spec.TitleSpec, record: Record) -> tuple[Block, ...]:
        title = self._setting.lines(self._form.title, bold=True)
        under = tuple(line for each in block.under for line in self._lines_of(each, record))
        heading = Paragraph(
            lines=title, align="center", size=TITLE_SIZE + 0.5, before=5.0, leads=True
        )
        if not under:
            return (heading,)
        below = Paragraph(
            lines=under, align="center", size=TITLE_SIZE - 0.5, before=0.8, leads=True
        )
        return (heading, below)

    def _items(self, block: spec.ItemsSpec, record: Record) -> tuple[Block, ...]:
        body, groups = self._form.page.body, []
        for offset, item in enumerate(block.items):
            label = self._setting.leading(self._filled(item.label, record))
            line = (*self._setting.line(label), Run(":"))
            if item.value:
                worth = record.text(item.value)
                line = self._setting.labelled(label, worth, bold=item.strong)
            number = f"{block.first + offset}." if block.first else ""
            row: Row = (
                Cell(lines=((Run(number),),), borders="none", top=True, size=block.size),
                Cell(lines=(line,), borders="none", top=True, size=block.size),
            )
            last = offset == len(block.items) - 1
            groups.append(Group((row,), leads=last))
        indent = 6.0 if block.first else 0.1
        return (
            Table(widths=(indent, body - indent), groups=tuple(groups), padding=0.5, before=1.0),
        )

    def _table(self, block: spec.TableSpec, record: Record) -> tuple[Block, ...]:
        return (self._tables.table(block, record),)

    def _text(self, block: spec.TextBlockSpec, record: Record) -> tuple[Block, ...]:
        lines = self._lines_of(block.text, record)
        if block.source:
            more = (each.text("text") for each in record.lists[block.source])
            lines = (*lines, *(self._setting.line(text) for text in more))
        size = block.text.size or TITLE_SIZE - 1.0
        if not block.boxed:
            return (Paragraph(lines=lines, align=block.align, size=size, before=block.before),)
        cell = Cell(lines=lines, size=size, align=block.align)
        body = self._form.page.body
        return (
            Table(widths=(body,), groups=(Group(((cell,),)),), before=block.before, padding=2.0),
        )

    def _rule(self, _block: spec.RuleSpec, _record: Record) -> tuple[Block, ...]:
        return (Paragraph(lines=(), rule=True),)

    def _notes(self, _block: spec.NotesSpec, _record: Record) -> tuple[Block, ...]:
        return tuple(
            Paragraph(
                lines=((Run(str(number), raised=True), Run(" "), *self._setting.line(note)),),
                size=_NOTE_SIZE,
                before=1.5 if number == 1 else 0.4,
            )
            for number, note in self._setting.called()
        )

    def _signatures(self, block: spec.SignaturesSpec, _record: Record) -> tuple[Block, ...]:
        body = self._form.page.body
        gap = 4.0
        line = min(40.0, body * 0.22)
        widths = (body - 2 * line - 2 * gap, gap, line, gap, line)
        say, setting = self._paper.wording.say, self._setting
        rows: list[Row] = []
        for signature in block.signatures:
            role = Cell(
                lines=(setting.line(signature.role),), borders="none", size=TITLE_SIZE - 0.5
            )
            empty = Cell(borders="none", lines=((),), size=TITLE_SIZE + 2)
            rows.append((role, empty, empty, empty, empty))
            post = Cell(
                lines=(setting.line(signature.post),),
                borders="none",
                top=True,
                size=HEAD_SIZE + 0.5,
            )
            captions = (
                Cell(
                    lines=(setting.line(say(key)),),
                    borders="above",
                    align="center",
                    top=True,
                    size=_CAPTION_SIZE,
                )
                for key in ("signature", "name")
            )
            blank = Cell(borders="none")
            first, second = captions
            rows.append((post, blank, first, blank, second))
        return (
            Table(
                widths=widths, groups=(Group(tuple(rows)),), padding=0.3, before=4.0, follows=True
            ),
        )

    def _verdict(self, block: spec.VerdictSpec, record: Record) -> tuple[Block, ...]:
        return (verdict(block, record, self._setting, self._paper, self._form.page.body),)

    def _ladder(self, block: spec.LadderSpec, record: Record) -> tuple[Block, ...]:
        return (ladder(block, record, self._setting, self._paper, self._form.page.body),)
