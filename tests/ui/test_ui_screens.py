"""Every screen and dialog opens in every language and theme, named, whole, without a message."""

import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from window_hands import OpenWindow, press

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scenes import leave, scenes, settle
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.start import make_window
from riskdesk.ui.theme import THEMES


def controls(shown: QWidget) -> list[QWidget]:
    """What the keyboard can reach."""
    found = [w for w in shown.findChildren(QWidget) if w.isVisibleTo(shown)]
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]


def nameless(shown: QWidget) -> list[str]:
    inner = (w for w in controls(shown) if not w.objectName().startswith("qt_"))
    return [repr(w) for w in inner if not w.accessibleName() and not hasattr(w, "viewport")]


def cut(shown: QWidget) -> list[str]:
    """Labels of one line that are narrower than their words."""
    labels = [w for w in shown.findChildren(QLabel) if w.isVisibleTo(shown) and w.text()]
    plain = [w for w in labels if not w.wordWrap()]
    return [w.text() for w in plain if w.width() + 1 < w.sizeHint().width()]


@pytest.mark.parametrize(("language", "theme"), list(product(LANGUAGES, THEMES)))
def test_every_screen_opens(
    open_window: OpenWindow, bundle: Bundle, app: QApplication, language: str, theme: str
) -> None:
    window: MainWindow = open_window(language, theme)
    window.resize(1366, 768)
    for name, show in scenes():
        shown = show(window, bundle)
        settle(app, window)
        assert nameless(shown) == [], name
        assert cut(shown) == [], name
        assert not shown.grab().isNull()
        leave(window, shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_at_a_larger_font(
    app: QApplication, bundle: Bundle, language: Language
) -> None:
    window = make_window(bundle, StartOptions(language=language, theme="light", scale=1.25))
    window.resize(1366, 768)
    window.show()
    settle(app, window)
    try:
        for name, show in scenes():
            shown = show(window, bundle)
            settle(app, window)
            assert cut(shown) == [], name
            leave(window, shown)
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("language", LANGUAGES)
def test_underlined_letters_are_unique(
    open_window: OpenWindow, bundle: Bundle, app: QApplication, language: str
) -> None:
    window: MainWindow = open_window(language)
    for name, show in scenes():
        shown = show(window, bundle)
        settle(app, window)
        buttons = [w for w in shown.findChildren(QAbstractButton) if w.isVisibleTo(shown)]
        marked = [re.findall(r"&([^&])", button.text().replace("&&", "")) for button in buttons]
        letters = [found[0].casefold() for found in marked if found]
        assert len(letters) == len(set(letters)), (name, letters)
        leave(window, shown)


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
