"""The ladder of classes: steps with their bounds, a marker where the value stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskdesk.ui.look import Look

_MARK, _STEP, _FOOT = 14, 18, 18


@dataclass(frozen=True)
class Step:
    """One step: its class and the bound to the next one, as printed."""

    number: str
    bound: str = ""


class Ladder(QWidget):
    """Steps from the best class to the worst; the marker points at ``hit``.

    ``part``: where the value lies between the bounds of its step, 0 … 1.
    """

    def __init__(
        self, look: Look, steps: Sequence[Step], hit: str, spoken: str, part: float = 0.5
    ) -> None:
        super().__init__()
        self._part = part
        self._look = look
        self._steps = tuple(steps)
        self._hit = hit
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Marker, steps, bounds."""
        return QSize(self._look.theme.length(200), self._look.theme.length(_MARK + _STEP + _FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the steps."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = theme.length(_MARK), theme.length(_STEP)
        for number, step in enumerate(self._steps):
            left = number * self.width() // len(self._steps)
            right = (number + 1) * self.width() // len(self._steps)
            rect = QRect(left, top, right - left, height)
            self._step(painter, rect, step)
            if number + 1 < len(self._steps) and step.bound:
                self._bound(painter, right, top + height, step.bound)
        painter.end()

    def _step(self, painter: QPainter, rect: QRect, step: Step) -> None:
        theme = self._look.theme
        colours = theme.class_colours(step.number)
        painter.setPen(QPen(QColor(colours["outline"]), 1))
        painter.setBrush(QColor(colours["fill"]))
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
        hit = step.number == self._hit
        painter.setFont(theme.font("micro", "strong" if hit else "medium"))
        painter.setPen(QColor(colours["text"]))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), step.number)
        if hit:
            middle = rect.left() + rect.width() * min(max(self._part, 0.08), 0.92)
            point = float(rect.top() - 2)
            half, high = theme.length(5), theme.length(7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            corners = [
                (middle - half, point - high),
                (middle + half, point - high),
                (middle, point),
            ]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))

    def _bound(self, painter: QPainter, x: int, y: int, text: str) -> None:
        theme = self._look.theme
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text_2"))
        wide = round(theme.metrics("micro").horizontalAdvance(text)) + 2
        left = max(0, min(self.width() - wide, x - wide // 2))
        painter.drawText(
            QRect(left, y + 1, wide, theme.length(_FOOT) - 2),
            int(Qt.AlignmentFlag.AlignCenter),
            text,
        )
