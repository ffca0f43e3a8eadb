"""Ctrl+K: everything is found by any part of its name, in any layout, and leads to its place."""

import time
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.values import LocalizedText
from riskdesk.services.naming import ChangeEnterprise
from riskdesk.services.queries_search import Findable
from riskdesk.ui.fold import other_layout
from riskdesk.ui.look import Look
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.search.index import Hit, find, hit_of
from riskdesk.ui.search.palette import Palette
from riskdesk.ui.shots import settle

SCREENS = ("home", "structure", "criteria")


def same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)


def place(look: Look, number: int, name: LocalizedText) -> Hit:
    row = Findable(
        kind="workplace",
        id=str(number),
        title=name,
        second=same(f"01 {number % 40 + 1:03} {number:03} · Цех {number % 40}"),
        words=(f"01{number % 40 + 1:03}{number:03}",),
        certification="c",
    )
    return hit_of(row, look.tr, SCREENS)


def titles(hits: Sequence[Hit], question: str) -> list[str]:
    return [hit.title for hit in find(hits, question).hits]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("кайрат", True),
        ("НУРЛАН", False),
        ("механик бас", True),
        ("мех цех", True),
        ("01 002 041", True),
        ("01002041", True),
        ("главный", True),  # by the name in the other language
        ("vt[fybr", True),  # механик under the Latin layout
        ("сварщик", False),
    ],
)
def test_words_in_any_order_any_language_any_layout(
    look: Look,
    question: str,
    found: bool,  # noqa: FBT001
) -> None:
    name = LocalizedText(kk="Бас механик Қайрат", ru="Главный механик Кайрат")
    assert bool(titles([place(look, 41, name)], question)) is found


def test_the_other_layout_is_said(look: Look) -> None:
    answer = find([place(look, 1, same("профессор"))], "ghja")
    assert (answer.typed, len(answer.hits)) == ("проф", 1)
    assert other_layout("ghja") == "проф"


def test_titles_that_begin_so_stand_first(look: Look) -> None:
    names = ("Электрослесарь", "Помощник слесаря", "Слесарь")
    hits = [place(look, number, same(name)) for number, name in enumerate(names)]
    assert titles(hits, "слесар") == ["Слесарь", "Помощник слесаря", "Электрослесарь"]


def test_ten_thousand_workplaces_answer_within_150_ms(look: Look) -> None:
    hits = [
        place(look, n, LocalizedText(kk=f"Жұмысшы {n}", ru=f"Рабочий участка {n % 97} номер {n}"))
        for n in range(10_000)
    ]
    under = QWidget()
    palette = Palette(look, under, lambda: ())
    palette.open(hits, whole=True)
    slowest = 0.0
    for question in ("рабочий", "участка 12", "номер 9999", "жумысшы 5", "йцукен"):
        started = time.perf_counter()
        palette.line.setText(question)
        slowest = max(slowest, time.perf_counter() - started)
    found = palette.model.hits
    under.close()
    assert list(found) == []
    assert slowest < 0.15


def opened(window: MainWindow, app: QApplication) -> Palette:
    window.show_search()
    settle(app, window)
    settle(app, window)
    palette = window.guide.palette
    assert palette is not None
    assert palette.isVisible()
    return palette


def test_a_workplace_is_reached_by_keys_alone(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    palette = opened(window, app)
    type_text(palette.line, "главный механик")
    kinds = [hit.kind for hit in palette.model.hits]
    assert kinds[0] == "workplace"
    press(palette.line, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    assert not palette.isVisible()
    assert window.current.place().screen == "structure"
    assert window.current.place().thing == palette.model.hits[0].place.thing  # type: ignore[union-attr]


def test_esc_gives_the_focus_back(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    before = window.focusWidget()
    palette = opened(window, app)
    press(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is before


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("люксметр", "instrument"),
        ("агро", "enterprise"),
        ("бензол", "substance"),
        ("настройки", "command"),
        ("новая аттестация", "command"),
        ("критерий шум", "criterion"),
        ("знаки и цвета", "help"),
        ("12т", "point"),
    ],
)
def test_every_kind_is_found(
    open_window: OpenWindow, app: QApplication, question: str, kind: str
) -> None:
    window: MainWindow = open_window()
    palette = opened(window, app)
    type_text(palette.line, question)
    assert kind in {hit.kind for hit in palette.model.hits}


def test_a_new_name_is_found_after_the_change(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    opened(window, app).close_search()
    row = window.desk.certification
    assert row is not None
    window.jobs.change(
        ChangeEnterprise(
            enterprise_id=row.enterprise_id, name=same("ТОО Жібек жолы"), bin="", address=same("")
        )
    ).start()
    settle(app, window)
    palette = opened(window, app)
    type_text(palette.line, "жибек")
    assert palette.model.hits[0].title == "ТОО Жібек жолы"
