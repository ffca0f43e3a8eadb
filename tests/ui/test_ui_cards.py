"""The cards of heaviness and tension in the window: real keys, a real file."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_hands import OpenWindow, press, shown, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import CardEntry
from riskdesk.domain.values import HazardClass, Provenance
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.card_tab import CardTab
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def dossier_of(window: MainWindow, app: QApplication) -> Dossier:
    certification, found = window.desk.certification_id, list[Dossier]()

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def entry(window: MainWindow, app: QApplication, indicator: str, number: int) -> CardEntry:
    dossier = dossier_of(window, app)
    place = next(each for each in dossier.workplaces if each.number == number)
    entries = dossier.entries_of(place, "heaviness")
    return next(each for each in entries if each.indicator == indicator)


def calm(app: QApplication, window: MainWindow) -> None:
    """Until the change is stored and the page has come again."""
    for _ in range(3):
        settle(app, window)


def heaviness(window: MainWindow, app: QApplication, row: str = "1.1") -> CardTab:
    screen = shown(window, app, "heaviness", f"heaviness/{row}", number=20)
    return screen.view.heaviness


def enter(grid: Grid, text: str, key: int = Qt.Key.Key_Return) -> None:
    """Type into the cell with the focus as a person does: the first key opens it."""
    type_text(grid, text[0])
    editor = grid.delegate.editor
    assert editor is not None
    type_text(editor, text[1:])
    press(editor, key)


def cell(grid: Grid, row: str, column: str) -> str:
    model = grid.grid
    return model.cell(model.index(model.row_of(row), model.column_of(column))).text


def test_arithmetic_in_the_value_as_in_excel(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab = heaviness(window, app)
    enter(tab.grid, "=12×0,8×250; 4×2×30")
    calm(app, window)
    stored = entry(window, app, "1.1", 20)
    assert (stored.value_text, stored.working) == ("2640", "12×0,8×250; 4×2×30")
    assert cell(tab.grid, "1.1", "value") == "2\u202f640"
    assert cell(tab.grid, "1.1", "working") == "12 × 0,8 × 250; 4 × 2 × 30"


def test_the_class_comes_before_the_value_is_left(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab = heaviness(window, app)
    type_text(tab.grid, "9")
    editor = tab.grid.delegate.editor
    assert editor is not None
    type_text(editor, "000")
    settle(app, window)
    line = tab.line()
    assert line is not None
    assert line.finding.proposed == HazardClass.HARMFUL_2
    assert entry(window, app, "1.1", 20).value_text == "до2500"  # nothing is stored yet
    press(editor, Qt.Key.Key_Return)
    calm(app, window)
    assert entry(window, app, "1.1", 20).value_text == "9000"


def test_rows_of_arithmetic_by_keyboard(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab = heaviness(window, app)
    window.activateWindow()
    tab.grid.setFocus()
    app.processEvents()
    QTest.keyClick(tab.grid, Qt.Key.Key_F9)
    settle(app, window)
    assert tab.drawer.part == "working"
    panel = tab.drawer.working
    assert panel is not None
    grid = panel.grid
    assert grid is not None
    for text in ("12", "0,8"):
        enter(grid, text, Qt.Key.Key_Tab)
    assert entry(window, app, "1.1", 20).working == ""  # a row that is not whole waits
    enter(grid, "250", Qt.Key.Key_Tab)
    calm(app, window)
    assert entry(window, app, "1.1", 20).working == "12 × 0,8 × 250"
    grid.moves.to(1, 0)
    for text in ("4", "2", "30"):
        enter(grid, text, Qt.Key.Key_Tab)
    calm(app, window)
    stored = entry(window, app, "1.1", 20)
    assert (stored.working, stored.value_text) == ("12 × 0,8 × 250; 4 × 2 × 30", "2640")
    assert [row.cells["product"].text for row in grid.grid.rows[:2]] == ["2\u202f400", "240"]
    assert len(grid.grid.rows) == 3
    assert not grid.problems()
    window._top.undo_button.click()
    calm(app, window)
    assert entry(window, app, "1.1", 20).working == "12 × 0,8 × 250"


def test_a_column_of_values_is_pasted_and_undone_as_one(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab = heaviness(window, app)
    before = entry(window, app, "2.1", 20).value_text
    QGuiApplication.clipboard().setText("2600\r\n13000\r\n100\r\n16\r\n")
    press(tab.grid, Qt.Key.Key_V, "\x16", CONTROL)
    calm(app, window)
    written = [entry(window, app, each, 20).value_text for each in ("1.1", "1.2a", "1.2b", "2.1")]
    assert written == ["2600", "13000", "100", "16"]  # heads of groups take no value
    window._top.undo_button.click()
    calm(app, window)
    assert entry(window, app, "2.1", 20).value_text == before
    assert entry(window, app, "1.1", 20).value_text == "до2500"


def test_fill_down_and_words_are_said(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab = heaviness(window, app, "3.1")
    enter(tab.grid, "много")
    calm(app, window)
    assert [(row, column) for row, column, _ in tab.grid.problems()] == []
    assert entry(window, app, "3.1", 20).value_text == "много"
    tab.grid.moves.to(tab.grid.grid.row_of("3.1"), tab.grid.grid.column_of("value"))
    enter(tab.grid, "15000")
    tab.grid.moves.to(tab.grid.grid.row_of("3.1"), tab.grid.grid.column_of("value"))
    press(tab.grid, Qt.Key.Key_Down, held=SHIFT)
    press(tab.grid, Qt.Key.Key_D, "\x04", CONTROL)
    calm(app, window)
    assert entry(window, app, "3.2", 20).value_text == "15000"


def test_a_stored_text_that_is_no_number_keeps_its_warning(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab = heaviness(window, app, "3.1")
    grid = tab.grid
    for text, shown_as in (("1.234,5", "1.234,5"), ("NaN", "NaN"), ("-5", "-5"), ("12500.5", "")):
        grid.moves.to(grid.grid.row_of("3.1"), grid.grid.column_of("value"))
        enter(grid, text)
        calm(app, window)
        seen = grid.grid.cell(
            grid.grid.index(grid.grid.row_of("3.1"), grid.grid.column_of("value"))
        )
        assert (f"«{text}» не число" in seen.problem) is bool(shown_as), text
        assert seen.text == (shown_as or "12\u202f500,5")


def test_arithmetic_that_cannot_be_read_stays_with_its_reason(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab = heaviness(window, app)
    enter(tab.grid, "=12×0,8")
    calm(app, window)
    ((row, column, words),) = tab.grid.problems()
    assert (row, column) == ("1.1", "value")
    assert "Масса, кг × Расстояние, м × Раз за смену" in words
    assert entry(window, app, "1.1", 20).value_text == "до2500"
    assert cell(tab.grid, "1.1", "value") == "=12×0,8"


def test_marks_are_typed_with_a_comma_and_by_the_digit_of_a_choice(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "tension", "tension/1.1", number=20)
    tab = screen.view.tension
    tab.grid.moves.to(tab.grid.grid.row_of("1.1"), tab.grid.grid.column_of("mark"))
    enter(tab.grid, "3,1")
    calm(app, window)
    assert _mark(window, app, "tension/1.1") == HazardClass.HARMFUL_1
    tab.go_to("1.2")
    tab.drawer.turn("judging")
    settle(app, window)
    help_ = tab.drawer.judging
    assert "сравнивает с нормой" in help_.accessibleDescription()
    press(help_, Qt.Key.Key_4, "4")
    calm(app, window)
    assert _mark(window, app, "tension/1.2") == HazardClass.HARMFUL_2


def _mark(window: MainWindow, app: QApplication, subject: str) -> HazardClass | None:
    dossier = dossier_of(window, app)
    place = next(each for each in dossier.workplaces if each.number == 20)
    mark = dossier.mark_of(place, subject)
    return mark.hazard_class if mark is not None else None


def test_one_card_goes_to_similar_workplaces(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab = heaviness(window, app)
    enter(tab.grid, "=12×0,8×250")
    calm(app, window)
    assert "Похожих мест: 2" in tab._peers.text()
    tab.drawer.turn("peers")
    settle(app, window)
    panel = tab.drawer.peers
    assert not panel.act.isEnabled()
    panel.grid.moves.to(0, 0)
    press(panel.grid, Qt.Key.Key_Space, " ")
    settle(app, window)
    assert panel.act.isEnabled()
    assert "1" in panel.act.text()
    panel.act.click()
    calm(app, window)
    copied = entry(window, app, "1.1", 19)
    assert (copied.value_text, copied.working) == ("2400", "12×0,8×250")
    assert copied.provenance is Provenance.INHERITED
    assert entry(window, app, "1.1", 21).value_text == "до2500"
    other = shown(window, app, "heaviness", "heaviness/1.1", number=19).view.heaviness
    spoken = _sign(other, "1.1")
    assert spoken == "от аналогичного места"
    enter(other.grid, "30")
    calm(app, window)
    assert "записано только здесь" in _sign(other, "1.1")
    assert "своё здесь: 1.1" in other._peers.text()


def _sign(tab: CardTab, row: str) -> str:
    model = tab.grid.grid
    found = model.cell(model.index(model.row_of(row), model.column_of("value"))).before
    return found.meaning if found is not None else ""


def test_the_foot_says_the_count_rule_and_what_the_form_has_no_column_for(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    tab = heaviness(window, app)
    assert "два и более показателя одного класса" in tab.foot._reason.text()
    assert tab.foot._beyond.isHidden()
    QGuiApplication.clipboard().setText("90000\r\n90000\r\n")
    press(tab.grid, Qt.Key.Key_V, "\x16", CONTROL)
    calm(app, window)
    assert not tab.foot._beyond.isHidden()
    assert "2 × 3.2" in tab.foot._reason.text() or "3 × 3.2" in tab.foot._reason.text()


def test_the_arithmetic_has_a_column_where_there_is_room(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    window.resize(1366, 768)
    tab = heaviness(window, app)
    at = tab.grid.grid.column_of("working")
    assert tab.grid.isColumnHidden(at)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    screen._panes.toggle(screen.panel)
    settle(app, window)
    assert not tab.grid.isColumnHidden(at)
    assert tab.grid.horizontalScrollBar().maximum() == 0


def test_esc_shuts_the_drawer_and_goes_back(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    tab = heaviness(window, app)
    window.activateWindow()
    tab.grid.setFocus()
    app.processEvents()
    QTest.keyClick(tab.grid, Qt.Key.Key_F1, SHIFT)
    settle(app, window)
    assert tab.drawer.part == "judging"
    assert tab.foot.isHidden()
    described: QWidget = tab.drawer.judging
    assert described.accessibleName() == "Как судить о показателе"
    assert "2400" in described.accessibleDescription()
    QTest.keyClick(described, Qt.Key.Key_Escape)
    assert not tab.foot.isHidden()
    assert tab.grid.hasFocus()
