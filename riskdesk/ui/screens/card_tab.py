"""A card as on the printed form: indicators with their bounds in the class columns, "+" in one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.drafts import Drafts
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import TagLabel, Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.card_rows import (
    WIDTHS,
    card_columns,
    card_rows,
    counts_text,
    proposal_tag,
    proposal_words,
)
from riskdesk.ui.screens.mark_editor import MarkEditor
from riskdesk.ui.screens.staffing import Staffing


class CardTab(QWidget):
    """One card. Signals as in the tab of factors; a subject is ``heaviness/2.1`` or the card."""

    focused = Signal(str)
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    staffed = Signal(object, object)

    def __init__(self, look: Look, card: str, drafts: Drafts) -> None:
        super().__init__()
        self._look = look
        self._card = card
        self._page: CardPage | None = None
        self._workplace = ""
        self._drafts = drafts
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, card_columns(look, *WIDTHS[card]), look.tr(f"tab.{card}"))
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        self.grid.committed.connect(self._on_committed)
        box.addWidget(self.grid, 1)
        self._strip = QWidget()
        ground(self._strip, "page", "top")
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        self._name = Text(look, "", "small", "text_2", weight="strong", wrap=True)
        self._name.setMinimumWidth(look.theme.length(140))
        self._name.setMaximumWidth(look.theme.length(230))
        row.addWidget(self._name, 2)
        self.editor = MarkEditor(look)
        self.editor.marked.connect(self.marked)
        row.addWidget(self.editor, 5)
        box.addWidget(self._strip)
        box.addWidget(self._foot())

    def show_card(self, page: CardPage, workplace: WorkplacePage) -> None:
        """Show a card of a workplace; its people decide whose bounds apply."""
        self._page, self._workplace = page, workplace.id
        sexes = workplace.sexes
        kept = self._drafts.of(f"{workplace.id}/people")
        self.staffing.show_counts(workplace.men, workplace.women, kept)
        self.grid.set_rows(list(card_rows(self._look, page, self.drafts, sexes)))
        if not self.grid.current_key():
            self.grid.go_to(page.lines[0].number, "value")
        self._show_strip()
        self._proposed.setText(proposal_words(self._look, page.finding))
        self._tag.set_tag(proposal_tag(page.finding))
        self.conclusion.show_finding(page.finding)
        written = self._look.tr("card.counts", counts=counts_text(page))
        self._counts.setText(written if page.counts_written else "")
        self._counts.setVisible(bool(page.counts_written))

    @property
    def drafts(self) -> dict[str, str]:
        """Texts typed at this workplace that are not on disk, by indicator."""
        return self._drafts.of(f"{self._workplace}/{self._card}")

    def go_to(self, indicator: str) -> bool:
        """Put the focus on an indicator."""
        return self.grid.go_to(indicator, "value")

    def line(self) -> IndicatorLine | None:
        """The indicator with the focus."""
        key = self.grid.current_key()
        if self._page is None:
            return None
        return next((line for line in self._page.lines if line.number == key), None)

    def _foot(self) -> QWidget:
        look = self._look
        foot = QWidget()
        ground(foot, "panel", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        row.setSpacing(look.theme.length(10))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(4))
        row_a = QHBoxLayout()
        row_a.addWidget(Text(look, look.tr("factors.proposed"), "small", "text_2"))
        self._tag = TagLabel(look)
        row_a.addWidget(self._tag)
        self._proposed: QLabel = Text(look, "", "small", "text_2")
        row_a.addWidget(self._proposed)
        row_a.addStretch(1)
        words.addLayout(row_a)
        self._counts = Text(look, "", "small", "text_2", wrap=True)
        words.addWidget(self._counts)
        row.addLayout(words)
        self.staffing = Staffing(look)
        self.staffing.staffed.connect(self.staffed)
        self.staffing.setVisible(self._card == "heaviness")
        row.addWidget(self.staffing)
        self.conclusion = MarkEditor(look)
        self.conclusion.marked.connect(self.marked)
        row.addWidget(self.conclusion, 1)
        return foot

    def _show_strip(self) -> None:
        line = self.line()
        self._strip.setVisible(line is not None)
        if line is not None:
            self._name.setText(f"{line.number}  {self._look.tr.text(line.title)}")
            self.editor.show_finding(line.finding)

    def _on_row(self, key: str, column: str) -> None:  # noqa: ARG002 - the column does not matter here
        self._show_strip()
        self.focused.emit(f"{self._card}/{key}")

    def _on_typed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.typed.emit(f"{self._card}/{key}", text)

    def _on_committed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.committed.emit(f"{self._card}/{key}", text)
