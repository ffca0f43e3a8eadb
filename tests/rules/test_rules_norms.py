"""The tables of ҚР ДСМ-15 in the book: whole, as printed, doubtful cells named, found by search."""

from decimal import Decimal

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, Range, Season
from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify
from riskdesk.rules.sheets import NormSheet

TABLES = {"1": 23, "2": 2, "3": 4, "4": 2, "5": 2, "6": 2, "7": 1, "8": 7, "9": 2}
"""Tables by annex: 45 of them."""


@pytest.fixture(scope="module")
def book(catalog: Catalog) -> Book:
    return Book(catalog)


@pytest.fixture(scope="module")
def sheets(catalog: Catalog) -> dict[str, NormSheet]:
    return {**catalog.sheets, **catalog.reference_sheets}


def test_every_table_of_the_order_is_here(catalog: Catalog, sheets: dict[str, NormSheet]) -> None:
    heads = (catalog.noise_norms[0], catalog.microclimate_norms[0], catalog.light_norms[0])
    found = {(head.head.annex, head.head.table) for head in heads}
    for sheet in sheets.values():
        if sheet.act == "dsm-15":
            found |= {(sheet.annex, table.strip()) for table in sheet.table.split(",")}
    wanted = {(a, str(n)) for a, count in TABLES.items() for n in range(1, count + 1)}
    assert found == wanted
    assert len(wanted) == 45


def test_an_id_is_of_one_table(catalog: Catalog) -> None:
    assert not set(catalog.sheets) & set(catalog.reference_sheets)


NUMBERS = [
    ("noise-rooms", "14", "la", 50),
    ("noise-rooms", "14", "la_max", 65),
    ("noise-rooms", "10-night", "la", 30),
    ("noise-rooms", "22-day", "1000", 50),
    ("noise-medical", "dental", "la", 55),
    ("microclimate-points", "2", "places", 8),
    ("open-area-stay-ia", "-25", "IIa", "1.7"),
    ("open-area-stay-ib", "-30", "IIa", "4.3"),
    ("cold-work-additional", "-30", "work_6", 35),
    ("cold-work-wind", "-45", "breaks_10", 8),
    ("contact-materials", "wood", "min_1", 60),
    ("contact-seconds", "ceramics", "s_10", 70),
    ("wind-chill", "17.6", "t12", -100),
    ("magnetic-50hz-population", "2", "h", 8),
    ("rf-population", "30-300", "e", 3),
    ("rf-population", "0.3-3", "e", 15),
    ("laser-spectral", "307.5", "h", 250),
    ("laser-duration", "1e-5-1e-4", "angle", "0.002"),
    ("light-object-size", "2-3", "e", 1000),
    ("light-industrial", "IIIа-2", "general", 400),
    ("light-industrial", "IVа", "keo_side", "1.5"),
    ("light-industrial", "VIIIг", "general", 20),
    ("light-industrial-rooms", "9.2", "combined", 750),
    ("light-industrial-rooms", "52.1", "general", 2),
    ("light-rooms", "1", "general", 300),
    ("light-rooms", "53.1b", "general", 75),
    ("light-rooms", "70.2", "joint_side", "0.1"),
    ("radiant-heating", "11", "v", "0.4"),
    ("infrared-pauses", "2100", "ratio", "0.33"),
    ("rf-exposure", "30-50", "h", "0.72"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "level"), NUMBERS)
def test_cells_are_those_of_the_order(
    sheets: dict[str, NormSheet], sheet: str, row: str, column: str, level: int | str
) -> None:
    assert sheets[sheet].rows[row].cells[column] == Decimal(level)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "low", "high"),
    [
        ("microclimate-dwellings", "cold-1", "t_allowed", 18, 24),
        ("microclimate-dwellings", "cold-1", "t_brackets", 20, 24),
        ("microclimate-preschool", "cold-4", "r_optimal", 18, 22),
        ("microclimate-public", "cold-2", "t_optimal", 19, 21),
        ("microclimate-public", "warm-10", "rh_optimal", 30, 60),
        ("cooling-stay", "IIb", "energy", 130, 160),
        ("radiant-heating", "16", "rh", 15, 75),
    ],
)
def test_ranges_are_those_of_the_order(
    sheets: dict[str, NormSheet], sheet: str, row: str, column: str, low: int, high: int
) -> None:
    assert sheets[sheet].rows[row].ranges[column] == Range(Decimal(low), Decimal(high))


def test_a_cell_may_be_words(sheets: dict[str, NormSheet]) -> None:
    row = sheets["open-area-stay-ib"].rows["-10"]
    assert row.words["IIb"].en == "no cooling of the body"
    assert "IIb" not in row.cells
    with pytest.raises(UserError, match="norm-absent"):
        sheets["open-area-stay-ib"].level(row, "IIb")


DOUBTFUL = {
    "cooling-stay": {"Ia"},
    "infrared-pauses": {"2450"},
    "uv": {"uncovered"},
    "microclimate-dwellings": {"cold-5"},
    "wind-chill": {"11.0"},
    "noise-rooms": {"12a-night", "18"},
    "light-object-size": {"3-1", "3-2", "3-3"},
    "light-industrial-rooms": {"4.4", "4.5", "10.3", "10.4", "10.5", "53.1"},
    "light-rooms": {"3", "27", "28", "35", "38", "56.4", "58.2", "65", "68.2"},
    "laser-spectral": {"310"},
}


def test_doubtful_cells_are_named_and_say_why(book: Book, sheets: dict[str, NormSheet]) -> None:
    found = {
        name: {row.id for row in sheet.rows.values() if row.doubtful}
        for name, sheet in sheets.items()
    }
    assert {name: rows for name, rows in found.items() if rows} == DOUBTFUL
    for entry in book.of(""):
        for line in entry.lines:
            if line.doubtful:
                assert all(line.note.get_exact(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("жатақхана микроклимат", "microclimate-dwellings"),
        ("шиномонтажный", "light-industrial-rooms"),
        ("парикмахерские", "light-rooms"),
        ("dentist", ""),
        ("стоматологическое 4", "noise-medical"),
        ("wind chill", "wind-chill"),
        ("мектеп", "magnetic-50hz-population"),
        ("лазер", "laser-duration"),
        ("керамика", "contact-seconds"),
    ],
)
def test_the_tables_are_found_by_words(book: Book, words: str, found: str) -> None:
    ids = {entry.id for entry in book.search(words, "")}
    assert f"norms/{found}" in ids if found else not ids


def test_the_book_prints_ranges_words_and_units(book: Book) -> None:
    entry = next(each for each in book.of("") if each.id == "norms/microclimate-public")
    line = next(each for each in entry.lines if each.key == "cold-1")
    assert line.cells["t_allowed"].ru == "18–24"
    assert entry.columns["v_allowed"].en == "air speed: at most, m/s"
    exposure = next(each for each in book.of("") if each.id == "norms/rf-exposure")
    assert exposure.columns["e"].ru == "Е, (В/м)²·ч"
    assert not exposure.lines[0].unit.ru  # each column names its own


def test_air_speeds_of_the_working_zone(catalog: Catalog) -> None:
    row = catalog.microclimate_norms[0].rows[Season.WARM, "IIb"]
    assert row.speed_optimal == Decimal("0.3")
    assert row.speed == Range(Decimal("0.2"), Decimal("0.5"))
    assert row.humidity_optimal == Range(Decimal(40), Decimal(60))


@pytest.mark.parametrize(
    ("ruleset", "factor", "said"),
    [
        ("R2.2.2006-05", "open_area_cold_Ib", "table 8"),
        ("R2.2.2006-05", "unheated_room_IIa", "table 11"),
        ("KZ1.04.001.2000", "open_area_cold_Ib", "table 8"),
        ("817n", "chemical", "annexes of Order 817n"),
        ("817n", "microclimate_thc", "annex of Order 817n"),
        ("817n", "tension", "annexes of Order 817n"),
        ("817n", "workplace_total", "annex of Order 817n"),
    ],
)
def test_what_was_not_read_is_named_and_not_guessed(
    catalog: Catalog, book: Book, ruleset: str, factor: str, said: str
) -> None:
    with pytest.raises(UserError) as refusal:
        classify(catalog, ruleset, factor, {})
    assert refusal.value.code == "criterion-gap"
    what = refusal.value.params["what"]
    assert said in what.en  # type: ignore[attr-defined]
    page = next(each for each in book.of("") if each.id == f"norms/gaps-{ruleset}")
    assert what in {line.title for line in page.lines}


def test_what_was_read_is_no_gap(catalog: Catalog) -> None:
    assert classify(catalog, "817n", "noise", {"leq_dba": 84}).hazard_class == "3.1"
    with pytest.raises(UserError) as refusal:
        classify(catalog, "817n", "lightning", {})
    assert refusal.value.code == "criterion-unknown"
