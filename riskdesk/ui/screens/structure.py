"""Structure: the tree, the page of the chosen workplace, the Why panel."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import CardKind
from riskdesk.domain.values import HazardClass
from riskdesk.services.edit import (
    ChangeCardValue,
    ChangeSelector,
    ChangeStaffing,
    ChangeValue,
    SetMark,
)
from riskdesk.services.ports import Area, Done
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_snapshot import Snapshot, with_entry, with_value
from riskdesk.services.queries_structure import Structure, structure
from riskdesk.services.queries_workplace import CARDS, WorkplacePage, workplace_page
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.import_file import ask_for_file, import_file
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button, filter_key
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.structure_panel import StructurePanel
from riskdesk.ui.screens.why_panel import WhyPanel
from riskdesk.ui.screens.workplace_view import WorkplaceView, draft_key
from riskdesk.ui.session import Session

Answer = tuple[Structure, WorkplacePage | None]
_TREE, _MIDDLE, _WHY = 244, 734, 304
_PAGE = 480
"""The least width of the page at 100 %; below it the window scrolls."""
_ROOM_WHY, _ROOM_TREE = 1200, 1000
"""Below these widths of the window the panes lie over the page (desk.md)."""


class StructureScreen(ScreenWidget):
    """Where am I, what is here, what did I measure, why this class."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.RISKS, Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self._wanted: tuple[str, str] | None = None
        self._asked = 0
        self.panel = StructurePanel(desk)
        self.view = WorkplaceView(desk)
        self.why = WhyPanel(desk.look)
        self._empty = self._nothing_yet()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._empty)
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
        """Ask for the tree and the page."""
        if self.desk.certification is None:
            return
        certification, chosen = self.desk.certification_id, self._chosen
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> Answer:
            return _answer(session, session.snapshot(certification), chosen)

        self.desk.jobs.ask(read).on_done(self._shower(number)).start()

    def show_place(self, place: Place) -> None:
        """Show a workplace, a tab, a row."""
        if place.thing and place.thing != self._chosen:
            self._chosen = place.thing
            self._wanted = (place.tab, place.row)
            self.refresh()
        elif place.tab or place.row:
            if self.view.page is None:
                self._wanted = (place.tab, place.row)
            else:
                self.view.go_to(place.tab, place.row)
                self.view.focus_rows()

    def place(self) -> Place:
        """The workplace, the tab, the row."""
        tab, row = self.view.place()
        return Place("structure", self._chosen, tab, row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panes lie over the page (F3, F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def _nothing_yet(self) -> EmptyState:
        tr = self.look.tr
        take = button(self.look, tr("structure.import"), "main")
        take.setToolTip(f"{tr('file.title')}  Ctrl+I")
        take.clicked.connect(self._import)
        return EmptyState(self.look, tr("structure.empty"), tr("structure.empty_why"), take)

    def _import(self) -> None:
        path = ask_for_file(self.desk, self)
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Show a file as it was understood, to be taken into this certification."""

        def put(known: tuple[CertificationRow, ...]) -> None:
            self.desk.put(known)

        def opened(_identity: str) -> None:
            self.desk.jobs.ask(lambda session, _: session.certifications()).on_done(put).start()

        import_file(self.desk, self.window(), path, self.desk.certification_id, opened)

    def _connect(self) -> None:
        self.panel.take.clicked.connect(self._import)
        take = QShortcut(QKeySequence("Ctrl+I"), self)
        take.activated.connect(self._import)
        self.panel.chosen.connect(self._on_chosen)
        self.view.explained.connect(self._explain)
        self.view.typed.connect(self._on_typed)
        self.view.committed.connect(self._on_committed)
        self.view.marked.connect(self._on_marked)
        self.view.selected.connect(self._on_selected)
        self.view.staffed.connect(self._on_staffed)
        self.view.accepted.connect(self._on_accepted)

    def _shower(self, number: int) -> Callable[[Answer], None]:
        def show(answer: Answer) -> None:
            self._show(answer, number)

        return while_alive(self, show)

    def _show(self, answer: Answer, number: int) -> None:
        if number != self._asked:
            return  # a later question is under way: this answer is old
        rows, page = answer
        self.panel.show_structure(rows)
        self._middle.setCurrentIndex(0 if page is not None else 1)
        self._panes.wanted(self.why, wanted=page is not None)
        if page is None:
            return
        self._chosen = page.id
        if self.panel.tree.current_key() != page.id:
            self.panel.tree.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self.panel.tree.go_to(page.id)
            self.panel.tree.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.view.show_page(page)
        if self._wanted is not None:
            tab, row = self._wanted
            self._wanted = None
            self.view.go_to(tab, row)
            if row:
                self.view.focus_rows()

    def _explain(self) -> None:
        found = self.view.explanation()
        if found is not None:
            self.why.show_finding(found[0], found[1], found[2], self.view.page)

    def _on_chosen(self, key: str) -> None:
        section = any(node.key == key for node in self.panel.tree.tree.nodes)
        if not section and key != self._chosen:
            self._chosen = key
            self.refresh()
            self._panes.close_over()

    def _on_typed(self, subject: str, text: str) -> None:
        """Judge what is typed without storing it; only the newest answer is shown."""
        certification, page = self.desk.certification_id, self.view.page
        if page is None:
            return
        identity = page.id
        line = page.line(subject)
        self._asked += 1
        number = self._asked
        card, indicator = card_of(subject)

        def judge(session: Session, _: object) -> Answer:
            snapshot = session.snapshot(certification)
            if line is not None:
                tried = with_value(snapshot, line.measurement_id, text, session.context)
            elif card is not None:
                tried = with_entry(snapshot, identity, card, indicator, text, session.context)
            else:
                tried = snapshot
            return _answer(session, tried, identity)

        self.desk.jobs.ask(judge).on_done(self._shower(number)).start()

    def _on_committed(self, subject: str, text: str) -> None:
        page = self.view.page
        if page is None:
            return
        line = page.line(subject)
        command: object
        if line is not None:
            command = ChangeValue(measurement_id=line.measurement_id, text=text)
        else:
            card, indicator = card_of(subject)
            if card is None:
                return
            command = ChangeCardValue(
                workplace_id=page.id, card=card, indicator=indicator, text=text
            )
        thing, drafts = draft_key(page.id, subject), self.desk.drafts
        again = while_alive(self, lambda _: self.refresh())

        def settled(done: Done) -> None:
            drafts.settle(*thing, text)
            again(done)

        self.desk.jobs.change(command).on_done(settled).start()

    def _on_marked(self, subject: str, mark: HazardClass | None, reason: str) -> None:
        if self.view.page is not None:
            self._change(
                SetMark(
                    workplace_id=self.view.page.id,
                    subject=subject,
                    hazard_class=mark,
                    reason=reason,
                )
            )

    def _on_selected(self, field: str, value: object) -> None:
        page = self.view.page
        if page is None:
            return
        self._change(ChangeSelector(workplace_id=page.id, field=field, value=value))

    def _on_staffed(self, men: int | None, women: int | None) -> None:
        if self.view.page is not None:
            self._change(ChangeStaffing(workplace_id=self.view.page.id, men=men, women=women))

    def _on_accepted(self) -> None:
        """Every proposal without a mark and without a gap becomes the specialist's class."""
        page = self.view.page
        if page is None:
            return
        findings = [line.finding for line in page.factors]
        findings += [card.finding for card in page.cards] + [page.total]
        for finding in findings:
            if finding.mark is None and finding.proposed is not None:
                self._on_marked(finding.subject, finding.proposed, "")

    def _change(self, command: object) -> None:
        self.desk.jobs.change(command).start()


def card_of(subject: str) -> tuple[CardKind | None, str]:
    """The card and the indicator of a subject such as ``heaviness/2.1``."""
    name, _, indicator = subject.partition("/")
    return next((card for card in CARDS if card == name), None), indicator


def _answer(session: Session, snapshot: Snapshot, chosen: str) -> Answer:
    workplaces = snapshot.dossier.workplace_by_id
    identity = chosen if chosen in workplaces else next(iter(workplaces), "")
    page = workplace_page(snapshot, WorkplaceId(identity), session.context) if identity else None
    return structure(snapshot), page


SCREEN = Screen("structure", StructureScreen)
