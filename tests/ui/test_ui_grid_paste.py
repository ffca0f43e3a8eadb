"""Blocks go both ways between the grid and Excel; what does not fit is shown before it lands."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence

import pytest
from grid_ledger import Ledger, ledger
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_hands import press

from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_block import read_block, write_block
from riskdesk.ui.kit.grid_sheet import Edit, Verdict
from riskdesk.ui.look import Look

pytestmark = pytest.mark.usefixtures("look")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> Iterator[Ledger]:
    made = ledger(look, "80", "81", "82")
    qtbot.addWidget(made.grid)
    yield made
    QApplication.clipboard().clear()


def paste(grid: Grid, text: str) -> None:
    QApplication.clipboard().setText(text)
    press(grid, Qt.Key.Key_V, held=CTRL)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("80\t2\n81\t3\n", [["80", "2"], ["81", "3"]]),
        ("80\r\n81\r\n", [["80"], ["81"]]),
        ("a\n\n", [["a"], [""]]),
        ('"две\nстроки"\tb\n', [["две\nстроки", "b"]]),
        ('"он сказал ""да"""\tb', [['он сказал "да"', "b"]]),
        ('ТОО "Ромашка"\tb', [['ТОО "Ромашка"', "b"]]),
        ('"Ромашка"\tb', [['"Ромашка"', "b"]]),
        ("\t\t", [["", "", ""]]),
        ('"a\tb"\n', [["a\tb"]]),
    ],
)
def test_a_block_is_read(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


@pytest.mark.parametrize("field", ["a", 'в "кавычках"', '"все"', "две\nстроки", "та\tб", '"', '""'])
def test_a_block_comes_back_as_it_was(field: str) -> None:
    block = [[field, "1"], ["2", field]]
    assert read_block(write_block(block)) == block


def test_a_block_lands_as_one_step(sheet: Ledger) -> None:
    press(sheet.grid, Qt.Key.Key_Down, held=SHIFT)  # whatever is selected
    paste(sheet.grid, "90,5\t1\u00a0012\n91\t3\n")
    assert sheet.column("level") == ["90,5", "91", "82"]
    assert sheet.column("people") == ["1\u00a0012", "3", ""]
    assert [(action, len(edits)) for action, edits in sheet.carried] == [("paste", 4)]


def test_one_value_fills_the_selection(sheet: Ledger) -> None:
    press(sheet.grid, Qt.Key.Key_Down, held=SHIFT)
    press(sheet.grid, Qt.Key.Key_Down, held=SHIFT)
    paste(sheet.grid, "77,5\n")
    assert sheet.column("level") == ["77,5"] * 3
    assert [(action, len(edits)) for action, edits in sheet.carried] == [("paste", 3)]


def test_copied_cells_come_back(sheet: Ledger) -> None:
    sheet.rows["r0"].update(device="i2", night="1", people="4", repeats="1; 2")
    sheet.show()
    sheet.grid.go_to("r0", "level")
    for _ in range(4):
        press(sheet.grid, Qt.Key.Key_Right, held=SHIFT)
    press(sheet.grid, Qt.Key.Key_C, held=CTRL)
    assert QApplication.clipboard().text() == "80\t4\t1; 2\tТКА-ПКМ\tда\n"
    sheet.grid.go_to("r2", "level")
    press(sheet.grid, Qt.Key.Key_V, held=CTRL)
    wanted = {key: sheet.rows["r0"][key] for key in ("level", "people", "repeats", "device")}
    assert {key: sheet.rows["r2"][key] for key in wanted} == wanted
    assert sheet.rows["r2"]["night"] == "1"


def test_cut_is_copy_and_clear(sheet: Ledger) -> None:
    press(sheet.grid, Qt.Key.Key_X, held=CTRL)
    assert QApplication.clipboard().text() == "80"
    assert sheet.column("level")[0] == ""


def test_what_does_not_fit_is_shown_first(sheet: Ledger) -> None:
    paste(sheet.grid, "91\tдва\n150\t3\n")
    preview = sheet.grid.hands.preview
    assert preview is not None
    assert sheet.carried == []
    rows = [preview.view.grid.rows[n] for n in range(2)]
    assert [rows[0].cells["people"].invalid, rows[1].cells["level"].invalid] == [True, True]
    assert "больше 140" in rows[1].cells["reason"].text
    assert preview.view.moves.at == (0, 2)
    preview.take.click()
    assert sheet.column("level") == ["91", "81", "82"]
    assert sheet.column("people") == ["", "3", ""]
    assert len(sheet.carried) == 1


def test_nothing_lands_when_it_is_not_wanted(sheet: Ledger) -> None:
    paste(sheet.grid, "91\tдва\n")
    preview = sheet.grid.hands.preview
    assert preview is not None
    preview.reject()
    assert sheet.carried == []
    assert sheet.column("level") == ["80", "81", "82"]
    assert sheet.grid.problems() == []


def test_more_rows_than_there_are_ask_first(sheet: Ledger) -> None:
    sheet.grid.go_to("r2", "level")
    paste(sheet.grid, "1\n2\n3\n")
    preview = sheet.grid.hands.preview
    assert preview is not None
    preview.take.click()
    assert sheet.column("level") == ["80", "81", "1", "2", "3"]
    assert [edit.new for edit in sheet.carried[0][1]] == [False, True, True]


def test_a_paste_into_the_blank_row_begins_rows(sheet: Ledger) -> None:
    sheet.grid.moves.to(3, 0)
    paste(sheet.grid, "цех\t70\nсклад\t71\n")
    assert sheet.column("name")[3:] == ["цех", "склад"]
    assert sheet.column("level")[3:] == ["70", "71"]
    assert sheet.grid.grid.rowCount() == 6


def test_a_trailing_line_adds_no_row(sheet: Ledger) -> None:
    sheet.grid.go_to("r2", "level")
    paste(sheet.grid, "5\n")
    assert len(sheet.rows) == 3


def test_read_only_cells_are_skipped_and_columns_without_place_told(sheet: Ledger) -> None:
    sheet.grid.go_to("r0", "day")
    paste(sheet.grid, "01.02.2026\t3.1\tлишнее\n")
    preview = sheet.grid.hands.preview
    assert preview is not None
    assert (preview._checked.skipped, preview._checked.over) == (1, 1)
    preview.take.click()
    assert (sheet.rows["r0"]["day"], sheet.rows["r0"]["class"]) == ("2026-02-01", "2")


def test_a_block_that_asks_the_database_waits_for_it(sheet: Ledger) -> None:
    asked: list[Callable[[Sequence[Verdict]], object]] = []

    def judge(edits: Sequence[Edit], answer: Callable[[Sequence[Verdict]], object]) -> None:
        assert len(edits) == 2
        asked.append(answer)

    sheet.judge = judge  # type: ignore[method-assign]
    paste(sheet.grid, "70\n71\n")
    assert sheet.carried == []
    asked[0]([Verdict("r1", "level", "прибор не покрывает")])
    preview = sheet.grid.hands.preview
    assert preview is not None
    preview.take.click()
    assert sheet.column("level") == ["70", "81", "82"]


def test_a_large_paste_holds_nothing_up(qtbot: QtBot, look: Look) -> None:
    sheet = ledger(look, *["80"] * 5000)
    qtbot.addWidget(sheet.grid)
    sheet.offline = True
    gaps, last = [0.0], [time.thread_time()]

    def beat() -> None:
        now = time.thread_time()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=0)
    timer.timeout.connect(beat)
    QApplication.clipboard().setText("81,5\t12\t1; 2\tТКА-ПКМ\tда\t01.02.2026\n" * 5000)
    QApplication.processEvents()  # the first paint is not ours here
    gc.collect()
    gc.freeze()  # what all tests before have left is not ours either
    timer.start()
    last[0] = time.thread_time()
    sheet.grid.hands.do("paste")
    qtbot.waitUntil(lambda: bool(sheet.carried), timeout=20_000)
    qtbot.wait(1)
    timer.stop()
    gc.unfreeze()
    QApplication.clipboard().clear()
    assert len(sheet.carried[0][1]) == 30_000
    assert max(gaps) < 0.1
