"""Data of the catalog: norms as in the tables, names, acts, texts read as numbers."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sample_dossier import rows_of, spelled

from riskdesk.domain.values import HazardClass, LocalizedText, Range, Season
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.specs import Bound
from riskdesk.rules.table import DataFault, Table
from riskdesk.rules.written import written_number, written_range

DAY = date(2026, 4, 10)


def whole(text: LocalizedText) -> bool:
    return bool(text.kk and text.ru and text.en)


def test_quantities_are_those_of_the_journal(catalog: Catalog) -> None:
    assert set(catalog.quantities) == {row["quantity"] for row in rows_of("field-journal.csv")}
    assert [q.order for q in catalog.quantities.values()] == list(range(1, 9))
    assert all(
        whole(q.title) and whole(q.short) and whole(q.unit) for q in catalog.quantities.values()
    )
    assert list(catalog.factors)[:4] == ["light", "microclimate", "noise", "emf"]


def test_indicators_are_those_of_the_cards(catalog: Catalog) -> None:
    for card in ("heaviness", "tension"):
        written = dict.fromkeys(row["indicator"] for row in rows_of(f"{card}-cards.csv"))
        assert [spec.number for spec in catalog.indicators[card]] == list(written)
        assert all(whole(spec.title) and whole(spec.group) for spec in catalog.indicators[card])
        for spec in catalog.indicators[card]:
            criterion = catalog.criteria.get("KZ1.04.001.2000", card)
            assert not spec.row or criterion.row(spec.row).data


def test_positions_and_sections_of_the_sample_have_kazakh_names(catalog: Catalog) -> None:
    names = {spelled(row["position"]) for row in rows_of("field-journal.csv")}
    assert len(names) == 30
    for name in names:
        assert whole(catalog.position_name(name)), name
        assert catalog.position_name(name).ru == name
    assert whole(catalog.section_name("Административно – управленческий персонал"))
    assert whole(catalog.section_name("Производственный персонал"))
    assert catalog.position_name("Космонавт") == LocalizedText(ru="Космонавт")


def test_classes_have_names(catalog: Catalog) -> None:
    assert all(whole(catalog.class_titles[member]) for member in HazardClass)


def test_rule_sets_are_named_and_their_options_too(catalog: Catalog) -> None:
    for ruleset in catalog.rulesets.values():
        assert whole(ruleset.title)
        assert not ruleset.act or ruleset.act in catalog.acts
        for option in ruleset.options.values():
            assert whole(option.title)
            assert option.default in option.choices
            assert all(whole(choice) for choice in option.choices.values())


def test_variants_belong_to_options(catalog: Catalog) -> None:
    for ruleset in catalog.rulesets.values():
        for factor in catalog.criteria.factors(ruleset.id):
            variants = catalog.criteria.get(ruleset.id, factor).body.table("variants")
            for option in variants:
                if option in ruleset.options:
                    assert set(variants.table(option)) <= set(ruleset.options[option].choices)


def test_phrases_have_the_same_places_in_all_languages() -> None:
    resources = Path(__file__).parents[2] / "resources"
    table = Table.read(resources / "rules" / "trace.toml")
    for key in table:
        text = table.localized(key)
        places = [
            sorted(set(re.findall(r"\{(\w+)\}", text.get_exact(x)))) for x in ("kk", "ru", "en")
        ]
        assert whole(text), key
        assert places[0] == places[1] == places[2], key


def test_noise_rows(catalog: Catalog) -> None:
    rows = catalog.noise_norms[0].rows
    assert {number: int(row.level) for number, row in rows.items()} == {
        1: 50, 2: 60, 3: 65, 4: 75, 5: 80, 6: 85, 7: 75, 8: 60, 9: 70, 10: 80, 11: 65,
        12: 55, 13: 80, 14: 70, 15: 60, 16: 80, 17: 80,
    }  # fmt: skip
    assert list(rows[5].octaves.values()) == [107, 95, 87, 82, 78, 75, 73, 71, 69]
    assert all(whole(row.title) for row in rows.values())


def test_microclimate_rows(catalog: Catalog) -> None:
    norm = catalog.microclimate_norms[0]
    assert len(norm.rows) == 10
    row = norm.rows[Season.WARM, "IIb"]
    assert (row.optimal, row.permanent, row.temporary, row.humidity) == (
        Range(Decimal(20), Decimal(22)),
        Range(Decimal(16), Decimal(27)),
        Range(Decimal(15), Decimal(29)),
        Decimal(70),
    )
    cold = norm.rows[Season.COLD, "III"]
    assert (cold.permanent, cold.humidity) == (Range(Decimal(13), Decimal(19)), Decimal(75))
    assert norm.thc == {
        "Ia": Decimal("26.4"),
        "Ib": Decimal("25.8"),
        "IIa": Decimal("25.1"),
        "IIb": Decimal("23.9"),
        "III": Decimal("21.8"),
    }


@pytest.mark.parametrize(
    ("temperature", "humidity"),
    [
        ("20", 75),
        ("24", 75),
        ("24.1", 70),
        ("25", 70),
        ("26", 65),
        ("27", 60),
        ("28", 55),
        ("30", 55),
    ],
)
def test_humidity_read_by_temperature(catalog: Catalog, temperature: str, humidity: int) -> None:
    norm = catalog.microclimate_norms[0]
    row = norm.rows[Season.WARM, "Ib"]
    assert norm.humidity_at(row, Decimal(temperature)) == humidity


def test_light_grades(catalog: Catalog) -> None:
    grades = catalog.light_norms[0].grades
    levels = {
        name: int(grades[name].level) for name in ("А-1", "А-2", "Б-1", "Б-2", "IVа", "VIIIв")
    }
    assert levels == {"А-1": 500, "А-2": 400, "Б-1": 300, "Б-2": 200, "IVа": 300, "VIIIв": 50}
    precise = {name for name, grade in grades.items() if grade.precise}
    assert precise >= {"А-1", "А-2", "Б-1", "IIIг"}
    assert not precise & {"Б-2", "IVа", "Г"}
    assert all(whole(grade.rooms) for grade in grades.values())


@pytest.mark.parametrize(
    ("written", "grade"),
    [("А-1", "А-1"), ("A-1", "А-1"), ("б2", "Б-2"), ("Б–2", "Б-2"), ("IV б", "IVб"), ("X-9", None)],
)
def test_grades_as_people_write_them(catalog: Catalog, written: str, grade: str | None) -> None:
    assert catalog.light_norms[0].grade(written) == grade


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("Iб", "Ib"),
        ("Ib", "Ib"),
        ("1б", "Ib"),
        ("IIБ", "IIb"),
        ("ІІа", "IIa"),
        ("III", "III"),
        ("V", None),
    ],
)
def test_categories_as_people_write_them(
    catalog: Catalog, written: str, category: str | None
) -> None:
    assert catalog.microclimate_norms[0].category(written) == category


@pytest.mark.parametrize(
    ("citation", "act", "repealed"),
    [
        ("ГОСТ 24940-96", "gost-24940-96", True),
        ("ГОСТ 24940-2016", "gost-24940-2016", False),
        ("ГОСТ 12.1006-84", "gost-12.1.006-84", False),
        ("гост 12.1.005 - 88", "gost-12.1.005-88", False),
        ("ГОСТ 12.1.005-88 п.4", "gost-12.1.005-88", False),
        ("ГОСТ ISO 9612-2016", "gost-iso-9612-2016", False),
        ("Санитарные правила № 38 от 21.01.2015", "sanitary-rules-38", True),
        ("1.04.001.2000 (по Р 2.2.2006-05), шум", "kz-1.04.001.2000", False),
    ],
)
def test_cited_acts(catalog: Catalog, citation: str, act: str, *, repealed: bool) -> None:
    found = catalog.acts.cited(citation, DAY)
    assert found is not None
    assert found.id == act
    assert found.repealed_on(DAY) == repealed


def test_an_unknown_citation_claims_nothing(catalog: Catalog) -> None:
    assert catalog.acts.cited("СТ РК 2036-2010", DAY) is None
    assert catalog.acts.cited("", DAY) is None


def test_a_replaced_standard_was_in_force_before(catalog: Catalog) -> None:
    assert not catalog.acts["gost-24940-96"].repealed_on(date(2017, 3, 31))


def test_acts_are_whole(catalog: Catalog) -> None:
    for act in catalog.acts:
        assert whole(act.short), act.id
        assert whole(act.title), act.id
        assert not act.replaced_by or act.replaced_by in catalog.acts
        assert act.source


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("21-27", "upper", 21, 27),
        ("21–27", "upper", 21, 27),
        ("60", "upper", None, 60),
        ("300", "lower", 300, None),
        ("2,5", "upper", None, "2.5"),
        ("не более 60", "upper", None, 60),
        ("не менее 200", "upper", 200, None),
        ("до 75", "upper", None, 75),
    ],
)
def test_written_norms(text: str, bound: Bound, low: int | None, high: int | str | None) -> None:
    expected = Range(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert written_range(text, bound) == expected


@pytest.mark.parametrize("text", ["", "-", "—", "27-21", "по ГОСТ", "1-2-3"])
def test_texts_that_are_no_norm(text: str) -> None:
    assert written_range(text, "upper") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("до2500", "2500"),
        ("до 5", "5"),
        ("До 50", "50"),
        ("до4км", "4"),
        ("до 2,5 км", "2.5"),
        ("12,5", "12.5"),
        ("40 000", "40000"),
        ("≤2500", "2500"),
        ("<= 2500 кг", "2500"),
        ("до 2 500 кг", "2500"),
        ("2500 кг·м", "2500"),
        ("до 36 000 кгс·с", "36000"),
        ("2500 дейін", "2500"),
        ("<10", None),
        ("до 10 м", None),
        ("Сидя более 60 %", None),
        ("до", None),
        ("", None),
        ("-", None),
    ],
)
def test_values_of_cards(text: str, number: str | None) -> None:
    assert written_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("content", "ask"),
    [
        ("x = 1", "text"),
        ("x = 'a'", "number"),
        ("x = true", "integer"),
        ("x = 1", "localized"),
        ("x = 1", "table"),
        ("x = ['a', 1]", "texts"),
        ("x = 'today'", "day"),
    ],
)
def test_a_wrong_shape_names_its_place(tmp_path: Path, content: str, ask: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataFault, match=r"bad\.toml: x"):
        getattr(Table.read(file), ask)("x")


def test_a_broken_file_names_itself(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("x = ", encoding="utf-8")
    with pytest.raises(DataFault, match=r"broken\.toml"):
        Table.read(file)


def test_vectors_are_read_once() -> None:
    with (Path(__file__).parent / "vectors.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 912
