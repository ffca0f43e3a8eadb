"""The criteria book: found in three languages, rule sets side by side, a value tried in all."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.catalog import Catalog
from riskdesk.ui.bundle import Bundle, StartOptions, Store
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.own_norm import OwnNormDialog
from riskdesk.ui.dialogs.own_substance import OwnSubstanceDialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.criteria import CriteriaScreen
from riskdesk.ui.screens.criteria_rows import printed
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window


def book(window: MainWindow, app: QApplication, thing: str = "rule/noise") -> CriteriaScreen:
    window.show_place(Place("criteria", thing))
    settle(app, window)
    assert isinstance(window.current, CriteriaScreen)
    return window.current


def line(screen: CriteriaScreen, key: str) -> DecimalField:
    """A field of numbers by its key."""
    control = screen.page.trying.cells[key].control
    assert isinstance(control, DecimalField)
    return control


def choose(choice: Choice, value: str) -> None:
    """Choose as a person does."""
    choice.show_value(value)
    choice.chosen.emit(value)


def texts(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def cells(screen: CriteriaScreen, column: str) -> list[str]:
    assert screen.page.grid is not None
    return [row.cells[column].text for row in screen.page.grid.grid.rows if column in row.cells]


def hits(screen: CriteriaScreen) -> list[tuple[str, str]]:
    assert screen.page.grid is not None
    rows = screen.page.grid.grid.rows
    return [(row.key, name) for row in rows for name, cell in row.cells.items() if cell.hit]


def test_rule_sets_stand_side_by_side(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app)
    assert cells(screen, "edition")[:2] == ["1.04.001.2000", "Р 2.2.2006-05"]
    assert cells(screen, "3.1")[:2] == ["> 0 – 10", "> 0 – 5"]
    assert screen.page.grid is not None
    first, second = screen.page.grid.grid.rows[:2]
    assert first.cells["3.1"].before is None
    assert second.cells["3.1"].before is not None  # another bound is marked
    assert second.cells["2"].before is None
    assert all(row.cells["clause"].before is not None for row in screen.page.grid.grid.rows)


def test_a_value_is_tried_in_every_rule_set(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    for key, text in (("leq_dba", "56,3"), ("limit_dba", "50")):
        field = line(screen, key)
        field.setFocus()
        type_text(field, text)
    settle(app, window)
    met = {key.partition("|")[0]: result for key, result in hits(screen)}
    assert met["KZ1.04.001.2000"] == "3.1"
    assert met["R2.2.2006-05"] == "3.2"
    assert met["33n"] == "2"
    assert line(screen, "leq_dba").property("state") == ""


def test_an_impossible_value_is_refused_in_words(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    for key, text in (("leq_dba", "560"), ("limit_dba", "50")):
        field = line(screen, key)
        type_text(field, text)
    settle(app, window)
    assert hits(screen) == []
    cell = screen.page.trying.cells["leq_dba"]
    assert any("Уровень, дБА" in text and "200" in text for text in texts(cell))
    assert line(screen, "leq_dba").property("state") == "invalid"
    assert texts(screen.page.trying.cells["limit_dba"]) == []


def test_a_row_is_chosen_for_the_try(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("en")
    screen = book(window, app, "rule/heaviness")
    field = line(screen, "value")
    type_text(field, "5500")
    settle(app, window)
    first = [key for key, result in hits(screen) if result == "3.1"]
    assert "R2.2.2006-05|dyn_regional_1m/m" in first
    assert all(key.endswith("/m") for key, _ in hits(screen))  # only the chosen sex


@pytest.mark.parametrize("words", ["ТНС", "thc", "шарик температура", "жылу"])
def test_search_in_three_languages(open_window: OpenWindow, app: QApplication, words: str) -> None:
    screen = book(open_window("ru"), app)
    every = sum(len(node.children) for node in screen.list.tree.tree.nodes)
    assert every > 60
    screen.list.filter.setText(words)
    found = sum(len(node.children) for node in screen.list.tree.tree.nodes)
    assert found < every
    assert (found > 0) == (words != "шарик температура")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(open_window: OpenWindow, app: QApplication, language: str) -> None:
    window: MainWindow = open_window(language)
    screen = book(window, app)
    pages = [child.key for node in screen.list.tree.tree.nodes for child in node.children]
    for page in pages:
        screen = book(window, app, page)
        assert screen.page.head._title.text()
        notes = [label.text() for label in screen.page.notes.findChildren(QLabel)]
        assert any(notes), page


def test_a_table_of_levels(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("kk"), app, "norms/noise-dsm-15")
    assert cells(screen, "level/level")[:3] == ["50", "60", "65"]
    notes = [label.text() for label in screen.page.notes.findChildren(QLabel)]
    assert any("2-қосымша" in note for note in notes)


def test_the_book_needs_no_enterprise(app: QApplication, empty_bundle: Bundle) -> None:
    window = make_window(empty_bundle, StartOptions(language="ru", theme="light", scale=1.0))
    window.show()
    settle(app, window)
    try:
        assert window.desk.certification is None
        screen = book(window, app)
        assert cells(screen, "3.1")[0] == "> 0 – 10"
        window.dress.choose_language("en")
        settle(app, window)
        assert window.current.place() == Place("criteria", "rule/noise")
    finally:
        window.close()
        window.deleteLater()


def test_the_book_needs_no_database(app: QApplication, empty_bundle: Bundle) -> None:
    def refuse() -> Store:
        raise UserError("database-is-folder", path="x")

    bundle = replace(empty_bundle, open_store=refuse)
    window = make_window(bundle, StartOptions(language="ru", theme="light", scale=1.0))
    window.show()
    settle(app, window)
    try:
        screen = book(window, app)
        assert cells(screen, "3.1")[0] == "> 0 – 10"
        screen.list.filter.setText("бензол")
        settle(app, window)
        assert any(key.startswith("air/") for key, _, _ in nodes(screen))
        window.show_place(Place("home"))
        settle(app, window)
    finally:
        window.close()
        window.deleteLater()


def test_numbers_are_printed_by_language(open_window: OpenWindow) -> None:
    window: MainWindow = open_window("ru")
    assert printed(window.desk.look, "< 1 – 0.5") == "< 1 – 0,5"
    assert printed(window.desk.look, "≤ 25000") == "≤ 25\u202f000"


def test_a_substance_is_found_and_opened(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app)
    screen.list.filter.setText("бензол")
    settle(app, screen.window())  # type: ignore[arg-type]
    air = next(node for node in screen.list.tree.tree.nodes if node.key == "family/air")
    names = [child.text for child in air.children]
    assert any(name.startswith("Бензол") for name in names)
    found = next(child.key for child in air.children if child.text.startswith("Бензол"))
    screen = book(screen.window(), app, found)  # type: ignore[arg-type]
    assert cells(screen, "level/cas") == ["71-43-2"]
    assert cells(screen, "level/shift_average") == ["5"]


def nodes(screen: CriteriaScreen) -> Iterator[tuple[str, str, str]]:
    """Key, text and mark of every entry of the list."""
    for family in screen.list.tree.tree.nodes:
        for child in family.children:
            yield child.key, child.text, child.tag.text


def dialog_of(screen: CriteriaScreen, app: QApplication, what: str) -> QWidget:
    screen.list.adding.emit(what)
    window = screen.window()
    assert isinstance(window, MainWindow)
    settle(app, window)
    found = app.activeModalWidget()
    assert found is not None
    return found


def add_substance(screen: CriteriaScreen, app: QApplication, cas: str = "") -> OwnSubstanceDialog:
    dialog = dialog_of(screen, app, "substance")
    assert isinstance(dialog, OwnSubstanceDialog)
    for field, text in (
        (dialog.name_ru, "Пыль керамзита"),
        (dialog.reference, "СТ ТОО 12-2025"),
        (dialog.cas, cas),
        (dialog.single, "6"),
    ):
        type_text(field, text)
    dialog.hazard.show_value("4")
    dialog.act.click()
    settle(app, screen.window())  # type: ignore[arg-type]
    return dialog


def test_an_own_substance_is_added_found_changed_and_removed(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    add_substance(screen, app)
    settle(app, window)
    assert cells(screen, "level/max_single") == ["6"]
    assert screen.page.mark.isVisible()
    (found,) = [each for each in nodes(screen) if each[1] == "Пыль керамзита"]
    assert found[2] == "своё"
    notes = texts(screen.page.notes)
    assert any("СТ ТОО 12-2025" in text for text in notes)
    assert any("Внесено специалистом" in text for text in notes)
    screen.list.filter.setText("керамз")
    settle(app, window)
    assert [each[1:] for each in nodes(screen)] == [("Пыль керамзита", "своё")]
    screen.page.edit.click()
    settle(app, window)
    dialog = app.activeModalWidget()
    assert isinstance(dialog, OwnSubstanceDialog)
    assert (dialog.name_ru.text(), dialog.single.text()) == ("Пыль керамзита", "6")
    dialog.single.clear()
    type_text(dialog.single, "4,5")
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    assert cells(screen, "level/max_single") == ["4,5"]
    screen.page.remove.click()
    settle(app, window)
    settle(app, window)
    screen.list.filter.clear()
    settle(app, window)
    assert not [each for each in nodes(screen) if each[2]]
    assert screen.place().thing == "rule/noise"


def test_a_fault_stands_at_its_field_and_nothing_is_stored(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("kk")
    screen = book(window, app)
    dialog = add_substance(screen, app, cas="71-43-3")
    assert dialog.isVisible()
    assert {name for name, words in dialog.faults.items() if words.text()} == {"cas"}
    assert "71-43-2" in dialog.faults["cas"].text()
    assert app.focusWidget() is dialog.cas
    type_text(dialog.cas, "\b")
    dialog.cas.setText("71-43-2")
    dialog.cas.textEdited.emit("71-43-2")
    assert dialog.faults["cas"].text() == ""
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # what was typed is asked about once
    press(dialog, Qt.Key.Key_Escape)
    settle(app, window)
    assert not [each for each in nodes(screen) if each[2]]


def test_a_local_norm_is_added(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    dialog = dialog_of(screen, app, "norm")
    assert isinstance(dialog, OwnNormDialog)
    dialog.act.click()
    assert {name for name, words in dialog.faults.items() if words.text()} == {
        "quantity", "title", "reference", "high",
    }  # fmt: skip
    choose(dialog.quantity, "noise_leq")
    type_text(dialog.title_ru, "Диспетчерская")
    type_text(dialog.reference, "СТ ТОО 7-2024")
    type_text(dialog.high, "55")
    type_text(dialog.day, "01.02.2024")
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    assert cells(screen, "level/high") == ["55"]
    assert any("01.02.2024" in text for text in texts(screen.page.notes))


def test_two_editions_are_compared(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app, "rule/chemical")
    bar = screen.page.comparing
    choose(bar.one, "KZ1.04.001.2000")
    choose(bar.other, "R2.2.2006-05")
    settle(app, window)
    assert bar.words.text() == "Строк: 15; изменено: 0, добавлено: 8, убрано: 5"
    assert screen.page.grid is not None
    rows = [row for row in screen.page.grid.grid.rows if not row.is_group]
    assert [row.key.partition("|")[0] for row in rows[:2]] == ["KZ1.04.001.2000", "R2.2.2006-05"]
    gone, absent = rows[:2]
    assert gone.cells["edition"].after is not None
    assert gone.cells["edition"].after.meaning == "строка убрана"
    assert absent.cells["clause"].text == "в этой редакции нет"
    dates = [text for text in texts(screen.page.notes) if "действует с" in text]
    assert any("30.11.2000" in text for text in dates)
    assert any("01.11.2005" in text for text in dates)
    choose(bar.other, "")
    settle(app, window)
    assert len(set(cells(screen, "edition"))) > 2


def test_one_edition_is_said_in_words(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app, "norms/noise-dsm-15")
    assert screen.page.comparing.words.text().startswith("В данных одна редакция (с 16.02.2022)")
    assert not screen.page.comparing.other.isVisible()


def test_two_dated_editions_of_a_norm_stand_side_by_side(
    app: QApplication, bundle: Bundle, resources: Path, tmp_path: Path
) -> None:
    amended = tmp_path / "amended"
    shutil.copytree(resources, amended)
    noise = (amended / "norms/noise-dsm15.toml").read_text(encoding="utf-8")
    noise = noise.replace("from = 2022-02-16", "from = 2027-01-01").replace(
        "level = 50", "level = 48"
    )
    (amended / "norms/noise-dsm15-2027.toml").write_text(noise, encoding="utf-8")
    catalog, old = Catalog.load(amended), bundle.context
    changed = replace(bundle, context=lambda: replace(old(), catalog=catalog))
    window = make_window(changed, StartOptions(language="ru", theme="light", scale=1.0))
    window.show()
    settle(app, window)
    try:
        screen = book(window, app, "norms/noise-dsm-15")
        bar = screen.page.comparing
        assert bar.other.isVisible()
        assert bar.one.currentText().startswith("01.01.2027")
        choose(bar.one, "norms/noise-dsm-15@2022-02-16")
        choose(bar.other, "norms/noise-dsm-15")
        settle(app, window)
        assert bar.words.text() == "Строк: 17; изменено: 1, добавлено: 0, убрано: 0"
        assert cells(screen, "edition")[:2] == ["16.02.2022", "01.01.2027"]
        assert cells(screen, "level/level")[:2] == ["50", "48"]
        assert screen.page.grid is not None
        first = screen.page.grid.grid.rows[0].cells["level/level"]
        assert first.before is not None
        assert first.before.icon == "differs"
        choose(bar.other, "")
        settle(app, window)
        assert not cells(screen, "edition")
    finally:
        window.close()
        window.deleteLater()


def test_another_choice_changes_the_table_and_the_class(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    for key, text in (("leq_dba", "57"), ("limit_dba", "50")):
        type_text(line(screen, key), text)
    settle(app, window)
    assert ("KZ1.04.001.2000|", "3.1") in hits(screen)
    choose(screen.page.trying.options["noise_steps"], "2006-05")
    settle(app, window)
    settle(app, window)
    assert cells(screen, "3.1")[0] == "> 0 – 5"
    assert ("KZ1.04.001.2000|", "3.2") in hits(screen)
    window.dress.choose_language("kk")  # what was typed and chosen is still there
    settle(app, window)
    again = window.current
    assert isinstance(again, CriteriaScreen)
    assert line(again, "leq_dba").text() == "57"
    assert ("KZ1.04.001.2000|", "3.2") in hits(again)


def test_records_are_typed_in_a_grid(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app, "rule/noise_tasks")
    records = screen.page.trying.records["tasks"]
    type_text(line(screen, "pdu"), "80")
    for place, text in (
        ("tasks/0/levels", "81; 82; 80"),
        ("tasks/0/t_h", "5"),
        ("tasks/1/levels", "86; 88; 87"),
    ):
        type_text(records.cells[place].control, text)
    settle(app, window)
    assert texts(records.cells["tasks/1/t_h"]) == ["Заполните все ячейки этой строки."]
    type_text(records.cells["tasks/1/t_h"].control, "2")
    settle(app, window)
    assert texts(records.cells["tasks/1/t_h"]) == []
    answers = texts(screen.page.trying.answers)
    assert any("1.04.001.2000" in text and "уверенно выше границы" in text for text in answers)
    assert any("83,2" in text for text in texts(screen.page.notes))


def test_words_are_asked_where_the_indicator_has_words(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app, "rule/tension")
    cell = screen.page.trying.cells["value"]
    assert isinstance(cell.control, Choice)
    choose(cell.control, "heuristic")
    settle(app, window)
    assert any(result == "3.2" for _, result in hits(screen))
    indicator = screen.page.trying.cells["indicator"].control
    assert isinstance(indicator, Choice)
    choose(indicator, "signals_per_hour")
    settle(app, window)
    type_text(line(screen, "value"), "80")
    settle(app, window)
    met = {key.partition("|")[2] for key, _ in hits(screen)}
    assert met == {"signals_per_hour"}


def test_gaps_are_shown(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app, "rule/light_keo")
    assert any(text.startswith("Критерий не известен:") for text in texts(screen.page.notes))


def test_no_page_holds_the_window_up(open_window: OpenWindow, app: QApplication) -> None:
    """The window's own part of opening the greatest pages; the worker's part waits for nobody."""
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    slow = []
    for page in ("rule/heaviness", "rule/chemical", "rule/tension", "norms/noise-dsm-15"):
        book(window, app, page)
        began = time.perf_counter()
        screen.show_place(Place("criteria", page))
        while window.jobs.busy:
            turn = time.perf_counter()
            app.processEvents()
            slow.append((time.perf_counter() - turn, page))
        assert time.perf_counter() - began < 2
    assert max(slow)[0] < 0.1, max(slow)
