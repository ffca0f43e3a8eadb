"""The risk matrix: cells in the colours of their levels with the number of risks in each.

The solid frame is the chosen risk now, the dashed one after new measures. Arrow keys walk over the
cells; Enter or a click chooses one as a filter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_CELL, _ROW = 54, 38
_LEFT, _FOOT = 150, 50
Spot = tuple[int, int]


@dataclass(frozen=True)
class MatrixSpot:
    """One cell: level number on it, colour role, how many risks."""

    level: str
    colour: str
    count: int


class Matrix(QWidget):
    """Rows are probabilities from the top down, columns severities. ``chosen``: a spot or None."""

    chosen = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._spots: dict[Spot, MatrixSpot] = {}
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._now: Spot | None = None
        self._after: Spot | None = None
        self._filter: Spot | None = None
        self._focus: Spot = (1, 1)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_spots(
        self, spots: dict[Spot, MatrixSpot], rows: Sequence[str], columns: Sequence[str]
    ) -> None:
        """Show counts; ``rows`` and ``columns`` are words from the least to the greatest."""
        self._spots, self._rows, self._columns = spots, tuple(rows), tuple(columns)
        self.updateGeometry()
        self.update()

    def show_risk(self, now: Spot | None, after: Spot | None) -> None:
        """Frame the chosen risk."""
        self._now, self._after = now, after
        self.update()

    def sizeHint(self) -> QSize:
        """All cells with their words."""
        theme = self._look.theme
        wide = theme.length(_LEFT) + len(self._columns) * self._cell()
        return QSize(wide + 2, len(self._rows) * theme.length(_ROW) + theme.length(_FOOT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter chooses, Esc takes the filter away."""
        step = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }.get(Qt.Key(event.key()))
        if step is not None:
            spot = (self._focus[0] + step[0], self._focus[1] + step[1])
            if spot in self._spots:
                self._focus = spot
                self.setAccessibleDescription(self._spoken(spot))
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self._focus)
        elif event.key() == Qt.Key.Key_Escape and self._filter is not None:
            self._choose(self._filter)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a cell."""
        at = event.position().toPoint()
        spot = next((spot for spot in self._spots if self._rect(spot).contains(at)), None)
        if spot is not None:
            self._focus = spot
            self._choose(spot)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw words, cells, frames."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spot, each in self._spots.items():
            self._paint_spot(painter, self._rect(spot), each)
        self._paint_words(painter)
        theme = self._look.theme
        if self._filter is not None:
            draw_ring(painter, self._rect(self._filter), theme.colour("text"))
        if self._after is not None:
            self._frame(painter, self._after, dashed=True)
        if self._now is not None:
            self._frame(painter, self._now, dashed=False)
        if self.hasFocus():
            draw_ring(
                painter, self._rect(self._focus).adjusted(-1, -1, 1, 1), theme.colour("focus")
            )
        painter.end()

    def _cell(self) -> int:
        """Cells are as wide as the longest word under them."""
        metrics = self._look.theme.metrics("micro")
        words = [word for text in self._columns for word in text.split()]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(self._look.theme.length(_CELL), round(longest) + self._look.theme.length(6))

    def _rect(self, spot: Spot) -> QRect:
        theme = self._look.theme
        wide, high = self._cell(), theme.length(_ROW)
        corner = QPoint(
            theme.length(_LEFT) + (spot[1] - 1) * wide, (len(self._rows) - spot[0]) * high
        )
        return QRect(corner, QSize(wide - 1, high - 1))

    def _paint_spot(self, painter: QPainter, rect: QRect, each: MatrixSpot) -> None:
        theme = self._look.theme
        colours = theme.risk_colours(each.colour)
        painter.setPen(QPen(QColor(colours["outline"]), 1))
        painter.setBrush(QColor(colours["fill"]))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(colours["text"]))
        painter.setFont(theme.font("rail_key"))
        painter.drawText(rect.adjusted(4, 2, 0, 0), int(Qt.AlignmentFlag.AlignLeft), each.level)
        if each.count:
            painter.setFont(theme.font("body", "strong"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(each.count))

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        high, left = theme.length(_ROW), theme.length(_LEFT)
        for number, word in enumerate(self._rows, start=1):
            top = (len(self._rows) - number) * high
            painter.setFont(theme.font("body", "strong"))
            painter.setPen(theme.colour("text"))
            digit = QRect(left - theme.length(18), top, theme.length(12), high)
            painter.drawText(digit, int(Qt.AlignmentFlag.AlignCenter), str(number))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text_2"))
            text = QRect(0, top, left - theme.length(24), high)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(text, int(side | Qt.TextFlag.TextWordWrap), word)
        top = len(self._rows) * high + theme.length(3)
        for number, word in enumerate(self._columns, start=1):
            at = QRect(left + (number - 1) * self._cell(), top, self._cell(), theme.length(16))
            painter.setFont(theme.font("small", "strong"))
            painter.setPen(theme.colour("text"))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), str(number))
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.colour("text_2"))
            below = at.translated(0, theme.length(15))
            below.setHeight(theme.length(32))
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(below, int(flags), word)

    def _frame(self, painter: QPainter, spot: Spot, *, dashed: bool) -> None:
        theme = self._look.theme
        pen = QPen(theme.colour("text"), 2)
        if dashed:
            pen.setDashPattern([1.5, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 5 if dashed else 2
        painter.drawRect(self._rect(spot).adjusted(inset, inset, -inset - 1, -inset - 1))

    def _choose(self, spot: Spot) -> None:
        self._filter = None if self._filter == spot else spot
        self.update()
        self.chosen.emit(self._filter)

    def _spoken(self, spot: Spot) -> str:
        each = self._spots[spot]
        words = f"{self._rows[spot[0] - 1]}, {self._columns[spot[1] - 1]}"
        return f"{words}: {each.level}, {each.count}"
