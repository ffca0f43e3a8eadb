"""The frame: settings, the first walk, faults in words, and going on after a crash."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.errors import UserError
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.fault import FaultDialog
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.dialogs.settings import SettingsDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window

ROOT = Path(__file__).resolve().parents[2]


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_settings_act_at_once_and_are_kept(
    open_window: OpenWindow, app: QApplication, kept: dict[str, str]
) -> None:
    window: MainWindow = open_window("ru")
    window.show_place(Place("check"))
    window.dress.show_settings()
    settle(app, window)
    for name, value in (("language", "kk"), ("theme", "dark"), ("scale", "1.25")):
        dialog = dialog_of(window, SettingsDialog)
        chips = getattr(dialog, name).buttons()
        next(chip for chip in chips if chip.property("value") == value).click()
        settle(app, window)
    assert {k: kept[k] for k in ("language", "theme", "scale")} == {
        "language": "kk", "theme": "dark", "scale": "1.25",
    }  # fmt: skip
    assert window.current.place().screen == "check"
    assert window.desk.look.theme.name == "dark"
    dialog = dialog_of(window, SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert dialog.windowTitle() == "Баптаулар"
    dialog.reject()


def test_the_walk_is_shown_once(
    app: QApplication, empty_bundle: Bundle, kept: dict[str, str]
) -> None:
    window = make_window(empty_bundle, StartOptions(language="kk", theme="light"))
    window.show()
    settle(app, window)
    tour = window.guide._tour
    assert tour is not None
    assert tour.isVisible()
    for _ in range(5):
        press(tour.next, Qt.Key.Key_Return)
    assert not tour.isVisible()
    assert kept["tour"] == "seen"
    window.close()
    window.deleteLater()
    again = make_window(replace(empty_bundle, settings=dict(kept)), StartOptions(language="kk"))
    again.show()
    settle(app, again)
    assert again.guide._tour is None
    again.close()
    again.deleteLater()
    app.processEvents()


def test_a_fault_is_told_in_words(
    open_window: OpenWindow, app: QApplication, log_lines: list[str], tmp_path: Path
) -> None:
    window: MainWindow = open_window()

    def fail(_session: Session, _: object) -> None:
        raise ValueError("ТОО «Тайна»")

    window.jobs.ask(fail).start()
    settle(app, window)
    dialog = dialog_of(window, FaultDialog)
    assert isinstance(dialog, FaultDialog)
    report = dialog.report.toPlainText()
    assert "ValueError" in report
    assert "test_ui_frame.py" in report
    assert "Тайна" not in report
    assert not dialog.report.isVisible()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == report
    dialog.save_as(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == report
    dialog.reject()
    log_lines.clear()


def test_a_full_disk_is_said_where_saved_stands(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    window.jobs.failed.emit(UserError("database-disk-full", path="x", folder="x"))
    settle(app, window)
    assert window.top._saved.text() == "Не сохранено"
    window.jobs.saved.emit()
    settle(app, window)
    assert window.top._saved.text().startswith("Сохранено ")


def test_a_dialog_keeps_what_was_typed(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    type_text(dialog.name_kk, "Жолдас")
    type_text(dialog.outdoor, "5,,x")
    press(dialog, Qt.Key.Key_Escape)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()
    again = NewCertificationDialog(window.desk, window)
    again.open()
    settle(app, window)
    assert (again.name_kk.text(), again.outdoor.text()) == ("Жолдас", "5,,x")
    assert again.name_kk.property("state") == "draft"
    assert again.outdoor.property("state") == "invalid"
    again.done(0)
    again.deleteLater()


CHILD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from riskdesk.app.bootstrap import make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.ui.bundle import StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_application, make_window
sys.path.insert(0, sys.argv[2])
from window_hands import type_text
bundle = replace(window_bundle(Path(sys.argv[1]), make_program()), settings={}, keep=lambda _: None)
app = make_application(bundle)
window = make_window(bundle, StartOptions(language="ru", theme="light"))
window.show()
settle(app, window)
settle(app, window)
window.show_place(Place("check"))
settle(app, window)
dialog = NewCertificationDialog(window.desk, window)
dialog.open()
settle(app, window)
type_text(dialog.name_ru, "ТОО Жолд")
type_text(dialog.outdoor, "abc")
type_text(window.current.filters.line, "шум")
QTimer.singleShot(1500, lambda: print("typed", flush=True))
app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_kill_takes_nothing_that_was_typed(
    app: QApplication, bundle: Bundle, database: Path
) -> None:
    words = [sys.executable, "-X", "utf8", "-c", CHILD, str(database), str(ROOT / "tests")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"typed\n"  # less than 2 s after the last key
        child.send_signal(signal.SIGKILL)
    window = make_window(bundle, StartOptions(language="ru", theme="light"))
    window.show()
    settle(app, window)
    settle(app, window)
    assert window.resume.crashed
    assert window.current.place().screen == "check"
    assert "закрылась не сама" in _notice(window)
    assert window.current.filters.line.text() == "шум"  # type: ignore[attr-defined]
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    assert (dialog.name_ru.text(), dialog.outdoor.text()) == ("ТОО Жолд", "abc")
    dialog.done(0)
    window.close()
    window.deleteLater()
    after = make_window(bundle, StartOptions(language="ru", theme="light"))
    assert not after.resume.crashed
    after.close()
    after.deleteLater()
    app.processEvents()


def _notice(window: MainWindow) -> str:
    from riskdesk.ui.kit.labels import Text  # noqa: PLC0415

    return " ".join(each.text() for each in window._notice.findChildren(Text))


def test_a_notice_goes_by_esc_by_its_cross_and_at_the_next_action(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("check"))
    settle(app, window)
    notice, grid = window._notice, window.current.grid  # type: ignore[attr-defined]
    grid.setFocus()
    window.desk.say("warning", "Копия не сделана")
    press(grid, Qt.Key.Key_Escape)
    assert not notice.isVisible()
    assert window.focusWidget() is grid, "Esc was for the notice alone"
    window.desk.say("error", "Ещё раз")
    notice.findChildren(QAbstractButton)[-1].click()
    assert not notice.isVisible()
    for severity, stays in (("info", False), ("ok", False), ("error", True)):
        window.desk.say(severity, "Сказано")
        window.go(Place("instruments"))
        assert notice.isVisible() is stays


@pytest.mark.parametrize("number", range(1, 10))
def test_a_screen_is_ready_for_keys(
    open_window: OpenWindow, app: QApplication, number: int
) -> None:
    """Alt and a digit: the focus stands in what the screen is about, not on a verb."""
    window: MainWindow = open_window()
    window.activateWindow()
    key = getattr(Qt.Key, f"Key_{number}")
    QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
    settle(app, window)
    settle(app, window)
    focus = window.focusWidget()
    assert focus is not None
    assert window.current.isAncestorOf(focus)
    assert focus.isVisible()
    assert not isinstance(focus, QAbstractButton) or number == 1


def test_a_hundred_steps_are_taken_back(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    from riskdesk.services.naming import ChangeCertification  # noqa: PLC0415

    row = window.desk.certification
    assert row is not None
    for number in range(100):
        window.jobs.change(
            ChangeCertification(
                certification_id=row.id, title=f"{number}", measured_on=row.measured_on
            )
        ).start()
    settle(app, window)
    assert "сведения об аттестации" in window.top.undo_button.toolTip()
    for _ in range(100):
        window.step(back=True)
    settle(app, window)
    settle(app, window)
    again = window.desk.certification
    assert again is not None
    assert again.title == row.title
