"""A line that finds while one types: choices and references in cells and pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from riskdesk.ui.fold import fold, matches
from riskdesk.ui.kit.cells import Finder, Option
from riskdesk.ui.kit.keyboard import number_key
from riskdesk.ui.look import Look

_MOST = 50
_LINES = 8


class FindField(QLineEdit):
    """Any text is kept; the list under it offers what it may mean.

    Down and Up choose in the list, Enter takes what is lit, Esc closes the list first. Where what
    is typed may mean several options, none is lit before one is chosen. ``picked``: an option was
    taken.
    """

    picked = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        options: Sequence[Option] = (),
        find: Finder | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._find = find or (lambda text: found_among(options, text))
        self._list: QListWidget | None = None
        self.textEdited.connect(self._offer)

    @property
    def offering(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def offer(self) -> None:
        """Open the list with everything."""
        self._show(self._find(""))

    def close_list(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()

    def take(self) -> bool:
        """Take the lit option; False if none is."""
        item = self._list.currentItem() if self.offering and self._list is not None else None
        if item is None:
            return False
        self.setText(str(item.data(Qt.ItemDataRole.UserRole)))
        self.close_list()
        self.picked.emit(self.text())
        return True

    def event(self, event: QEvent) -> bool:
        """Esc closes the list before it does anything else."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.offering
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose in the list; a letter on a digit key that finds nothing is the digit (U5)."""
        if self.handle(event):
            return
        meant = number_key(event)
        if meant and meant != event.text() and not self._find(self._with(event.text())):
            self.insert(meant)
            self.setModified(True)
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)

    def handle(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list; a delegate asks before it closes the editor."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            if not self.offering:
                if key == Qt.Key.Key_Up or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                    return False
                self.offer()
                return True
            self._light(1 if key == Qt.Key.Key_Down else -1)
            return True
        if not self.offering:
            return False
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self.take()  # and the key goes on: Enter leaves the cell
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the field."""
        self.close_list()
        super().hideEvent(event)

    def _with(self, typed: str) -> str:
        """The text as it would be."""
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = start + len(self.selectedText())
        return self.text()[:start] + typed + self.text()[end:]

    def _offer(self, text: str) -> None:
        found = self._find(text) if text.strip() else ()
        self._show(found, lit=meant_of(found, text))

    def _show(self, found: Sequence[Option], lit: int = 0) -> None:
        if not found:
            self.close_list()
            return
        if self._list is None:
            self._list = self._make_list()
        self._list.clear()
        for option in found[:_MOST]:
            words = f"{option.words}   {option.second}" if option.second else option.words
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, self._look.theme.px("height", "message")))
            item.setData(Qt.ItemDataRole.UserRole, option.words)
            self._list.addItem(item)
        self._list.setCurrentRow(lit)
        self._lay(min(len(found), _LINES))
        self._list.show()
        self._list.raise_()

    def _make_list(self) -> QListWidget:
        # A child of the window, not a window: no focus is lost and no platform closes it.
        made = QListWidget(self.window())
        made.setProperty("card", "true")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setAccessibleName(self._look.tr("grid.found"))
        made.itemClicked.connect(lambda _: self.take())
        self.destroyed.connect(made.deleteLater)
        return made

    def _lay(self, lines: int) -> None:
        made, window = self._list, self.window()
        if made is None:
            return
        theme = self._look.theme
        texts = (made.item(number).text() for number in range(made.count()))
        wide = round(max(map(theme.metrics().horizontalAdvance, texts))) + theme.length(28)
        wide = min(max(wide, self.width(), theme.length(160)), window.width() - theme.length(16))
        high = made.sizeHintForRow(0) * lines + theme.length(6)
        at = self.mapTo(window, QPoint(0, self.height() + 1))
        if at.y() + high > window.height():
            at.setY(self.mapTo(window, QPoint(0, 0)).y() - high - 1)
        at.setX(max(min(at.x(), window.width() - wide), 0))
        made.setGeometry(at.x(), max(at.y(), 0), wide, high)

    def _light(self, way: int) -> None:
        if self._list is not None:
            row = self._list.currentRow()
            start = row if row >= 0 or way > 0 else 0
            self._list.setCurrentRow((start + way) % self._list.count())


def found_among(options: Sequence[Option], text: str) -> list[Option]:
    """The options that hold every typed word; those that begin with the text come first."""
    wanted = fold(text.strip())
    found = [each for each in options if matches(text, each.words, each.second, *each.also)]
    first = {
        each for each in found if any(fold(n).startswith(wanted) for n in (each.words, *each.also))
    }
    return sorted(found, key=lambda each: each not in first)


def meant_of(found: Sequence[Option], text: str) -> int:
    """The place of the option that the text means: the only one, or the only one of its name.

    An equal name goes before names that only begin with the text; -1 if several may be meant.
    """
    if len(found) == 1:
        return 0
    wanted = fold(text.strip())
    names = [[fold(name) for name in (each.words, *each.also)] for each in found]
    for fits in (str.__eq__, str.startswith):
        places = [n for n, each in enumerate(names) if any(fits(name, wanted) for name in each)]
        if places:
            return places[0] if len(places) == 1 else -1
    return -1
