"""Which editions stand beside each other: all of them, or two with their differences."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.services.queries_book import CriterionPage
from riskdesk.services.queries_norms import NormEdition, NormPage
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.criteria_rows import day

_WIDE = 190


class CompareBar(QWidget):
    """``paired``: two editions are to be compared, or all are shown again."""

    paired = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known: Sequence[tuple[str, str]] = ()
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
        """The two editions that are compared, by their ids."""
        one, other = self.one.currentData(), self.other.currentData()
        return (str(one), str(other)) if one and other and one != other else None

    def show_criterion(self, page: CriterionPage, pair: tuple[str, str] | None) -> None:
        """The rule sets that have the criterion, and what differs between the two chosen."""
        named = [(each.ruleset, self._look.tr.text(each.short)) for each in page.known]
        self._show_choice(named, page.known[0].ruleset, pair)
        changes = [row.lines[0].change for row in page.rows] if page.compared else []
        self._say(page.known[0].in_force, changes)
        self.show()

    def show_norm(self, page: NormPage, pair: tuple[str, str] | None = None) -> None:
        """A table of levels: its editions by their days, the only one said in words."""
        named = [(each.id, self._dated(each)) for each in page.known]
        self._show_choice(named, page.known[-1].id if named else "", pair)
        changes = [line.change for line in page.lines[::2]] if page.compared else []
        self._say(page.in_force.first, changes)
        self.setVisible(not page.own)

    def _dated(self, edition: NormEdition) -> str:
        tr, first = self._look.tr, edition.in_force.first
        clause = tr.text(edition.clause)
        return f"{day(first)} · {clause}" if first else clause

    def _show_choice(
        self, named: Sequence[tuple[str, str]], first: str, pair: tuple[str, str] | None
    ) -> None:
        """The editions to choose from, hidden where there is one; ``first`` until one is chosen."""
        self._known = named
        for part in self._parts:
            part.setVisible(len(named) > 1)
        one = pair[0] if pair else first
        self.one.set_options(list(named))
        self.one.show_value(one)
        self._show_other(one, pair[1] if pair else "")

    def _say(self, since: date | None, changes: Sequence[str]) -> None:
        """What differs between two editions, or that there is only one."""
        words = ""
        if changes:
            words = self._look.tr(
                "book.compared",
                rows=len(changes),
                changed=changes.count("changed"),
                added=changes.count("added"),
                removed=changes.count("removed"),
            )
        elif len(self._known) <= 1:
            words = self._only(day(since) if since else "")
        self.words.setText(words)

    def _only(self, since: str) -> str:
        tr = self._look.tr
        return tr("book.only_edition", since=since) if since else tr("book.only_edition_undated")

    def _show_other(self, one: str, chosen: str) -> None:
        tr = self._look.tr
        others = [each for each in self._known if each[0] != one]
        self.other.set_options([("", tr("book.side_by_side")), *others])
        self.other.show_value(chosen if chosen != one else "")

    def _on_chosen(self, _: object) -> None:
        self._show_other(str(self.one.currentData()), str(self.other.currentData() or ""))
        self.paired.emit()
