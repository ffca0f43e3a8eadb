"""The list of the structure: typed, pasted, split, moved, removed, with real keys on real data."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.screens.structure_list import StructureList
from riskdesk.ui.screens.structure_sheet import staff_of
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


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


def listed(window: MainWindow, app: QApplication) -> StructureList:
    window.show_place(Place("structure", tab="list"))
    rest(app, window)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    assert screen.list.isVisible()
    return screen.list


def at(page: StructureList, number: int, column: str) -> str:
    """Put the focus on the cell of a workplace; returns the row's key."""
    key = next(e.key for e in page.data.rows if e.number == number)  # type: ignore[union-attr]
    assert page.grid.go_to(key, column)
    page.grid.setFocus()
    return key


def write(page: StructureList, text: str, key: int = Qt.Key.Key_Return) -> None:
    """Type over the cell with the focus and leave it by a key."""
    press(page.grid, Qt.Key.Key_F2)
    editor = page.grid.delegate.editor
    assert editor is not None
    editor.selectAll()
    type_text(editor, text)
    press(editor, key)


@pytest.fixture
def window(app: QApplication, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    settle(app, made)
    return made


@pytest.fixture
def empty(app: QApplication, empty_bundle: Bundle) -> Iterator[MainWindow]:
    from datetime import date  # noqa: PLC0415

    from riskdesk.domain.values import LocalizedText  # noqa: PLC0415
    from riskdesk.services.edit import NewCertification  # noqa: PLC0415

    made = make_window(empty_bundle, StartOptions(language="ru", theme="light"))
    made.show()
    settle(app, made)
    name = LocalizedText(kk="Жолдас", ru="Жолдас")
    command = NewCertification(enterprise=name, title="2026", measured_on=date(2026, 4, 10))
    made.jobs.change(command).start()
    made.reload()
    settle(app, made)
    yield made
    made.close()
    made.deleteLater()
    app.processEvents()


def test_cells_are_typed_and_undone(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    at(page, 9, "men")
    write(page, "1", Qt.Key.Key_Tab)
    write(page, "0", Qt.Key.Key_Tab)
    rest(app, window)
    place = next(w for w in stored(window, app).workplaces if w.number == 9)
    assert (place.men, place.women) == (1, 0)
    at(page, 9, "ru")
    write(page, "Старший механик")
    at(page, 9, "night")
    write(page, "да")
    at(page, 9, "work_category")
    write(page, "Iб")
    rest(app, window)
    dossier = stored(window, app)
    place = next(w for w in dossier.workplaces if w.number == 9)
    assert dossier.position_of(place).name.ru == "Старший механик"
    assert place.night is True
    assert place.work_category
    for _ in range(5):
        press(page.grid, Qt.Key.Key_Z, held=CONTROL)
        window.step(back=True)
        rest(app, window)
    place = next(w for w in stored(window, app).workplaces if w.number == 9)
    assert (place.men, place.women, place.night) == (None, None, None)


def test_a_refused_text_stays_with_its_reason(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    at(page, 9, "work_category")
    write(page, "седьмая")
    rest(app, window)
    problems = page.grid.problems()
    assert [column for _, column, _ in problems] == ["work_category"]
    assert "седьмая" in problems[0][2]
    assert page.messages.isVisible()
    place = next(w for w in stored(window, app).workplaces if w.number == 9)
    assert place.work_category != "седьмая"


def test_two_zeros_are_said(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    key = at(page, 11, "men")
    write(page, "0", Qt.Key.Key_Tab)
    write(page, "0", Qt.Key.Key_Tab)
    rest(app, window)
    row = page.grid.grid.rows[page.grid.grid.row_of(key)]
    assert row.cells["men"].invalid
    assert row.cells["women"].problem
    assert page.messages.isVisible()


def test_a_staff_list_is_pasted_into_an_empty_certification(
    empty: MainWindow, app: QApplication
) -> None:
    page = listed(empty, app)
    page.grid.setFocus()
    page.grid.moves.to(0, 1)
    QGuiApplication.clipboard().setText("Лаборант\t2\nОператор\t1\nСлесарь\t3\n")
    press(page.grid, Qt.Key.Key_V, held=CONTROL)
    rest(app, empty)
    preview = page.grid.hands.preview
    if preview is not None and preview.isVisible():
        preview.take.click()
    rest(app, empty)
    dossier = stored(empty, app)
    assert [(p.name.ru, p.headcount) for p in dossier.positions] == [
        ("Лаборант", 2), ("Оператор", 1), ("Слесарь", 3),
    ]  # fmt: skip
    assert [w.number for w in dossier.workplaces] == [1, 2, 3, 4, 5, 6]
    assert len(dossier.sections) == 1
    assert page.grid.problems() == []
    empty.step(back=True)  # the section, the lines and their places are one step
    rest(app, empty)
    assert stored(empty, app).sections == ()


def test_thousands_of_pasted_lines_do_not_hold_the_window_up(
    empty: MainWindow, app: QApplication, qtbot: QtBot
) -> None:
    """A look through all texts for each line would take 20 s for these."""
    page, count = listed(empty, app), 6000
    page.grid.setFocus()
    page.grid.moves.to(0, 1)
    QGuiApplication.clipboard().setText("".join(f"Слесарь {n}\t0\n" for n in range(count)))
    begun = time.thread_time()
    press(page.grid, Qt.Key.Key_V, held=CONTROL)
    qtbot.waitUntil(lambda: len(stored(empty, app).positions) == count, timeout=60_000)
    assert time.thread_time() - begun < 8


def test_people_of_a_pasted_line_are_divided(empty: MainWindow, app: QApplication) -> None:
    page = listed(empty, app)
    page.grid.setFocus()
    page.grid.moves.to(0, 1)
    QGuiApplication.clipboard().setText("Поливщик\tСуарушы\t3\t2\t1\n")
    press(page.grid, Qt.Key.Key_V, held=CONTROL)
    rest(app, empty)
    preview = page.grid.hands.preview
    if preview is not None and preview.isVisible():
        preview.take.click()
    rest(app, empty)
    dossier = stored(empty, app)
    assert [(w.men, w.women) for w in dossier.workplaces] == [(1, 0), (1, 0), (0, 1)]
    assert dossier.positions[0].name.kk == "Суарушы"


def test_lines_are_typed_by_keys_alone(empty: MainWindow, app: QApplication) -> None:
    page = listed(empty, app)
    page.grid.setFocus()
    page.grid.moves.to(0, 1)
    for name, count in (("Лаборант", "2"), ("Слесарь", "1")):
        last = len(page.grid.grid.rows) - 1
        page.grid.moves.to(last, 1)
        write(page, name, Qt.Key.Key_Tab)
        page.grid.moves.step(0, 1)
        write(page, count)
        rest(app, empty)
    dossier = stored(empty, app)
    assert [(p.name.ru, p.headcount) for p in dossier.positions] == [
        ("Лаборант", 2), ("Слесарь", 1),
    ]  # fmt: skip
    at(page, 1, "ru")
    press(page.grid, Qt.Key.Key_F7)
    rest(app, empty)
    assert len(stored(empty, app).workplaces) == 3
    assert page.grid.problems() == []


def test_a_row_without_a_name_waits_for_it(empty: MainWindow, app: QApplication) -> None:
    page = listed(empty, app)
    page.grid.setFocus()
    page.grid.moves.to(0, 3)
    write(page, "4")
    rest(app, empty)
    assert stored(empty, app).positions == ()
    assert len(page.grid.problems()) == 1
    page.grid.moves.to(0, 1)
    write(page, "Сборщик")
    rest(app, empty)
    dossier = stored(empty, app)
    assert [(p.name.ru, p.headcount) for p in dossier.positions] == [("Сборщик", 4)]
    assert page.grid.problems() == []


def test_a_line_is_added_where_one_stands(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    at(page, 3, "ru")
    before = stored(window, app).position_of(
        next(w for w in stored(window, app).workplaces if w.number == 3)
    )
    press(page.grid, Qt.Key.Key_Insert)
    rest(app, window)
    editor = page.grid.delegate.editor
    assert editor is not None  # its name is typed over at once
    type_text(editor, "Кассир")
    press(editor, Qt.Key.Key_Return)
    rest(app, window)
    dossier = stored(window, app)
    names = [p.name.ru for p in dossier.positions]
    assert names[names.index(before.name.ru) + 1] == "Кассир"
    at(page, 3, "ru")
    press(page.grid, Qt.Key.Key_Insert, held=ALT)
    rest(app, window)
    assert len(stored(window, app).workplaces) == 57


def test_lines_move_inside_and_between_sections(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    order = [p.name.ru for p in stored(window, app).positions]
    key = at(page, 2, "ru")
    press(page.grid, Qt.Key.Key_Up, held=ALT)
    rest(app, window)
    assert [p.name.ru for p in stored(window, app).positions][:2] == order[:2][::-1]
    assert page.grid.current_key() == key  # the focus goes with it
    at(page, 14, "ru")
    press(page.grid, Qt.Key.Key_Down, held=ALT)
    rest(app, window)
    dossier = stored(window, app)
    moved = next(w for w in dossier.workplaces if w.number == 14)
    assert dossier.section_of(moved).ordinal == 2
    assert page.data is not None
    window.step(back=True)
    rest(app, window)
    dossier = stored(window, app)
    assert dossier.section_of(next(w for w in dossier.workplaces if w.number == 14)).ordinal == 1


def test_a_removal_says_what_goes_and_comes_back(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    before = stored(window, app)
    at(page, 9, "ru")
    press(page.grid, Qt.Key.Key_Minus, "-", CONTROL)
    rest(app, window)
    assert page.bar.isVisible()
    assert "измерен" in page.bar.words.text().casefold()
    press(page.bar.verb, Qt.Key.Key_Escape)
    rest(app, window)
    assert not page.bar.isVisible()
    assert len(stored(window, app).workplaces) == 55
    press(page.grid, Qt.Key.Key_Minus, "-", CONTROL)
    rest(app, window)
    press(page.bar.verb, Qt.Key.Key_Space, " ")
    rest(app, window)
    assert len(stored(window, app).workplaces) == 54
    window.step(back=True)
    rest(app, window)
    assert stored(window, app) == before


def test_joined_places_are_split_again(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    number = 19
    at(page, number, "ru")
    dossier = stored(window, app)
    line = dossier.position_of(next(w for w in dossier.workplaces if w.number == number))
    count = sum(w.position_id == line.id for w in dossier.workplaces)
    assert count == 3
    press(page.grid, Qt.Key.Key_F7)
    rest(app, window)
    if page.bar.isVisible():
        press(page.bar.verb, Qt.Key.Key_Space, " ")
        rest(app, window)
    assert sum(w.position_id == line.id for w in stored(window, app).workplaces) == 1
    press(page.grid, Qt.Key.Key_F7)
    rest(app, window)
    assert sum(w.position_id == line.id for w in stored(window, app).workplaces) == 3


def test_the_tree_shows_lines_over_their_places(window: MainWindow, app: QApplication) -> None:
    listed(window, app)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    tree = screen.panel.tree.tree
    section = tree.nodes[1]
    line = next(node for node in section.children if node.children)
    assert line.text.endswith(f"× {len(line.children)}")
    assert tree.level(tree.index_of(line.children[0].key)) == 2
    screen.panel.tree.setFocus()
    screen.panel.tree.go_to(tree.nodes[2].key)
    press(screen.panel.tree, Qt.Key.Key_Return)
    rest(app, window)
    assert screen.list.section == tree.nodes[2].key
    kinds = {e.section for e in screen.list._shown}
    assert kinds == {tree.nodes[2].key}


def test_pages_change_by_keys_and_are_named(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    screen = window.current
    assert isinstance(screen, StructureScreen)
    for name in ("groups", "page", "list"):
        screen.panel._chips[name].click()
        rest(app, window)
        assert screen.mode == name
    assert page.grid.accessibleName()
    at(page, 9, "ru")
    press(page.grid, Qt.Key.Key_Return, held=CONTROL)
    rest(app, window)
    assert screen.mode == "page"
    assert screen.view.page is not None
    assert screen.view.page.number == 9


def test_the_menu_prints_the_keys(window: MainWindow, app: QApplication) -> None:
    page = listed(window, app)
    at(page, 9, "ru")
    menu = page.grid.hands.menu()
    texts = [action.text() for action in menu.actions()]
    assert any(text.endswith("\tAlt+Up") for text in texts)
    assert any(text.endswith("\tF7") for text in texts)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert len(names) == len(set(names))
    menu.deleteLater()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ([["Лаборант", "2"]], True),
        ([["Лаборант", "2", "0", "2"], ["Слесарь", "1", "", ""]], True),
        ([["Должность", "кол-во"], ["Лаборант", "2"]], True),
        ([["Лаборант", "Зертханашы"]], False),
        ([["Лаборант"]], False),
        ([["Лаборант", "2"], ["Слесарь", ""]], False),
        ([["Лаборант", "2", "0", "2", "8"]], False),
        ([["Должность", "кол-во"]], False),
    ],
)
def test_a_staff_list_is_names_beside_counts(block: list[list[str]], *, said: bool) -> None:
    assert bool(staff_of(block)) is said
    assert ["Должность", "кол-во"] not in staff_of(block)
