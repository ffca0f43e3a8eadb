"""The table under every grid: 28 px rows, columns as wide as a sample of rows asks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from riskdesk.ui.kit.cells import Column, GridRow, LazyRows
from riskdesk.ui.kit.grid_delegate import GridDelegate
from riskdesk.ui.kit.grid_head import GridHead, head_role, two_line_width
from riskdesk.ui.kit.grid_model import GridModel
from riskdesk.ui.kit.grid_moves import Moves
from riskdesk.ui.kit.grid_paint import PAD, first_shift
from riskdesk.ui.kit.kept_views import View
from riskdesk.ui.look import Look

_SAMPLE = 200
_PAD, _HEAD_PAD = 17, 12
_SIGN = 20
_ARROW = 12
"""The arrow of the order beside the words of a head."""
_NARROWEST = 96
_WIDEST_LEAST = 240
"""A stretching column gives way down to its width, at most to this; then the grid scrolls."""


class GridView(QTableView):
    """Rows under columns, with the focus on a cell.

    ``row_changed``: the focus moved to (row key, column key).
    """

    row_changed = Signal(str, str)

    def __init__(self, look: Look, columns: Sequence[Column], name: str) -> None:
        super().__init__()
        self.look = look
        self._wide: list[int] = []
        self._chosen: dict[str, int] = {}
        self._laying = False
        self._filling = False
        self.setAccessibleName(name)
        self.grid = GridModel(columns, self)
        self.setModel(self.grid)
        self.delegate = GridDelegate(look, self.grid.columns, self)
        self.setItemDelegate(self.delegate)
        self.head = GridHead(look, self.grid.columns, self)
        self.setHorizontalHeader(self.head)
        self.moves = Moves(self, self.grid)
        self._settle()
        self.head.sectionResized.connect(self._on_resized)
        self.selectionModel().currentChanged.connect(self._on_current)

    def put_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows as they are; the columns keep the width of the first sample."""
        key, column = self.current_key(), self.currentIndex().column()
        self._filling = True
        self.delegate.painter.measure(rows)
        self.grid.set_rows(rows)
        self._span_groups()
        if not self._wide and len(rows):
            self._wide = [self._asked(n) for n in range(len(self.grid.columns))]
            self.lay_columns()
        if key and self.current_key() != key:
            self.go_to(key, column)
        self._filling = False
        if self.current_key() != key:
            self._on_current(self.currentIndex(), QModelIndex())

    def current_key(self) -> str:
        """The key of the row with the focus, "" if none."""
        index = self.currentIndex()
        return self.grid.rows[index.row()].key if index.isValid() else ""

    def current_column(self) -> str:
        """The key of the column with the focus, "" if none."""
        index = self.currentIndex()
        return self.grid.columns[index.column()].key if index.isValid() else ""

    def go_to(self, key: str, column: int | str = 0) -> bool:
        """Put the focus on a row; False if it is not here."""
        row = self.grid.row_of(key)
        if row < 0:
            return False
        at = self.grid.column_of(column) if isinstance(column, str) else column
        self.moves.to(row, max(at, 0))
        return True

    def view(self) -> View:
        """Widths that a person chose."""
        scale = self.look.theme.scale
        return View(widths={key: round(px / scale, 1) for key, px in self._chosen.items()})

    def show_view(self, view: View) -> None:
        """Take up widths that a person chose once."""
        length = self.look.theme.length
        known = self.grid.column_of
        self._chosen = {key: length(px) for key, px in view.widths.items() if known(key) >= 0}
        self.lay_columns()

    def widths_changed(self) -> None:
        """A person pulled at a head."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of what no row covers; with it a step of the wheel paints only new rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.look.theme.colour("page"))
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stretching column takes what is left."""
        super().resizeEvent(event)
        self.lay_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # a strip that grows never hides the row

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole row under the pointer is lit."""
        self._light(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        self._light(-1)
        super().leaveEvent(event)

    def content_height(self) -> int:
        """The height at which all rows are seen."""
        rows = len(self.grid.rows) * self.look.theme.px("height", "row")
        return self.horizontalHeader().height() + rows + 2

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show a column or hide it; what it leaves goes to the stretching one."""
        at = self.grid.column_of(key)
        if at >= 0 and self.isColumnHidden(at) == shown:
            self._laying = True  # no width that a person chose
            self.setColumnHidden(at, not shown)
            self._laying = False
            self.lay_columns()

    def lay_columns(self) -> None:
        """Give each column its width: chosen, asked, or what is left."""
        if not self._wide:
            return
        self._laying = True
        columns = self.grid.columns
        wide = [
            0 if self.isColumnHidden(n) else self._chosen.get(columns[n].key, w)
            for n, w in enumerate(self._wide)
        ]
        rest = self.viewport().width() - sum(wide)
        stretching = [n for n, c in enumerate(columns) if c.stretch and c.key not in self._chosen]
        for number, width in enumerate(wide):
            if number in stretching:
                share = rest // len(stretching)
                least = min(columns[number].width or _NARROWEST, _WIDEST_LEAST)
                width = max(width + share, self.look.theme.length(least))  # noqa: PLW2901 - the stretched width
            if not self.isColumnHidden(number):
                self.setColumnWidth(number, width)
        self._laying = False

    def _settle(self) -> None:
        height = self.look.theme.px("height", "row")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _span_groups(self) -> None:
        self.clearSpans()
        if isinstance(self.grid.rows, LazyRows):
            return
        for number, row in enumerate(self.grid.rows):
            if row.is_group and len(self.grid.columns) > 1:
                self.setSpan(number, 0, 1, len(self.grid.columns))

    def _asked(self, column: int) -> int:
        theme, spec = self.look.theme, self.grid.columns[column]
        head = theme.metrics(head_role(spec), "medium")
        asked = head.horizontalAdvance(spec.head) + 2
        if spec.wrap_head:
            asked = two_line_width(spec.head, head.horizontalAdvance) + 2
        if self.head.sectionsClickable() and spec.title:
            asked += theme.length(_ARROW)
        if spec.width:
            pad = _HEAD_PAD if spec.wrap_head else _PAD
            shift = first_shift(self.grid.columns, column, theme.length(PAD))
            least = round(asked) + theme.length(pad) + shift if spec.title else 0
            return max(theme.length(spec.width), least, self._numbers(spec))
        for row in self.grid.rows[:_SAMPLE]:
            cell = row.cells.get(spec.key)
            if cell is None or row.is_group:
                continue
            signs = sum(_SIGN for sign in (cell.before, cell.after) if sign is not None)
            tag = theme.px("width", "tag") + 10 if cell.tag is not None else 0
            lines = cell.text.split("\n")
            role = "micro" if len(lines) > 1 else "body"
            metrics = theme.metrics(role, cell.weight)
            wide = max(metrics.horizontalAdvance(line) for line in lines)
            asked = max(asked, wide + theme.length(signs) + tag)
        return round(asked) + theme.length(_PAD)

    def _numbers(self, spec: Column) -> int:
        """The room of the widest number of a column, its comma under the others."""
        theme, widest = self.look.theme, 0.0
        if spec.kind != "number":
            return 0
        for row in self.grid.rows[:_SAMPLE]:
            cell = row.cells.get(spec.key)
            if cell is not None and cell.text:
                wide = theme.metrics("body", cell.weight).horizontalAdvance(cell.text)
                widest = max(widest, wide + self.delegate.painter.comma_shift(cell, spec))
        return round(widest) + theme.length(_PAD)

    def _light(self, row: int) -> None:
        self.delegate.set_hovered(row)
        self.viewport().update()

    def _on_resized(self, number: int, _old: int, wide: int) -> None:
        if not self._laying and self._wide:
            self._chosen[self.grid.columns[number].key] = wide
            self.widths_changed()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            row = self.grid.rows[current.row()].key
            self.row_changed.emit(row, self.grid.columns[current.column()].key)
