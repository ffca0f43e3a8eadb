"""The criteria book's rows: bounds as cells, differences, what can be tried."""

from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.scale import Scale
from riskdesk.services.queries_book import (
    FAMILIES,
    OTHER,
    criterion_entries,
    criterion_page,
    family_of,
)
from riskdesk.services.queries_book_cells import scale_cells
from riskdesk.services.queries_book_fields import TryWay, try_ways
from riskdesk.services.queries_book_try import Trial, try_values
from riskdesk.services.queries_norms import norm_entries, norm_page

KZ = "KZ1.04.001.2000"


@pytest.fixture(scope="module")
def catalog(resources: Path) -> Catalog:
    return Catalog.load(resources)


@pytest.fixture(scope="module")
def book(catalog: Catalog) -> Book:
    return Book(catalog)


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


def way_of(catalog: Catalog, factor: str, *keys: str) -> TryWay:
    return next(
        way for way in try_ways(catalog, factor) if set(keys) <= {field.key for field in way.fields}
    )


def test_what_can_be_tried(catalog: Catalog) -> None:
    first = try_ways(catalog, "noise")[0]
    assert [field.key for field in first.fields][:3] == ["character", "leq_dba", "limit_dba"]
    level = next(field for field in first.fields if field.key == "leq_dba")
    assert (level.allowed, level.kind) == ("0 – 200", "number")
    assert next(field for field in first.fields if field.key == "character").optional
    row = try_ways(catalog, "microclimate_thc")[0].fields[0]
    assert [value for value, _ in row.options][:2] == ["Ia", "Ib"]
    (total,) = try_ways(catalog, "workplace_total")
    assert total.fields[0].kind == "records"


def test_every_criterion_with_inputs_can_be_tried(catalog: Catalog) -> None:
    for ruleset in catalog.rulesets:
        for factor in catalog.criteria.factors(ruleset):
            criterion = catalog.criteria.get(ruleset, factor)
            ways = try_ways(catalog, factor)
            asked = [{field.key for field in way.fields} for way in ways]
            assert all(any(way <= keys for keys in asked) for way in criterion.inputs), factor


def results(trial: Trial) -> dict[str, str]:
    return {answer.ruleset: answer.result for answer in trial.answers}


def test_a_value_in_every_rule_set(catalog: Catalog) -> None:
    way = way_of(catalog, "noise", "leq_dba", "limit_dba")
    typed = {"leq_dba": "84,2", "limit_dba": "80", "uncertainty": "2"}
    trial = try_values(catalog, "noise", way, typed)
    assert results(trial)[KZ] == results(trial)["33n"] == "3.1"
    assert {answer.verdict for answer in trial.answers} == {"above"}
    assert all(answer.trace and answer.remedy.ru for answer in trial.answers)
    typed["uncertainty"] = "5"
    undecided = try_values(catalog, "noise", way, typed)
    assert {answer.verdict for answer in undecided.answers} == {"undecided"}


def test_another_choice_of_the_rule_set(catalog: Catalog) -> None:
    way = way_of(catalog, "noise", "leq_dba", "limit_dba")
    typed = {"leq_dba": "57", "limit_dba": "50"}
    steps = {"noise_steps": "2006-05"}
    assert results(try_values(catalog, "noise", way, typed))[KZ] == "3.1"
    assert results(try_values(catalog, "noise", way, typed, steps))[KZ] == "3.2"


def test_what_is_missing_is_named(catalog: Catalog) -> None:
    way = way_of(catalog, "noise", "leq_dba", "limit_dba")
    alone = try_values(catalog, "noise", way, {"leq_dba": "84", "limit_dba": ""})
    by_set = {answer.ruleset: answer for answer in alone.answers}
    assert by_set["33n"].result == "3.1"
    assert (by_set[KZ].result, by_set[KZ].missing) == ("", ("limit_dba",))
    assert try_values(catalog, "noise", way, {"leq_dba": " "}).answers == ()
    chosen = try_values(catalog, "noise", way, {"character": "tonal"})
    assert chosen.answers == ()  # words alone ask nothing


@pytest.mark.parametrize(
    ("factor", "typed", "place", "code"),
    [
        ("noise", {"leq_dba": "8x", "limit_dba": "80"}, "leq_dba", "number-not-read"),
        ("noise", {"leq_dba": "560", "limit_dba": "80"}, "leq_dba", "input-out-of-range"),
        ("noise_mean", {"levels": "80; 8x"}, "levels", "number-not-read"),
        (
            "noise_tasks",
            {"instrument": "class1", "tasks/0/levels": "80; 81"},
            "tasks/0/t_h",
            "try-cell-empty",
        ),
        (
            "noise_equivalent",
            {"pairs/0/l_dba": "80", "pairs/0/t_h": "много"},
            "pairs/0/t_h",
            "number-not-read",
        ),
    ],
)
def test_a_fault_is_told_at_its_field(
    catalog: Catalog, factor: str, typed: dict[str, str], place: str, code: str
) -> None:
    way = way_of(catalog, factor, *(key.partition("/")[0] for key in typed))
    trial = try_values(catalog, factor, way, typed)
    assert trial.answers == ()
    assert {key: fault.code for key, fault in (trial.faults or {}).items()} == {place: code}


@pytest.mark.parametrize(
    ("factor", "typed", "expected"),
    [
        ("workplace_total", {"factors/0/item": "3.1", "factors/2/item": "3.1",
                             "factors/3/item": "3.1"}, "3.2"),
        ("tension", {"indicator": "content", "value": "heuristic"}, "3.2"),
        ("tension", {"indicator": "signals_per_hour", "value": "80"}, "2"),
        ("light_glare", {"kind": "direct", "present": "yes"}, None),
        ("chemical", {"row": "hazard_1_2", "c_mr": "12", "pdk_mr": "5"}, "3.1"),
        ("noise_tasks", {"instrument": "class1", "pdu": "80", "tasks/0/levels": "81; 82; 80",
                         "tasks/0/t_h": "5", "tasks/1/levels": "86; 88; 87",
                         "tasks/1/t_h": "2"}, "3.1"),
    ],
)  # fmt: skip
def test_inputs_of_every_kind(
    catalog: Catalog, factor: str, typed: dict[str, str], expected: str | None
) -> None:
    way = way_of(catalog, factor, *(key.partition("/")[0] for key in typed))
    for field in way.fields:
        if field.key == "kind":
            typed = {**typed, "kind": field.options[0][0]}
    trial = try_values(catalog, factor, way, typed)
    assert trial.faults == {}
    found = results(trial)[KZ]
    assert found == expected if expected else found


def test_a_row_of_another_set_is_no_fault(catalog: Catalog) -> None:
    way = way_of(catalog, "chemical", "row", "ratio_mr")
    trial = try_values(catalog, "chemical", way, {"row": "hazard_1_2", "ratio_mr": "2"})
    without = {answer.ruleset for answer in trial.answers if answer.no_row}
    assert without == {"R2.2.2006-05", "33n"}


def test_two_editions_are_compared_row_by_row(book: Book, catalog: Catalog) -> None:
    page = criterion_page(book, catalog, "chemical", None, (KZ, "R2.2.2006-05"))
    assert page.compared
    changes = {"/".join(row.path): row.lines[0].change for row in page.rows}
    assert (changes["hazard_1_2"], changes["general/mr"]) == ("removed", "added")
    assert changes["narcotic_analgesic"] == "same"
    for row in page.rows:
        one, other = row.lines
        assert (one.ruleset, other.ruleset) == (KZ, "R2.2.2006-05")
        assert one.absent == (row.lines[0].change == "added")
    heavy = criterion_page(book, catalog, "heaviness", None, (KZ, "R2.2.2006-05"))
    changed = {"/".join(row.path) for row in heavy.rows if row.lines[0].change != "same"}
    assert changed == {"walk_vertical_km"}
    assert len(heavy.known) > len(heavy.editions) == 2


def test_choices_change_the_table(book: Book, catalog: Catalog) -> None:
    page = criterion_page(book, catalog, "noise", {"noise_steps": "2006-05"})
    assert {line.cells["3.1"] for line in page.rows[0].lines[:2]} == {"> 0 – 5"}
    assert "noise_steps" in {option.id for option in page.options}


def test_gaps_are_named(book: Book, catalog: Catalog) -> None:
    gaps = [gap.ru for gap in criterion_page(book, catalog, "light_keo").gaps]
    assert any("817н" in gap for gap in gaps)
    assert any("33н" in gap for gap in gaps)


def test_tables_of_levels(book: Book) -> None:
    names = {entry.id for entry in norm_entries(book)}
    assert len(names) > 20
    for name in names:
        page = norm_page(book, name)
        columns = {column.key for column in page.columns}
        assert page.lines
        assert all(set(line.cells) <= columns for line in page.lines), name
