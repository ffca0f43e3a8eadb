"""Every family of points judged in a certification: degrees of criteria.md, gaps, wrong inputs."""

import pytest
from points_dossier import GUIDE, Row, assessed, dossier_of, factor_of, spoken

from riskdesk.rules.catalog import Catalog

AMMONIA, BENZENE, ABRASIVE = "166", "264", "1"
WHOLE = {"vibration_category": "1", "vibration_axis": "Z"}
SHOCK = {"infrasound_work": "physical"}
CLIMATE = {"air_temperature": "20", "relative_humidity": "50"}
LIMITS = {"laser_chronic": "1", "laser_single": "10"}
UNITS = {"ions_negative": "1000"}

DEGREES: list[tuple[str, str, dict[str, str], str, dict[str, str]]] = [
    # family, factor, what else the row holds, the column, value by class
    (
        "noise",
        "noise",
        {},
        "noise_leq",
        {"2": "80", "3.1": "85", "3.2": "95", "3.3": "105", "3.4": "115", "4": "115,1"},
    ),
    (
        "noise",
        "noise",
        {"noise_max_kind": "impulse", "noise_leq": "70"},
        "noise_max",
        {"2": "125", "3.1": "126"},
    ),
    (
        "noise",
        "noise",
        {"noise_character": "tonal"},
        "noise_leq",
        {"2": "75", "3.1": "80", "3.2": "81"},
    ),
    (
        "vibration_local",
        "vibration_local",
        {},
        "vibration_local_level",
        {"2": "126", "3.1": "129", "3.2": "132", "3.3": "135", "3.4": "138", "4": "138,1"},
    ),
    ("vibration_local", "vibration_local", {}, "vibration_local_a", {"2": "2", "3.1": "2,8"}),
    (
        "vibration_whole",
        "vibration_whole",
        WHOLE,
        "vibration_whole_level",
        {"2": "115", "3.1": "121", "3.2": "127", "3.3": "133", "3.4": "139", "4": "139,1"},
    ),
    (
        "vibration_whole",
        "vibration_whole",
        {"vibration_category": "3a", "vibration_axis": "XY"},
        "vibration_whole_level",
        {"2": "100", "3.1": "106"},
    ),
    (
        "infrasound",
        "infrasound",
        SHOCK,
        "infrasound_total",
        {"2": "100", "3.1": "105", "3.2": "110", "3.3": "115", "3.4": "120", "4": "120,1"},
    ),
    ("infrasound", "infrasound", SHOCK, "infrasound_8", {"2": "90", "3.1": "95", "3.2": "96"}),
    (
        "ultrasound_air",
        "ultrasound_air",
        {"ultrasound_air_band": "12.5"},
        "ultrasound_air_level",
        {"2": "80", "3.1": "90", "3.2": "100", "3.3": "110", "3.4": "120", "4": "121"},
    ),
    (
        "ultrasound_contact",
        "ultrasound_contact",
        {"ultrasound_contact_band": "2000"},
        "ultrasound_contact_level",
        {"2": "110", "3.1": "115", "3.2": "120", "3.3": "125", "3.4": "130", "4": "131"},
    ),
    (
        "chemical",
        "chemical",
        {"air_substance": AMMONIA},  # the row of acute substances names it: 20 mg/m³
        "air_single",
        {"2": "20", "3.1": "40", "3.2": "80", "3.3": "120", "3.4": "200", "4": "220"},
    ),
    (
        "chemical",
        "chemical",
        {"air_substance": BENZENE},  # a carcinogen: 5 mg/m³ shift average
        "air_average",
        {"2": "5", "3.1": "10", "3.2": "20", "3.3": "50", "3.4": "51"},
    ),
    (
        "apfd",
        "apfd",
        {"dust_substance": ABRASIVE},  # weakly fibrogenic: 10 mg/m³
        "dust_average",
        {"2": "10", "3.1": "30", "3.2": "60", "3.3": "100", "3.4": "101"},
    ),
    (
        "biological",
        "biological",
        {"bio_limit": "1000"},
        "bio_concentration",
        {"2": "1000", "3.1": "10000", "3.2": "100000", "3.3": "100100"},
    ),
    (
        "biological",
        "biological",
        {},
        "bio_group",
        {"3.2": "leather_meat_sewer", "3.3": "other_infection", "4": "especially_dangerous"},
    ),
    ("light", "light", {}, "illuminance", {"2": "200", "3.1": "199"}),
    ("light", "light", {"illuminance": "300"}, "keo", {"2": "0,5", "3.1": "0,1", "3.2": "0,09"}),
    (
        "light",
        "light",
        {"illuminance": "300", "pulsation_norm": "20"},
        "pulsation",
        {"2": "20", "3.1": "21"},
    ),
    ("light", "light", {"illuminance": "300"}, "glare_direct", {"2": "no", "3.1": "yes"}),
    (
        "light",
        "light",
        {"illuminance": "300", "daylight_absent": "yes"},
        "uv_lamps",
        {"3.1": "yes", "3.2": "no"},
    ),
    (
        "microclimate",
        "microclimate",
        {"relative_humidity": "50"},
        "air_temperature",
        {"2": "16", "3.1": "13", "3.2": "11", "3.3": "9", "3.4": "7", "4": "6,9"},
    ),
    (
        "microclimate",
        "microclimate",
        CLIMATE,
        "thc",
        {"2": "23,9", "3.1": "24,2", "3.2": "25", "3.3": "26,4", "3.4": "29,1", "4": "29,2"},
    ),
    (
        "microclimate",
        "microclimate",
        CLIMATE,
        "heat_intensity",
        {"2": "140", "3.1": "1500", "3.2": "2000", "3.3": "2500", "3.4": "2800", "4": "2801"},
    ),
    (
        "microclimate",
        "microclimate",
        CLIMATE,
        "heat_dose",
        {"2": "500", "3.1": "1500", "3.2": "2600", "3.3": "3800", "3.4": "4800", "4": "4801"},
    ),
    ("microclimate", "microclimate", CLIMATE, "air_speed", {"2": "0,4", "3.1": "0,6"}),
    (
        "microclimate",
        "microclimate",
        {
            "relative_humidity": "50",
            "climate_place": "open",
            "climate_region": "II",
            "climate_warming": "breaks",
        },
        "air_temperature",
        {
            "2": "-13,7",
            "3.1": "-16,8",
            "3.2": "-20,6",
            "3.3": "-23,5",
            "3.4": "-27,5",
            "4": "-27,6",
        },
    ),
    (
        "microclimate",
        "microclimate",
        {"air_temperature": "20"},
        "relative_humidity",
        {"2": "70", "3.1": "14", "3.2": "9"},
    ),
    (
        "emf_static",
        "emf",
        {"static_hours": "9"},
        "static_e",
        {"2": "20", "3.1": "100", "3.2": "101"},
    ),
    (
        "emf_static",
        "emf",
        {"static_exposure": "general", "static_hours": "8"},
        "static_b",
        {"2": "10", "3.1": "50", "3.2": "51"},
    ),
    ("emf_static", "emf", {}, "geomagnetic_ratio", {"2": "1", "3.1": "5", "3.2": "5,1"}),
    (
        "emf_50hz",
        "emf",
        {"field50_hours": "8"},
        "field50_e",
        {"2": "5", "3.1": "25", "3.2": "50", "3.3": "200", "4": "201"},
    ),
    (
        "emf_50hz",
        "emf",
        {"field50_exposure": "general", "field50_hours": "8"},
        "field50_h",
        {"2": "80", "3.1": "400", "3.2": "800", "3.3": "810"},
    ),
    (
        "emf_radio",
        "emf",
        {"radio_frequency": "1000", "radio_hours": "1"},
        "radio_s",
        {"2": "200", "3.1": "600", "3.2": "1000"},
    ),
    (
        "laser",
        "laser",
        LIMITS,
        "laser_value",
        {"2": "1", "3.1": "10", "3.2": "100", "3.3": "1000", "3.4": "10000", "4": "10001"},
    ),
    ("uv", "uv", {"uv_a": "50", "uv_c": "0"}, "uv_b", {"2": "0,05", "3.1": "0,06"}),
    ("uv", "uv", {}, "uv_preventive", {"2": "9"}),
    (
        "ionizing",
        "ionizing",
        {},
        "dose_effective",
        {"2": "5", "3.1": "10", "3.2": "20", "3.3": "50", "3.4": "100", "4": "101"},
    ),
    ("ionizing", "ionizing", {}, "dose_lens", {"2": "37,5", "3.1": "75", "4": "301"}),
    ("aeroions", "aeroions", UNITS, "ions_positive", {"2": "400", "3.1": "399"}),
]
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
    assert catalog.columns[column].title.ru in line.ru
    assert place.total.proposed is None


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
