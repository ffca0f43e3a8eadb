"""The list of documents with its filter above and the legend of its signs below."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import filter_line
from riskdesk.ui.kit.flow import flowing
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.screens.documents_list import DocumentsList
from riskdesk.ui.screens.documents_rows import SIGNS, State

_LEGEND: tuple[State, ...] = ("ready", "gaps", "issued", "changed")


class DocumentsSide(QWidget):
    """``filter``: the line; ``list``: the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        ground(self, "panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(8))
        self._count = Text(look, "", "small", "text_2")
        self.filter = filter_line(look, look.tr("documents.filter"))
        desk.drafts.remember(self.filter, "documents")
        self.list = DocumentsList(look)
        head = self._row(box)
        head.addWidget(Text(look, look.tr("rail.documents"), "heading", weight="strong"))
        head.addStretch(1)
        head.addWidget(self._count)
        self._row(box).addWidget(self.filter)
        box.addWidget(self.list, 1)
        foot = ground(QWidget(), "panel", "top")
        parts = [self._sign(state) for state in _LEGEND]
        foot.setLayout(flowing(look, (12, 6, 12, 6), *parts, gap=10))
        box.addWidget(foot)
        self.setMinimumWidth(look.theme.length(240))

    def show_count(self, count: int) -> None:
        """How many documents there are."""
        self._count.setText(self._look.tr("documents.documents", count=count))

    def _row(self, box: QVBoxLayout) -> QHBoxLayout:
        row = QHBoxLayout()
        side = self._look.theme.length(12)
        row.setContentsMargins(side, 0, side, 0)
        box.addLayout(row)
        return row

    def _sign(self, state: State) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.theme.length(5))
        row.addWidget(IconLabel(self._look, *SIGNS[state], size=13))
        words = self._look.tr(f"documents.legend_{state}")
        row.addWidget(Text(self._look, words, "small", "text_2"))
        return part
