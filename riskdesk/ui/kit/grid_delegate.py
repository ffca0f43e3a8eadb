"""How cells are edited, by the kind of their column; their painting is ``grid_paint``."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from riskdesk.ui.kit.cells import Cell, Column
from riskdesk.ui.kit.fields.decimal_field import DecimalField, DigitLine, RepeatsField
from riskdesk.ui.kit.fields.find_field import FindField
from riskdesk.ui.kit.grid_model import CELL_ROLE, GridModel, Index
from riskdesk.ui.kit.grid_paint import PAD, CellPainter, first_shift
from riskdesk.ui.kit.paint import draw_ring
from riskdesk.ui.look import Look

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LEAVES = _ENTERS | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down}


class GridDelegate(QStyledItemDelegate):
    """Paints and edits every kind of column. ``typed``: (row key, column key, text) at each key.

    ``left``: the editor was left by this key (Enter, Tab, Up, Down), its text is committed.
    """

    typed = Signal(str, str, str)
    left = Signal(int, bool)

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._hovered = -1
        self.lit_row = -1
        """The row lit as a whole because one cell of it has the focus."""
        self.painter = CellPainter(look, columns)
        self.editor: QLineEdit | None = None

    def set_hovered(self, row: int) -> None:
        """The row under the pointer."""
        self._hovered = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Rows have one height; widths come from the grid."""
        return QSize(option.rect.width(), self._look.theme.px("height", "row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        model = cast(GridModel, index.model())  # not by roles: this is painted often
        row = model.rows[index.row()]
        rect = option.rect
        if row.is_group:
            self.painter.group(painter, rect, row, index.column())
            painter.restore()
            return
        cell = model.cell(index)
        column = self._columns[index.column()]
        painter.fillRect(rect, self._ground(option, cell, column, index.row()))
        theme = self._look.theme
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("grid_line")
        )
        if cell.hit:
            self.painter.hit(painter, rect, cell)
        if cell.draft:
            bar = theme.stroke("draft")
            painter.fillRect(
                QRect(rect.left(), rect.top(), bar, rect.height()), theme.colour("accent")
            )
        shift = first_shift(self._columns, index.column(), theme.length(PAD))
        self.painter.content(painter, rect.adjusted(shift, 0, 0, -1), cell, column)
        if cell.invalid or cell.problem:
            painter.setPen(theme.colour("invalid" if cell.invalid else "attention"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's signature
        """The field of the column's kind, in the cell's own font."""
        spec, model = self._columns[index.column()], cast(GridModel, index.model())
        digits = model.cell(index).digits
        editor = DigitLine(parent) if digits else self._field(spec, parent)
        editor.setProperty("incell", "true")
        editor.setFont(self._look.theme.font())
        side = Qt.AlignmentFlag.AlignRight if spec.right else Qt.AlignmentFlag.AlignLeft
        editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(spec.head)
        row, column = model.rows[index.row()].key, spec.key
        editor.textEdited.connect(lambda text: self.typed.emit(row, column, text))
        if isinstance(editor, FindField):
            editor.picked.connect(lambda text: self.typed.emit(row, column, text))
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The cell is left."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor once; a refresh of the row never replaces what is being typed."""
        field = cast(QLineEdit, editor)
        if not field.property("filled"):
            field.setProperty("filled", True)  # noqa: FBT003 - Qt's signature
            text = cast(Cell, index.data(CELL_ROLE)).text
            if isinstance(field, DecimalField):
                field.show_value(text)
            field.setText(text)
            field.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over the text as it was typed."""
        model.setData(index, cast(QLineEdit, editor).text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The text of the editor stands where the text of the cell stood."""
        column = self._columns[index.column()]
        pad = self._look.theme.length(PAD)
        shift = first_shift(self._columns, index.column(), pad)
        inset = pad - 4
        comma = self.painter.comma_shift(cast(Cell, index.data(CELL_ROLE)), column)
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))
        cast(QLineEdit, editor).setTextMargins(inset + shift, 0, pad - 4 + comma, 0)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab, Up and Down commit and leave, as in Excel; the grid goes on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if isinstance(editor, FindField) and editor.handle(event):
                return True
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            shift = held == Qt.KeyboardModifier.ShiftModifier
            if event.key() in _LEAVES and (not held or shift):
                self.commitData.emit(editor)
                self.closeEditor.emit(cast(QWidget, editor), self.EndEditHint.NoHint)
                self.left.emit(event.key(), shift)
                return True
        return super().eventFilter(editor, event)

    def _field(self, spec: Column, parent: QWidget) -> QLineEdit:
        match spec.kind:
            case "number":
                return DecimalField(parent, in_cell=True, whole=spec.whole)
            case "repeats":
                return RepeatsField(parent, in_cell=True)
            case "date":
                return DigitLine(parent)
            case "choice" | "reference":
                return FindField(self._look, parent, options=spec.options, find=spec.find)
        return QLineEdit(parent)

    def _ground(self, option: QStyleOptionViewItem, cell: Cell, column: Column, row: int) -> QColor:
        theme, state = self._look.theme, option.state
        if cell.invalid:
            return theme.colour("invalid_bg")
        if state & QStyle.StateFlag.State_Selected or row == self.lit_row:
            active = state & QStyle.StateFlag.State_Active and _has_focus(option)
            return theme.colour("sel" if active else "sel_inactive")
        if row == self._hovered:
            return theme.colour("hover")
        shaded = column.computed or cell.shaded
        return theme.colour("computed_bg" if shaded else "page")


def _has_focus(option: QStyleOptionViewItem) -> bool:
    view = cast(QWidget | None, option.widget)
    return view is not None and (view.hasFocus() or view.isAncestorOf(view.focusWidget() or view))
