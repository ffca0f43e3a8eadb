"""The second pane of the points: families with their rows and worst class, then the zones."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.queries_points import PointsAnswer, RowCount, ZoneCount
from riskdesk.ui.desk import Desk
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import filter_line
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.paint import NOT_RATED, Tag, class_tag, tag_word
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node

_FAMILY, _ZONE, _PART = "family", "zone", "\t"


class PointsPanel(QWidget):
    """The tree. ``chosen``: a family and a zone; "" for the family that is shown, or all zones."""

    chosen = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        self._answer: PointsAnswer | None = None
        ground(self, "panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(8))
        head = QHBoxLayout()
        head.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        head.addWidget(Text(look, look.tr("rail.points"), "heading", weight="strong"))
        head.addStretch(1)
        self._count = Text(look, "", "small", "text_2")
        head.addWidget(self._count)
        box.addLayout(head)
        inner = QHBoxLayout()
        inner.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        self.filter = filter_line(look, look.tr("points.filter"))
        desk.drafts.remember(self.filter, "points")
        self.filter.textChanged.connect(lambda _: self._show())
        inner.addWidget(self.filter)
        box.addLayout(inner)
        self.tree = Tree(look, look.tr("points.families"))
        self.tree.chosen.connect(self._on_chosen)
        self.tree.lead_from(self.filter)
        box.addWidget(self.tree, 1)
        self.setMinimumWidth(look.theme.length(200))

    def show_answer(self, answer: PointsAnswer, zone: str) -> None:
        """Show the families and zones; the place that is shown is current."""
        self._answer = answer
        rows = sum(each.rows for each in answer.families)
        self._count.setText(self._look.tr("points.count", count=rows))
        self._show()
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's signature
        if not (zone and self.tree.go_to(f"{_ZONE}{_PART}{zone}{_PART}{answer.page.family}")):
            self.tree.go_to(f"{_FAMILY}{_PART}{answer.page.family}")
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _show(self) -> None:
        answer = self._answer
        if answer is None:
            return
        tr = self._look.tr
        used = [each for each in answer.families if each.rows]
        free = [each for each in answer.families if not each.rows]
        nodes = [
            *self._group("used", tr("points.families"), used),
            *self._group("free", tr("points.families_free"), free),
        ]
        zones = [self._zone(each) for each in answer.zones if self._wanted(each.zone)]
        if zones:
            head = tr("points.zones")
            nodes.append(Node("group/zones", head, "", NOT_RATED, head, tuple(zones)))
        self.tree.set_nodes(nodes)

    def _group(self, name: str, title: str, families: Iterable[RowCount]) -> list[Node]:
        made = tuple(
            self._family(each, f"{_FAMILY}{_PART}{each.family}")
            for each in families
            if self._wanted(self._look.tr.text(each.title), each.title.kk, each.title.ru)
        )
        return [Node(f"group/{name}", title, "", Tag("", ""), title, made)] if made else []

    def _family(self, found: RowCount, key: str) -> Node:
        tr = self._look.tr
        title = tr.text(found.title)
        count = str(found.rows) if found.rows else ""
        tag = class_tag(found.worst, accepted=not found.undecided) if found.rows else Tag("", "")
        said = tr("points.family_said", title=title, count=found.rows, judged=found.judged)
        spoken = f"{said}: {tag_word(self._look, tag)}" if found.rows else title
        return Node(key, title, count, tag, spoken, whole=True)

    def _zone(self, found: ZoneCount) -> Node:
        tag = class_tag(found.worst, accepted=True)
        children = tuple(
            self._family(each, f"{_ZONE}{_PART}{found.zone}{_PART}{each.family}")
            for each in found.families
        )
        spoken = f"{found.zone}: {tag_word(self._look, tag)}"
        return Node(f"{_ZONE}{_PART}{found.zone}", found.zone, "", tag, spoken, children)

    def _wanted(self, *names: str) -> bool:
        return matches(self.filter.text(), *names)

    def _on_chosen(self, key: str) -> None:
        kind, _, rest = key.partition(_PART)
        if kind == _FAMILY:
            self.chosen.emit(rest, "")
        elif kind == _ZONE:
            zone, _, family = rest.partition(_PART)
            self.chosen.emit(family, zone)
