"""The tab of factors: the table, and under it what belongs to the row with the focus."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from riskdesk.domain.ids import WorkplaceId
from riskdesk.rules.finding import Finding
from riskdesk.services.edit_measurements import (
    AddMeasurement,
    ChangeMeasurement,
    RemoveMeasurement,
)
from riskdesk.services.points_here import PointLine
from riskdesk.services.queries_points import deciding
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.drafts import cell_field
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.screens.factor_rows import (
    FACTS,
    POINT,
    Fact,
    factor_columns,
    factor_rows,
    readable,
)
from riskdesk.ui.screens.factors_strip import RowStrip
from riskdesk.ui.screens.points_judgement import Guidance


class FactorsTab(QWidget):
    """The factor table. ``focused``: a row's subject; ``typed``, ``committed``: (subject, text).

    ``refusing``: ask ``refused()``.
    """

    focused = Signal(str)
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    selected = Signal(str, object)
    opened = Signal(str)
    refusing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self._page: WorkplacePage | None = None
        self._faults: dict[str, str] = {}
        self._wanted = ""
        self._guidance = Guidance(look, desk.bundle.resources)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, factor_columns(look), look.tr("tab.factors"))
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        self.grid.committed.connect(self._on_committed)
        self.grid.opened.connect(self._on_opened)
        box.addWidget(self.grid, 1)
        box.addWidget(self._verbs())
        self.strip = RowStrip(look)
        self.strip.editor.marked.connect(self.marked)
        self.strip.selected.connect(self.selected)
        self.strip.instrument.clicked.connect(lambda _: self._choose_instrument())
        self.strip.how.clicked.connect(lambda _: self._judge())
        box.addWidget(self.strip)
        remove = QShortcut(QKeySequence("Ctrl+-"), self.grid)
        remove.activated.connect(self._remove)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace; typed texts that are not on disk stay at their workplace."""
        if self._page is None or self._page.id != page.id:
            self._faults = {}
        self._page = page
        rows = factor_rows(self._look, page, self.drafts, self._facts())
        self.grid.set_rows(list(rows))
        if self._wanted and self.grid.go_to(self._wanted, "value"):
            self._wanted = ""
            self.grid.setFocus()
        elif not self.grid.current_key() and page.factors:
            self.grid.go_to(page.factors[0].subject, "value")
        self.add.setEnabled(bool(page.absent))
        self._show_strip()

    @property
    def drafts(self) -> dict[str, str]:
        """Values typed at this workplace that are not on disk, by subject."""
        return self._desk.drafts.of(self._page.id if self._page is not None else "")

    def go_to(self, subject: str) -> bool:
        """Put the focus on the value of a subject."""
        return self.grid.go_to(subject, "value")

    def subject(self) -> str:
        """The subject of the row with the focus."""
        return self.grid.current_key()

    def refused(self) -> dict[str, str]:
        """Why uncertainty or repeats of a row were not stored, by subject."""
        return {name.partition("\t")[0]: words for name, words in self._faults.items()}

    def finding(self) -> tuple[Finding, str] | None:
        """The finding of the row with the focus, and its name."""
        page, key = self._page, self.subject()
        if page is None or not key:
            return None
        point = self._point(key)
        if point is not None:
            named = f"{self._look.tr.text(point.family)}, {point.point.label}"
            return deciding(point.parts, point.finding) or point.finding, named
        line = page.line(key)
        if line is not None:
            return line.finding, self._look.tr.text(line.title)
        if not any(each.card == key for each in page.cards):
            return None
        card = page.card(key)
        return card.finding, self._look.tr(f"tab.{card.card}")

    def _verbs(self) -> QWidget:
        look = self._look
        made = QWidget()
        ground(made, "page")
        row = QHBoxLayout(made)
        row.setContentsMargins(*(look.theme.length(n) for n in (8, 2, 16, 2)))
        row.setSpacing(look.theme.length(2))
        self.add = button(look, look.tr("factors.add"), "flat", keys="Ctrl+Shift+M", icon="plus")
        self.add.clicked.connect(lambda _: self.menu().popup(self.add.mapToGlobal(
            self.add.rect().bottomLeft())))  # fmt: skip
        self.points = button(
            look, look.tr("factors.points"), "flat", keys="Ctrl+Shift+P", icon="points"
        )
        self.points.clicked.connect(lambda _: self._open_points())
        row.addWidget(self.add)
        row.addWidget(self.points)
        row.addStretch(1)
        return made

    def menu(self) -> QMenu:
        """The quantities that the journal of this workplace lacks."""
        menu = QMenu(self)
        for quantity, title in self._page.absent if self._page is not None else ():
            action = menu.addAction(self._look.tr.text(title))
            action.setObjectName(quantity)
            action.triggered.connect(partial(self.add_quantity, quantity))
        return menu

    def add_quantity(self, quantity: str, *_: object) -> None:
        """A row of the journal for a quantity; the focus goes there."""
        if self._page is not None:
            self._wanted = quantity
            places = (WorkplaceId(self._page.id),)
            command = AddMeasurement(workplace_ids=places, quantity=quantity)
            self._desk.jobs.change(command).start()

    def _remove(self) -> None:
        line = self._page.line(self.subject()) if self._page is not None else None
        if line is not None:
            command = RemoveMeasurement(measurement_ids=(line.measurement_id,))
            self._desk.jobs.change(command).start()

    def _choose_instrument(self) -> None:
        line = self._page.line(self.subject()) if self._page is not None else None
        if line is not None:
            rows = (line.measurement_id,)
            ChooseInstrumentDialog(self._desk, self.window(), (), rows).open()

    def _judge(self) -> None:
        name, where = self.strip.field()
        if name:
            self._guidance.show(name, where, where.rect())

    def _open_points(self) -> None:
        """To the points where this workplace stays; of the row's factor, if it has some."""
        page = self._page
        if page is None:
            return
        point = self._point(self.subject())
        line = page.line(self.subject())
        factor = line.factor if line is not None else ""
        listed = [each for each in page.points if each.point.family == factor] or page.points
        found = point or next(iter(listed), None)
        if found is None:
            self._desk.go(Place("points", factor))
        else:
            self._desk.go(Place("points", found.point.family, "", found.point.id))

    def _point(self, key: str) -> PointLine | None:
        name = key.removeprefix(POINT) if key.startswith(POINT) else ""
        lines = self._page.points if self._page is not None else ()
        return next((each for each in lines if each.point.id == name), None)

    def _facts(self) -> dict[tuple[str, str], Fact]:
        found = {}
        for name, text in self._kept().items():
            subject, _, column = name.partition("\t")
            found[subject, column] = Fact(text, self._faults.get(name, ""))
        return found

    def _kept(self) -> dict[str, str]:
        page = self._page
        return self._desk.drafts.of(f"{page.id}/facts" if page is not None else "")

    def _show_strip(self) -> None:
        found, page = self.finding(), self._page
        if found is None or page is None or self.subject().startswith(POINT):
            self.strip.hide()
            return
        self.strip.show_row(page.line(self.subject()), found[0], found[1], page.selectors)
        self.strip.show()

    def _on_row(self, key: str, column: str) -> None:  # noqa: ARG002 - the column does not matter here
        self._show_strip()
        self.focused.emit(key)

    def _on_opened(self, key: str) -> None:
        if key.startswith(POINT):
            self._open_points()
        else:
            self.opened.emit(key)

    def _on_typed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.typed.emit(key, text)
        elif column in FACTS:
            self._kept()[cell_field(key, column)] = text

    def _on_committed(self, key: str, column: str, text: str) -> None:
        if column in FACTS:
            self._change_fact(key, column, text)
        if column != "value":
            return
        self.drafts[key] = text
        if readable(text):
            self.committed.emit(key, text)
        else:
            self.typed.emit(key, text)

    def _change_fact(self, key: str, column: str, text: str) -> None:
        page = self._page
        line = page.line(key) if page is not None else None
        if page is None or line is None:
            return
        thing, name = f"{page.id}/facts", cell_field(key, column)
        self._kept()[name] = text

        def done(_: object) -> None:
            self._desk.drafts.settle(thing, name, text)
            self._faults.pop(name, None)
            self.refusing.emit()

        def failed(error: object) -> None:
            self._faults[name] = self._desk.failure_text(error)
            if self._page is not None:
                self.show_page(self._page)
            self.refusing.emit()

        values = {column: text}
        command = ChangeMeasurement(measurement_id=line.measurement_id, values=values)
        job = self._desk.jobs.change(command).on_done(while_alive(self, done))
        job.on_failed(while_alive(self, failed)).start()
