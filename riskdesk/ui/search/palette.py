"""The search itself: a line, the hits below it, keyboard only if one likes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from riskdesk.ui.kit.buttons import shown_keys
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.search.index import Hit, find

_WIDE, _ROW, _PAD, _MOST_ROWS = 640, 40, 12, 10
_ICONS = {
    "recent": "copied", "command": "chevron-right", "workplace": "structure", "person": "info",
    "certification": "folder", "enterprise": "folder", "instrument": "instruments",
    "point": "points", "criterion": "criteria", "substance": "criteria", "help": "info",
}  # fmt: skip
_HIT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _Hits(QAbstractListModel):
    """The hits as a list."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == _HIT:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            kind = self._look.tr(f"search.kind_{hit.kind}")
            return ", ".join(filter(None, (hit.title, hit.second, kind, hit.keys)))
        return None


class _Rows(QStyledItemDelegate):
    """Icon, title over its place, kind or keys at the right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(option.rect.width(), self._look.theme.length(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, hit = self._look.theme, index.data(_HIT)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, theme.colour("sel" if chosen else "raised"))
        pad = theme.length(_PAD)
        inner = option.rect.adjusted(pad, 0, -pad, 0)
        side = theme.length(16)
        at = QRect(inner.left(), inner.center().y() - side // 2, side, side)
        self._look.icons.paint(painter, _ICONS[hit.kind], at.toRectF(), "text_2")
        right = shown_keys(hit.keys) or self._look.tr(f"search.kind_{hit.kind}")
        small = theme.metrics("small")
        wide = round(small.horizontalAdvance(right)) + 2
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_3"))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(end), right)
        words = inner.adjusted(side + pad, 0, -wide - pad, 0)
        self._line(painter, words, hit.title, "body", upper=bool(hit.second))
        if hit.second:
            self._line(painter, words, hit.second, "small", upper=False)
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, role: str, *, upper: bool) -> None:
        theme = self._look.theme
        weight, tone = ("medium", "text") if role == "body" else ("normal", "text_2")
        painter.setFont(theme.font(role, weight))
        painter.setPen(theme.colour(tone))
        shown = theme.metrics(role, weight).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        half = room.height() // 2
        at = room
        if upper:
            at = room.adjusted(0, theme.length(3), 0, -half)
        elif role == "small":
            at = room.adjusted(0, half - theme.length(1), 0, -theme.length(2))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Palette(QFrame):
    """Over the top of the window. ``chosen``: a hit; ``left``: closed without one."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, look: Look, window: QWidget, offered: Callable[[], Sequence[Hit]]) -> None:
        super().__init__(window)
        self._look, self._window, self._offered = look, window, offered
        self._stored: Sequence[Hit] = ()
        self._here: Sequence[Hit] = ()
        self.setProperty("card", "true")
        ground(self, "page")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (8, 8, 8, 8)))
        box.setSpacing(look.theme.length(6))
        self.line = QLineEdit()
        self.line.setObjectName("search")
        self.line.setPlaceholderText(look.tr("search.hint"))
        self.line.setAccessibleName(look.tr("search.name"))
        self.line.addAction(
            look.icons.icon("search", "text_3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.line.textChanged.connect(lambda _: self._search())
        self.line.installEventFilter(self)
        box.addWidget(self.line)
        self.list = QListView()
        self.list.setAccessibleName(look.tr("search.list"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Rows(look, self.list))
        self.model = _Hits(look, self.list)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda _: self._take())
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        box.addWidget(self.list)
        self.note = Text(look, "", "small", "text_2", wrap=True)
        box.addWidget(self.note)
        window.installEventFilter(self)
        self.hide()

    def open(self, stored: Sequence[Hit], *, whole: bool) -> None:
        """Show the line; ``whole``: nothing is on its way any more."""
        self._here = self._offered()
        self.line.clear()
        self.show_stored(stored, whole=whole)
        self.show()
        self.raise_()
        self._lay()
        self.line.setFocus()

    def show_stored(self, stored: Sequence[Hit], *, whole: bool = True) -> None:
        """The database's hits have come."""
        self._stored = stored
        self._whole = whole
        self._search()

    def close_search(self) -> None:
        """Back to where the focus was."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line walk in the list; leaving the line closes the search."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self.close_search()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 9, keys.Key_PageUp: -9}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            last = self.model.rowCount() - 1
            at = self.list.currentIndex().row() + step
            self.list.setCurrentIndex(self.model.index(min(max(at, 0), last), 0))
        elif event.key() in {keys.Key_Return, keys.Key_Enter}:
            self._take()
        elif event.key() in {keys.Key_Escape, keys.Key_Tab, keys.Key_Backtab}:
            self.close_search()
        else:
            return False
        return True

    def _take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            hit = self.model.hits[index.row()]
            self.close_search()
            self.chosen.emit(hit)

    def _search(self) -> None:
        typed = self.line.text()
        tr = self._look.tr
        note = "" if self._whole else tr("search.coming")
        if typed.strip():
            answer = find((*self._here, *self._stored), typed)
            hits = list(answer.hits)
            if not hits:
                note = note or tr("search.nothing", text=typed)
            elif answer.typed != typed:
                note = tr("search.meant", text=answer.typed)
        else:
            hits = [hit for hit in self._here if hit.kind in {"recent", "command"}][:30]
        self.model.show(hits)
        if hits:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.note.setText(note or tr("search.keys"))
        self._lay()

    def _lay(self) -> None:
        theme = self._look.theme
        wide = min(theme.length(_WIDE), self._window.width() - theme.length(32))
        rows = min(self.model.rowCount(), _MOST_ROWS)
        room = self._window.height() - theme.length(140)
        high = max(min(rows * theme.length(_ROW), room), 0)
        self.list.setFixedHeight(high)
        self.list.setVisible(rows > 0)
        layout = self.layout()
        tall = layout.totalHeightForWidth(wide) if layout is not None else high
        self.setGeometry((self._window.width() - wide) // 2, theme.length(6), wide, tall)
