"""Before and after the visit: plan, papers, questions, and each gap leads to its place."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, shortcut

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.visit import VisitScreen
from riskdesk.ui.shots import settle

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(window: MainWindow, app: QApplication, tab: str) -> VisitScreen:
    window.show_place(Place("visit", "", tab))
    settle(app, window)
    assert isinstance(window.current, VisitScreen)
    return window.current


def test_the_check_leads_to_the_visit(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    window.show_place(Place("check"))
    settle(app, window)
    window.press_there("check", "Выезд")
    settle(app, window)
    settle(app, window)
    assert isinstance(window.current, VisitScreen)


def test_the_plan_names_instruments_that_expire(open_window: OpenWindow, app: QApplication) -> None:
    screen = opened(open_window(), app, "plan")
    rows = screen.grids["plan"].grid.rows
    expiring = [row for row in rows if row.key.startswith("instrument/")]
    assert {row.cells["what"].text for row in expiring} == {
        "Аспиратор сильфонный АМ-5",
        "Измеритель электрического и магнитного полей ВЕ-МЕТР-АТ-002",
    }
    assert any(row.key.startswith("place/") for row in rows)


def test_the_blank_journal_is_a_sheet_for_each_factor(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app, "blank")
    target = tmp_path / "blank.xlsx"
    screen.save("xlsx", target)
    screen.save("pdf", tmp_path / "blank.pdf")
    settle(app, window)
    book = load_workbook(target)
    shown = [row.cells["what"].text for row in screen.grids["blank"].grid.rows]
    assert len(book.sheetnames) == len(shown) >= 3
    first = [str(cell.value) for row in book[book.sheetnames[0]].iter_rows() for cell in row]
    assert any("Бланк журнала измерений" in text for text in first)
    assert any("Өлшеу журналының бланкісі" in text for text in first)
    assert any("1т" in text for text in first)
    assert (tmp_path / "blank.pdf").read_bytes().startswith(b"%PDF")


def test_questions_are_copied_by_a_key(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app, "questions")
    shortcut(window, screen.grids["questions"], Qt.Key.Key_C, CONTROL_SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(screen.grids["questions"].grid.rows)
    assert lines[0] == "1. Сообщите БИН предприятия."


def test_questions_are_saved_with_room_for_answers(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app, "questions")
    target = tmp_path / "questions.xlsx"
    screen.save("xlsx", target)
    settle(app, window)
    texts = [str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row]
    assert any("Ответ" in text for text in texts)
    assert any("Сообщите БИН предприятия." in text for text in texts)


def test_a_gap_leads_to_its_place(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app, "review")
    grid = screen.grids["review"]
    icons = {row.key: row.cells["sign"].before for row in grid.grid.rows}
    assert {sign.icon for sign in icons.values() if sign} == {"tick", "warning"}
    grid.go_to("review-guarantees", "what")
    press(grid, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert window.current.place().screen == "structure"
    window.go_back()
    screen = opened(window, app, "review")
    screen.grids["review"].go_to("review-commission", "what")
    press(screen.grids["review"], Qt.Key.Key_Return)
    settle(app, window)
    assert window.current.place().screen == "enterprise"
