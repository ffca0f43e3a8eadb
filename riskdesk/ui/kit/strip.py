"""A value with its uncertainty beside its limits, as small as a cell: three answers at a glance."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from riskdesk.ui.theme import Theme

STRIP = 46
"""Width at 100 %."""
_BAR, _TICK, _LIMIT = 5.0, 9.0, 13.0


@dataclass(frozen=True, slots=True)
class Strip:
    """``value`` ± ``spread`` beside the limits ``low`` and ``high``, all in one unit.

    ``spread`` 0: the uncertainty is not known.
    """

    value: float
    spread: float = 0.0
    low: float | None = None
    high: float | None = None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The limits that there are."""
        return tuple(each for each in (self.low, self.high) if each is not None)

    def place(self, number: float) -> float:
        """Where a number stands between 0 and 1: the limits in the middle, the value in sight."""
        bounds = self.bounds or (self.value,)
        middle = (min(bounds) + max(bounds)) / 2
        half = max(
            (max(bounds) - min(bounds)) / 2 * 1.6,
            (abs(self.value - middle) + self.spread) * 1.12,
            1e-9,
        )
        return min(max(0.5 + (number - middle) / (2 * half), 0.0), 1.0)


def draw_strip(painter: QPainter, rect: QRectF, strip: Strip, theme: Theme) -> None:
    """The grey line and ± bar, the value, the limits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, scale = rect.center().y(), theme.scale

    def at(number: float) -> float:
        return rect.left() + strip.place(number) * rect.width()

    painter.setPen(QPen(theme.colour("line_strong"), 1))
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    painter.setPen(Qt.PenStyle.NoPen)
    if strip.spread:
        left, right = at(strip.value - strip.spread), at(strip.value + strip.spread)
        painter.setBrush(theme.colour("text_3"))
        painter.setOpacity(0.55)
        painter.drawRect(QRectF(left, middle - _BAR * scale / 2, right - left, _BAR * scale))
        painter.setOpacity(1)
    painter.setBrush(theme.colour("accent"))
    wide = 4.0 * scale
    high = _TICK * scale
    painter.drawRect(QRectF(at(strip.value) - wide / 2, middle - high / 2, wide, high))
    pen = QPen(theme.colour("text"), 1.5 * scale)
    painter.setPen(pen)
    high = _LIMIT * scale
    for bound in strip.bounds:
        painter.drawLine(
            QPointF(at(bound), middle - high / 2), QPointF(at(bound), middle + high / 2)
        )
    painter.restore()
