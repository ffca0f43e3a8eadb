"""How the cells of grids are painted. Order: ground, draft bar, content, outline, focus ring."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from riskdesk.domain.values import HazardClass
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.paint import draw_tag
from riskdesk.ui.kit.strip import STRIP, draw_strip
from riskdesk.ui.kit.wrapping import folded, two_lines
from riskdesk.ui.look import Look

PAD = 8
_SIGN = 14
_TAG_GAP = 8
_MOST_BROKEN = 2000
_SAMPLE = 200
CLASS_COLUMNS = frozenset(each.value for each in HazardClass)
"""Columns with the bounds of a class: many beside each other, so their heads are small."""
_NUMBER = re.compile(r"[-\u2212+]?[\d \u00a0\u202f]+(?:[.,](\d+))?")


class CellPainter:
    """Paints the content of cells and group rows in one look."""

    def __init__(self, look: Look, columns: tuple[Column, ...]) -> None:
        self._look = look
        self._columns = columns
        self._broken: dict[tuple[str, int, str, bool], list[str]] = {}
        self._fractions: dict[str, int] = {}

    def measure(self, rows: Sequence[GridRow]) -> None:
        """Find how many decimals the columns of numbers have: commas stand under each other."""
        self._fractions = {}
        sample = [row for row in rows[:_SAMPLE] if not row.is_group]
        for column in self._columns:
            if column.kind == "number":
                cells = (row.cells.get(column.key) for row in sample)
                lengths = [decimals(cell.text) for cell in cells if cell is not None]
                self._fractions[column.key] = max(lengths, default=0)

    def comma_shift(self, cell: Cell, column: Column) -> int:
        """How far left of the edge a number ends, so that its comma stands under the others."""
        most = self._fractions.get(column.key, 0)
        if not most or not cell.text or not _NUMBER.fullmatch(cell.text):
            return 0
        own = decimals(cell.text)
        metrics = self._look.theme.metrics("body", cell.weight)
        comma = metrics.horizontalAdvance(",") if not own else 0
        return round((most - own) * metrics.horizontalAdvance("0") + comma) if own < most else 0

    def group(self, painter: QPainter, rect: QRect, row: GridRow, column: int) -> None:
        """The heading over the rows below it, painted once over all columns."""
        theme = self._look.theme
        painter.fillRect(rect, theme.colour("page"))
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("grid_line")
        )
        if column:
            return
        left = theme.length(PAD)
        if self._columns[0].kind == "sign":
            left += theme.length(self._columns[0].width)
        font = theme.font("small", "strong")
        painter.setFont(font)
        painter.setPen(theme.colour("text_2"))
        at = rect.adjusted(left, 0, -PAD, -1)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), row.group)
        wide = theme.metrics("small", "strong").horizontalAdvance(row.group + " ")
        painter.setFont(theme.font("small"))
        painter.drawText(
            at.adjusted(round(wide), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), row.count
        )

    def hit(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """The colours of the class that a cell names."""
        colours = self._look.theme.class_colours(cell.hit)
        painter.setPen(QColor(colours["outline"]))
        painter.setBrush(QColor(colours["fill"]))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def content(self, painter: QPainter, rect: QRect, cell: Cell, column: Column) -> None:
        """Signs, tag and text by the kind of the column."""
        if column.kind == "flag":
            self._flag(painter, rect, cell)
        elif column.kind == "sign":
            if cell.before is not None:
                self._sign(painter, rect, cell.before, Qt.AlignmentFlag.AlignCenter)
        elif column.kind == "tag" and cell.tag is not None and not cell.text:
            self._tag(painter, rect, cell, Qt.AlignmentFlag.AlignHCenter)
        else:
            self._words(painter, rect, cell, column)

    def _words(self, painter: QPainter, rect: QRect, cell: Cell, column: Column) -> None:
        theme = self._look.theme
        pad = theme.length(PAD)
        narrow = column.key in CLASS_COLUMNS and "\n" in cell.text
        inner = rect.adjusted(pad // 2 if narrow else pad, 0, -pad, 0)
        if cell.tag is not None:
            width = self._tag(painter, inner, cell, Qt.AlignmentFlag.AlignLeft)
            inner.setLeft(inner.left() + width + theme.length(_TAG_GAP))
        if cell.strip is not None:
            wide = theme.length(STRIP)
            strip = QRectF(inner.left(), inner.top(), wide, inner.height())
            draw_strip(painter, strip, cell.strip, theme)
            inner.setLeft(inner.left() + wide + theme.length(_TAG_GAP))
        right = column.right or bool(cell.hit)
        if column.kind == "tag":
            self._centred(painter, rect, cell)
            return
        if cell.after is not None:
            self._sign(painter, inner, cell.after, Qt.AlignmentFlag.AlignRight)
            inner.setRight(inner.right() - theme.length(_SIGN + 4))
        if cell.before is not None and not right:
            self._sign(painter, inner, cell.before, Qt.AlignmentFlag.AlignLeft)
            inner.setLeft(inner.left() + theme.length(_SIGN + 6))
        if column.kind == "number":
            wide = round(theme.metrics("body", cell.weight).horizontalAdvance(cell.text))
            room = max(inner.width() - wide - 1, 0)  # a number is never broken
            inner.setRight(inner.right() - min(self.comma_shift(cell, column), room))
        self._text(painter, inner, cell, right=right)
        if cell.before is not None and right:
            wide = round(theme.metrics("body", cell.weight).horizontalAdvance(cell.text))
            at = inner.adjusted(0, 0, -wide - theme.length(4), 0)
            self._sign(painter, at, cell.before, Qt.AlignmentFlag.AlignRight)

    def _flag(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        if not cell.editable and not cell.text:
            return
        if cell.invalid:
            self._centred(painter, rect, cell)
            return
        icon = "ticked" if cell.text else "unticked"
        meaning = Sign(icon=icon, meaning="", tone="text_2")
        self._sign(painter, rect, meaning, Qt.AlignmentFlag.AlignCenter)

    def _centred(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = self._look.theme
        painter.setFont(theme.font("body", cell.weight))
        painter.setPen(theme.colour(cell.tone))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.text)

    def _text(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool) -> None:
        theme = self._look.theme
        colour = theme.colour(cell.tone)
        if cell.hit:
            colour = QColor(theme.class_colours(cell.hit)["text"])
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        several = cell.text.split("\n")
        wide = theme.metrics("body", cell.weight).horizontalAdvance(cell.text)
        if wide <= rect.width() + 1 and len(several) == 1:
            painter.setFont(theme.font("body", cell.weight))
            painter.drawText(rect, flags, cell.text)
            return
        font = theme.font("micro", cell.weight)
        metrics = theme.metrics("micro", cell.weight)
        painter.setFont(font)
        if metrics.horizontalAdvance(cell.text) <= rect.width() and len(several) == 1:
            painter.drawText(rect, flags, cell.text)
            return
        lines = several[:2]
        if len(several) == 1:
            lines = self._lines(cell, rect.width(), metrics.horizontalAdvance)
        if len(lines) == 1:
            painter.drawText(rect, flags, lines[0])
            return
        half = rect.height() // 2
        for number, line in enumerate(lines):
            at = QRect(rect.left(), rect.top() + number * half + (1 - number), rect.width(), half)
            painter.drawText(at, flags, line)

    def _lines(self, cell: Cell, room: int, measure: Callable[[str], float]) -> list[str]:
        """The text on two lines; broken once a width, because it is painted often."""
        key = (cell.text, room, cell.weight, cell.folds)
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > _MOST_BROKEN:
                self._broken.clear()
            text = folded(cell.text, room, measure) if cell.folds else cell.text
            found = self._broken[key] = two_lines(text, room, measure)
        return found

    def _tag(self, painter: QPainter, rect: QRect, cell: Cell, side: Qt.AlignmentFlag) -> int:
        theme = self._look.theme
        tag = cell.tag
        if tag is None:
            return 0
        size = theme.tag_size()
        wide = round(theme.metrics("small", "strong").horizontalAdvance(tag.text))
        width = max(size.width(), wide + theme.length(14))
        left = rect.left()
        if side == Qt.AlignmentFlag.AlignHCenter:
            left += (rect.width() - width) // 2
        top = rect.top() + (rect.height() - size.height()) // 2
        at = QRect(left, top, width, size.height())
        draw_tag(painter, at, tag, theme, theme.font("small", "strong"))
        return width

    def _sign(self, painter: QPainter, rect: QRect, sign: Sign, side: Qt.AlignmentFlag) -> None:
        size = self._look.theme.length(_SIGN)
        left = float(rect.left())
        if side == Qt.AlignmentFlag.AlignRight:
            left = float(rect.right() - size + 1)
        elif side == Qt.AlignmentFlag.AlignCenter:
            left += (rect.width() - size) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(left, rect.top() + (rect.height() - size) / 2, size, size)
        self._look.icons.paint(painter, sign.icon, at, sign.tone)


def decimals(text: str) -> int:
    """How many digits stand after the comma of a number; 0 for anything else."""
    found = _NUMBER.fullmatch(text)
    return len(found[1]) if found is not None and found[1] else 0


def first_shift(columns: tuple[Column, ...], column: int, pad: int) -> int:
    """The first column stands at the page's margin, unless a column of signs stands before it."""
    return pad if column == 0 and columns[0].kind != "sign" else 0
