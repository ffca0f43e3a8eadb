"""Check: contradictions by kind, the chosen one explained at the right, Enter goes to its place."""

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.queries_check import ProblemRow, problem_rows
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import button, filter_key, filter_line
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import KeyHint, Text, ground
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.look import Look
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.problem_panel import ProblemPanel
from riskdesk.ui.session import Session

_LIST, _PANEL = 978, 304
_ROOM = 1100
"""Below this width of the window the panel lies over the list."""

SEVERITIES = ("error", "warning", "info")


class CheckScreen(ScreenWidget):
    """The list of all contradictions of the certification on the desk."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._rows: tuple[ProblemRow, ...] = ()
        self._only = 0
        self._wanted = ""
        self.panel = ProblemPanel(look)
        self.panel.opened.connect(self._open)
        self._panes = SidePanes(look, self._list())
        self._panes.add(self.panel, "right", _PANEL, _ROOM)
        self._panes.sizes_wanted(look.theme.length(_LIST + _PANEL))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        filter_key(self, self.filter)
        for keys, act in (
            ("F8", self._next),
            ("F4", lambda: self._panes.toggle(self.panel)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def refresh(self) -> None:
        """Ask for the list."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id

        def read(session: Session, _: object) -> tuple[ProblemRow, ...]:
            return problem_rows(session.snapshot(certification), session.context)

        self.desk.jobs.ask(read).on_done(self._show).start()

    def show_place(self, place: Place) -> None:
        """Show the problems of one workplace (``workplace/9``), or one problem by its key."""
        kind, _, number = place.row.partition("/")
        if kind == "workplace":
            self._only = int(number)
            self.filter.clear()
            self._fill()
        elif place.thing:
            self._wanted = place.thing
            self.grid.go_to(place.thing, "what")

    def place(self) -> Place:
        """The chosen problem."""
        only = f"workplace/{self._only}" if self._only else ""
        return Place("check", self.grid.current_key(), row=only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel lies over the list (F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def current(self) -> ProblemRow | None:
        """The chosen problem."""
        key = self.grid.current_key()
        return next((row for row in self._rows if row.key == key), None)

    def _list(self) -> QWidget:
        look, tr = self.look, self.look.tr
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        again = button(look, tr("check.again"), "main", keys="F5")
        again.clicked.connect(self.refresh)
        self._head = PageHead(look, tr("rail.check"), again)
        box.addWidget(self._head)
        box.addLayout(self._filters())
        columns = (
            Column(key="sign", title="", kind="sign", width=40),
            Column(key="what", title=tr("check.what"), stretch=True, width=300),
            Column(key="code", title=tr("check.code"), width=100),
            Column(key="position", title=tr("check.who"), width=190),
            Column(key="subject", title=tr("check.subject"), width=120),
        )
        self.grid = Grid(look, columns, tr("rail.check"), orders="here")
        self.grid.keep_view(self.desk.views, "check")
        self.grid.row_changed.connect(lambda *_: self._explain())
        self.grid.opened.connect(lambda _: self._open())
        box.addWidget(self.grid, 1)
        self._empty = EmptyState(look, tr("check.empty"), tr("check.empty_why"))
        self._empty.hide()
        box.addWidget(self._empty, 1)
        box.addWidget(self._foot(look))
        return page

    def _filters(self) -> QHBoxLayout:
        look, tr = self.look, self.look.tr
        row = QHBoxLayout()
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 8)))
        row.setSpacing(look.theme.length(8))
        self.filter = filter_line(look, tr("check.filter"))
        self.filter.setMaximumWidth(look.theme.length(220))
        self.desk.drafts.remember(self.filter, "check")
        self.filter.textChanged.connect(lambda _: self._fill())
        row.addWidget(self.filter)
        self.chips = {}
        for severity in SEVERITIES:
            chip = button(look, tr(f"check.{severity}"), "chip")
            chip.setChecked(True)
            chip.toggled.connect(lambda _: self._fill())
            self.chips[severity] = chip
            row.addWidget(chip)
        self._one = button(look, "", "chip")
        self._one.clicked.connect(self._all_places)
        self._one.hide()
        row.addWidget(self._one)
        row.addStretch(1)
        return row

    @staticmethod
    def _foot(look: Look) -> QWidget:
        foot = ground(QWidget(), "panel", "top")
        foot.setFixedHeight(look.theme.px("height", "status"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 0)))
        row.setSpacing(look.theme.length(6))
        for keys, word in (
            ("Enter", "check.key_open"),
            ("F8", "check.key_next"),
            ("/", "check.filter"),
        ):
            row.addWidget(KeyHint(look, keys))
            row.addWidget(Text(look, look.tr(word), "small", "text_2"))
            row.addSpacing(look.theme.length(8))
        row.addStretch(1)
        return foot

    def _show(self, rows: tuple[ProblemRow, ...]) -> None:
        self._rows = rows
        counts = {name: sum(row.problem.severity == name for row in rows) for name in SEVERITIES}
        tr = self.look.tr
        self._head.second.setText(tr("check.counts", **counts))
        for name, chip in self.chips.items():
            chip.setText(f"{tr(f'check.{name}')}  {counts[name]}")
        self._fill()
        if self._wanted:
            self.grid.go_to(self._wanted, "what")
            self._wanted = ""

    def _fill(self) -> None:
        shown = [row for row in self._rows if self._passes(row)]
        self.grid.set_rows(list(self._grid_rows(shown)))
        self._empty.setVisible(not self._rows)
        self.grid.setVisible(bool(self._rows))
        self._one.setVisible(bool(self._only))
        self._one.setChecked(bool(self._only))
        self._one.setText(self.look.tr("check.one", number=f"{self._only:03}"))
        if shown and self.current() is None:
            self.grid.go_to(shown[0].key, "what")
        self._explain()

    def _passes(self, row: ProblemRow) -> bool:
        if not self.chips[row.problem.severity].isChecked():
            return False
        if self._only and row.problem.workplace != self._only:
            return False
        words = self.look.tr.text
        texts = (row.problem.message, row.position, row.subject, row.problem.place)
        return matches(self.filter.text(), row.code, *(words(text) for text in texts))

    def _grid_rows(self, shown: list[ProblemRow]) -> Iterator[GridRow]:
        tr = self.look.tr
        kinds = dict.fromkeys((row.problem.severity, row.problem.code) for row in shown)
        for kind in kinds:
            inside = [row for row in shown if (row.problem.severity, row.problem.code) == kind]
            severity, code = kind
            title = tr(f"problem.{code}") if f"problem.{code}" in tr else code
            yield GridRow(key=f"group/{severity}/{code}", group=title, count=str(len(inside)))
            for row in inside:
                yield self._row(row)

    def _row(self, row: ProblemRow) -> GridRow:
        tr = self.look.tr
        icon, role = SEVERITY_SIGN[row.problem.severity]
        tone = "invalid" if role == "invalid" else "attention" if role == "attention" else "text_2"
        meaning = tr(f"severity.{row.problem.severity}")
        message, brief = tr.text(row.problem.message), tr.text(row.problem.line)
        where = row.code or tr.text(row.problem.place)
        position = tr.text(row.position)
        cells = {
            "sign": Cell(before=Sign(icon=icon, meaning=meaning, tone=tone)),  # type: ignore[arg-type]
            "what": Cell(text=brief, tooltip=message),
            "code": Cell(text=where, tooltip=tr.text(row.problem.place)),
            "position": Cell(text=position, tone="text_2", tooltip=position),
            "subject": Cell(text=tr.text(row.subject), tone="text_2"),
        }
        return GridRow(key=row.key, cells=cells)

    def _explain(self) -> None:
        row = self.current()
        self.panel.show_problem(row)

    def _open(self) -> None:
        row = self.current()
        if row is not None and row.workplace_id is not None:
            self.desk.go(target_place(row))

    def _next(self) -> None:
        keys = [row.key for row in self.grid.grid.rows if not row.is_group]
        if keys:
            key = self.grid.current_key()
            at = keys.index(key) + 1 if key in keys else 0
            self.grid.go_to(keys[at % len(keys)], "what")

    def _all_places(self) -> None:
        self._only = 0
        self._fill()


def target_place(row: ProblemRow) -> Place:
    """Where a problem is mended: the workplace, its tab, its row."""
    subject = row.problem.quantity or ""
    tab = subject if subject in {"heaviness", "tension", "total"} else "factors"
    indicator = next((t.id for t in row.problem.targets if "/" in t.id), "")
    identity = row.workplace_id or ""
    if tab == "factors":
        return Place("structure", identity, tab, subject)
    return Place("structure", identity, tab, indicator if indicator.startswith(tab) else "")


SCREEN = Screen("check", CheckScreen)
