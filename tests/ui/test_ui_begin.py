"""An empty database: the first page, the sample, a new certification, a staff list."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import press, type_text

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.import_file import ImportFileDialog
from riskdesk.ui.dialogs.import_staff import ImportStaffDialog
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window

RULESET = "KZ1.04.001.2000"


@pytest.fixture
def window(app: QApplication, empty_bundle: Bundle) -> Iterator[MainWindow]:
    made = make_window(empty_bundle, StartOptions(language="ru", theme="light"))
    made.show()
    settle(app, made)
    yield made
    made.close()
    made.deleteLater()
    app.processEvents()


def home(window: MainWindow) -> HomeScreen:
    screen = window.current
    assert isinstance(screen, HomeScreen)
    return screen


def shown_screens(window: MainWindow) -> list[str]:
    return [name for name, b in window._rail._buttons.items() if b.isVisible()]


def test_only_home_is_offered_at_first(window: MainWindow) -> None:
    assert shown_screens(window) == ["home", "criteria"]
    assert home(window)._first.isVisible()
    assert not window._top._stamp.isVisible()


def test_the_sample_is_one_press_away(window: MainWindow, app: QApplication) -> None:
    home(window).make_sample()
    settle(app, window)
    settle(app, window)
    assert isinstance(window.current, StructureScreen)
    assert len(shown_screens(window)) == sum(not each.under for each in SCREENS)
    assert window._top._stamp.isVisible()
    assert window._top._saved.text() == "Сохранено " + window.saving.at.astimezone().strftime(  # type: ignore[union-attr]
        "%H:%M"
    )


def test_a_new_certification_asks_for_the_rule_set(window: MainWindow, app: QApplication) -> None:
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    made: list[str] = []
    dialog.made.connect(made.append)
    assert dialog.fields.chosen == ""
    type_text(dialog.name_ru, "ТОО Жолдас")
    assert not dialog.act.isEnabled()
    assert dialog.hint.text() == "Сначала выберите критерии"
    at = dialog.fields.ruleset.findData(RULESET)
    dialog.fields.ruleset.setCurrentIndex(at)
    dialog.fields.ruleset.activated.emit(at)
    assert dialog.fields.options
    assert dialog.act.isEnabled()
    press(dialog.name_ru, Qt.Key.Key_Return)  # Enter in a field makes nothing
    settle(app, window)
    assert made == []
    dialog.act.click()
    settle(app, window)
    assert len(made) == 1
    window.reload(made[0])
    settle(app, window)
    row = window.desk.certification
    assert row is not None
    assert (row.enterprise.ru, row.ruleset, row.workplaces) == ("ТОО Жолдас", RULESET, 0)
    dialog.deleteLater()


def test_an_empty_structure_says_what_to_do(window: MainWindow, app: QApplication) -> None:
    command = NewCertification(
        enterprise=LocalizedText(kk="Жолдас", ru="Жолдас"),
        title="2026",
        measured_on=date(2026, 4, 10),
    )
    window.jobs.change(command).start()
    window.reload()
    settle(app, window)
    window.show_place(Place("structure"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    assert screen._empty.isVisible()
    assert not screen.view.isVisible()
    assert window._top._ruleset.isVisible()  # proposed, not chosen: said loudly


def test_home_ticks_nothing_that_is_not_measured(window: MainWindow, app: QApplication) -> None:
    command = NewCertification(
        enterprise=LocalizedText(kk="Жолдас", ru="Жолдас"),
        title="2026",
        measured_on=date(2026, 4, 10),
    )
    window.jobs.change(command).start()
    window.reload()
    settle(app, window)
    settle(app, window)
    cells = home(window).grid.grid.rows[0].cells
    assert (cells["errors"].text, cells["errors"].before) == ("не измерено", None)


def test_escape_asks_once_when_something_was_typed(window: MainWindow, app: QApplication) -> None:
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    type_text(dialog.name_kk, "Жолдас")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.name_kk.text() == "Жолдас"
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_a_staff_list_is_shown_before_it_is_stored(
    window: MainWindow, app: QApplication, empty_bundle: Bundle
) -> None:
    dialog = ImportStaffDialog(window.desk, window, empty_bundle.sample / "staff-list.xlsx")
    dialog.open()
    settle(app, window)
    assert dialog._columns["name"].currentData() == 2
    assert "31" in dialog._found.text()
    assert window.desk.known == ()
    assert not dialog.act.isEnabled()
    at = dialog.fields.ruleset.findData(RULESET)
    dialog.fields.ruleset.setCurrentIndex(at)
    dialog.fields.ruleset.activated.emit(at)
    made: list[str] = []
    dialog.made.connect(made.append)
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    window.reload(made[0])
    settle(app, window)
    row = window.desk.certification
    assert row is not None
    assert (row.workplaces, row.positions, row.ruleset) == (55, 31, RULESET)
    dialog.deleteLater()


def test_a_journal_begins_a_certification(
    window: MainWindow, app: QApplication, empty_bundle: Bundle
) -> None:
    home(window).import_file(empty_bundle.sample / "field-journal.csv")
    settle(app, window)
    dialog = window.findChildren(ImportFileDialog)[0]
    assert dialog.target.currentText() == "Новая аттестация «field-journal»"
    dialog.day.setText("10.04.2026")
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    row = window.desk.certification
    assert row is not None
    assert (row.title, row.workplaces, row.ruleset) == ("field-journal", 55, None)
    assert row.measured_on == date(2026, 4, 10)
    assert dialog.grid.grid.rows  # the notes: workplaces were made
    assert isinstance(window.current, StructureScreen)
    dialog.done(0)


def test_a_wrong_column_is_said_with_its_places(
    window: MainWindow, app: QApplication, empty_bundle: Bundle
) -> None:
    dialog = ImportStaffDialog(window.desk, window, empty_bundle.sample / "staff-list.xlsx")
    dialog.open()
    settle(app, window)
    count = dialog._columns["count"]
    count.show_value(2)
    count.activated.emit(count.currentIndex())
    settle(app, window)
    rows = [row for row in dialog.grid.grid.rows if row.key.startswith("problem/")]
    assert rows
    assert not dialog.act.isEnabled()
    dialog.done(0)
    dialog.deleteLater()
