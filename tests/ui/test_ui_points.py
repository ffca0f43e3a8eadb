"""The sheet of a family: judged at each key, stored in one step, rows that begin by typing."""

from decimal import Decimal
from pathlib import Path

import pytest
from grid_ledger import editor, types
from points_hands import Opened, at, cell, do, explained, on_disk, points_of, said, tag
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import press

from riskdesk.domain.values import HazardClass
from riskdesk.services.edit_points import AddPoints, SetUncertainty
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.shots import settle


def test_the_class_follows_each_key_and_enter_stores(
    points: Opened, app: QApplication, database: Path
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, row = screen.sheet.grid, screen.sheet.live.keys()[20]
    screen._toggle_why()
    at(screen, row)
    assert tag(screen, row) == "2"
    types(grid, "86")
    assert (tag(screen, row), cell(screen, row, "limit").text) == ("3.1", "≤ 80")
    assert "86 дБА − 80 дБА" in explained(screen)
    types(grid, ",4; 95")  # the repeats are judged together
    assert tag(screen, row) == "3.2"
    assert cell(screen, row, "difference").text.startswith("+")
    assert "ҚР ДСМ-15" in cell(screen, row, "clause").text
    press(editor(grid), Qt.Key.Key_Return)
    assert tag(screen, row) == "3.2"  # before the disk has answered
    settle(app, window)
    assert tag(screen, row) == "3.2"
    assert not cell(screen, row, "noise_leq").draft
    window.close()
    assert on_disk(database)[20].readings["noise_leq"] == "86,4; 95"


def test_leaving_the_cell_by_escape_brings_the_stored_class_back(
    points: Opened, app: QApplication
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, row = screen.sheet.grid, screen.sheet.live.keys()[20]
    at(screen, row)
    before = cell(screen, row, "noise_leq").text
    types(grid, "99")
    assert tag(screen, row) == "3.2"
    press(editor(grid), Qt.Key.Key_Escape)
    settle(app, window)
    assert (tag(screen, row), cell(screen, row, "noise_leq").text) == ("2", before)


def test_a_text_that_is_no_number_stays_with_its_reason(
    points: Opened, app: QApplication, database: Path
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, row = screen.sheet.grid, screen.sheet.live.keys()[21]
    at(screen, row)
    types(grid, "63,,6")
    assert tag(screen, row) == "–"
    press(editor(grid), Qt.Key.Key_Return)
    settle(app, window)
    found = cell(screen, row, "noise_leq")
    assert (found.text, found.invalid) == ("63,,6", True)
    assert "63,,6" in said(screen)
    at(screen, screen.sheet.live.keys()[2])
    press(grid, Qt.Key.Key_F8)
    window.close()
    assert on_disk(database)[21].readings["noise_leq"] != "63,,6"


def test_typing_into_the_blank_row_begins_a_point(
    points: Opened, app: QApplication, database: Path
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, count = screen.sheet.grid, len(screen.sheet.live.keys())
    screen.new.click()
    assert grid.currentIndex().row() == count
    types(grid, "Компрессорная")
    press(editor(grid), Qt.Key.Key_Tab)  # to the zone
    types(grid, "Двор")
    press(editor(grid), Qt.Key.Key_Tab)
    types(grid, "91")
    press(editor(grid), Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert len(screen.sheet.live.keys()) == count + 1
    assert not grid.grid.drafts
    window.close()
    made = on_disk(database)[-1]
    assert (made.label, made.position_written, made.zone) == (
        f"{count + 1}т",
        "Компрессорная",
        "Двор",
    )
    assert made.readings["noise_leq"] == "91"
    assert made.instrument_id is not None  # the meter that fits was taken by itself


def test_a_block_from_excel_is_one_step(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, keys = screen.sheet.grid, screen.sheet.live.keys()
    before = [point.readings["noise_leq"] for point in points_of(window, app)]
    at(screen, keys[0])
    QGuiApplication.clipboard().setText("61,1\n61,2\n61,3\n")
    press(grid, Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    settle(app, window)
    now = [point.readings["noise_leq"] for point in points_of(window, app)]
    assert now[:3] == ["61,1", "61,2", "61,3"]
    window.step(back=True)
    settle(app, window)
    assert [point.readings["noise_leq"] for point in points_of(window, app)] == before


def test_what_does_not_fit_of_a_paste_is_shown_first(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, keys = screen.sheet.grid, screen.sheet.live.keys()
    at(screen, keys[0])
    QGuiApplication.clipboard().setText("61,1\n5000\n")
    press(grid, Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    preview = grid.hands.preview
    assert preview is not None
    assert preview.isVisible()
    preview.reject()
    assert points_of(window, app)[0].readings["noise_leq"] != "61,1"


def test_filling_down_and_removing_are_taken_back(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    grid, keys = screen.sheet.grid, screen.sheet.live.keys()
    at(screen, keys[0], "remark")
    types(grid, "окно")
    press(editor(grid), Qt.Key.Key_Return)
    settle(app, window)
    grid.go_to(keys[0], "remark")
    for _ in range(3):
        press(grid, Qt.Key.Key_Down, "", Qt.KeyboardModifier.ShiftModifier)
    press(grid, Qt.Key.Key_D, "", Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    settle(app, window)
    assert [p.remark for p in points_of(window, app)[:5]] == ["окно"] * 4 + [""]
    press(grid, Qt.Key.Key_Minus, "", Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    settle(app, window)
    assert [p.id for p in points_of(window, app)] == keys[4:]
    window.step(back=True)
    settle(app, window)
    assert [p.id for p in points_of(window, app)] == keys


def test_a_row_moves_by_keys(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    keys = screen.sheet.live.keys()
    at(screen, keys[2])
    screen.acts.move(-1)
    settle(app, window)
    settle(app, window)
    assert screen.sheet.live.keys()[:3] == [keys[0], keys[2], keys[1]]
    assert screen.sheet.grid.current_key() == keys[2]
    screen.acts.move(1)
    settle(app, window)
    settle(app, window)
    assert screen.sheet.live.keys()[:3] == keys[:3]


def test_the_sheet_has_the_columns_of_its_family(points: Opened, app: QApplication) -> None:
    window, screen = points("light")
    assert screen.sheet is not None
    keys = [column.key for column in screen.sheet.columns]
    catalog = screen.sheet.live.answer.context.catalog
    assert [k for k in keys if k in {c.id for c in catalog.families["light"].columns}] == [
        column.id for column in catalog.families["light"].columns
    ]
    assert "visual_grade" in keys
    assert "noise_leq" not in keys
    grid = screen.sheet.grid
    assert grid.isColumnHidden(grid.grid.column_of("brightness"))
    screen.bar.spare.click()
    assert not grid.isColumnHidden(grid.grid.column_of("brightness"))
    screen.panel.tree.go_to("family\tmicroclimate")
    settle(app, window)
    settle(app, window)
    assert screen.sheet.family == "microclimate"
    assert "work_category" in {column.key for column in screen.sheet.columns}


def test_a_substance_is_found_while_typing(points: Opened, app: QApplication) -> None:
    window, screen = points("chemical")
    assert screen.sheet is not None
    grid = screen.sheet.grid
    screen.new.click()
    grid.go_to(grid.current_key(), "air_substance")
    types(grid, "озон")
    press(editor(grid), Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    made = points_of(window, app, "chemical")
    substance = screen.sheet.live.substances.by_row(made[0].readings["air_substance"])
    assert substance.name.ru == "Озон"
    assert cell(screen, made[0].id, "air_substance").text == "Озон"


def test_without_a_value_the_panel_shows_what_would_judge(points: Opened) -> None:
    _, screen = points("vibration_local")
    assert screen.sheet is not None
    screen._toggle_why()
    words = explained(screen)
    assert "3.2" in words or len(words) > 200
    assert "1.04.001.2000" in words


def test_three_answers(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    keys = screen.sheet.live.keys()
    names = tuple(point.id for point in points_of(window, app))
    do(window, app, SetUncertainty(text="2,3", point_ids=names))
    for row, text, verdict in (
        (keys[20], "70", "в норме"),
        (keys[20], "99", "вне нормы"),
        (keys[20], "81", "не определено"),
    ):
        at(screen, row)
        types(screen.sheet.grid, text)
        assert cell(screen, row, "verdict").text == verdict
        strip = cell(screen, row, "verdict").strip
        assert strip is not None
        assert strip.spread == pytest.approx(2.3)
        press(editor(screen.sheet.grid), Qt.Key.Key_Return)
        settle(app, window)
    settle(app, window)
    found = cell(screen, keys[20], "class")
    assert found.tag is not None
    assert (found.tag.accepted, found.text) == (False, "измерить ещё")
    assert "Не определено строк: 1" in said(screen)


def test_a_zone_shows_its_rows_and_new_ones_begin_there(points: Opened, app: QApplication) -> None:
    window, screen = points("chemical")
    rows = ({"zone": "Сварка", "position_written": "Пост"}, {"position_written": "Склад"})
    certification = window.desk.certification_id
    do(window, app, AddPoints(certification_id=certification, family="chemical", rows=rows))
    assert screen.sheet is not None
    assert len(screen.sheet.grid.grid.rows) == 3
    assert screen.panel.tree.go_to("zone\tСварка\tchemical")
    settle(app, window)
    shown = [row.key for row in screen.sheet.grid.grid.rows[:-1]]
    assert screen.sheet.live.keys("Сварка") == shown
    screen.new.click()
    types(screen.sheet.grid, "Пост 2")
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert [p.zone for p in points_of(window, app, "chemical")] == ["Сварка", "", "Сварка"]


def test_the_note_beside_a_choice_opens_and_closes_by_keys(points: Opened) -> None:
    _, screen = points("light")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]
    at(screen, row, "label")
    assert not screen.bar.judge.isEnabled()
    at(screen, row, "visual_grade")
    assert screen.bar.judge.isEnabled()
    screen.bar.judge.click()
    note = screen.guidance._note
    assert note is not None
    assert note.isVisible()
    words = "\n".join(label.text() for label in note.findChildren(QLabel))
    assert "0,15 мм" in words
    assert "Пример 2" in words
    press(note, Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_the_place_is_kept_over_a_change_of_language(points: Opened, app: QApplication) -> None:
    window, screen = points("light")
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[7]
    at(screen, row, "illuminance")
    window.dress.choose_language("kk")
    settle(app, window)
    settle(app, window)
    screen = window.current  # type: ignore[assignment]
    assert isinstance(screen, PointsScreen)
    assert screen.sheet is not None
    assert screen.sheet.family == "light"
    assert (screen.sheet.grid.current_key(), screen.sheet.grid.current_column()) == (
        row,
        "illuminance",
    )


def test_a_refused_text_survives_another_dress(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[3]
    at(screen, row)
    types(screen.sheet.grid, "5x")
    press(editor(screen.sheet.grid), Qt.Key.Key_Return)
    settle(app, window)
    window.dress.choose_theme("dark")
    settle(app, window)
    settle(app, window)
    again = window.current
    assert isinstance(again, PointsScreen)
    assert cell(again, row, "noise_leq").text == "5x"
    assert cell(again, row, "noise_leq").invalid


def test_sorting_and_filters_stay_in_memory(points: Opened) -> None:
    _, screen = points()
    assert screen.sheet is not None
    grid = screen.sheet.grid
    grid.order_by("result", descending=True)
    first = screen.sheet.live.row(grid.grid.rows[0].key)
    assert first is not None
    keys = screen.sheet.live.keys()
    values = [screen.sheet.live.row(key) for key in keys]
    greatest = max(Decimal(str(each.finding.value or 0)) for each in values if each)
    part = screen.sheet.cells.deciding(first)
    assert part is not None
    assert part.value is not None
    assert part.value >= greatest
    screen.sheet.filter({"position_written": "сторож"})
    kept = [row.key for row in grid.grid.rows[:-1]]
    assert 0 < len(kept) < len(values)


def test_no_class_is_given_without_a_value(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[20]
    at(screen, row)
    press(screen.sheet.grid, Qt.Key.Key_Delete)
    settle(app, window)
    settle(app, window)
    found = screen.sheet.live.row(row)
    assert found is not None
    assert found.hazard_class is None
    assert tag(screen, row) == "–"
    assert cell(screen, row, "limit").text == "≤ 80"  # the norm stands there before the value
    assert HazardClass.PERMISSIBLE not in {part.decided for part in found.parts}
