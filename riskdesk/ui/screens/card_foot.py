"""The foot of a card: its class with the count rule that was tried, people, the own conclusion."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from riskdesk.services.queries_workplace import CardPage, WorkplacePage
from riskdesk.ui.kit.labels import IconLabel, TagLabel, Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.card_rows import (
    beyond_form,
    counts_text,
    proposal_tag,
    proposal_words,
)
from riskdesk.ui.screens.mark_editor import MarkEditor
from riskdesk.ui.screens.staffing import Staffing

_REASON = 245
"""The least width of the count rule at 100 %: three lines hold it."""


class CardFoot(QWidget):
    """``staffed``: the people are asked for here, because their sex chooses the bounds."""

    def __init__(self, look: Look, *, staffed: bool) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 6)))
        row.setSpacing(look.theme.length(10))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(3))
        first = QHBoxLayout()
        first.addWidget(Text(look, look.tr("factors.proposed"), "small", "text_2"))
        self._tag = TagLabel(look)
        first.addWidget(self._tag)
        self._proposed: QLabel = Text(look, "", "small", "text_2")
        first.addWidget(self._proposed)
        first.addStretch(1)
        words.addLayout(first)
        self._reason = Text(look, "", "micro", "text_2", wrap=True)
        self._reason.setMinimumWidth(look.theme.length(_REASON))
        words.addWidget(self._reason)
        beyond = QHBoxLayout()
        beyond.setSpacing(look.theme.length(6))
        self._sign = IconLabel(look, "warning", "attention", "", size=13)
        self._beyond = Text(look, look.tr("card.beyond_form"), "micro", "attention", wrap=True)
        beyond.addWidget(self._sign)
        beyond.addWidget(self._beyond, 1)
        words.addLayout(beyond)
        row.addLayout(words, 4)
        self.staffing = Staffing(look)
        self.staffing.setVisible(staffed)
        row.addWidget(self.staffing)
        self.conclusion = MarkEditor(look)
        row.addWidget(self.conclusion, 5)

    def show_card(self, page: CardPage, workplace: WorkplacePage, kept: dict[str, str]) -> None:
        """Show the roll-up of a card."""
        look, finding = self._look, page.finding
        self.staffing.show_counts(workplace.men, workplace.women, kept)
        self._proposed.setText(proposal_words(look, finding))
        self._tag.set_tag(proposal_tag(finding))
        self.conclusion.show_finding(finding)
        lines = [look.tr.text(line) for line in finding.trace if "→" in line.ru]
        clause = look.tr.text(finding.clause)
        lines = [line.removesuffix(f"; {clause}") for line in lines]
        rule = look.tr.text(page.rule)
        if rule:
            lines.append(look.tr("card.rule", rule=rule))
        if page.counts_written:
            lines.append(look.tr("card.counts", counts=counts_text(page)))
        self._reason.setText(" · ".join(line.rstrip(".") for line in lines))
        beyond = beyond_form(finding)
        self._sign.setVisible(beyond)
        self._beyond.setVisible(beyond)
