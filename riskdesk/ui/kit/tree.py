"""The tree at the left: names on up to three lines, a tag at the right."""

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from riskdesk.ui.kit.paint import Tag, draw_ring, draw_tag
from riskdesk.ui.kit.tree_model import NODE_ROLE, Index, Node, TreeModel
from riskdesk.ui.look import Look

_RIGHT, _CODE, _GAP, _TOP = 12, 33, 8, 5
_LEFT, _STEP = 16, 14
_HEAD_LEFT, _ARROW_LEFT = 30, 9
_SIGN = 14
_LINES, _LINES_WHOLE = 3, 7
"""Lines of a name that a person gave; a longer one ends in an ellipsis and stands whole in the
tooltip."""
_WRAP = int(Qt.TextFlag.TextWordWrap)
_OPEN = 1000
"""A tree of more rows shows its headings only: to open them all would hold up the window."""
_LEADING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down})


class TreeDelegate(QStyledItemDelegate):
    """Paints one row: code, wrapped name, tag, sign of a blocking problem."""

    def __init__(self, look: Look, view: "Tree") -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._short: dict[tuple[str, int, str, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """As high as the wrapped name."""
        node = cast(Node, index.data(NODE_ROLE))
        theme = self._look.theme
        width = self._view.viewport().width()
        text = self._text_rect(QRect(0, 0, width, 4000), node, self._view.tree.level(index))
        weight = _weight(node, self._view.tree.level(index))
        words = self._fitted(node, text.width(), weight)
        high = round(self._height(words, text.width(), weight)) + theme.length(2 * _TOP)
        return QSize(width, max(theme.px("height", "row"), high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        node = cast(Node, index.data(NODE_ROLE))
        theme = self._look.theme
        rect = QRect(0, option.rect.y(), self._view.viewport().width(), option.rect.height())
        painter.save()
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            role = "sel" if self._view.hasFocus() else "sel_inactive"
            painter.fillRect(rect, theme.colour(role))
            bar = QRect(rect.left(), rect.top(), theme.stroke("current"), rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        level = self._view.tree.level(index)
        self._paint_text(painter, rect, node, level)
        self._paint_tag(painter, rect, node)
        if node.children:
            self._paint_arrow(painter, rect, level, opened=self._view.isExpanded(index))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, node: Node, level: int) -> None:
        theme = self._look.theme
        text = self._text_rect(rect, node, level)
        flags = _WRAP | int(Qt.AlignmentFlag.AlignTop)
        top = text.adjusted(0, theme.length(_TOP), 0, 0)
        painter.setFont(theme.font("body", _weight(node, level)))
        painter.setPen(theme.colour("text"))
        painter.drawText(top, flags, self._fitted(node, text.width(), _weight(node, level)))
        if node.code and not node.children:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("invalid" if node.problem else "text_3"))
            left = theme.length(_LEFT + _STEP * max(level - 1, 0))
            code = QRect(left, top.top(), theme.length(_CODE), top.height())
            painter.drawText(code, int(Qt.AlignmentFlag.AlignTop), node.code)

    def _height(self, words: str, width: int, weight: str) -> float:
        room = QRectF(0, 0, width, 100_000)
        return self._look.theme.metrics("body", weight).boundingRect(room, _WRAP, words).height()

    def _fitted(self, node: Node, width: int, weight: str) -> str:
        """The name on so many lines; the tooltip has all of it."""
        words, lines = node.text, _LINES_WHOLE if node.whole else _LINES
        key = (words, width, weight, lines)
        found = self._short.get(key)
        if found is None:
            most = self._look.theme.metrics("body", weight).lineSpacing() * (lines + 0.5)
            parts = words.split(" ")
            kept = len(parts)
            found = words
            while kept > 1 and self._height(found, width, weight) > most:
                kept -= 1
                found = f"{' '.join(parts[:kept])}…"
            self._short[key] = found
        return found

    def _text_rect(self, rect: QRect, node: Node, level: int) -> QRect:
        """Headings of the first level stand at the left; the names below under each other."""
        theme = self._look.theme
        inner = _LEFT + _CODE + _STEP * max(level - 1, 0)
        left = theme.length(_HEAD_LEFT if not level else inner)
        sign = theme.length(_SIGN + 4) if node.icon else 0
        right = self._tag_width(node.tag) + theme.length(_RIGHT + _GAP) + sign
        return QRect(rect.left() + left, rect.top(), rect.width() - left - right, rect.height())

    def _tag_width(self, tag: Tag) -> int:
        if not tag.text:
            return 0
        theme = self._look.theme
        wide = round(theme.metrics("small", "strong").horizontalAdvance(tag.text))
        return max(theme.px("width", "tag"), wide + theme.length(14))

    def _paint_tag(self, painter: QPainter, rect: QRect, node: Node) -> None:
        theme = self._look.theme
        size = QSize(self._tag_width(node.tag), theme.tag_size().height())
        left = rect.right() - theme.length(_RIGHT) - size.width() + 1
        at = QRect(left, rect.top() + theme.length(_TOP), size.width(), size.height())
        draw_tag(painter, at, node.tag, theme, theme.font("small", "strong"))
        if node.icon:
            side = theme.length(_SIGN)
            sign = QRectF(left - side - theme.length(4), at.top() + 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._look.icons.paint(painter, node.icon, sign, "accent")

    def _paint_arrow(self, painter: QPainter, rect: QRect, level: int, *, opened: bool) -> None:
        theme = self._look.theme
        side = theme.length(12)
        left = _ARROW_LEFT if not level else _LEFT + _CODE + _STEP * (level - 1) - 18
        at = QRectF(theme.length(left), rect.top() + theme.length(_TOP + 3), side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "chevron-down" if opened else "chevron-right"
        self._look.icons.paint(painter, name, at, "text_2")


def _weight(node: Node, level: int) -> str:
    """Headings of the first level are strong, those below them a little heavier than names."""
    if not level:
        return "strong"
    return "medium" if node.children else "normal"


class Tree(QTreeView):
    """The view. ``chosen``: the key of the row that became current."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._line: QLineEdit | None = None
        self.tree = TreeModel(self)
        self.setModel(self.tree)
        self.setItemDelegate(TreeDelegate(look, self))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def set_nodes(self, nodes: list[Node]) -> None:
        """Show rows; the current one stays if it is still here."""
        key = self.current_key()
        if self.tree.set_nodes(nodes):
            if self.tree.size <= _OPEN:
                self.expandAll()
            if key:
                self.go_to(key)

    def current_key(self) -> str:
        """The key of the current row, "" if none."""
        node = self.tree.node(self.currentIndex())
        return node.key if node is not None else ""

    def go_to(self, key: str) -> bool:
        """Make a row current; False if it is not here."""
        index = self.tree.index_of(key)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.executeDelayedItemsLayout()  # rows know their heights before one is scrolled to
        self.scrollTo(index)
        return True

    def lead_from(self, line: QLineEdit) -> None:
        """Enter and Down in the filter go to the first row that it leaves, Esc empties it."""
        self._line = line
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the filter that are not typing."""
        line = self._line
        if (
            watched is line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if line is not None and event.key() in _LEADING:
                self.setFocus()
                if line.text().strip():
                    self.setCurrentIndex(self._first())
                return True
            if line is not None and event.key() == Qt.Key.Key_Escape and line.text():
                line.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def _first(self) -> QModelIndex:
        """The first row that is no heading."""
        index = self.tree.index(0, 0)
        while self.tree.rowCount(index):
            index = self.tree.index(0, 0, index)
        return index

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: ARG002 - Qt's signature
        node = self.tree.node(current)
        if node is not None:
            self.chosen.emit(node.key)

    def _on_clicked(self, index: QModelIndex) -> None:
        node = self.tree.node(index)
        if node is not None and node.children:
            self.setExpanded(index, not self.isExpanded(index))
