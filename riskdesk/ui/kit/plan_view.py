"""A plan with numbers on it: put by a click or Enter, moved by the mouse or the arrows."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_STEP, _LEAP = 0.005, 0.05
"""A press of an arrow moves a mark by so much of the plan; with Shift by the second."""
_ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_RADIUS, _SIDE = 11, 6


@dataclass(frozen=True, slots=True)
class PlanSign:
    """A number at its place, from the left and the top edge, 0 to 1."""

    words: str
    x: float
    y: float


class PlanView(QWidget):
    """``chosen``: a mark was pressed; ``put``: it stands somewhere else (see ``signs``).

    ``dropped``: Del took it away; ``wanted``: a click asks for the chosen place here, ``entered``:
    Enter asks for it.
    """

    chosen = Signal(str)
    put = Signal(str)
    dropped = Signal(str)
    wanted = Signal(float, float)
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self._signs: dict[str, PlanSign] = {}
        self._key, self._drag = "", ""
        self._zoom = 0
        self._room = QSize(1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def signs(self) -> Mapping[str, PlanSign]:
        """What stands on the plan."""
        return self._signs

    def show_plan(self, image: QImage) -> None:
        """Another picture; the null image shows nothing."""
        self._image = image
        self._zoom = 0
        self._lay()

    def show_signs(self, signs: Mapping[str, PlanSign], key: str) -> None:
        """The numbers, and which one is chosen."""
        self._signs, self._key = dict(signs), key
        sign = self._signs.get(key)
        self.setAccessibleDescription(self._told(sign))
        self.update()

    def fill(self, room: QSize) -> None:
        """The whole plan fits in so much room at the smallest zoom."""
        self._room = room
        self._lay()

    def zoom(self, steps: int) -> None:
        """So many steps larger or smaller; 0: the whole plan."""
        last = len(_ZOOMS) - 1
        self._zoom = min(max(self._zoom + steps, 0), last) if steps else 0
        self._lay()

    def middle(self) -> tuple[float, float]:
        """The middle of what is seen of the plan."""
        return self._share(QPointF(self.visibleRegion().boundingRect().center()))

    def at(self, sign: PlanSign) -> QPointF:
        """Where a number stands in the widget."""
        return QPointF(sign.x * self.width(), sign.y * self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is seen of the plan, the numbers, the chosen one last."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if not self._image.isNull():
            seen, grain = QRectF(event.rect()), self._image.width() / max(self.width(), 1)
            part = QRectF(seen.topLeft() * grain, seen.size() * grain)
            painter.drawImage(seen, self._image, part)
        for key in sorted(self._signs, key=lambda each: each == self._key):
            self._paint(painter, self._signs[key], chosen=key == self._key)
        if self.hasFocus():
            draw_ring(painter, self.rect(), self._look.theme.colour("focus"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A number is taken hold of; on the bare plan the chosen place is wanted there."""
        if event.button() != Qt.MouseButton.LeftButton or self._image.isNull():
            return
        found = self._under(event.position())
        if found:
            self._drag = found
            self.chosen.emit(found)
        else:
            self.wanted.emit(*self._share(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A number goes with the pointer."""
        if self._drag:
            self._move(self._drag, *self._share(event.position()))
            return
        over = bool(self._under(event.position()))
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it is let go it stays."""
        del event
        key, self._drag = self._drag, ""
        if key:
            self.put.emit(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the zoom; else the plan is scrolled."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen number, Enter puts it, Del takes it away, + − 0 are the zoom."""
        key = event.key()
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        sign = self._signs.get(self._key)
        if key in _ARROWS and sign is not None:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            across, down = (n * (_LEAP if far else _STEP) for n in _ARROWS[Qt.Key(key)])
            self._move(self._key, sign.x + across, sign.y + down)
            self.put.emit(self._key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete and sign is not None:
            self.dropped.emit(self._key)
        elif key in zooms:
            self.zoom(zooms[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def _lay(self) -> None:
        size = self._image.size()
        if not self._image.isNull():
            fitting = size.scaled(self._room, Qt.AspectRatioMode.KeepAspectRatio)
            self.setFixedSize(fitting * _ZOOMS[self._zoom])
        self.update()

    def _move(self, key: str, x: float, y: float) -> None:
        words = self._signs[key].words
        sign = PlanSign(words, min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self._signs[key] = sign
        self.setAccessibleDescription(self._told(sign))
        self.update()

    def _share(self, at: QPointF) -> tuple[float, float]:
        return at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)

    def _told(self, sign: PlanSign | None) -> str:
        if sign is None:
            return ""
        across, down = round(sign.x * 100), round(sign.y * 100)
        return self._look.tr("plan.at", sign=sign.words, across=across, down=down)

    def _box(self, sign: PlanSign) -> QRectF:
        theme = self._look.theme
        high = 2 * theme.length(_RADIUS)
        words = theme.metrics("small", "medium").horizontalAdvance(sign.words)
        wide = max(high, words + 2 * theme.length(_SIDE))
        at = self.at(sign)
        return QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)

    def _under(self, at: QPointF) -> str:
        found = (key for key, sign in reversed(self._signs.items()) if self._box(sign).contains(at))
        return self._key if self._holds(at) else next(found, "")

    def _holds(self, at: QPointF) -> bool:
        sign = self._signs.get(self._key)
        return sign is not None and self._box(sign).contains(at)

    def _paint(self, painter: QPainter, sign: PlanSign, *, chosen: bool) -> None:
        theme, box = self._look.theme, self._box(sign)
        round_by = box.height() / 2
        ink = theme.colour("on_accent" if chosen else "text")
        painter.setPen(QPen(theme.colour("accent" if chosen else "line_strong"), 1.4))
        painter.setBrush(theme.colour("accent" if chosen else "page"))
        painter.drawRoundedRect(box, round_by, round_by)
        painter.setPen(ink)
        painter.setFont(theme.font("small", "medium"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign.words)


class PlanArea(QScrollArea):
    """Scrolls a plan that is larger than the area; at the smallest zoom the whole plan fits in."""

    def __init__(self, look: Look, view: PlanView) -> None:
        super().__init__()
        self._view = view
        self._edge = 2 * look.theme.length(4)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(view)

    def sizeHint(self) -> QSize:
        """As large as it has to be: the plan takes the room there is."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plan takes the new room."""
        super().resizeEvent(event)
        self._view.fill(self.maximumViewportSize() - QSize(self._edge, self._edge))
