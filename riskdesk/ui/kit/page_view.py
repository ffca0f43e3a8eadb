"""The pages of a document as they are printed: they scroll as one strip and are drawn when seen."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from riskdesk.services.ports_pages import Rectangle
from riskdesk.ui.kit.page_images import Ask, PageImages
from riskdesk.ui.kit.page_layout import PageLayout, Size
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look
from riskdesk.ui.scale import OWN_ZOOM

Fit = Literal["width", "page", ""]
ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Percents on offer; 100 is the size of the paper."""

_POINTS_AN_INCH = 72
_GAP = 12
_MOST_PIXELS = 24e6
"""Of one picture; a page that would need more is drawn with so many and stretched."""
_STEP = 40
_ABOVE = 0.3
"""Where a found word is put, as a share of the height of the view."""

Found = Mapping[int, Sequence[Sequence[Rectangle]]]
"""Found words: on each page the rectangles of each place."""
Spot = tuple[int, int]
"""A page and the number of a place on it."""
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}


class PageView(QAbstractScrollArea):
    """``moved``: another page is looked at; ``zoomed``: another size."""

    moved = Signal(int)
    zoomed = Signal()

    def __init__(self, look: Look, ask: Ask) -> None:
        super().__init__()
        self._look = look
        self._layout = PageLayout((), _GAP)
        self.images = PageImages(ask)
        self.images.ready.connect(lambda _: self.viewport().update())
        self.fit: Fit = "width"
        self._percent = 100.0
        self._page = 0
        self._found: Found = {}
        self._spot: Spot | None = None
        self._name = ""
        self.setProperty(OWN_ZOOM, "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._layout.sizes)

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        return self._page

    @property
    def percent(self) -> int:
        """The size; 100 is that of the paper."""
        return round(self._percent)

    def show_paper(self, sizes: Sequence[Size], name: str, *, page: int = 0) -> None:
        """Show a document of these pages."""
        self._layout = PageLayout(sizes, _GAP)
        self.images.forget()
        self._found, self._spot, self._name = {}, None, name
        self._lay()
        self.go_to(min(page, max(self.count - 1, 0)))
        self._tell()

    def go_to(self, page: int) -> None:
        """The top of a page comes to the top of the view."""
        if not 0 <= page < self.count:
            return
        self.verticalScrollBar().setValue(self._layout.top(page) - _GAP // 2)
        self._look_at(page)
        self.viewport().update()

    def set_fit(self, fit: Fit) -> None:
        """The width, or the whole page, always fills the view."""
        self.fit = fit
        self._lay()

    def set_percent(self, percent: float, about: QPoint | None = None) -> None:
        """A size of its own; ``about`` is the point of the view that stays where it is."""
        self.fit = ""
        self._percent = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        self._lay(about)

    def step_zoom(self, steps: int, about: QPoint | None = None) -> None:
        """The next larger or smaller size on offer; 0: the size of the paper."""
        if not steps:
            self.set_percent(100, about)
        elif steps > 0:
            larger = (each for each in ZOOMS if each > self._percent + 1)
            self.set_percent(next(larger, ZOOMS[-1]), about)
        else:
            smaller = (each for each in reversed(ZOOMS) if each < self._percent - 1)
            self.set_percent(next(smaller, ZOOMS[0]), about)

    def show_found(self, found: Found, spot: Spot | None) -> None:
        """Mark found words; ``spot`` is the one that is looked at."""
        self._found, before, self._spot = found, self._spot, spot
        if spot is not None and spot != before:
            self._bring(spot)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Ctrl with + − 0 is the zoom of the page while the page has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ZOOM_KEYS
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp, PgDn by the view; Ctrl with them by pages; Home, End; Ctrl and + − 0."""
        key, held = event.key(), event.modifiers()
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        if ctrl and key in _ZOOM_KEYS:
            self.step_zoom(_ZOOM_KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.count - 1)
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif ctrl and key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif ctrl and key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the size changes about the pointer; otherwise the pages scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.step_zoom(1 if turned > 0 else -1, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fit is kept."""
        super().resizeEvent(event)
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """White pages with their pictures, found words laid over them."""
        view, theme = self.viewport(), self._look.theme
        painter = QPainter(view)
        painter.fillRect(view.rect(), theme.colour("paper_bg"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pages = self._seen()
        for page in pages:
            at = self._rect(page)
            painter.fillRect(at, theme.colour("paper"))
            known = self.images.known.get(page)
            if known is not None:
                painter.drawImage(QRectF(at), known.image, QRectF(known.image.rect()))
            self._paint_found(painter, page, at)
            painter.setPen(theme.colour("line_strong"))
            painter.drawRect(at.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            draw_ring(painter, view.rect(), theme.colour("focus"))
        painter.end()
        if pages:
            ahead = [page for page in (pages.stop, pages.start - 1) if 0 <= page < self.count]
            self.images.want([*pages, *ahead], self._picture_scale(pages))

    def _paint_found(self, painter: QPainter, page: int, at: QRect) -> None:
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, place in enumerate(self._found.get(page, ())):
            role = "found_now" if (page, number) == self._spot else "found"
            for rectangle in place:
                painter.fillRect(self._on_page(at, rectangle), self._look.theme.colour(role))
        painter.restore()

    def _on_page(self, at: QRect, rectangle: Rectangle) -> QRectF:
        left, top, wide, high = (each * self._layout.scale for each in rectangle)
        return QRectF(at.left() + left, at.top() + top, wide, high)

    def _picture_scale(self, pages: range) -> float:
        scale = self._layout.scale * self.devicePixelRatioF()
        largest = max(wide * high for wide, high in (self._layout.sizes[page] for page in pages))
        return min(scale, math.sqrt(_MOST_PIXELS / largest))

    def _seen(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.seen(top, top + self.viewport().height())

    def _rect(self, page: int) -> QRect:
        left = self.horizontalScrollBar().value()
        at = self._layout.rect(page, self.viewport().width())
        return at.translated(-left, -self.verticalScrollBar().value())

    def _lay(self, about: QPoint | None = None) -> None:
        """Another scale or another view: what stands at ``about``, or at the top, stays there."""
        if not self.count:
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            return
        room, high = self.viewport().width(), self.viewport().height()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        point = about or QPoint(room // 2, 0)
        page = self._layout.at(down.value() + point.y())
        before = self._layout.rect(page, room)
        share_y = (down.value() + point.y() - before.top()) / max(before.height(), 1)
        share_x = (across.value() + point.x() - before.left()) / max(before.width(), 1)
        inch = self.logicalDpiY() / _POINTS_AN_INCH
        if self.fit == "width":
            self._percent = 100 * self._layout.fit_width(room) / inch
        elif self.fit == "page":
            self._percent = 100 * self._layout.fit_page(self._page, room, high) / inch
        self._layout.set_scale(self._percent * inch / 100)
        down.setRange(0, max(self._layout.height - high, 0))
        down.setPageStep(high)
        down.setSingleStep(_STEP)
        across.setRange(0, max(self._layout.width - room, 0))
        across.setPageStep(room)
        across.setSingleStep(_STEP)
        after = self._layout.rect(page, room)
        down.setValue(round(after.top() + share_y * after.height() - point.y()))
        across.setValue(round(after.left() + share_x * after.width() - point.x()))
        self.zoomed.emit()
        self.viewport().update()

    def _bring(self, spot: Spot) -> None:
        """A found word is scrolled into the view, if it is not there."""
        page, number = spot
        if page not in self._found or not self._found[page][number]:
            return
        at = self._on_page(self._rect(page), self._found[page][number][0])
        if not QRectF(self.viewport().rect()).contains(at):
            down, across = self.verticalScrollBar(), self.horizontalScrollBar()
            down.setValue(round(down.value() + at.top() - self.viewport().height() * _ABOVE))
            if at.left() < 0 or at.right() > self.viewport().width():
                across.setValue(round(across.value() + at.left() - _STEP))
        self._look_at(page)

    def _on_scrolled(self, value: int) -> None:
        if self.count:
            self._look_at(self._layout.at(value + self.viewport().height() // 3))
        self.viewport().update()

    def _look_at(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._tell()

    def _tell(self) -> None:
        words = self._look.tr(
            "preview.name", title=self._name, page=self._page + 1, pages=self.count
        )
        self.setAccessibleName(words)
        self.moved.emit(self._page)
