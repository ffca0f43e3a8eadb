"""The first walk through the window: a few cards, each pointing at one part; shown once."""

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_WIDE = 380


class Walked(Protocol):
    """The window: its parts in the order of the walk, each with its name (``tour.<name>``)."""

    def parts(self) -> tuple[tuple[str, QWidget | None], ...]:
        """Asked at each stop: the parts are made anew with the language."""
        ...


class _Ring(QWidget):
    """A ring round a part of the window; the pointer goes through it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        draw_ring(painter, self.rect(), self._look.theme.colour("focus"))
        painter.end()


class Tour(QFrame):
    """``ended``: the last card was read or the walk was skipped."""

    ended = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._at = 0
        self.setProperty("card", "true")
        ground(self, "page")
        self._ring = _Ring(look, window)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 12, 16, 12)))
        box.setSpacing(look.theme.length(6))
        self._count = Text(look, "", "small", "text_2")
        self._title = Text(look, "", "heading", weight="strong", wrap=True)
        self._words = Text(look, "", wrap=True)
        for text in (self._count, self._title, self._words):
            box.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        self.skip = button(look, look.tr("tour.skip"))
        self.skip.clicked.connect(self.end)
        self.next = button(look, look.tr("tour.next"), "main")
        self.next.clicked.connect(self._go_on)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        box.addLayout(row)
        window.installEventFilter(self)
        self.setAccessibleName(look.tr("tour.name"))

    def begin(self) -> None:
        """Show the first card; the focus goes to its main button."""
        self._show()
        self.next.setFocus()

    def end(self) -> None:
        """Away, for good."""
        self._window.removeEventFilter(self)
        self._ring.hide()
        self.hide()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc skips."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.skip.click() if self.skip.hasFocus() else self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card and its ring follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return super().eventFilter(watched, event)

    def _stops(self) -> tuple[tuple[str, QWidget | None], ...]:
        return cast("Walked", self._window).parts()

    def _go_on(self) -> None:
        self._at += 1
        if self._at < len(self._stops()):
            self._show()
        else:
            self.end()

    def _show(self) -> None:
        tr, (name, _) = self._look.tr, self._stops()[self._at]
        self._count.setText(tr("tour.step", number=self._at + 1, count=len(self._stops())))
        self._title.setText(tr(f"tour.{name}"))
        self._words.setText(tr(f"tour.{name}_words"))
        last = self._at == len(self._stops()) - 1
        self.next.setText(tr("tour.end" if last else "tour.next"))
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        self.skip.setVisible(not last)
        self.show()
        self._lay()

    def _lay(self) -> None:
        gap = self._look.theme.length(12)
        wide = min(self._look.theme.length(_WIDE), self._window.width() - 2 * gap)
        layout = self.layout()
        high = layout.totalHeightForWidth(wide) if layout is not None else self.sizeHint().height()
        _, part = self._stops()[self._at]
        room = self._window.rect().adjusted(gap, gap, -gap, -gap)
        at = QRect(0, 0, wide, high)
        self._ring.setVisible(part is not None and part.isVisible())
        if part is not None and part.isVisible():
            there = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
            self._ring.setGeometry(there.adjusted(-2, -2, 2, 2).intersected(self._window.rect()))
            self._ring.raise_()
            at.moveTopLeft(QPoint(there.left(), there.bottom() + gap))
            if there.height() > room.height() // 2:  # a tall part (the rail): beside it
                at.moveTopLeft(QPoint(there.right() + gap, there.top() + gap))
            at.moveLeft(max(min(at.left(), room.right() - wide), room.left()))
            at.moveTop(max(min(at.top(), room.bottom() - high), room.top()))
        else:
            at.moveBottomRight(room.bottomRight())
        self.setGeometry(at)
        self.raise_()
