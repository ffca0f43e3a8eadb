"""The factor table beyond values: uncertainty, repeats, new quantities, instruments, its points."""

from pathlib import Path

import pytest
from grid_ledger import editor, types
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, shown

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import store
from riskdesk.domain.model import Certification, Measurement
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.kit.cells import Cell
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle

PLACE = 9


def rows_on_disk(database: Path, number: int = PLACE) -> dict[str, Measurement]:
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        dossier = uow.dossier(uow.find(Certification)[0].id)
    place = next(w for w in dossier.workplaces if w.number == number)
    return {row.quantity: row for row in dossier.measurements_of(place)}


def cell(screen: StructureScreen, row: str, column: str) -> Cell:
    grid = screen.view.factors.grid
    return grid.grid.cell(grid.grid.index(grid.grid.row_of(row), grid.grid.column_of(column)))


def enter(
    screen: StructureScreen, app: QApplication, window: MainWindow, column: str, text: str
) -> None:
    grid = screen.view.factors.grid
    assert grid.go_to("noise_leq", column)
    grid.setFocus()
    types(grid, text)
    press(editor(grid), Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)


def test_an_uncertainty_gives_a_verdict(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    assert cell(screen, "noise_leq", "verdict").text == "без ±"
    enter(screen, app, window, "uncertainty", "3,0")
    assert cell(screen, "noise_leq", "verdict").text == "в норме"  # 56,3 ± 3,0 under 60
    enter(screen, app, window, "uncertainty", "4,5")
    assert cell(screen, "noise_leq", "verdict").text == "не определено"
    window.close()
    assert rows_on_disk(database)["noise_leq"].uncertainty == "4,5"


def test_repeats_become_their_mean(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    enter(screen, app, window, "repeats", "84,1; 84,3; 84,6")
    assert cell(screen, "noise_leq", "value").text.startswith("84,3")
    window.close()
    row = rows_on_disk(database)["noise_leq"]
    assert row.repeats == "84,1; 84,3; 84,6"


def test_a_refused_uncertainty_stays_with_its_reason(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    enter(screen, app, window, "uncertainty", "2,,3")
    found = cell(screen, "noise_leq", "uncertainty")
    assert (found.text, found.invalid) == ("2,,3", True)
    assert found.problem
    window.close()
    assert rows_on_disk(database)["noise_leq"].uncertainty == ""


def test_a_quantity_that_the_journal_lacks_is_added(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    tab = screen.view.factors
    assert screen.view.page is not None
    known = {line.subject for line in screen.view.page.factors}
    if not screen.view.page.absent:  # this workplace lists all: the guard's light is taken first
        tab.grid.go_to("illuminance", "value")
        tab._remove()
        settle(app, window)
        settle(app, window)
        known.discard("illuminance")
    offered = [action.objectName() for action in tab.menu().actions()]
    assert offered
    assert not set(offered) & known
    tab.menu().actions()[0].trigger()
    settle(app, window)
    settle(app, window)
    assert tab.grid.current_key() == offered[0]
    assert screen.view.page is not None
    assert screen.view.page.line(offered[0]) is not None


def test_the_points_of_a_workplace_and_back(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    identity = screen.place().thing
    assert screen.view.page is not None
    wanted = next(p.point.id for p in screen.view.page.points if p.point.family == "noise")
    screen.view.factors.points.click()
    settle(app, window)
    settle(app, window)
    there = window.current
    assert isinstance(there, PointsScreen)
    assert there.sheet is not None
    assert (there.sheet.family, there.sheet.grid.current_key()) == ("noise", wanted)
    there.acts.open_workplace()
    settle(app, window)
    assert window.current.place().thing == identity


def test_enter_on_a_row_of_a_point_leads_to_it(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    assert screen.view.page is not None
    point = screen.view.page.points[-1].point
    grid = screen.view.factors.grid
    grid.go_to(f"point/{point.id}", "point")
    grid.setFocus()
    press(grid, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    there = window.current
    assert isinstance(there, PointsScreen)
    assert there.sheet is not None
    assert there.sheet.grid.current_key() == point.id


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_rule_of_a_choice_stands_beside_it(
    open_window: OpenWindow, app: QApplication, language: str
) -> None:
    window: MainWindow = open_window(language)
    screen = shown(window, app, "factors", "illuminance")
    tab = screen.view.factors
    assert tab.strip.how.isVisible()
    tab.strip.how.click()
    note = tab._guidance._note
    assert note is not None
    assert note.isVisible()
    assert note.accessibleDescription()
    press(note, Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_the_instrument_of_a_journal_row(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    screen.view.factors.strip.instrument.click()
    settle(app, window)
    dialog = app.activeModalWidget()
    assert isinstance(dialog, ChooseInstrumentDialog)
    dialog.grid.go_to("none", "name")
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    assert screen.view.page is not None
    line = screen.view.page.line("noise_leq")
    assert line is not None
    assert line.instrument == ""
    assert line.finding.status == "no-instrument"
