"""A database that does not open shows its ways out; one that was altered is told; About."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import OpenWindow

from riskdesk.app import store
from riskdesk.app.bootstrap import Program
from riskdesk.data import volume
from riskdesk.data.database import open_database
from riskdesk.domain.errors import UserError
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.dialogs.about import AboutDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window


def until(app: QApplication, true: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        app.processEvents()


def ways(window: MainWindow) -> set[str]:
    page = window.current
    assert isinstance(page, HomeScreen)
    found = page._wait.ways
    return {name for name in ("restore", "here", "other") if getattr(found, name).isVisible()}


def words(window: MainWindow) -> str:
    page = window.current
    assert isinstance(page, HomeScreen)
    return page._wait.words.text()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 900")


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 20)


def foreign(path: Path) -> None:
    path.write_text("hello" * 100, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "expected", "said"),
    [
        (newer, {"other"}, "более новой программой"),
        (damaged, {"restore", "other"}, "повреждён"),
        (foreign, {"restore", "other"}, "не файл RiskDesk"),
    ],
)
def test_what_does_not_open_says_why_and_what_can_be_done(
    app: QApplication,
    bundle: Bundle,
    database: Path,
    spoil: Callable[[Path], None],
    expected: set[str],
    said: str,
) -> None:
    spoil(database)
    before = database.read_bytes()
    window = make_window(bundle, StartOptions(language="ru", theme="light"))
    window.show()
    settle(app, window)
    settle(app, window)
    assert said in words(window)
    assert ways(window) == expected
    assert database.read_bytes() == before
    window.close()
    window.deleteLater()
    app.processEvents()


@pytest.mark.parametrize("kind", ["network", "removable", "synced"])
def test_a_copy_of_what_lies_in_a_wrong_place_is_worked_with_here(  # noqa: PLR0917 - fixtures
    app: QApplication,
    bundle: Bundle,
    database: Path,
    program: Program,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = replace(program, paths=replace(program.paths, user_data=tmp_path / "own"))
    if kind == "synced":
        monkeypatch.setattr(volume, "is_synced", lambda *_: True)
    else:
        monkeypatch.setattr(volume, "drive_kind", lambda _: kind)
    opened: list[Path] = []
    made = replace(
        bundle,
        bring_here=lambda: store.bring_here(own, database),
        open_other=opened.append,
    )
    window = make_window(made, StartOptions(language="ru", theme="light"))
    window.show()
    settle(app, window)
    settle(app, window)
    assert ways(window) == {"here", "other"}
    page = window.current
    assert isinstance(page, HomeScreen)
    page._wait.ways.here.click()
    until(app, lambda: opened)
    until(app, lambda: not window.isVisible())
    (copy,) = opened
    assert copy.parent == tmp_path / "own"
    with (
        open_database(copy, clock=made.clock, user="u") as here,
        open_database(database, clock=made.clock, user="u") as there,
    ):
        assert here.content_hash(with_history=True) == there.content_hash(with_history=True)
    window.deleteLater()
    app.processEvents()


def test_a_file_whose_work_was_cut_off_is_not_carried_away_half(
    database: Path, program: Program, sample_file: Path, tmp_path: Path
) -> None:
    shutil.copy(sample_file, database)
    hot = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    database.with_name(f"{database.name}-journal").write_bytes(hot + bytes(504))
    own = replace(program, paths=replace(program.paths, user_data=tmp_path / "own"))
    with pytest.raises(UserError) as error:
        store.bring_here(own, database)
    assert error.value.code == "database-cut-off"
    assert not (tmp_path / "own").exists()


def test_what_was_altered_behind_the_program_is_told(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    ended: list[object] = []
    window.looking.ended.connect(ended.append)
    window.looking.look()
    until(app, lambda: ended)
    assert ended == [()]
    assert not window._notice.isVisible()
    window.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE measurement SET value_text = '1' WHERE rowid < 4")
    again = open_window()
    again.looking.ended.connect(ended.append)
    again.looking.look()
    until(app, lambda: len(ended) == 2)
    app.processEvents()
    assert again._notice.isVisible()
    told = " ".join(label.text() for label in again._notice.findChildren(QLabel))
    assert "записей: 3" in told
    assert isinstance(ended[1], tuple)
    assert len(ended[1]) == 3


def test_a_window_that_closes_waits_for_no_look(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    window.looking.look()
    settle(app, window)
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 2


def test_about_tells_versions_criteria_and_licences(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    window.guide.show_about()
    settle(app, window)
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    for expected in (sqlite3.sqlite_version, "KZ1.04.001.2000", "SQLite", "Inter", "LGPL-3.0"):
        assert expected in text
    dialog.reject()


def test_a_read_only_file_offers_a_copy_here(
    app: QApplication, bundle: Bundle, database: Path
) -> None:
    """Whether the file may be written is seen by another account's rights; root has all."""
    del database
    fault = UserError("database-read-only", path="a.db")

    def refuse() -> NoReturn:
        raise fault

    window = make_window(replace(bundle, open_store=refuse), StartOptions(language="kk"))
    window.show()
    settle(app, window)
    settle(app, window)
    assert ways(window) == {"here", "other"}
    window.close()
    window.deleteLater()
    app.processEvents()
