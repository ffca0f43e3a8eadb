"""The grid's keys are Excel's: each is pressed, and the focus and the data are looked at."""

from collections.abc import Iterator

import pytest
from grid_ledger import Ledger, editor, ledger, types
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from window_hands import press, type_text

from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.look import Look

pytestmark = pytest.mark.usefixtures("look")
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> Iterator[Ledger]:
    made = ledger(look, "80", "", "82,5", "83")
    qtbot.addWidget(made.grid)
    yield made
    QApplication.clipboard().clear()


def at(grid: Grid) -> tuple[str, str]:
    return grid.current_key(), grid.current_column()


def test_enter_down_shift_enter_up(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_Return)
    press(sheet.grid, KEY.Key_Enter)
    assert at(sheet.grid) == ("r2", "level")
    press(sheet.grid, KEY.Key_Return, held=SHIFT)
    assert at(sheet.grid) == ("r1", "level")


def test_tab_goes_right_to_the_next_row_and_enter_comes_back(sheet: Ledger) -> None:
    for _ in range(5):
        press(sheet.grid, KEY.Key_Tab)
    assert at(sheet.grid) == ("r0", "day")
    press(sheet.grid, KEY.Key_Tab)  # the computed column is stepped over
    assert at(sheet.grid) == ("r1", "name")
    press(sheet.grid, KEY.Key_Backtab, held=SHIFT)
    assert at(sheet.grid) == ("r0", "day")
    press(sheet.grid, KEY.Key_Return)
    assert at(sheet.grid) == ("r1", "level")


def test_enter_and_tab_leave_the_editor_too(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_9, "9")
    type_text(editor(sheet.grid), "1,5")
    press(editor(sheet.grid), KEY.Key_Return)
    assert at(sheet.grid) == ("r1", "level")
    press(sheet.grid, KEY.Key_7, "7")
    press(editor(sheet.grid), KEY.Key_Tab)
    assert at(sheet.grid) == ("r1", "people")
    press(sheet.grid, KEY.Key_3, "3")
    press(editor(sheet.grid), KEY.Key_Up)
    assert at(sheet.grid) == ("r0", "people")
    assert sheet.column("level") == ["91,5", "7", "82,5", "83"]
    assert sheet.column("people") == ["", "3", "", ""]


def test_f2_edits_typing_replaces_escape_returns(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_F2)
    assert editor(sheet.grid).text() == "80"
    editor(sheet.grid).end(False)  # noqa: FBT003 - Qt's signature
    type_text(editor(sheet.grid), ",4")
    press(editor(sheet.grid), KEY.Key_Return)
    assert sheet.column("level")[0] == "80,4"
    sheet.grid.go_to("r0", "level")
    press(sheet.grid, KEY.Key_5, "5")
    assert editor(sheet.grid).text() == "5"
    press(editor(sheet.grid), KEY.Key_Escape)
    assert sheet.column("level")[0] == "80,4"
    assert len(sheet.carried) == 1


def test_del_clears_the_selection_as_one_step(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_Down, held=SHIFT)
    press(sheet.grid, KEY.Key_Down, held=SHIFT)
    press(sheet.grid, KEY.Key_Delete)
    assert sheet.column("level") == ["", "", "", "83"]
    assert [action for action, _ in sheet.carried] == ["clear"]


def test_fill_down_and_right(sheet: Ledger) -> None:
    for _ in range(3):
        press(sheet.grid, KEY.Key_Down, held=SHIFT)
    press(sheet.grid, KEY.Key_D, held=CTRL)
    assert sheet.column("level") == ["80"] * 4
    sheet.grid.go_to("r1", "people")
    press(sheet.grid, KEY.Key_R, held=CTRL)
    assert sheet.column("people") == ["", "80", "", ""]
    sheet.grid.go_to("r2", "people")
    press(sheet.grid, KEY.Key_D, held=CTRL)  # one cell takes the cell above
    assert sheet.column("people") == ["", "80", "80", ""]
    assert [action for action, _ in sheet.carried] == ["fill"] * 3


def test_the_edges_of_the_data(sheet: Ledger) -> None:
    sheet.grid.go_to("r2", "level")
    press(sheet.grid, KEY.Key_Up, held=CTRL)
    assert at(sheet.grid) == ("r0", "level")  # over the gap to the next filled cell
    press(sheet.grid, KEY.Key_End, held=CTRL)
    assert sheet.grid.moves.at == (4, 7)  # the blank row is the last
    press(sheet.grid, KEY.Key_Home, held=CTRL)
    assert at(sheet.grid) == ("r0", "name")
    press(sheet.grid, KEY.Key_Down, held=CTRL)
    assert at(sheet.grid) == ("r3", "name")
    press(sheet.grid, KEY.Key_Right, held=CTRL)
    assert at(sheet.grid) == ("r3", "level")


def test_selecting_rows_columns_and_all(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_Space, " ", held=SHIFT)
    area = sheet.grid.hands.area()
    assert (len(area.rows), len(area.columns)) == (1, 8)
    sheet.grid.go_to("r1", "level")
    press(sheet.grid, KEY.Key_Space, " ", held=CTRL)
    area = sheet.grid.hands.area()
    assert (len(area.rows), area.columns) == (5, [1])
    press(sheet.grid, KEY.Key_A, held=CTRL)
    area = sheet.grid.hands.area()
    assert (len(area.rows), len(area.columns)) == (5, 8)
    press(sheet.grid, KEY.Key_Escape)
    assert sheet.grid.hands.area().single


def test_the_table_is_left_by_ctrl_tab_esc_and_its_end(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    sheet = ledger(look, "80")
    before, after = QLineEdit(), QLineEdit()
    for part in (before, sheet.grid, after):
        row.addWidget(part)
    page.show()
    page.activateWindow()
    for key, held in ((KEY.Key_Tab, CTRL), (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier)):
        sheet.grid.setFocus()
        press(sheet.grid, key, held=held)
        assert page.focusWidget() is after
    sheet.grid.setFocus()
    sheet.grid.moves.to(1, 6)  # the last cell that can be typed
    press(sheet.grid, KEY.Key_Tab)
    assert page.focusWidget() is after


def test_a_row_begins_in_the_blank_one_and_is_one_row(sheet: Ledger) -> None:
    sheet.offline = True
    sheet.grid.moves.to(4, 0)
    blank = sheet.grid.current_key()
    types(sheet.grid, "Цех")
    press(editor(sheet.grid), KEY.Key_Tab)
    assert at(sheet.grid) == (blank, "level")
    assert sheet.grid.grid.rowCount() == 6  # another blank row stands below
    types(sheet.grid, "77")
    press(editor(sheet.grid), KEY.Key_Return)
    edits = [edit for _, carried in sheet.carried for edit in carried]
    assert [(e.row, e.column, e.text, e.new) for e in edits] == [
        (blank, "name", "Цех", True),
        (blank, "level", "77", True),
    ]
    for edit in edits:
        sheet.answer([edit])
    assert list(sheet.rows) == ["r0", "r1", "r2", "r3", blank]
    assert sheet.grid.grid.rowCount() == 6


def test_ctrl_minus_removes_rows(sheet: Ledger) -> None:
    press(sheet.grid, KEY.Key_Down, held=SHIFT)
    press(sheet.grid, KEY.Key_Minus, "-", held=CTRL)
    assert sheet.removed == ["r0", "r1"]
    assert list(sheet.rows) == ["r2", "r3"]


def test_a_choice_is_found_while_typing(sheet: Ledger) -> None:
    sheet.grid.go_to("r0", "device")
    types(sheet.grid, "олш")  # Ө is found without the Kazakh letter
    press(editor(sheet.grid), KEY.Key_Return)
    assert sheet.column("device")[0] == "i3"
    assert sheet.grid.grid.cell(sheet.grid.grid.index(0, 4)).text == "Өлшегіш"
    sheet.grid.go_to("r1", "device")
    press(sheet.grid, KEY.Key_F2)
    press(editor(sheet.grid), KEY.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    press(editor(sheet.grid), KEY.Key_Down)
    press(editor(sheet.grid), KEY.Key_Return)
    assert sheet.column("device")[1] == "i2"


def test_space_ticks_a_flag(sheet: Ledger) -> None:
    sheet.grid.go_to("r0", "night")
    press(sheet.grid, KEY.Key_Space, " ")
    assert sheet.column("night")[0] == "1"
    press(sheet.grid, KEY.Key_Space, " ")
    assert sheet.column("night")[0] == ""


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("level", "8o"),
        ("level", "150"),
        ("people", "2,5"),
        ("repeats", "82; x"),
        ("device", "нет такого"),
        ("day", "31.02.2026"),
        ("day", "1.2.26"),
    ],
)
def test_what_does_not_fit_stays_is_marked_and_said(sheet: Ledger, column: str, text: str) -> None:
    kept: dict[str, str] = {}
    sheet.grid.keep_drafts(kept)
    sheet.grid.go_to("r1", column)
    types(sheet.grid, text)
    press(editor(sheet.grid), KEY.Key_Return)
    cell = sheet.grid.grid.cell(sheet.grid.grid.index(1, sheet.grid.grid.column_of(column)))
    assert (cell.text, cell.invalid) == (text, True)
    assert sheet.carried == []
    assert kept == {f"r1\t{column}": text}
    assert [each[:2] for each in sheet.grid.problems()] == [("r1", column)]
    sheet.show()  # a refresh changes nothing
    sheet.grid.go_to("r1", column)
    note = sheet.grid._note
    assert note.isVisibleTo(sheet.grid)
    assert note.accessibleName() == sheet.grid.problems()[0][2]
    press(sheet.grid, KEY.Key_Backspace, held=Qt.KeyboardModifier.AltModifier)
    assert sheet.grid.problems() == []
    assert kept == {}


def test_drafts_of_an_earlier_run_come_back(sheet: Ledger) -> None:
    kept = {"r1\tlevel": "8o", "+n1\tname": "Новое место", "r2\tgone": "x"}
    sheet.grid.keep_drafts(kept)
    assert sheet.grid.problems()[0][:2] == ("r1", "level")
    assert sheet.grid.grid.rows[4].key == "n1"
    press_at(sheet, "n1", "name")
    assert sheet.carried[-1][1][0].new


def press_at(sheet: Ledger, row: str, column: str) -> None:
    sheet.grid.go_to(row, column)
    press(sheet.grid, KEY.Key_F2)
    press(editor(sheet.grid), KEY.Key_Return)


def test_a_failed_disk_keeps_the_text_with_the_reason(sheet: Ledger) -> None:
    sheet.offline = True
    kept: dict[str, str] = {}
    sheet.grid.keep_drafts(kept)
    types(sheet.grid, "85")
    press(editor(sheet.grid), KEY.Key_Return)
    cell = sheet.grid.grid.cell(sheet.grid.grid.index(0, 1))
    assert (cell.text, cell.draft, cell.invalid) == ("85", True, False)
    sheet.grid.refuse(sheet.carried[0][1], "диск заполнен")
    cell = sheet.grid.grid.cell(sheet.grid.grid.index(0, 1))
    assert (cell.text, cell.problem) == ("85", "диск заполнен")
    assert kept == {"r0\tlevel": "85"}
    press_at(sheet, "r0", "level")  # once more
    sheet.answer(sheet.carried[1][1])
    assert kept == {}
    assert sheet.column("level")[0] == "85"


def test_typing_survives_rows_that_come_and_go(sheet: Ledger) -> None:
    sheet.grid.go_to("r2", "level")
    press(sheet.grid, KEY.Key_9, "9")
    sheet.rows = {"a": {"name": "первое"}, **sheet.rows}
    sheet.show()  # a row before this one: the editor moves with it
    assert editor(sheet.grid).text() == "9"
    press(editor(sheet.grid), KEY.Key_Return)
    assert sheet.rows["r2"]["level"] == "9"


def test_ctrl_acts_by_position_in_a_kazakh_layout(sheet: Ledger) -> None:
    for _ in range(2):
        press(sheet.grid, KEY.Key_Down, held=SHIFT)
    for native, scan in ((ord("D"), 40), (0, 40)):  # as Windows tells it, as X11 does
        event = QKeyEvent(QEvent.Type.KeyPress, 0x0412, CTRL, scan, native, 0, "в")
        QApplication.sendEvent(sheet.grid, event)
    assert sheet.column("level") == ["80", "80", "80", "83"]


def test_digits_in_a_kazakh_layout(sheet: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for code, letter in ((17, "ү"), (11, "ә"), (61, "№"), (14, "ғ"), (15, ",")):
        target = sheet.grid.delegate.editor or sheet.grid
        event = QKeyEvent(
            QEvent.Type.KeyPress, 0x0498, Qt.KeyboardModifier.NoModifier, code, 0, 0, letter
        )
        QApplication.sendEvent(target, event)
    assert editor(sheet.grid).text() == "82,56"
    press(editor(sheet.grid), KEY.Key_Return)
    assert sheet.column("level")[0] == "82,56"
    sheet.grid.go_to("r0", "name")
    event = QKeyEvent(QEvent.Type.KeyPress, 0x0498, Qt.KeyboardModifier.NoModifier, 11, 0, 0, "ә")
    QApplication.sendEvent(sheet.grid, event)
    assert editor(sheet.grid).text() == "ә"  # in a text it is a letter


def test_the_menu_has_the_same_actions_and_their_keys(sheet: Ledger, look: Look) -> None:
    menu = sheet.grid.hands.menu()
    words = {each.objectName(): each.text() for each in menu.actions() if each.objectName()}
    assert words["fill_down"] == f"{look.tr('grid.fill_down')}\tCtrl+D"
    assert len(words) == 16
    next(each for each in menu.actions() if each.objectName() == "clear").trigger()
    assert sheet.column("level")[0] == ""


def test_a_list_opens_and_copies_and_is_not_edited(qtbot: QtBot, look: Look) -> None:
    sheet = ledger(look, "80", "81")
    grid = Grid(look, sheet.grid.grid.columns, "список", orders="here")
    for each in (sheet.grid, grid):
        qtbot.addWidget(each)
    grid.set_rows([row for row in sheet.grid.grid.rows if row.key.startswith("r")])
    grid.go_to("r0")
    press(grid, KEY.Key_Down, held=SHIFT)
    press(grid, KEY.Key_C, held=CTRL)
    lines = QApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:2] for line in lines[:2]] == [["место 0", "80"], ["место 1", "81"]]
    assert not grid.hands.can("paste")
