"""The check's list: grouped, filtered, and one key away from the place that is wrong."""

from dataclasses import replace
from itertools import groupby
from time import thread_time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import OpenWindow, press, shortcut, shown, type_text

from riskdesk.services.edit import ChangeValue
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.accept_problem import AcceptProblemDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.check import CheckScreen
from riskdesk.ui.screens.check_rows import GRADES as SEVERITIES
from riskdesk.ui.screens.check_rows import lines_of, target_place
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


def test_a_line_is_accepted_only_with_a_reason(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    row = screen.current()
    assert row is not None
    errors = len([each for each in screen.rows if each.grade == "error"])
    shortcut(window, screen.grid, Qt.Key.Key_F9)
    dialog = window.findChild(AcceptProblemDialog)
    assert dialog is not None
    assert not dialog.act.isEnabled()
    dialog.reason.setFocus()
    type_text(dialog.reason, "Норма 60")
    assert dialog.act.isEnabled()
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    accepted = [each for each in screen.rows if each.grade == "accepted"]
    assert [each.problem.accepted.reason for each in accepted if each.problem.accepted] == [
        "Норма 60"
    ]
    assert window._rail._buttons["check"].badge == errors - 1
    groups = [each.group for each in screen.grid.grid.rows if each.is_group]
    assert groups[-1] == "Принято с причиной"
    screen.filters.chips["accepted"].setChecked(False)
    assert accepted[0].key not in shown_keys(screen)
    screen.filters.chips["accepted"].setChecked(True)
    screen.grid.go_to(accepted[0].key, "what")
    shortcut(window, screen.grid, Qt.Key.Key_F9)
    settle(app, window)
    settle(app, window)
    assert not [each for each in screen.rows if each.grade == "accepted"]


def test_all_lines_of_a_kind_are_one_step(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    first = screen.current()
    assert first is not None
    alike = [each for each in screen.rows if each.problem.code == first.problem.code]
    assert len(alike) > 1
    screen.panel.take.click()
    dialog = window.findChild(AcceptProblemDialog)
    assert dialog is not None
    dialog.reason.setPlainText("так измерено")
    dialog.all.click()
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    assert sum(each.grade == "accepted" for each in screen.rows) == len(alike)
    window.step(back=True)
    settle(app, window)
    settle(app, window)
    assert not any(each.grade == "accepted" for each in screen.rows)


def test_one_key_sets_the_calculated_class(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    row = next(each for each in screen.rows if each.problem.code == "norm-exceeded")
    screen.grid.go_to(row.key, "what")
    assert "3.1" in screen.panel.fix.text()
    shortcut(window, screen.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    settle(app, window)
    place = (row.problem.code, row.problem.workplace, row.problem.quantity)
    left = {(e.problem.code, e.problem.workplace, e.problem.quantity) for e in screen.rows}
    assert place not in left


def test_changed_data_open_a_line_again(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app)
    row = next(each for each in screen.rows if each.problem.code == "norm-exceeded")
    screen.grid.go_to(row.key, "what")
    screen.panel.take.click()
    dialog = window.findChild(AcceptProblemDialog)
    assert dialog is not None
    dialog.reason.setPlainText("лампа заменена")
    dialog.act.click()
    settle(app, window)
    (target,) = [each.id for each in row.problem.targets if each.kind == "measurement"]
    window.jobs.change(ChangeValue(measurement_id=target, text="450")).start()
    settle(app, window)
    settle(app, window)
    (again,) = [each for each in screen.rows if each.problem.reopened is not None]
    assert again.grade == "error"
    screen.grid.go_to(again.key, "what")
    assert any("лампа заменена" in label.text() for label in screen.panel.findChildren(QLabel))
    assert "открыто снова: 1" in screen._head.second.text()


def test_section_and_kind_narrow_the_list(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    whole = len(shown_keys(screen))
    screen.filters.codes.show_value("instrument-expired")
    screen.filters.changed.emit()
    rows = {row.key: row for row in screen.rows}
    assert {rows[key].problem.code for key in shown_keys(screen)} == {"instrument-expired"}
    screen.filters.codes.show_value("")
    screen.filters.sections.setCurrentIndex(1)
    screen.filters.changed.emit()
    assert 0 < len(shown_keys(screen)) < whole
    name = screen.filters.sections.currentText()
    assert {rows[key].section.ru for key in shown_keys(screen)} == {name}


def test_every_line_has_its_place(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    lost = [row.problem.code for row in screen.rows if target_place(row) is None]
    assert lost == []


def test_ten_thousand_lines_stay_quick(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app)
    rows = screen.rows
    many = [replace(rows[n % len(rows)], key=f"{n}") for n in range(10_000)]
    lines = lines_of(screen.look, sorted(many, key=lambda row: (row.grade, row.problem.code)))
    screen._show(lines)
    begun = thread_time()
    screen.filters.line.setText("поливщик")
    spent = thread_time() - begun
    assert 0 < len(shown_keys(screen)) < 10_000
    screen.filters.line.setText("")
    assert len(shown_keys(screen)) == 10_000
    assert spent < 0.2
