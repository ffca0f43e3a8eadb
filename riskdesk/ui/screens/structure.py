"""Structure: the tree; beside it one workplace, the list of all, or the groups; the Why panel."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from riskdesk.rules.norms import LightNorm, MicroclimateNorm
from riskdesk.services.ports import Area
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_groups import Groups, groups
from riskdesk.services.queries_structure import Structure
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.import_file import ask_for_file, import_file
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import filter_key
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.groups_page import GroupsPage
from riskdesk.ui.screens.structure_data import Sheetful, sheetful
from riskdesk.ui.screens.structure_empty import nothing_yet
from riskdesk.ui.screens.structure_list import StructureList
from riskdesk.ui.screens.structure_page import Answer, PageHands, answer
from riskdesk.ui.screens.structure_panel import ALL, LINE, StructurePanel
from riskdesk.ui.screens.why_panel import WhyPanel
from riskdesk.ui.screens.workplace_view import WorkplaceView
from riskdesk.ui.session import Session

_TREE, _MIDDLE, _WHY = 244, 734, 304
_PAGE = 480
"""The least width of the page at 100 %; below it the window scrolls."""
_ROOM_WHY, _ROOM_TREE = 1200, 1000
"""Below these widths of the window the panes lie over the page (desk.md)."""
Choices = tuple[MicroclimateNorm, LightNorm]
Shown = tuple[Structure | None, WorkplacePage | None, Sheetful | None, Groups | None]


class StructureScreen(ScreenWidget):
    """Where am I, what is here, what did I measure, why this class.

    A place's tab ``list`` or ``groups`` leads to those pages; other tabs are of the workplace.
    """

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self.mode = "page"
        self._wanted: Place | None = None
        self._asked = 0
        self.panel = StructurePanel(desk)
        self.view = WorkplaceView(desk)
        self.list = StructureList(desk)
        self.groups = GroupsPage(desk)
        self.why = WhyPanel(desk.look)
        self._hands = PageHands(desk, self.view, self._judging, self.refresh)
        self._empty = nothing_yet(desk.look, self._import, lambda: self.show_mode("list"))
        self._middle = QStackedWidget()
        for part in (self.view, self._empty, self.list, self.groups):
            self._middle.addWidget(part)
        self._middle.setMinimumWidth(desk.look.theme.length(_PAGE))
        self._panes = SidePanes(desk.look, self._middle)
        self._panes.add(self.panel, "left", _TREE, _ROOM_TREE)
        self._panes.add(self.why, "right", _WHY, _ROOM_WHY)
        self._panes.sizes_wanted(desk.look.theme.length(_TREE + _MIDDLE + _WHY))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        self._connect()
        filter_key(self, self.panel.filter)
        for keys, act in (
            ("F4", lambda: self._panes.toggle(self.why)),
            ("F3", lambda: self._panes.toggle(self.panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the tree and for what stands beside it."""
        if self.desk.certification is None:
            return
        certification, chosen, mode = self.desk.certification_id, self._chosen, self.mode
        language = self.look.language
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> tuple[Shown, Choices]:
            snapshot = session.snapshot(certification)
            tree, page = answer(session, snapshot, chosen)
            rows = sheetful(snapshot, language) if mode == "list" else None
            found = groups(snapshot.dossier) if mode == "groups" else None
            return (tree, page, rows, found), _choices(session)

        def show(read: tuple[Shown, Choices]) -> None:
            if number == self._asked:  # else a later question is under way: this answer is old
                self.list.rows.show_choices(*read[1])
                self._show(read[0])

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def show_mode(self, mode: str) -> None:
        """Show one workplace, the list or the groups beside the tree."""
        if mode != self.mode:
            self.mode = mode
            self.panel.show_mode(mode)
            self.refresh()
        part: QWidget = self.panel.tree
        if mode != "page":
            part = self.list.grid if mode == "list" else self.groups.grid
        part.setFocus()

    def show_place(self, place: Place) -> None:
        """Show a workplace, a tab, a row; the list or the groups at a thing."""
        if place.tab in {"list", "groups"}:
            self._wanted = place
            self.mode = place.tab
            self.panel.show_mode(self.mode)
            self.refresh()
            return
        if (place.thing or place.tab) and self.mode != "page":
            self.mode = "page"
            self.panel.show_mode("page")
            self._chosen, self._wanted = place.thing or self._chosen, place
            self.refresh()
        elif place.thing and place.thing != self._chosen:
            self._chosen, self._wanted = place.thing, place
            self.refresh()
        elif place.tab or place.row:
            if self.view.page is None:
                self._wanted = place
            else:
                self.view.go_to(place.tab, place.row)
                self.view.focus_rows()

    def focus_main(self) -> None:
        """The rows of the page, of the list or of the groups; when they come, if not yet."""
        if self.mode != "page":
            (self.list.grid if self.mode == "list" else self.groups.grid).setFocus()
        elif self.view.page is not None:
            self.view.focus_rows()  # never a verb: Space would carry it out
        else:
            self._wanted = self._wanted or Place("structure")

    def place(self) -> Place:
        """The workplace, the tab, the row; in the list the row, in the groups the group."""
        if self.mode == "list":
            entry = self.list.entry(self.list.grid.current_key())
            thing = (entry.workplace or entry.key) if entry is not None else ""
            return Place("structure", thing, "list", self.list.grid.current_column())
        if self.mode == "groups":
            return Place("structure", self.groups.grid.current_key(), "groups")
        tab, row = self.view.place()
        return Place("structure", self._chosen, tab, row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panes lie over the page (F3, F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def import_file(self, path: Path) -> None:
        """Show a file as it was understood, to be taken into this certification."""

        def put(known: tuple[CertificationRow, ...]) -> None:
            self.desk.put(known)

        def opened(_identity: str) -> None:
            self.desk.jobs.ask(lambda session, _: session.certifications()).on_done(put).start()

        import_file(self.desk, self.window(), path, self.desk.certification_id, opened)

    def _import(self) -> None:
        path = ask_for_file(self.desk, self)
        if path is not None:
            self.import_file(path)

    def _connect(self) -> None:
        self.panel.take.clicked.connect(self._import)
        self.list.taking.connect(self._import)
        take = QShortcut(QKeySequence("Ctrl+I"), self)
        take.activated.connect(self._import)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.opened.connect(self._on_opened)
        self.panel.mode.connect(self.show_mode)
        self.list.opened.connect(lambda key: self.show_place(Place("structure", key)))
        self.list.grouped.connect(lambda key: self.desk.go(Place("structure", key, "groups")))
        self.groups.opened.connect(lambda key: self.desk.go(Place("structure", key)))
        self.view.explained.connect(self._explain)
        self.view.stepped.connect(self.show_place)

    def _judging(self) -> Callable[[Answer], object]:
        """The callback for the page as it would be; an older answer is dropped."""
        self._asked += 1
        number = self._asked

        def show(tried: Answer) -> None:
            if number == self._asked:
                self._show((*tried, None, None))

        return while_alive(self, show)

    def _show(self, shown: Shown) -> None:
        rows, page, data, found = shown
        if rows is not None:
            self.panel.show_structure(rows)
        self._chosen = page.id if page is not None else ""
        if self.mode == "list" and data is not None:
            self._front(self.list, why=False)
            self.list.show_data(data, self.desk.certification_id)
        elif self.mode == "groups" and found is not None and rows is not None:
            self._front(self.groups, why=False)
            self.groups.show_groups(found, rows)
        elif self.mode == "page":
            self._front(self._empty if page is None else self.view, why=page is not None)
        if page is not None and self.mode == "page":
            self._mark(page.id)
            self.view.show_page(page)
        self._go_wanted()

    def _front(self, part: QWidget, *, why: bool) -> None:
        self._middle.setCurrentWidget(part)
        self._panes.wanted(self.why, wanted=why)

    def _go_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None:
            return
        if self.mode == "list":
            self.list.go_to(place.thing, place.row)
            self.list.grid.setFocus()
        elif self.mode == "groups":
            self.groups.go_to(place.thing)
        elif self.view.page is not None:
            self.view.go_to(place.tab, place.row)
            self.view.focus_rows()

    def _mark(self, key: str) -> None:
        self.panel.mark(key)

    def _explain(self) -> None:
        if self.mode == "page":
            self._panes.wanted(self.why, wanted=self.view.explains)
        found = self.view.explanation()
        if found is not None:
            self.why.show_finding(found[0], found[1], found[2], self.view.page)

    def _on_chosen(self, key: str) -> None:
        tops = {node.key for node in self.panel.tree.tree.nodes}
        if self.mode == "list":
            if key in tops:
                self.list.show_section("" if key == ALL else key)
            self.list.go_to(key.removeprefix(LINE))
        elif key not in tops and not key.startswith(LINE) and key != self._chosen:
            self._chosen = key
            if self.mode == "page":
                self.refresh()
                self._panes.close_over()

    def _on_opened(self, key: str) -> None:
        """Enter: a workplace as a page, a section in the list; in the list the row itself."""
        tops = {node.key for node in self.panel.tree.tree.nodes}
        if key in tops or key.startswith(LINE):
            self.list.section = "" if key == ALL or key not in tops else key
            self.show_place(Place("structure", key.removeprefix(LINE), "list"))
        elif self.mode == "list":
            self.list.grid.setFocus()
        elif self.mode == "page" and self.view.page is not None:
            self.view.focus_rows()
        else:
            self.show_place(Place("structure", key))


def _choices(session: Session) -> Choices:
    """The norms whose rows the list lets one choose."""
    catalog = session.context.catalog
    return catalog.microclimate_norms[-1], catalog.light_norms[-1]


SCREEN = Screen(
    "structure",
    StructureScreen,
    {"list": Place("structure", tab="list"), "groups": Place("structure", tab="groups")},
)
