"""What a form draws: a picture with marks, a QR code, the place of a seal."""

from riskdesk.forms.document import (
    HEAD_SIZE,
    TABLE_SIZE,
    TITLE_SIZE,
    Align,
    Cell,
    Drawing,
    Group,
    Lines,
    Row,
    Table,
)
from riskdesk.forms.fields import PictureField, Record
from riskdesk.forms.setting import Setting, filled
from riskdesk.forms.spec_prose import CodeSpec, PictureSpec, SealSpec
from riskdesk.forms.wording import Wording

_PADDING = 1.0


def picture(block: PictureSpec, record: Record, setting: Setting, body: float) -> tuple[Table, ...]:
    """The picture and its caption; nothing where the field holds no picture."""
    value = record.fields.get(block.value)
    if not isinstance(value, PictureField):
        return ()
    widest = body - 2 * _PADDING
    drawing = Drawing(
        width=min(block.width or widest, widest),
        height=block.height,
        image=value.image,
        marks=value.marks,
    )
    caption = setting.lines(filled(block.caption, record.text))
    return (_alone(drawing, caption, block.align, block.before, body),)


def code(block: CodeSpec, record: Record, setting: Setting, body: float) -> tuple[Table, ...]:
    """The QR code and its caption; nothing where the field has no text."""
    drawing = code_of(record, block.value, block.size)
    if drawing is None:
        return ()
    caption = setting.lines(filled(block.caption, record.text))
    return (_alone(drawing, caption, block.align, block.before, body),)


def code_of(record: Record, value: str, size: float, hang: float = 0.0) -> Drawing | None:
    """The text of a field as a QR code."""
    text = record.text(value).ru if value else ""
    return Drawing(width=size, height=size, hang=hang, code=text) if text else None


def seal(block: SealSpec, wording: Wording, setting: Setting, body: float) -> Table:
    """A framed place for the stamp, at the left."""
    words = Cell(
        lines=setting.lines(wording.say("seal")),
        align="center",
        size=TABLE_SIZE,
        least=block.height,
        borders="none",
    )
    return Table(
        widths=(block.width, body - block.width),
        groups=(Group(((words, Cell(borders="none")),)),),
        before=2.0,
        follows=True,
    )


def _alone(drawing: Drawing, caption: Lines, align: Align, before: float, body: float) -> Table:
    rows: list[Row] = [(Cell(drawing=drawing, align=align, borders="none"),)]
    if caption:
        size = HEAD_SIZE if drawing.code else TITLE_SIZE - 0.5
        rows.append((Cell(lines=caption, align=align, borders="none", size=size),))
    return Table(widths=(body,), groups=(Group(tuple(rows)),), before=before, padding=_PADDING)
