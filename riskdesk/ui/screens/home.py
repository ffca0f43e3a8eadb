"""Home: the certifications under way, what needs a person, where to go on, ways to begin."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Area, Done
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.resume import Resume, Worked
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.home_copies import HomeCopies
from riskdesk.ui.screens.home_days import DAY, Days
from riskdesk.ui.screens.home_first import FirstPage, WaitPage, begin_cards
from riskdesk.ui.screens.home_parts import Steps, empty, worked_card
from riskdesk.ui.screens.home_rows import home_columns, home_row
from riskdesk.ui.screens.home_ways import Ways

if TYPE_CHECKING:
    from riskdesk.services.queries_due import DueRow
    from riskdesk.services.queries_home import Home
    from riskdesk.ui.session import Session

# Dialogs and commands bring the services with them; this page is the first that is painted, and
# they would hold it up by 0.1 s (measured): they are imported where they are asked for.
# ruff: noqa: PLC0415

_SIDE, _NARROW = 372, 1080
_MOST_WORKED = 2
_WAIT, _FIRST, _LIST = range(3)


class HomeScreen(ScreenWidget):
    """Where one begins; with an empty database it is the first page of the program."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._shown: Home | None = None
        self._met = False
        self._worked: dict[str, Worked] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        box.addWidget(self._stack)
        self.new = button(look, look.tr("home.new"), "main", keys="Ctrl+N")
        self.new.clicked.connect(self._new)
        self.open = button(look, look.tr("home.open"), keys="Ctrl+Return")
        self.open.clicked.connect(self._open)
        self.take = button(look, look.tr("home.take"), keys="Ctrl+I")
        self.take.clicked.connect(self._import)
        self._acts = {"sample": self.make_sample, "import": self._import, "empty": self._new}
        self._wait = WaitPage(look, self.refresh, Ways(desk))
        self._first = FirstPage(look, self._acts)
        for page in (self._wait, self._first, self._some()):
            self._stack.addWidget(page)
        desk.jobs.held.connect(self._on_held)

    def refresh(self) -> None:
        """Ask how far each certification is and what is due."""
        recent = Resume(self.desk.drafts, self.desk.bundle.clock).recent()
        self._worked = {
            each.place.thing: each for each in recent if each.place.screen == "structure"
        }
        worked = [(each.certification, each.place.thing) for each in self._worked.values()]

        def read(session: Session, _: object) -> Home:
            from riskdesk.services.queries_due import due_rows
            from riskdesk.services.queries_home import home

            due = due_rows(session.unit_of_work(), session.context)
            return home(session.certifications(), due, worked[:_MOST_WORKED], session.snapshot)

        if self._shown is None:
            self._wait.show_wait("")
        job = self.desk.jobs.ask(read).on_done(while_alive(self, self._show))
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        if self._shown is None:
            code = error.code if isinstance(error, UserError) else ""
            self._wait.show_failure(self.desk.failure_text(error), code)

    def _on_held(self, error: UserError) -> None:
        """Somebody else has the file: it opens by itself when they let it go."""
        file = Path(str(error.params["path"])).name
        self._wait.show_wait(self.look.tr("home.held", file=file))

    def place(self) -> Place:
        """Home has one place."""
        return Place("home", self.grid.current_key())

    def show_place(self, place: Place) -> None:
        """The chosen certification keeps the focus."""
        if place.thing:
            self.grid.go_to(place.thing)
        self._focus()
        self._met = False

    def show_first(self) -> None:
        """The page of an empty database."""
        self._stack.setCurrentIndex(_FIRST)

    def make_sample(self) -> None:
        """Make the sample enterprise and open it."""
        self._first.busy.setText(self.look.tr("home.making_sample"))

        def opened(done: Done) -> None:
            self._first.busy.setText("")
            self._put(str(done.value), Place("structure"))

        from riskdesk.services.sample import MakeSample

        command = MakeSample(folder=self.desk.bundle.sample)
        quiet = while_alive(self, lambda _: self._first.busy.setText(""))
        self.desk.jobs.change(command).on_done(while_alive(self, opened)).on_failed(quiet).start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the days stand below the certifications."""
        super().resizeEvent(event)
        narrow = self.width() < self.look.theme.length(_NARROW)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._side.setMaximumWidth(16777215 if narrow else self.look.theme.length(_SIDE))

    def import_file(self, path: Path) -> None:
        """Show a file as it was understood; values go into the chosen certification."""
        from riskdesk.ui.dialogs.import_file import import_file

        def opened(identity: str) -> None:
            self._put(identity, Place("structure"))

        chosen = self.grid.current_key()
        import_file(self.desk, self.window(), path, chosen, opened)

    def _some(self) -> QWidget:
        look, tr = self.look, self.look.tr
        page = QWidget()
        self._halves = QHBoxLayout(page)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        self._head = PageHead(look, tr("rail.home"), self.open, self.take, self.new)
        left.addWidget(self._head)
        self.grid = self._list()
        left.addWidget(self.grid)
        rest = QVBoxLayout()
        rest.setContentsMargins(*(look.theme.length(n) for n in (16, 14, 16, 16)))
        rest.setSpacing(look.theme.length(8))
        self._steps = Steps(look)
        rest.addWidget(self._steps)
        rest.addSpacing(look.theme.length(10))
        self._go_on = QWidget()
        self._go_on_box = QVBoxLayout(self._go_on)
        self._go_on_box.setContentsMargins(0, 0, 0, look.theme.length(10))
        self._go_on_box.setSpacing(look.theme.length(8))
        rest.addWidget(self._go_on)
        rest.addWidget(Text(look, tr("home.begin"), "heading", weight="strong"))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(12))
        begin_cards(look, row, self._acts, keys=False)
        rest.addLayout(row)
        rest.addStretch(1)
        left.addLayout(rest, 1)
        self._halves.addLayout(left, 1)
        self._days = Days(look)
        self._days.chosen.connect(self._go_due)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._days, 1)
        column.addWidget(HomeCopies(self.desk))
        self._halves.addWidget(self._side)
        return page

    def _list(self) -> Grid:
        tr = self.look.tr
        grid = Grid(self.look, home_columns(self.look), tr("home.list"))
        grid.opened.connect(lambda _: self._open())
        grid.row_changed.connect(lambda key, _: self._show_steps(key))
        return grid

    def _show(self, shown: Home) -> None:
        self._shown = shown
        self._stack.setCurrentIndex(_LIST if shown.rows else _FIRST)
        self.grid.set_rows([home_row(self.look, each) for each in shown.rows])
        high = self.grid.content_height()
        self.grid.setFixedHeight(min(high, self.look.theme.length(340)))
        if shown.rows and not self.grid.current_key():
            current = self.desk.certification
            self.grid.go_to(current.id if current is not None else shown.rows[0].row.id)
        today = self.desk.bundle.clock.now().astimezone()
        count = self.look.tr("home.count", count=len(shown.rows))
        self._head.second.setText(f"{today.strftime(DAY)} · {count}")
        self._show_steps(self.grid.current_key())
        self._show_worked(shown)
        self._days.show_days(shown.due)
        if not self._met and self.isVisible() and not self._covered():
            self._focus()
        self._met = True

    def _show_steps(self, key: str) -> None:
        rows = self._shown.rows if self._shown is not None else ()
        found = next((each for each in rows if each.row.id == key), None)
        self._steps.setVisible(found is not None)
        if found is not None:
            self._steps.show_row(found)

    def _show_worked(self, shown: Home) -> None:
        empty(self._go_on_box)
        self._go_on.setVisible(bool(shown.worked))
        if shown.worked:
            head = Text(self.look, self.look.tr("home.go_on"), "heading", weight="strong")
            self._go_on_box.addWidget(head)
        for number, place in enumerate(shown.worked):
            worked = self._worked[place.id]
            card = worked_card(self.look, place, self._when(worked.at), first=number == 0)
            card.clicked.connect(lambda _=False, to=worked: self._put(to.certification, to.place))
            self._go_on_box.addWidget(card)
            card.show()  # now, not with the next layout: it is about to get the focus

    def _when(self, moment: datetime) -> str:
        tr, local = self.look.tr, moment.astimezone()
        today = self.desk.bundle.clock.now().astimezone().date()
        time = local.strftime("%H:%M")
        if local.date() == today:
            return tr("home.at_today", time=time)
        if local.date() == today - timedelta(days=1):
            return tr("home.at_yesterday", time=time)
        return local.strftime(f"{DAY} %H:%M")

    def _go_due(self, due: DueRow) -> None:
        screen = "instruments" if due.kind == "instrument" else "enterprise"
        self._put(due.certification_id, Place(screen, due.subject_id))

    def _covered(self) -> bool:
        """Whether what stands over the page (the tour, the search) has the focus."""
        at, window = QApplication.focusWidget(), self.window()
        if at is None or at is window or not isinstance(window, QMainWindow):
            return False
        central = window.centralWidget()
        return central is not None and not central.isAncestorOf(at)

    def _focus(self) -> None:
        """Enter goes on where one stopped; with nothing to go on, it opens or begins."""
        if self._stack.currentIndex() == _FIRST:
            self._first.ways[0].setFocus()
            return
        item = self._go_on_box.itemAt(1)
        card = item.widget() if item is not None else None
        (card or self.grid).setFocus()

    def _open(self) -> None:
        chosen = self.grid.current_key()
        if chosen:
            self._put(chosen, Place("structure"))

    def _put(self, certification: str, place: Place) -> None:
        def put(known: tuple[CertificationRow, ...]) -> None:
            self.desk.put(known, certification)
            self.desk.go(place)

        ask = self.desk.jobs.ask(lambda session, _: session.certifications())
        ask.on_done(while_alive(self, put)).start()

    def _new(self) -> None:
        from riskdesk.ui.dialogs.new_certification import NewCertificationDialog

        dialog = NewCertificationDialog(self.desk, self.window())
        dialog.made.connect(lambda identity: self._put(identity, Place("structure")))
        dialog.open()

    def _import(self) -> None:
        from riskdesk.ui.dialogs.import_file import ask_for_file

        path = ask_for_file(self.desk, self)
        if path is not None:
            self.import_file(path)


SCREEN = Screen("home", HomeScreen)
