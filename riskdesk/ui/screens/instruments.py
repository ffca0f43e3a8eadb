"""Instruments: the register as a sheet; under it what hangs on the chosen one; why it is good."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from riskdesk.domain.ids import InstrumentId
from riskdesk.services.ports import Area
from riskdesk.services.queries_instruments import (
    InstrumentsPage,
    MeasuredRow,
    instruments_page,
    measured_rows,
)
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.import_file import ask_for_file, import_file
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Option
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.messages import Message, MessageStrip
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.instruments_cells import register_columns, register_rows
from riskdesk.ui.screens.instruments_detail import InstrumentDetail
from riskdesk.ui.screens.instruments_find import Quantities
from riskdesk.ui.screens.instruments_panel import InstrumentPanel
from riskdesk.ui.screens.instruments_sheets import RegisterSheet
from riskdesk.ui.session import Session

_PAGE, _WHY = 990, 300
_ROOM = 1200
"""Below this width of the window the panel lies over the page (desk.md)."""
_BAD = frozenset({"expired", "undated", "not-yet"})
Read = tuple[InstrumentsPage, Sequence[MeasuredRow]]


class InstrumentsScreen(ScreenWidget):
    """A place's thing is an instrument, its tab one of the parts under the register."""

    areas: ClassVar[frozenset[Area]] = frozenset(
        {
            Area.INSTRUMENTS, Area.MEASUREMENTS, Area.POINTS, Area.ATTACHMENTS, Area.STRUCTURE,
            Area.CERTIFICATIONS,
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look, tr = self.look, self.look.tr
        self.page: InstrumentsPage | None = None
        self._chosen, self._shown, self._wanted = "", "", ""
        self._asked, self._reminding = 0, False
        self._quantities = Quantities(look, (), ())
        self.add_button = button(look, tr("instruments.add"), "main", keys="Ctrl+Return")
        self.add_button.clicked.connect(self._add)
        self.import_button = button(look, tr("instruments.import"), icon="import")
        self.import_button.clicked.connect(self._import)
        self.head = PageHead(look, tr("rail.instruments"), self.import_button, self.add_button)
        self._sheet = RegisterSheet(desk, lambda: self.page, self._say_used)
        columns = register_columns(look, self._find)
        self.grid = Grid(look, columns, tr("rail.instruments"), sheet=self._sheet, orders="here")
        self._sheet.grid = self.grid
        self.grid.keep_view(desk.views, "instruments")
        self.grid.row_changed.connect(lambda *_: self._on_row())
        self.grid.problems_changed.connect(self._say)
        self.detail = InstrumentDetail(desk)
        self.detail.explained.connect(self._explain)
        for each in self.detail.grids():
            each.problems_changed.connect(self._say)
        for each in (self.grid, self.detail.checks):
            each.installEventFilter(self)
        self.panel = InstrumentPanel(look)
        self._empty = Text(look, tr("instruments.empty"), tone="text_2", wrap=True)
        self._empty.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 8)))
        self._empty.hide()
        self.messages = MessageStrip(look, lambda: desk.go(Place("check")))
        self._panes = SidePanes(look, self._middle())
        self._panes.add(self.panel, "right", _WHY, _ROOM)
        self._panes.sizes_wanted(look.theme.length(_PAGE + _WHY))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        for keys, act in (
            ("F4", lambda: self._panes.toggle(self.panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the register and for what the chosen instrument measured."""
        if self.desk.certification is None:
            return
        certification, chosen = self.desk.certification_id, self._wanted or self._chosen
        if certification != self._shown:
            self._shown = certification
            self._sheet.forget()
            self._reminding = True
            self.grid.keep_drafts(self.desk.drafts.of(f"instruments/{certification}"))
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> Read:
            snapshot = session.snapshot(certification)
            page = instruments_page(snapshot, session.context)
            first = chosen if page.row(chosen) else next((row.id for row in page.rows), "")
            return page, measured_rows(snapshot, InstrumentId(first), session.context)

        def show(read: Read) -> None:
            if number == self._asked:
                self._show(*read)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def show_place(self, place: Place) -> None:
        """Show an instrument and a tab of it."""
        if place.thing and not self.grid.go_to(place.thing, "name"):
            self._wanted = place.thing
        if place.tab:
            self.detail.go_to(place.tab)
        else:
            self.grid.setFocus()

    def focus_main(self) -> None:
        """The register."""
        self.grid.setFocus()

    def place(self) -> Place:
        """The instrument with the focus."""
        return Place("instruments", self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel lies over the page (F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel explains what the focus has come to."""
        if event.type() == QEvent.Type.FocusIn:
            self.detail.touch(inside=watched is self.detail.checks)
        return super().eventFilter(watched, event)

    def _middle(self) -> QWidget:
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._empty)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.grid)
        halves.addWidget(self.detail)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        box.addWidget(halves, 1)
        box.addWidget(self.messages)
        return middle

    def _show(self, page: InstrumentsPage, measured: Sequence[MeasuredRow]) -> None:
        self.page = page
        written = (name for row in page.rows for name in row.instrument.quantities)
        self._quantities = Quantities(self.look, page.known, written)
        self.grid.set_rows(list(register_rows(self.look, page, self._quantities)))
        if self._reminding:
            self._reminding = False
            self._sheet.remind()
        wanted, self._wanted = self._wanted or self._chosen, ""
        if wanted != self.grid.current_key() and page.row(wanted):
            self.grid.go_to(wanted, "name")
        elif not self.grid.currentIndex().isValid() and page.rows:
            self.grid.go_to(page.rows[0].id, "name")
        self._chosen = self.grid.current_key()
        row = page.row(self._chosen)
        self.detail.show_row(page, row)
        if row is not None:
            self.detail.show_measured(measured)
        self._empty.setVisible(not page.rows)
        self._count(page)
        self._explain()
        self._say()

    def _on_row(self) -> None:
        """Another instrument has the focus: what it measured is asked."""
        key, page = self.grid.current_key(), self.page
        if page is None or key == self._chosen:
            return
        self._chosen = key
        row = page.row(key)
        self.detail.show_row(page, row)
        self._explain()
        if row is None:
            return
        certification, identity = self.desk.certification_id, row.id

        def read(session: Session, _: object) -> Sequence[MeasuredRow]:
            return measured_rows(session.snapshot(certification), identity, session.context)

        def show(measured: Sequence[MeasuredRow]) -> None:
            if self._chosen == identity:
                self.detail.show_measured(measured)
                self._explain()
                self._say()

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _find(self, text: str) -> Sequence[Option]:
        """The catalogs come with the first answer."""
        return self._quantities.find(text)

    def _explain(self) -> None:
        if self.page is not None:
            detail = self.detail
            self.panel.show_instrument(
                self.page, detail.row, detail.measured, detail.check(), detail.photo
            )

    def _count(self, page: InstrumentsPage) -> None:
        tr = self.look.tr
        counts = {
            "count": len(page.rows),
            "bad": sum(row.measured_state in _BAD for row in page.rows),
            "soon": sum(row.state == "expires" for row in page.rows),
            "day": f"{page.day:%d.%m.%Y}",
        }
        self.head.second.setText(tr("instruments.counts", **counts))

    def _say(self) -> None:
        """What is wrong, each a link: refused texts, verifications, calibrations, values."""
        page, tr = self.page, self.look.tr
        if page is None:
            return
        said = [
            Message("error", tr("instruments.refused"), problem, partial(grid.go_to, row, column))
            for grid in (self.grid, *self.detail.grids())
            for row, column, problem in grid.problems()
        ]
        for row in page.rows:
            faulty = [each for each in row.checks if each.drift.faulty]
            if row.used and row.measured_state in _BAD:
                state = tr(f"instruments.state_{row.measured_state}")
                words = tr("instruments.said_state", state=state, count=row.used)
                said.append(self._message("error", row.id, row.instrument.name, words, "measured"))
            for each in faulty:
                words = tr("instruments.said_drift", day=f"{each.check.day:%d.%m.%Y}")
                said.append(self._message("error", row.id, row.instrument.name, words, "checks"))
            if row.state == "expires":
                words = tr("instruments.state_expires_in", days=row.days)
                said.append(self._message("warning", row.id, row.instrument.name, words, ""))
        said.sort(key=lambda message: message.severity != "error")
        self.messages.show_messages(said)

    def _message(self, severity: str, key: str, name: str, words: str, tab: str) -> Message:
        return Message(severity, name, words, lambda: self.show_place(Place("", key, tab)))

    def _say_used(self, rows: Sequence[str]) -> None:
        """An instrument that measured something can't be removed: what it measured is shown."""
        page = self.page
        used = [row.id for row in page.rows if row.id in rows and row.used] if page else []
        if used:
            self.show_place(Place("instruments", used[0], "measured"))

    def _add(self) -> None:
        """The cell where a new instrument begins."""
        last = self.grid.grid.rowCount() - 1
        self.grid.setFocus()
        self.grid.moves.to(last, self.grid.grid.column_of("name"))

    def _import(self) -> None:
        path = ask_for_file(self.desk, self)
        if path is not None:
            import_file(self.desk, self, path, self._shown, lambda _: self.refresh())


SCREEN = Screen(
    "instruments",
    InstrumentsScreen,
    places={
        "measured": Place("instruments", "", "measured"),
        "files": Place("instruments", "", "files"),
        "ranges": Place("instruments", "", "ranges"),
    },
)
