"""The total of a workplace: which rows decided, by which rule, and the specialist's own class."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import FactorTotal, WorkplacePage
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.factor_rows import gutter, mark_cell, mark_width, proposed_cell
from riskdesk.ui.screens.mark_editor import MarkEditor
from riskdesk.ui.screens.why_panel import total_title
from riskdesk.ui.tags import judgement_tag


class TotalTab(QWidget):
    """Factors with their classes, the total with its reason, the mark of the total."""

    focused = Signal(str)
    marked = Signal(str, object, str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        tr = look.tr
        columns = (
            Column(key="gutter", title="", kind="sign", width=24),
            Column(key="factor", title=tr("factors.factor"), stretch=True, width=200),
            Column(key="decided", title=tr("total.decided"), width=190),
            Column(
                key="proposed", title=tr("factors.proposed"), kind="tag", width=90, computed=True
            ),
            Column(key="mark", title=tr("factors.mark"), width=mark_width(look)),
        )
        self.grid = Grid(look, columns, tr("tab.total"))
        self.grid.row_changed.connect(lambda key, _: self.focused.emit(key))
        self.grid.opened.connect(self.opened)
        box.addWidget(self.grid)
        self._reason = PanelColumn(look, "page")
        box.addWidget(self._reason, 1)
        foot = ground(QWidget(), "panel", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        self.editor = MarkEditor(look)
        self.editor.marked.connect(self.marked)
        row.addWidget(self.editor)
        box.addWidget(foot)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace's total."""
        self.grid.set_rows(list(self._rows(page)))
        self.grid.setFixedHeight(self.grid.content_height())
        self.editor.show_finding(page.total)
        look, column = self._look, self._reason
        column.start()
        column.head(look.tr("total.reason"))
        tag = judgement_tag(judgement_of(page.total))
        decided = page.total.decided
        word = look.class_word(decided) if decided is not None else look.tr("class.none")
        column.tagged(tag, word)
        for line in page.total.trace:
            column.text(look.sentence(line), role="body")
        clause = look.tr.text(page.total.clause)
        if clause:
            column.text(clause, "accent")
        column.finish()

    def _rows(self, page: WorkplacePage) -> Iterator[GridRow]:
        for each in page.totals:
            yield self._row(each)

    def _row(self, each: FactorTotal) -> GridRow:
        look, finding = self._look, each.finding
        judgement = judgement_of(finding)
        word = look.class_word(finding.decided) if finding.decided is not None else ""
        if not word:
            word = look.tr(f"status_short.{finding.status}")
        cells = {
            "gutter": gutter(look, finding),
            "factor": Cell(text=total_title(look, each)),
            "decided": Cell(tag=judgement_tag(judgement), text=word, tone="text_2"),
            "proposed": proposed_cell(look, finding),
            "mark": mark_cell(look, finding) if finding.mark is not None else Cell(),
        }
        return GridRow(key=each.subject, cells=cells)
