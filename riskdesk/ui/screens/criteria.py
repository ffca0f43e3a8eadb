"""The criteria book: every criterion and norm, searched, side by side, a value tried in all."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.queries_book import (
    FAMILIES,
    OTHER,
    BookEntry,
    CriterionPage,
    criterion_entries,
    criterion_page,
)
from riskdesk.services.queries_book_try import Tried, TryField, try_fields, try_values
from riskdesk.services.queries_norms import (
    AIR,
    NORMS,
    NormPage,
    norm_entries,
    norm_page,
    substance_entries,
    substance_page,
)
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.fold import matches
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import filter_key, filter_line
from riskdesk.ui.kit.cells import GridRow
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.kit.tree import Tree
from riskdesk.ui.kit.tree_model import Node
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.criteria_notes import explain_edition, explain_norm
from riskdesk.ui.screens.criteria_rows import (
    criterion_columns,
    criterion_rows,
    norm_columns,
    norm_rows,
)
from riskdesk.ui.screens.try_row import TryRow
from riskdesk.ui.session import Session

_TREE, _PAGE = 244, 760
_ROOM = 1000
_FIRST = "rule/noise"
Shown = tuple[CriterionPage | NormPage, tuple[TryField, ...]]


class CriteriaScreen(ScreenWidget):
    """Works without any enterprise: it asks only the catalogs."""

    areas: ClassVar[frozenset[Area]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._entries: tuple[BookEntry, ...] = ()
        self._substances: tuple[BookEntry, ...] = ()
        self._chosen = ""
        self._page: CriterionPage | NormPage | None = None
        self._answers: tuple[Tried, ...] = ()
        self._asked = 0
        self.grid: Grid | None = None
        self._panes = SidePanes(look, self._book_page())
        self._panel = self._list()
        self._panes.add(self._panel, "left", _TREE, _ROOM)
        self._panes.sizes_wanted(look.theme.length(_TREE + _PAGE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        filter_key(self, self.filter)
        for keys, act in (
            ("F3", lambda: self._panes.toggle(self._panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the list."""

        def read(session: Session, _: object) -> tuple[BookEntry, ...]:
            return criterion_entries(session.book) + norm_entries(session.book)

        self.desk.jobs.ask(read).on_done(self._show_entries).start()

    def show_place(self, place: Place) -> None:
        """Show a criterion or a table by its id."""
        self._open(place.thing or self._chosen or _FIRST)

    def place(self) -> Place:
        """What is open."""
        return Place("criteria", self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list lies over the page (F3, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def _list(self) -> QWidget:
        look, tr = self.look, self.look.tr
        panel = ground(QWidget(), "panel")
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(8))
        head = QHBoxLayout()
        head.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        head.addWidget(Text(look, tr("rail.criteria"), "heading", weight="strong"))
        head.addStretch(1)
        self._count = Text(look, "", "small", "text_2")
        head.addWidget(self._count)
        box.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        self.filter = filter_line(look, tr("book.search"))
        self.desk.drafts.remember(self.filter, "criteria")
        self.filter.textChanged.connect(self._on_search)
        row.addWidget(self.filter)
        box.addLayout(row)
        self.tree = Tree(look, tr("rail.criteria"))
        self.tree.chosen.connect(self._on_chosen)
        box.addWidget(self.tree, 1)
        panel.setMinimumWidth(look.theme.length(228))
        return panel

    def _book_page(self) -> QWidget:
        look = self.look
        page = QWidget()
        page.setMinimumWidth(look.theme.length(480))
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head = PageHead(look, "")
        box.addWidget(self._head)
        self.trying = TryRow(look)
        self.trying.tried.connect(self._try)
        box.addWidget(self.trying)
        self._holder = QVBoxLayout()
        box.addLayout(self._holder, 3)
        self._notes = PanelColumn(look, "page")
        self._notes.setMinimumHeight(look.theme.length(150))
        box.addWidget(self._notes, 1)
        return page

    def _show_entries(self, entries: tuple[BookEntry, ...]) -> None:
        self._entries = entries
        self._count.setText(self.look.tr("book.count", count=len(entries)))
        self._fill()

    def _on_search(self, text: str) -> None:
        """Criteria are found here, substances among thousands by the worker."""
        self._fill()

        def read(session: Session, _: object) -> tuple[BookEntry, ...]:
            return substance_entries(session.context.catalog, text)

        def show(found: tuple[BookEntry, ...]) -> None:
            if text == self.filter.text():
                self._substances = found
                self._fill()

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _fill(self) -> None:
        tr = self.look.tr
        nodes = []
        for family in (*FAMILIES, OTHER, NORMS):
            inside = [each for each in self._entries if each.family == family]
            found = [each for each in inside if matches(self.filter.text(), *each.words)]
            if found:
                found.sort(key=lambda each: tr.text(each.title))
                title = tr(f"book.family.{family}")
                children = tuple(_node(each.id, self.look.sentence(each.title)) for each in found)
                nodes.append(_node(f"family/{family}", title, str(len(found)), children))
        if self._substances:
            title, count = tr(f"book.family.{AIR}"), str(len(self._substances))
            children = tuple(_node(each.id, tr.text(each.title)) for each in self._substances)
            nodes.append(_node(f"family/{AIR}", title, count, children))
        self.tree.set_nodes(nodes)
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        if self.tree.current_key() != self._chosen:
            self.tree.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.tree.go_to(self._chosen)
            self.tree.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _on_chosen(self, key: str) -> None:
        if not key.startswith("family/") and key != self._chosen:
            self._open(key)
            self._panes.close_over()

    def _open(self, key: str) -> None:
        self._chosen = key
        self._mark_chosen()
        kind, _, name = key.partition("/")
        words = self.look.tr

        def read(session: Session, _: object) -> Shown:
            catalog = session.context.catalog
            if kind == AIR:
                return substance_page(catalog, name), ()
            if kind == NORMS:
                return norm_page(session.book, key), ()
            fields = try_fields(catalog, name, lambda key: f"book.key.{key}" in words)
            return criterion_page(session.book, catalog, name), fields

        def show(shown: Shown) -> None:
            if key == self._chosen:
                self._show(*shown)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _show(self, page: CriterionPage | NormPage, fields: tuple[TryField, ...]) -> None:
        tr = self.look.tr
        self._page, self._answers = page, ()
        self._head.show_title(self.look.sentence(page.title))
        every = dict.fromkeys((page.title.kk, page.title.ru, page.title.en))
        others = [text for text in every if text and text != tr.text(page.title)]
        self._head.second.setText(" · ".join(others))
        kept = self.desk.drafts.of(f"try/{self._chosen}")
        self.trying.show_fields(fields, kept)
        self.trying.show_answers((), ())
        if isinstance(page, CriterionPage):
            self._show_grid(Grid(self.look, criterion_columns(self.look, page), tr("book.table")))
            self._fill_criterion(page)
            if any(kept.values()):
                self._try()
        else:
            self._show_grid(Grid(self.look, norm_columns(self.look, page), tr("book.table")))
            self._set_rows(list(norm_rows(self.look, page)))
            explain_norm(self.look, self._notes, page)

    def _set_rows(self, rows: list[GridRow]) -> None:
        """A short table is as high as its rows: what belongs to it stands under it."""
        if self.grid is not None:
            self.grid.set_rows(rows)
            self.grid.setMaximumHeight(self.grid.content_height())
            self.grid.setVisible(bool(rows))

    def _show_grid(self, grid: Grid) -> None:
        while (item := self._holder.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self.grid = grid
        grid.row_changed.connect(lambda key, _: self._explain(key))
        self._holder.addWidget(grid)

    def _fill_criterion(self, page: CriterionPage) -> None:
        grid = self.grid
        if grid is None:
            return
        hits = {answer.ruleset: answer.result for answer in self._answers}
        words = frozenset(self.trying.texts().values()) | frozenset(
            part for part in ("mr", "ss") if self.trying.texts().get(f"ratio_{part}")
        )
        self._set_rows(list(criterion_rows(self.look, page, hits, words)))
        self._explain(grid.current_key())

    def _try(self) -> None:
        """Judge what stands in the fields; only the newest answer is shown."""
        page, texts = self._page, self.trying.texts()
        if not isinstance(page, CriterionPage):
            return
        self.desk.drafts.of(f"try/{self._chosen}").update(texts)
        self._asked += 1
        number, factor = self._asked, page.factor

        def read(session: Session, _: object) -> tuple[Tried, ...]:
            context = session.context
            return try_values(context.catalog, factor, texts, context.texts.error)

        def show(answers: tuple[Tried, ...]) -> None:
            if number == self._asked and self._page is page:
                self._answers = answers
                self.trying.show_answers(answers, page.editions)
                self._fill_criterion(page)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _explain(self, key: str) -> None:
        """What belongs to the edition with the focus, or to all of them."""
        page = self._page
        if not isinstance(page, CriterionPage):
            return
        chosen = key.partition("|")[0]
        editions = [each for each in page.editions if each.ruleset == chosen] or page.editions
        self._notes.start()
        for edition in editions:
            answer = next((a for a in self._answers if a.ruleset == edition.ruleset), None)
            explain_edition(self.look, self._notes, edition, answer)
        self._notes.finish()


def _node(key: str, text: str, count: str = "", children: tuple[Node, ...] = ()) -> Node:
    spoken = f"{text}, {count}" if count else text
    return Node(key, text, "", Tag(count, ""), spoken, children)


SCREEN = Screen("criteria", CriteriaScreen)
