"""Before and after the visit: plan, blank journal, questions, what a reviewer will look at."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.visit_papers import blank_document, questions_document
from riskdesk.services.visit_questions import questions
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import KeyHint, Text, ground
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.visit_rows import TABS, VisitFacts, columns, place_of, rows, visit_facts
from riskdesk.ui.session import Session

_PAPERS = frozenset({"blank", "questions"})
FORMATS = ("pdf", "xlsx")


class VisitScreen(ScreenWidget):
    """Four lists of one certification; a place's tab is one of ``TABS``."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look, tr = self.look, self.look.tr
        self._facts: VisitFacts | None = None
        self._asked = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._verbs(box)
        self.tabs = Tabs(look, [tr(f"visit.{name}") for name in TABS], tr("visit.parts"))
        self.tabs.currentChanged.connect(self._on_tab)
        row = QHBoxLayout()
        row.setContentsMargins(look.theme.px("space", "page"), 0, 0, 0)
        row.addWidget(self.tabs)
        box.addLayout(row)
        self._stack = QStackedWidget()
        self.grids: dict[str, Grid] = {}
        self._empty: dict[str, EmptyState] = {}
        for name in TABS:
            self._stack.addWidget(self._part(name))
        box.addWidget(self._stack, 1)
        box.addWidget(self._foot())
        self._on_tab(0)

    @property
    def tab(self) -> str:
        """The part in front."""
        return TABS[self.tabs.currentIndex()]

    def refresh(self) -> None:
        """Ask for all parts."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> VisitFacts:
            return visit_facts(session.snapshot(certification), session.context)

        def show(facts: VisitFacts) -> None:
            if number == self._asked:
                self._show(facts)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def show_place(self, place: Place) -> None:
        """Show a part and a row of it."""
        if place.tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(place.tab))
        if place.row:
            self.grids[self.tab].go_to(place.row, "what")
        self.grids[self.tab].setFocus()

    def place(self) -> Place:
        """The part and its row."""
        return Place("visit", "", self.tab, self.grids[self.tab].current_key())

    def save(self, kind: str, target: Path) -> None:
        """Write the paper of the part in front; the worker draws it."""
        part, certification = self.tab, self.desk.certification_id
        writers = self.desk.bundle.writers

        def write(session: Session, _: object) -> str:
            snapshot, context = session.snapshot(certification), session.context
            document = (
                blank_document(snapshot, context, session.forms)
                if part == "blank"
                else questions_document(
                    questions(snapshot.dossier, context), snapshot.dossier, context
                )
            )
            writers()[kind].write(document, target)
            return target.name

        def told(name: str) -> None:
            self.desk.say("ok", self.look.tr("visit.saved", file=name))

        self.desk.jobs.ask(write).on_done(while_alive(self, told)).start()

    def copy_questions(self) -> None:
        """The questions as plain text, numbered, on the clipboard."""
        if self._facts is None:
            return
        words = [self.look.tr.text(each.text) for each in self._facts.questions]
        text = "\n".join(f"{number}. {each}" for number, each in enumerate(words, start=1))
        QGuiApplication.clipboard().setText(text)
        self.desk.say("ok", self.look.tr("visit.copied", count=len(words)))

    def _verbs(self, box: QVBoxLayout) -> None:
        look, tr = self.look, self.look.tr
        self.copy_button = button(look, tr("visit.copy"), keys="Ctrl+Shift+C")
        self.copy_button.clicked.connect(self.copy_questions)
        self.excel = button(look, tr("visit.excel"))
        self.excel.clicked.connect(lambda: self._ask("xlsx"))
        self.pdf = button(look, tr("visit.pdf"), "main", keys="Ctrl+P")
        self.pdf.clicked.connect(lambda: self._ask("pdf"))
        self._head = PageHead(look, tr("rail.visit"), self.copy_button, self.excel, self.pdf)
        box.addWidget(self._head)

    def _part(self, name: str) -> QWidget:
        look, tr = self.look, self.look.tr
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        grid = Grid(look, columns(look, name), tr(f"visit.{name}"))
        grid.keep_view(self.desk.views, f"visit.{name}")
        grid.opened.connect(self._open)
        self.grids[name] = grid
        box.addWidget(grid, 1)
        self._empty[name] = EmptyState(look, tr(f"visit.empty_{name}"), tr("visit.empty_why"))
        self._empty[name].hide()
        box.addWidget(self._empty[name], 1)
        return part

    def _foot(self) -> QWidget:
        look = self.look
        foot = ground(QWidget(), "panel", "top")
        foot.setFixedHeight(look.theme.px("height", "status"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 0)))
        row.setSpacing(look.theme.length(6))
        row.addWidget(KeyHint(look, "Enter"))
        row.addWidget(Text(look, look.tr("visit.key_open"), "small", "text_2"))
        row.addStretch(1)
        return foot

    def _show(self, facts: VisitFacts) -> None:
        self._facts = facts
        tr, plan = self.look.tr, facts.plan
        gaps = sum(item.state == "gap" for item in facts.review)
        days = dict.fromkeys(f"{day:%d.%m.%Y}" for day in (plan.begins, plan.ends))
        self._head.second.setText(tr("visit.second", days=" – ".join(days), gaps=gaps,
                                     questions=len(facts.questions)))  # fmt: skip
        for name, grid in self.grids.items():
            found = rows(self.look, name, facts)
            grid.set_rows(found)
            grid.setVisible(bool(found))
            self._empty[name].setVisible(not found)
            first = next((row.key for row in found if not row.is_group), "")
            if first and not grid.current_key():
                grid.go_to(first, "what")
        self._allow()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.copy_button.setVisible(self.tab == "questions")
        for verb in (self.excel, self.pdf):
            verb.setVisible(self.tab in _PAPERS)
        self._allow()

    def _allow(self) -> None:
        facts = self._facts
        some = {
            "blank": bool(facts and facts.blank),
            "questions": bool(facts and facts.questions),
        }.get(self.tab, False)
        for verb in (self.copy_button, self.excel, self.pdf):
            verb.setEnabled(some)

    def _open(self, key: str) -> None:
        place = place_of(self._facts, self.tab, key) if self._facts is not None else None
        if place is not None:
            self.desk.go(place)

    def _ask(self, kind: str) -> None:
        """Ask where to, then write."""
        root = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = self.look.tr(f"visit.{self.tab}")
        start = str(Path(root) / f"{title}.{kind}")
        path, _ = QFileDialog.getSaveFileName(self, title, start, f"*.{kind}")
        if path:
            target = Path(path)
            self.save(kind, target if target.suffix else target.with_suffix(f".{kind}"))


SCREEN = Screen(
    "visit",
    VisitScreen,
    places={name: Place("visit", "", name) for name in TABS[1:]},
)
