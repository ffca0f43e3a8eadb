"""Under the register: calibrations, measured values, files and ranges of the chosen instrument."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.services.instruments_register import FieldCheckRow, InstrumentRow
from riskdesk.services.queries_instruments import InstrumentsPage, MeasuredRow
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.kit.cells import LazyRows, Option
from riskdesk.ui.kit.fields.find_field import found_among
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.screens.instruments_files import FilesPart
from riskdesk.ui.screens.instruments_parts import (
    check_columns,
    check_rows,
    measured_cells,
    measured_columns,
    quantity_options,
    range_columns,
    range_rows,
)
from riskdesk.ui.screens.instruments_sheets import CheckSheet, RangeSheet

TABS = ("checks", "measured", "files", "ranges")


class InstrumentDetail(QWidget):
    """``explained``: the panel should show something else."""

    explained = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        look, tr = desk.look, desk.look.tr
        self.row: InstrumentRow | None = None
        self.measured: Sequence[MeasuredRow] = ()
        self.photo: QImage | None = None
        self.touched = False
        self._options: Sequence[Option] = ()
        ground(self, "page", "top")
        self.tabs = Tabs(
            look, [tr(f"instruments.tab_{name}") for name in TABS], tr("instruments.tabs")
        )
        self.tabs.currentChanged.connect(self._on_tab)
        self._stack = QStackedWidget()
        self._checks = CheckSheet(desk, lambda: self.row)
        self._ranges = RangeSheet(desk, lambda: self.row)
        self._parts()
        row = QHBoxLayout()
        row.setContentsMargins(look.theme.px("space", "page"), 0, 0, 0)
        row.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(self._stack, 1)

    def _parts(self) -> None:
        look, tr, desk = self._desk.look, self._desk.look.tr, self._desk
        columns = check_columns(look, lambda text: found_among(self._options, text))
        self.checks = Grid(look, columns, tr("instruments.tab_checks"), sheet=self._checks)
        self.checks.row_changed.connect(lambda *_: self.touch(inside=True))
        self._checks.grid = self.checks
        self._stack.addWidget(self.checks)
        self.seen = Grid(
            look, measured_columns(look), tr("instruments.tab_measured"), orders="here"
        )
        self.seen.opened.connect(self._jump)
        self._nothing = Text(look, tr("instruments.measured_none"), tone="text_2", wrap=True)
        self._nothing.setContentsMargins(*(look.theme.length(n) for n in (16, 10, 16, 10)))
        self._nothing.hide()
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._nothing)
        box.addWidget(self.seen, 1)
        self._stack.addWidget(page)
        self.files = FilesPart(desk, "instrument")
        self.files.shown.connect(self._on_photo)
        self._stack.addWidget(self.files)
        self.ranges = Grid(
            look, range_columns(look), tr("instruments.tab_ranges"), sheet=self._ranges
        )
        self._ranges.grid = self.ranges
        self._stack.addWidget(self.ranges)

    def show_row(self, page: InstrumentsPage, row: InstrumentRow | None) -> None:
        """Show what hangs on an instrument; ``None``: nothing is chosen."""
        changed = (row.id if row else "") != (self.row.id if self.row else "")
        self.row = row
        self._checks.day = page.day
        self.setEnabled(row is not None)
        self._options = quantity_options(self._desk.look, row, page)
        identity = row.id if row else ""
        if changed:
            self._checks.forget()
            self.checks.keep_drafts(self._desk.drafts.of(f"checks/{identity}"))
            self.ranges.keep_drafts(self._desk.drafts.of(f"ranges/{identity}"))
            self.show_measured(())
            self.photo, self.touched = None, False
        self.checks.set_rows(list(check_rows(self._desk.look, row.checks if row else ())))
        self.files.show_files(identity, page.files.get(identity, ()))
        self.ranges.set_rows(list(range_rows(self._desk.look, row, page)) if row else [])

    def show_measured(self, measured: Sequence[MeasuredRow]) -> None:
        """Show what the instrument measured."""
        self.measured, look = measured, self._desk.look
        rows = LazyRows(
            [row.key for row in measured], lambda at: measured_cells(look, measured[at])
        )
        self.seen.set_rows(rows)
        bad = sum(bool(row.fault.ru) for row in measured)
        self.tabs.set_class(1, str(bad) if bad else "")
        self.tabs.setTabToolTip(1, look.tr("instruments.bad", count=bad) if bad else "")
        self._nothing.setVisible(not measured)
        self.seen.setVisible(bool(measured))

    def check(self) -> FieldCheckRow | None:
        """The calibration with the focus, while its tab is shown."""
        if self.row is None or self.tab() != "checks" or not self.touched:
            return None
        key = self.checks.current_key()
        return next((each for each in self.row.checks if each.check.id == key), None)

    def touch(self, *, inside: bool) -> None:
        """The focus came to a calibration, or went back to the register."""
        self.touched = inside
        self.explained.emit()

    def tab(self) -> str:
        """The tab in front."""
        return TABS[self.tabs.currentIndex()]

    def go_to(self, tab: str) -> None:
        """Show a tab and put the focus into it."""
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
            parts = (self.checks, self.seen, self.files.grid, self.ranges)
            parts[TABS.index(tab)].setFocus()

    def grids(self) -> tuple[Grid, ...]:
        """What is typed into."""
        return (self.checks, self.files.grid, self.ranges)

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        if self.tab() == "files":
            self.files.show_photo()
        else:
            self.photo = None
        self.explained.emit()

    def _on_photo(self, photo: QImage | None) -> None:
        self.photo = photo if self.tab() == "files" else None
        self.explained.emit()

    def _jump(self, key: str) -> None:
        """To the place where the value is."""
        row = next((each for each in self.measured if each.key == key), None)
        if row is None:
            return
        if row.workplace_id is not None:
            self._desk.go(Place("structure", row.workplace_id, "factors", row.subject))
        else:
            self._desk.go(Place("points", row.key))
