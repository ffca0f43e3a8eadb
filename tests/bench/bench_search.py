"""Searching among everything that has a name: 10,000 workplaces, a key press to its hits."""

from functools import partial

from figure import Figure, seconds
from PySide6.QtWidgets import QApplication, QWidget

from riskdesk.app.bootstrap import make_program
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.services.queries_search import Findable, findable_law
from riskdesk.ui.look import Look
from riskdesk.ui.search.index import Hit, hit_of
from riskdesk.ui.search.palette import Palette
from riskdesk.ui.theme import load_fonts

PLACES = 10_000
QUESTIONS = ("рабочий", "участка 12", "номер 9999", "жумысшы 5", "01 002", "бензол", "йцукен")


def measure() -> Figure:
    """The slowest question, in seconds; the floor asks the same texts for one word each."""
    program = make_program()
    app = QApplication.instance() or QApplication([])
    load_fonts(program.paths.resources)
    look = Look.load(program.paths.resources, "ru", "light")
    catalog = program.catalog
    screens = ("structure", "criteria")
    law = findable_law(Book(catalog), catalog)
    hits = [hit_of(each, look.tr, screens) for each in (*_places(), *law)]
    under = QWidget()
    palette = Palette(look, under, lambda: ())
    palette.open(hits, whole=True)
    value = max(seconds(partial(_ask, palette, text)) for text in QUESTIONS)
    floor = max(seconds(partial(_bare, hits, text)) for text in QUESTIONS)
    under.close()
    del app
    return Figure(
        name="search",
        value=value,
        floor=floor,
        goal=25,
        limit=0.15,
        unit="s",
        floor_is="the first word looked for in the same texts",
    )


def _places() -> list[Findable]:
    return [
        Findable(
            kind="workplace",
            id=str(n),
            title=LocalizedText(f"Жұмысшы {n}", f"Рабочий участка {n % 97} номер {n}"),
            second=LocalizedText(*(f"01 {n % 97:03} {n:05} · Цех",) * 3),
            certification="c",
        )
        for n in range(PLACES)
    ]


def _ask(palette: Palette, text: str) -> None:
    palette.line.setText("")
    palette.line.setText(text)


def _bare(hits: list[Hit], text: str) -> list[Hit]:
    word = text.split(maxsplit=1)[0]
    return [hit for hit in hits if word in hit.folded[1]]
