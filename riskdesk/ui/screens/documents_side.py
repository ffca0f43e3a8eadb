"""The list of documents with its filter above and the legend of its signs below."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.export import DOSSIER
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import filter_line
from riskdesk.ui.kit.flow import flowing
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.screens.documents_list import DocumentsList
from riskdesk.ui.screens.documents_rows import OTHERS, SIGNS, State, lines_of

_LEGEND: tuple[State, ...] = ("ready", "gaps", "issued", "changed")


class DocumentsSide(QWidget):
    """``list``: the list; ``chosen``: the ticked forms. ``renewed``: a tick, or another filter."""

    renewed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        self._rows: Sequence[DocumentRow] = ()
        self._pages: dict[str, int] = {}
        self.chosen: set[str] = set()
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

        self.list.ticked.connect(self.tick)
        self.filter.textChanged.connect(lambda _: self._fill())

    def begin(self) -> None:
        """Another certification: nothing is ticked."""
        self._rows, self._pages, self.chosen = (), {}, set()

    def show_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Other rows, or the same ones of other facts."""
        self._rows, self._pages = rows, {}
        self._count.setText(self._look.tr("documents.documents", count=len(rows)))
        self._fill()

    def count(self, pages: Mapping[str, int]) -> None:
        """How many pages documents have, by form."""
        self._pages |= pages
        self._fill()

    def current(self) -> DocumentRow | None:
        """The current document; ``None`` at a heading."""
        key = self.list.key()
        return next((row for row in self._rows if row.form == key), None)

    def group(self, key: str = "") -> Sequence[DocumentRow]:
        """The documents of a heading, or of the current one."""
        inside = (key or self.list.key() or DOSSIER) != OTHERS
        return [row for row in self._rows if row.in_dossier == inside]

    def written(self) -> tuple[DocumentRow, ...]:
        """What is written: the ticked documents, else the current one or its group."""
        if self.chosen:
            return tuple(row for row in self._rows if row.form in self.chosen)
        row = self.current()
        return (row,) if row is not None else tuple(self.group())

    def tick(self, key: str) -> None:
        """Tick a document or a whole group, or take the tick away."""
        inside = {row.form for row in self.group(key)} if key in {DOSSIER, OTHERS} else {key}
        self.chosen = self.chosen - inside if inside <= self.chosen else self.chosen | inside
        self._fill()

    def _fill(self) -> None:
        wanted = self.filter.text()
        self.list.show_lines(lines_of(self._look, self._rows, self.chosen, self._pages, wanted))
        self.renewed.emit()

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


def go_round(parts: Sequence[tuple[QWidget, QWidget]]) -> None:
    """The focus goes to the next part: (the part, what takes the focus in it)."""
    focus = QApplication.focusWidget() or QWidget()
    now = next((at for at, (part, _) in enumerate(parts) if part.isAncestorOf(focus)), -1)
    parts[(now + 1) % len(parts)][1].setFocus()
