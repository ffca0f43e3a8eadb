"""Column heads: title and unit on two lines where needed, the order's arrow, the filter row."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from riskdesk.ui.kit.cells import Column
from riskdesk.ui.kit.grid_paint import CLASS_COLUMNS, first_shift
from riskdesk.ui.look import Look

_ARROW = 12
_WHOLE = str.maketrans({mark: f"\u2060{mark}\u2060" for mark in "/-"})
"""A head breaks at its spaces alone, never at a stroke or a hyphen."""
_REST_MS = 200
"""So long after the last key the rows are asked for."""


class GridHead(QHeaderView):
    """The head of a grid. ``sorted_by``: a head was clicked; ``filtered``: texts by column."""

    sorted_by = Signal(str)
    filtered = Signal(object)

    def __init__(self, look: Look, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._grid = parent
        self._columns = columns
        self._order = ("", False)
        self._lines: dict[str, QLineEdit] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self.filtered.emit(self.texts()))
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(10)
        tall = any(column.wrap_head for column in columns)
        self._high = look.theme.px("height", "head_two_lines" if tall else "head")
        self.setFixedHeight(self._high)
        self.sectionClicked.connect(lambda number: self.sorted_by.emit(columns[number].key))
        self.sectionResized.connect(lambda *_: self._lay())
        self.geometriesChanged.connect(self._lay)

    def show_order(self, column: str, *, descending: bool) -> None:
        """Show by which column the rows are ordered; ``""``: by none."""
        self._order = (column, descending)
        self.viewport().update()

    def texts(self) -> dict[str, str]:
        """What stands in the filter row, without the empty ones."""
        return {key: line.text() for key, line in self._lines.items() if line.text().strip()}

    @property
    def filtering(self) -> bool:
        """Whether the filter row is shown."""
        return bool(self._lines)

    def show_filters(self, texts: dict[str, str] | None) -> None:
        """Show the filter row with these texts, or with ``None`` take it away."""
        for line in self._lines.values():
            line.deleteLater()
        self._lines = {}
        if texts is not None:
            for column in self._columns:
                if column.title:
                    self._lines[column.key] = self._line(column, texts.get(column.key, ""))
        field = self._look.theme.px("height", "field") + self._look.theme.length(6)
        self.setFixedHeight(self._high + (field if self._lines else 0))
        self._lay()

    def go_to_filter(self, column: str) -> None:
        """Put the focus on the filter of a column, or on the first."""
        line = self._lines.get(column) or next(iter(self._lines.values()), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    def sizeHint(self) -> QSize:
        """As high as heads and filters."""
        return QSize(super().sizeHint().width(), self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Down and Esc in a filter go back to the rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            key = event.key() if isinstance(event, QKeyEvent) else 0
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}:
                if key == Qt.Key.Key_Escape:
                    watched.clear()
                self._rest.stop()
                self.filtered.emit(self.texts())
                self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw one head: ground, words at the side of the column's numbers, hairline below."""
        theme = self._look.theme
        column = self._columns[index]
        painter.save()
        painter.fillRect(rect, theme.colour("grid_head"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.setFont(theme.font(head_role(column), "medium"))
        painter.setPen(theme.colour("text_2"))
        side = Qt.AlignmentFlag.AlignLeft
        if column.right:
            side = Qt.AlignmentFlag.AlignRight
        elif column.kind == "tag" and not column.stretch and column.width:
            side = Qt.AlignmentFlag.AlignHCenter
        pad = theme.length(8)
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        shift = first_shift(self._columns, index, pad)
        left = pad // 2 if column.wrap_head else pad + shift
        at = QRect(rect.left(), rect.top(), rect.width(), self._high).adjusted(left, 0, -pad, 0)
        if self._order[0] == column.key:
            at = self._paint_order(painter, at, side)
        painter.drawText(at, flags, column.head.translate(_WHOLE))
        painter.restore()

    def _paint_order(self, painter: QPainter, at: QRect, side: Qt.AlignmentFlag) -> QRect:
        wide = self._look.theme.length(_ARROW)
        icon = "sort-down" if self._order[1] else "sort-up"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = at.top() + (at.height() - wide) / 2
        if side == Qt.AlignmentFlag.AlignRight:
            self._look.icons.paint(painter, icon, QRectF(at.left() - 4, top, wide, wide), "accent")
            return at.adjusted(wide - 4, 0, 0, 0)
        left = at.right() - wide + 4
        self._look.icons.paint(painter, icon, QRectF(left, top, wide, wide), "accent")
        return at.adjusted(0, 0, 4 - wide, 0)

    def _line(self, column: Column, text: str) -> QLineEdit:
        line = QLineEdit(self.viewport())
        line.setText(text)
        line.setAccessibleName(self._look.tr("grid.filter_of", column=column.title))
        line.setFont(self._look.theme.font("small"))
        line.textEdited.connect(lambda _: self._rest.start())
        line.installEventFilter(self)
        line.show()
        return line

    def _lay(self) -> None:
        gap = self._look.theme.length(3)
        for number, column in enumerate(self._columns):
            line = self._lines.get(column.key)
            if line is not None:
                left, wide = self.sectionViewportPosition(number), self.sectionSize(number)
                high = self._look.theme.px("height", "field")
                wanted = self._look.tr("grid.filter")
                room = wide - self._look.theme.length(26)
                fits = self._look.theme.metrics("small").horizontalAdvance(wanted) <= room
                line.setPlaceholderText(wanted if fits else "")
                line.setGeometry(left + gap, self._high + gap - 1, wide - 2 * gap, high)


def head_role(column: Column) -> str:
    """The type of a head."""
    return "micro" if column.key in CLASS_COLUMNS else "small"


def two_line_width(title: str, measure: Callable[[str], float]) -> float:
    """The least width at which a head stands on two lines."""
    words = title.split(" ")
    cuts = range(1, len(words))
    pairs = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)
    return min((max(map(measure, pair)) for pair in pairs), default=measure(title))
