"""A person at the keyboard: keys go to the window as the window system sends them; no mouse.

The person looks (at the focus, at the words and cells on the screen) and presses keys. Each press
is counted; the work of the window's own thread between two looks at the loop is measured.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from surroundings import FixedClock

from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.keyboard import LatinShortcuts
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure_ask import AskBar
from riskdesk.ui.shots import settle

Key = Qt.Key
_NAMES = {
    "Enter": Key.Key_Return, "Esc": Key.Key_Escape, "Ins": Key.Key_Insert, "/": Key.Key_Slash,
}  # fmt: skip
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_KAZAKH_ROW = dict(zip("1234567890", '"әіңғ,.үұқ', strict=True))
"""What the digit row writes under the Kazakh layout."""
_FARTHEST = 90
LONG = 0.1
"""Seconds of the window's own thread at one key that a person would notice."""


@dataclass
class Person:
    """``kazakh_row``: numbers are typed on the digit row under the Kazakh layout."""

    app: QApplication
    window: MainWindow
    clock: FixedClock
    kazakh_row: bool = False
    keys: int = 0
    part: str = ""
    parts: Counter[str] = field(default_factory=Counter)
    gaps: list[tuple[float, str]] = field(default_factory=list)
    questions: int = 0

    def __post_init__(self) -> None:
        handle = self.window.windowHandle()
        handle.installEventFilter(LatinShortcuts(self.window))
        self._asking = set[QWidget]()

    # Keys

    def press(self, *names: str, times: int = 1) -> None:
        """Keys by their names: "Ctrl+N", "Tab"."""
        for _ in range(times):
            for name in names:
                self._one(name)

    def write(self, text: str) -> None:
        """A text, key by key."""
        for letter in text:
            code = Key(ord(letter.upper())) if len(letter.upper()) == 1 else Key.Key_unknown
            self._send(code, letter, Qt.KeyboardModifier.NoModifier, letter)

    def number(self, text: str) -> None:
        """A number; under the Kazakh layout the digit row and the comma key write letters."""
        for sign in text:
            if self.kazakh_row and (sign.isdigit() or sign in ",."):
                self._row_key(sign)
            else:
                self.write(sign)

    def wait(self, minutes: int) -> None:
        """The person works and the clock goes on."""
        self.clock.advance(timedelta(minutes=minutes))

    def rest(self) -> None:
        """Wait until everything is answered and drawn."""
        for _ in range(4):
            settle(self.app, self.window)
            if self.app.activeWindow() is None:  # a window manager does this
                self.window.activateWindow()

    def _one(self, name: str) -> None:
        *holding, last = name.split("+")
        code = _NAMES.get(last) or Qt.Key[f"Key_{last}"]
        held = Qt.KeyboardModifier.NoModifier
        for each in holding:
            held |= _HELD[each]
        text = {Key.Key_Space: " ", Key.Key_Return: "\r", Key.Key_Tab: "\t"}.get(code, "")
        if not held and last.isprintable() and len(last) == 1:
            text = last
        self._send(code, text, held, name)

    def _send(self, code: Key, text: str, held: Qt.KeyboardModifier, name: str) -> None:
        def act() -> None:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._target(), code, text, held)

        self._measured(act, name)

    def _row_key(self, sign: str) -> None:
        """A key by its place: code of X11, letter of the layout."""
        text = _KAZAKH_ROW[sign] if sign.isdigit() else "б"
        native = 10 + (int(sign) - 1) % 10 if sign.isdigit() else 59
        code = ord(text.upper())

        def act() -> None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, native, code, 0, text)
                QCoreApplication.sendEvent(self._target(), event)

        self._measured(act, f"row {sign}")

    def cyrillic(self, letter: str, held: Qt.KeyboardModifier, native: int) -> None:
        """A key of the Cyrillic layout with Ctrl: the letter has no Latin code."""

        def act() -> None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, ord(letter), held, native, ord(letter), 0, "")
                QCoreApplication.sendEvent(self._target(), event)

        self._measured(act, f"Ctrl+{letter}")

    def _measured(self, act: Callable[[], None], name: str) -> None:
        self.keys += 1
        self.parts[self.part] += 1
        begun = time.thread_time()
        act()
        first = time.thread_time()
        self.app.processEvents()
        if self.app.activeWindow() is None:  # a window manager does this when a dialog is closed
            self.window.activateWindow()
            self.app.processEvents()
        for taken, what in ((first - begun, "key"), (time.thread_time() - first, "after")):
            if taken > LONG:
                self.gaps.append((round(taken, 3), f"{self.part}: {name} ({what})"))
        self._count_questions()

    def _count_questions(self) -> None:
        """Boxes and bars that ask whether something may be done, each time one comes up."""
        boxes = [each for each in self.app.topLevelWidgets() if isinstance(each, QMessageBox)]
        asking = {each for each in (*boxes, *self.window.findChildren(AskBar)) if each.isVisible()}
        self.questions += len(asking - self._asking)
        self._asking = asking

    def _target(self) -> QWindow:
        popup = self.app.activePopupWidget()
        shown = popup or self.app.activeModalWidget() or self.app.activeWindow() or self.window
        handle = shown.window().windowHandle()
        assert handle is not None
        return handle

    # Eyes

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        found = self.app.focusWidget()
        assert found is not None, f"{self.part}: nothing has the focus"
        return found

    @property
    def top(self) -> QWidget:
        """The window or dialog with the keyboard."""
        return self.app.activeModalWidget() or self.window

    @property
    def grid(self) -> Grid:
        """The grid with the focus, also while a cell of it is typed into."""
        at: QWidget | None = self.focus
        while at is not None and not isinstance(at, Grid):
            at = at.parentWidget()
        assert isinstance(at, Grid), f"{self.part}: no grid has the focus but {self.seen()}"
        return at

    def seen(self) -> str:
        """What has the focus, in words."""
        at = self.app.focusWidget()
        if at is None:
            return "nothing"
        words = at.text() if isinstance(at, QAbstractButton | QLineEdit) else ""
        return f"{type(at).__name__} «{at.accessibleName()}» {words!r}"

    def cell(self, column: str) -> str:
        """A text of the row with the focus."""
        grid = self.grid
        return grid.grid.text(grid.currentIndex().row(), grid.grid.column_of(column))

    # Ways

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Tab until the focus is at the control of that name."""
        wanted = name.replace("&", "")
        for _ in range(_FARTHEST):
            at = self.focus
            words = at.text().replace("&", "") if isinstance(at, QAbstractButton) else ""
            if wanted in {at.accessibleName().replace("&", ""), words}:
                return
            if isinstance(at, Grid):
                self.press("Ctrl+Shift+Tab" if back else "Ctrl+Tab")
            else:
                self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{self.part}: «{name}» is not reached by Tab, at {self.seen()}")

    def search(self, text: str, down: int = 0) -> None:
        """Ctrl+K, a few letters, Enter."""
        self.press("Ctrl+K")
        self.rest()
        self.write(text)
        self.rest()
        self.press("Down", times=down)
        self.press("Enter")
        self.rest()

    def column_to(self, column: str) -> None:
        """Left or Right to a column of the grid."""
        grid = self.grid
        at, wanted = grid.currentIndex().column(), grid.grid.column_of(column)
        assert wanted >= 0, f"{self.part}: no column {column}"
        steps = sum(not grid.isColumnHidden(n) for n in range(min(at, wanted), max(at, wanted)))
        self.press("Right" if wanted > at else "Left", times=steps)
        assert grid.current_column() == column, (self.part, column, grid.current_column())

    def tab_to_column(self, column: str) -> None:
        """Tab to a column that is typed into."""
        for _ in range(_FARTHEST):
            if self.grid.current_column() == column:
                return
            self.press("Tab")
        raise AssertionError(f"{self.part}: column {column} is not reached by Tab")

    def row_to(self, row: int) -> None:
        """Up or Down to a row of the grid, by number."""
        grid = self.grid
        for _ in range(_FARTHEST):
            at = grid.currentIndex().row()
            if at == row:
                return
            self.press("Down" if row > at else "Up")
        raise AssertionError(f"{self.part}: row {row} is not reached")

    def row_of(self, column: str, text: str) -> None:
        """To the row that says ``text`` in a column."""
        grid = self.grid
        number = grid.grid.column_of(column)
        rows = [n for n in range(grid.grid.rowCount()) if grid.grid.text(n, number) == text]
        assert rows, f"{self.part}: no row says {text!r}"
        self.row_to(rows[0])

    def row_of_key(self, key: str) -> None:
        """To the row of a key, which stands on the screen as its number."""
        rows = self.grid.grid.rows
        self.row_to(next(n for n, row in enumerate(rows) if row.key == key))

    def select_down(self, rows: int) -> None:
        """Stretch the selection."""
        self.press("Shift+Down", times=rows)

    def choose(self, words: str) -> None:
        """Open the choice with the focus, go to the words, take them."""
        self.press("Alt+Down")
        view = self.app.focusWidget()
        popup = self.app.activePopupWidget()
        shown = popup.findChild(QAbstractItemView) if popup is not None else view
        assert isinstance(shown, QAbstractItemView), f"{self.part}: no list but {self.seen()}"
        model = shown.model()
        texts = [str(model.index(n, 0).data() or "") for n in range(model.rowCount())]
        wanted = next((n for n, text in enumerate(texts) if words in text), None)
        assert wanted is not None, f"{self.part}: {words!r} is not among {texts}"
        at = max(shown.currentIndex().row(), 0)
        self.press("Down" if wanted > at else "Up", times=abs(wanted - at))
        self.press("Enter")

    def paste(self, text: str) -> None:
        """A block that another program has put on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")
        self.rest()
