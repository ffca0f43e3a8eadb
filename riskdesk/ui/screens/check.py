"""Check: contradictions by kind, the chosen one explained at the right, Enter goes to its place."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.edit import SetMark
from riskdesk.services.edit_acceptance import WithdrawAcceptance
from riskdesk.services.ports import Area
from riskdesk.services.queries_check import ProblemRow, problem_rows
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button, filter_key
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import KeyHint, Text, ground
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.check_filters import CheckFilters
from riskdesk.ui.screens.check_rows import (
    GRADES,
    Line,
    check_columns,
    grouped,
    lines_of,
    passing,
    target_place,
)
from riskdesk.ui.screens.problem_panel import ProblemPanel
from riskdesk.ui.session import Session

_LIST, _PANEL = 978, 304
_ROOM = 1100
"""Below this width of the window the panel lies over the list."""


class CheckScreen(ScreenWidget):
    """The list of all contradictions of the certification on the desk."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._lines: tuple[Line, ...] = ()
        self._shown: dict[str, Line] = {}
        self._asked = 0
        self._wanted = ""
        self.panel = ProblemPanel(look)
        self.panel.opened.connect(self._open)
        self.panel.fixed.connect(self._fix)
        self.panel.taken.connect(self._take)
        self._panes = SidePanes(look, self._list())
        self._panes.add(self.panel, "right", _PANEL, _ROOM)
        self._panes.sizes_wanted(look.theme.length(_LIST + _PANEL))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        filter_key(self, self.filters.line)
        for keys, act in (
            ("F8", self._next),
            ("F9", self._take),
            ("Ctrl+Return", self._fix),
            ("F4", lambda: self._panes.toggle(self.panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the list; its rows are made in the worker."""
        if self.desk.certification is None:
            return
        certification, look = self.desk.certification_id, self.look
        self._asked += 1
        number = self._asked

        def read(session: Session, _: object) -> tuple[Line, ...]:
            rows = problem_rows(session.snapshot(certification), session.context)
            return lines_of(look, rows)

        def show(lines: tuple[Line, ...]) -> None:
            if number == self._asked:
                self._show(lines)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def show_place(self, place: Place) -> None:
        """Show the problems of one workplace (``workplace/9``), or one problem by its key."""
        kind, _, number = place.row.partition("/")
        if kind == "workplace":
            self.filters.show_workplace(int(number))
        elif place.thing:
            self._wanted = place.thing
            self.grid.go_to(place.thing, "what")

    def focus_main(self) -> None:
        """The list."""
        self.grid.setFocus()

    def place(self) -> Place:
        """The chosen problem."""
        only = self.filters.wanted().workplace
        return Place("check", self.grid.current_key(), row=f"workplace/{only}" if only else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel lies over the list (F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def current(self) -> ProblemRow | None:
        """The chosen problem."""
        line = self._shown.get(self.grid.current_key())
        return line.problem if line is not None else None

    @property
    def rows(self) -> tuple[ProblemRow, ...]:
        """All problems, shown or not."""
        return tuple(line.problem for line in self._lines)

    def _list(self) -> QWidget:
        look, tr = self.look, self.look.tr
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        again = button(look, tr("check.again"), "main", keys="F5")
        again.clicked.connect(self.refresh)
        visit = button(look, tr("check.visit"))
        visit.clicked.connect(lambda: self.desk.go(Place("visit")))
        self._head = PageHead(look, tr("rail.check"), visit, again)
        box.addWidget(self._head)
        self.filters = CheckFilters(self.desk)
        self.filters.changed.connect(self._fill)
        box.addWidget(self.filters)
        self.grid = Grid(look, check_columns(look), tr("rail.check"), orders="here")
        self.grid.keep_view(self.desk.views, "check")
        self.grid.row_changed.connect(lambda *_: self.panel.show_problem(self.current()))
        self.grid.opened.connect(lambda _: self._open())
        box.addWidget(self.grid, 1)
        self._empty = EmptyState(look, tr("check.empty"), tr("check.empty_why"))
        self._empty.hide()
        box.addWidget(self._empty, 1)
        box.addWidget(self._foot())
        return page

    def _foot(self) -> QWidget:
        look = self.look
        foot = ground(QWidget(), "panel", "top")
        foot.setFixedHeight(look.theme.px("height", "status"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 0)))
        row.setSpacing(look.theme.length(6))
        for keys, word in (
            ("Enter", "check.key_open"),
            ("F8", "check.key_next"),
            ("F9", "check.key_accept"),
            ("/", "check.filter"),
        ):
            row.addWidget(KeyHint(look, keys))
            row.addWidget(Text(look, look.tr(word), "small", "text_2"))
            row.addSpacing(look.theme.length(8))
        row.addStretch(1)
        self._count = Text(look, "", "small", "text_2")
        row.addWidget(self._count)
        return foot

    def _show(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        grades = [line.problem.grade for line in lines]
        counts: dict[str, int] = {grade: grades.count(grade) for grade in GRADES}
        again = sum(line.problem.problem.reopened is not None for line in lines)
        tr = self.look.tr
        words = [tr("check.counts", **counts)]
        if again:
            words.append(tr("check.reopened_count", count=again))
        self._head.second.setText(" · ".join(words))
        self.filters.show_lines(lines, counts)
        self._fill()
        if self._wanted:
            self.grid.go_to(self._wanted, "what")
            self._wanted = ""

    def _fill(self) -> None:
        shown = passing(self._lines, self.filters.wanted())
        self._shown = {line.key: line for line in shown}
        self.grid.set_rows(grouped(self.look, shown))
        self._empty.setVisible(not self._lines)
        self.grid.setVisible(bool(self._lines))
        count = self.look.tr("check.shown", shown=len(shown), whole=len(self._lines))
        self._count.setText(count if len(shown) < len(self._lines) else "")
        if shown and self.current() is None:
            self.grid.go_to(shown[0].key, "what")
        self.panel.show_problem(self.current())

    def _open(self) -> None:
        row = self.current()
        place = target_place(row) if row is not None else None
        if place is not None:
            self.desk.go(place)

    def _fix(self) -> None:
        """The calculation becomes the specialist's mark: one step of undo."""
        row = self.current()
        if row is None or row.fix is None or row.workplace_id is None:
            return
        command = SetMark(
            workplace_id=row.workplace_id,
            subject=row.problem.quantity or "",
            hazard_class=row.fix,
        )
        self.desk.jobs.change(command).start()

    def _take(self) -> None:
        """Accept with a reason; an accepted line is open again."""
        from riskdesk.ui.dialogs.accept_problem import AcceptProblemDialog  # noqa: PLC0415 - as asked for

        row = self.current()
        if row is None:
            return
        if row.problem.accepted is not None:
            command = WithdrawAcceptance(acceptance_id=row.problem.accepted.id)
            self.desk.jobs.change(command).start()
            return
        alike = [
            line.problem
            for line in self._shown.values()
            if line.problem.problem.code == row.problem.code
            and line.problem.problem.open
            and line.key != row.key
        ]
        AcceptProblemDialog(self.desk, self.window(), row, alike).open()

    def _next(self) -> None:
        keys = [row.key for row in self.grid.grid.rows if not row.is_group]
        if keys:
            key = self.grid.current_key()
            at = keys.index(key) + 1 if key in keys else 0
            self.grid.go_to(keys[at % len(keys)], "what")


SCREEN = Screen("check", CheckScreen)
