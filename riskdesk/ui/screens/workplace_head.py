"""The head of a workplace's page: its name, class, code and people, and the main button."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import TagLabel, Text
from riskdesk.ui.look import Look
from riskdesk.ui.tags import judgement_tag

_LONG = 300
"""A name wider than this at 100 % has the whole line; its class stands below it."""


class WorkplaceHead(QWidget):
    """``accept``: every calculation without a gap becomes the specialist's class."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 10, 16, 2)))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(3))
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(look.theme.length(8))
        self.title = Text(look, "", "title", weight="strong", wrap=True)
        self._tag = TagLabel(look, big=True)
        self._word = Text(look, "", weight="strong")
        self._state = Text(look, "", "small", "text_2", wrap=True)
        marks = QHBoxLayout()
        marks.setSpacing(look.theme.length(8))
        for part in (self._tag, self._word):
            marks.addWidget(part)
        marks.addWidget(self._state, 1)
        self._first.addWidget(self.title)
        self._first.addLayout(marks, 1)
        words.addLayout(self._first)
        second = QHBoxLayout()
        second.setSpacing(look.theme.length(6))
        self._code = Text(look, "", "small", weight="medium")
        self._section = Text(look, "", "small", "text_2", wrap=True)
        second.addWidget(self._code)
        second.addWidget(self._section, 1)
        words.addLayout(second)
        row.addLayout(words, 1)
        self.accept = button(look, look.tr("workplace.accept"), "main", keys="Ctrl+Return")
        row.addWidget(self.accept)

    def show_page(self, page: WorkplacePage) -> None:
        """Show another workplace, or the same one with other facts."""
        tr = self._look.tr
        self.title.setText(tr.text(page.position))
        metrics = self._look.theme.metrics("title", "strong")
        wide = round(metrics.horizontalAdvance(self.title.text())) + 2
        self.title.setMinimumWidth(min(wide, self._look.theme.length(220)))
        ways, long = QBoxLayout.Direction, wide > self._look.theme.length(_LONG)
        self._first.setDirection(ways.TopToBottom if long else ways.LeftToRight)
        role = "heading" if wide > 2 * self._look.theme.length(_LONG) else "title"
        self.title.setFont(self._look.theme.font(role, "strong"))
        judgement = page.judgement
        tag = judgement_tag(judgement)
        self._tag.set_tag(tag)
        self._tag.setVisible(tag.rated)
        self._word.setText(self._look.class_word(judgement.hazard_class))
        self._word.setMinimumWidth(self._word.sizeHint().width())
        two = judgement.hazard_class is None and tag.rated
        self._word.setHidden(two)  # two classes have no one word
        if two:
            state = tr("overview.by_sex")
        elif judgement.hazard_class is None:
            state = f"· {tr(f'status_short.{judgement.status}')}"
        else:
            state = tr("workplace.decided" if judgement.accepted else _proposed(page))
        self._state.setText(state)
        self._state.setToolTip(tr("overview.by_sex_word") if two else "")
        self._code.setText(page.code)
        counts = (("workplace.men_count", page.men), ("workplace.women_count", page.women))
        people = [tr(key, count=count) for key, count in counts if count]
        self._section.setText(" · ".join(["", tr.text(page.section), *people]).strip())


def _proposed(page: WorkplacePage) -> str:
    """The words of a class that nobody accepted: open above while something is not judged."""
    if page.judgement.hazard_class == HazardClass.DANGEROUS:
        return "workplace.proposed"
    gaps = any(each.finding.decided is None and not each.finding.by_sex for each in page.totals)
    return "workplace.proposed_least" if gaps else "workplace.proposed"
