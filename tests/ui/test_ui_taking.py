"""Importing into a certification, renaming it, and the steps in the top bar."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QSize, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from window_hands import OpenWindow

from riskdesk.domain.errors import UserError
from riskdesk.services.queries_file_kind import FileKind, file_kind
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.import_file import ImportFileDialog
from riskdesk.ui.dialogs.import_staff import ImportStaffDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle
from riskdesk.ui.surface import WANTED, first_size, speak


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("staff-list.xlsx", "staff"),
        ("field-journal.csv", "journal"),
        ("points-light.csv", "points"),
        ("points-noise.csv", "points"),
        ("points-microclimate.csv", "points"),
        ("heaviness-cards.csv", "cards"),
        ("tension-cards.csv", "cards"),
        ("card-conclusions.csv", "cards"),
        ("instruments.csv", "instruments"),
    ],
)
def test_a_file_is_known_by_its_headings(bundle: Bundle, name: str, kind: FileKind) -> None:
    assert file_kind(bundle.sample / name) == kind


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        file_kind(tmp_path / "none.csv")


def opened_import(window: MainWindow, app: QApplication, path: Path) -> ImportFileDialog:
    window.show_place(Place("structure"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    screen.import_file(path)
    settle(app, window)
    found = window.findChildren(ImportFileDialog)
    assert len(found) == 1
    return found[0]


def test_a_journal_is_imported_with_a_summary(
    open_window: OpenWindow, app: QApplication, bundle: Bundle
) -> None:
    window: MainWindow = open_window()
    dialog = opened_import(window, app, bundle.sample / "field-journal.csv")
    assert dialog.kind.currentData() == "journal"
    assert dialog.day.text() == "10.04.2026"
    made: list[str] = []
    dialog.made.connect(made.append)
    dialog.act.click()
    settle(app, window)
    assert made == [window.desk.certification_id]
    assert dialog.said.text().startswith("Импортировано. Строк: 276")
    assert "добавлено: 0" in dialog.said.text()
    assert not dialog.act.isVisible()
    dialog.done(0)


def test_problems_are_listed_with_their_places(
    open_window: OpenWindow, app: QApplication, bundle: Bundle, tmp_path: Path
) -> None:
    text = (bundle.sample / "field-journal.csv").read_text(encoding="utf-8-sig")
    path = tmp_path / "journal.csv"
    path.write_text(text.replace(";461;", ";много;", 1), encoding="utf-8")
    window: MainWindow = open_window()
    dialog = opened_import(window, app, path)
    dialog.act.click()
    settle(app, window)
    rows = dialog.grid.grid.rows
    assert [row.cells["row"].text for row in rows] == ["2"]
    assert "много" in rows[0].cells["text"].text
    assert dialog.act.isEnabled()
    dialog.day.setText("32.04.2026")
    assert not dialog.act.isEnabled()
    dialog.done(0)


def test_home_imports_any_file(open_window: OpenWindow, app: QApplication, bundle: Bundle) -> None:
    window: MainWindow = open_window()
    home = window.current
    assert isinstance(home, HomeScreen)
    assert home.take.isVisible()
    assert home.take.shortcut().toString() == "Ctrl+I"
    home.import_file(bundle.sample / "staff-list.xlsx")
    settle(app, window)
    staff = window.findChildren(ImportStaffDialog)
    assert len(staff) == 1
    assert staff[0].target.currentData() == window.desk.certification_id
    staff[0].done(0)
    staff[0].deleteLater()
    home.import_file(bundle.sample / "instruments.csv")
    settle(app, window)
    assert window.findChildren(ImportFileDialog)[0].kind.currentData() == "instruments"


def test_a_notice_moves_nothing_and_goes_with_the_next_action(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("check"))
    settle(app, window)
    place = window.current.mapTo(window, window.current.rect().topLeft())
    window.desk.say("ok", "Отменено: изменение значения")
    settle(app, window)
    assert window._notice.isVisible()
    assert window.current.mapTo(window, window.current.rect().topLeft()) == place
    assert window.rect().contains(window._notice.geometry())
    window.go(Place("risk"))
    assert not window._notice.isVisible()
    window.desk.say("error", "Нет места на диске")
    settle(app, window)
    once = window._notice.height()
    window.desk.say("error", "Файл занят другой программой")
    settle(app, window)
    window.go(Place("check"))
    assert window._notice.isVisible()
    assert window._notice.height() == once > window._notice.fontMetrics().height()


def test_the_first_size_fits_the_screen(open_window: OpenWindow) -> None:
    assert first_size(QSize(1920, 1040)) == WANTED
    small = first_size(QSize(1366, 728))
    assert (small.width() < 1366, small.height() < 728) == (True, True)
    assert not open_window().windowIcon().isNull()


@pytest.mark.parametrize(("language", "word"), [("ru", "Отмена"), ("en", "Cancel")])
def test_qt_speaks_the_language(app: QApplication, language: str, word: str) -> None:
    speak(app, language)  # type: ignore[arg-type]
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    text = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    there = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)).is_dir()
    assert text == (word if there else "Cancel")
    speak(app, "en")
    assert len(app.findChildren(QTranslator)) == 1
    box.deleteLater()
