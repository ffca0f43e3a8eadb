"""The second pane: the tree of sections and workplaces, progress, filter as you type."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from riskdesk.services.queries_structure import SectionRow, Structure, WorkplaceRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import button, filter_line
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.paint import tag_word
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node
from riskdesk.ui.tags import judgement_tag


class StructurePanel(QWidget):
    """The tree. ``chosen``: id of a workplace or of a section."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        self._rows: Structure | None = None
        ground(self, "panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(8))
        head = QHBoxLayout()
        head.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        head.addWidget(Text(look, look.tr("rail.structure"), "heading", weight="strong"))
        head.addStretch(1)
        self._count = Text(look, "", "small", "text_2")
        head.addWidget(self._count)
        self.take = button(look, "", "flat", icon="import")
        self.take.setAccessibleName(look.tr("file.title"))
        self.take.setToolTip(f"{look.tr('file.title')}  Ctrl+I")
        self.take.setFixedWidth(look.theme.length(26))
        self.take.setStyleSheet("padding: 0px;")
        box.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        inner.setSpacing(look.theme.length(8))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(look.theme.px("height", "progress"))
        inner.addWidget(self._bar)
        self.filter = filter_line(look, look.tr("structure.filter"))
        desk.drafts.remember(self.filter, "structure")
        self.filter.textChanged.connect(lambda _: self._show())
        below = QHBoxLayout()
        below.setSpacing(look.theme.length(4))
        below.addWidget(self.filter, 1)
        below.addWidget(self.take)
        inner.addLayout(below)
        box.addLayout(inner)
        self.tree = Tree(look, look.tr("rail.structure"))
        self.tree.chosen.connect(self.chosen)
        box.addWidget(self.tree, 1)
        self.setMinimumWidth(look.theme.length(228))

    def show_structure(self, rows: Structure) -> None:
        """Show the tree of a certification."""
        self._rows = rows
        tr = self._look.tr
        self._count.setText(tr("structure.measured", done=rows.measured, total=rows.total))
        self._bar.setMaximum(max(rows.total, 1))
        self._bar.setValue(rows.measured)
        self._bar.setAccessibleName(self._count.text())
        self._show()

    def _show(self) -> None:
        if self._rows is None:
            return
        nodes = []
        for section in self._rows.sections:
            children = tuple(
                self._workplace(row) for row in section.workplaces if self._wanted(row)
            )
            if children or not self.filter.text().strip():
                nodes.append(self._section(section, children))
        self.tree.set_nodes(nodes)

    def _wanted(self, row: WorkplaceRow) -> bool:
        names = (row.position.kk, row.position.ru, row.position.en, row.code)
        return matches(self.filter.text(), *names)

    def _section(self, section: SectionRow, children: tuple[Node, ...]) -> Node:
        text = f"{section.ordinal} {self._look.tr.text(section.name)}"
        tag = judgement_tag(section.judgement)
        return Node(section.id, text, "", tag, f"{text}: {tag_word(self._look, tag)}", children)

    def _workplace(self, row: WorkplaceRow) -> Node:
        text = self._look.tr.text(row.position)
        tag = judgement_tag(row.judgement)
        problems = self._look.tr("structure.problems", count=row.errors) if row.errors else ""
        parts = (row.code, text, tag_word(self._look, tag), problems)
        spoken = ", ".join(part for part in parts if part)
        return Node(row.id, text, f"{row.number:03}", tag, spoken, problem=False)
