"""The list of the criteria book: families, tables, substances found, what a specialist added."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.queries_book import FAMILIES, OTHER, BookEntry
from riskdesk.services.queries_norms import AIR, NORMS
from riskdesk.services.queries_own import OWN
from riskdesk.ui.desk import Desk
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import button, filter_line
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node

FAMILY = "family/"


class BookList(QWidget):
    """``chosen``: the id of an entry; ``searched``: another text in the filter.

    ``adding``: ``substance`` or ``norm`` is to be added.
    """

    chosen = Signal(str)
    searched = Signal(str)
    adding = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.look = look = desk.look
        self._entries: Sequence[BookEntry] = ()
        self._own: Sequence[BookEntry] = ()
        self._substances: Sequence[BookEntry] = ()
        self.shown = ""
        tr, side = look.tr, look.theme.length(16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, look.theme.length(8))
        box.setSpacing(look.theme.length(8))
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, look.theme.length(12), 0)
        head.addWidget(Text(look, tr("rail.criteria"), "heading", weight="strong"))
        head.addStretch(1)
        self._count = Text(look, "", "small", "text_2")
        head.addWidget(self._count)
        box.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(side, 0, look.theme.length(12), 0)
        self.filter = filter_line(look, tr("book.search"))
        desk.drafts.remember(self.filter, "criteria")
        self.filter.textChanged.connect(self._on_search)
        row.addWidget(self.filter)
        box.addLayout(row)
        self._nothing = Text(look, tr("book.nothing"), "small", "text_2", wrap=True)
        self._nothing.setContentsMargins(side, 0, side, 0)
        self._nothing.hide()
        box.addWidget(self._nothing)
        self.tree = Tree(look, tr("rail.criteria"))
        self.tree.chosen.connect(self._on_chosen)
        box.addWidget(self.tree, 1)
        own = QVBoxLayout()
        own.setContentsMargins(look.theme.length(10), 0, look.theme.length(10), 0)
        own.setSpacing(look.theme.length(2))
        for what in ("substance", "norm"):
            add = button(look, tr(f"own.add_{what}"), "link", icon="plus")
            add.clicked.connect(lambda _=False, what=what: self.adding.emit(what))
            own.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(own)
        self.setMinimumWidth(look.theme.length(228))

    def show_entries(self, entries: Sequence[BookEntry], own: Sequence[BookEntry]) -> None:
        """Criteria and norms, and what a specialist added."""
        self._entries, self._own = entries, own
        self._count.setText(self.look.tr("book.count", count=len(entries)))
        self._fill()

    def show_substances(self, text: str, found: Sequence[BookEntry]) -> None:
        """Substances that the worker found; an answer to an older text is dropped."""
        if text == self.filter.text():
            self._substances = found
            self._fill()

    def mark(self, key: str) -> None:
        """The entry that is shown."""
        self.shown = key
        if self.tree.current_key() != key:
            with QSignalBlocker(self.tree):
                self.tree.go_to(key)

    def _on_search(self, text: str) -> None:
        self._fill()
        self.searched.emit(text)

    def _on_chosen(self, key: str) -> None:
        if not key.startswith(FAMILY) and key != self.shown:
            self.chosen.emit(key)

    def _fill(self) -> None:
        nodes = [node for family in (*FAMILIES, OTHER, NORMS)
                 if (node := self._family(family, self._found(self._entries, family)))]  # fmt: skip
        own = self._found(self._own, OWN)
        known = {each.id for each in own}
        air = [each for each in self._substances if each.id not in known]
        nodes += [node for name, found in ((AIR, air), (OWN, own))
                  if (node := self._family(name, found))]  # fmt: skip
        with QSignalBlocker(self.tree):  # the row that was current comes back: nobody chose it
            self.tree.set_nodes(nodes)
        self._nothing.setVisible(not nodes and bool(self.filter.text()))
        self.mark(self.shown)

    def _found(self, entries: Sequence[BookEntry], family: str) -> list[BookEntry]:
        wanted = self.filter.text()
        found = [each for each in entries if each.family == family and matches(wanted, *each.words)]
        return sorted(found, key=lambda each: self.look.tr.text(each.title))

    def _family(self, family: str, found: Sequence[BookEntry]) -> Node | None:
        if not found:
            return None
        title = self.look.tr(f"book.family.{family}")
        children = tuple(self._node(each) for each in found)
        count = str(len(found))
        return Node(f"{FAMILY}{family}", title, "", Tag(count, ""), f"{title}, {count}", children)

    def _node(self, entry: BookEntry) -> Node:
        text = self.look.sentence(entry.title)
        mark = self.look.tr("own.mark") if entry.own else ""
        spoken = f"{text}, {mark}" if mark else text
        return Node(entry.id, text, "", Tag(mark, ""), spoken, whole=True)
