"""The page of one workplace: head, tabs, messages. It shows and asks; it never decides."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.domain.values import Sex
from riskdesk.rules.finding import Finding
from riskdesk.services.check import Problem
from riskdesk.services.queries_ladders import BoundStep
from riskdesk.services.queries_workplace import CARDS, WorkplacePage
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import TagLabel, Text
from riskdesk.ui.kit.messages import Message, MessageStrip
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.screens.card_tab import CardTab
from riskdesk.ui.screens.factor_rows import readable
from riskdesk.ui.screens.factors_tab import FactorsTab
from riskdesk.ui.screens.total_tab import TotalTab
from riskdesk.ui.tags import judgement_tag

Ladderful = tuple[Sex, tuple[BoundStep, ...]]
"""Whose bounds, and the bounds."""

TABS = ("factors", "heaviness", "tension", "total")


class WorkplaceView(QWidget):
    """One workplace. ``explained``: what the Why panel should show has changed."""

    explained = Signal()
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    selected = Signal(str, object)
    staffed = Signal(object, object)
    accepted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = desk.look
        self.page: WorkplacePage | None = None
        self._stale: set[str] = set()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        self.tabs = Tabs(
            self._look, [self._look.tr(f"tab.{n}") for n in TABS], self._look.tr("tab.name")
        )
        self.tabs.currentChanged.connect(self._on_tab)
        row = QHBoxLayout()
        row.setContentsMargins(self._look.theme.px("space", "page"), 0, 0, 0)
        row.addWidget(self.tabs)
        box.addLayout(row)
        self._parts()
        box.addWidget(self._stack, 1)
        self.messages = MessageStrip(self._look, self._show_all)
        box.addWidget(self.messages)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace, or the same one with other facts."""
        self.page = page
        self._show_head(page)
        for number, card in enumerate(CARDS, start=1):
            self.tabs.set_class(number, _number(page.card(card).finding))
        self.tabs.set_class(0, _worst(page))
        self.tabs.set_class(3, _number(page.total))
        self._stale = set(TABS)
        self._fill_tab()
        self.messages.show_messages(self._problems(page))
        self.explained.emit()

    def _fill_tab(self) -> None:
        """Only the tab in front is drawn; the others when they come to the front."""
        tab = TABS[self.tabs.currentIndex()]
        if self.page is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab == "factors":
            self.factors.show_page(self.page)
        elif tab == "total":
            self.total.show_page(self.page)
        else:
            part = self.heaviness if tab == "heaviness" else self.tension
            part.show_card(self.page.card(tab), self.page)

    def explanation(self) -> tuple[Finding, str, tuple[Ladderful, ...]] | None:
        """What has the focus: its finding, its name, its bounds."""
        if self.page is None:
            return None
        tab = TABS[self.tabs.currentIndex()]
        if tab == "factors":
            found = self.factors.finding()
            if found is None:
                return None
            line = self.page.line(found[0].subject)
            steps = line.steps if line is not None else ()
            return found[0], found[1], ((Sex.MEN, steps),) if steps else ()
        if tab == "total":
            return self.page.total, self._look.tr("tab.total"), ()
        return self._explain_card(self.page, tab)

    def _explain_card(
        self, page: WorkplacePage, tab: str
    ) -> tuple[Finding, str, tuple[Ladderful, ...]]:
        line = (self.heaviness if tab == "heaviness" else self.tension).line()
        if line is None:
            return page.card(tab).finding, self._look.tr(f"tab.{tab}"), ()
        title = f"{line.number} {self._look.tr.text(line.title)}"
        ladders = tuple((sex, line.steps.get(sex, ())) for sex in page.sexes)
        if len({steps for _, steps in ladders}) == 1:
            ladders = ladders[:1]
        return line.finding, title, ladders

    def go_to(self, tab: str, row: str) -> None:
        """Show a tab and put the focus on a row of it."""
        if not tab and row:
            tab = "factors" if "/" not in row else row.partition("/")[0]
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        indicator = row.partition("/")[2]
        if tab == "factors" and row:
            self.factors.go_to(row)
        elif tab in {"heaviness", "tension"} and indicator:
            (self.heaviness if tab == "heaviness" else self.tension).go_to(indicator)

    def place(self) -> tuple[str, str]:
        """The tab and the row with the focus."""
        tab = TABS[self.tabs.currentIndex()]
        if tab == "factors":
            return tab, self.factors.subject()
        line = None
        if tab in {"heaviness", "tension"}:
            line = (self.heaviness if tab == "heaviness" else self.tension).line()
        return tab, f"{tab}/{line.number}" if line is not None else ""

    def focus_rows(self) -> None:
        """The keyboard goes to the rows of the current tab."""
        tab = TABS[self.tabs.currentIndex()]
        parts = {"factors": self.factors.grid, "heaviness": self.heaviness.grid}
        parts |= {"tension": self.tension.grid, "total": self.total.grid}
        parts[tab].setFocus()

    def _head(self) -> QHBoxLayout:
        look = self._look
        row = QHBoxLayout()
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 10, 16, 2)))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(3))
        first = QHBoxLayout()
        first.setSpacing(look.theme.length(8))
        self._title = Text(look, "", "title", weight="strong", wrap=True)
        self._tag = TagLabel(look, big=True)
        self._word = Text(look, "", weight="strong")
        self._state = Text(look, "", "small", "text_2", wrap=True)
        first.addWidget(self._title)
        for part in (self._tag, self._word):
            first.addWidget(part)
        first.addWidget(self._state, 1)
        words.addLayout(first)
        words.addLayout(self._second_line())
        row.addLayout(words, 1)
        self.accept = button(look, look.tr("workplace.accept"), "main", keys="Ctrl+Return")
        self.accept.clicked.connect(self.accepted)
        row.addWidget(self.accept)
        return row

    def _second_line(self) -> QHBoxLayout:
        look = self._look
        second = QHBoxLayout()
        second.setSpacing(look.theme.length(6))
        self._code = Text(look, "", "small", weight="medium")
        self._section = Text(look, "", "small", "text_2", wrap=True)
        second.addWidget(self._code)
        second.addWidget(self._section, 1)
        return second

    def _parts(self) -> None:
        look = self._look
        self._stack = QStackedWidget()
        self.factors = FactorsTab(look, self._desk.drafts)
        self.heaviness = CardTab(look, "heaviness", self._desk.drafts)
        self.tension = CardTab(look, "tension", self._desk.drafts)
        self.total = TotalTab(look)
        for part in (self.factors, self.heaviness, self.tension, self.total):
            self._stack.addWidget(part)
            part.focused.connect(lambda _: self.explained.emit())
            part.marked.connect(self.marked)
        for typing in (self.factors, self.heaviness, self.tension):
            typing.typed.connect(self._on_typed)
            typing.committed.connect(self.committed)
        self.factors.selected.connect(self.selected)
        self.heaviness.staffed.connect(self.staffed)
        self.factors.opened.connect(lambda key: self.go_to(key, ""))
        self.total.opened.connect(self._open_factor)

    def _show_head(self, page: WorkplacePage) -> None:
        tr = self._look.tr
        self._title.setText(tr.text(page.position))
        wide = self._title.fontMetrics().horizontalAdvance(self._title.text()) + 2
        self._title.setMinimumWidth(min(wide, self._look.theme.length(220)))
        judgement = page.judgement
        tag = judgement_tag(judgement)
        self._tag.set_tag(tag)
        self._tag.setVisible(tag.rated)
        self._word.setText(self._look.class_word(judgement.hazard_class))
        self._word.setMinimumWidth(self._word.sizeHint().width())
        if judgement.hazard_class is None:
            state = f"· {tr(f'status_short.{judgement.status}')}"
        else:
            state = tr("workplace.decided" if judgement.accepted else "workplace.proposed")
        self._state.setText(state)
        self._code.setText(page.code)
        people = [
            tr(key, count=count)
            for key, count in (
                ("workplace.men_count", page.men),
                ("workplace.women_count", page.women),
            )
            if count
        ]
        self._section.setText(" · ".join(["", tr.text(page.section), *people]).strip())

    def _problems(self, page: WorkplacePage) -> list[Message]:
        tr = self._look.tr
        order = {"error": 0, "warning": 1, "info": 2}
        found = sorted(page.problems, key=lambda problem: order[problem.severity])
        messages = [self._refused(key, text) for key, text in self._desk.drafts.of(page.id).items()
                    if not readable(text)]  # fmt: skip
        together: dict[str, list[Problem]] = {}
        for problem in found:
            together.setdefault(tr.text(problem.line), []).append(problem)
        for text, same in together.items():
            names = [self._subject_name(page, each.quantity or "") for each in same]
            link = self._joined([name for name in dict.fromkeys(names) if name])
            subject = same[0].quantity or ""
            messages.append(
                Message(
                    same[0].severity,
                    link or tr.text(same[0].place),
                    text,
                    partial(self._go_subject, subject),
                    tr.text(same[0].message),
                )
            )
        return messages

    def _joined(self, names: list[str]) -> str:
        if len(names) <= 1:
            return "".join(names)
        return self._look.tr("messages.and_more", name=names[0], count=len(names) - 1)

    def _refused(self, subject: str, text: str) -> Message:
        tr = self._look.tr
        name = self._subject_name(self.page, subject)
        words = tr("workplace.refused", text=text)
        return Message("error", name, words, partial(self._go_subject, subject))

    def _subject_name(self, page: WorkplacePage | None, subject: str) -> str:
        if page is None or not subject:
            return ""
        line = page.line(subject)
        if line is not None:
            return self._look.tr.text(line.title)
        return self._look.tr(f"tab.{subject}") if subject in TABS else subject

    def _go_subject(self, subject: str) -> None:
        if subject in TABS:
            self.go_to(subject, "")
        elif subject:
            self.go_to("factors", subject)
        self.focus_rows()

    def _open_factor(self, subject: str) -> None:
        if subject in TABS:
            self.go_to(subject, "")
        elif self.page is not None:
            line = next((row for row in self.page.factors if row.factor == subject), None)
            if line is not None:
                self.go_to("factors", line.subject)
        self.focus_rows()

    def _show_all(self) -> None:
        row = self.page.number if self.page is not None else 0
        self._desk.go(Place("check", row=f"workplace/{row}"))

    def _on_tab(self, index: int) -> None:
        self._fill_tab()
        self._stack.setCurrentIndex(index)
        self.explained.emit()

    def _on_typed(self, subject: str, text: str) -> None:
        if self.page is not None:
            self.messages.show_messages(self._problems(self.page))
        self.typed.emit(subject, text)


def draft_key(workplace: str, subject: str) -> tuple[str, str]:
    """Where a text typed for a subject is kept: (thing, field)."""
    card, _, indicator = subject.partition("/")
    return (f"{workplace}/{card}", indicator) if indicator else (workplace, subject)


def _number(finding: Finding) -> str:
    return finding.decided.value if finding.decided is not None else ""


def _worst(page: WorkplacePage) -> str:
    """The worst class of the environment; nothing while an unrated factor keeps it open."""
    decided = [each.finding.decided for each in page.totals[:-2]]
    rated = [each for each in decided if each is not None]
    if not rated or (None in decided and not max(rated).harmful):
        return ""
    return max(rated).value
