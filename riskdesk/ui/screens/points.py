"""Points: families and zones, the sheet of a family judged as it is typed, why, who stays there."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.queries_points import PointsAnswer, points_answer
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.attach import AttachDialog
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.dialogs.protocol_header import ProtocolHeaderDialog
from riskdesk.ui.dialogs.stays import StaysDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button, filter_key
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.messages import MessageStrip
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.points_acts import PointsActs
from riskdesk.ui.screens.points_bar import PointsBar, PointsFoot
from riskdesk.ui.screens.points_judgement import Guidance
from riskdesk.ui.screens.points_line import PointsLine
from riskdesk.ui.screens.points_messages import messages_of
from riskdesk.ui.screens.points_panel import PointsPanel
from riskdesk.ui.screens.points_sheet import PointsSheet
from riskdesk.ui.screens.why_panel import WhyPanel
from riskdesk.ui.session import Session

_LIST, _PAGE, _WHY = 212, 780, 304
_LEAST = 480
_ROOM_WHY, _ROOM_LIST = 1200, 1000
_FIRST = "noise"


class PointsScreen(ScreenWidget):
    """One zone is measured once and serves all who stay there."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.RISKS, Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._family, self._zone = _FIRST, ""
        self._asked = 0
        self.wanted: tuple[str, str] = ("", "")
        self.sheet: PointsSheet | None = None
        self.acts = PointsActs(self)
        self.guidance = Guidance(desk.look, desk.bundle.resources)
        self.panel = PointsPanel(desk)
        self.why = WhyPanel(desk.look)
        self.new = button(desk.look, desk.look.tr("points.new"), "main", keys="Ctrl+Return")
        self.journal = button(desk.look, desk.look.tr("points.journal"), icon="print")
        self.head = PageHead(desk.look, "", self.journal, self.new)
        self.bar = PointsBar(desk.look)
        self.plan, self.header = self.bar.plan, self.bar.header
        self.line = PointsLine(desk.look)
        self.foot = PointsFoot(desk.look)
        self._stack = QStackedWidget()
        self.messages = MessageStrip(desk.look, lambda: desk.go(Place("check")))
        self._panes = SidePanes(desk.look, self._page())
        self._panes.add(self.panel, "left", _LIST, _ROOM_LIST)
        self._panes.add(self.why, "right", _WHY, _ROOM_WHY)
        self._panes.toggle(self.why)  # the sheet is wide: F4 brings it
        self._panes.sizes_wanted(desk.look.theme.length(_LIST + _PAGE + _WHY))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        self._connect()

    def refresh(self) -> None:
        """Ask for the rows of the family."""
        if self.desk.certification is None:
            return
        certification, family = self.desk.certification_id, self._family
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> PointsAnswer:
            snapshot = session.snapshot(certification)
            return points_answer(snapshot, family, session.context, session.book)

        def show(answer: PointsAnswer) -> None:
            if number == self._asked:
                self.show_answer(answer)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def show_place(self, place: Place) -> None:
        """A family (``thing``), a zone (``tab``), a point (``row``, with ``/column``)."""
        point, _, column = place.row.partition("/")
        if not place.thing and not point:
            return
        self.wanted = (point, column)
        self._zone = place.tab
        if place.thing and place.thing != self._family:
            self._family = place.thing
            self.refresh()
        elif self.sheet is not None:
            self.refresh()

    def focus_main(self) -> None:
        """The rows; while they are not there yet, the place where they come."""
        (self.sheet.grid if self.sheet is not None else self._stack).setFocus()

    def place(self) -> Place:
        """The family, the zone, the row with the focus."""
        grid = self.sheet.grid if self.sheet is not None else None
        row = f"{grid.current_key()}/{grid.current_column()}" if grid is not None else ""
        return Place("points", self._family, self._zone, row.strip("/"))

    def show_answer(self, answer: PointsAnswer) -> None:
        """Show newer rows, or another family."""
        self._family = answer.page.family
        zones = {each.zone for each in answer.zones}
        if self._zone not in zones:
            self._zone = ""
        sheet = self.sheet
        if sheet is None or not sheet.fits(answer):
            sheet = self._new_sheet(answer)
        else:
            sheet.take(answer)
        if sheet.live.zone != self._zone:
            sheet.show_zone(self._zone)
        self.panel.show_answer(answer, self._zone)
        self.foot.show_answer(answer)
        self.bar.show_spare(len(sheet.spare), shown=sheet.spare_shown)
        title = self.look.tr.text(answer.page.title)
        self.head.show_title(title)
        zone = self.look.tr("points.in_zone", zone=self._zone) if self._zone else ""
        self.head.second.setText(zone or self.look.tr("points.second"))
        self._go_wanted(sheet)
        self._say()
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panes lie over the page (F3, F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setMinimumWidth(self.look.theme.length(_LEAST))
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.head, self.bar, self.line):
            box.addWidget(part)
        box.addWidget(self._stack, 1)
        box.addWidget(self.messages)
        box.addWidget(self.foot)
        return page

    def _connect(self) -> None:
        self.panel.chosen.connect(self._on_chosen)
        self.new.clicked.connect(self.acts.begin_row)
        self.plan.clicked.connect(lambda _: self.acts.open_plan())
        self.header.clicked.connect(lambda _: ProtocolHeaderDialog(self.desk, self.window()).open())
        self.journal.clicked.connect(lambda _: self.acts.open_journal())
        self.bar.stays.clicked.connect(lambda _: self.acts.open(StaysDialog))
        self.bar.instrument.clicked.connect(lambda _: self.acts.open(ChooseInstrumentDialog))
        self.bar.photo.clicked.connect(lambda _: self.acts.open(AttachDialog))
        self.bar.judge.clicked.connect(lambda _: self.acts.judge())
        self.bar.spare.toggled.connect(self._show_spare)
        filter_key(self, self.panel.filter)
        for keys, act in (
            ("F4", self._toggle_why),
            ("F3", partial(self._panes.toggle, self.panel)),
            ("Esc", self._panes.close_over),
            ("F8", self.acts.next_problem),
            ("Ctrl+Shift+Up", partial(self.acts.move, -1)),
            ("Ctrl+Shift+Down", partial(self.acts.move, 1)),
            ("Ctrl+Shift+W", self.acts.open_workplace),
        ):
            self._key(keys, act)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _new_sheet(self, answer: PointsAnswer) -> PointsSheet:
        old, kept = self.sheet, self.sheet.live.zone if self.sheet is not None else ""
        sheet = PointsSheet(self.desk, answer, self)
        sheet.live.zone = kept
        self.sheet = sheet
        self._stack.addWidget(sheet.grid)
        self._stack.setCurrentWidget(sheet.grid)
        focus = self._stack.hasFocus()
        if old is not None:
            focus = focus or old.grid.hasFocus()
            self._stack.removeWidget(old.grid)
            old.grid.deleteLater()
        if focus:
            sheet.grid.setFocus()
        shown = self._family in self.desk.drafts.of("points/spare")
        sheet.show_spare(shown=shown)
        sheet.grid.row_changed.connect(lambda *_: self._explain())
        sheet.grid.typed.connect(lambda *_: self._explain())
        sheet.grid.problems_changed.connect(self._say)
        first = next(iter(sheet.live.keys(self._zone)), "")
        if first:
            sheet.grid.go_to(first, sheet.cells.main)
        return sheet

    def _go_wanted(self, sheet: PointsSheet) -> None:
        point, column = self.wanted
        self.wanted = ("", "")
        known = sheet.grid.grid.column_of(column) > 0
        if point:
            sheet.go_to(point, column if known else sheet.cells.main)

    def _explain(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        key, column = sheet.grid.current_key(), sheet.grid.current_column()
        self.bar.judge.setEnabled(self.guidance.knows(column))
        some = bool(sheet.selected())
        for verb in (self.bar.stays, self.bar.instrument, self.bar.photo):
            verb.setEnabled(some)
        row = sheet.live.row(key) if key else None
        answer, spec = sheet.live.answer, sheet.live.spec
        self.line.show_row(row, answer.snapshot.dossier, answer.context)
        if not self.why.isVisible():
            return
        title = self.look.tr.text(answer.page.title)
        if row is None:
            self.why.show_table(title, spec, answer.tables)
            return
        named = " · ".join(filter(None, (row.point.label, row.point.position_written, title)))
        self.why.show_point(row, named, spec, answer.tables)

    def _say(self) -> None:
        if self.sheet is not None:
            acts = self.acts
            found = messages_of(self.look, self.sheet, acts.choose_all, acts.place_first)
            self.messages.show_messages(found)

    def _toggle_why(self) -> None:
        self._panes.toggle(self.why)
        self._explain()

    def _on_chosen(self, family: str, zone: str) -> None:
        changed = bool(family) and family != self._family
        self._family = family or self._family
        self._zone = zone
        if changed:
            self.refresh()
        elif self.sheet is not None:
            self.show_answer(self.sheet.live.answer)
        self.desk.moved.emit()
        self._panes.close_over()

    def _show_spare(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        kept = self.desk.drafts.of("points/spare")
        if shown:
            kept[self._family] = "1"
        else:
            kept.pop(self._family, None)
        if self.sheet is not None:
            self.sheet.show_spare(shown=shown)


SCREEN = Screen(
    "points",
    PointsScreen,
    {
        "light": Place("points", "light"),
        "microclimate": Place("points", "microclimate"),
        "chemical": Place("points", "chemical"),
    },
)
