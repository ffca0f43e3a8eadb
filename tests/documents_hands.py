"""The hands on the screen of documents."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from riskdesk.ui.desk import Place
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.documents import DocumentsScreen
from riskdesk.ui.shots import settle

REASON = "По письму заказчика № 7"


def documents(
    window: MainWindow, app: QApplication, form: str = "code-list", folder: Path | None = None
) -> DocumentsScreen:
    """The screen at a document, its pages drawn."""
    window.resize(1366, 768)
    window.show_place(Place("documents", form))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, DocumentsScreen)
    rest(window, app)
    if folder is not None:
        screen.panel.folder.setText(str(folder))
    return screen


def rest(window: MainWindow, app: QApplication) -> None:
    """Until timers of the screen have run and the worker has answered."""
    for _ in range(2):
        QTest.qWait(150)
        settle(app, window)


def shown_dialog(window: MainWindow) -> Dialog:
    """The dialog that is open over the window."""
    found = [each for each in window.findChildren(Dialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]
