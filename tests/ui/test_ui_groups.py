"""Groups of analogous workplaces in the window: made, drawn, swapped, reopened, applied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.services.queries_groups import GroupRow, groups
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.group_similar import GroupSimilarDialog
from riskdesk.ui.dialogs.group_swap import GroupSwapDialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.groups_page import GroupsPage
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

SPACE = Qt.Key.Key_Space


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


def row_of(window: MainWindow, app: QApplication) -> GroupRow:
    return groups(stored(window, app)).rows[0]


@pytest.fixture
def window(app: QApplication, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    settle(app, made)
    return made


def screen_of(window: MainWindow) -> StructureScreen:
    screen = window.current
    assert isinstance(screen, StructureScreen)
    return screen


@pytest.fixture
def page(window: MainWindow, app: QApplication) -> GroupsPage:
    """The groups with the five pickers made a group by its key."""
    window.show_place(Place("structure", tab="groups"))
    rest(app, window)
    made = screen_of(window).groups
    proposed = next(n for n, one in enumerate(made._groups.proposed) if one.name.ru == "Сборщик")
    assert made.grid.go_to(f"proposed/{proposed}")
    assert "оздать" in made.confirm.text()
    press(made.confirm, SPACE, " ")
    rest(app, window)
    assert made.grid.current_key() == row_of(window, app).id
    return made


def draw(page: GroupsPage, count: str, seed: str) -> None:
    for field, text in ((page.count, count), (page.seed, seed)):
        field.setFocus()
        field.selectAll()
        type_text(field, text)
    press(page.draw, SPACE, " ")


def test_a_proposal_becomes_a_group_and_is_confirmed(
    page: GroupsPage, window: MainWindow, app: QApplication
) -> None:
    row = row_of(window, app)
    assert (row.state, len(row.members), row.measured) == ("draft", 5, 5)
    press(page.confirm, SPACE, " ")
    rest(app, window)
    row = row_of(window, app)
    # either they are alike, or the page says in what they differ and the group stays open
    assert row.state == ("draft" if row.differences else "confirmed")
    if row.differences:
        assert page.messages.isVisible()


def test_the_measured_are_drawn_and_the_seed_is_shown(
    page: GroupsPage, window: MainWindow, app: QApplication
) -> None:
    draw(page, "2", "4831")
    rest(app, window)
    row = row_of(window, app)
    assert (row.seed, row.measured) == (4831, 2)
    assert page.seed.text() == "4831"
    first = {one.id for one in row.members if one.sign == "measured"}
    draw(page, "2", "17")
    rest(app, window)
    draw(page, "2", "4831")
    rest(app, window)
    again = {one.id for one in row_of(window, app).members if one.sign == "measured"}
    assert again == first  # the same number, the same draw
    signs = [row.cells["sign"].text for row in page.members.grid.rows]
    assert sum(text.startswith("от ") for text in signs) == 3


def test_space_chooses_who_is_measured(
    page: GroupsPage, window: MainWindow, app: QApplication
) -> None:
    key = row_of(window, app).members[1].id
    assert page.members.go_to(key, "measured")
    page.members.setFocus()
    press(page.members, SPACE, " ")
    rest(app, window)
    row = row_of(window, app)
    assert [one.sign for one in row.members if one.id == key] == ["inherits"]
    assert row.seed is None
    window.step(back=True)
    rest(app, window)
    assert row_of(window, app).measured == 5


def test_a_swap_needs_its_reason(page: GroupsPage, window: MainWindow, app: QApplication) -> None:
    draw(page, "2", "4831")
    rest(app, window)
    row = row_of(window, app)
    leaves = next(one for one in row.members if one.sign == "measured")
    page.members.go_to(leaves.id, "code")
    press(page.swap, SPACE, " ")
    dialog = window.findChildren(GroupSwapDialog)[0]
    assert dialog.leaves.currentData() == leaves.id
    assert not dialog.act.isEnabled()
    type_text(dialog.reason, "станок стоял")
    assert dialog.act.isEnabled()
    enters = dialog.enters.currentData()
    press(dialog.act, SPACE, " ")
    rest(app, window)
    signs = {one.id: one for one in row_of(window, app).members}
    assert signs[leaves.id].sign == "inherits"
    assert (signs[enters].sign, signs[enters].swap_reason) == ("measured", "станок стоял")
    shown = [row.cells["remark"].text for row in page.members.grid.rows]
    assert "станок стоял" in shown
    dialog.deleteLater()


def test_a_difference_opens_the_group_again(
    page: GroupsPage, window: MainWindow, app: QApplication
) -> None:
    press(page.confirm, SPACE, " ")
    rest(app, window)
    if row_of(window, app).state != "confirmed":
        pytest.fail("the pickers of the sample are no longer alike: choose another group")
    number = row_of(window, app).members[0].number
    window.show_place(Place("structure", tab="list"))
    rest(app, window)
    listed = screen_of(window).list
    other = row_of(window, app).members[1].number
    for one, hours in ((number, "8"), (other, "12")):
        key = next(e.key for e in listed.data.rows if e.number == one)  # type: ignore[union-attr]
        listed.grid.go_to(key, "shift_hours")
        listed.grid.setFocus()
        press(listed.grid, Qt.Key.Key_F2)
        editor = listed.grid.delegate.editor
        assert editor is not None
        type_text(editor, hours)
        press(editor, Qt.Key.Key_Return)
        rest(app, window)
    row = row_of(window, app)
    assert row.state == "reopened"
    assert [one.field for one in row.differences] == ["shift_hours"]
    cell = listed.grid.grid.rows[listed.grid.grid.row_of(key)].cells["group"]
    assert cell.problem
    window.show_place(Place("structure", row.id, "groups"))
    rest(app, window)
    assert page.messages.isVisible()
    assert "снова" in page.grid.grid.rows[0].cells["state"].text


def test_places_of_the_list_become_a_group(window: MainWindow, app: QApplication) -> None:
    window.show_place(Place("structure", tab="list"))
    rest(app, window)
    listed = screen_of(window).list
    key = next(e.key for e in listed.data.rows if e.number == 28)  # type: ignore[union-attr]
    listed.grid.go_to(key, "ru")
    listed.grid.setFocus()
    for _ in range(2):
        press(listed.grid, Qt.Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    press(listed.grid, Qt.Key.Key_F9)
    rest(app, window)
    assert [one.number for one in row_of(window, app).members] == [28, 29, 30]
    assert screen_of(window).mode == "groups"
    tree = screen_of(window).panel.tree.tree
    marked = [tree.node(tree.index_of(one.id)) for one in row_of(window, app).members]
    assert {node.icon for node in marked if node is not None} == {"ticked"}


def test_details_are_applied_to_similar_places(window: MainWindow, app: QApplication) -> None:
    dossier = stored(window, app)
    source = next(w for w in dossier.workplaces if w.number == 28)
    window.show_place(Place("structure", source.id, "list"))
    rest(app, window)
    listed = screen_of(window).list
    listed.grid.go_to(listed.grid.current_key(), "shift_hours")
    press(listed.grid, Qt.Key.Key_F2)
    editor = listed.grid.delegate.editor
    assert editor is not None
    type_text(editor, "11,5")
    press(editor, Qt.Key.Key_Tab)
    rest(app, window)
    press(listed.grid, Qt.Key.Key_F9, held=Qt.KeyboardModifier.ShiftModifier)
    settle(app, window)
    dialog = window.findChildren(GroupSimilarDialog)[0]
    assert len(dialog._ticked) == 4
    for name in ("cards", "points", "safety", "ppe"):
        press(dialog.details[name], SPACE, " ")
    press(dialog.act, SPACE, " ")
    rest(app, window)
    hours = {w.number: str(w.shift_hours) for w in stored(window, app).workplaces}
    assert {hours[number] for number in range(28, 33)} == {"11.5"}
    dialog.deleteLater()


def test_a_dissolved_group_comes_back(
    page: GroupsPage, window: MainWindow, app: QApplication
) -> None:
    before = stored(window, app)
    press(page.dissolve, SPACE, " ")
    rest(app, window)
    assert stored(window, app).analog_groups == ()
    window.step(back=True)
    rest(app, window)
    assert stored(window, app) == before
