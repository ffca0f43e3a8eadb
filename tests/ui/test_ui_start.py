"""The program's own way in: language and theme from options, settings or the system."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.start import make_window, run
from riskdesk.ui.theme import system_theme


def windows(app: QApplication) -> list[MainWindow]:
    return [w for w in app.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]


def test_the_window_runs_until_it_is_closed(app: QApplication, bundle: Bundle) -> None:
    QTimer.singleShot(0, app, lambda: [window.close() for window in windows(app)])
    assert run(bundle, StartOptions(language="kk")) == 0
    for window in app.topLevelWidgets():
        window.deleteLater()


@pytest.mark.parametrize(
    ("kept", "options", "language", "theme"),
    [
        ({}, StartOptions(), "ru", system_theme()),
        ({"language": "kk", "theme": "dark"}, StartOptions(), "kk", "dark"),
        ({"language": "kk"}, StartOptions(language="en", theme="light"), "en", "light"),
        ({"language": "xx", "theme": "pink"}, StartOptions(), "ru", system_theme()),
    ],
)
def test_language_and_theme_of_the_start(
    app: QApplication,
    bundle: Bundle,
    kept: dict[str, str],
    options: StartOptions,
    language: str,
    theme: str,
) -> None:
    window = make_window(replace(bundle, settings=kept), options)
    assert (window.desk.look.language, window.desk.look.theme.name) == (language, theme)
    window.close()
    window.deleteLater()
    app.processEvents()
