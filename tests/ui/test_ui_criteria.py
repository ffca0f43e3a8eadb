"""The criteria book: found in three languages, rule sets side by side, a value tried in all."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from window_hands import OpenWindow, type_text

from riskdesk.domain.values import LANGUAGES
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
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


def cells(screen: CriteriaScreen, column: str) -> list[str]:
    assert screen.grid is not None
    return [row.cells[column].text for row in screen.grid.grid.rows if column in row.cells]


def hits(screen: CriteriaScreen) -> list[tuple[str, str]]:
    assert screen.grid is not None
    rows = screen.grid.grid.rows
    return [(row.key, name) for row in rows for name, cell in row.cells.items() if cell.hit]


def test_rule_sets_stand_side_by_side(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app)
    assert cells(screen, "edition")[:2] == ["1.04.001.2000", "Р 2.2.2006-05"]
    assert cells(screen, "3.1")[:2] == ["> 0 – 10", "> 0 – 5"]
    assert screen.grid is not None
    first, second = screen.grid.grid.rows[:2]
    assert first.cells["3.1"].before is None
    assert second.cells["3.1"].before is not None  # another bound is marked
    assert second.cells["2"].before is None
    assert all(row.cells["clause"].before is not None for row in screen.grid.grid.rows)


def test_a_value_is_tried_in_every_rule_set(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    for key, text in (("leq_dba", "56,3"), ("limit_dba", "50")):
        field = screen.trying.fields[key]
        assert isinstance(field, DecimalField)
        field.setFocus()
        type_text(field, text)
    settle(app, window)
    met = {key.partition("|")[0]: result for key, result in hits(screen)}
    assert met["KZ1.04.001.2000"] == "3.1"
    assert met["R2.2.2006-05"] == "3.2"
    assert met["33n"] == "2"
    assert screen.trying.fields["leq_dba"].property("state") == ""


def test_an_impossible_value_is_refused_in_words(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window("ru")
    screen = book(window, app)
    for key, text in (("leq_dba", "560"), ("limit_dba", "50")):
        field = screen.trying.fields[key]
        assert isinstance(field, DecimalField)
        type_text(field, text)
    settle(app, window)
    assert hits(screen) == []
    texts = [label.text() for label in screen.trying.findChildren(QLabel)]
    assert any("200" in text for text in texts), texts


def test_a_row_is_chosen_for_the_try(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window("en")
    screen = book(window, app, "rule/heaviness")
    field = screen.trying.fields["value"]
    assert isinstance(field, DecimalField)
    type_text(field, "5500")
    settle(app, window)
    first = [key for key, result in hits(screen) if result == "3.1"]
    assert "R2.2.2006-05|dyn_regional_1m/m" in first
    assert all(key.endswith("/m") for key, _ in hits(screen))  # only the chosen sex


@pytest.mark.parametrize("words", ["ТНС", "thc", "шарик температура", "жылу"])
def test_search_in_three_languages(open_window: OpenWindow, app: QApplication, words: str) -> None:
    screen = book(open_window("ru"), app)
    every = sum(len(node.children) for node in screen.tree.tree.nodes)
    assert every > 60
    screen.filter.setText(words)
    found = sum(len(node.children) for node in screen.tree.tree.nodes)
    assert found < every
    assert (found > 0) == (words != "шарик температура")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(open_window: OpenWindow, app: QApplication, language: str) -> None:
    window: MainWindow = open_window(language)
    screen = book(window, app)
    pages = [child.key for node in screen.tree.tree.nodes for child in node.children]
    for page in pages:
        screen = book(window, app, page)
        assert screen._head._title.text()
        notes = [label.text() for label in screen._notes.findChildren(QLabel)]
        assert any(notes), page


def test_a_table_of_levels(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("kk"), app, "norms/noise-dsm-15")
    assert cells(screen, "level/level")[:3] == ["50", "60", "65"]
    notes = [label.text() for label in screen._notes.findChildren(QLabel)]
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


def test_numbers_are_printed_by_language(open_window: OpenWindow) -> None:
    window: MainWindow = open_window("ru")
    assert printed(window.desk.look, "< 1 – 0.5") == "< 1 – 0,5"
    assert printed(window.desk.look, "≤ 25000") == "≤ 25\u202f000"


def test_a_substance_is_found_and_opened(open_window: OpenWindow, app: QApplication) -> None:
    screen = book(open_window("ru"), app)
    screen.filter.setText("бензол")
    settle(app, screen.window())  # type: ignore[arg-type]
    air = next(node for node in screen.tree.tree.nodes if node.key == "family/air")
    names = [child.text for child in air.children]
    assert any(name.startswith("Бензол") for name in names)
    found = next(child.key for child in air.children if child.text.startswith("Бензол"))
    screen = book(screen.window(), app, found)  # type: ignore[arg-type]
    assert cells(screen, "level/cas") == ["71-43-2"]
    assert cells(screen, "level/shift_average") == ["5"]
