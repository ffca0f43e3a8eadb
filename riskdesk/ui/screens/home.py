"""Home: the certifications, what needs a person in the chosen one, ways to begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.services.ports import Area, Done
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import CardButton, button
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.screen import Screen, ScreenWidget

if TYPE_CHECKING:
    from riskdesk.ui.session import Session

# Dialogs and commands bring the services with them; this page is the first that is painted, and
# they would hold it up by 0.1 s (measured): they are imported where they are asked for.
# ruff: noqa: PLC0415


class Counted(NamedTuple):
    """A certification, its errors and warnings, and whether anything is measured there."""

    row: CertificationRow
    errors: int
    warnings: int
    measured: bool


class HomeScreen(ScreenWidget):
    """Where one begins; with an empty database it is the first page of the program."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
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
        self._stack.addWidget(self._first())
        self._stack.addWidget(self._some())
        self._show(())

    def refresh(self) -> None:
        """Count the problems of each certification."""

        def read(session: Session, _: object) -> tuple[Counted, ...]:
            rows = session.certifications()
            return tuple(_counted(session, row) for row in rows)

        self.desk.jobs.ask(read).on_done(self._show).start()

    def place(self) -> Place:
        """Home has one place."""
        return Place("home", self.grid.current_key())

    def show_place(self, place: Place) -> None:
        """The chosen certification keeps the focus."""
        self.grid.setFocus()
        if place.thing:
            self.grid.go_to(place.thing)

    def show_first(self) -> None:
        """The page of an empty database."""
        self._stack.setCurrentIndex(0)

    def make_sample(self) -> None:
        """Make the sample enterprise and open it."""
        self._busy.setText(self.look.tr("home.making_sample"))

        def opened(done: Done) -> None:
            self._busy.setText("")
            self._put(str(done.value), Place("structure"))

        from riskdesk.services.sample import MakeSample

        command = MakeSample(folder=self.desk.bundle.sample)
        quiet = while_alive(self, lambda _: self._busy.setText(""))
        self.desk.jobs.change(command).on_done(while_alive(self, opened)).on_failed(quiet).start()

    def _first(self) -> QWidget:
        look = self.look
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        box = QVBoxLayout()
        box.setSpacing(look.theme.length(8))
        box.addStretch(2)
        name = Text(look, "RiskDesk", "title", weight="strong")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        box.addWidget(name)
        box.addWidget(Text(look, look.tr("home.what"), "heading", "text_2", wrap=True))
        box.addSpacing(look.theme.length(16))
        self._begin(box)
        self._busy = Text(look, "", tone="text_2", wrap=True)
        box.addWidget(self._busy)
        box.addStretch(3)
        holder = QWidget()
        holder.setLayout(box)
        holder.setFixedWidth(look.theme.length(540))
        outer.addWidget(holder)
        outer.addStretch(1)
        return page

    def _begin(self, box: QVBoxLayout | QHBoxLayout, *, keys: bool = True) -> None:
        look, tr = self.look, self.look.tr
        for icon, name, shortcut, act in (
            ("sample", "sample", "Ctrl+O", self.make_sample),
            ("import", "import", "Ctrl+I", self._import),
            ("plus", "empty", "", self._new),
        ):
            if name == "empty" and not keys:
                continue
            title, second = tr(f"home.{name}"), tr(f"home.{name}_second")
            card = CardButton(look, icon, title, second, shortcut if keys else "")
            card.clicked.connect(act)
            box.addWidget(card)

    def _some(self) -> QWidget:
        look, tr = self.look, self.look.tr
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head = PageHead(look, tr("rail.home"), self.open, self.take, self.new)
        box.addWidget(self._head)
        columns = (
            Column(key="enterprise", title=tr("home.enterprise"), stretch=True, width=180),
            Column(key="title", title=tr("home.certification"), width=230),
            Column(key="day", title=tr("home.measured_on"), kind="value", width=110),
            Column(key="places", title=tr("home.workplaces"), kind="value", width=110),
            Column(key="errors", title=tr("home.errors"), kind="value", width=116),
            Column(key="warnings", title=tr("home.warnings"), kind="value", width=130),
            Column(key="ruleset", title=tr("home.ruleset"), width=190),
        )
        self.grid = Grid(look, columns, tr("home.list"))
        self.grid.opened.connect(lambda _: self._open())
        box.addWidget(self.grid)
        start = QVBoxLayout()
        start.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 16)))
        start.setSpacing(look.theme.length(8))
        start.addWidget(Text(look, tr("home.begin"), "heading", weight="strong"))
        cards = QHBoxLayout()
        cards.setSpacing(look.theme.length(12))
        self._begin(cards, keys=False)
        start.addLayout(cards)
        box.addLayout(start)
        box.addStretch(1)
        return page

    def _show(self, rows: tuple[Counted, ...]) -> None:
        self._stack.setCurrentIndex(1 if rows else 0)
        self.grid.set_rows([self._row(each) for each in rows])
        self.grid.setMaximumHeight(self.grid.content_height())
        self.grid.setMinimumHeight(min(self.grid.content_height(), self.look.theme.length(340)))
        if rows and not self.grid.current_key():
            current = self.desk.certification
            self.grid.go_to(current.id if current is not None else rows[0].row.id)
        self._head.second.setText(self.look.tr("home.count", count=len(rows)))

    def _row(self, counted: Counted) -> GridRow:
        row, errors, warnings, measured = counted
        look, tr = self.look, self.look.tr
        error_sign = Sign(icon="error", meaning=tr("severity.error"), tone="invalid")
        warning_sign = Sign(icon="warning", meaning=tr("severity.warning"), tone="attention")
        # Nothing measured is nothing checked: no tick for it.
        good = Sign(icon="tick", meaning=tr("severity.ok"), tone="ok") if measured else None
        none, clean = ("0", "0") if measured else ("–", tr("home.not_measured"))
        ruleset = row.ruleset or tr("home.ruleset_not_chosen")
        cells = {
            "enterprise": Cell(text=look.tr.text(row.enterprise), weight="strong"),
            "title": Cell(text=row.title, tone="text_2"),
            "day": Cell(text=row.measured_on.strftime("%d.%m.%Y"), tone="text_2"),
            "places": Cell(text=str(row.workplaces)),
            "errors": Cell(text=str(errors or clean), tone="invalid" if errors else "text_2",
                           before=error_sign if errors else good),
            "warnings": Cell(text=str(warnings or none), tone="attention" if warnings else "text_2",
                             before=warning_sign if warnings else good),
            "ruleset": Cell(text=ruleset, tone="text_2" if row.ruleset else "attention"),
        }  # fmt: skip
        return GridRow(key=row.id, cells=cells)

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

    def import_file(self, path: Path) -> None:
        """Show a file as it was understood; values go into the chosen certification."""
        from riskdesk.ui.dialogs.import_file import import_file

        def opened(identity: str) -> None:
            self._put(identity, Place("structure"))

        chosen = self.grid.current_key()
        import_file(self.desk, self.window(), path, chosen, opened)


def _counted(session: Session, row: CertificationRow) -> Counted:
    snapshot = session.snapshot(row.id)
    warnings = sum(problem.severity == "warning" for problem in snapshot.problems)
    measured = any(each.value is not None for each in snapshot.dossier.measurements)
    return Counted(row, snapshot.errors, warnings, measured)


SCREEN = Screen("home", HomeScreen)
