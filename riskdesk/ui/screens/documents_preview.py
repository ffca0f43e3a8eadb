"""The paper itself: its pages, its outline, and what is said while there is none."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.services.ports_pages import Bookmark, PageImage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.kit.page_images import Answer
from riskdesk.ui.kit.page_view import PageView
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.kit.remaining import Remaining
from riskdesk.ui.kit.states import EmptyState, NoticeCard, ProgressCard
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node
from riskdesk.ui.papers import Paper
from riskdesk.ui.screens.documents_bar import PaperBar
from riskdesk.ui.screens.documents_search import PaperSearch

_WAIT_MS = 300
"""A paper that comes sooner takes the place of the last one without a word."""
_TYPING_MS = 250
_OUTLINE = 208

Said = Literal["pages", "working", "failed", "whole", "bare"]


class Preview(QWidget):
    """``wanted``: the whole dossier is to be made; ``stopped``: not to be made; ``again``."""

    wanted = Signal()
    stopped = Signal()
    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.look = desk, desk.look
        self.paper: Paper | None = None
        self._said: Said = "pages"
        self._page = 0
        self._remaining = Remaining()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.view = PageView(self.look, self._ask)
        self.bar = PaperBar(self.look, self.view)
        box.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._states: dict[Said, QWidget] = {"pages": self._pages(), **self._others()}
        for state in self._states.values():
            self._stack.addWidget(state)
        box.addWidget(self._stack, 1)
        self.search = PaperSearch(desk)
        self.search.changed.connect(self._on_found)
        self._late = self._timer(_WAIT_MS, lambda: self._say("working"))
        self._typing = self._timer(_TYPING_MS, self._look_for)
        self.bar.typed.connect(lambda _: self._typing.start())
        self.bar.stepped.connect(self.step_found)
        self.bar.outlined.connect(self.tree.setVisible)
        for keys, act in (
            ("Ctrl+F", self.focus_search),
            ("F3", lambda: self.step_found(1)),
            ("Shift+F3", lambda: self.step_found(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
        for part in (self.bar.before, self.bar.after):
            part.setShortcut(QKeySequence())  # the page has their keys, seen or not

    @property
    def said(self) -> Said:
        """What is shown."""
        return self._said

    def show_paper(self, paper: Paper, name: str) -> None:
        """Show another paper; the one before is let go."""
        self._late.stop()
        page, self._page = self._page, 0
        self.close_paper()
        self.paper = paper
        self.view.show_paper(paper.sizes, name, page=page)
        self.bar.show_page()
        self.tree.set_nodes(nodes_of(paper.outline))
        self._say("pages")
        if self.bar.words.text().strip():
            self._look_for()

    def close_paper(self) -> None:
        """No paper is shown."""
        paper, self.paper = self.paper, None
        self.search.begin_anew()
        self.view.show_paper((), "")
        self.bar.show_page()
        if paper is not None:
            self._desk.jobs.ask(lambda session, _: session.papers.let_go(paper)).start()

    def begin(self, *, again: bool) -> None:
        """A paper is being made; ``again``: the one that is shown, of other facts."""
        self._page = self.view.page if again else 0
        self._remaining = Remaining()
        self._progress.show_step(0, 0, self.look.tr("documents.preparing"))
        self._late.start()

    def show_step(self, done: int, total: int, what: str) -> None:
        """How far it is."""
        rest = self._remaining.words(self.look, done, total)
        self._progress.show_step(done, total, f"{what} · {rest}" if rest else what)

    def say(self, said: Said, text: str = "") -> None:
        """There is no paper: why."""
        self._late.stop()
        self.close_paper()
        if said == "failed":
            verb = button(self.look, self.look.tr("action.again"), "link")
            verb.clicked.connect(self.again)
            self._notice.show_notice("error", text, verb)
        self._say(said)

    def focus_search(self) -> None:
        """The field of the search."""
        self.bar.words.setFocus()
        self.bar.words.selectAll()

    def step_found(self, way: int) -> None:
        """The next place of the words, or the one before."""
        if self._typing.isActive() or self.search.words != self.bar.words.text().strip():
            self._typing.stop()
            self._look_for()
        else:
            self.search.step(way)

    def _pages(self) -> QWidget:
        self.tree = Tree(self.look, self.look.tr("preview.outline"))
        self.tree.setMinimumWidth(self.look.theme.length(_OUTLINE))
        self.tree.hide()
        self.tree.chosen.connect(self._on_bookmark)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(1)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.tree)
        whole.addWidget(self.view)
        whole.setStretchFactor(1, 1)
        return whole

    def _others(self) -> dict[Said, QWidget]:
        look, tr = self.look, self.look.tr
        self._progress = ProgressCard(look)
        self._progress.stop.clicked.connect(self.stopped)
        self._notice = NoticeCard(look)
        self.whole_button = button(look, tr("preview.make_whole"), "main")
        self.whole_button.clicked.connect(self.wanted)
        return {
            "working": _framed(self._progress),
            "failed": _framed(self._notice),
            "whole": EmptyState(
                look, tr("preview.whole"), tr("preview.whole_why"), self.whole_button
            ),
            "bare": EmptyState(look, tr("preview.bare"), tr("preview.bare_why")),
        }

    def _say(self, said: Said) -> None:
        self._said = said
        self._stack.setCurrentWidget(self._states[said])

    def _ask(self, page: int, scale: float, done: Answer, failed: object) -> None:
        paper = self.paper
        if paper is None:
            return

        def draw(*_: object) -> PageImage:
            return paper.pages.image(page, scale)

        job = self._desk.jobs.ask(draw).on_done(while_alive(self.view, done))
        if callable(failed):
            job.on_failed(failed)
        job.start()

    def _look_for(self) -> None:
        words = self.bar.words.text()
        if self.paper is None or not words.strip():
            self.search.begin_anew()
            return
        self.search.look_for(self.paper, words, self.view.page)

    def _on_found(self) -> None:
        self.view.show_found(self.search.found, self.search.spot)
        self.bar.show_search(self.search)

    def _on_bookmark(self, key: str) -> None:
        if self.paper is not None:
            self.view.go_to(self.paper.outline[int(key)].page)

    def _timer(self, wait: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(act)
        return timer


def nodes_of(outline: Sequence[Bookmark]) -> list[Node]:
    """The outline as a tree; the key of a row is its number."""

    def below(at: int, level: int) -> tuple[list[Node], int]:
        made: list[Node] = []
        while at < len(outline) and outline[at].level >= level:
            entry, own = outline[at], at
            children, at = below(at + 1, entry.level + 1)
            made.append(
                Node(
                    key=str(own),
                    text=entry.title,
                    code="",
                    tag=Tag("", ""),
                    spoken=entry.title,
                    children=tuple(children),
                )
            )
        return made, at

    return below(0, 0)[0]


def _framed(card: QWidget) -> QWidget:
    """A card at the top of a grey field."""
    holder = ground(QWidget(), "window")
    box = QVBoxLayout(holder)
    box.setContentsMargins(16, 16, 16, 16)
    box.addWidget(card)
    box.addStretch(1)
    return holder
