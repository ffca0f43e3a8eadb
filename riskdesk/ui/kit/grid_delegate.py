"""How cells are painted and edited. Order: ground, draft bar, content, outline, focus ring."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from riskdesk.domain.values import HazardClass
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.grid_model import CELL_ROLE, ROW_ROLE, GridModel, Index
from riskdesk.ui.kit.paint import draw_ring, draw_tag
from riskdesk.ui.kit.wrapping import folded, two_lines
from riskdesk.ui.look import Look

_PAD = 8
_SIGN = 14
_TAG_GAP = 8
_MOST_BROKEN = 2000
_CLASS_COLUMNS = frozenset(each.value for each in HazardClass)


class GridDelegate(QStyledItemDelegate):
    """Paints and edits every kind of column. ``typed``: (row key, column key, text) at each key."""

    typed = Signal(str, str, str)

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._hovered = -1
        self.editor: QWidget | None = None
        self._broken: dict[tuple[str, int, str, bool], list[str]] = {}

    def set_hovered(self, row: int) -> None:
        """The row under the pointer."""
        self._hovered = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Rows have one height; widths come from the grid."""
        return QSize(option.rect.width(), self._look.theme.px("height", "row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        row = cast(GridRow, index.data(ROW_ROLE))
        rect = option.rect
        if row.is_group:
            self._paint_group(painter, rect, row, index.column())
            painter.restore()
            return
        cell = cast(Cell, index.data(CELL_ROLE))
        column = self._columns[index.column()]
        painter.fillRect(rect, self._ground(option, cell, column, index.row()))
        theme = self._look.theme
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("grid_line")
        )
        if cell.hit:
            self._paint_hit(painter, rect, cell)
        if cell.draft:
            bar = theme.stroke("draft")
            painter.fillRect(
                QRect(rect.left(), rect.top(), bar, rect.height()), theme.colour("accent")
            )
        shift = first_shift(self._columns, index.column(), theme.length(_PAD))
        self._paint_content(painter, rect.adjusted(shift, 0, 0, -1), cell, column)
        if cell.invalid:
            painter.setPen(theme.colour("invalid"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect, theme.colour("focus"))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's signature
        """The decimal field for numbers, a plain line for texts, in the cell's own font."""
        number = self._columns[index.column()].kind == "number"
        editor: QLineEdit = DecimalField(parent, in_cell=True) if number else QLineEdit(parent)
        editor.setProperty("incell", "true")
        editor.setFont(self._look.theme.font())
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(self._columns[index.column()].title)
        model = cast(GridModel, index.model())
        row, column = model.rows[index.row()].key, self._columns[index.column()].key
        editor.textEdited.connect(lambda text: self.typed.emit(row, column, text))
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
        inset = _PAD if column.kind in {"number", "value"} else _PAD - 2
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))
        cast(QLineEdit, editor).setTextMargins(inset - 4, 0, inset - 4, 0)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Up and down leave the editor as in Excel; everything else as Qt does it."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            if key.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self.commitData.emit(editor)
                hint = self.EndEditHint.NoHint
                self.closeEditor.emit(cast(QWidget, editor), hint)
                return False
        return super().eventFilter(editor, event)

    def _ground(self, option: QStyleOptionViewItem, cell: Cell, column: Column, row: int) -> QColor:
        theme, state = self._look.theme, option.state
        if cell.invalid:
            return theme.colour("invalid_bg")
        if state & QStyle.StateFlag.State_Selected:
            active = state & QStyle.StateFlag.State_Active and self._has_focus(option)
            return theme.colour("sel" if active else "sel_inactive")
        if row == self._hovered:
            return theme.colour("hover")
        shaded = column.computed or cell.shaded
        return theme.colour("computed_bg" if shaded else "page")

    @staticmethod
    def _has_focus(option: QStyleOptionViewItem) -> bool:
        view = cast(QWidget | None, option.widget)
        return view is not None and (
            view.hasFocus() or view.isAncestorOf(view.focusWidget() or view)
        )

    def _paint_group(self, painter: QPainter, rect: QRect, row: GridRow, column: int) -> None:
        theme = self._look.theme
        painter.fillRect(rect, theme.colour("page"))
        painter.fillRect(
            QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("grid_line")
        )
        if column:
            return
        left = theme.length(_PAD)
        if self._columns[0].kind == "sign":
            left += theme.length(self._columns[0].width)
        font = theme.font("small", "strong")
        painter.setFont(font)
        painter.setPen(theme.colour("text_2"))
        at = rect.adjusted(left, 0, -_PAD, -1)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), row.group)
        wide = theme.metrics("small", "strong").horizontalAdvance(row.group + " ")
        painter.setFont(theme.font("small"))
        painter.drawText(
            at.adjusted(round(wide), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), row.count
        )

    def _paint_hit(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        colours = self._look.theme.class_colours(cell.hit)
        painter.setPen(QColor(colours["outline"]))
        painter.setBrush(QColor(colours["fill"]))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_content(self, painter: QPainter, rect: QRect, cell: Cell, column: Column) -> None:
        theme = self._look.theme
        pad = theme.length(_PAD)
        narrow = column.key in _CLASS_COLUMNS and "\n" in cell.text
        inner = rect.adjusted(pad // 2 if narrow else pad, 0, -pad, 0)
        if column.kind == "sign":
            if cell.before is not None:
                self._paint_sign(painter, rect, cell.before, Qt.AlignmentFlag.AlignCenter)
            return
        if column.kind == "tag" and cell.tag is not None and not cell.text:
            centred = rect
            self._paint_tag(painter, centred, cell, Qt.AlignmentFlag.AlignHCenter)
            return
        if cell.tag is not None:
            width = self._paint_tag(painter, inner, cell, Qt.AlignmentFlag.AlignLeft)
            inner.setLeft(inner.left() + width + theme.length(_TAG_GAP))
        right = column.kind in {"number", "value"} or bool(cell.hit)
        if column.kind == "tag":
            self._paint_centred(painter, rect, cell)
            return
        if cell.after is not None:
            self._paint_sign(painter, inner, cell.after, Qt.AlignmentFlag.AlignRight)
            inner.setRight(inner.right() - theme.length(_SIGN + 4))
        if cell.before is not None and not right:
            self._paint_sign(painter, inner, cell.before, Qt.AlignmentFlag.AlignLeft)
            inner.setLeft(inner.left() + theme.length(_SIGN + 6))
        self._paint_text(painter, inner, cell, right=right)
        if cell.before is not None and right:
            wide = round(theme.metrics("body", cell.weight).horizontalAdvance(cell.text))
            at = inner.adjusted(0, 0, -wide - theme.length(4), 0)
            self._paint_sign(painter, at, cell.before, Qt.AlignmentFlag.AlignRight)

    def _paint_centred(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = self._look.theme
        painter.setFont(theme.font("body", cell.weight))
        painter.setPen(theme.colour(cell.tone))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.text)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool) -> None:
        theme = self._look.theme
        colour = theme.colour(cell.tone)
        if cell.hit:
            colour = QColor(theme.class_colours(cell.hit)["text"])
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        several = cell.text.split("\n")
        wide = theme.metrics("body", cell.weight).horizontalAdvance(cell.text)
        if wide <= rect.width() + 1 and len(several) == 1:
            painter.setFont(theme.font("body", cell.weight))
            painter.drawText(rect, flags, cell.text)
            return
        font = theme.font("micro", cell.weight)
        metrics = theme.metrics("micro", cell.weight)
        painter.setFont(font)
        if metrics.horizontalAdvance(cell.text) <= rect.width() and len(several) == 1:
            painter.drawText(rect, flags, cell.text)
            return
        lines = several[:2]
        if len(several) == 1:
            lines = self._lines(cell, rect.width(), metrics.horizontalAdvance)
        if len(lines) == 1:
            painter.drawText(rect, flags, lines[0])
            return
        half = rect.height() // 2
        for number, line in enumerate(lines):
            at = QRect(rect.left(), rect.top() + number * half + (1 - number), rect.width(), half)
            painter.drawText(at, flags, line)

    def _lines(self, cell: Cell, room: int, measure: Callable[[str], float]) -> list[str]:
        """The text on two lines; broken once a width, because it is painted often."""
        key = (cell.text, room, cell.weight, cell.folds)
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > _MOST_BROKEN:
                self._broken.clear()
            text = folded(cell.text, room, measure) if cell.folds else cell.text
            found = self._broken[key] = two_lines(text, room, measure)
        return found

    def _paint_tag(self, painter: QPainter, rect: QRect, cell: Cell, side: Qt.AlignmentFlag) -> int:
        theme = self._look.theme
        tag = cell.tag
        if tag is None:
            return 0
        size = theme.tag_size()
        wide = round(theme.metrics("small", "strong").horizontalAdvance(tag.text))
        width = max(size.width(), wide + theme.length(14))
        left = rect.left()
        if side == Qt.AlignmentFlag.AlignHCenter:
            left += (rect.width() - width) // 2
        top = rect.top() + (rect.height() - size.height()) // 2
        at = QRect(left, top, width, size.height())
        draw_tag(painter, at, tag, theme, theme.font("small", "strong"))
        return width

    def _paint_sign(
        self, painter: QPainter, rect: QRect, sign: Sign, side: Qt.AlignmentFlag
    ) -> None:
        size = self._look.theme.length(_SIGN)
        left = float(rect.left())
        if side == Qt.AlignmentFlag.AlignRight:
            left = float(rect.right() - size + 1)
        elif side == Qt.AlignmentFlag.AlignCenter:
            left += (rect.width() - size) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(left, rect.top() + (rect.height() - size) / 2, size, size)
        self._look.icons.paint(painter, sign.icon, at, sign.tone)


def first_shift(columns: tuple[Column, ...], column: int, pad: int) -> int:
    """The first column stands at the page's margin, unless a column of signs stands before it."""
    return pad if column == 0 and columns[0].kind != "sign" else 0
