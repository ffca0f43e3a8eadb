"""Chronometry by key: taps, digits, the end, typed minutes, what goes into the card."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from fakes import FakeClock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, shown, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import HazardClass
from riskdesk.services.chronometry import minutes_of
from riskdesk.services.structure_cells import ChangeWorkplace
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.card_tab import CardTab
from riskdesk.ui.screens.chronometry_panel import ChronometryPanel
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def bundle(bundle: Bundle, clock: FakeClock) -> Bundle:
    """Taps are timed by the clock of the test."""
    return replace(bundle, context=lambda: replace(bundle.context(), clock=clock))


def opened(window: MainWindow, app: QApplication) -> tuple[CardTab, ChronometryPanel]:
    tab = shown(window, app, "heaviness", "heaviness/5", number=20).view.heaviness
    tab.drawer.turn("chrono")
    settle(app, window)
    assert tab.drawer.chrono is not None
    return tab, tab.drawer.chrono


def calm(app: QApplication, window: MainWindow) -> None:
    for _ in range(3):
        settle(app, window)


def tap(window: MainWindow, app: QApplication, panel: ChronometryPanel, key: Qt.Key) -> None:
    press(panel.tap, key)
    calm(app, window)


def dossier_of(window: MainWindow, app: QApplication) -> Dossier:
    certification, found = window.desk.certification_id, list[Dossier]()

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def minutes(window: MainWindow, app: QApplication) -> list[tuple[str, Decimal | None]]:
    return [(each.name, minutes_of(each)) for each in dossier_of(window, app).operations]


def enter(grid: Grid, text: str, key: int = Qt.Key.Key_Tab) -> None:
    type_text(grid, text[0])
    editor = grid.delegate.editor
    assert editor is not None
    type_text(editor, text[1:])
    press(editor, key)


def test_space_digits_and_the_end(
    open_window: OpenWindow, app: QApplication, clock: FakeClock
) -> None:
    window = open_window()
    _, panel = opened(window, app)
    tap(window, app, panel, Qt.Key.Key_Space)
    assert panel.tap.accessibleName() == "Следующая операция"
    clock.go_on(timedelta(minutes=10))
    panel._show_clock()
    assert panel._clock.text() == "0:10:00  Операция 1"
    tap(window, app, panel, Qt.Key.Key_Space)
    clock.go_on(timedelta(minutes=5))
    tap(window, app, panel, Qt.Key.Key_1)
    clock.go_on(timedelta(minutes=2.5))
    tap(window, app, panel, Qt.Key.Key_0)
    assert minutes(window, app) == [
        ("Операция 1", Decimal("10.0")),
        ("Операция 2", Decimal("5.0")),
        ("Операция 1", Decimal("2.5")),
    ]
    assert not panel._tick.isActive()
    assert [row.cells["key"].text for row in panel.grid.grid.rows[:3]] == ["1", "2", "1"]
    window._top.undo_button.click()  # the end is taken back: it runs again
    calm(app, window)
    assert minutes(window, app)[-1] == ("Операция 1", None)
    assert panel._tick.isActive()


def test_typed_operations_fill_the_posture_with_its_working(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab, panel = opened(window, app)
    page = tab._workplace
    assert page is not None
    changed = ChangeWorkplace(workplace_id=page.id, values={"shift_hours": "8"})
    window.jobs.change(changed).start()
    calm(app, window)
    grid = panel.grid
    grid.setFocus()
    grid.moves.to(0, grid.grid.column_of("name"))
    enter(grid, "Сборка")
    calm(app, window)
    enter(grid, "вынужденная поза")
    calm(app, window)
    grid.moves.to(0, grid.grid.column_of("minutes"))
    enter(grid, "60")
    calm(app, window)
    assert minutes(window, app) == [("Сборка", Decimal(60))]
    assert not grid.problems()
    chronometry = panel.found
    assert (chronometry.shift, chronometry.total) == (Decimal(480), Decimal(60))
    (proposal,) = chronometry.proposals
    assert proposal.hazard_class == HazardClass.HARMFUL_1
    assert panel.take_button.isEnabled()
    panel.take_button.click()
    calm(app, window)
    line = tab.sheet.line("5")
    assert line is not None
    assert (line.value_text, line.finding.proposed) == (proposal.text, HazardClass.HARMFUL_1)
    assert line.working == proposal.working
    assert "60 / 480 × 100" in line.working


def test_a_clock_that_is_not_seen_stands(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab, panel = opened(window, app)
    tap(window, app, panel, Qt.Key.Key_Space)
    assert panel._tick.isActive()
    tab.drawer.shut()
    assert not panel._tick.isActive()
    assert panel.running() is not None
    tab.drawer.turn("chrono")
    assert panel._tick.isActive()
    tap(window, app, panel, Qt.Key.Key_0)


def test_a_posture_that_is_no_posture_stays_in_its_cell(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    _, panel = opened(window, app)
    tap(window, app, panel, Qt.Key.Key_Space)
    tap(window, app, panel, Qt.Key.Key_0)
    grid = panel.grid
    grid.moves.to(0, grid.grid.column_of("posture"))
    enter(grid, "летая")
    calm(app, window)
    ((_, column, _),) = grid.problems()
    assert column == "posture"
    assert dossier_of(window, app).operations[0].posture == ""
