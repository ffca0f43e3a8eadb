"""The total of a workplace: the tree of its reasons, the rule, the gaps, the specialist's class."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.rules.finding import Finding
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.mark_editor import MarkEditor
from riskdesk.ui.screens.total_reasons import Reason, reason_columns, reason_rows, reasons
from riskdesk.ui.screens.why_panel import total_title
from riskdesk.ui.tags import judgement_tag


class TotalTab(QWidget):
    """Reasons as rows, the total in words under them. ``opened``: Enter on a reason."""

    focused = Signal(str)
    marked = Signal(str, object, str)
    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reasons: dict[str, Reason] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, reason_columns(look), look.tr("tab.total"))
        self.grid.row_changed.connect(lambda key, _: self.focused.emit(key))
        self.grid.opened.connect(self.opened)
        box.addWidget(self.grid, 3)
        self._words = PanelColumn(look, "page")
        box.addWidget(self._words, 2)
        foot = ground(QWidget(), "panel", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        self.editor = MarkEditor(look)
        self.editor.marked.connect(self.marked)
        row.addWidget(self.editor)
        box.addWidget(foot)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace's total."""
        found = reasons(self._look, page)
        self._reasons = {each.key: each for each in found}
        self.grid.set_rows(reason_rows(self._look, found))
        self.grid.setMaximumHeight(self.grid.content_height())
        self.editor.show_finding(page.total)
        self._say(page)

    def finding(self, page: WorkplacePage) -> tuple[Finding, str]:
        """The finding of the row with the focus, else the total."""
        reason = self._reasons.get(self.grid.current_key())
        if reason is None or not self.grid.hasFocus():
            return page.total, self._look.tr("tab.total")
        return reason.finding, reason.title

    def place_of(self, key: str) -> tuple[str, str]:
        """The tab and the row where a reason is decided."""
        reason = self._reasons.get(key)
        return (reason.tab, reason.row) if reason is not None else ("", "")

    def _say(self, page: WorkplacePage) -> None:
        look, column, total = self._look, self._words, page.total
        column.start()
        column.head(look.tr("total.reason"))
        self._tagged(total)
        # The reasons stand as rows above: here follow the rule and what came of it.
        for line in total.trace[len(page.totals) :] or total.trace:
            column.text(look.sentence(line), role="body")
        clause = look.tr.text(total.clause)
        if clause:
            column.text(clause, "accent")
        self._gaps(page)
        ways = [
            (total_title(look, each), look.tr.text(each.finding.remedy))
            for each in page.totals
            if look.tr.text(each.finding.remedy)
        ]
        remedy = look.tr.text(total.remedy)
        if remedy or ways:
            column.head(look.tr("why.remedy"))
            if remedy:
                column.text(look.sentence(total.remedy), role="body")
            for name, way in ways:
                column.text(f"{name[:1].upper()}{name[1:]}: {way}", "text_2")
        if page.total_with_ppe is not None:
            column.head(look.tr("total.with_ppe"))
            self._tagged(page.total_with_ppe)
            for line in page.total_with_ppe.trace[-1:]:
                column.text(look.sentence(line), "text_2")
        column.finish()

    def _tagged(self, finding: Finding) -> None:
        look, decided = self._look, finding.decided
        word = look.class_word(decided) if decided is not None else look.tr("class.none")
        self._words.tagged(judgement_tag(judgement_of(finding)), word)

    def _gaps(self, page: WorkplacePage) -> None:
        look = self._look
        gaps = [
            f"{total_title(look, each)}: {look.tr(f'status_short.{each.finding.status}')}"
            for each in page.totals
            if each.finding.decided is None and not each.finding.by_sex
        ]
        if gaps:
            self._words.head(look.tr("total.gaps"))
        for words in gaps:
            self._words.signed("warning", "attention", words[:1].upper() + words[1:], "text")
