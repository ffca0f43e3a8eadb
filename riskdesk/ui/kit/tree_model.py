"""The model of the tree: headings and things under them, each with a class tag."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from riskdesk.ui.kit.labels import plain
from riskdesk.ui.kit.paint import Tag

NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TOP = 0


@dataclass(frozen=True)
class Node:
    """One row of the tree. ``code`` stands before the text, ``spoken`` is for a screen reader."""

    key: str
    text: str
    code: str
    tag: Tag
    spoken: str
    children: tuple["Node", ...] = ()
    problem: bool = False


class TreeModel(QAbstractItemModel):
    """Two levels of ``Node``; the same keys in the same order keep what is open and current."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes: tuple[Node, ...] = ()

    def set_nodes(self, nodes: Sequence[Node]) -> bool:
        """Show other rows; True if the rows themselves are others."""
        new = tuple(nodes)
        old = self.nodes
        if _keys(new) == _keys(old):
            self.nodes = new
            for number, (node, before) in enumerate(zip(new, old, strict=True)):
                if node != before:
                    self._renew(self.index(number, 0), node, before)
            return False
        self.beginResetModel()
        self.nodes = new
        self.endResetModel()
        return True

    def _renew(self, top: QModelIndex, node: Node, before: Node) -> None:
        """Say which rows of a heading changed: only those are painted again."""
        self.dataChanged.emit(top, top)
        for place, (child, old) in enumerate(zip(node.children, before.children, strict=True)):
            if child != old:
                at = self.index(place, 0, top)
                self.dataChanged.emit(at, at)

    def node(self, index: Index) -> Node | None:
        """The row at ``index``."""
        if not index.isValid():
            return None
        above = int(index.internalId())
        if above == _TOP:
            return self.nodes[index.row()]
        return self.nodes[above - 1].children[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """Where a row stands; invalid if it is not here."""
        for number, node in enumerate(self.nodes):
            if node.key == key:
                return self.index(number, 0)
            for place, child in enumerate(node.children):
                if child.key == key:
                    return self.index(place, 0, self.index(number, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a row; the id is the heading's number from 1, 0 for a heading."""
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> Any:  # noqa: ANN401 - QObject.parent() shares the name
        """The heading above a row."""
        above = int(index.internalId()) if index.isValid() else _TOP
        return QModelIndex() if above == _TOP else self.createIndex(above - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows under ``parent``."""
        if not parent.isValid():
            return len(self.nodes)
        node = self.node(parent)
        inside = int(parent.internalId()) == _TOP and parent.column() == 0
        return len(node.children) if node is not None and inside else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """One column."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's contract
        """The text, the row itself, tooltip and spoken text."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.spoken
        return plain(node.spoken) if role == Qt.ItemDataRole.ToolTipRole else None


def _keys(nodes: Sequence[Node]) -> list[tuple[str, tuple[str, ...]]]:
    return [(node.key, tuple(child.key for child in node.children)) for node in nodes]
