"""The start page: how far, what is due, where to go on."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from window_hands import OpenWindow, press, shown

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.shots import settle


def home(window: MainWindow, app: QApplication) -> HomeScreen:
    window.show_place(Place("home"))
    settle(app, window)
    settle(app, window)
    assert isinstance(window.current, HomeScreen)
    return window.current


def buttons(screen: HomeScreen) -> list[QPushButton]:
    found = screen._side.findChildren(QPushButton)
    return [each for each in found if each.isVisible()]


def test_the_list_says_how_far_it_is(open_window: OpenWindow, app: QApplication) -> None:
    screen = home(open_window(), app)
    cells = screen.grid.grid.rows[0].cells
    assert cells["stage"].text == "Измерения"
    measured, total = cells["places"].text.split(" / ")
    assert (0 < int(measured) < int(total), total) == (True, "55")
    assert int(cells["errors"].text) > 0
    assert screen._steps.isVisible()


def test_what_expires_stands_at_the_right(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = home(window, app)
    names = [each.accessibleName() for each in buttons(screen)]
    assert names
    assert any(name.startswith("Поверка: ") for name in names)
    late = [name for name in names if "просрочено" in name]
    assert late  # the sample has an instrument out of verification on 11.04.2026
    assert window.desk.bundle.clock.now().date() == date(2026, 4, 11)


def test_enter_goes_on_where_one_worked(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "heaviness", "heaviness/2.1")
    place = window.current.place()
    men = screen.view.heaviness.staffing.men
    men.setFocus()
    men.setText("1")
    men.textEdited.emit("1")
    press(men, Qt.Key.Key_Return)
    settle(app, window)
    start = home(window, app)
    card = window.focusWidget()
    assert isinstance(card, QPushButton)
    assert "Главный механик" in card.accessibleName()
    press(card, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert start is not window.current
    assert (window.current.place().thing, window.current.place().tab) == (place.thing, place.tab)


def test_a_narrow_window_has_the_days_below(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("kk")
    window.resize(1366, 768)
    screen = home(window, app)
    assert screen._side.x() > screen.grid.x()
    window.resize(1080, 600)
    settle(app, window)
    assert screen._side.y() > screen.grid.y()
    assert screen.grid.horizontalScrollBar().maximum() == 0
