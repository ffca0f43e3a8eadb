"""The model of the tree: headings and things under them, at any depth, each with a class tag."""

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
    """One row of the tree. ``code`` stands before the text, ``spoken`` is for a screen reader.

    ``icon``: a small sign before the tag; ``spoken`` says what it means.
    ``whole``: a name of the law, not of a person: it is not cut after three lines.
    """

    key: str
    text: str
    code: str
    tag: Tag
    spoken: str
    children: tuple["Node", ...] = ()
    problem: bool = False
    icon: str = ""
    whole: bool = False


@dataclass(slots=True)
class _Place:
    """Where a row stands: ids of the row above (0: none) and of its first child, its place."""

    node: Node
    above: int
    row: int
    first: int = _TOP


class TreeModel(QAbstractItemModel):
    """``Node`` under ``Node``; the same keys in the same order keep what is open and current."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes: tuple[Node, ...] = ()
        self._places: list[_Place] = []
        self._ids: dict[str, int] = {}

    def set_nodes(self, nodes: Sequence[Node]) -> bool:
        """Show other rows; True if the rows themselves are others."""
        new = tuple(nodes)
        places = _places(new)
        old = self._places
        if [(each.node.key, each.above) for each in places] == [
            (each.node.key, each.above) for each in old
        ]:
            self.nodes, self._places = new, places
            for place, before in zip(places, old, strict=True):
                if (
                    place.node is not before.node and place.node != before.node
                ):  # only what changed is painted again
                    at = self._index(self._ids[place.node.key])
                    self.dataChanged.emit(at, at)
            return False
        self.beginResetModel()
        self.nodes, self._places = new, places
        self._ids = {each.node.key: number for number, each in enumerate(places, start=1)}
        self.endResetModel()
        return True

    @property
    def size(self) -> int:
        """All rows, at any depth."""
        return len(self._places)

    def node(self, index: Index) -> Node | None:
        """The row at ``index``."""
        return self._places[int(index.internalId()) - 1].node if index.isValid() else None

    def level(self, index: Index) -> int:
        """How many rows stand above a row."""
        above, found = self._places[int(index.internalId()) - 1].above, 0
        while above:
            above, found = self._places[above - 1].above, found + 1
        return found

    def index_of(self, key: str) -> QModelIndex:
        """Where a row stands; invalid if it is not here."""
        found = self._ids.get(key)
        return self._index(found) if found is not None else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a row; the id is its number from 1, rows of one parent follow each other."""
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        first = self._places[int(parent.internalId()) - 1].first if parent.isValid() else 1
        return self.createIndex(row, column, first + row)

    def parent(self, index: Index = _NOWHERE) -> Any:  # noqa: ANN401 - QObject.parent() shares the name
        """The heading above a row."""
        if not index.isValid():
            return QModelIndex()
        above = self._places[int(index.internalId()) - 1].above
        return self._index(above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows under ``parent``."""
        if not parent.isValid():
            return len(self.nodes)
        node = self.node(parent)
        return len(node.children) if node is not None and parent.column() == 0 else 0

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

    def _index(self, identity: int) -> QModelIndex:
        return self.createIndex(self._places[identity - 1].row, 0, identity)


def _places(nodes: Sequence[Node]) -> list[_Place]:
    """Every row, level by level: children of one row follow each other."""
    found = [_Place(node, _TOP, row) for row, node in enumerate(nodes)]
    for identity, place in enumerate(found, start=1):  # it grows while it is walked
        if place.node.children:
            place.first = len(found) + 1
            found += [_Place(node, identity, row) for row, node in enumerate(place.node.children)]
    return found
