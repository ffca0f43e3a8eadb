"""Every family of points judged in a certification: degrees of criteria.md, gaps, wrong inputs."""

from decimal import Decimal

import pytest
from point_degrees import ABRASIVE, AMMONIA, DEGREES
from points_dossier import GUIDE, Row, assessed, dossier_of, factor_of, spoken

from riskdesk.rules.catalog import Catalog

CASES = [
    (family, factor, {**fixed, column: value}, expected)
    for family, factor, fixed, column, values in DEGREES
    for expected, value in values.items()
]


@pytest.mark.parametrize(("family", "factor", "readings", "expected"), CASES)
def test_degrees(
    catalog: Catalog, family: str, factor: str, readings: dict[str, str], expected: str
) -> None:
    found = factor_of(dossier_of([(family, readings)], GUIDE), catalog, factor)
    assert spoken(found) == expected


GAPS: list[tuple[str, str, dict[str, str]]] = [
    ("noise", "noise", {"noise_character": "tonal"}),
    ("noise", "noise", {"noise_leq": "70", "noise_max": "90"}),
    ("vibration_local", "vibration_local", {"vibration_local_reference": "0.0003"}),
    (
        "vibration_whole",
        "vibration_whole",
        {"vibration_category": "1", "vibration_whole_level": "90"},
    ),
    ("vibration_local", "vibration_local", {"vibration_local_level": "76"}),
    (
        "vibration_whole",
        "vibration_whole",
        {
            "vibration_category": "1",
            "vibration_axis": "Z",
            "vibration_whole_level": "140",
            "vibration_whole_reference": "",
        },
    ),
    ("infrasound", "infrasound", {"infrasound_total": "90"}),
    ("ultrasound_air", "ultrasound_air", {"ultrasound_air_level": "70"}),
    ("ultrasound_contact", "ultrasound_contact", {"ultrasound_contact_band": "20"}),
    ("chemical", "chemical", {"air_substance": AMMONIA}),
    ("chemical", "chemical", {"air_single": "1"}),
    ("apfd", "apfd", {"dust_substance": ABRASIVE}),
    ("biological", "biological", {"bio_concentration": "10"}),
    ("light", "light", {"keo": "2"}),
    ("microclimate", "microclimate", {"air_temperature": "20"}),
    ("emf", "emf", {}),
    ("emf_static", "emf", {"static_e": "10"}),
    ("emf_50hz", "emf", {"field50_h": "10", "field50_hours": "8"}),
    ("emf_radio", "emf", {"radio_e": "10"}),
    ("laser", "laser", {"laser_value": "1"}),
    ("uv", "uv", {"uv_a": "1"}),
    ("ionizing", "ionizing", {}),
    ("aeroions", "aeroions", {"ions_positive": "500"}),
]


@pytest.mark.parametrize(("family", "factor", "readings"), GAPS)
def test_what_is_missing_is_a_gap_and_names_it(
    catalog: Catalog, family: str, factor: str, readings: dict[str, str]
) -> None:
    place = assessed(dossier_of([(family, readings)], GUIDE), catalog)
    found = place.factor(factor)
    assert found is not None
    assert (spoken(found), found.decided) == ("not-measured", None)
    gaps = [part for part in place.points[0].parts if part.status == "not-measured"]
    assert all(part.trace and "не заполнено" in part.trace[0].ru for part in gaps)
    assert place.total.proposed is None


def test_a_level_of_vibration_says_nothing_without_its_reference(catalog: Catalog) -> None:
    """76 dB are 2 m/s² re 3e-4 m/s², and far below any limit re 1e-6 (criteria.md 1.5)."""
    place = assessed(dossier_of([("vibration_local", {"vibration_local_level": "76"})]), catalog)
    (part,) = place.points[0].parts
    assert part.column == "vibration_local_reference"
    assert "Опорное значение" in part.trace[0].ru
    both = {"vibration_local_level": "76", "vibration_local_a": "2,8"}
    found = factor_of(dossier_of([("vibration_local", both)]), catalog, "vibration_local")
    assert spoken(found) == "3.1"  # the acceleration says it all


REPEATS: list[tuple[str, dict[str, str], str, str, str]] = [
    # a maximum single concentration is the greatest of the single ones; a level the energy mean
    (
        "chemical",
        {"air_substance": AMMONIA, "air_single": "18,2; 22,4; 19,0"},
        "22.4",
        "3.1",
        "наибольшее 22,4",
    ),
    (
        "apfd",
        {"dust_substance": ABRASIVE, "dust_samples": "10; 20", "dust_minutes": "100; 300"},
        "17.5",
        "3.1",
        "10 – 100; 20 – 300 → 17,5 мг/м³",
    ),
    (
        "apfd",
        {"dust_substance": ABRASIVE, "dust_average": "17,5"},
        "17.5",
        "3.1",
        "17,5 мг/м³ : 10 мг/м³ = 1,75",
    ),
    (
        "vibration_local",
        {"vibration_local_level": "120; 130", "vibration_local_reference": "0.000001"},
        "127.4",
        "3.1",
        "энергетическое среднее 127,4",
    ),
    (
        "vibration_local",
        {"vibration_local_a": "1,0; 3,0"},  # √5
        "127.0",
        "3.1",
        "среднее квадратическое 2,24",
    ),
]


@pytest.mark.parametrize(("family", "readings", "value", "expected", "words"), REPEATS)
def test_what_repeats_come_to_is_said(
    catalog: Catalog, family: str, readings: dict[str, str], value: str, expected: str, words: str
) -> None:
    part = assessed(dossier_of([(family, readings)]), catalog).points[0].parts[0]
    assert (part.value, spoken(part)) == (Decimal(value), expected)
    assert any(words in line.ru for line in part.trace)


WRONG: list[tuple[str, str, str]] = [
    ("noise", "noise_leq", "870"),
    ("noise", "noise_leq", "восемьдесят"),
    ("noise", "noise_character", "loud"),
    ("vibration_local", "vibration_local_level", "300"),
    ("vibration_whole", "vibration_axis", "W"),
    ("infrasound", "infrasound_total", "-5"),
    ("ultrasound_air", "ultrasound_air_band", "17"),
    ("ultrasound_contact", "ultrasound_contact_band", "0"),
    ("chemical", "air_single", "-1"),
    ("chemical", "air_single", "<"),
    ("chemical", "air_single", "1; <"),
    ("chemical", "air_substance", "99999"),
    ("apfd", "dust_average", "1e3"),
    ("biological", "bio_group", "flu"),
    ("light", "illuminance", "200001"),
    ("light", "glare_direct", "maybe"),
    ("microclimate", "relative_humidity", "101"),
    ("emf", "emf_electric_5Hz_2kHz", "-1"),
    ("emf_static", "static_hours", "25"),
    ("emf_50hz", "field50_e", "x"),
    ("emf_radio", "radio_frequency", "0,01"),
    ("laser", "laser_value", "-1"),
    ("uv", "uv_a", "-0,1"),
    ("ionizing", "dose_effective", "-1"),
    ("aeroions", "ions_positive", "many"),
]


@pytest.mark.parametrize(("family", "column", "text"), WRONG)
def test_a_wrong_input_is_named_with_what_is_allowed(
    catalog: Catalog, family: str, column: str, text: str
) -> None:
    place = assessed(dossier_of([(family, {column: text})]), catalog)
    part = next(p for p in place.points[0].parts if p.status == "wrong-input")
    assert part.column == column
    line = part.trace[0]
    for said in (line.kk, line.ru, line.en):
        assert text in said
        assert "{" not in said
    words = catalog.columns[column].choices
    assert not any(f" {word}" in line.ru for word in words if word.isalpha() and word.islower())
    assert catalog.columns[column].title.ru in line.ru
    assert place.total.proposed is None


def test_of_a_row_that_was_begun_only_the_empty_columns_are_named(catalog: Catalog) -> None:
    readings = {"bio_concentration": "10"}
    place = assessed(dossier_of([("biological", readings)]), catalog)
    (part,) = place.points[0].parts
    assert part.trace[0].ru == "Не оценено, не заполнено: ПДК продуцента."
    assert part.column == "bio_limit"


def test_a_limit_typed_into_the_row_stands_in_the_unit_of_the_value(catalog: Catalog) -> None:
    readings = {"bio_concentration": "1200", "bio_limit": "1000"}
    (part,) = assessed(dossier_of([("biological", readings)]), catalog).points[0].parts
    assert part.limit is not None
    assert (part.value, part.limit.range.high, part.limit.unit) == (
        Decimal(1200),
        Decimal(1000),
        "cells/m3",
    )
    assert any("1200 кл/м³ : 1000 кл/м³ = 1,2" in line.ru for line in part.trace)


def test_a_band_of_infrasound_is_said_in_its_own_unit(catalog: Catalog) -> None:
    readings = {"infrasound_work": "mental", "infrasound_8": "92"}
    part = assessed(dossier_of([("infrasound", readings)]), catalog).points[0].parts[0]
    assert (part.value, spoken(part)) == (Decimal(92), "3.2")
    assert any("92 дБ − 85 дБ" in line.ru for line in part.trace)


def test_a_word_that_the_rule_set_does_not_know_is_answered_in_words(catalog: Catalog) -> None:
    place = assessed(dossier_of([("biological", {"bio_group": "IV"})]), catalog)
    (part,) = place.points[0].parts
    assert "IV группа патогенности (33н)" in part.trace[0].ru
    assert "особо опасные инфекции; другие инфекционные заболевания" in part.trace[0].ru


def test_every_family_has_cases(catalog: Catalog) -> None:
    named = {family for family, *_ in DEGREES} | {"emf"}
    assert named == set(catalog.families)
    assert {family for family, *_ in GAPS} == set(catalog.families)
    assert {family for family, *_ in WRONG} == set(catalog.families)


def test_computers_go_by_the_norm_written_at_the_point(catalog: Catalog) -> None:
    readings = {"emf_electric_5Hz_2kHz": "26"}
    row: Row = ("emf", readings)
    written = {"norms_written": {"emf_electric_5Hz_2kHz": "25"}}
    assert spoken(factor_of(dossier_of([row], point=written), catalog, "emf")) == "3.1"
    assert spoken(factor_of(dossier_of([row]), catalog, "emf")) == "no-norm"


def test_every_trace_is_in_three_languages(catalog: Catalog) -> None:
    for family, _, readings, _ in CASES:
        place = assessed(dossier_of([(family, readings)]), catalog)
        for point in place.points:
            for line in (*point.finding.trace, *(x for part in point.parts for x in part.trace)):
                assert line.kk, family
                assert line.ru, family
                assert line.en, family
                assert "{" not in line.kk + line.ru + line.en


def test_every_field_of_table_15_is_reached_from_a_grid(catalog: Catalog) -> None:
    """By a word of a family, by a column of words, or by the criterion that a family names."""
    reached = {"pc_workplace"}  # judged as written, by the quantities of the journal
    for family in catalog.families.values():
        for judge in family.judges:
            source = judge.inputs.get("field")
            if judge.criterion == "emf" and isinstance(source, str):
                column = family.column(source)
                reached |= {source.removeprefix("=")} if column is None else {*column.choices}
            criterion = catalog.criteria.find("R2.2.2006-05", judge.criterion)
            if family.factor == "emf" and criterion is not None:
                reached.add(criterion.body.text("field", ""))
                fields = criterion.body.table("field_of")
                reached |= {fields.text(name) for name in fields}
    assert set(catalog.criteria.get("R2.2.2006-05", "emf").body.table("rows")) <= reached
