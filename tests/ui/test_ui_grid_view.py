"""Order, filters, widths that are kept, many rows, and what a screen reader hears."""

import pytest
from grid_ledger import COLUMNS, Ledger, ledger
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_hands import press, type_text

from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_order import ordered, sifted
from riskdesk.ui.kit.kept_views import KeptViews
from riskdesk.ui.look import Look

pytestmark = pytest.mark.usefixtures("look")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def names(grid: Grid) -> list[str]:
    return [row.key for row in grid.grid.rows if row.key.startswith("r")]


def listed(*texts: str) -> list[GridRow]:
    return [GridRow(key=text, cells={"t": Cell(text=text)}) for text in texts]


def in_order(kind: str, *texts: str, descending: bool = False) -> list[str]:
    column = Column(key="t", title="t", kind=kind)  # type: ignore[arg-type]
    rows = ordered(listed(*texts), column, descending=descending, language="kk")
    return [row.key for row in rows]


def test_order_by_number_word_and_day() -> None:
    assert in_order("number", "100", "9,5", "", "20") == ["9,5", "20", "100", ""]
    assert in_order("number", "100", "9,5", "", "20", descending=True)[-1] == ""
    assert in_order("text", "Қазан", "Яна", "Ёж", "Әсел") == ["Әсел", "Ёж", "Қазан", "Яна"]
    assert in_order("date", "02.01.2026", "01.02.2025") == ["01.02.2025", "02.01.2026"]


def test_order_and_filter_stay_inside_groups() -> None:
    groups = [GridRow(key="g1", group="1"), GridRow(key="g2", group="2")]
    rows = [groups[0], *listed("б", "а"), groups[1], *listed("г", "в")]
    column = Column(key="t", title="t")
    made = [row.key for row in ordered(rows, column, descending=False, language="ru")]
    assert made == ["g1", "а", "б", "g2", "в", "г"]
    assert [row.key for row in sifted(rows, {"t": "В"})] == ["g2", "в"]


def test_a_click_on_a_head_orders(qtbot: QtBot, look: Look) -> None:
    sheet = ledger(look, "82", "9", "80,5")
    qtbot.addWidget(sheet.grid)
    head = sheet.grid.head
    at = QPoint(head.sectionViewportPosition(1) + 20, 10)
    for wanted in (["r1", "r2", "r0"], ["r0", "r2", "r1"], ["r0", "r1", "r2"]):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert names(sheet.grid) == wanted
    press(sheet.grid, Qt.Key.Key_Down, held=ALT | SHIFT)
    assert names(sheet.grid) == ["r0", "r2", "r1"]


def test_the_filter_row(qtbot: QtBot, look: Look) -> None:
    sheet = ledger(look, "82", "9", "80,5")
    qtbot.addWidget(sheet.grid)
    sheet.grid.go_to("r1", "name")
    press(sheet.grid, Qt.Key.Key_L, held=CTRL | SHIFT)
    line = next(
        each
        for each in sheet.grid.head.findChildren(QLineEdit)
        if each.accessibleName() == look.tr("grid.filter_of", column="Место")
    )
    type_text(line, "МЕСТО 1")
    qtbot.waitUntil(lambda: names(sheet.grid) == ["r1"])
    press(line, Qt.Key.Key_Escape)
    assert names(sheet.grid) == ["r0", "r1", "r2"]


def test_a_screen_orders_and_filters_by_its_query(qtbot: QtBot, look: Look) -> None:
    sheet = Ledger({"r0": {"name": "а"}})
    sheet.grid = Grid(look, COLUMNS, "сетка", sheet=sheet, orders="sheet")
    qtbot.addWidget(sheet.grid)
    sheet.show()
    sheet.grid.order_by("level", descending=True)
    sheet.grid.toggle_filters()
    type_text(sheet.grid.head.findChildren(QLineEdit)[0], "б")
    qtbot.waitUntil(lambda: len(sheet.asked) == 2)
    assert sheet.asked == [("level", True), {"name": "б"}]
    assert names(sheet.grid) == ["r0"]  # until the screen has asked


def test_widths_and_order_stay_between_sessions(qtbot: QtBot, look: Look) -> None:
    settings: dict[str, str] = {}
    kept: list[dict[str, str]] = []
    views = KeptViews(settings, lambda texts: kept.append(dict(texts)))
    first = ledger(look, "82", "9")
    first.grid.keep_view(views, "points")
    first.grid.head.resizeSection(0, 222)
    first.grid.order_by("level", descending=False)
    first.grid.keep_now()
    again = ledger(look, "82", "9")
    again.grid.keep_view(KeptViews(kept[-1], lambda _: None), "points")
    assert again.grid.columnWidth(0) == 222
    assert names(again.grid) == ["r1", "r0"]
    again.grid.reset_view()
    assert again.grid.columnWidth(0) == ledger_width(look)
    assert names(again.grid) == ["r0", "r1"]
    for sheet in (first, again):
        qtbot.addWidget(sheet.grid)


def ledger_width(look: Look) -> int:
    fresh = ledger(look, "82", "9")
    width = fresh.grid.columnWidth(0)
    fresh.grid.deleteLater()
    return width


def test_settings_that_cannot_be_read_are_the_first_view() -> None:
    for text in ("{", "[]", '{"widths": 3}', '{"widths": {"a": "x"}}'):
        assert KeptViews({"grid.a": text}, lambda _: None).read("a").widths == {}


def test_lazy_rows_make_only_what_is_seen(
    qtbot: QtBot, look: Look, qtmodeltester: ModelTester
) -> None:
    made: list[int] = []

    def make(number: int) -> GridRow:
        made.append(number)
        return GridRow(key=str(number), cells={"name": Cell(text=f"место {number}")})

    grid = Grid(look, COLUMNS, "много", orders="none")
    qtbot.addWidget(grid)
    grid.resize(600, 300)
    grid.set_rows(LazyRows([str(n) for n in range(30_000)], make))
    grid.show()
    qtbot.wait(1)
    assert len(set(made)) < 300
    grid.go_to("29999", "name")
    press(grid, Qt.Key.Key_Home, held=CTRL)
    assert grid.current_key() == "0"
    grid.set_rows(LazyRows([str(n) for n in range(40)], make))
    qtmodeltester.check(grid.grid)  # type: ignore[no-untyped-call]


def test_commas_stand_under_each_other(look: Look) -> None:
    sheet = ledger(look, "82,57", "9", "80,5")
    painter = sheet.grid.delegate.painter
    column = COLUMNS[1]
    shifts = [painter.comma_shift(Cell(text=text), column) for text in ("82,57", "80,5", "9")]
    digit = look.theme.metrics().horizontalAdvance("0")
    assert shifts[0] == 0
    assert shifts[1] == round(digit)
    assert shifts[2] > round(2 * digit)
    assert painter.comma_shift(Cell(text="н/о"), column) == 0
    sheet.grid.deleteLater()


def test_a_screen_reader_hears_row_column_value_and_error(qtbot: QtBot, look: Look) -> None:
    sheet = ledger(look, "82", "9")
    qtbot.addWidget(sheet.grid)
    sheet.grid.enter("r1", "level", "8o")
    table = QAccessible.queryAccessibleInterface(sheet.grid)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "сетка"
    model, at = sheet.grid.grid, sheet.grid.grid.index(1, 1)
    spoken = model.data(at, int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == f"8o, {look.tr('grid.not_number', text='8o')}"
    where = model.data(at, int(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert where == "место 1, Шум, дБА"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Шум, дБА"
