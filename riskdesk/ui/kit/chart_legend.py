"""The legend of charts: a box of each class with its number and its word, wrapped."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from riskdesk.ui.kit.chart_ink import Ink, paint_band
from riskdesk.ui.look import Look

_BOX, _HIGH, _BETWEEN, _ROW = 32, 18, 16, 24


@dataclass(frozen=True, slots=True)
class Key:
    """One box of the legend: a band, the number on it, its word."""

    band: str
    label: str
    word: str


@dataclass(frozen=True, slots=True)
class _Placed:
    key: Key
    box: QRectF
    word: QRectF


def lay_legend(keys: Sequence[Key], width: float, ink: Ink) -> tuple[float, tuple[_Placed, ...]]:
    """The height on ``width``, and where each key stands."""
    high, row = ink.length(_HIGH), ink.length(_ROW)
    at, top, placed = 0.0, 0.0, []
    for key in keys:
        box = max(ink.length(_BOX), round(ink.wide(key.label, "small", "strong")) + ink.length(12))
        words = ink.wide(key.word, "small") + 2
        wide = box + ink.length(8) + words
        if at and at + wide > width:
            at, top = 0.0, top + row
        middle = top + (row - high) / 2
        placed.append(
            _Placed(
                key,
                QRectF(round(at), round(middle), box, high),
                QRectF(at + box + ink.length(8), top, words, row),
            )
        )
        at += wide + ink.length(_BETWEEN)
    return (top + row if keys else 0.0), tuple(placed)


def paint_legend(painter: QPainter, placed: Sequence[_Placed], ink: Ink) -> None:
    """Draw boxes and words."""
    for each in placed:
        colour = paint_band(painter, each.box, each.key.band, ink.theme)
        if each.key.label:
            centre = Qt.AlignmentFlag.AlignCenter
            ink.write(painter, each.box, each.key.label, "small", "strong", colour, centre)
        ink.write(painter, each.word, each.key.word, "small", colour="text_2")


class ChartLegend(QWidget):
    """The legend under the head of a page."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._ink = Ink(look.theme)
        self._keys: tuple[Key, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(f"{key.label} {key.word}".strip() for key in keys))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The keys wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows of keys."""
        return round(lay_legend(self._keys, width, self._ink)[0])

    def sizeHint(self) -> QSize:
        """One row if there is room."""
        return QSize(round(self._ink.length(400)), self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        """One key."""
        return QSize(round(self._ink.length(200)), round(self._ink.length(_ROW)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the keys."""
        painter = QPainter(self)
        paint_legend(painter, lay_legend(self._keys, self.width(), self._ink)[1], self._ink)
        painter.end()
