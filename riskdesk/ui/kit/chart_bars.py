"""Stacked bars as data, their places on a width, and their painting: on the screen or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from riskdesk.ui.kit.chart_ink import Ink, paint_band

_LABELS = 0.36
"""The most of a chart's width that the names of its bars take."""
_HIGH, _THIN, _GAP = 20, 5, 8
_LEAST = 7
_UNRATED = "–"
"""The least width of a part: one of ten thousand can still be seen and met by the pointer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a bar. ``label``: the number of its class; ``spoken``: all of it in words."""

    band: str
    count: int
    text: str
    label: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar with its name; ``foot`` stands right of it."""

    key: str
    title: str
    parts: tuple[Part, ...]
    foot: str = ""

    @property
    def total(self) -> int:
        """All that is counted."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarStyle:
    """How bars stand: names ``above`` them or at their left; ``thin`` for how far work is."""

    above: bool = False
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A part on the chart: which row and part it is, where, and whether its number fits in."""

    row: int
    part: int
    rect: QRectF
    inside: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """Bars laid out: ``titles`` and ``outside`` (texts beside a bar) one a row."""

    height: float
    titles: tuple[QRectF, ...]
    outside: tuple[tuple[QRectF, str], ...]
    marks: tuple[Mark, ...]


def lay_bars(rows: Sequence[BarRow], width: float, ink: Ink, style: BarStyle) -> Laid:
    """Places of all bars on ``width`` pixels, the longest bar as wide as there is room."""
    left = 0.0 if style.above else _label_width(rows, width, ink)
    most = max((row.total for row in rows), default=0) or 1
    room = 0.0
    for _ in range(2):  # what does not fit into its part needs room at the right
        scale = max(1.0, width - left - room) / most
        beside = [_beside(row, _widths(row, scale, ink), ink, style) for row in rows]
        needs = [
            sum(_widths(row, scale, ink)) + _wide(text, ink) - most * scale
            for row, text in zip(rows, beside, strict=True)
        ]
        room = min(max(0.0, room + max(needs, default=0.0)), (width - left) / 2)
    scale = max(1.0, width - left - room) / most
    return _laid(rows, width, left, scale, ink, style)


def paint_bars(
    painter: QPainter, rows: Sequence[BarRow], laid: Laid, ink: Ink, style: BarStyle
) -> None:
    """Draw names, bars, numbers."""
    above = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for row, rect, (place, text) in zip(rows, laid.titles, laid.outside, strict=True):
        tone = "text" if style.above else "text_2"
        ink.write(
            painter, rect, row.title, "body", colour=tone, align=above if style.above else beside,
            wrap=True,
        )  # fmt: skip
        if text:
            weight = "normal" if style.thin else "medium"
            ink.write(painter, place, text, "small", weight)
    for mark in laid.marks:
        part = rows[mark.row].parts[mark.part]
        colour = paint_band(painter, mark.rect, part.band, ink.theme)
        if mark.inside:
            _number(painter, mark.rect, part, colour, ink)


def _number(painter: QPainter, rect: QRectF, part: Part, colour: QColor, ink: Ink) -> None:
    pad = ink.length(7)
    inner = rect.adjusted(pad, 0, -pad, 0)
    if part.label:
        ink.write(painter, inner, part.label, "small", "strong", colour)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    ink.write(painter, inner, part.text, "small", colour=colour, align=right)


def _label_width(rows: Sequence[BarRow], width: float, ink: Ink) -> float:
    longest = max((ink.wide(row.title) for row in rows), default=0.0) + 2
    return min(longest, width * _LABELS) + ink.length(12)


def _widths(row: BarRow, scale: float, ink: Ink) -> list[float]:
    """The widths of the parts: at least ``_LEAST``, the largest gives what they take."""
    wide = [
        max(part.count * scale, ink.length(_LEAST)) if part.count else 0.0 for part in row.parts
    ]
    over = sum(wide) - row.total * scale
    if over > 0 and wide:
        largest = wide.index(max(wide))
        wide[largest] = max(ink.length(_LEAST), wide[largest] - over)
    return wide


def _fits(part: Part, wide: float, ink: Ink) -> bool:
    """Whether both the class and the number stand in the part."""
    words = ink.wide(part.label, "small", "strong") + ink.wide(part.text, "small")
    return wide >= words + ink.length(20 if part.label else 14)


def _beside(row: BarRow, wide: Sequence[float], ink: Ink, style: BarStyle) -> str:
    """What stands right of a bar: its foot, or the numbers that its parts have no room for."""
    if row.foot or style.thin:
        return row.foot
    texts = [
        f"{part.label or _UNRATED} · {part.text}"
        for part, each in zip(row.parts, wide, strict=True)
        if part.count and not _fits(part, each, ink)
    ]
    return "   ".join(texts)


def _wide(text: str, ink: Ink) -> float:
    return ink.wide(text, "small", "medium") + ink.length(12) if text else 0.0


def _laid(
    rows: Sequence[BarRow], width: float, left: float, scale: float, ink: Ink, style: BarStyle
) -> Laid:
    titles, outside, marks = [], [], []
    high, gap = ink.length(_THIN if style.thin else _HIGH), ink.length(_GAP)
    top = 1.0
    for number, row in enumerate(rows):
        name = width if style.above else left - ink.length(12)
        words = ink.high(row.title, name)
        if style.above:
            titles.append(QRectF(0, top, width, words))
            top += words + ink.length(3)
            line = high
        else:
            line = max(high, words)
            titles.append(QRectF(0, top, name + 1, line))
        at, bar = left, top + (line - high) / 2
        wide = _widths(row, scale, ink)
        for place, each in enumerate(wide):
            if each:
                rect = QRectF(round(at), round(bar), round(at + each) - round(at), high)
                inside = not style.thin and _fits(row.parts[place], each, ink)
                marks.append(Mark(number, place, rect, inside))
                at += each
        text = _beside(row, wide, ink, style)
        start = at + ink.length(8)
        if row.foot:
            start = width - _wide(row.foot, ink) + ink.length(12)
        middle = bar + high / 2
        outside.append((QRectF(start, middle - 12, width - start + 40, 24), text))
        top += line + gap
    return Laid(max(1.0, top - gap + 2), tuple(titles), tuple(outside), tuple(marks))
