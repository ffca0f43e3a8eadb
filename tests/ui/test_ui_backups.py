"""Backups in the window: made unseen, shown, carried away, gone back to in two clicks."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from surroundings import FixedClock
from window_hands import FIRST_MS_OF_TESTS, OpenWindow, press

from riskdesk.data import backups
from riskdesk.data.backups import Backups
from riskdesk.services.naming import ChangeEnterprise
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.copies import AGAIN_MS, EVERY_MS, last_words, when
from riskdesk.ui.dialogs.backups import BackupsDialog
from riskdesk.ui.dialogs.restore import RestoreDialog
from riskdesk.ui.look import Look
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.screens.home_copies import HomeCopies
from riskdesk.ui.shots import settle


@pytest.fixture
def bundle(bundle: Bundle, database: Path, clock: FixedClock) -> Bundle:
    """The sample, with the clock of the test for the backups, too."""
    return replace(bundle, vault=lambda: Backups(database, clock))


def until(app: QApplication, true: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        app.processEvents()


def backed_up(window: MainWindow, app: QApplication) -> None:
    """The copy that the window would make by itself a little later."""
    told: list[bool] = []
    window.desk.copies.told.connect(lambda: told.append(True))
    window.desk.copies.make()
    until(app, lambda: told)
    settle(app, window)


def listed(window: MainWindow, app: QApplication) -> BackupsDialog:
    window.desk.copies.show(window)
    settle(app, window)
    found = window.findChild(BackupsDialog)
    assert found is not None
    return found


def name(window: MainWindow) -> str:
    row = window.desk.certification
    assert row is not None
    return row.enterprise.ru


def rename(window: MainWindow, app: QApplication, words: str) -> None:
    found: list[object] = []

    def read(session: object, _: object) -> object:
        return session.snapshot(window.desk.certification_id).dossier.enterprise  # type: ignore[attr-defined]

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    enterprise = found[0]
    command = ChangeEnterprise(
        enterprise_id=enterprise.id,  # type: ignore[attr-defined]
        name=replace(enterprise.name, ru=words),  # type: ignore[attr-defined]
    )
    window.jobs.change(command).start()
    settle(app, window)
    settle(app, window)
    assert name(window) == words


def test_a_copy_is_made_soon_after_the_start_and_shown(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    copies = window.desk.copies
    assert copies._timer.isActive()
    assert copies._timer.interval() == FIRST_MS_OF_TESTS
    assert not window.top.copy.isVisible()
    copies._timer.start(0)
    until(app, window.top.copy.isVisible)
    settle(app, window)
    assert len(list((database.parent / "backups").glob("window *.db"))) == 1
    assert window.top.copy.isVisible()
    local = datetime(2026, 4, 11, 9, 0, tzinfo=UTC).astimezone()
    assert window.top.copy.text() == f"Копия {local:%H:%M}"
    words = f"Последняя копия: сегодня {local:%H:%M}, проверена"
    assert window.top.copy.accessibleName() == words
    assert isinstance(window.current, HomeScreen)
    part = window.current.findChild(HomeCopies)
    assert part is not None
    assert (part.words.text(), part.wish.isVisible()) == (words, False)


def test_half_an_hour_after_a_change_there_is_the_next(
    open_window: OpenWindow, app: QApplication, clock: FixedClock, database: Path
) -> None:
    window = open_window()
    copies = window.desk.copies
    copies._timer.stop()
    backed_up(window, app)
    assert not copies._timer.isActive()
    rename(window, app, "ТОО «Жаңа»")
    assert copies._timer.interval() == EVERY_MS
    assert copies._timer.isActive()
    clock.advance(timedelta(minutes=30))
    copies._timer.timeout.emit()
    until(app, lambda: copies.state is not None and copies.state.last == clock.now())
    assert len(list((database.parent / "backups").glob("window *.db"))) == 2


def test_a_copy_that_fails_is_said_and_tried_again(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    (database.parent / "backups").write_text("a file in its place")
    window = open_window()
    copies = window.desk.copies
    copies._timer.stop()
    failed: list[object] = []
    said: list[tuple[str, str]] = []
    copies.failed.connect(failed.append)
    window.desk.said.connect(lambda severity, text: said.append((severity, text)))
    copies.make()
    until(app, lambda: failed)
    assert said[-1][0] == "warning"
    assert said[-1][1].startswith("Копия не сделана: ")
    assert (copies._timer.isActive(), copies._timer.interval()) == (True, AGAIN_MS)
    rename(window, app, "ТОО «Жұмыс»")  # work goes on
    (database.parent / "backups").unlink()
    backed_up(window, app)
    assert copies.state is not None
    assert copies.state.last is not None


def test_two_clicks_and_the_old_state_is_back(
    open_window: OpenWindow, app: QApplication, clock: FixedClock, database: Path
) -> None:
    window = open_window()
    before = name(window)
    backed_up(window, app)
    clock.advance(timedelta(hours=1))
    rename(window, app, "ТОО «Қате»")
    dialog = listed(window, app)
    assert len(dialog.grid.grid.rows) == 1
    cells = dialog.grid.grid.rows[0].cells
    assert "Агро" in cells["holds"].text
    assert cells["checked"].text == "проверена"
    press(dialog, Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    dialog.act.click()
    settle(app, window)
    question = dialog.findChild(RestoreDialog)
    assert question is not None
    assert window.focusWidget() is not question.act
    question.act.click()
    until(app, lambda: not dialog.isVisible())
    settle(app, window)
    settle(app, window)
    assert name(window) == before
    assert isinstance(window.current, HomeScreen)
    assert (database.parent / "replaced" / "window.db").exists()
    assert database.with_name("window.db.live").exists()
    assert len(list((database.parent / "backups").glob("window *.db"))) == 2
    rename(window, app, "ТОО «Әрі қарай»")  # the restored one is written to
    backed_up(window, app)


def test_what_is_no_backup_is_refused_in_words(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    before = name(window)
    other = tmp_path / "other.db"
    other.write_text("text")
    dialog = listed(window, app)
    assert not dialog.act.isEnabled()
    dialog.ask_about(other)
    question = dialog.findChild(RestoreDialog)
    assert question is not None
    question.act.click()
    until(app, lambda: "не файл RiskDesk" in question.hint.text())
    assert question.act.isEnabled()
    question.reject()
    dialog.reject()
    assert name(window) == before


@pytest.mark.parametrize(("outside", "words"), [(True, "проверена"), (False, "тот же диск")])
def test_a_copy_is_carried_away_and_the_place_remembered(
    open_window: OpenWindow, app: QApplication, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, *, outside: bool, words: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(backups, "other_disk", lambda *_: outside)
    stick = tmp_path / "флешка"
    stick.mkdir()
    window = open_window()
    dialog = listed(window, app)
    dialog.carry_to(stick)
    until(app, lambda: words in dialog.hint.text())
    assert len(list(stick.glob("window *.db"))) == 1
    state = window.desk.copies.state
    assert state is not None
    assert state.place == str(stick)
    assert (state.carried is not None) is outside
    dialog.reject()


def test_after_seven_days_a_stick_is_asked_for_quietly(
    open_window: OpenWindow, app: QApplication, clock: FixedClock
) -> None:
    window = open_window()
    backed_up(window, app)
    said: list[tuple[str, str]] = []
    window.desk.said.connect(lambda severity, text: said.append((severity, text)))
    clock.advance(timedelta(days=6))
    backed_up(window, app)
    assert said == []
    clock.advance(timedelta(days=2))
    for _ in range(2):
        backed_up(window, app)
    assert said == [
        ("info", "Дней без копии вне этого диска: 8. Вставьте флешку и сделайте копию.")
    ]
    part = window.current.findChild(HomeCopies)
    assert part is not None
    assert part.wish.isVisible()
    dialog = listed(window, app)
    assert "8" in dialog.wish.text()
    dialog.reject()


def test_a_database_that_does_not_open_shows_the_way_out(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    before = name(window)
    backed_up(window, app)
    window.close()
    database.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    again = open_window()
    until(app, lambda: again.findChild(BackupsDialog) is not None)
    settle(app, again)
    dialog = again.findChild(BackupsDialog)
    assert dialog is not None
    dialog.act.click()
    question = dialog.findChild(RestoreDialog)
    assert question is not None
    settle(app, again)
    question.act.click()
    until(app, lambda: not dialog.isVisible())
    settle(app, again)
    settle(app, again)
    assert name(again) == before
    assert (database.parent / "replaced" / database.name).exists()


def test_moments_are_for_people(look: Look) -> None:
    now = datetime(2026, 4, 11, 12, 0).astimezone()
    assert when(look, now - timedelta(hours=2), now) == "сегодня 10:00"
    assert when(look, now - timedelta(days=1), now) == "вчера 12:00"
    assert when(look, now - timedelta(days=2), now) == "09.04.2026 12:00"
    assert last_words(look, None, now) == "Копий ещё нет"
