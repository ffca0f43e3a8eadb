"""The criteria book's rows: bounds as cells, differences, what can be tried."""

from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.scale import Scale
from riskdesk.services.queries_book import (
    FAMILIES,
    OTHER,
    criterion_entries,
    criterion_page,
    family_of,
    scale_cells,
)
from riskdesk.services.queries_book_try import try_fields, try_values
from riskdesk.services.queries_norms import norm_entries, norm_page


@pytest.fixture(scope="module")
def catalog(resources: Path) -> Catalog:
    return Catalog.load(resources)


@pytest.fixture(scope="module")
def book(catalog: Catalog) -> Book:
    return Book(catalog)


def explain(error: UserError) -> LocalizedText:
    return LocalizedText(ru=error.code)


def test_bounds_as_cells() -> None:
    rising = Scale(bounds=(Decimal(0), Decimal("2.5")), classes=("2", "3.1", "3.2"), upper=True)
    assert scale_cells(rising) == {"2": "≤ 0", "3.1": "> 0 – 2.5", "3.2": "> 2.5"}
    falling = Scale(bounds=(Decimal(1), Decimal("0.5")), classes=("2", "3.1", "3.2"), upper=False)
    assert scale_cells(falling) == {"2": "≥ 1", "3.1": "< 1 – 0.5", "3.2": "< 0.5"}


def test_an_exclusive_bound_belongs_to_the_worse_class() -> None:
    scale = Scale(
        bounds=(Decimal(1), Decimal(5)),
        classes=("2", "3.1", "4"),
        upper=True,
        exclusive=frozenset({Decimal(5)}),
    )
    assert scale_cells(scale) == {"2": "≤ 1", "3.1": "> 1 – < 5", "4": "≥ 5"}


def test_every_criterion_has_a_page(book: Book, catalog: Catalog) -> None:
    entries = criterion_entries(book)
    assert len(entries) > 50
    assert {each.family for each in entries} <= {*FAMILIES, OTHER}
    for entry in entries:
        page = criterion_page(book, catalog, entry.id.removeprefix("rule/"))
        assert page.editions
        assert not page.title.missing(), entry.id
        for row in page.rows:
            assert not row.lines[0].differs
            assert all(set(line.cells) <= set(page.results) for line in row.lines)


def test_differences_are_named(book: Book, catalog: Catalog) -> None:
    page = criterion_page(book, catalog, "noise")
    lines = {line.ruleset: line for line in page.rows[0].lines}
    assert "3.1" in lines["R2.2.2006-05"].differs
    assert "2" not in lines["R2.2.2006-05"].differs


def test_families_by_the_beginning_of_the_name() -> None:
    assert family_of("vibration_local") == "acoustic"
    assert family_of("workplace_total") == OTHER


def test_what_can_be_tried(catalog: Catalog) -> None:
    keys = [field.key for field in try_fields(catalog, "noise")]
    assert keys == ["leq_dba", "limit_dba"]
    row, *_ = try_fields(catalog, "microclimate_thc")
    assert [value for value, _ in row.options][:2] == ["Ia", "Ib"]
    assert try_fields(catalog, "workplace_total") == ()


def test_a_value_in_every_rule_set(catalog: Catalog) -> None:
    answers = try_values(catalog, "noise", {"leq_dba": "84,2", "limit_dba": "80"}, explain)
    found = {answer.ruleset: answer.result for answer in answers}
    assert found["KZ1.04.001.2000"] == "3.1"
    assert found["33n"] == "3.1"
    assert all(answer.trace for answer in answers)


def test_what_is_missing_or_impossible_gives_no_class(catalog: Catalog) -> None:
    alone = try_values(catalog, "noise", {"leq_dba": "84", "limit_dba": ""}, explain)
    by_set = {answer.ruleset: answer.result for answer in alone}
    assert (by_set["KZ1.04.001.2000"], by_set["33n"]) == ("", "3.1")
    wrong = try_values(catalog, "noise", {"leq_dba": "8x", "limit_dba": "80"}, explain)
    assert {answer.fault.ru for answer in wrong} == {"number-not-read"}


def test_tables_of_levels(book: Book) -> None:
    names = {entry.id for entry in norm_entries(book)}
    assert len(names) > 20
    for name in names:
        page = norm_page(book, name)
        columns = {column.key for column in page.columns}
        assert page.lines
        assert all(set(line.cells) <= columns for line in page.lines), name
