"""The window on a copy of the sample: every test has its own file and sees every Qt message."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from points_hands import Opened, shown_points
from PySide6.QtWidgets import QApplication
from watchdog import Watchdog
from window_hands import FIRST_MS_OF_TESTS, OpenWindow

from riskdesk.app.bootstrap import Program, make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.app.store import make_context, store
from riskdesk.domain.values import Language
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services import sample
from riskdesk.services.ports import Clock
from riskdesk.ui import copies, looking
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.look import Look
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window
from riskdesk.ui.theme import STYLE, ThemeName, load_fonts


@pytest.fixture(autouse=True)
def _first_copy_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a test must not meet the copy that is made some seconds after the start."""
    monkeypatch.setattr(copies, "FIRST_MS", FIRST_MS_OF_TESTS)
    monkeypatch.setattr(looking, "FIRST_MS", FIRST_MS_OF_TESTS)


@pytest.fixture(scope="session")
def program() -> Program:
    """The program; its texts and criteria are read once for all windows."""
    return make_program()


LONGEST: dict[str, float] = {}
"""By test, the longest piece of work of the window's thread, in seconds."""


@pytest.fixture(autouse=True)
def _watched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test with Qt is watched; the longest pieces are told at the end of the suite."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    dog = Watchdog(interval=5)
    with pytest.MonkeyPatch.context() as patch, dog.watching_inside(patch):
        yield
    LONGEST[request.node.nodeid] = dog.longest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The longest piece of the suite and the tests that had the longest ones."""
    worst = sorted(LONGEST.items(), key=lambda each: -each[1])[:5]
    for place, (name, seconds) in enumerate(worst):
        told = "longest piece of the window's thread" if place == 0 else "then"
        terminalreporter.write_line(f"{told}: {seconds * 1000:.0f} ms, {name}")


@pytest.fixture(scope="session")
def sample_file(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with store(program, path) as database:
        sample.run(
            sample.MakeSample(folder=program.paths.sample),
            database.unit_of_work(),
            make_context(program),
            StaffReader(),
        )
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where this test's database stands; absent until it is opened."""
    return tmp_path / "window.db"


@pytest.fixture
def kept() -> dict[str, str]:
    """The settings that the window keeps."""
    return {}


@pytest.fixture
def empty_bundle(program: Program, database: Path, clock: Clock, kept: dict[str, str]) -> Bundle:
    """The program's own bundle over a new database, with a fixed clock."""
    bundle = window_bundle(database, program)
    return replace(bundle, clock=clock, settings={}, keep=kept.update)


@pytest.fixture
def bundle(empty_bundle: Bundle, database: Path, sample_file: Path) -> Bundle:
    """The same over a copy of the sample."""
    shutil.copy(sample_file, database)
    return empty_bundle


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Qt begins as the program begins it."""
    return ["riskdesk", *STYLE]


@pytest.fixture
def app(qapp: QApplication, resources: Path) -> QApplication:
    """Qt with the bundled fonts."""
    load_fonts(resources)
    return qapp


@pytest.fixture
def look(app: QApplication, resources: Path) -> Look:
    """The light look in Russian, applied."""
    made = Look.load(resources, "ru", "light")
    made.theme.apply(app)
    return made


@pytest.fixture
def open_window(app: QApplication, bundle: Bundle) -> Iterator[OpenWindow]:
    """Opens the window on the sample; it is closed when the test ends."""
    opened: list[MainWindow] = []

    def make(language: Language = "ru", theme: ThemeName = "light") -> MainWindow:
        window = make_window(bundle, StartOptions(language=language, theme=theme))
        opened.append(window)
        window.show()
        settle(app, window)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    app.processEvents()


@pytest.fixture
def points(open_window: OpenWindow, app: QApplication) -> Opened:
    """The screen of points at a family."""

    def show(family: str = "noise", language: str = "ru") -> tuple[MainWindow, PointsScreen]:
        window: MainWindow = open_window(language)
        return window, shown_points(window, app, family)

    return show
