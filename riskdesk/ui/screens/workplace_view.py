"""The page of one workplace: head, tabs, messages. It shows and asks; it never decides."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from riskdesk.domain.values import Sex
from riskdesk.rules.finding import Finding
from riskdesk.services.queries_ladders import BoundStep
from riskdesk.services.queries_workplace import CARDS, WorkplacePage
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.messages import MessageStrip
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.screens.card_tab import CardTab
from riskdesk.ui.screens.factors_tab import FactorsTab
from riskdesk.ui.screens.safety_tab import SafetyTab
from riskdesk.ui.screens.total_tab import TotalTab
from riskdesk.ui.screens.workplace_head import WorkplaceHead
from riskdesk.ui.screens.workplace_messages import cell_messages, fact_messages, page_messages
from riskdesk.ui.screens.workplace_tabs import TABS, Part, WorkplaceTabs
from riskdesk.ui.session import Session


class _Shows(Protocol):
    def show_page(self, page: WorkplacePage) -> None: ...


Ladderful = tuple[Sex, tuple[BoundStep, ...]]
"""Whose bounds, and the bounds."""

_HISTORY = "F6"


class WorkplaceView(WorkplaceTabs):
    """One workplace.

    ``explained``: what the Why panel should show has changed. ``stepped``: the place of the
    workplace before or after this one in the list, at the same tab and row.
    """

    explained = Signal()
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    selected = Signal(str, object)
    staffed = Signal(object, object)
    accepted = Signal()
    stepped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._look = desk.look
        self.page: WorkplacePage | None = None
        self._stale: set[str] = set()
        self._sheets: list[tuple[str, Grid]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.head = WorkplaceHead(self._look)
        self.accept = self.head.accept
        self.accept.clicked.connect(self.accepted)
        box.addWidget(self.head)
        self.tabs = Tabs(
            self._look, [self._look.tr(f"tab.{n}") for n in TABS], self._look.tr("tab.name")
        )
        self.tabs.currentChanged.connect(self._on_tab)
        row = QHBoxLayout()
        row.setContentsMargins(self._look.theme.px("space", "page"), 0, 0, 0)
        row.addWidget(self.tabs)
        box.addLayout(row)
        box.addWidget(self._stack, 1)
        self.messages = MessageStrip(self._look, self._show_all)
        box.addWidget(self.messages)
        self._keys()

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace, or the same one with other facts."""
        self.page = page
        self.head.show_page(page)
        for card in CARDS:
            self.tabs.set_class(TABS.index(card), _number(page.card(card).finding))
        self.tabs.set_class(TABS.index("factors"), _worst(page))
        self.tabs.set_class(TABS.index("total"), _number(page.total))
        self._stale = set(TABS)
        self._fill_tab()
        self._show_messages()
        self.explained.emit()

    @property
    def tab(self) -> str:
        """The tab in front."""
        return TABS[self.tabs.currentIndex()]

    @property
    def explains(self) -> bool:
        """Whether the tab in front has findings that the Why panel explains."""
        return self.tab in {"factors", "safety", "total", *CARDS}

    def explanation(self) -> tuple[Finding, str, tuple[Ladderful, ...]] | None:
        """What has the focus: its finding, its name, its bounds."""
        page = self.page
        if page is None:
            return None
        if self.tab == "factors":
            found = self.factors.finding()
            if found is None:
                return page.total, self._look.tr("tab.total"), ()
            line = page.line(found[0].subject)
            steps = line.steps if line is not None else ()
            return found[0], found[1], ((Sex.MEN, steps),) if steps else ()
        if self.tab in CARDS:
            return self._explain_card(page, self.tab)
        if self.tab in {"safety", "total"}:
            part = self.safety if self.tab == "safety" else self.total
            return *part.finding(page), ()
        return page.total, self._look.tr("tab.total"), ()

    def _explain_card(
        self, page: WorkplacePage, tab: str
    ) -> tuple[Finding, str, tuple[Ladderful, ...]]:
        line = self._card(tab).line()
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
        elif tab in CARDS and indicator:
            self._card(tab).go_to(indicator)
        elif tab in {"safety", "measures", "guarantees", "total"} and row:
            grid = self.grid_of(tab)
            grid.go_to(row, next((c.key for c in grid.grid.columns if c.kind != "sign"), ""))

    def place(self) -> tuple[str, str]:
        """The tab and the row with the focus."""
        if self.tab == "factors":
            return self.tab, self.factors.subject()
        if self.tab in CARDS:
            line = self._card(self.tab).line()
            return self.tab, f"{self.tab}/{line.number}" if line is not None else ""
        if self.tab in {"safety", "measures", "guarantees", "total"}:
            return self.tab, self.grid_of(self.tab).current_key()
        return self.tab, ""

    def focus_rows(self) -> None:
        """The keyboard goes to the rows of the current tab."""
        self.grid_of(self.tab).setFocus()

    def _fill_tab(self) -> None:
        """Only the tab in front is drawn; the others when they come to the front."""
        tab, page = self.tab, self.page
        if page is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab in CARDS:
            self._card(tab).show_card(page.card(tab), page)
            return
        part: _Shows = getattr(self, tab)
        part.show_page(page)

    def _card(self, tab: str) -> CardTab:
        return self.heaviness if tab == "heaviness" else self.tension

    def made(self, tab: str, part: Part) -> None:
        """What a tab tells is listened to from now on."""
        self._sheets.append((tab, part.grid))
        part.focused.connect(lambda _: self.explained.emit())
        if isinstance(part, FactorsTab | CardTab):
            part.typed.connect(self._on_typed)
            part.committed.connect(self.committed)
        if isinstance(part, FactorsTab | CardTab | TotalTab):
            part.marked.connect(self.marked)
        match part:
            case FactorsTab():
                part.refusing.connect(self._show_messages)
                part.selected.connect(self.selected)
                part.opened.connect(lambda key: self.go_to(key, ""))
            case CardTab() if tab == "heaviness":
                part.staffed.connect(self.staffed)
                if part.drawer.chrono is not None:
                    self._sheets.append((tab, part.drawer.chrono.grid))
            case SafetyTab():
                self._sheets.append((tab, part.items))
            case TotalTab():
                part.opened.connect(self._open_reason)
        for name, grid in self._sheets:
            if name == tab:
                grid.problems_changed.connect(self._show_messages)
        self._sheets.sort(key=lambda each: TABS.index(each[0]))

    def _keys(self) -> None:
        history = QShortcut(QKeySequence(_HISTORY), self)
        history.activated.connect(lambda: self._turn("history"))
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))

    def _turn(self, tab: str) -> None:
        self.go_to(tab, "")
        self.focus_rows()

    def _step(self, by: int) -> None:
        """The workplace before or after this one; the ends of the list stay."""
        page, certification = self.page, self._desk.certification_id
        if page is None:
            return
        identity, (tab, row) = page.id, self.place()

        def read(session: Session, _: object) -> str:
            known = [each.id for each in session.snapshot(certification).dossier.workplaces]
            at = known.index(identity) + by if identity in known else -1
            return known[at] if 0 <= at < len(known) else ""

        def go(found: str) -> None:
            if found:
                self.stepped.emit(Place("structure", found, tab, row))

        self._desk.jobs.ask(read).on_done(while_alive(self, go)).start()

    def _show_messages(self) -> None:
        if self.page is not None:
            drafts = self._desk.drafts.of(self.page.id)
            found = page_messages(self._look, self.page, drafts, self._go_subject)
            facts = fact_messages(self._look, self.page, self.factors.refused(), self._go_subject)
            cells = cell_messages(self._look, self._sheets, self._go_cell)
            self.messages.show_messages([*facts, *cells, *found])

    def _go_cell(self, tab: str, grid: Grid, row: str, column: str) -> None:
        self.go_to(tab, "")
        grid.go_to(row, column)
        grid.setFocus()

    def _go_subject(self, subject: str) -> None:
        if subject in TABS:
            self.go_to(subject, "")
        elif subject:
            self.go_to("factors", subject)
        self.focus_rows()

    def _open_reason(self, key: str) -> None:
        """A reason of the total is opened where it is decided."""
        tab, row = self.total.place_of(key)
        self.go_to(tab, row)
        self.focus_rows()

    def _show_all(self) -> None:
        row = self.page.number if self.page is not None else 0
        self._desk.go(Place("check", row=f"workplace/{row}"))

    def _on_tab(self, index: int) -> None:
        self._fill_tab()
        self._front(TABS[index])
        self.explained.emit()

    def _on_typed(self, subject: str, text: str) -> None:
        self._show_messages()
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
