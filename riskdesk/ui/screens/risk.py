"""Risk: the matrix with counts, the levels, the register with ratings that can be typed."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskdesk.services.ports import Area
from riskdesk.services.queries_risk import RiskPage, risk_page
from riskdesk.services.risk import AssessRisks, NoteExisting, RateRisk
from riskdesk.services.risk_rows import RiskRow
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.buttons import button, filter_key, filter_line
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import TagLabel, Text, ground, hairline
from riskdesk.ui.kit.matrix import Matrix, MatrixSpot, Spot
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.risk_register import register_columns, register_rows
from riskdesk.ui.session import Session

_RATED = ("probability", "severity", "residual_probability", "residual_severity")


class RiskScreen(ScreenWidget):
    """The register of the certification on the desk."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look, tr = self.look, self.look.tr
        self._page: RiskPage | None = None
        self._spot: Spot | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.fill = button(look, tr("risk.fill"), "main")
        self.fill.clicked.connect(self._assess)
        self._head = PageHead(look, tr("risk.title"), self.fill)
        box.addWidget(self._head)
        box.addLayout(self._overview())
        box.addWidget(hairline())
        box.addLayout(self._register_head())
        self.grid = Grid(look, register_columns(look), tr("risk.register"), orders="here")
        self.grid.keep_view(self.desk.views, "risk")
        self.grid.row_changed.connect(lambda *_: self._frame())
        self.grid.committed.connect(self._on_rated)
        box.addWidget(self.grid, 1)
        box.addWidget(self._strip())
        self._empty = EmptyState(look, tr("risk.empty"), tr("risk.empty_why"))
        self._empty.hide()
        box.addWidget(self._empty, 1)
        filter_key(self, self.filter)

    def refresh(self) -> None:
        """Ask for the register."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id

        def read(session: Session, _: object) -> RiskPage:
            return risk_page(session.snapshot(certification), session.context)

        self.desk.jobs.ask(read).on_done(self._show).start()

    def show_place(self, place: Place) -> None:
        """Show a risk by its id."""
        if place.thing:
            self.grid.go_to(place.thing)

    def place(self) -> Place:
        """The chosen risk."""
        return Place("risk", self.grid.current_key())

    def _overview(self) -> QHBoxLayout:
        look, tr = self.look, self.look.tr
        row = QHBoxLayout()
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 10)))
        row.setSpacing(look.theme.length(32))
        self.matrix = Matrix(look, tr("risk.matrix"))
        self.matrix.chosen.connect(self._on_spot)
        left = QVBoxLayout()
        left.setSpacing(look.theme.length(10))
        left.addWidget(Text(look, tr("risk.matrix"), "heading", weight="strong"))
        left.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        row.addLayout(left, 0)
        middle = QVBoxLayout()
        middle.setSpacing(look.theme.length(10))
        middle.addWidget(Text(look, tr("risk.levels"), "heading", weight="strong"))
        self._levels = QVBoxLayout()
        self._levels.setSpacing(look.theme.length(5))
        middle.addLayout(self._levels)
        self._note = Text(look, "", "small", "text_2", wrap=True)
        middle.addSpacing(look.theme.length(6))
        middle.addWidget(self._note)
        middle.addStretch(1)
        row.addLayout(middle, 3)
        row.addStretch(2)
        return row

    def _register_head(self) -> QHBoxLayout:
        look, tr = self.look, self.look.tr
        row = QHBoxLayout()
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 8)))
        row.addWidget(Text(look, tr("risk.register"), "heading", weight="strong"))
        self._shown = Text(look, "", "small", "text_2")
        row.addSpacing(look.theme.length(8))
        row.addWidget(self._shown)
        row.addStretch(1)
        self.filter = filter_line(look, tr("risk.filter"))
        self.filter.setFixedWidth(look.theme.length(240))
        self.desk.drafts.remember(self.filter, "risk")
        self.filter.textChanged.connect(lambda _: self._fill())
        row.addWidget(self.filter)
        return row

    def _strip(self) -> QWidget:
        """What belongs to the chosen risk: its sources, and the reason of another rating."""
        look, tr = self.look, self.look.tr
        self._below = ground(QWidget(), "panel", "top")
        row = QHBoxLayout(self._below)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        row.setSpacing(look.theme.length(16))
        self._sources = Text(look, "", "small", "text_2", wrap=True)
        row.addWidget(self._sources, 1)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("risk.reason"))
        self.reason.setPlaceholderText(tr("mark.reason_hint"))
        self.reason.editingFinished.connect(self._on_reason)
        row.addLayout(labelled(look, tr("risk.reason"), self.reason), 1)
        return self._below

    def _show(self, page: RiskPage) -> None:
        self._page = page
        words = self.look.tr.text
        tr = self.look.tr
        spots = {
            (each.probability, each.severity): MatrixSpot(each.level, each.colour, each.count)
            for each in page.cells
        }
        self.matrix.show_spots(
            spots, [words(each) for each in page.probabilities], [words(e) for e in page.severities]
        )
        self._head.second.setText(f"{words(page.method)} · {words(page.reference)}")
        self._note.setText(tr("risk.note", risks=len(page.rows), positions=page.positions))
        self._show_levels(page)
        self._fill()

    def _show_levels(self, page: RiskPage) -> None:
        look, tr = self.look, self.look.tr
        while (item := self._levels.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for level in page.levels:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(TagLabel(look, Tag(level.level, level.colour, risk=True)))
            row.addWidget(Text(look, tr.text(level.title)), 1)
            row.addWidget(Text(look, str(level.now), weight="strong"))
            after = Text(look, tr("risk.then", count=level.after), "small", "text_2")
            after.setMinimumWidth(max(look.theme.length(110), after.sizeHint().width()))
            row.addWidget(after)
            line.setToolTip(tr.text(level.action))
            line.setMaximumWidth(look.theme.length(460))
            self._levels.addWidget(line)

    def _fill(self) -> None:
        page = self._page
        if page is None:
            return
        shown = [row for row in page.rows if self._passes(row)]
        self.grid.set_rows(list(register_rows(self.look, shown)))
        self.grid.setVisible(bool(page.rows))
        self._empty.setVisible(not page.rows)
        self.fill.setVisible(not page.rows)
        text = self.look.tr("risk.shown", shown=len(shown), total=len(page.rows))
        self._shown.setText(text)
        if shown and not self.grid.current_key():
            self.grid.go_to(shown[0].risk_id, "hazard")
        self._frame()

    def _passes(self, row: RiskRow) -> bool:
        spot = (row.now.probability, row.now.severity) if row.now is not None else None
        if self._spot is not None and spot != self._spot:
            return False
        words = self.look.tr.text
        return matches(self.filter.text(), words(row.hazard), words(row.position), words(row.group))

    def current(self) -> RiskRow | None:
        """The chosen risk."""
        key = self.grid.current_key()
        rows = self._page.rows if self._page is not None else ()
        return next((row for row in rows if row.risk_id == key), None)

    def _frame(self) -> None:
        row = self.current()
        now = row.now if row is not None else None
        after = row.after if row is not None else None
        self.matrix.show_risk(
            (now.probability, now.severity) if now is not None else None,
            (after.probability, after.severity) if after is not None else None,
        )

        self._below.setVisible(row is not None)
        if row is not None:
            self._sources.setText(self.look.tr.text(row.sources))
            if not self.reason.hasFocus():
                self.reason.setText(row.reason)

    def _on_reason(self) -> None:
        row = self.current()
        if row is not None and self.reason.text().strip() != row.reason and row.now is not None:
            steps = {name: _of(row, name) for name in _RATED}
            self._rate(row.risk_id, steps, self.reason.text().strip())

    def _on_spot(self, spot: Spot | None) -> None:
        self._spot = spot
        self._fill()

    def _on_rated(self, key: str, column: str, text: str) -> None:
        if column == "existing":
            self.desk.jobs.change(NoteExisting(risk_id=key, text=text)).start()
            return
        row = next((r for r in (self._page.rows if self._page else ()) if r.risk_id == key), None)
        if row is None or column not in _RATED:
            return
        steps = {name: _of(row, name) for name in _RATED}
        clean = text.strip()
        steps[column] = int(clean) if clean.isascii() and clean.isdigit() else None
        if clean and steps[column] is None:
            self.desk.say("error", self.look.tr("risk.refused", text=text))
            return
        self._rate(key, steps, row.reason)

    def _rate(self, risk: str, steps: Mapping[str, int | None], reason: str) -> None:
        command = RateRisk(
            risk_id=risk,
            probability=steps["probability"],
            severity=steps["severity"],
            residual_probability=steps["residual_probability"],
            residual_severity=steps["residual_severity"],
            reason=reason,
        )
        self.desk.jobs.change(command).start()

    def _assess(self) -> None:
        self.desk.jobs.change(AssessRisks(certification_id=self.desk.certification_id)).start()


def _of(row: RiskRow, name: str) -> int | None:
    step = row.after if name.startswith("residual_") else row.now
    value: int | None = getattr(step, name.removeprefix("residual_")) if step is not None else None
    return value


SCREEN = Screen("risk", RiskScreen)
