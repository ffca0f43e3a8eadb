"""What a row lacks or refuses is in sight, and where one was is found again."""

import pytest
from grid_ledger import editor, types
from points_hands import Opened, at, cell, do, points_of, said, tag
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from window_hands import press

from riskdesk.services.edit_points import AddPoints
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.shots import settle

DIGIT_KEY_OF_KAZAKH_I = 12
"""The scan code of the key 3, where the Kazakh layout has «і»."""


def added(points: Opened, app: QApplication, family: str, *rows: dict[str, str]) -> PointsScreen:
    window, screen = points(family)
    certification = window.desk.certification_id
    do(window, app, AddPoints(certification_id=certification, family=family, rows=rows))
    settle(app, window)
    return screen


def test_a_level_without_its_reference_has_no_class_and_the_empty_cell_is_framed(
    points: Opened, app: QApplication
) -> None:
    screen = added(points, app, "vibration_local", {"vibration_local_level": "130"})
    assert screen.sheet is not None
    (row,) = screen.sheet.live.keys()
    assert tag(screen, row) == "–"
    due = cell(screen, row, "vibration_local_reference")
    assert "Опорное значение" in due.problem
    assert "Опорное значение" in said(screen)
    grid = screen.sheet.grid
    assert not grid.isColumnHidden(grid.grid.column_of("vibration_local_reference"))
    at(screen, row, "label")
    screen.acts.next_problem()
    assert grid.current_column() == "vibration_local_reference"


def test_values_stand_as_precise_as_they_were_read(points: Opened, app: QApplication) -> None:
    screen = added(
        points,
        app,
        "chemical",
        {"air_substance": "166", "air_single": "18,2; 21,4; 19,0"},
        {"air_substance": "166", "air_single": "<0,5"},
    )
    assert screen.sheet is not None
    rows = screen.sheet.live.keys()
    found = [cell(screen, row, "result").text for row in rows]
    assert found == ["21,4", "< 0,5"]


def test_a_value_below_the_limit_of_detection_is_typed_with_its_sign(
    points: Opened, app: QApplication
) -> None:
    screen = added(points, app, "chemical", {"air_substance": "166"})
    assert screen.sheet is not None
    (row,) = screen.sheet.live.keys()
    at(screen, row, "air_single")
    types(screen.sheet.grid, "<0,5; 0,7")
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    found = cell(screen, row, "air_single")
    assert (found.text, found.invalid) == ("<0,5; 0,7", False)
    at(screen, row, "air_single")
    types(screen.sheet.grid, "<<0,5")
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    assert cell(screen, row, "air_single").invalid


def test_the_speed_of_air_is_in_sight(points: Opened) -> None:
    _, screen = points("microclimate")
    assert screen.sheet is not None
    grid = screen.sheet.grid
    assert not grid.isColumnHidden(grid.grid.column_of("air_speed"))
    assert grid.isColumnHidden(grid.grid.column_of("globe"))


def test_a_refused_text_keeps_its_column_in_sight(points: Opened, app: QApplication) -> None:
    window, screen = points("light")
    assert screen.sheet is not None
    sheet, row = screen.sheet, screen.sheet.live.keys()[0]
    brightness = sheet.grid.grid.column_of("brightness")
    screen.bar.spare.click()
    at(screen, row, "brightness")
    types(sheet.grid, "много")
    press(editor(sheet.grid), Qt.Key.Key_Return)
    settle(app, window)
    screen.bar.spare.click()
    assert not sheet.grid.isColumnHidden(brightness)
    at(screen, row, "brightness")
    press(sheet.grid, Qt.Key.Key_Delete)
    settle(app, window)
    settle(app, window)
    assert sheet.grid.isColumnHidden(brightness)
    assert sheet.go_to(row, "brightness")  # a jump there brings it
    assert not sheet.grid.isColumnHidden(brightness)


def test_a_lower_limit_reads_as_one(points: Opened) -> None:
    _, screen = points("light")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]  # 461 lx where 500 are due
    assert cell(screen, row, "limit").text == "≥ 500"
    difference = cell(screen, row, "difference")
    assert (difference.text, difference.weight) == ("−39", "medium")
    better = screen.sheet.live.keys()[1]
    found = cell(screen, better, "difference")
    assert (found.text[0], found.weight) == ("+", "normal")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "«Пребывание», Ctrl+T"), ("kk", "«Болу уақыты»"), ("en", "“Stays”, Ctrl+T")],
)
def test_rows_that_nobody_stays_at_say_which_verb_adds_workplaces(
    points: Opened, app: QApplication, language: str, words: str
) -> None:
    window, screen = points("noise", language)
    row = {"position_written": "Склад", "noise_leq": "60"}
    certification = window.desk.certification_id
    do(window, app, AddPoints(certification_id=certification, family="noise", rows=(row,)))
    settle(app, window)
    assert screen.sheet is not None
    assert words in said(screen)
    assert "Ctrl+T" in said(screen)
    assert "Ctrl+T" in cell(screen, screen.sheet.live.keys()[-1], "places").tooltip


@pytest.mark.parametrize("text", ["Iа", "Ia", "Іа", "ІА", "1а", "1a", "легкая – Iа"])
def test_a_category_is_understood_under_any_layout(
    points: Opened, app: QApplication, text: str
) -> None:
    window, screen = points("microclimate")
    assert screen.sheet is not None
    rows = screen.sheet.live.keys()
    at(screen, rows[0], "work_category")
    types(screen.sheet.grid, text)
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    settle(app, window)
    at(screen, rows[1], "work_category")
    QGuiApplication.clipboard().setText(f"{text}\n")
    press(screen.sheet.grid, Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    settle(app, window)
    stored = {str(p.id): p.work_category for p in points_of(window, app, "microclimate")}
    assert (stored[rows[0]], stored[rows[1]]) == ("Iа", "Iа")  # as the norm writes it
    assert cell(screen, rows[1], "work_category").text == "Iа"


def test_letters_on_the_digit_keys_stay_letters_in_texts(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, row = screen.sheet.grid, screen.sheet.live.keys()[0]

    def kazakh_i(widget: object) -> None:
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            0,
            Qt.KeyboardModifier.NoModifier,
            DIGIT_KEY_OF_KAZAKH_I,
            0,
            0,
            "і",
        )
        QApplication.sendEvent(widget, event)  # type: ignore[arg-type]

    for column, wanted in (("position_written", "іі"), ("remark", "іі"), ("noise_leq", "33")):
        at(screen, row, column)
        kazakh_i(grid)
        kazakh_i(editor(grid))
        assert editor(grid).text() == wanted, column
        press(editor(grid), Qt.Key.Key_Return)
        settle(app, window)


def test_the_family_is_found_again_after_a_kill(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.panel.tree.go_to("family\tmicroclimate")
    settle(app, window)
    settle(app, window)
    kept = window.desk.drafts.of("session")
    assert (kept["screen"], kept["thing"], kept["open"]) == ("points", "microclimate", "yes")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[2]
    at(screen, row, "air_temperature")
    types(screen.sheet.grid, "21,5")
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert kept["thing"] == "microclimate"
    assert kept["row"].endswith("/air_temperature")


def test_the_journal_of_the_visit_is_one_button_away(points: Opened, app: QApplication) -> None:
    window, screen = points()
    screen.journal.click()
    settle(app, window)
    assert (window.current.place().screen, window.current.place().tab) == ("visit", "blank")
