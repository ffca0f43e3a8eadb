"""The hands at the window: keys as the window system sends them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

OpenWindow = Callable[..., MainWindow]
"""Opens the window in a language and a theme, settled."""

NO_KEYS = Qt.KeyboardModifier.NoModifier
FIRST_MS_OF_TESTS = 3_600_000


def press(widget: QWidget, key: int, text: str = "", held: Qt.KeyboardModifier = NO_KEYS) -> None:
    """One key, pressed and released, as the window system sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def shortcut(
    window: MainWindow, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """A key of the window or the page, pressed where the focus is; a button needs its moment."""
    window.activateWindow()
    widget.setFocus()
    QApplication.processEvents()
    QTest.keyClick(widget, key, held)
    QTest.qWait(150)


def type_text(widget: QWidget, text: str) -> None:
    """A text, letter by letter; Cyrillic keys have no Latin code."""
    for letter in text:
        press(widget, 0 if ord(letter) > 127 else ord(letter.upper()), letter)


def shown(
    window: MainWindow, app: QApplication, tab: str, row: str, number: int = 9
) -> StructureScreen:
    """The page of a workplace with the focus on a row."""
    certification, found = window.desk.certification_id, list[str]()

    def read(session: Session, _: object) -> str:
        workplaces = session.snapshot(certification).dossier.workplaces
        return next(each.id for each in workplaces if each.number == number)

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    window.show_place(Place("structure", found[0], tab, row))
    settle(app, window)
    assert isinstance(window.current, StructureScreen)
    return window.current
