"""Rows of one workplace judged together."""

from decimal import Decimal

import pytest
from point_degrees import LOCAL, WHOLE
from points_dossier import (
    GUIDE,
    KZ,
    Row,
    assessed,
    dossier_of,
    factor_of,
    spoken,
)

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog

AMMONIA, SULPHIDE, BENZENE, CHROMIUM = "166", "684", "264", "2216"


def said(lines: tuple[LocalizedText, ...]) -> str:
    return "\n".join(line.ru for line in lines)


def test_noise_of_the_shift_is_the_energy_of_its_rows(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "86"}, "4"), ("noise", {"noise_leq": "80"}, "4")]
    found = assessed(dossier_of(rows), catalog)
    part = found.parts["noise"][0]
    assert part.value == Decimal("84.0")  # 10·lg((4·10^8.6 + 4·10^8)/8)
    assert spoken(part) == "3.1"
    quiet: list[Row] = [("noise", {"noise_leq": "83"}, "4"), ("noise", {"noise_leq": "60"}, "4")]
    assert spoken(factor_of(dossier_of(quiet), catalog, "noise")) == "2"


def test_without_hours_the_worst_row_counts(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "83"}), ("noise", {"noise_leq": "60"}, "4")]
    assert spoken(factor_of(dossier_of(rows), catalog, "noise")) == "3.1"


def test_points_of_one_zone_share_its_hours(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "79"}, "8"), ("noise", {"noise_leq": "79"}, "8")]
    zone = dossier_of(rows, point={"zone": "Цех"})
    found = factor_of(zone, catalog, "noise")
    assert spoken(found) == "2"
    (part,) = assessed(zone, catalog).parts["noise"]
    assert part.value == Decimal(79)
    shaking: list[Row] = [
        ("vibration_local", {"vibration_local_level": "126", **LOCAL}, "8"),
        ("vibration_local", {"vibration_local_level": "126", **LOCAL}, "8"),
    ]
    assert (
        spoken(factor_of(dossier_of(shaking, point={"zone": "Цех"}), catalog, "vibration_local"))
        == "2"
    )


def test_a_row_without_a_value_leaves_the_shift_open(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "70"}, "4"), ("noise", {}, "4")]
    assert spoken(factor_of(dossier_of(rows), catalog, "noise")) == "not-measured"
    loud: list[Row] = [("noise", {"noise_leq": "95"}, "4"), ("noise", {}, "4")]
    found = factor_of(dossier_of(loud), catalog, "noise")
    assert spoken(found) == "3.2"
    assert "не менее 3.2" in found.trace[-1].ru


def test_tasks_with_three_repeats_have_an_uncertainty_and_a_verdict(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("noise", {"noise_leq": "79; 80; 81", "noise_meter": "class1"}, "4"),
        ("noise", {"noise_leq": "79; 80; 80", "noise_meter": "class1"}, "4"),
    ]
    part = assessed(dossier_of(rows), catalog).parts["noise"][0]
    assert part.verdict == "undecided"
    assert "U =" in said(part.trace)


def test_a_week_judges_instead_of_a_day(catalog: Catalog) -> None:
    found = factor_of(dossier_of([("noise", {"noise_days": "85;85;85;85;85"})]), catalog, "noise")
    assert spoken(found) == "3.1"


def test_vibration_of_the_shift_by_axis_and_category(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("vibration_local", {"vibration_local_level": "129", **LOCAL}, "4"),
        ("vibration_local", {"vibration_local_a": "1"}, "4"),
    ]
    part = assessed(dossier_of(rows), catalog).parts["vibration_local"][0]
    assert (part.value, spoken(part)) == (Decimal("126.5"), "3.1")
    axes: list[Row] = [
        (
            "vibration_whole",
            {**WHOLE, "vibration_axis": a, "vibration_whole_level": "116"},
            "8",
        )
        for a in ("Z", "XY")
    ]
    assert [spoken(p) for p in assessed(dossier_of(axes), catalog).parts["vibration_whole"]] == [
        "3.1",
        "3.1",
    ]


def test_velocity_is_never_added_to_acceleration(catalog: Catalog) -> None:
    """120 dB of velocity are 8 dB beyond 112; as a level of acceleration they would be 6 below."""
    rows: list[Row] = [("vibration_local", {"vibration_local_velocity": "0,05"}, "8")]
    part = assessed(dossier_of(rows), catalog).parts["vibration_local"][0]
    assert (part.value, spoken(part)) == (Decimal("120.0"), "3.3")
    levels: list[Row] = [
        ("vibration_local", {"vibration_local_level": "113", **LOCAL}, "4"),
        (
            "vibration_local",
            {"vibration_local_level": "113", "vibration_local_reference": "5e-8"},
            "4",
        ),
    ]
    assert spoken(factor_of(dossier_of(levels), catalog, "vibration_local")) == "3.1"


def test_both_vibrations_are_one_factor_of_the_total_in_the_older_guide(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("noise", {"noise_leq": "84"}),
        ("vibration_local", {"vibration_local_level": "128", **LOCAL}),
        (
            "vibration_whole",
            {**WHOLE, "vibration_whole_level": "118"},
        ),
    ]
    assert spoken(assessed(dossier_of(rows, KZ), catalog).total) == "3.1"
    assert spoken(assessed(dossier_of(rows, GUIDE), catalog).total) == "3.2"


def test_zones_are_weighed_by_hours(catalog: Catalog) -> None:
    cold = {"air_temperature": "12", "relative_humidity": "50"}
    warm = {"air_temperature": "20", "relative_humidity": "50"}
    rows: list[Row] = [("microclimate", cold, "2"), ("microclimate", warm, "6")]
    # (4·2 + 2·6)/8 = 2.5, halves up: 3.1; the hours of one zone more and it is 2
    assert spoken(factor_of(dossier_of(rows), catalog, "microclimate")) == "3.1"
    rows = [("microclimate", cold, "1"), ("microclimate", warm, "7")]
    assert spoken(factor_of(dossier_of(rows), catalog, "microclimate")) == "2"
    lamps: list[Row] = [
        ("light", {"illuminance": "150"}, "3"),
        ("light", {"illuminance": "250"}, "5"),
    ]
    assert spoken(factor_of(dossier_of(lamps), catalog, "light")) == "2"
    lamps = [("light", {"illuminance": "150"}, "4"), ("light", {"illuminance": "250"}, "4")]
    assert spoken(factor_of(dossier_of(lamps), catalog, "light")) == "3.1"


def test_the_index_speaks_for_heat_and_high_humidity(catalog: Catalog) -> None:
    hot = {"air_temperature": "30", "relative_humidity": "80"}
    alone = dossier_of([("microclimate", hot)])
    assert spoken(factor_of(alone, catalog, "microclimate")) == "3.1"
    indexed = dossier_of([("microclimate", {**hot, "thc": "23"})])
    assert spoken(factor_of(indexed, catalog, "microclimate")) == "2"
    beyond = dossier_of([("microclimate", {**hot, "wet_bulb": "22", "globe": "32"})])
    assert spoken(factor_of(beyond, catalog, "microclimate")) == "3.2"  # 25.0 °C
    windy = {**hot, "wet_bulb": "22", "globe": "32", "air_speed": "0,7"}
    found = factor_of(dossier_of([("microclimate", windy)]), catalog, "microclimate")
    assert spoken(found) == "3.1"
    assert "не менее 3.1" in found.trace[-1].ru


def test_substances_of_a_group_are_added(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("chemical", {"air_substance": AMMONIA, "air_single": "15"}),
        ("chemical", {"air_substance": SULPHIDE, "air_single": "6"}),
    ]
    found = assessed(dossier_of(rows), catalog)
    assert [spoken(part) for part in found.parts["chemical"]] == ["2", "2", "3.1"]
    assert found.parts["chemical"][2].value == Decimal("1.35")
    assert found.points[0].finding.label.ru == "Аммиак"


def test_many_substances_raise_the_class(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("chemical", {"air_substance": SULPHIDE, "air_single": "50"}),
        ("chemical", {"air_substance": "1910", "air_single": "0,025"}),
    ]
    assert spoken(factor_of(dossier_of(rows, GUIDE), catalog, "chemical")) == "3.4"


def test_one_substance_in_two_zones_is_averaged_by_hours(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("chemical", {"air_substance": BENZENE, "air_single": "14", "air_average": "8"}, "2"),
        ("chemical", {"air_substance": BENZENE, "air_single": "10", "air_average": "2"}, "6"),
    ]
    found = assessed(dossier_of(rows), catalog)
    assert [spoken(point.finding) for point in found.points] == ["3.1", "2"]
    assert [spoken(part) for part in found.parts["chemical"]] == ["2"]
    assert "3,5" in said(found.parts["chemical"][0].trace)
    untimed = [(family, readings) for family, readings, *_ in rows]
    assert spoken(factor_of(dossier_of(untimed), catalog, "chemical")) == "3.1"


def test_the_shift_average_of_operations(catalog: Catalog) -> None:
    row: Row = (
        "chemical",
        {
            "air_substance": BENZENE,
            "air_samples": "20; 2",
            "air_minutes": "60; 420",
            "air_single": "15",
        },
    )
    found = assessed(dossier_of([row], GUIDE), catalog)
    assert spoken(found.points[0].finding) == "2"  # (20·60 + 2·420)/480 = 4.25


def test_a_limit_that_the_row_needs_and_the_list_lacks_is_a_gap(catalog: Catalog) -> None:
    row: Row = ("chemical", {"air_substance": CHROMIUM, "air_single": "0,005"})
    found = assessed(dossier_of([row], GUIDE), catalog)
    assert spoken(found.points[0].finding) == "no-norm"
    assert "среднесменной" in said(found.points[0].finding.trace)
    # The older guide has one row of multiples for carcinogens: the single maximum is judged by it.
    assert spoken(factor_of(dossier_of([row], KZ), catalog, "chemical")) == "2"


def test_both_limits_of_a_substance_have_to_be_measured(catalog: Catalog) -> None:
    row: Row = ("chemical", {"air_substance": BENZENE, "air_single": "3"})
    found = assessed(dossier_of([row]), catalog)
    assert spoken(found.points[0].finding) == "not-measured"
    assert "не измерена среднесменная" in said(found.points[0].finding.trace)


def test_dust_by_load_and_by_the_mean_of_zones(catalog: Catalog) -> None:
    years = {"dust_substance": "1", "dust_average": "12", "dust_years": "10", "dust_shifts": "250"}
    loaded = assessed(dossier_of([("apfd", years)]), catalog)
    assert spoken(loaded.points[0].finding) == "3.1"
    assert "20,83" in said(loaded.points[0].finding.trace)
    rows: list[Row] = [
        ("apfd", {"dust_substance": "1", "dust_average": "2"}, "6"),
        ("apfd", {"dust_substance": "1", "dust_average": "32"}, "2"),
    ]
    part = assessed(dossier_of(rows), catalog).parts["apfd"][0]
    assert (spoken(part), part.value) == ("2", Decimal("9.5"))
    chemical = dossier_of([("apfd", {"dust_substance": AMMONIA, "dust_average": "1"})])
    assert spoken(factor_of(chemical, catalog, "apfd")) == "no-criterion"


def test_sources_of_radio_are_added_and_ranges_raise(catalog: Catalog) -> None:
    source = {"radio_frequency": "1000", "radio_s": "20"}
    rows: list[Row] = [("emf_radio", source, "8"), ("emf_radio", source, "8")]
    found = assessed(dossier_of(rows), catalog)
    assert [spoken(point.finding) for point in found.points] == ["2", "2"]
    assert spoken(found.parts["emf"][0]) == "3.1"  # 0.8 + 0.8
    rows.append(("emf_static", {"static_e": "25"}, "9"))
    assert spoken(factor_of(dossier_of(rows, KZ), catalog, "emf")) == "3.1"
    assert spoken(factor_of(dossier_of(rows, GUIDE), catalog, "emf")) == "3.2"


def test_doses_of_places_are_added(catalog: Catalog) -> None:
    rows: list[Row] = [("ionizing", {"dose_effective": "4"}), ("ionizing", {"dose_effective": "3"})]
    part = assessed(dossier_of(rows), catalog).parts["ionizing"][0]
    assert (spoken(part), part.value) == ("3.1", Decimal(7))


@pytest.mark.parametrize(("contact", "expected"), [("yes", "3.4"), ("no", "nothing")])
def test_a_substance_without_a_value_is_judged_by_contact(
    catalog: Catalog, contact: str, expected: str
) -> None:
    book = catalog.substances
    drug = next(s for s in book.substances if not s.limited and not s.heading and not s.contact)
    row: Row = ("chemical", {"air_substance": drug.key, "air_contact": contact})
    found = assessed(dossier_of([row]), catalog).factor("chemical")
    assert (spoken(found) if found else "nothing") == expected


def test_more_than_a_day_at_the_places_of_a_workplace_is_refused(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "90"}, "14"), ("noise", {"noise_leq": "70"}, "14")]
    found = assessed(dossier_of(rows), catalog)
    (part,) = found.parts["noise"]
    assert (spoken(part), found.total.proposed) == ("wrong-input", None)
    assert "28" in said(part.trace)
    assert "≤ 24" in said(part.trace)
