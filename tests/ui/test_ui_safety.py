"""Injury safety and equipment: typed by keys, judged, explained, applied to similar places."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from window_hands import OpenWindow, press, shown, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import HazardClass
from riskdesk.services.edit import ChooseRuleset, SetMark
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.fields.find_field import FindField
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.safety_tab import SafetyTab
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
MANAGER = 6
"""Two workplaces of the sample have its position."""


def rest(app: QApplication, window: MainWindow) -> None:
    for _ in range(4):
        settle(app, window)


def stored(window: MainWindow, app: QApplication) -> Dossier:
    found: list[Dossier] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def write(grid: Grid, text: str, key: int = KEY.Key_Tab) -> None:
    """Type over the cell with the focus and leave it by a key."""
    press(grid, KEY.Key_F2)
    editor = grid.delegate.editor
    assert editor is not None
    editor.selectAll()
    type_text(editor, text)
    press(editor, key)


def said(widget: QWidget) -> str:
    """Everything that a part of the window says and shows."""
    labels = (each for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))
    return "\n".join(each.text() for each in labels if each.text())


@pytest.fixture
def window(app: QApplication, open_window: OpenWindow) -> MainWindow:
    made: MainWindow = open_window()
    made.activateWindow()
    settle(app, made)
    return made


@pytest.fixture
def screen(app: QApplication, window: MainWindow) -> StructureScreen:
    made = shown(window, app, "safety", "", MANAGER)
    rest(app, window)
    return made


@pytest.fixture
def tab(screen: StructureScreen) -> SafetyTab:
    return screen.view.safety


def begin(grid: Grid) -> None:
    """The first cell of the blank row."""
    grid.setFocus()
    grid.moves.to(grid.grid.rowCount() - 1, 0)


def graded(tab: SafetyTab, *grades: str) -> None:
    names = (
        ("Станок", "оборудование"),
        ("Молоток", "инструменты"),
        ("Инструкция", "средства обучения и инструктажа"),
    )
    for (name, kind), grade in zip(names, grades, strict=False):
        begin(tab.grid)
        for text in (name, kind, "паспорт", grade):
            write(tab.grid, text)


def test_three_objects_typed_by_keys_conform(
    app: QApplication, window: MainWindow, screen: StructureScreen, tab: SafetyTab
) -> None:
    assert "вывода нет" in said(tab.injury)
    graded(tab, "1", "2", "1 оптимальный")
    rest(app, window)
    rows = stored(window, app).safety_checks
    assert [(row.name, row.kind, row.grade, row.document) for row in rows] == [
        ("Станок", "equipment", 1, "паспорт"),
        ("Молоток", "tools", 2, "паспорт"),
        ("Инструкция", "instruction", 1, "паспорт"),
    ]
    assert "соответствует" in said(tab.injury).split("\n")
    why = said(screen.why)
    assert "Почему такой вывод?" in why
    assert "Оборудование, инструмент, обучение: худший → 2" in why
    assert "1057" in why
    assert "2 допустимый: повреждения" in why


def test_a_dangerous_object_asks_for_its_reason(
    app: QApplication, window: MainWindow, tab: SafetyTab
) -> None:
    graded(tab, "3")
    rest(app, window)
    assert "не соответствует" in said(tab.injury).split("\n")
    assert "Не записана причина: Станок" in said(tab.injury)
    key = tab.page.safety.rows[0].id if tab.page else ""
    tab.grid.go_to(key, "reason")
    assert "нет ограждения" in tab.grid.grid.cell(tab.grid.currentIndex()).problem
    write(tab.grid, "нет ограждения шкива", KEY.Key_Return)
    rest(app, window)
    assert "Станок: нет ограждения шкива" in said(tab.injury)
    assert "Не записана причина" not in said(tab.injury)


def test_each_choice_has_its_criterion_beside_it(tab: SafetyTab) -> None:
    begin(tab.grid)
    tab.grid.go_to(tab.grid.current_key(), "grade")
    press(tab.grid, KEY.Key_F2)
    editor = tab.grid.delegate.editor
    assert isinstance(editor, FindField)
    editor.clear()
    editor.offer()
    listed = editor._list
    assert listed is not None
    words = [listed.item(at).text() for at in range(listed.count())]
    assert [text.split("   ")[0] for text in words] == [
        "1 оптимальный",
        "2 допустимый",
        "3 опасный",
    ]
    assert "загрязнена сигнальная окраска" in words[1]
    press(editor, KEY.Key_Escape)
    press(editor, KEY.Key_Escape)


def test_equipment_is_provided_when_all_is_issued_and_certified(
    app: QApplication, window: MainWindow, screen: StructureScreen, tab: SafetyTab
) -> None:
    begin(tab.items)
    for text in ("Перчатки", "Қолғап", "12 пар", "да", "ГОСТ 12.4.252", "да", "летние"):
        write(tab.items, text)
    rest(app, window)
    (item,) = stored(window, app).ppe_items
    assert (item.name.ru, item.name.kk, item.norm) == ("Перчатки", "Қолғап", "12 пар")
    assert (item.issued, item.certified) == (True, True)
    assert (item.certificate, item.remark) == ("ГОСТ 12.4.252", "летние")
    assert "обеспечен" in said(tab.ppe).split("\n")
    tab.items.go_to(item.id, "issued")
    write(tab.items, "нет", KEY.Key_Return)
    rest(app, window)
    assert "не обеспечен" in said(tab.ppe).split("\n")
    assert "не выдано или без сертификата: Перчатки" in said(tab.ppe)
    tab.items.go_to(item.id, "issued")
    assert "Перчатки: не выдано" in said(screen.why)
    press(tab.items, KEY.Key_Delete)
    rest(app, window)
    assert stored(window, app).ppe_items[0].issued is None
    assert "не проверено: Перчатки" in said(tab.ppe)


def test_a_table_of_excel_and_one_undo(
    app: QApplication, window: MainWindow, tab: SafetyTab
) -> None:
    lines = ["Костюм\tКостюм\t1 в год\tда\tГОСТ\tда", "Очки\tКөзілдірік\tдо износа\tнаверное\t\t"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    begin(tab.items)
    press(tab.items, KEY.Key_V, held=CONTROL)
    settle(app, window)
    preview = tab.items.hands.preview
    assert preview is not None
    assert "нет в списке" in said(preview) or preview.isVisible()
    preview.take.click()
    rest(app, window)
    rows = stored(window, app).ppe_items
    assert [(row.name.ru, row.issued) for row in rows] == [("Костюм", True), ("Очки", None)]
    window.step(back=True)
    rest(app, window)
    assert stored(window, app).ppe_items == ()


def test_one_stroke_applies_the_sheet_to_similar_workplaces(
    app: QApplication, window: MainWindow, tab: SafetyTab
) -> None:
    assert not tab.injury.apply.isEnabled()
    graded(tab, "1", "1", "2")
    rest(app, window)
    assert tab.injury.apply.text() == "Применить к похожим: 1"
    assert not tab.ppe.apply.isEnabled()
    tab.injury.apply.setFocus()
    press(tab.injury.apply, KEY.Key_Space, " ")
    rest(app, window)
    dossier = stored(window, app)
    by_place = {
        place.number: [row.grade for row in dossier.safety_checks if row.workplace_id == place.id]
        for place in dossier.workplaces
    }
    assert {number: grades for number, grades in by_place.items() if grades} == {
        6: [1, 1, 2],
        7: [1, 1, 2],
    }
    assert "Применено, мест: 1" in said(window)
    window.step(back=True)
    rest(app, window)
    assert len(stored(window, app).safety_checks) == 3


def test_a_row_waits_for_its_name_at_its_own_workplace(
    app: QApplication, window: MainWindow, screen: StructureScreen, tab: SafetyTab
) -> None:
    begin(tab.grid)
    tab.grid.moves.to(tab.grid.grid.rowCount() - 1, tab.grid.grid.column_of("document"))
    write(tab.grid, "паспорт № 5")
    rest(app, window)
    assert stored(window, app).safety_checks == ()
    assert "Запишите название" in said(screen.view.messages)
    own = tab.page.id if tab.page else ""
    other = next(each.id for each in stored(window, app).workplaces if each.number == 3)
    window.show_place(Place("structure", other, "safety"))
    rest(app, window)
    assert tab.grid.problems() == []
    assert tab.grid.grid.rowCount() == 1
    window.show_place(Place("structure", own, "safety"))
    rest(app, window)
    (problem,) = tab.grid.problems()
    assert problem[1] == "document"
    tab.grid.go_to(problem[0], "name")
    write(tab.grid, "Пресс", KEY.Key_Return)
    rest(app, window)
    (row,) = stored(window, app).safety_checks
    assert (row.name, row.document, row.workplace_id) == ("Пресс", "паспорт № 5", own)


def test_rows_are_removed_by_a_key(app: QApplication, window: MainWindow, tab: SafetyTab) -> None:
    graded(tab, "1", "2")
    rest(app, window)
    tab.grid.moves.to(0, 0)
    press(tab.grid, KEY.Key_Minus, "-", held=CONTROL)
    rest(app, window)
    assert [row.name for row in stored(window, app).safety_checks] == ["Молоток"]


def test_the_class_with_equipment_is_shown_only_where_it_is_chosen(
    app: QApplication, window: MainWindow, screen: StructureScreen, tab: SafetyTab
) -> None:
    begin(tab.items)
    for text in ("Вкладыши", "Құлаққап", "по износу", "да", "ГОСТ", "да"):
        write(tab.items, text)
    rest(app, window)
    assert not tab.ppe.tag.isVisibleTo(tab)
    page = tab.page
    assert page is not None
    marked = SetMark(
        workplace_id=page.id,
        subject="total",
        hazard_class=HazardClass.HARMFUL_1,
        reason="по протоколам",
    )
    chosen = ChooseRuleset(
        certification_id=window.desk.certification_id,
        ruleset="KZ1.04.001.2000",
        options={"ppe_reduction": "1"},
    )
    window.jobs.change(marked).start()
    rest(app, window)
    assert not tab.ppe.tag.isVisibleTo(tab)
    window.jobs.change(chosen).start()
    rest(app, window)
    assert tab.ppe.tag.isVisibleTo(tab)
    assert "2" in tab.ppe.tag.accessibleName()
    tab.items.moves.to(0, 1)
    rest(app, window)
    assert "→ 2; 426-ФЗ" in said(screen.why)
