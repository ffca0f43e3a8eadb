"""The grid every list is: 28 px rows, keys like Excel, columns as wide as a sample of rows asks.

Enter goes down, Tab right, F2 edits, Esc takes the typing back; Ctrl+Tab leaves the grid.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from riskdesk.ui.kit.cells import Column, GridRow
from riskdesk.ui.kit.grid_delegate import GridDelegate, first_shift
from riskdesk.ui.kit.grid_model import GridModel
from riskdesk.ui.look import Look

_SAMPLE = 200
_PAD, _HEAD_PAD = 17, 12
_SIGN = 20
_NARROWEST = 96
_WIDEST_LEAST = 240
"""A stretching column gives way down to its width, at most to this; then the grid scrolls."""


def two_line_width(title: str, measure: Callable[[str], float]) -> float:
    """The least width at which a head stands on two lines."""
    words = title.split(" ")
    cuts = range(1, len(words))
    pairs = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)
    return min((max(map(measure, pair)) for pair in pairs), default=measure(title))


class GridHead(QHeaderView):
    """Column heads, on two lines where the words ask for it."""

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._columns = columns
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(10)
        tall = any(column.wrap_head for column in columns)
        self.setFixedHeight(look.theme.px("height", "head_two_lines" if tall else "head"))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw one head: ground, words at the side of the column's numbers, hairline below."""
        theme = self._look.theme
        column = self._columns[index]
        painter.save()
        painter.fillRect(rect, theme.colour("grid_head"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.setFont(theme.font("small", "medium"))
        painter.setPen(theme.colour("text_2"))
        side = Qt.AlignmentFlag.AlignLeft
        if column.kind in {"number", "value"}:
            side = Qt.AlignmentFlag.AlignRight
        elif column.kind == "tag" and not column.stretch and column.width:
            side = Qt.AlignmentFlag.AlignHCenter
        pad = theme.length(8)
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        shift = first_shift(self._columns, index, pad)
        left = pad // 2 if column.wrap_head else pad + shift
        painter.drawText(rect.adjusted(left, 0, -pad, 0), flags, column.title)
        painter.restore()


class Grid(QTableView):
    """A list or an editing grid over ``GridModel``.

    ``row_changed``: the focus moved to (row key, column key). ``opened``: Enter or double click on
    a row that is not edited there. ``typed``: at each key; ``committed``: when the cell is left.
    """

    row_changed = Signal(str, str)
    opened = Signal(str)
    typed = Signal(str, str, str)
    committed = Signal(str, str, str)

    def __init__(self, look: Look, columns: Sequence[Column], name: str) -> None:
        super().__init__()
        self._look = look
        self._wide: list[int] = []
        self.setAccessibleName(name)
        self.grid = GridModel(columns, self)
        self.grid.committed.connect(self.committed)
        self.setModel(self.grid)
        self.delegate = GridDelegate(look, self.grid.columns, self)
        self.delegate.typed.connect(self.typed)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(GridHead(look, self.grid.columns, self))
        self._settle()
        self.selectionModel().currentChanged.connect(self._on_current)
        self.grid.modelReset.connect(self._span_groups)
        self.doubleClicked.connect(self._on_double)

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; the columns keep the width of the first sample."""
        key, column = self.current_key(), self.currentIndex().column()
        same = [row.key for row in rows] == [row.key for row in self.grid.rows]
        self.grid.set_rows(rows)
        if not self._wide and rows:
            self._wide = [self._asked(n) for n in range(len(self.grid.columns))]
            self._lay_columns()
        if not same and key:
            self.go_to(key, column)

    def current_key(self) -> str:
        """The key of the row with the focus, "" if none."""
        index = self.currentIndex()
        return self.grid.rows[index.row()].key if index.isValid() else ""

    def go_to(self, key: str, column: int | str = 0) -> bool:
        """Put the focus on a row; False if it is not here."""
        row = self.grid.row_of(key)
        if row < 0:
            return False
        at = self.grid.column_of(column) if isinstance(column, str) else column
        self.setCurrentIndex(self.grid.index(row, max(at, 0)))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter down or open, Ctrl+Tab out, digits begin to type."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor has had the key already
            return
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and control:
            self.setTabKeyNavigation(False)  # otherwise Tab only walks inside
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
            self.setTabKeyNavigation(True)
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._enter()
            return
        if key == Qt.Key.Key_Delete and self._editable():
            self.grid.setData(self.currentIndex(), "")
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter has committed: the focus goes down, as in Excel."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stretching column takes what is left."""
        super().resizeEvent(event)
        self._lay_columns()
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

    def finish_editing(self) -> None:
        """Commit and close the open editor, if there is one."""
        editor = self.delegate.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def content_height(self) -> int:
        """The height at which all rows are seen."""
        rows = len(self.grid.rows) * self._look.theme.px("height", "row")
        return self.horizontalHeader().height() + rows + 2

    def _settle(self) -> None:
        height = self._look.theme.px("height", "row")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        self.setTabKeyNavigation(True)

    def _span_groups(self) -> None:
        self.clearSpans()
        for number, row in enumerate(self.grid.rows):
            if row.is_group and len(self.grid.columns) > 1:
                self.setSpan(number, 0, 1, len(self.grid.columns))

    def _asked(self, column: int) -> int:
        theme, spec = self._look.theme, self.grid.columns[column]
        head = theme.metrics("small", "medium")
        asked = head.horizontalAdvance(spec.title) + 2
        if spec.wrap_head:
            asked = two_line_width(spec.title, head.horizontalAdvance) + 2
        if spec.width:
            pad = _HEAD_PAD if spec.wrap_head else _PAD
            least = round(asked) + theme.length(pad) if spec.title else 0
            return max(theme.length(spec.width), least)
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

    def _lay_columns(self) -> None:
        if not self._wide:
            return
        rest = self.viewport().width() - sum(self._wide)
        stretching = [n for n, c in enumerate(self.grid.columns) if c.stretch]
        for number, width in enumerate(self._wide):
            if number in stretching:
                share = rest // len(stretching)
                least = min(self.grid.columns[number].width or _NARROWEST, _WIDEST_LEAST)
                width = max(width + share, self._look.theme.length(least))  # noqa: PLW2901 - the stretched width
            self.setColumnWidth(number, width)

    def _editable(self) -> bool:
        return bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def _enter(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if self._editable():
            self._down()
        else:
            self.opened.emit(self.current_key())

    def _down(self) -> None:
        index = self.currentIndex()
        row = index.row() + 1
        while row < len(self.grid.rows) and self.grid.rows[row].is_group:
            row += 1
        if row < len(self.grid.rows):
            self.setCurrentIndex(self.grid.index(row, index.column()))

    def _light(self, row: int) -> None:
        self.delegate.set_hovered(row)
        self.viewport().update()

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: ARG002 - Qt's signature
        if current.isValid():
            row = self.grid.rows[current.row()].key
            self.row_changed.emit(row, self.grid.columns[current.column()].key)

    def _on_double(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.current_key())
