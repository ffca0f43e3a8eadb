"""The criteria book: every criterion and norm, searched, side by side, a value tried in all."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from riskdesk.domain.errors import UserError
from riskdesk.services.edit_own import RemoveOwnNorm, RemoveOwnSubstance
from riskdesk.services.ports import Area
from riskdesk.services.queries_book import (
    BookEntry,
    CriterionPage,
    criterion_entries,
    criterion_page,
)
from riskdesk.services.queries_book_fields import TryWay, try_ways
from riskdesk.services.queries_book_try import Trial, try_values
from riskdesk.services.queries_norms import (
    AIR,
    NORMS,
    NormPage,
    norm_entries,
    norm_page,
    substance_entries,
    substance_page,
)
from riskdesk.services.queries_own import OWN, Own, own_entries, own_norm_page, own_records
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.own_norm import OwnNormDialog
from riskdesk.ui.dialogs.own_substance import OwnSubstanceDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import filter_key
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.criteria_list import BookList
from riskdesk.ui.screens.criteria_page import BookPage
from riskdesk.ui.screens.try_row import WAY
from riskdesk.ui.session import Session

_TREE, _PAGE = 244, 760
_ROOM = 1000
_FIRST = "rule/noise"
_OWN_SUBSTANCE = f"{AIR}/own-"
Entries = tuple[tuple[BookEntry, ...], tuple[BookEntry, ...]]
Shown = tuple[CriterionPage | NormPage, tuple[TryWay, ...]]


class CriteriaScreen(ScreenWidget):
    """Works without any enterprise: it asks the catalogs, and the database for own entries."""

    areas: ClassVar[frozenset[Area]] = frozenset({Area.NORMS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._chosen = ""
        self._pair: tuple[str, str] | None = None
        self._asked = 0
        self.page = BookPage(desk)
        self._panes = SidePanes(look, self.page)
        self.list = BookList(desk)
        self._panel = ground(self.list, "panel")
        self._panes.add(self._panel, "left", _TREE, _ROOM)
        self._panes.sizes_wanted(look.theme.length(_TREE + _PAGE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        self.list.chosen.connect(self._on_chosen)
        self.list.searched.connect(self._search)
        self.list.adding.connect(self._add)
        self.page.trying.tried.connect(self._try)
        self.page.trying.optioned.connect(self._on_options)
        self.page.comparing.paired.connect(self._on_pair)
        self.page.editing.connect(self._edit)
        self.page.removing.connect(self._remove)
        filter_key(self, self.list.filter)
        for keys, act in (
            ("F3", lambda: self._panes.toggle(self._panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the list, and again for what a specialist added."""

        def read(session: Session, _: object) -> Entries:
            own = own_entries(_own(session), session.context.catalog)
            return criterion_entries(session.book) + norm_entries(session.book), own

        self.desk.jobs.ask(read).on_done(while_alive(self, self._show_entries)).start()
        if self._is_own(self._chosen):
            self._open(self._chosen)

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

    def _show_entries(self, found: Entries) -> None:
        entries, own = found
        self.list.show_entries(entries, own)
        if self._is_own(self._chosen) and self._chosen not in {each.id for each in own}:
            self._open(_FIRST)

    def _search(self, text: str) -> None:
        """Criteria are found in the list itself, substances among thousands by the worker."""

        def read(session: Session, _: object) -> tuple[BookEntry, ...]:
            own = _own(session).substances
            return substance_entries(session.context.catalog, text, own)

        def show(found: tuple[BookEntry, ...]) -> None:
            self.list.show_substances(text, found)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _on_chosen(self, key: str) -> None:
        self._open(key)
        self._panes.close_over()

    def _open(self, key: str) -> None:
        if key != self._chosen:
            self._pair = None
        self._chosen = key
        self.list.mark(key)
        kind, _, name = key.partition("/")
        options, pair = dict(self.desk.drafts.of(f"try-options/{key}")), self._pair

        def read(session: Session, _: object) -> Shown:
            catalog = session.context.catalog
            if kind in {AIR, OWN}:
                own = _own(session)
                if kind == OWN:
                    return own_norm_page(catalog, own.norm(name)), ()
                return substance_page(catalog, name, own.substances), ()
            if kind == NORMS:
                return norm_page(session.book, key, pair), ()
            page = criterion_page(session.book, catalog, name, options, pair)
            return page, try_ways(catalog, name)

        def show(shown: Shown) -> None:
            if key == self._chosen and pair == self._pair:
                self._show(*shown)

        job = self.desk.jobs.ask(read).on_done(while_alive(self, show))
        job.start()

    def _show(self, page: CriterionPage | NormPage, ways: tuple[TryWay, ...]) -> None:
        if isinstance(page, NormPage):
            self.page.show_norm(page, self._pair)
            return
        kept = self.desk.drafts.of(f"try/{self._chosen}")
        options = self.desk.drafts.of(f"try-options/{self._chosen}")
        self.page.show_criterion(page, ways, kept, options, self._pair)
        if any(text for key, text in kept.items() if key != WAY):
            self._try()

    def _try(self) -> None:
        """Judge what stands in the fields; only the newest answer is shown."""
        page, way = self.page.page, self.page.trying.shown_way()
        if not isinstance(page, CriterionPage) or way is None:
            return
        texts, options = self.page.trying.texts(), self.page.trying.chosen_options()
        self.desk.drafts.of(f"try/{self._chosen}").update({**texts, WAY: way.id})
        self._asked += 1
        number, factor = self._asked, page.factor

        def read(session: Session, _: object) -> Trial:
            return try_values(session.context.catalog, factor, way, texts, options)

        def show(trial: Trial) -> None:
            shown = self.page.page
            if number == self._asked and isinstance(shown, CriterionPage):
                self.page.show_trial(trial)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _on_options(self) -> None:
        """Another choice: the table itself changes."""
        kept = self.desk.drafts.of(f"try-options/{self._chosen}")
        chosen = self.page.trying.chosen_options()
        for name in [name for name in kept if name not in chosen]:
            del kept[name]
        kept.update(chosen)
        self._open(self._chosen)

    def _on_pair(self) -> None:
        self._pair = self.page.comparing.pair()
        self._open(self._chosen)

    def _is_own(self, key: str) -> bool:
        return key.startswith((_OWN_SUBSTANCE, f"{OWN}/"))

    def _add(self, what: str) -> None:
        self._ask_for(what, "")

    def _edit(self) -> None:
        if self._chosen.startswith(_OWN_SUBSTANCE):
            self._ask_for("substance", self._chosen.removeprefix(_OWN_SUBSTANCE))
        else:
            self._ask_for("norm", self._chosen.removeprefix(f"{OWN}/"))

    def _ask_for(self, what: str, identity: str) -> None:
        kind = OwnSubstanceDialog if what == "substance" else OwnNormDialog
        dialog = kind(self.desk, self.window(), identity)
        begin = _OWN_SUBSTANCE if what == "substance" else f"{OWN}/"
        dialog.stored.connect(lambda key: self._open(f"{begin}{key}"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _remove(self) -> None:
        key, page = self._chosen, self.page.page
        command: RemoveOwnSubstance | RemoveOwnNorm
        if key.startswith(_OWN_SUBSTANCE):
            command = RemoveOwnSubstance(substance_id=key.removeprefix(_OWN_SUBSTANCE))
        else:
            command = RemoveOwnNorm(norm_id=key.removeprefix(f"{OWN}/"))

        def told(_: object) -> None:
            if page is not None:
                words = self.look.tr("own.removed", name=page.title)
                self.desk.say("info", words)
            self._open(_FIRST)

        self.desk.jobs.change(command).on_done(while_alive(self, told)).start()


def _own(session: Session) -> Own:
    """What was added to the database; nothing where it cannot be opened: the book goes on."""
    try:
        return own_records(session.unit_of_work())
    except UserError:
        return Own()


SCREEN = Screen(
    "criteria",
    CriteriaScreen,
    places={
        "tasks": Place("criteria", "rule/noise_tasks"),
        "chemical": Place("criteria", "rule/chemical"),
        "tension": Place("criteria", "rule/tension"),
    },
)
