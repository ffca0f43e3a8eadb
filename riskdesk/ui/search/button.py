"""The search line of the top bar: it looks like a field and opens the search."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from riskdesk.ui.kit.labels import plain
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_WIDE, _NARROW, _HIGH, _ICON, _PAD = 328, 120, 28, 16, 9
_KEYS = "Ctrl+K"
_ROOMY = 1.5
"""Up to this size of the text the key always has room."""


class SearchButton(QAbstractButton):
    """Opens the search."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words = look.tr("search.short")
        self.setAccessibleName(look.tr("search.name"))
        self.setToolTip(plain(f"{look.tr('search.name')}  {_KEYS}"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaximumWidth(look.theme.length(_WIDE))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As the mock-up draws it."""
        theme = self._look.theme
        return QSize(theme.length(_WIDE), theme.length(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """The icon and the key; of large text the icon alone."""
        theme = self._look.theme
        wide = _NARROW if theme.scale <= _ROOMY else _ICON + 2 * _PAD
        return QSize(theme.length(wide), theme.length(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Outline, icon, words as far as they fit, the key."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("hover" if self.underMouse() else "page"))
        painter.setPen(theme.colour("line_strong"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.length(4), theme.length(4))
        side, pad = theme.length(_ICON), theme.length(_PAD)
        self._look.icons.paint(
            painter, "search", QRectF(pad, (self.height() - side) / 2, side, side), "text_2"
        )
        if self.width() >= theme.length(_NARROW):
            self._write(painter, side + 2 * pad)
        if self.hasFocus():
            draw_ring(painter, self.rect(), theme.colour("focus"))
        painter.end()

    def _write(self, painter: QPainter, left: int) -> None:
        """The words as far as they fit, and the key at the right."""
        theme = self._look.theme
        pad = theme.length(_PAD)
        small = theme.metrics("micro")
        keys = round(small.horizontalAdvance(_KEYS)) + theme.length(10)
        at = QRect(
            self.width() - keys - pad, theme.length(6), keys, self.height() - theme.length(12)
        )
        words = QRect(left, 0, at.left() - left - pad, self.height())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_2"))
        shown = theme.metrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, max(words.width(), 0)
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setPen(theme.colour("line"))
        painter.drawRoundedRect(QRectF(at).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), _KEYS)
