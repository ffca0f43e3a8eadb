"""The program's own way in: language and theme from options, settings or the system."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from riskdesk.data.database import open_database
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.shots import settle
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


def test_a_held_database_is_said_at_once_and_opens_by_itself(
    app: QApplication, bundle: Bundle, database: Path
) -> None:
    held = open_database(database, clock=bundle.clock, user="another window")
    window = make_window(bundle, StartOptions(language="ru", theme="light"))
    window.show()
    page = window.current
    assert isinstance(page, HomeScreen)
    begun = time.monotonic()
    try:
        while "вторым окном" not in page._wait.words.text():
            QTest.qWait(20)
            assert time.monotonic() - begun < 5, page._wait.words.text()
        assert page._wait.isVisible()
        assert not page._first.isVisible(), "an empty database is offered only when it is one"
        assert database.name in page._wait.words.text()
    finally:
        held.close()
    begun = time.monotonic()
    while not page.grid.isVisible() and time.monotonic() - begun < 10:
        QTest.qWait(20)
    rows = page.grid.grid.rowCount()
    window.close()
    window.deleteLater()
    app.processEvents()
    assert rows == 1


def test_a_file_of_another_kind_is_refused_once(
    app: QApplication, bundle: Bundle, database: Path
) -> None:
    """Every question behind the first fails with it; the page says why and offers to try again."""
    database.write_bytes(b"not a database" * 100)
    window = make_window(bundle, StartOptions(language="ru", theme="light"))
    window.show()
    settle(app, window)
    settle(app, window)
    page = window.current
    assert isinstance(page, HomeScreen)
    assert database.name in page._wait.words.text()
    assert page._wait.again.isVisible()
    database.unlink()
    page._wait.again.click()
    settle(app, window)
    assert page._first.isVisible()
    window.close()
    window.deleteLater()
    app.processEvents()
