"""The list of documents: a tick, the name, the state, the pages; Space ticks, Enter reads."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from riskdesk.ui.kit.labels import plain
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look
from riskdesk.ui.screens.documents_rows import Line

_LINE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT, _TICK, _NUMBER, _RIGHT, _SIGN, _TOP = 12, 16, 26, 12, 14, 5
_PAGES, _LINES = 30, 3
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class _Lines(QAbstractListModel):
    """The lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As of a model."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's
        """The line, its words for a screen reader and the tooltip."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case _ if role == _LINE:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain(f"{line.title}\n{line.second}")
        return None

    def show(self, lines: Sequence[Line]) -> bool:
        """Other lines; True if there are others than before."""
        if [line.key for line in lines] == [line.key for line in self.lines]:
            self.lines = list(lines)
            self.dataChanged.emit(self.index(0), self.index(max(len(lines) - 1, 0)))
            return False
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()
        return True


class _Painter(QStyledItemDelegate):
    """Paints a line."""

    def __init__(self, look: Look, view: "DocumentsList") -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._short: dict[tuple[str, int, str], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """As high as the wrapped name and the state under it."""
        line, theme = cast("Line", index.data(_LINE)), self._look.theme
        wide = self._view.viewport().width()
        title, second = self._texts(QRect(0, 0, wide, 4000), line)
        high = second.bottom() if line.second else title.bottom()
        return QSize(wide, max(high + theme.length(_TOP), theme.px("height", "row")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, tick, number, name, state, pages, sign."""
        line, theme = cast("Line", index.data(_LINE)), self._look.theme
        rect, state = option.rect, option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            role = "sel" if self._view.hasFocus() else "sel_inactive"
            painter.fillRect(rect, theme.colour(role))
            bar = QRect(rect.left(), rect.top(), theme.stroke("current"), rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_signs(painter, rect, line)
        title, second = self._texts(rect, line)
        weight = "strong" if line.head else "normal"
        painter.setFont(theme.font("body", weight))
        painter.setPen(theme.colour("text"))
        painter.drawText(title, _WRAP, self.fitted(line.title, title.width(), weight))
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(second, _WRAP, line.second)
        pages = second.adjusted(0, 0, theme.length(_PAGES), 0)
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(pages, int(bottom), line.pages)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def _paint_signs(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme, icons = self._look.theme, self._look.icons
        top = rect.top() + theme.length(_TOP + 1)
        side = theme.length(_TICK)
        tick = QRectF(rect.left() + theme.length(_LEFT), top, side, side)
        icons.paint(painter, "ticked" if line.ticked else "unticked", tick,
                    "accent" if line.ticked else "text_2")  # fmt: skip
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text_3"))
        number = QRect(round(tick.right()), top - 1, theme.length(_NUMBER), theme.length(18))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignRight), line.number)
        right = rect.right() - theme.length(_RIGHT)
        if line.icon:
            small = theme.length(_SIGN)
            sign = QRectF(right - small, top, small, small)
            icons.paint(painter, line.icon, sign, line.role)

    def _texts(self, rect: QRect, line: Line) -> tuple[QRect, QRect]:
        theme = self._look.theme
        left = rect.left() + theme.length(_LEFT + _TICK + (8 if line.head else _NUMBER + 8))
        right = theme.length(_RIGHT + (_SIGN + 8 if line.icon else 0))
        room = QRect(left, rect.top() + theme.length(_TOP), rect.right() - right - left, 4000)
        weight = "strong" if line.head else "normal"
        title = self._bound("body", weight, room, self.fitted(line.title, room.width(), weight))
        wide = rect.right() - theme.length(_RIGHT + _PAGES) - room.left()
        below = QRect(room.left(), title.bottom() + 1, wide, 4000)
        return title, self._bound("micro", "normal", below, line.second)

    def fitted(self, words: str, width: int, weight: str) -> str:
        """A name on three lines at most; the tooltip has all of it."""
        key = (words, width, weight)
        found = self._short.get(key)
        if found is None:
            metrics = self._look.theme.metrics("body", weight)
            most = metrics.lineSpacing() * (_LINES + 0.5)
            parts, found = words.split(" "), words
            room = QRectF(0, 0, width, 4000)
            while len(parts) > 1 and metrics.boundingRect(room, _WRAP, found).height() > most:
                parts.pop()
                found = f"{' '.join(parts)}…"
            self._short[key] = found
        return found

    def _bound(self, role: str, weight: str, room: QRect, text: str) -> QRect:
        found = self._look.theme.metrics(role, weight).boundingRect(QRectF(room), _WRAP, text)
        return QRect(room.left(), room.top(), room.width(), round(found.height()) + 1)


class DocumentsList(QListView):
    """``chosen``: another line is current; ``ticked``: a tick was changed; ``opened``: Enter.

    ``wanted``: the line that becomes current as soon as it is here.
    """

    chosen = Signal(str)
    ticked = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(look, self))
        self.setAccessibleName(look.tr("rail.documents"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.wanted = ""
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.key()))

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines.lines

    def key(self) -> str:
        """The current line, "" if none."""
        line = self.currentIndex().data(_LINE)
        return line.key if isinstance(line, Line) else ""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the current one stays if it is still here."""
        key = self.key()
        with QSignalBlocker(self.selectionModel()):
            others = self._lines.show(lines)
        self.scheduleDelayedItemsLayout()
        if self.wanted and self.go_to(self.wanted):
            self.wanted = ""
        elif others and lines and not (key and self.go_to(key)):
            self.go_to(next((line.key for line in lines if not line.head), lines[0].key))

    def go_to(self, key: str) -> bool:
        """Make a line current; False if it is not here."""
        for row, line in enumerate(self._lines.lines):
            if line.key == key:
                self.setCurrentIndex(self._lines.index(row))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter goes to the pages."""
        key = self.key()
        if event.key() == Qt.Key.Key_Space and key:
            self.ticked.emit(key)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and key:
            self.opened.emit(key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a tick changes it and leaves the current line where it is."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and at.x() < self._look.theme.length(_LEFT + _TICK + 4):
            self.ticked.emit(cast("Line", index.data(_LINE)).key)
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
