"""The check's list: grouped, filtered, and one key away from the place that is wrong."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import OpenWindow, press, shown

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.check import CheckScreen
from riskdesk.ui.screens.check_rows import GRADES as SEVERITIES
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle


def opened(window: MainWindow, app: QApplication) -> CheckScreen:
    window.show_place(Place("check"))
    settle(app, window)
    assert isinstance(window.current, CheckScreen)
    return window.current


def shown_keys(screen: CheckScreen) -> list[str]:
    return [row.key for row in screen.grid.grid.rows if not row.is_group]


def test_every_problem_is_in_the_list(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    assert len(shown_keys(screen)) == len(screen.rows) > 50
    groups = [row.group for row in screen.grid.grid.rows if row.is_group]
    assert len(groups) == len(set(groups)) == len({row.problem.code for row in screen.rows})
    assert "Прибор без поверки" in groups


def test_errors_come_before_warnings(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    kinds = [(row.problem.severity, row.problem.code) for row in screen.rows]
    weights = [SEVERITIES.index(severity) for severity, _ in kinds]
    assert weights == sorted(weights)
    assert len(set(weights)) >= 2
    runs = [kind for kind, _ in groupby(kinds)]
    assert len(runs) == len(set(runs))


def test_enter_goes_to_the_place(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    row = next(r for r in screen.rows if r.problem.code == "norm-exceeded")
    screen.grid.go_to(row.key, "what")
    assert any("461" in label.text() for label in screen.panel.findChildren(QLabel))
    press(screen.grid, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    page = window.current
    assert isinstance(page, StructureScreen)
    assert page.place() == Place("structure", row.workplace_id or "", "factors", "illuminance")
    window.go_back()
    assert isinstance(window.current, CheckScreen)
    assert window.current.grid.current_key() == row.key


def test_a_card_problem_opens_its_card(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    row = next(r for r in screen.rows if r.problem.quantity == "heaviness")
    screen.grid.go_to(row.key, "what")
    screen.panel.open.click()
    settle(app, window)
    settle(app, window)
    assert window.current.place().tab == "heaviness"


def test_chips_and_filter_narrow_the_list(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    screen.filters.chips["warning"].setChecked(False)
    screen.filters.chips["info"].setChecked(False)
    errors = shown_keys(screen)
    assert len(errors) == sum(row.problem.severity == "error" for row in screen.rows)
    screen.filters.line.setText("поливщик")
    assert 0 < len(shown_keys(screen)) < len(errors)
    screen.filters.line.setText("нет такого")
    assert shown_keys(screen) == []
    assert not screen.panel.open.isEnabled()


def test_the_strip_leads_to_the_problems_of_its_workplace(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("structure"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    screen.view._show_all()
    settle(app, window)
    check = window.current
    assert isinstance(check, CheckScreen)
    rows = {row.key: row for row in check.rows}
    assert {rows[key].problem.workplace for key in shown_keys(check)} == {1}


def test_the_badge_counts_errors(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    errors = sum(row.problem.severity == "error" for row in screen.rows)
    assert window._rail._buttons["check"].badge == errors


def test_a_differing_mark_of_a_card_is_a_warning_there_too(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    rows = opened(window, app).rows
    found = next(
        row.problem
        for row in rows
        if (row.problem.code, row.problem.quantity) == ("mark-differs", "heaviness")
    )
    assert found.severity == "warning"
    screen = shown(window, app, "heaviness", "", found.workplace or 0)
    rows_shown = [row for row in screen.view.heaviness.grid.grid.rows if not row.is_group]
    signs = [row.cells["gutter"].before for row in rows_shown]
    assert {sign.icon for sign in signs if sign is not None} == {"warning"}
