"""Overview: classes by factor and section, the worst places, progress, people, before and after.

One answer of the worker fills all charts. A part of a chart opens the workplaces behind it, a
workplace opens its page; each chart prints and is saved as a picture or a table.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.queries_overview import Overview, Places, overview
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.chart_legend import ChartLegend
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import ground, hairline
from riskdesk.ui.kit.scrolling import Pages, Scrolled
from riskdesk.ui.kit.states import EmptyState, NoticeCard
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.overview_cards import BarsCard, ChartCard, WorstCard
from riskdesk.ui.screens.overview_list import ListPage
from riskdesk.ui.screens.overview_paper import caption_of
from riskdesk.ui.screens.overview_saving import ALL, Keeper
from riskdesk.ui.screens.overview_words import (
    CHARTS,
    band_words,
    bars_of,
    keys_of,
    title_of,
    worded,
)
from riskdesk.ui.session import Session

_LEFT = ("factors", "progress", "people")
_RIGHT = ("sections", "stages")
_ROOM = 1000
"""Below this width of the page at 100 % one column follows the other."""


class OverviewScreen(ScreenWidget):
    """The charts of the certification on the desk, and the lists behind them."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Overview | None = None
        self._asked = 0
        self._shown = ""
        self._at = Place("overview")
        self._last = ""
        self.cards: dict[str, BarsCard] = {}
        self.pages = Pages()
        self.notice = NoticeCard(self.look)
        self.notice.hide()
        self.keeper = Keeper(desk, self, self.notice)
        self.charts = self._charts()
        self.list = ListPage(self.look)
        self.list.back.clicked.connect(lambda: desk.go(Place("overview")))
        self.list.grid.opened.connect(self._open)
        self._waits = EmptyState(self.look, self.look.tr("overview.loading"), "")
        to_structure = button(self.look, self.look.tr("overview.to_structure"), "main")
        to_structure.clicked.connect(lambda: desk.go(Place("structure")))
        tr = self.look.tr
        self.empty = EmptyState(
            self.look, tr("overview.empty"), tr("overview.empty_why"), to_structure
        )
        self.failed = self._failure()
        for page in (self._waits, self.charts, self.list, self.empty, self.failed):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)

    def refresh(self) -> None:
        """Ask for all charts; only the last answer is shown."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id
        if certification != self._shown:
            self._begin(certification)
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> Overview:
            snapshot = session.snapshot(certification)
            parent = snapshot.dossier.certification.parent_id
            before = session.snapshot(parent) if parent is not None else None
            return overview(snapshot, session.context.catalog, before)

        def show(found: Overview) -> None:
            if number == self._asked:
                self._show(found)

        def fail(error: Exception) -> None:
            if number == self._asked:
                self._fail(error)

        job = self.desk.jobs.ask(read).on_done(while_alive(self, show))
        job.on_failed(while_alive(self, fail)).start()

    def show_place(self, place: Place) -> None:
        """The charts, or the list behind ``chart/row/band``."""
        self._at = place
        if self.found is not None:
            self._turn()

    def focus_main(self) -> None:
        """The first chart, or the list behind one."""
        if self.pages.currentWidget() is self.list:
            self.list.grid.setFocus()
        else:
            next(iter(self.cards.values())).chart.setFocus()

    def place(self) -> Place:
        """The charts or the list that is shown."""
        return self._at

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window one column follows the other."""
        super().resizeEvent(event)
        wide = self.width() >= self.look.theme.length(_ROOM)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def _begin(self, certification: str) -> None:
        """Another certification: nothing of the last one is shown while its own is counted."""
        self._shown = certification
        self.found = self.keeper.found = None
        self.notice.hide()
        self.pages.setCurrentWidget(self._waits)

    def _charts(self) -> QWidget:
        look, tr = self.look, self.look.tr
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.save_all = button(look, tr("overview.save_all"), "main", keys="Ctrl+P")
        self.save_all.clicked.connect(lambda: self.keeper.choose(ALL, "pdf"))
        self._head = PageHead(look, tr("rail.overview"), self.save_all)
        box.addWidget(self._head)
        self.legend = ChartLegend(look)
        around = QVBoxLayout()
        around.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 8)))
        around.setSpacing(look.theme.length(8))
        around.addWidget(self.legend)
        around.addWidget(self.notice)
        box.addLayout(around)
        box.addWidget(hairline())
        scrolled = Scrolled(self._columns())
        # It scrolls by itself: the window has no reason to.
        scrolled.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box.addWidget(scrolled, 1)
        return page

    def _columns(self) -> QWidget:
        inner = ground(QWidget(), "page")
        row = self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.worst = WorstCard(self.look)
        self.worst.opened.connect(self._open)
        for name in CHARTS:
            card = BarsCard(self.look, name)
            card.chart.picked.connect(
                lambda key, band, name=name: self.desk.go(Place("overview", f"{name}/{key}/{band}"))
            )
            self.cards[name] = card
        left = [self.cards[name] for name in _LEFT]
        right = [self.worst, *(self.cards[name] for name in _RIGHT)]
        row.addWidget(self._column(left), 11)
        row.addWidget(ground(self._column(right), "page", "left"), 9)
        return inner

    def _column(self, cards: Sequence[ChartCard]) -> QWidget:
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for number, card in enumerate(cards):
            if number:
                box.addWidget(hairline())
            card.saving.connect(self.keeper.choose)
            card.printing.connect(self.keeper.print_out)
            box.addWidget(card)
        box.addStretch(1)
        return column

    def _failure(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(*(self.look.theme.length(16),) * 4)
        self._failed = NoticeCard(self.look)
        box.addWidget(self._failed)
        box.addStretch(1)
        return page

    def _show(self, found: Overview) -> None:
        self.found = self.keeper.found = found
        row = self.desk.certification
        if row is not None:
            self._head.second.setText(caption_of(found, row, self.look))
        self.legend.show_keys(keys_of(found, self.look))
        for name, card in self.cards.items():
            card.show_chart(worded(name, found, self.look))
        people = self.cards["people"]
        people.show_none("" if found.people else self.look.tr("overview.people_none"))
        self.worst.show_worst(found)
        self._turn()

    def _turn(self) -> None:
        """Show the page that the place asks for."""
        found = self.found
        if found is None:
            return
        chart, _, rest = self._at.thing.partition("/")
        key, _, band = rest.partition("/")
        places = self._behind(chart, key, band) if chart else ()
        if not found.total:
            self.pages.setCurrentWidget(self.empty)
        elif places:
            self._show_list(chart, key, band, places)
        else:
            before = self.pages.currentWidget()
            self.pages.setCurrentWidget(self.charts)
            if before is self.list and self._last in self.cards:
                self.cards[self._last].chart.setFocus()

    def _behind(self, chart: str, key: str, band: str) -> Places:
        found = self.found
        if found is None:
            return ()
        if chart == "progress":
            share = next((each for each in found.shares if each.key == key), None)
            if share is None:
                return ()
            left = set(share.left)
            done = tuple(place for place in found.spots if place not in left)
            return done if band == "done" else share.left
        bar = next((each for each in bars_of(chart, found) if each.key == key), None)
        return bar.places.get(band, ()) if bar is not None else ()

    def _show_list(self, chart: str, key: str, band: str, places: Places) -> None:
        found, tr = self.found, self.look.tr
        if found is None:
            return
        self._last = chart
        if chart == "progress":
            title, words = tr(f"overview.{key}"), tr(f"overview.{band}_head")
        else:
            bar = next(each for each in bars_of(chart, found) if each.key == key)
            title, words = title_of(bar, found, self.look), band_words(band, self.look)
        second = tr("overview.list_second", band=words, count=len(places))
        self.list.show_list(title, second, [found.spots[place] for place in places])
        self.pages.setCurrentWidget(self.list)
        self.list.grid.setFocus()

    def _fail(self, error: Exception) -> None:
        again = button(self.look, self.look.tr("action.again"), "link")
        again.clicked.connect(self.refresh)
        self._failed.show_notice("error", self.desk.failure_text(error), again)
        self.pages.setCurrentWidget(self.failed)

    def _open(self, workplace: str) -> None:
        self.desk.go(Place("structure", workplace))


SCREEN = Screen(
    "overview", OverviewScreen, places={"list": Place("overview", "factors/heaviness/sex")}
)
