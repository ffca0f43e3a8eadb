"""A chart of bars as a widget: hover, arrow keys over its parts, Enter opens what is behind one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from riskdesk.ui.kit.chart_bars import BarRow, BarStyle, Laid, Mark, lay_bars, paint_bars
from riskdesk.ui.kit.chart_ink import Ink
from riskdesk.ui.kit.labels import plain
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_LEAST_WIDE = 260
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_EMPTY = Laid(1.0, (), (), ())


class Chart(QWidget):
    """Bars one under another. ``picked``: (key of the row, band) by Enter or a click."""

    picked = Signal(str, str)

    def __init__(self, look: Look, name: str, style: BarStyle) -> None:
        super().__init__()
        self._ink = Ink(look.theme)
        self.style_of_bars = style
        self.rows: tuple[BarRow, ...] = ()
        self._laid, self._laid_for = _EMPTY, -1
        self._at = 0
        self._hover = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Show other bars; the focus stays at its part where that is still there."""
        kept = self._key(self._current())
        self.rows = tuple(rows)
        self._laid_for, self._hover = -1, -1
        marks = self._now().marks
        self._at = next((n for n, mark in enumerate(marks) if self._key(mark) == kept), 0)
        self._speak()
        self.updateGeometry()
        self.update()

    def show_current(self, key: str, band: str) -> None:
        """Bring the focus to a part."""
        for number, mark in enumerate(self._now().marks):
            if self._key(mark) == (key, band):
                self._go(number)

    @property
    def current(self) -> tuple[str, str]:
        """The row and the band that has the focus."""
        return self._key(self._current())

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the bars with their names."""
        laid = lay_bars(self.rows, float(width), self._ink, self.style_of_bars)
        return round(laid.height) + 1

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        wide = round(self._ink.length(_LEAST_WIDE * 2))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Below it numbers would be cut."""
        wide = round(self._ink.length(_LEAST_WIDE))
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the parts, Enter opens what is behind one."""
        key = Qt.Key(event.key())
        current = self._current()
        marks = self._now().marks
        if key in _ENTERS and current is not None:
            self.picked.emit(*self._key(current))
        elif current is not None and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = self._at + (1 if key == Qt.Key.Key_Right else -1)
            if 0 <= step < len(marks):
                self._go(step)
        elif current is not None and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._go(self._beside(current, 1 if key == Qt.Key.Key_Down else -1))
        elif marks and key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else len(marks) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The part under the pointer stands out."""
        found = self._under(event.position())
        if found != self._hover:
            self._hover = found
            shape = Qt.CursorShape.PointingHandCursor if found >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hover = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens what is behind a part."""
        found = self._under(event.position())
        if found >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go(found)
            self.picked.emit(*self._key(self._now().marks[found]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is drawn, the part is said."""
        super().focusInEvent(event)
        self._speak()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tooltip tells the part under the pointer in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._under(QPointF(event.pos()))
            if found >= 0:
                QToolTip.showText(
                    event.globalPos(), plain(self._spoken(self._now().marks[found])), self
                )
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Bars, then what is under the pointer, then the ring."""
        painter = QPainter(self)
        laid = self._now()
        paint_bars(painter, self.rows, laid, self._ink, self.style_of_bars)
        if 0 <= self._hover < len(laid.marks):
            painter.setPen(self._ink.theme.colour("text"))
            painter.drawRect(laid.marks[self._hover].rect.adjusted(0.5, 0.5, -0.5, -0.5))
        current = self._current()
        if self.hasFocus() and current is not None:
            ring = current.rect.toAlignedRect().adjusted(-2, -2, 2, 2)
            draw_ring(painter, ring, self._ink.theme.colour("focus"))
        painter.end()

    def _now(self) -> Laid:
        if self._laid_for != self.width():
            self._laid = lay_bars(self.rows, float(self.width()), self._ink, self.style_of_bars)
            self._laid_for = self.width()
        return self._laid

    def _current(self) -> Mark | None:
        marks = self._now().marks
        return marks[min(self._at, len(marks) - 1)] if marks else None

    def _key(self, mark: Mark | None) -> tuple[str, str]:
        if mark is None or mark.row >= len(self.rows):
            return ("", "")
        row = self.rows[mark.row]
        return (row.key, row.parts[mark.part].band)

    def _spoken(self, mark: Mark) -> str:
        row = self.rows[mark.row]
        return f"{row.title}: {row.parts[mark.part].spoken}"

    def _go(self, number: int) -> None:
        self._at = number
        self._speak()
        self.update()

    def _speak(self) -> None:
        current = self._current()
        self.setAccessibleDescription(self._spoken(current) if current is not None else "")

    def _beside(self, current: Mark, step: int) -> int:
        """The part above or below that is nearest."""
        marks = self._now().marks
        middle = current.rect.center().x()
        row = [n for n, mark in enumerate(marks) if mark.row == current.row + step]
        return min(row, key=lambda n: _away(marks[n], middle), default=self._at)

    def _under(self, at: QPointF) -> int:
        grown = (mark.rect.adjusted(0, -3, 0, 3) for mark in self._now().marks)
        return next((n for n, rect in enumerate(grown) if rect.contains(at)), -1)


def _away(mark: Mark, x: float) -> float:
    """How far a part is from ``x``; 0 where it lies over it."""
    return max(mark.rect.left() - x, x - mark.rect.right(), 0.0)
