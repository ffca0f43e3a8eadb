"""The criteria book: every criterion and norm, searched, compared and tried."""

import pytest

from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog

R, KZ = "R2.2.2006-05", "KZ1.04.001.2000"


@pytest.fixture(scope="module")
def book(catalog: Catalog) -> Book:
    return Book(catalog)


def test_every_criterion_and_norm_is_an_entry_in_three_languages(
    book: Book, catalog: Catalog
) -> None:
    ids = [entry.id for entry in book.entries]
    assert len(ids) == len(set(ids))
    for ruleset in catalog.rulesets:
        factors = tuple(entry.factor for entry in book.of(ruleset))
        assert factors == catalog.criteria.factors(ruleset)
    named = {"noise", "microclimate", "light", "gaps"}
    sheets = {*catalog.sheets, *catalog.reference_sheets}
    assert {entry.factor for entry in book.of("")} == sheets | named
    for entry in book.entries:
        texts = [entry.title, entry.clause, *(line.title for line in entry.lines)]
        assert all(text.get_exact(language) for text in texts for language in LANGUAGES), entry.id


def test_a_table_has_its_rows_and_classes(book: Book) -> None:
    chemical = book.entry(KZ, "chemical")
    row = next(line for line in chemical.lines if line.key == "hazard_1_2")
    assert list(row.cells) == ["2", "3.1", "3.2", "3.3", "3.4", "4"]
    assert row.cells["3.1"].en == "over 1, up to 3"
    women = next(e for e in book.entry(R, "heaviness").lines if e.key == "mass_constant/w")
    assert women.title.en == "mass, constantly; women"
    assert women.unit.en == "kg"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("шум", f"{KZ}/noise"),
        ("инфрадыбыс", "norms/infrasound"),
        ("NOISE labour", ""),
        ("канцерогены 755-99", f"{KZ}/chemical"),
    ],
)
def test_search_finds_by_words_of_any_language(book: Book, words: str, found: str) -> None:
    ids = {entry.id for entry in book.search(words)}
    assert found in ids if found else not ids


def test_editions_side_by_side(book: Book) -> None:
    different = book.differences("noise", R, KZ)
    assert next((d.column, d.one.en, d.other.en) for d in different) == (
        "3.1",
        "over 0, up to 5",
        "over 0, up to 10",
    )
    assert book.differences("emf", R, KZ) == ()
    assert {d.line.key for d in book.differences("heaviness", R, KZ)} == {"walk_vertical_km"}


def test_options_change_the_entry(book: Book) -> None:
    entry = book.entry(KZ, "noise", {"noise_steps": "2006-05"})
    assert entry.lines[0].cells["3.1"].en == "over 0, up to 5"
    assert {"noise_steps", "noise_limit"} <= {option.id for option in entry.options}


def test_a_value_is_tried(book: Book) -> None:
    assert book.attempt(KZ, "noise", {"excess_db": 7}).hazard_class == "3.1"
    assert (
        book.attempt(KZ, "noise", {"excess_db": 7}, {"noise_steps": "2006-05"}).hazard_class
        == "3.2"
    )


def test_a_table_reads_without_ids_of_the_data(book: Book) -> None:
    tension = book.entry("KZ1.04.001.2000", "tension")
    content = next(line for line in tension.lines if line.key == "content")
    assert content.cells["3.2"].ru == "эвристическая деятельность"
    assert "conflicts" not in {line.key for line in tension.lines}  # R 2.2.755-99 has none
    cold = book.entry("R2.2.2006-05", "open_area_cold").lines
    assert cold[0].title.ru == "IА (особый); без регламентированных перерывов на обогрев"


def test_columns_go_from_the_best_class_to_the_worst(book: Book) -> None:
    assert list(book.entry("33n", "emf").columns) == ["2", "3.1", "3.2", "3.3", "3.4", "4"]
    risks = book.entry("R2.2.1766-03", "risk_category")
    assert risks.columns["small_moderate"].en == "small (moderate) risk"
    assert risks.lines[0].cells["small_moderate"].en == "3.1"
    ultraviolet = book.entry("R2.2.2006-05", "uv").lines
    assert ultraviolet[0].cells["3.1"].ru == "вне нормы"


def test_criteria_of_words_have_their_tables(book: Book) -> None:
    (injury,) = book.entry("KZ", "injury_safety").lines
    assert list(injury.cells) == ["1", "2", "3"]
    assert injury.cells["3"].ru.startswith("опасный: защита, блокировки")
    (renumbered,) = book.entry("KZ", "injury_safety", {"injury_numbering": "4"}).lines
    assert list(renumbered.cells) == ["1", "2", "4"]
    reduced = {line.key: line for line in book.entry("426-FZ", "ppe_reduction").lines}
    assert list(reduced) == ["3.1", "3.2", "3.3", "3.4", "4"]
    cells = {name: text.ru for name, text in reduced["3.2"].cells.items()}
    assert cells == {"ppe-certified": "3.1", "ppe-agreed": "2", "ppe-absent": "3.2"}
    assert reduced["3.1"].cells["ppe-agreed"].ru == "2"  # never below
    (provided,) = book.entry("KZ", "ppe_provision").lines
    assert provided.cells["provided"].ru.startswith("Обеспечен, если все СИЗ")
