"""What if: typed, judged at once, stored nowhere; one key makes a measure of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from window_hands import OpenWindow, press, shortcut, shown, type_text

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import store
from riskdesk.domain.model import Certification
from riskdesk.ui.screens.whatif import TRY, WhatIfPanel
from riskdesk.ui.shots import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
HARMFUL = 26
HUMIDITY = "value:relative_humidity"


def tag(panel: WhatIfPanel, column: str) -> str:
    row = next(row for row in panel.grid.grid.rows if row.key == HUMIDITY)
    found = row.cells[column].tag
    return found.text if found is not None else ""


def test_a_level_is_judged_at_each_key(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    screen = shown(window, app, "measures", "", HARMFUL)
    panel = screen.view.measures.whatif
    assert (tag(panel, "class_now"), tag(panel, "class_then")) == ("3.1", "")
    panel.grid.go_to(HUMIDITY, TRY)
    press(panel.grid, Qt.Key.Key_6, "6")
    editor = panel.grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "0")
    settle(app, window)
    assert tag(panel, "class_then") == "2"  # before Enter
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    assert panel.texts == {HUMIDITY: "60"}
    assert tag(panel, "class_then") == "2"
    assert panel.make_button.isEnabled()
    window.close()
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        dossier = uow.dossier(uow.find(Certification)[0].id)
        place = next(each for each in dossier.workplaces if each.number == HARMFUL)
        rows = {row.quantity: row.value_text for row in dossier.measurements_of(place)}
    assert rows["relative_humidity"] == "72"
    assert dossier.measures == ()


def test_one_key_makes_a_measure(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = shown(window, app, "measures", "", HARMFUL)
    panel = screen.view.measures.whatif
    panel.grid.go_to(HUMIDITY, TRY)
    press(panel.grid, Qt.Key.Key_6, "6")
    editor = panel.grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "0")
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    shortcut(window, panel.grid, Qt.Key.Key_M, CONTROL)
    settle(app, window)
    settle(app, window)
    assert screen.view.page is not None
    (measure,) = screen.view.page.measures
    assert "72 → 60" in measure.text.ru
    assert "72 → 60" in measure.text.kk
    assert (measure.subject, measure.level) == ("relative_humidity", "engineering")
    assert panel.texts == {}
    assert screen.view.measures.grid.current_key() == measure.id


def test_another_workplace_begins_with_nothing_tried(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "measures", "", HARMFUL)
    panel = screen.view.measures.whatif
    panel.texts[HUMIDITY] = "60"
    panel.ask()
    settle(app, window)
    screen = shown(window, app, "measures", "", 27)
    assert screen.view.measures.whatif.texts == {}
    assert not screen.view.measures.whatif.make_button.isEnabled()


def test_a_half_person_is_refused(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = shown(window, app, "measures", "", HARMFUL)
    panel = screen.view.measures.whatif
    panel.grid.go_to("place:men", TRY)
    press(panel.grid, Qt.Key.Key_1, "1")
    editor = panel.grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, ",5")
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    assert [each[:2] for each in panel.grid.problems()] == [("place:men", TRY)]
    assert "place:men" not in panel.texts
