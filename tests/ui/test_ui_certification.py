"""The enterprise and its certification on one page; a certification begun from the last one."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.copy_certification import CopyCertificationDialog
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.enterprise import EnterpriseScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window

GOOD_BIN = "050740003335"
"""Twelve digits whose last is the check digit of the others by ``bin_number``."""


def rest(app: QApplication, window: MainWindow) -> None:
    for _ in range(3):
        settle(app, window)


def stored(window: MainWindow, app: QApplication) -> Dossier:
    found: list[Dossier] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


@pytest.fixture
def window(app: QApplication, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    made.show_enterprise()
    rest(app, made)
    return made


@pytest.fixture
def page(window: MainWindow) -> EnterpriseScreen:
    screen = window.current
    assert isinstance(screen, EnterpriseScreen)
    return screen


def write(page: EnterpriseScreen, key: str, text: str) -> None:
    """Type over a field and leave it by Enter, which goes on to the next one."""
    line = page.fields[key].line
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    press(line, Qt.Key.Key_Return)
    assert page.window().focusWidget() is not line


def test_fields_are_stored_when_they_are_left(
    page: EnterpriseScreen, window: MainWindow, app: QApplication
) -> None:
    write(page, "title", "Вторая очередь")
    write(page, "begins", "09.04.2026")
    write(page, "ends", "11.04.2026")
    write(page, "contract", "№ 14")
    write(page, "address_ru", "Алматы")
    write(page, "activity", "01131 выращивание овощей")
    rest(app, window)
    dossier = stored(window, app)
    certification, enterprise = dossier.certification, dossier.enterprise
    assert certification.title == "Вторая очередь"
    assert (certification.begins, certification.ends) == (date(2026, 4, 9), date(2026, 4, 11))
    assert (certification.contract, enterprise.address.ru) == ("№ 14", "Алматы")
    assert enterprise.activity == "01.13.1 выращивание овощей"
    assert certification.measured_on == date(2026, 4, 10)  # what was not touched stays
    assert "Вторая очередь" in window._top._title.accessibleName()
    assert window.desk.drafts.of(f"enterprise/{certification.id}") == {}
    window.step(back=True)
    rest(app, window)
    assert page.fields["activity"].line.text() == ""


def test_the_check_digit_is_judged_at_the_field(
    page: EnterpriseScreen, window: MainWindow, app: QApplication
) -> None:
    field = page.fields["bin"]
    field.line.setFocus()
    type_text(field.line, "0507")
    assert not field.note.isVisible()  # not whole yet: no fault
    wrong = GOOD_BIN[:-1] + str((int(GOOD_BIN[-1]) + 1) % 10)
    write(page, "bin", wrong)
    rest(app, window)
    assert "контрольная цифра" in field.note.text()
    assert field.line.text() == wrong  # never cleared
    assert stored(window, app).enterprise.bin == ""
    write(page, "bin", GOOD_BIN)
    rest(app, window)
    assert field.note.text() == ""
    assert stored(window, app).enterprise.bin == GOOD_BIN


def test_faults_stay_at_their_fields(
    page: EnterpriseScreen, window: MainWindow, app: QApplication
) -> None:
    write(page, "measured_on", "31.02.2026")
    write(page, "title", " ")
    write(page, "ends", "01.04.2026")
    write(page, "begins", "09.04.2026")
    rest(app, window)
    assert page.fields["measured_on"].note.text()
    assert page.fields["title"].note.text()
    assert page.fields["begins"].note.text()  # the database refused it: after the end
    assert stored(window, app).certification.begins is None
    write(page, "ends", "12.04.2026")
    rest(app, window)
    certification = stored(window, app).certification
    assert (certification.begins, certification.ends) == (date(2026, 4, 9), date(2026, 4, 12))
    assert not page.fields["begins"].note.text()
    kept = window.desk.drafts.of(f"enterprise/{certification.id}")
    assert kept["measured_on"] == "31.02.2026"  # comes back after a restart


def test_an_extraordinary_one_asks_for_its_ground(
    page: EnterpriseScreen, window: MainWindow, app: QApplication
) -> None:
    assert not page.fields["ground"].isVisible()
    kind = page.choices["kind"]
    kind.setFocus()
    press(kind, Qt.Key.Key_Down)
    rest(app, window)
    assert stored(window, app).certification.kind == "extraordinary"
    assert page.fields["ground"].isVisible()
    write(page, "ground", "замена оборудования")
    rest(app, window)
    assert stored(window, app).certification.ground == "замена оборудования"


def test_the_commission_is_typed_and_pasted(
    page: EnterpriseScreen, window: MainWindow, app: QApplication
) -> None:
    grid = page.commission
    grid.setFocus()
    grid.moves.to(0, 0)
    QGuiApplication.clipboard().setText(
        "председатель\tАлиева А. С.\tдиректор\tдиректор\n"
        "член\tОмаров Б. К.\tинженер\tинженер\n"
        "секретарь\tКим В. П.\tспециалист\tмаман\n"
    )
    press(grid, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)
    rest(app, window)
    preview = grid.hands.preview
    if preview is not None and preview.isVisible():
        preview.take.click()
    rest(app, window)
    people = stored(window, app).commission
    assert [(one.role, one.name) for one in people] == [
        ("chairman", "Алиева А. С."), ("member", "Омаров Б. К."), ("secretary", "Ким В. П."),
    ]  # fmt: skip
    assert grid.problems() == []
    grid.go_to(people[1].id, "role")
    grid.setFocus()
    press(grid, Qt.Key.Key_F2)
    editor = grid.delegate.editor
    assert editor is not None
    editor.selectAll()
    type_text(editor, "председатель")
    press(editor, Qt.Key.Key_Return)
    rest(app, window)
    assert "Алиева" in grid.problems()[0][2]  # there is one of that role
    grid.go_to(people[2].id, "name")
    press(grid, Qt.Key.Key_Up, held=Qt.KeyboardModifier.AltModifier)
    rest(app, window)
    assert [one.name for one in stored(window, app).commission][1] == "Ким В. П."
    window.show_place(Place("enterprise", people[0].id))
    rest(app, window)
    assert grid.current_key() == people[0].id


def test_home_and_the_top_lead_here(window: MainWindow, app: QApplication) -> None:
    window.show_place(Place("home"))
    rest(app, window)
    command = next(each for each in _commands(window) if each.keys == "Alt+0")
    command.run()
    rest(app, window)
    assert window.current.place().screen == "enterprise"
    assert window._rail._buttons["structure"].isChecked()


def _commands(window: MainWindow):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from riskdesk.ui.commands import window_commands  # noqa: PLC0415

    return window_commands(window)


def test_the_last_certification_is_copied_by_choice(window: MainWindow, app: QApplication) -> None:
    before = stored(window, app)
    dialog = CopyCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    made: list[str] = []
    dialog.made.connect(made.append)
    dialog.title.selectAll()
    type_text(dialog.title, "аттестация 2031")
    dialog.day.selectAll()
    type_text(dialog.day, "10.04.2031")
    press(dialog.parts["points"], Qt.Key.Key_Space, " ")
    press(dialog.title, Qt.Key.Key_Return)  # Enter in a field makes nothing
    settle(app, window)
    assert made == []
    press(dialog.act, Qt.Key.Key_Space, " ")
    rest(app, window)
    window.reload(made[0])
    rest(app, window)
    copy = stored(window, app)
    assert (len(copy.workplaces), copy.certification.title) == (55, "аттестация 2031")
    assert (copy.points, copy.measurements) == ((), ())
    assert copy.certification.parent_id == before.certification.id
    assert copy.card_entries
    assert copy.certification.ruleset is None
    dialog.deleteLater()


def test_three_ways_to_begin(window: MainWindow, app: QApplication) -> None:
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    assert dialog.from_list.isVisible()
    assert dialog.from_last.isVisible()
    at = dialog.enterprise.findData(window.desk.known[0].enterprise_id)
    dialog.enterprise.setCurrentIndex(at)
    dialog.enterprise.activated.emit(at)
    assert dialog.name_ru.text() == "ТОО «Агро-Үлгі»"
    assert not dialog.name_ru.isEnabled()  # a known enterprise is not written twice
    press(dialog.from_last, Qt.Key.Key_Space, " ")
    settle(app, window)
    copies = window.findChildren(CopyCertificationDialog)
    assert len(copies) == 1
    assert not dialog.isVisible()
    copies[0].done(0)
    copies[0].deleteLater()
    dialog.deleteLater()


@pytest.fixture
def second(app: QApplication, bundle: Bundle) -> Iterator[MainWindow]:
    made = make_window(bundle, StartOptions(language="kk", theme="dark"))
    made.show()
    settle(app, made)
    yield made
    made.close()
    made.deleteLater()
    app.processEvents()


def test_every_field_has_a_name_in_kazakh(second: MainWindow, app: QApplication) -> None:
    second.show_enterprise()
    rest(app, second)
    page = second.current
    assert isinstance(page, EnterpriseScreen)
    names = [field.line.accessibleName() for field in page.fields.values()]
    names += [choice.accessibleName() for choice in page.choices.values()]
    assert all(names)
    assert len(names) == len(set(names))
