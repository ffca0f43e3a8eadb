"""What charts are drawn with: fonts and colours by role, on the screen or on paper.

On paper type is set in pixels of 1/96 inch, so that one drawing fits pictures, PDF and printers
whatever their resolution; a painter only scales it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from riskdesk.ui.theme import Theme

_POINT = 96 / 72
_HATCH_STEP = 4.0
_SPARSE_STEP = 7.0

NONE, BY_SEX, DONE, LEFT = "none", "sex", "done", "left"
"""Parts of a bar that are no class: not rated, differs by sex, done, still to be done."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A theme, and whether it is paper that is drawn on."""

    theme: Theme
    paper: bool = False

    def font(self, role: str, weight: str = "normal") -> QFont:
        """The font of a role."""
        made = self.theme.font(role, weight)
        if self.paper:
            made.setPixelSize(round(made.pointSizeF() * _POINT))
        return made

    def metrics(self, role: str, weight: str = "normal") -> QFontMetricsF:
        """The measures of a role."""
        if self.paper:
            return QFontMetricsF(self.font(role, weight))
        return self.theme.metrics(role, weight)

    def length(self, pixels: float) -> float:
        """A length given in pixels at 100 %."""
        return float(self.theme.length(pixels))

    def write(  # noqa: PLR0913, PLR0917 - where, what and how
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        role: str = "body",
        weight: str = "normal",
        colour: QColor | str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        *,
        wrap: bool = False,
    ) -> None:
        """Write ``text`` into ``rect``."""
        painter.setFont(self.font(role, weight))
        painter.setPen(self.theme.colour(colour) if isinstance(colour, str) else colour)
        flags = int(align) | (int(Qt.TextFlag.TextWordWrap) if wrap else 0)
        painter.drawText(rect, flags, text)

    def wide(self, text: str, role: str = "body", weight: str = "normal") -> float:
        """The width of a line of text."""
        return self.metrics(role, weight).horizontalAdvance(text)

    def high(self, text: str, width: float, role: str = "body", weight: str = "normal") -> float:
        """The height of a text wrapped to ``width``."""
        room = QRectF(0, 0, width, 10_000)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        return self.metrics(role, weight).boundingRect(room, flags, text).height()


def paint_band(painter: QPainter, rect: QRectF, band: str, theme: Theme) -> QColor:
    """Fill ``rect`` as a class or as what has none; returns the colour of text on it."""
    painter.save()
    shape = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if band in {DONE, LEFT}:
        painter.fillRect(rect, theme.colour("accent" if band == DONE else "line"))
        ink = theme.colour("text")
    elif band in {NONE, BY_SEX}:
        if band == BY_SEX:
            _hatch(painter, shape, theme.colour("line"), _SPARSE_STEP)
        pen = QPen(theme.colour("line_strong"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shape)
        ink = theme.colour("text" if band == BY_SEX else "text_2")
    else:
        colours = theme.class_colours(band)
        painter.fillRect(shape, QColor(colours["fill"]))
        if "hatch" in colours:
            _hatch(painter, shape, QColor(colours["hatch"]), _HATCH_STEP)
        painter.setPen(QPen(QColor(colours["outline"]), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(shape)
        ink = QColor(colours["text"])
    painter.restore()
    return ink


def _hatch(painter: QPainter, shape: QRectF, colour: QColor, step: float) -> None:
    """Lines of 45 degrees, cut by hand: a picture of vectors has no clip everywhere."""
    painter.setPen(QPen(colour, 1))
    high, at = shape.height(), shape.left() - shape.height()
    while at < shape.right():
        low = max(0.0, shape.left() - at)
        top = min(high, shape.right() - at)
        if top > low:
            painter.drawLine(QLineF(at + low, shape.bottom() - low, at + top, shape.bottom() - top))
        at += step
