"""The tab of factors: the table, and under it what belongs to the row with the focus."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.rules.finding import Finding
from riskdesk.services.queries_selectors import SelectorRow
from riskdesk.services.queries_workplace import FactorLine, WorkplacePage
from riskdesk.ui.drafts import Drafts
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.factor_rows import factor_columns, factor_rows, readable
from riskdesk.ui.screens.mark_editor import MarkEditor


class FactorsTab(QWidget):
    """The factor table. ``focused``: a row's subject; ``typed``, ``committed``: (subject, text)."""

    focused = Signal(str)
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    selected = Signal(str, object)
    opened = Signal(str)

    def __init__(self, look: Look, drafts: Drafts) -> None:
        super().__init__()
        self._look = look
        self._page: WorkplacePage | None = None
        self._drafts = drafts
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, factor_columns(look), look.tr("tab.factors"))
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        self.grid.committed.connect(self._on_committed)
        self.grid.opened.connect(self.opened)
        box.addWidget(self.grid, 1)
        self.strip = RowStrip(look)
        self.strip.editor.marked.connect(self.marked)
        self.strip.selected.connect(self.selected)
        box.addWidget(self.strip)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace; typed texts that are not on disk stay at their workplace."""
        self._page = page
        self.grid.set_rows(list(factor_rows(self._look, page, self.drafts)))
        if not self.grid.current_key() and page.factors:
            self.grid.go_to(page.factors[0].subject, "value")
        self._show_strip()

    @property
    def drafts(self) -> dict[str, str]:
        """Texts typed at this workplace that are not on disk, by subject."""
        return self._drafts.of(self._page.id if self._page is not None else "")

    def go_to(self, subject: str) -> bool:
        """Put the focus on the value of a subject."""
        return self.grid.go_to(subject, "value")

    def subject(self) -> str:
        """The subject of the row with the focus."""
        return self.grid.current_key()

    def finding(self) -> tuple[Finding, str] | None:
        """The finding of the row with the focus, and its name."""
        page, key = self._page, self.subject()
        if page is None or not key:
            return None
        line = page.line(key)
        if line is not None:
            return line.finding, self._look.tr.text(line.title)
        card = page.card(key)
        return card.finding, self._look.tr(f"tab.{card.card}")

    def _show_strip(self) -> None:
        found, page = self.finding(), self._page
        if found is None or page is None:
            self.strip.hide()
            return
        self.strip.show_row(page.line(self.subject()), found[0], found[1], page.selectors)
        self.strip.show()

    def _on_row(self, key: str, column: str) -> None:  # noqa: ARG002 - the column does not matter here
        self._show_strip()
        self.focused.emit(key)

    def _on_typed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.typed.emit(key, text)

    def _on_committed(self, key: str, column: str, text: str) -> None:
        if column != "value":
            return
        self.drafts[key] = text
        if readable(text):
            self.committed.emit(key, text)
        else:
            self.typed.emit(key, text)


class RowStrip(QWidget):
    """What belongs to the current row: instrument, mark and reason, what chooses its norm."""

    selected = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "page", "top")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 10)))
        box.setSpacing(look.theme.length(6))
        head = QHBoxLayout()
        head.setSpacing(look.theme.length(10))
        self._title = Text(look, "", weight="strong")
        self._facts = Text(look, "", "small", "text_2", wrap=True)
        self._in_force = IconLabel(look, "tick", "ok", look.tr("strip.verified"), size=14)
        self._expired = IconLabel(look, "error", "invalid", look.tr("strip.expired"), size=14)
        head.addWidget(self._title)
        head.addWidget(self._in_force)
        head.addWidget(self._expired)
        head.addWidget(self._facts, 1)
        box.addLayout(head)
        self.editor = MarkEditor(look)
        box.addWidget(self.editor)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(look.theme.length(12))
        box.addLayout(self._fields)
        self._shown: tuple[SelectorRow, ...] = ()

    def show_row(
        self,
        line: FactorLine | None,
        finding: Finding,
        title: str,
        selectors: tuple[SelectorRow, ...],
    ) -> None:
        """Show what belongs to a row; a card has neither instrument nor selectors."""
        self._title.setText(title)
        self.editor.show_finding(finding)
        factor = line.factor if line is not None else ""
        self._show_instrument(line)
        wanted = tuple(row for row in selectors if row.factor == factor)
        if wanted != self._shown:
            self._shown = wanted
            self._show_selectors(wanted)

    def _show_instrument(self, line: FactorLine | None) -> None:
        until = line.verified_until if line is not None else None
        good = line is not None and until is not None and line.measured_on <= until
        self._in_force.setVisible(good)
        self._expired.setVisible(line is not None and line.instrument != "" and not good)
        if line is None:
            self._facts.setText("")
            return
        tr = self._look.tr
        facts = [
            line.measured_on.strftime("%d.%m.%Y"),
            line.instrument or tr("strip.no_instrument"),
        ]
        if until is not None:
            facts.append(tr("strip.until", day=until.strftime("%d.%m.%Y")))
        if line.norm_written:
            facts.append(tr("strip.written", norm=line.norm_written))
        self._facts.setText(" · ".join(facts))

    def _show_selectors(self, rows: tuple[SelectorRow, ...]) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            inner = item.layout()
            while inner is not None and (part := inner.takeAt(0)) is not None:
                if (old := part.widget()) is not None:
                    old.setParent(None)
                    old.deleteLater()
        for row in rows:
            self._fields.addLayout(labelled(self._look, self._label(row), self._choice(row)), 1)

    def _label(self, row: SelectorRow) -> str:
        tr = self._look.tr
        name = tr(f"selector.{row.field}")
        return (
            tr("selector.proposed", name=name) if row.proposed and row.value is not None else name
        )

    def _choice(self, row: SelectorRow) -> Choice:
        look = self._look
        options = [(each.value, look.tr.text(each.words)) for each in row.options]
        if row.field == "permanent":
            options = [(True, look.tr("selector.yes")), (False, look.tr("selector.no"))]
        elif row.field == "season":
            options = [(name, look.tr(f"season.{name}")) for name in ("warm", "cold")]
        choice = Choice(look, [(None, look.tr("selector.none")), *options])
        choice.show_value(row.value)
        choice.set_proposed(proposed=row.proposed)
        choice.setAccessibleName(self._label(row))
        choice.setToolTip(look.tr.text(row.reason))
        choice.chosen.connect(lambda value, name=row.field: self.selected.emit(name, value))
        return choice
