"""A row of parts that goes on in the next line where the width does not hold them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from riskdesk.ui.look import Look


class Flow(QLayout):
    """Parts from the left, aligned at the foot of their line; hidden ones take no room."""

    def __init__(self, look: Look, margins: tuple[int, int, int, int], gap: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = look.theme.length(gap)
        self.setContentsMargins(*(look.theme.length(each) for each in margins))

    def addItem(self, item: QLayoutItem) -> None:
        """As of a layout."""
        self._items.append(item)

    def count(self) -> int:
        """As of a layout."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """As of a layout."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """As of a layout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every part in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """One line."""
        margins = self.contentsMargins()
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() + self._gap for size in sizes)
        high = max((size.height() for size in sizes), default=0)
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        """The widest part."""
        margins = self.contentsMargins()
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0) + margins.left() + margins.right(),
            max((size.height() for size in sizes), default=0) + margins.top() + margins.bottom(),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and used + wide > inner.width():
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self._gap
        top = inner.top()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            left = inner.left()
            for item in line:
                size = item.sizeHint()
                if move:
                    item.setGeometry(QRect(QPoint(left, top + high - size.height()), size))
                left += size.width() + self._gap
            top += high + self._gap
        return top - self._gap - rect.top() + margins.bottom()


def flowing(look: Look, margins: tuple[int, int, int, int], *parts: QWidget, gap: int = 4) -> Flow:
    """A flow of these parts."""
    made = Flow(look, margins, gap)
    for part in parts:
        made.addWidget(part)
    return made
