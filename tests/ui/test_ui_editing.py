"""What is typed is judged at once, on disk when it is committed, and can be taken back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from window_hands import OpenWindow, press, shown, type_text

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import store
from riskdesk.domain.model import Certification, Measurement, Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

PLACE = 9


def on_disk(database: Path, number: int, quantity: str) -> str:
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        certification = uow.find(Certification)[0]
        place = next(w for w in uow.dossier(certification.id).workplaces if w.number == number)
        rows = uow.find(Measurement, workplace_id=place.id)
        return next(row.value_text for row in rows if row.quantity == quantity)


def proposed(screen: StructureScreen, subject: str) -> HazardClass | None:
    page = screen.view.page
    assert page is not None
    line = page.line(subject)
    assert line is not None
    return line.finding.proposed


def test_typing_judges_at_once_and_enter_stores(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    grid = screen.view.factors.grid
    assert proposed(screen, "noise_leq") == HazardClass.PERMISSIBLE
    title = screen.why._title.text()
    press(grid, Qt.Key.Key_8, "8")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "4,2")
    settle(app, window)
    assert proposed(screen, "noise_leq") == HazardClass.HARMFUL_2  # 84,2 − 60 = 24,2: over 10
    assert screen.why._title.text() != title
    assert screen.view.tabs._classes[0] == "3.2"
    assert editor.text() == "84,2"
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    assert screen.view.factors.drafts == {}
    assert window._top._saved.isVisible()
    window.close()
    assert on_disk(database, PLACE, "noise_leq") == "84,2"


def test_what_is_no_number_is_kept_but_not_stored(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    grid = screen.view.factors.grid
    press(grid, Qt.Key.Key_6, "6")
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "3,,6")
    press(editor, Qt.Key.Key_Return)
    settle(app, window)
    index = grid.grid.index(grid.grid.row_of("noise_leq"), grid.grid.column_of("value"))
    cell = grid.grid.cell(index)
    assert (cell.text, cell.invalid) == ("63,,6", True)
    assert not window._top._saved.isVisible()
    window.close()
    assert on_disk(database, PLACE, "noise_leq") == "56,3"


def test_a_refused_text_waits_at_its_workplace(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    screen.view.factors._on_committed("noise_leq", "value", "5x")
    screen = shown(window, app, "factors", "noise_leq", number=10)
    assert screen.view.factors.drafts == {}
    screen = shown(window, app, "factors", "noise_leq")
    assert screen.view.factors.drafts == {"noise_leq": "5x"}
    messages = [label.text() for label in screen.view.messages.findChildren(QLabel)]
    assert any("5x" in text for text in messages)


def test_undo_takes_the_value_back(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "air_temperature")
    before = on_disk_through(window, app)
    screen._hands._on_committed("air_temperature", "35")
    settle(app, window)
    assert on_disk_through(window, app) != before
    window.step(back=True)
    settle(app, window)
    assert on_disk_through(window, app) == before
    assert window._notice.isVisible()


def on_disk_through(window: MainWindow, app: QApplication) -> str:
    certification, found = window.desk.certification_id, list[str]()

    def read(session: Session, _: object) -> str:
        dossier = session.snapshot(certification).dossier
        place = next(w for w in dossier.workplaces if w.number == PLACE)
        rows = dossier.measurements_of(place)
        return next(row.value_text for row in rows if row.quantity == "air_temperature")

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def test_a_mark_below_the_calculation_asks_for_a_reason(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "illuminance", number=1)
    editor = screen.view.factors.strip.editor
    assert editor.mark.currentData() == HazardClass.PERMISSIBLE
    assert editor.reason.property("state") == "invalid"
    editor.reason.setFocus()
    type_text(editor.reason, "светильник заменён")
    press(editor.reason, Qt.Key.Key_Return)
    settle(app, window)
    assert editor.reason.property("state") == ""
    page = screen.view.page
    assert page is not None
    mark = page.mark("illuminance")
    assert mark is not None
    assert mark.reason == "светильник заменён"


def test_a_chosen_row_of_the_norm_judges_anew(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    screen.view.selected.emit("noise_row", 1)
    settle(app, window)
    assert proposed(screen, "noise_leq") == HazardClass.HARMFUL_1  # 56,3 over the 50 of row 1
    page = screen.view.page
    assert page is not None
    row = next(each for each in page.selectors if each.field == "noise_row")
    assert (row.value, row.proposed) == (1, False)


def test_the_sex_decides_whose_bounds_apply(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "heaviness", "heaviness/2.1")
    page = screen.view.page
    assert page is not None
    assert page.card("heaviness").finding.by_sex is not None
    staffing = screen.view.heaviness.staffing
    staffing.men.setFocus()
    type_text(staffing.men, "1")
    press(staffing.men, Qt.Key.Key_Return)
    settle(app, window)
    page = screen.view.page
    assert page is not None
    assert (page.men, page.card("heaviness").finding.by_sex) == (1, None)


def test_accepting_marks_what_has_no_mark(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    screen.view.marked.emit("noise_leq", None, "")
    settle(app, window)
    page = screen.view.page
    assert page is not None
    assert page.mark("noise_leq") is None
    screen.view.accept.click()
    settle(app, window)
    page = screen.view.page
    assert page is not None
    mark = page.mark("noise_leq")
    assert mark is not None
    assert mark.hazard_class == HazardClass.PERMISSIBLE


def test_the_filter_finds_kazakh_names_typed_without_kazakh_letters(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("kk")
    screen = shown(window, app, "factors", "noise_leq")
    screen.panel.filter.setText("ондiрic".replace("i", "и").replace("c", "с"))
    nodes = [child.text for node in screen.panel.tree.tree.nodes for child in node.children]
    assert "Өндіріс басқарушысы" in nodes
    assert "Бухгалтер" not in nodes


def test_workplace_ids_are_rows_of_the_store(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    screen = shown(window, app, "factors", "noise_leq")
    identity = screen.place().thing
    found: list[Workplace] = []
    window.jobs.ask(lambda session, _: _workplace(session, identity)).on_done(found.append).start()
    settle(app, window)
    assert found[0].number == PLACE


def _workplace(session: Session, identity: str) -> Workplace:
    with session.unit_of_work() as uow:
        return uow.get(Workplace, identity)
