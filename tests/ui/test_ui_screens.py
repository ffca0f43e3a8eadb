"""Screens fit, can be left by keys, and take another language or theme without a restart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import OpenWindow, press

from riskdesk.domain.values import LANGUAGES
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scenes import scenes, settle
from riskdesk.ui.screens import SCREENS


def test_all_screens_have_a_scene() -> None:
    names = {name for name, _ in scenes()}
    assert {screen.id for screen in SCREENS} <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_fits_a_small_screen(open_window: OpenWindow, language: str) -> None:
    window: MainWindow = open_window(language)
    for screen in SCREENS:
        window.show_place(Place(screen.id))
    least = window.minimumSizeHint()
    assert (least.width() <= 1080, least.height() <= 560) == (True, True), least


def test_labels_never_read_html(open_window: OpenWindow) -> None:
    window: MainWindow = open_window()
    for screen in SCREENS:
        window.show_place(Place(screen.id))
    labels = window.findChildren(QLabel)
    assert len(labels) > 50
    rich = [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText and w.text()]
    assert rich == []


def test_language_changes_without_restart(
    open_window: OpenWindow, app: QApplication, kept: dict[str, str]
) -> None:
    window: MainWindow = open_window("ru")
    window.show_place(Place("check"))
    settle(app, window)
    window.dress.choose_language("kk")
    settle(app, window)
    assert window.current.place().screen == "check"
    texts = {label.text() for label in window.findChildren(QLabel)}
    assert "Тексеру" in texts
    assert "Проверка" not in texts
    assert kept["language"] == "kk"


def test_theme_changes_without_restart(
    open_window: OpenWindow, app: QApplication, kept: dict[str, str]
) -> None:
    window: MainWindow = open_window("kk", "light")
    window.resize(1366, 768)
    window.show_place(Place("risk"))
    light = window.grab().toImage().pixelColor(700, 760).lightness()
    window.dress.choose_theme("dark")
    settle(app, window)
    assert window.grab().toImage().pixelColor(700, 760).lightness() < 80 < light
    assert kept == {"theme": "dark"}


def test_every_grid_can_be_left(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    for screen in SCREENS:
        window.show_place(Place(screen.id))
        settle(app, window)
        for grid in window.current.findChildren(Grid):
            if not grid.isVisible():
                continue
            grid.setFocus()
            assert window.focusWidget() is grid
            press(grid, Qt.Key.Key_Tab, held=Qt.KeyboardModifier.ControlModifier)
            assert window.focusWidget() is not grid, screen.id
