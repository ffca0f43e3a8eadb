"""Chronometry at a workplace: a key begins an operation and ends the one before; a clock runs."""

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskdesk.domain.ids import WorkplaceId
from riskdesk.services.chronometry import Chronometry, OperationRow
from riskdesk.services.edit_safety import StartOperation, StopOperation, TakeChronometry
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text, plain
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.screens.chronometry_rows import (
    OperationSheet,
    digits_of,
    operation_columns,
    operation_rows,
    posture_words,
    span,
)
from riskdesk.ui.tags import number_text

_TICK_MS = 1000


class TapButton(QPushButton):
    """The large button. ``tapped``: Space; ``digit``: 1 to 9 an operation, 0 ends it."""

    tapped = Signal()
    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and digits act at once: the time is that of the press."""
        number = event.key() - Qt.Key.Key_0
        if event.isAutoRepeat():
            return
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tapped.emit()
        elif 0 <= number <= 9 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.digit.emit(number)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing: a released Space is no second tap."""
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)


class ChronometryPanel(QWidget):
    """Operations, the clock, the sum against the shift, the posture that they propose."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self._page: WorkplacePage | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sheet = OperationSheet(
            desk,
            lambda: self._page.id if self._page is not None else "",
            lambda: [each.operation.id for each in self.found.rows] if self._page else [],
        )
        self.grid = Grid(look, operation_columns(look), look.tr("chrono.name"), sheet=self.sheet)
        self.sheet.grid = self.grid
        row.addWidget(self.grid, 1)
        row.addLayout(self._side())

    @property
    def found(self) -> Chronometry:
        """What is shown."""
        if self._page is None:
            raise ValueError("nothing is shown")
        return self._page.chronometry

    def show_page(self, page: WorkplacePage) -> None:
        """Show the chronometry of a workplace."""
        if self._page is None or self._page.id != page.id:
            self._page = page
            self.grid.set_rows([])
            self.grid.keep_drafts(self._desk.drafts.of(f"chronometry/{page.id}"))
        self._page = page
        self.grid.set_rows(list(operation_rows(self._look, page.chronometry)))
        self._show_sums()
        self._show_clock()
        self._run_clock()

    def running(self) -> OperationRow | None:
        """The operation under way."""
        if self._page is None:
            return None
        return next((row for row in self.found.rows if row.running), None)

    def start_next(self) -> None:
        """Space: the next operation begins, the one under way ends at the same moment."""
        row = self._chosen()
        name = self._look.tr("chrono.new_name", number=len(digits_of(self.found)) + 1)
        posture = ""
        if row is not None and not row.running and row.minutes is None:
            name, posture = row.operation.name, row.operation.posture
        self._start(name, posture)

    def on_digit(self, number: int) -> None:
        """A digit begins the operation of that digit; 0 ends what is under way."""
        if number == 0:
            self.stop()
            return
        for row in self.found.rows if self._page is not None else ():
            if digits_of(self.found).get(row.operation.name) == str(number):
                self._start(row.operation.name, row.operation.posture)
                return

    def stop(self) -> None:
        """The operation under way ends."""
        if self._page is not None and self.running() is not None:
            self._desk.jobs.change(StopOperation(workplace_id=self._page.id)).start()

    def take(self) -> None:
        """What the chronometry proposes goes into the card, with its working."""
        if self._page is not None and self.found.proposals:
            self._desk.jobs.change(TakeChronometry(workplace_id=self._page.id)).start()

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while it is seen."""
        super().showEvent(event)
        self._run_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """An unseen clock stands; the operation goes on."""
        super().hideEvent(event)
        self._tick.stop()

    def _side(self) -> QVBoxLayout:
        look, tr = self._look, self._look.tr
        side = QVBoxLayout()
        side.setContentsMargins(*(look.theme.length(n) for n in (12, 6, 12, 6)))
        side.setSpacing(look.theme.length(4))
        first = QHBoxLayout()
        first.setSpacing(look.theme.length(8))
        self.tap = TapButton()
        self.tap.setAutoDefault(False)
        self.tap.setProperty("main", "true")
        self.tap.setFont(look.theme.font("body", "strong"))
        self.tap.setMinimumHeight(look.theme.length(44))
        self.tap.setMinimumWidth(look.theme.length(160))
        self.tap.tapped.connect(self.start_next)
        self.tap.digit.connect(self.on_digit)
        self.tap.clicked.connect(self.start_next)
        self.stop_button = button(look, tr("chrono.stop"))
        self.stop_button.clicked.connect(self.stop)
        self.stop_button.setMinimumHeight(look.theme.length(44))
        first.addWidget(self.tap, 1)
        first.addWidget(self.stop_button)
        side.addLayout(first)
        self._clock = Text(look, "", "title", weight="strong")
        side.addWidget(self._clock)
        self.tap.setToolTip(plain(tr("chrono.hint")))
        self.tap.setAccessibleDescription(tr("chrono.hint"))
        self._sums = PanelColumn(look, "page")
        self._sums.setMinimumWidth(look.theme.length(250))
        side.addWidget(self._sums, 1)
        self.take_button = button(look, tr("chrono.take"), keys="Shift+F7")
        self.take_button.clicked.connect(self.take)
        side.addWidget(self.take_button)
        return side

    def _chosen(self) -> OperationRow | None:
        key = self.grid.current_key()
        return next((row for row in self.found.rows if row.operation.id == key), None)

    def _start(self, name: str, posture: str) -> None:
        if self._page is not None:
            place = WorkplaceId(self._page.id)
            command = StartOperation(workplace_id=place, name=name, posture=posture)
            self._desk.jobs.change(command).start()

    def _run_clock(self) -> None:
        if self.running() is not None and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _show_clock(self) -> None:
        row, tr = self.running(), self._look.tr
        words = tr("chrono.next") if row is not None else tr("chrono.start")
        self.tap.setText(f"{words}  Space")
        self.tap.setAccessibleName(words)
        self.stop_button.setEnabled(row is not None)
        if row is None:
            self._clock.setText("")
            return
        begun = datetime.fromisoformat(row.operation.started)
        now = self._desk.bundle.clock.now().astimezone().replace(tzinfo=None)
        seconds = max(int((now - begun).total_seconds()), 0)
        clock = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        self._clock.setText(f"{clock}  {row.operation.name}")

    def _show_sums(self) -> None:
        look, tr, column, found = self._look, self._look.tr, self._sums, self.found
        column.start()
        if not found.rows:
            column.text(tr("chrono.hint"), "text_2")
        if found.rows:
            total = span(found.total)
            if found.shift is None:
                column.pair(tr("chrono.total"), total, strong=True)
                column.text(tr("chrono.no_shift"), "text_2")
            else:
                whole = tr("chrono.of_shift", total=total, shift=span(found.shift))
                column.pair(tr("chrono.total"), whole, strong=True)
                self._rest(found.total - found.shift)
        for each in found.sums:
            share = f"{span(each.minutes)} · {number_text(each.percent, look.language)} %"
            column.pair(posture_words(look, each.posture), share)
        for proposal in found.proposals:
            if proposal.hazard_class is not None:
                tag = class_tag(proposal.hazard_class, accepted=False)
                word = look.class_word(proposal.hazard_class)
                column.tagged(tag, tr("chrono.proposes", indicator=proposal.indicator, word=word))
        column.finish()
        self.take_button.setEnabled(bool(found.proposals))

    def _rest(self, over: Decimal) -> None:
        """What is left of the shift, or how much longer than the shift the operations are."""
        if over:
            key = "chrono.over" if over > 0 else "chrono.left"
            self._sums.text(self._look.tr(key, time=span(abs(over))), "attention")
