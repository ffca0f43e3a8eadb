"""How tags, rings and strips are painted: on half pixels, so that they stay sharp at 125 %."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from riskdesk.domain.values import HazardClass
from riskdesk.ui.look import Look
from riskdesk.ui.theme import Theme

_HATCH_STEP = 4
_BAR = 4


@dataclass(frozen=True, slots=True)
class Tag:
    """A class or a level as a tag. ``accepted``: a person decided; otherwise it is dashed.

    ``text`` is the number on it ("3.1", "IV", "1 / 2"); ``key`` chooses the colours.
    """

    text: str
    key: str
    accepted: bool = True
    risk: bool = False

    @property
    def rated(self) -> bool:
        """Whether there is anything to paint but a dash."""
        return bool(self.key)


NOT_RATED = Tag("–", "")


def class_tag(hazard_class: HazardClass | None, *, accepted: bool) -> Tag:
    """The tag of a hazard class; ``None`` is not rated."""
    if hazard_class is None:
        return NOT_RATED
    return Tag(hazard_class.value, hazard_class.value, accepted)


def draw_tag(painter: QPainter, rect: QRect, tag: Tag, theme: Theme, font: QFont) -> None:
    """Draw a tag into ``rect``: accepted filled, proposed dashed with a bar, not rated a dash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    if not tag.rated:
        painter.setPen(theme.colour("text_2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.text)
        painter.restore()
        return
    colours = theme.risk_colours(tag.key) if tag.risk else theme.class_colours(tag.key)
    shape = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = float(theme.px("radius", "tag"))
    if tag.accepted:
        painter.setPen(QPen(QColor(colours["outline"]), 1))
        painter.setBrush(QColor(colours["fill"]))
        painter.drawRoundedRect(shape, radius, radius)
        if "hatch" in colours:
            _hatch(painter, shape, radius, QColor(colours["hatch"]))
        painter.setPen(QColor(colours["text"]))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.text)
    else:
        _draw_proposed(painter, rect, shape, tag, theme)
    painter.restore()


def _draw_proposed(painter: QPainter, rect: QRect, shape: QRectF, tag: Tag, theme: Theme) -> None:
    colours = theme.risk_colours(tag.key) if tag.risk else theme.class_colours(tag.key)
    bar = round(_BAR * theme.scale)
    painter.fillRect(
        QRect(rect.left() + 1, rect.top() + 1, bar, rect.height() - 2),
        QColor(colours.get("bar", colours["fill"])),
    )
    pen = QPen(theme.colour("line_strong"), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = float(theme.px("radius", "tag"))
    painter.drawRoundedRect(shape, radius, radius)
    painter.setPen(theme.colour("text"))
    painter.drawText(rect.adjusted(bar, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, tag.text)


def _hatch(painter: QPainter, shape: QRectF, radius: float, colour: QColor) -> None:
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(shape, radius, radius)
    painter.setClipPath(path)
    painter.setPen(QPen(colour, 1))
    x = shape.left() - shape.height()
    while x < shape.right():
        painter.drawLine(QPointF(x, shape.bottom()), QPointF(x + shape.height(), shape.top()))
        x += _HATCH_STEP
    painter.restore()


def draw_ring(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """A focus ring inside ``rect``: two rectangles of one pixel."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
    painter.restore()


def fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill ``rect`` with a plain colour."""
    painter.fillRect(rect, QBrush(colour))


def tag_word(look: Look, tag: Tag) -> str:
    """What a screen reader says of a class tag: number, word, who decided."""
    if not tag.rated:
        return look.tr("class.none")
    key = "tag.accepted" if tag.accepted else "tag.proposed"
    return look.tr(key, number=tag.text)
