"""The person judges the work itself: cards, chronometry, safety, marks, guarantees, measures."""

from person import Person
from person_story import (
    COST,
    ELECTRICIAN,
    EQUIPMENT,
    GOGGLES,
    HEAVINESS,
    LIST_ENTRY,
    MARKED,
    MEASURE,
    OPERATIONS,
    PEOPLE,
    TENSION,
    WELDER,
)
from PySide6.QtWidgets import QTabBar

POSTURE = "5"
"""Its value is words: a letter is a letter there."""


def heaviness(one: Person) -> None:
    """The card of a welder with its arithmetic, for all welders at one stroke."""
    _place(one, WELDER.name[_language(one)], "heaviness")
    _card(one, "heaviness", HEAVINESS)
    _to_peers(one)


def tension(one: Person) -> None:
    """The card of a welder by values and marks, for all welders at one stroke."""
    _place(one, WELDER.name[_language(one)], "tension")
    _card(one, "tension", TENSION)
    _to_peers(one)


def _language(one: Person) -> str:
    return one.window.desk.look.language


def _place(one: Person, text: str, tab: str) -> None:
    """A workplace found by its name, a tab of it."""
    one.search(text)
    _tab(one, tab)


def _tab(one: Person, tab: str) -> None:
    tr = one.window.desk.words
    one.tab_to(tr("tab.name"), back=True)
    bar = one.focus
    assert isinstance(bar, QTabBar)
    names = [bar.tabText(n) for n in range(bar.count())]
    steps = names.index(tr(f"tab.{tab}")) - bar.currentIndex()
    one.press("Right" if steps > 0 else "Left", times=abs(steps))
    one.rest()


def _card(one: Person, card: str, texts: dict[str, str]) -> None:
    one.tab_to(one.window.desk.words(f"tab.{card}"))
    for number, text in texts.items():
        one.row_of_key(number)
        one.column_to("mark" if text.startswith("mark ") else "value")
        type_in = one.write if number == POSTURE else one.number
        type_in(text.removeprefix("mark "))
        one.press("Enter")
    one.rest()


def _to_peers(one: Person) -> None:
    tr = one.window.desk.words
    one.press("Shift+F9")
    one.rest()
    one.tab_to(tr("peers.name"))
    rows = one.grid.grid.rowCount()
    for row in range(rows):
        one.row_to(row)
        if WELDER.name[_language(one)] in one.cell("name"):
            one.column_to("take")
            one.press("Space")
    one.press("Ctrl+Shift+Enter")
    one.rest()
    one.press("Esc")


def mark(one: Person) -> None:
    """The specialist decides otherwise and says why."""
    number, hazard_class, reason = MARKED
    tr = one.window.desk.words
    _place(one, WELDER.name[_language(one)], "heaviness")
    one.tab_to(tr("tab.heaviness"))
    one.row_of_key(number)
    one.column_to("mark")
    one.number(hazard_class)
    one.press("Enter")
    one.rest()
    one.row_of_key(number)
    one.tab_to(tr("mark.reason"))
    one.write(reason[_language(one)])
    one.press("Enter")
    one.rest()


def chronometry(one: Person) -> None:
    """Two operations by the clock; their posture goes into the card."""
    language, tr = _language(one), one.window.desk.words
    _place(one, ELECTRICIAN.name[language], "heaviness")
    one.tab_to(tr("tab.heaviness"))
    one.press("F7")
    one.rest()
    for _, minutes in OPERATIONS:
        one.press("Space")
        one.rest()
        one.wait(minutes)
    one.press("0")
    one.rest()
    one.tab_to(tr("chrono.name"), back=True)
    for row, (name, _) in enumerate(OPERATIONS):
        one.row_to(row)
        one.column_to("name")
        one.write(name[language])
        one.press("Tab")
        one.write(tr("posture.standing")[:4] if row == 0 else tr("posture.sitting")[:4])
        one.press("Enter")
    one.rest()
    one.press("Shift+F7")
    one.rest()
    one.press("Esc", times=2)


def safety(one: Person) -> None:
    """Three objects of injury safety, a means of protection."""
    language, tr = _language(one), one.window.desk.words
    _place(one, WELDER.name[language], "safety")
    one.tab_to(tr("safety.injury"))
    for number, name in enumerate(EQUIPMENT):
        one.press("Ctrl+End", "Home")
        one.write(name[language])
        one.press("Tab", "Alt+Down")
        one.press("Down", times=number)
        one.press("Tab")
        one.write("ПР-12")
        one.press("Tab", "Alt+Down", "Down", "Enter")
        one.rest()
    one.tab_to(tr("safety.ppe"))
    one.press("Ctrl+End", "Home")
    first, second = ("kk", "ru") if language == "kk" else ("ru", "kk")
    one.write(GOGGLES[first])
    one.press("Tab")
    one.write(GOGGLES[second])
    one.press("Tab")
    one.write("п. 14")
    one.press("Tab")
    one.write(tr("safety.yes"))
    one.press("Tab", "Tab")
    one.write(tr("safety.yes"))
    one.press("Enter")
    one.rest()


def guarantees(one: Person) -> None:
    """The entry of the List, shorter hours and leave."""
    language, tr = _language(one), one.window.desk.words
    _place(one, WELDER.name[language], "guarantees")
    one.tab_to(tr("guarantees.list_entry"))
    one.write(LIST_ENTRY)
    one.tab_to(tr("guarantees.name"))
    for kind, amount in (("hours", "36"), ("leave", "6")):
        one.press("Ctrl+End", "Home", "Right", "Right")
        one.write(tr(f"guarantees.{kind}")[:6])
        one.press("Tab")
        one.write(amount)
        one.press("Enter")
    one.rest()


def measure(one: Person) -> None:
    """A measure with its day and cost."""
    language, tr = _language(one), one.window.desk.words
    _place(one, WELDER.name[language], "measures")
    one.tab_to(tr("measures.name"))
    first, second = ("kk", "ru") if language == "kk" else ("ru", "kk")
    one.press("Ctrl+End", "Home", "Right")
    one.write(MEASURE[first])
    one.press("Tab")
    one.write(MEASURE[second])
    one.press("Tab", "Alt+Down", "Down", "Tab")
    one.write(PEOPLE[2][0])
    one.press("Tab")
    one.number("01.09.2026")
    one.press("Tab")
    one.number(COST)
    one.press("Enter")
    one.rest()
