"""Nothing holds the window up: no piece of its thread's work is longer than a tenth of a second."""

from PySide6.QtWidgets import QApplication
from watchdog import Watchdog
from window_hands import OpenWindow, shown

from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.shots import settle

LONGEST = 0.1
"""Seconds of work of the window's own thread: what the worker does meanwhile is not counted."""


def test_going_about_holds_nothing_up(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    for screen in SCREENS:  # built and read once: imports and fonts are loaded now
        window.show_place(Place(screen.id))
        settle(app, window)
    with Watchdog().watching() as dog:
        for screen in SCREENS:
            window.go(Place(screen.id))
            settle(app, window)
    assert dog.longest < LONGEST


def test_another_workplace_and_a_typed_value(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq", number=3)
    with Watchdog().watching() as dog:
        for text in ("8", "84", "84,", "84,2"):
            screen._hands._on_typed("noise_leq", text)
            settle(app, window)
        for number in (9, 25, 55):
            shown(window, app, "heaviness", "heaviness/2.1", number=number)
    assert dog.longest < LONGEST
