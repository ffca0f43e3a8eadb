"""Which editions stand beside each other: all of them, or two with their differences."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.services.queries_book import CriterionPage, Edition
from riskdesk.services.queries_norms import NormPage
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.criteria_notes import day

_WIDE = 190


class CompareBar(QWidget):
    """``paired``: two rule sets are to be compared, or all are shown again."""

    paired = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known: Sequence[Edition] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 4)))
        row.setSpacing(look.theme.length(8))
        self.one, self.other = Choice(look), Choice(look)
        self._parts: list[QWidget] = []
        for choice, key in ((self.one, "book.edition_one"), (self.other, "book.compare")):
            words = Text(look, look.tr(key), "small", "text_2")
            words.setBuddy(choice)
            choice.setAccessibleName(look.tr(key))
            choice.setFixedWidth(look.theme.length(_WIDE))
            choice.chosen.connect(self._on_chosen)
            row.addWidget(words)
            row.addWidget(choice)
            self._parts += [words, choice]
        self.words = Text(look, "", "small", "text_2", wrap=True)
        row.addWidget(self.words, 1)

    def pair(self) -> tuple[str, str] | None:
        """The two rule sets that are compared."""
        one, other = self.one.currentData(), self.other.currentData()
        return (str(one), str(other)) if one and other and one != other else None

    def show_criterion(self, page: CriterionPage, pair: tuple[str, str] | None) -> None:
        """The rule sets that have the criterion, and what differs between the two chosen."""
        tr, several = self._look.tr, len(page.known) > 1
        self._known = page.known
        for part in self._parts:
            part.setVisible(several)
        named = [(each.ruleset, tr.text(each.short)) for each in page.known]
        one = pair[0] if pair else page.known[0].ruleset
        self.one.set_options(named)
        self.one.show_value(one)
        self._show_other(one, pair[1] if pair else "")
        if not several:
            self.words.setText(self._only(day(page.known[0].in_force)))
        elif page.compared:
            changes = [row.lines[0].change for row in page.rows]
            self.words.setText(tr(
                "book.compared",
                rows=len(changes),
                changed=changes.count("changed"),
                added=changes.count("added"),
                removed=changes.count("removed"),
            ))  # fmt: skip
        else:
            self.words.setText("")
        self.show()

    def show_norm(self, page: NormPage) -> None:
        """A table of levels: its one edition is said in words."""
        self._known = ()
        for part in self._parts:
            part.hide()
        first = page.in_force.first
        self.words.setText("" if page.own else self._only(day(first) if first else ""))
        self.setVisible(not page.own)

    def _only(self, since: str) -> str:
        tr = self._look.tr
        return tr("book.only_edition", since=since) if since else tr("book.only_edition_undated")

    def _show_other(self, one: str, chosen: str) -> None:
        tr = self._look.tr
        others = [(e.ruleset, tr.text(e.short)) for e in self._known if e.ruleset != one]
        self.other.set_options([("", tr("book.side_by_side")), *others])
        self.other.show_value(chosen if chosen != one else "")

    def _on_chosen(self, _: object) -> None:
        self._show_other(str(self.one.currentData()), str(self.other.currentData() or ""))
        self.paired.emit()
