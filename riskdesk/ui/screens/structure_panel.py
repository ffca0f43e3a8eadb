"""The second pane: what the page shows, the tree with its progress, filter as you type."""

from collections.abc import Iterator
from functools import partial
from time import monotonic

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from riskdesk.services.queries_structure import SectionRow, Structure, WorkplaceRow, worst
from riskdesk.ui.desk import Desk
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import button, filter_line, segment
from riskdesk.ui.kit.labels import Text, ground, plain
from riskdesk.ui.kit.paint import tag_word
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node
from riskdesk.ui.tags import judgement_tag

MODES = ("page", "list", "groups")
"""What stands beside the tree: one workplace, the list, the groups."""
ALL = "all"
"""The key of the row over all sections."""
LINE = "line/"
"""Before the id of a line that has several workplaces."""
_AT_ONCE, _SLICE = 500, 0.02
"""So many workplaces are shown at once; of more a slice takes so many seconds."""
_END = object()


class StructurePanel(QWidget):
    """The tree. ``chosen``: id of a workplace, a section, ``ALL`` or a line after ``LINE``.

    ``opened``: Enter or a double click on it. ``mode``: another page is wanted.
    """

    chosen = Signal(str)
    opened = Signal(str)
    mode = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        self._desk = desk
        self._rows: Structure | None = None
        self._marked = ""
        self._slices: Iterator[None] | None = None
        self._nodes: dict[str, tuple[SectionRow, str, Node]] = {}
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
        box.addLayout(head)
        box.addLayout(self._inner())
        self.tree = Tree(look, look.tr("rail.structure"))
        self.tree.chosen.connect(self.chosen)
        self.tree.lead_from(self.filter)
        self.tree.activated.connect(lambda _: self.opened.emit(self.tree.current_key()))
        box.addWidget(self.tree, 1)
        self.setMinimumWidth(look.theme.length(228))

    def show_mode(self, mode: str) -> None:
        """Press the button of the page that is shown."""
        self._chips[mode].setChecked(True)

    def mark(self, key: str) -> None:
        """Make a row current, now or as soon as it is there; nobody is told."""
        self._marked = key
        if self.tree.current_key() != key:
            with QSignalBlocker(self.tree):
                self.tree.go_to(key)

    def show_structure(self, rows: Structure) -> None:
        """Show the tree of a certification."""
        self._rows = rows
        tr = self._look.tr
        self._count.setText(tr("structure.measured", done=rows.measured, total=rows.total))
        self._bar.setMaximum(max(rows.total, 1))
        self._bar.setValue(rows.measured)
        self._bar.setAccessibleName(self._count.text())
        self._show()

    def _inner(self) -> QVBoxLayout:
        look, tr = self._look, self._look.tr
        inner = QVBoxLayout()
        inner.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        inner.setSpacing(look.theme.length(8))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(look.theme.px("height", "progress"))
        inner.addWidget(self._bar)
        modes = [(name, tr(f"structure.mode_{name}")) for name in MODES]
        self._group = segment(look, modes, MODES[0], tr("structure.mode"))
        self._group.setParent(self)
        chips = QHBoxLayout()
        chips.setSpacing(look.theme.length(4))
        self._chips = dict(zip(MODES, self._group.buttons(), strict=True))
        for number, (name, chip) in enumerate(self._chips.items(), start=1):
            chip.setShortcut(QKeySequence(f"Ctrl+{number}"))
            chip.setToolTip(plain(f"{tr(f'structure.mode_{name}_what')}  Ctrl+{number}"))
            chip.setStyleSheet("padding-left: 8px; padding-right: 8px;")
            chip.clicked.connect(partial(self._on_mode, name))
            chips.addWidget(chip)
        chips.addStretch(1)
        inner.addLayout(chips)
        self.filter = filter_line(look, tr("structure.filter"))
        self._desk.drafts.remember(self.filter, "structure")
        self.filter.textChanged.connect(lambda _: self._show())
        below = QHBoxLayout()
        below.setSpacing(look.theme.length(4))
        below.addWidget(self.filter, 1)
        self.take = button(look, "", "flat", icon="import")
        self.take.setAccessibleName(tr("file.title"))
        self.take.setToolTip(f"{tr('file.title')}  Ctrl+I")
        self.take.setFixedWidth(look.theme.length(26))
        self.take.setStyleSheet("padding: 0px;")
        below.addWidget(self.take)
        inner.addLayout(below)
        return inner

    def _on_mode(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.mode.emit(name)

    def _show(self) -> None:
        """Make the rows and show them: at once, or of thousands in slices between events."""
        rows, self._slices = self._rows, None
        if rows is None:
            return
        self._slices = self._made(rows, self.filter.text().strip())
        if rows.total <= _AT_ONCE:
            for _ in self._slices:
                pass
        else:
            self._go_on(self._slices)

    def _go_on(self, slices: Iterator[None]) -> None:
        """The next slice, unless other rows are wanted by now."""
        ends = monotonic() + _SLICE
        while slices is self._slices and next(slices, _END) is not _END:
            if monotonic() > ends:
                QTimer.singleShot(0, self, lambda: self._go_on(slices))
                return

    def _made(self, rows: Structure, text: str) -> Iterator[None]:
        """Every section, then the tree; sections that are as they were are not made again."""
        before, self._nodes = self._nodes, {}
        nodes = [self._whole(rows)] if rows.sections else []
        for section in rows.sections:
            known = before.get(section.id)
            if known is None or known[0] is not section or known[1] != text:
                children = self._lines([row for row in section.workplaces if self._wanted(row)])
                known = section, text, self._section(section, children)
            self._nodes[section.id] = known
            if known[2].children or not text:
                nodes.append(known[2])
            yield
        self.tree.set_nodes(nodes)
        if rows.total > _AT_ONCE and not self.tree.current_key() and self._marked:
            self.mark(self._marked)

    def _wanted(self, row: WorkplaceRow) -> bool:
        names = (row.position.kk, row.position.ru, row.position.en, row.code)
        return matches(self.filter.text(), *names)

    def _whole(self, rows: Structure) -> Node:
        certification = self._desk.certification
        name = self._look.tr.text(certification.enterprise) if certification else ""
        tag = judgement_tag(worst(each.judgement for each in rows.sections))
        return Node(ALL, name, "", tag, f"{name}: {tag_word(self._look, tag)}")

    def _section(self, section: SectionRow, children: tuple[Node, ...]) -> Node:
        text = f"{section.ordinal} {self._look.tr.text(section.name)}"
        tag = judgement_tag(section.judgement)
        return Node(section.id, text, "", tag, f"{text}: {tag_word(self._look, tag)}", children)

    def _lines(self, rows: list[WorkplaceRow]) -> tuple[Node, ...]:
        """Workplaces; those of one line of the staff list stand under its name."""
        by_line: dict[str, list[WorkplaceRow]] = {}
        for row in rows:
            by_line.setdefault(row.position_id, []).append(row)
        made = []
        for line, own in by_line.items():
            if len(own) == 1:
                made.append(self._workplace(own[0]))
                continue
            tag = judgement_tag(worst(each.judgement for each in own))
            text = f"{self._look.tr.text(own[0].position)} × {len(own)}"
            spoken = f"{text}: {tag_word(self._look, tag)}"
            below = tuple(self._workplace(each) for each in own)
            made.append(Node(f"{LINE}{line}", text, "", tag, spoken, below))
        return tuple(made)

    def _workplace(self, row: WorkplaceRow) -> Node:
        tr = self._look.tr
        text = tr.text(row.position)
        tag = judgement_tag(row.judgement)
        problems = tr("structure.problems", count=row.errors) if row.errors else ""
        sign = row.group.sign if row.group is not None else ""
        group = tr(f"group.{sign}") if sign else ""
        icon = {"measured": "ticked", "inherits": "inherited"}.get(sign, "")
        parts = (row.code, text, tag_word(self._look, tag), group, problems)
        spoken = ", ".join(part for part in parts if part)
        return Node(row.id, text, f"{row.number:03}", tag, spoken, icon=icon)
