"""Instruments of rows with several quantities: ticked, shown in the sheet; the check leads here."""

from points_hands import Opened, at, cell, dossier_of, points_of, tag
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press

from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.check import CheckScreen
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.shots import settle

FAMILIES = ("light", "microclimate", "noise")


def chosen(app: QApplication) -> ChooseInstrumentDialog:
    found = app.activeModalWidget()
    assert isinstance(found, ChooseInstrumentDialog)
    return found


def settled(app: QApplication, window: MainWindow) -> None:
    for _ in range(2):
        settle(app, window)


def test_every_point_of_the_sample_has_a_class(points: Opened, app: QApplication) -> None:
    window, screen = points()
    for family in FAMILIES:
        window.show_place(Place("points", family))
        settled(app, window)
        assert screen.sheet is not None
        assert screen.sheet.family == family
        keys = screen.sheet.live.keys()
        assert len(keys) > 40
        assert all(tag(screen, key) not in ("", "–") for key in keys)


def test_two_instruments_are_ticked_for_a_row(points: Opened, app: QApplication) -> None:
    window, screen = points("microclimate")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]
    at(screen, row, "air_temperature")
    screen.bar.instrument.click()
    settle(app, window)
    dialog = chosen(app)
    both = [choice.instrument for choice in dialog._choices if choice.possible]
    assert len(both) == 2
    assert not dialog.grid.isColumnHidden(0)
    assert dialog._ticked == {each.id for each in both}
    dialog.grid.go_to(both[1].id, "take")
    press(dialog.grid, Qt.Key.Key_Space)
    settle(app, window)
    assert dialog._ticked == {both[0].id}
    dialog.grid.go_to(both[0].id, "take")
    press(dialog.grid, Qt.Key.Key_Space)
    settle(app, window)
    assert not dialog.act.isEnabled()
    assert dialog.reason.text() == "Отметьте прибор пробелом"
    press(dialog.grid, Qt.Key.Key_Space)
    settle(app, window)
    dialog.act.click()
    settled(app, window)
    assert points_of(window, app, "microclimate")[0].instruments == (both[0].id,)
    assert cell(screen, row, "instrument").text == both[0].name
    assert tag(screen, row) == "–"
    screen.acts.choose_all()
    settle(app, window)
    dialog = chosen(app)
    assert dialog._points == (row,)
    dialog.grid.go_to(both[1].id, "take")
    press(dialog.grid, Qt.Key.Key_Space)
    dialog.act.click()
    settled(app, window)
    assert set(points_of(window, app, "microclimate")[0].instruments) == {e.id for e in both}
    assert cell(screen, row, "instrument").text == "; ".join(each.name for each in both)
    assert tag(screen, row) == "2"


def test_none_takes_all_away(points: Opened, app: QApplication) -> None:
    window, screen = points("microclimate")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]
    at(screen, row, "air_temperature")
    screen.bar.instrument.click()
    settle(app, window)
    dialog = chosen(app)
    dialog.grid.go_to("none", "name")
    dialog.act.click()
    settled(app, window)
    assert points_of(window, app, "microclimate")[0].instruments == ()


def test_a_problem_of_a_point_leads_to_its_row(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("check"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, CheckScreen)
    for code in ("duplicate-point", "visual-grade-odd"):
        window.show_place(Place("check"))
        settled(app, window)
        row = next(each for each in screen.rows if each.problem.code == code)
        wanted = next(each.id for each in row.problem.targets if each.kind == "point")
        point = next(each for each in dossier_of(window, app).points if each.id == wanted)
        screen.grid.go_to(row.key, "what")
        press(screen.grid, Qt.Key.Key_Return)
        settled(app, window)
        there = window.current
        assert isinstance(there, PointsScreen)
        assert there.sheet is not None
        assert there.sheet.family == point.family
        assert there.sheet.grid.current_key() == wanted
        assert there.sheet.grid.current_column() != there.sheet.columns[0].key
