"""The person measures: instruments, points with who stays there, values."""

from collections.abc import Sequence

from person import Person
from person_story import (
    CHEMICAL,
    FAMILIES,
    LIGHT,
    MENDED,
    METERS,
    MICROCLIMATE,
    NOISE,
    STAYS,
    WRONG,
    Spot,
)


def instruments(one: Person) -> None:
    """Four instruments with their certificates, row by row."""
    language = one.window.desk.look.language
    one.press("Alt+4")
    one.rest()
    for meter in METERS:
        one.press("Ctrl+Enter")
        one.write(meter.name[language])
        one.press("Tab")
        one.write(meter.serial)
        one.press("Tab")
        one.write(meter.measures[language])
        one.press("Tab")
        one.write(meter.certificate)
        one.press("Tab")
        one.number(meter.verified)
        one.press("Tab")
        one.number(meter.until)
        one.press("Tab")
        one.write(meter.range)
        one.press("Enter")
    one.rest()


def noise(one: Person) -> None:
    """The points of noise."""
    _family(one, "noise")
    _spots(one, NOISE)


def light(one: Person) -> None:
    """A letter for a zero is refused, kept, found again by F8 and mended."""
    _family(one, "light")
    _spots(one, LIGHT)
    one.press("F8")
    assert one.cell("illuminance") == WRONG
    one.number(MENDED)
    one.press("Enter")
    one.rest()


def microclimate(one: Person) -> None:
    """Three quantities at each point; the column of one is out of sight at first."""
    _family(one, "microclimate")
    one.search(one.window.desk.words("points.spare", count=0).split(":")[0])
    _spots(one, MICROCLIMATE)


def chemical(one: Person) -> None:
    """The substance is found while typing and chosen."""
    language = one.window.desk.look.language
    _family(one, "chemical")
    for spot, substance in CHEMICAL:
        one.press("Ctrl+Enter")
        one.write(spot.place[language])
        one.press("Tab")
        one.write(spot.zone[language])
        one.press("Tab")
        one.tab_to_column("air_substance")
        one.write(substance[language])
        one.press("Down", "Tab")  # several begin so: the first is meant
        one.number(spot.values["air_single"])
        one.press("Enter")
        one.rest()


def _family(one: Person, family: str) -> None:
    """Found in the filter of the families."""
    one.press("Alt+3")
    one.rest()
    one.press("/")
    one.write(FAMILIES[family][one.window.desk.look.language])
    one.press("Enter")
    one.rest()


def spelled(column: str, text: str, language: str) -> str:
    """Categories of work have Latin letters in English."""
    latin = language == "en" and column == "work_category"
    return text.translate(str.maketrans("аб", "ab")) if latin else text


def _spots(one: Person, spots: Sequence[Spot]) -> None:
    """Typed row by row into the blank last row."""
    language = one.window.desk.look.language
    for spot in spots:
        one.press("Ctrl+Enter")
        one.write(spot.place[language])
        one.press("Tab")
        one.write(spot.zone[language])
        one.press("Tab")
        for column, text in spot.values.items():
            one.tab_to_column(column)
            one.number(spelled(column, text, language))
            one.press("Tab")
        one.rest()


def stays(one: Person) -> None:
    """Who works in each zone and how long: all rows of the zone get the same."""
    language = one.window.desk.look.language
    one.press("Alt+3")
    one.rest()
    for stay in STAYS:
        one.press("Ctrl+Enter")
        one.row_of("zone", stay.zone[language])
        one.press("Ctrl+T")
        one.rest()
        for words, hours in stay.found:
            one.tab_to(one.window.desk.words("stays.find"), back=True)
            one.press("Ctrl+A")
            one.write(words[language])
            one.press("Down")
            one.column_to("hours")
            one.number(hours)
            one.press("Enter", "Up")
            rows = one.grid.grid.rowCount()
            if rows > 1:
                one.select_down(rows - 1)
                one.press("Ctrl+D")
        one.press("Ctrl+Enter")
        one.rest()
