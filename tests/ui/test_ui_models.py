"""Models keep Qt's contract; a refresh of the same rows keeps the focus and the open editor."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_hands import press

from riskdesk.domain.values import HazardClass
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_head import two_line_width
from riskdesk.ui.kit.grid_model import GridModel
from riskdesk.ui.kit.paint import Tag, class_tag
from riskdesk.ui.kit.tree_model import Node, TreeModel
from riskdesk.ui.kit.wrapping import two_lines
from riskdesk.ui.look import Look

pytestmark = pytest.mark.usefixtures("look")

COLUMNS = (
    Column(key="name", title="Фактор", stretch=True),
    Column(key="value", title="Факт", kind="number"),
    Column(key="class", title="Класс", kind="tag", width=60),
)


def rows(*values: str) -> list[GridRow]:
    made = [GridRow(key="group", group="Факторы")]
    for number, value in enumerate(values):
        tag = class_tag(HazardClass.HARMFUL_1, accepted=False)
        sign = Sign(icon="computed", meaning="вычислено")
        cells = {
            "name": Cell(text=f"фактор {number}"),
            "value": Cell(text=value, editable=True, before=sign),
            "class": Cell(tag=tag),
        }
        made.append(GridRow(key=str(number), cells=cells))
    return made


def test_grid_model(qtmodeltester: ModelTester) -> None:
    model = GridModel(COLUMNS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_rows(rows("1", "2"))
    model.set_rows(rows("1", "3"))
    model.set_rows(rows("4"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_tree_model(qtmodeltester: ModelTester) -> None:
    model = TreeModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    leaf = Node("a", "Директор", "001", Tag("2", "2"), "Директор, класс 2")
    other = Node("b", "Бухгалтер", "002", Tag("–", ""), "Бухгалтер, не оценено")
    top = Node("s", "1 Управление", "", Tag("2", "2"), "Управление", (leaf, other))
    assert model.set_nodes([top, Node("t", "2 Цех", "", Tag("–", ""), "Цех")])
    assert not model.set_nodes([top, Node("t", "2 Цех", "", Tag("3.1", "3.1"), "Цех")])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.node(model.index_of("b")) is other
    assert model.parent(model.index_of("b")) == model.index_of("s")


def test_a_cell_says_its_signs() -> None:
    model = GridModel(COLUMNS)
    model.set_rows(rows("56,3"))
    spoken = model.data(model.index(1, 1), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "56,3, вычислено"
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_enter_goes_down_and_typing_edits(qtbot: QtBot, look: Look) -> None:
    grid = Grid(look, COLUMNS, "сетка")
    qtbot.addWidget(grid)
    grid.resize(500, 300)
    grid.set_rows(rows("1", "2", "3"))
    grid.show()
    grid.go_to("0", "value")
    committed: list[tuple[str, str, str]] = []
    typed: list[tuple[str, str, str]] = []
    grid.committed.connect(lambda *change: committed.append(change))
    grid.typed.connect(lambda *change: typed.append(change))
    press(grid, Qt.Key.Key_5, "5")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    press(editor, Qt.Key.Key_Comma, ",")
    grid.set_rows(rows("1", "2", "3"))  # a refresh while typing
    assert editor.text() == "5,"
    press(editor, Qt.Key.Key_7, "7")
    press(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert typed[-1] == ("0", "value", "5,7")
    assert committed == [("0", "value", "5,7")]
    assert grid.current_key() == "1"
    press(grid, Qt.Key.Key_Return)
    assert grid.current_key() == "2"


def test_escape_takes_the_typing_back(qtbot: QtBot, look: Look) -> None:
    grid = Grid(look, COLUMNS, "сетка")
    qtbot.addWidget(grid)
    grid.set_rows(rows("1"))
    grid.show()
    grid.go_to("0", "value")
    committed: list[str] = []
    grid.committed.connect(lambda _r, _c, text: committed.append(text))
    press(grid, Qt.Key.Key_9, "9")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    press(editor, Qt.Key.Key_Escape)
    assert committed == []


def test_delete_clears_a_cell(qtbot: QtBot, look: Look) -> None:
    grid = Grid(look, COLUMNS, "сетка")
    qtbot.addWidget(grid)
    grid.set_rows(rows("1"))
    grid.go_to("0", "value")
    committed: list[str] = []
    grid.committed.connect(lambda _r, _c, text: committed.append(text))
    press(grid, Qt.Key.Key_Delete)
    assert committed == [""]


def test_columns_keep_their_width(qtbot: QtBot, look: Look) -> None:
    grid = Grid(look, COLUMNS, "сетка")
    qtbot.addWidget(grid)
    grid.resize(500, 200)
    grid.set_rows(rows("1"))
    before = grid.columnWidth(1)
    grid.set_rows(rows("123456789012"))
    assert grid.columnWidth(1) == before


def test_a_long_name_is_set_in_two_lines() -> None:
    assert two_lines("Бригадир цеха выращивания", 14, len) == ["Бригадир цеха", "выращивания"]
    assert two_lines("Бригадир цеха выращивания и хранения", 14, len)[1].endswith("…")
    assert two_lines("Подземный участок № 1", 19, len) == ["Подземный участок", "№\u00a01"]


def test_a_word_wider_than_the_line_is_broken_at_its_hyphen() -> None:
    assert two_lines("Слесарь-ремонтник", 12, len) == ["Слесарь-", "ремонтник"]
    assert two_lines("Электрогазосварщик", 12, len) == ["Электрогазос", "варщик"]


def test_a_head_of_three_words_stands_on_two_lines() -> None:
    assert two_line_width("2 рұқсат етілген", len) == len("2 рұқсат")
    assert two_line_width("Норма", len) == 5


def test_no_reference_to_none_is_lost() -> None:
    """PySide6 6.12.0 dropped one reference to None a call; on 3.11 the process then died."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(200):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50
    label.deleteLater()
