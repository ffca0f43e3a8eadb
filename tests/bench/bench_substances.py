"""How fast a substance is found among three thousand, while a person types it."""

from functools import partial

from figure import Figure, seconds

from riskdesk.app.bootstrap import make_program
from riskdesk.rules.substances import SubstanceBook

QUERIES = (
    *("а", "ац", "аце", "ацетон", "acetone", "сірке қышқылы", "67-64-1", "67-6", "C3H6O", "co"),
    *("метил", "бутиловый спирт", "спирт бутиловый", "кварц", "нет такого вещества", "NaOH"),
    *("2,4-динитро", "четырёххлористый", "пыль", "хлор"),
)


def measure() -> Figure:
    """Milliseconds of the slowest query, beside the slowest scan; lists and index already read."""
    book = SubstanceBook.load(make_program().paths.resources)
    names = [found.name.ru for found in book.substances]
    if book.find("ацетон", limit=1)[0].row != "1723":
        raise AssertionError("the search finds something else")
    return Figure(
        name="substances",
        value=max(seconds(partial(book.find, query), times=21) for query in QUERIES) * 1000,
        floor=max(seconds(partial(_scan, names, query), times=21) for query in QUERIES) * 1000,
        goal=30,
        limit=50,
        unit="ms",
        floor_is="`in` over the Russian names alone: no synonym, number, formula, no best first",
    )


def _scan(names: list[str], query: str) -> list[str]:
    return [name for name in names if query in name]
