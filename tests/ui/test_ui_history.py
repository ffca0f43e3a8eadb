"""The history of a workplace: who, when, what, before and after; Enter takes it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from window_hands import OpenWindow, press, shortcut, shown, type_text

from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle


def change_noise(window: MainWindow, app: QApplication, text: str, number: int = 9) -> None:
    screen = shown(window, app, "factors", "noise_leq", number)
    grid = screen.view.factors.grid
    press(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    type_text(editor, text)
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)


def history(window: MainWindow, app: QApplication) -> StructureScreen:
    screen = shown(window, app, "factors", "noise_leq")
    shortcut(window, screen.view.factors.grid, Qt.Key.Key_F6)
    settle(app, window)
    settle(app, window)
    assert screen.view.tab == "history"
    return screen


def told(screen: StructureScreen) -> list[tuple[str, str, str]]:
    rows = screen.view.history.grid.grid.rows
    return [
        (row.cells["what"].text, row.cells["before"].text, row.cells["after"].text)
        for row in rows
        if "before" in row.cells
    ]


def test_changes_are_told_newest_first(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    change_noise(window, app, "57")
    change_noise(window, app, "58")
    screen = history(window, app)
    assert told(screen)[:2] == [
        ("Эквивалентный уровень звука", "57", "58"),
        ("Эквивалентный уровень звука", "56,3", "57"),
    ]
    first = screen.view.history.grid.grid.rows[0].cells
    assert first["label"].text == "Изменение значения"
    assert first["user"].text
    assert ":" in first["at"].text


def test_enter_takes_back_to_a_change(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    change_noise(window, app, "57")
    change_noise(window, app, "61", 10)
    change_noise(window, app, "58")
    screen = history(window, app)
    grid = screen.view.history.grid
    grid.go_to(grid.grid.rows[1].key, "what")
    moment = screen.view.history.moment()
    assert moment is not None
    assert (moment.back, moment.elsewhere) == (3, 1)
    assert "3" not in screen.view.history._said.text()
    assert "2" in screen.view.history._said.text()  # two later ones
    press(grid, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    page = screen.view.page
    assert page is not None
    line = page.line("noise_leq")
    assert line is not None
    assert line.value_text == "56,3"
    assert "Отменено" in screen.view.history.grid.grid.rows[0].cells["label"].text
    window.step(back=False)
    settle(app, window)
    settle(app, window)
    assert screen.view.page is not None
    again = screen.view.page.line("noise_leq")
    assert again is not None
    assert again.value_text == "57"


def test_the_workplace_itself_is_not_taken_back(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = history(window, app)
    assert not screen.view.history.back.isEnabled()
    press(screen.view.history.grid, Qt.Key.Key_Return)
    settle(app, window)
    assert len(window.desk.known) == 1
    assert screen.view.page is not None


def test_a_change_elsewhere_is_not_told(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    change_noise(window, app, "61", 10)
    screen = history(window, app)
    assert ("Эквивалентный уровень звука", "56,3", "61") not in told(screen)
