"""The page of a workplace: reasons of the total, measures, guarantees, keys to its neighbours."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QToolButton
from window_hands import OpenWindow, press, shortcut, shown, type_text

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import store
from riskdesk.domain.desk import Guarantee, Measure
from riskdesk.domain.ids import SectionId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.finding import Finding
from riskdesk.services.structure_cells import CellEdit, ChangeCells
from riskdesk.services.structure_lists import AddPositions, PositionLine
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
HARMFUL = 26
"""The waterer of the sample: humidity beyond its norm."""


def type_cell(grid: Grid, app: QApplication, text: str, row: str, column: str) -> None:
    """A cell as a hand fills it."""
    assert grid.go_to(row, column)
    press(grid, Qt.Key.Key_F2)
    app.processEvents()
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, text)
    press(editor, Qt.Key.Key_Return)
    app.processEvents()


def labels(screen: StructureScreen) -> str:
    found = screen.view._stack.currentWidget()
    assert found is not None
    return "\n".join(label.text() for label in found.findChildren(QLabel))


def test_the_total_is_a_tree_of_reasons(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = shown(window, app, "total", "", HARMFUL)
    grid = screen.view.total.grid
    rows = {row.key: row for row in grid.grid.rows}
    page = screen.view.page
    assert page is not None
    assert [key for key in rows if "/" not in key and key not in {f.subject for f in page.factors}]
    humidity = rows["relative_humidity"].cells
    assert (humidity["value"].text, humidity["limit"].text) == ("72", "≤ 70")
    assert "ДСМ-15" in humidity["clause"].text
    assert list(rows).index("relative_humidity") > list(rows).index("microclimate")
    assert "illuminance" not in rows or rows["illuminance"].cells["decided"].tag is not None
    grid.go_to("relative_humidity", "factor")
    press(grid, Qt.Key.Key_Return)
    settle(app, window)
    assert screen.place().tab == "factors"
    assert screen.place().row == "relative_humidity"


def test_gaps_of_the_total_are_named(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = shown(window, app, "total", "", 9)
    said = labels(screen)
    assert "Не оценено" in said
    assert "прибор без поверки" in said


def test_a_measure_is_typed_and_stored(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    screen = shown(window, app, "measures", "", HARMFUL)
    grid = screen.view.measures.grid
    blank = grid.grid.rows[len(grid.grid.rows) - 1].key
    type_cell(grid, app, "Иванов", blank, "responsible")
    settle(app, window)
    assert screen.view.page is not None
    assert not screen.view.page.measures  # a measure without words waits
    assert grid.problems()
    type_cell(grid, app, "Вытяжка", blank, "text_ru")
    settle(app, window)
    (measure,) = screen.view.page.measures
    assert (measure.text.ru, measure.responsible) == ("Вытяжка", "Иванов")
    assert not grid.problems()
    type_cell(grid, app, "31.12.2026", measure.id, "due")
    type_cell(grid, app, "150000", measure.id, "cost")
    settle(app, window)
    window.close()
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        (stored,) = uow.find(Measure)
    assert stored.due is not None
    assert (stored.due.isoformat(), str(stored.cost)) == ("2026-12-31", "150000")


def test_guarantees_are_chosen_and_never_derived(
    open_window: OpenWindow, app: QApplication, database: Path
) -> None:
    window = open_window()
    screen = shown(window, app, "guarantees", "", HARMFUL)
    tab = screen.view.guarantees
    assert screen.view.page is not None
    assert not screen.view.page.guarantees.lines
    assert tab._question.isVisible()  # a question, no proposal
    tab.entry.setFocus()
    type_text(tab.entry, "Раздел 5, позиция 12")
    press(tab.entry, Qt.Key.Key_Return)
    settle(app, window)
    grid = tab.grid
    blank = grid.grid.rows[len(grid.grid.rows) - 1].key
    type_cell(grid, app, "дополнительный отпуск", blank, "kind")
    type_cell(grid, app, "6 дней", blank, "amount")
    settle(app, window)
    (line,) = screen.view.page.guarantees.lines
    assert (line.entry, line.guarantee.amount, line.state) == (
        "Раздел 5, позиция 12",
        "6 дней",
        "confirmed",
    )
    row = next(row for row in grid.grid.rows if row.key == line.guarantee.id)
    assert "89" in row.cells["clause"].text
    assert row.cells["state"].text == "подтверждено классом"
    window.close()
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        assert [each.kind for each in uow.find(Guarantee)] == ["leave"]
        assert "Раздел 5, позиция 12" in {each.list_entry for each in uow.find(Workplace)}


def test_without_a_class_a_guarantee_is_due_in_full(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "guarantees", "", 9)
    grid = screen.view.guarantees.grid
    blank = grid.grid.rows[len(grid.grid.rows) - 1].key
    type_cell(grid, app, "сокращённое время", blank, "kind")
    type_cell(grid, app, "36 часов", blank, "amount")
    settle(app, window)
    assert screen.view.page is not None
    (line,) = screen.view.page.guarantees.lines
    assert line.state == "due-in-full"
    assert line.groundless  # no entry of the List was written


def test_the_neighbour_keeps_the_tab_and_the_row(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "heaviness", "heaviness/2.1", 9)
    assert screen.view.page is not None
    shortcut(window, screen.view.heaviness.grid, Qt.Key.Key_PageDown, CONTROL)
    settle(app, window)
    settle(app, window)
    assert screen.view.page.number == 10
    assert screen.view.place() == ("heaviness", "heaviness/2.1")
    shortcut(window, screen.view.heaviness.grid, Qt.Key.Key_PageUp, CONTROL)
    settle(app, window)
    settle(app, window)
    assert screen.view.page.number == 9


def said_below(screen: StructureScreen) -> str:
    return "\n".join(label.text() for label in screen.view.messages.findChildren(QLabel))


def test_a_refused_cell_of_a_card_stands_in_the_strip(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "heaviness", "heaviness/1.1", HARMFUL)
    grid = screen.view.heaviness.grid
    type_cell(grid, app, "=abc", "1.1", "value")
    settle(app, window)
    assert grid.problems()
    words = grid.problems()[0][2]
    assert words in said_below(screen)
    screen.view.go_to("tension", "")
    settle(app, window)
    assert words in said_below(screen), "another tab does not hide it"
    link = screen.view.messages.findChildren(QAbstractButton)[0]
    link.click()
    settle(app, window)
    assert screen.place() == Place("structure", screen.place().thing, "heaviness", "heaviness/1.1")
    type_cell(grid, app, "до 2000", "1.1", "value")
    settle(app, window)
    assert words not in said_below(screen)


def test_the_why_panel_is_never_empty(open_window: OpenWindow, app: QApplication) -> None:
    """A workplace where nothing is measured yet tells what its total waits for."""
    window = open_window()
    window.resize(1366, 768)
    screen = shown(window, app, "factors", "", HARMFUL)
    certification = window.desk.certification_id
    found: list[str] = []

    def read(session: Session, _: object) -> str:
        dossier = session.snapshot(certification).dossier
        return str(dossier.positions[0].section_id)

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    line = PositionLine(LocalizedText(ru="Сторож"))
    command = AddPositions(section_id=SectionId(found[0]), lines=(line,))
    window.jobs.change(command).start()
    settle(app, window)
    shown(window, app, "factors", "", 56)
    assert screen.view.page is not None
    assert not screen.view.page.factors
    words = [label.text() for label in screen.why.findChildren(QLabel) if label.isVisible()]
    assert len("".join(words)) > len("Почему?")
    explained = screen.view.explanation()
    assert explained is not None
    assert explained[0].trace


def test_all_tabs_are_read_in_kazakh(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window("kk")
    window.resize(1366, 768)
    screen = shown(window, app, "factors", "", HARMFUL)
    tabs = screen.view.tabs
    settle(app, window)
    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()
    assert not [each for each in tabs.findChildren(QToolButton) if each.isVisible()]


LONG = (
    "Начальник службы безопасности и охраны труда, гражданской обороны и чрезвычайных ситуаций "
    "производственно-технического управления восточного филиала товарищества"
)


def test_a_long_name_leaves_room_for_the_page(open_window: OpenWindow, app: QApplication) -> None:
    """Three lines of the tree at most, the whole name in its tooltip; the head stays low."""
    window = open_window()
    window.resize(1366, 768)
    screen = shown(window, app, "factors", "", 1)
    certification = window.desk.certification_id
    found: list[str] = []

    def read(session: Session, _: object) -> str:
        dossier = session.snapshot(certification).dossier
        return next(str(each.position_id) for each in dossier.workplaces if each.number == 1)

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    edits = (CellEdit(found[0], "ru", LONG),)
    window.jobs.change(ChangeCells(certification_id=certification, edits=edits)).start()
    settle(app, window)
    settle(app, window)
    tree = screen.panel.tree
    row = tree.visualRect(tree.currentIndex())
    line = window.desk.look.theme.metrics().lineSpacing()
    assert row.height() < 4 * line
    assert LONG in str(tree.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    assert screen.view.head.title.text() == LONG
    assert screen.view.head.height() < 160


def test_a_tab_made_later_follows_the_tab_bar(open_window: OpenWindow, app: QApplication) -> None:
    screen = shown(open_window(), app, "factors", "")
    view = screen.view
    assert "tension" not in vars(view)  # made when it is first shown
    view.go_to("tension", "")
    app.processEvents()
    chain, each = [], view.tabs.nextInFocusChain()
    while each is not None and each is not view.tabs:
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(each)
        each = each.nextInFocusChain()
    inside = [view.tension.isAncestorOf(each) for each in chain]
    assert inside[0]
    assert inside == sorted(inside, reverse=True)


def test_the_head_says_at_least_while_something_is_not_rated(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = shown(window, app, "total", "")
    page = screen.view.page
    assert page is not None
    head = screen.view.head
    judgement = replace(page.judgement, hazard_class=HazardClass.HARMFUL_1, accepted=False)
    blank = Finding(subject="light", status="no-instrument")
    rated = tuple(each for each in page.totals if each.finding.decided is not None)
    for totals, said in (
        (rated, "расчёт, не принят"),
        ((*rated, replace(page.totals[0], finding=blank)), "не менее: есть неоценённое"),
    ):
        head.show_page(replace(page, judgement=judgement, totals=totals))
        assert said in [label.text() for label in head.findChildren(Text)]
