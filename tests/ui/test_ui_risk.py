"""The risk page: counts agree with the register, ratings are typed into their cells."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from window_hands import OpenWindow, press

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.risk import RiskScreen
from riskdesk.ui.shots import settle


def opened(window: MainWindow, app: QApplication) -> RiskScreen:
    window.show_place(Place("risk"))
    settle(app, window)
    assert isinstance(window.current, RiskScreen)
    return window.current


def test_counts_agree_with_the_register(open_window: OpenWindow, app: QApplication) -> None:
    page = opened(open_window(), app)._page
    assert page is not None
    rated = [row for row in page.rows if row.now is not None]
    assert sum(cell.count for cell in page.cells) == sum(r.now for r in page.levels) == len(rated)
    assert len(page.cells) == 25
    assert page.positions == 31


def test_a_cell_of_the_matrix_filters(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    page = screen._page
    assert page is not None
    cell = next(c for c in page.cells if c.count)
    screen.matrix._choose((cell.probability, cell.severity))
    shown = [row for row in screen.grid.grid.rows if not row.is_group]
    assert len(shown) == cell.count
    screen.matrix._choose((cell.probability, cell.severity))
    assert len([r for r in screen.grid.grid.rows if not r.is_group]) == len(page.rows)


def test_a_rating_is_typed_and_judged(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    page = screen._page
    assert page is not None
    row = next(r for r in page.rows if r.now is not None and r.hazard_class is None and r.after)
    assert row.now is not None
    screen.grid.go_to(row.risk_id, "probability")
    press(screen.grid, Qt.Key.Key_5, "5")
    editor = screen.grid.findChild(QLineEdit)
    assert editor is not None
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    again = next(r for r in screen._page.rows if r.risk_id == row.risk_id)  # type: ignore[union-attr]
    assert again.now is not None
    assert (again.now.probability, again.now.severity) == (5, row.now.severity)
    assert window._top._saved.isVisible()


def test_an_existing_measure_is_typed_into_its_blank(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    key = screen.grid.current_key()
    for typed in ("", "Перила; табличка"):
        screen.grid.go_to(key, "existing")
        press(screen.grid, Qt.Key.Key_F2)
        editor = screen.grid.findChild(QLineEdit)
        assert editor is not None
        editor.setText(typed)
        press(editor, Qt.Key.Key_Return)
        settle(app, window)
        settle(app, window)
        row = next(r for r in screen._page.rows if r.risk_id == key)  # type: ignore[union-attr]
        assert "; ".join(measure.text.ru for measure in row.existing) == typed
        shown = next(r for r in screen.grid.grid.rows if r.key == key)
        assert shown.cells["existing"].text == typed
        assert shown.cells["existing"].tooltip


def test_a_word_is_refused_in_words(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    key = screen.grid.current_key()
    screen._on_rated(key, "probability", "много")
    assert window._notice.isVisible()
    screen._on_rated(key, "probability", "9")
    settle(app, window)
    assert window._notice.isVisible()
    assert not window._top._saved.isVisible()


def test_the_matrix_is_walked_by_keys(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    press(screen.matrix, Qt.Key.Key_Up)
    press(screen.matrix, Qt.Key.Key_Right)
    assert screen.matrix._focus == (2, 2)
    assert screen.matrix.accessibleDescription()
    press(screen.matrix, Qt.Key.Key_Return)
    assert screen._spot == (2, 2)
    press(screen.matrix, Qt.Key.Key_Escape)
    assert screen._spot is None
