"""A change of language, theme or size takes nothing that was typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from window_hands import OpenWindow, press, shown, type_text

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.check import CheckScreen
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle

CHANGES = ("language", "theme", "scale")


def change(window: MainWindow, what: str) -> None:
    if what == "language":
        window.dress.choose_language("kk")
    elif what == "theme":
        window.dress.choose_theme("dark")
    else:
        window.dress.step_scale(1)


def value_cell(screen: StructureScreen, row: str) -> tuple[str, bool]:
    model = screen.view.factors.grid.grid
    cell = model.cell(model.index(model.row_of(row), model.column_of("value")))
    return cell.text, cell.invalid


@pytest.mark.parametrize("what", CHANGES)
def test_a_refused_value_stays(open_window: OpenWindow, app: QApplication, what: str) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    press(screen.view.factors.grid, Qt.Key.Key_6, "6")
    editor = screen.view.factors.grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "3,,6")
    change(window, what)  # the editor is still open
    settle(app, window)
    assert isinstance(window.current, StructureScreen)
    assert window.current is not screen
    assert value_cell(window.current, "noise_leq") == ("63,,6", True)


@pytest.mark.parametrize("what", CHANGES)
def test_a_value_being_typed_is_stored(
    open_window: OpenWindow, app: QApplication, what: str
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    press(screen.view.factors.grid, Qt.Key.Key_6, "6")
    editor = screen.view.factors.grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "1,5")
    change(window, what)
    settle(app, window)
    assert isinstance(window.current, StructureScreen)
    assert value_cell(window.current, "noise_leq") == ("61,5", False)
    assert window.desk.drafts.of(window.current.place().thing) == {}


@pytest.mark.parametrize("what", CHANGES)
def test_a_count_that_is_none_stays(open_window: OpenWindow, app: QApplication, what: str) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "heaviness", "heaviness/2.1")
    men = screen.view.heaviness.staffing.men
    men.setFocus()
    type_text(men, "1,5")
    press(men, Qt.Key.Key_Return)
    change(window, what)
    settle(app, window)
    assert isinstance(window.current, StructureScreen)
    men = window.current.view.heaviness.staffing.men
    assert (men.text(), men.property("state")) == ("1,5", "invalid")
    page = window.current.view.page
    assert page is not None
    assert page.men is None


@pytest.mark.parametrize("what", CHANGES)
def test_a_filter_stays(open_window: OpenWindow, app: QApplication, what: str) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("check"))
    settle(app, window)
    assert isinstance(window.current, CheckScreen)
    window.current.filters.line.setText("сборщик")
    before = len(window.current.grid.grid.rows)
    change(window, what)
    settle(app, window)
    assert isinstance(window.current, CheckScreen)
    assert window.current.filters.line.text() == "сборщик"
    if what != "language":
        assert len(window.current.grid.grid.rows) == before
