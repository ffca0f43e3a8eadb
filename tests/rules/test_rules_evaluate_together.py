"""Rows of one workplace judged together, beside the journal, by own norms and with uncertainty."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from points_dossier import (
    DAY,
    GUIDE,
    KZ,
    PLACE,
    Row,
    assessed,
    dossier_of,
    factor_of,
    spoken,
)
from sample_dossier import sample

from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.ids import CertificationId, InstrumentId
from riskdesk.domain.model import Instrument, Measurement
from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_point

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
        ("vibration_local", {"vibration_local_level": "129"}, "4"),
        ("vibration_local", {"vibration_local_a": "1"}, "4"),
    ]
    part = assessed(dossier_of(rows), catalog).parts["vibration_local"][0]
    assert (part.value, spoken(part)) == (Decimal("126.5"), "3.1")
    axes: list[Row] = [
        ("vibration_whole", {"vibration_category": "1", "vibration_axis": a, "vibration_whole_level": "116"}, "8")
        for a in ("Z", "XY")
    ]  # fmt: skip
    assert [spoken(p) for p in assessed(dossier_of(axes), catalog).parts["vibration_whole"]] == [
        "3.1",
        "3.1",
    ]


def test_both_vibrations_are_one_factor_of_the_total_in_the_older_guide(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("noise", {"noise_leq": "84"}),
        ("vibration_local", {"vibration_local_level": "128"}),
        (
            "vibration_whole",
            {
                "vibration_category": "1",
                "vibration_axis": "Z",
                "vibration_whole_level": "118",
            },
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
        {"air_substance": BENZENE, "air_samples": "20; 2", "air_minutes": "60; 420", "air_single": "15"},
    )  # fmt: skip
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


OWN = OwnNorm(
    id="n1",
    quantity="noise_leq",
    title=LocalizedText("СТ", "СТ предприятия", "Standard"),
    reference="СТ 12-2020, п. 4",
    high=Decimal(70),
)


@pytest.mark.parametrize(
    ("family", "quantity", "readings", "high", "expected"),
    [
        ("noise", "noise_leq", {"noise_leq": "71"}, "70", "3.1"),
        ("noise", "noise_leq", {"noise_leq": "70"}, "70", "2"),
        ("vibration_local", "vibration_local_level", {"vibration_local_level": "123"}, "120", "3.1"),
        (
            "vibration_whole",
            "vibration_whole_level",
            {"vibration_category": "1", "vibration_axis": "Z", "vibration_whole_level": "110"},
            "103",
            "3.2",
        ),
        ("infrasound", "infrasound_total", {"infrasound_work": "mental", "infrasound_total": "96"}, "90", "3.2"),
        ("ultrasound_air", "ultrasound_air_level", {"ultrasound_air_band": "20", "ultrasound_air_level": "95"}, "90", "3.1"),
        (
            "ultrasound_contact",
            "ultrasound_contact_level",
            {"ultrasound_contact_band": "20", "ultrasound_contact_level": "95"},
            "96",
            "2",
        ),
        ("chemical", "air_single", {"air_substance": AMMONIA, "air_single": "15"}, "10", "3.1"),
        ("apfd", "dust_average", {"dust_substance": "1", "dust_average": "7"}, "5", "3.1"),
        ("biological", "bio_concentration", {"bio_concentration": "7"}, "5", "3.1"),
        ("light", "pulsation", {"illuminance": "300", "pulsation": "8"}, "5", "3.1"),
        ("emf_static", "static_e", {"static_e": "8"}, "5", "3.1"),
        ("emf_50hz", "field50_h", {"field50_h": "8"}, "5", "3.1"),
        ("laser", "laser_value", {"laser_value": "8", "laser_chronic": "9", "laser_single": "100"}, "5", "3.1"),
        ("emf", "emf_electric_5Hz_2kHz", {"emf_electric_5Hz_2kHz": "8"}, "5", "3.1"),
        ("microclimate", "air_temperature", {"air_temperature": "22", "relative_humidity": "50"}, "20", "3.1"),
    ],
)  # fmt: skip
def test_an_own_norm_judges_in_the_place_of_the_state_norm(
    catalog: Catalog,
    family: str,
    quantity: str,
    readings: dict[str, str],
    high: str,
    expected: str,
) -> None:
    norm = replace(OWN, quantity=quantity, high=Decimal(high))
    dossier = dossier_of([(family, readings)], point={"own_norm_id": "n1"}, own_norms=(norm,))
    place = assessed(dossier, catalog)
    part = next(p for p in place.points[0].parts if p.subject == quantity)
    assert spoken(part) == expected
    assert part.limit is not None
    assert part.limit.range.high == Decimal(high)
    assert (part.limit.clause.ru, part.limit.verified) == ("СТ 12-2020, п. 4", "own")
    assert part.verified == "own"


def test_an_own_norm_of_illuminance_is_its_least(catalog: Catalog) -> None:
    norm = replace(OWN, quantity="illuminance", low=Decimal(400), high=None)
    row: Row = ("light", {"illuminance": "300"})
    dossier = dossier_of([row], point={"own_norm_id": "n1"}, own_norms=(norm,))
    part = assessed(dossier, catalog).points[0].parts[0]
    assert (spoken(part), part.limit and part.limit.range) == ("3.1", Range(low=Decimal(400)))
    later = replace(norm, from_day=date(2027, 1, 1))
    dossier = dossier_of([row], point={"own_norm_id": "n1"}, own_norms=(later,))
    assert spoken(assessed(dossier, catalog).points[0].finding) == "2"


def test_an_own_substance_is_judged_by_its_own_limits(catalog: Catalog) -> None:
    own = OwnSubstance(
        id="s1",
        name=LocalizedText("Зат", "Вещество", "Substance"),
        reference="СанПиН 5, т. 1",
        single=Decimal(2),
        hazard_class=3,
    )
    row: Row = ("chemical", {"air_substance": "own-s1", "air_single": "5"})
    part = assessed(dossier_of([row], own_substances=(own,)), catalog).points[0].parts[0]
    assert spoken(part) == "3.1"
    assert part.limit is not None
    assert (part.limit.clause.ru, part.verified) == ("СанПиН 5, т. 1", "own")
    chosen = replace(own, criterion_row="carcinogen")
    part = assessed(dossier_of([row], own_substances=(chosen,)), catalog).points[0].parts[0]
    assert spoken(part) == "3.1"


@pytest.mark.parametrize(
    ("value", "uncertainty", "verdict"),
    [("75", "2", "below"), ("84", "2", "above"), ("81", "2", "undecided"), ("81", "", None)],
)
def test_the_verdict_within_the_uncertainty(
    catalog: Catalog, value: str, uncertainty: str, verdict: str | None
) -> None:
    row: Row = ("noise", {"noise_leq": value})
    part = (
        assessed(dossier_of([row], point={"uncertainty": uncertainty}), catalog).points[0].parts[0]
    )
    assert part.verdict == verdict
    if verdict == "undecided":
        assert part.more == 3  # 2/√4 = 1
        assert "измерить ещё 3" in said(part.trace)


def journal(quantity: str, text: str, **fields: object) -> Measurement:
    given: dict[str, object] = {
        "id": f"m-{quantity}",
        "workplace_id": PLACE,
        "quantity": quantity,
        "ordinal": 1,
        "value_text": text,
        "value": Decimal(text) if text else None,
        "unit": "",
        "measured_on": DAY,
        **fields,
    }
    return Measurement(**given)  # type: ignore[arg-type]


def test_a_value_of_the_journal_goes_before_that_of_a_point(catalog: Catalog) -> None:
    rows: list[Row] = [
        ("noise", {"noise_leq": "95", "noise_max": "126", "noise_max_kind": "impulse"})
    ]
    dossier = dossier_of(rows, measurements=(journal("noise_leq", "70"),))
    found = assessed(dossier, catalog)
    assert [(p.subject, spoken(p)) for p in found.parts["noise"]] == [
        ("noise_leq", "2"),
        ("noise_max", "3.1"),
    ]
    empty = dossier_of(rows, measurements=(journal("noise_leq", ""),))
    assert spoken(factor_of(empty, catalog, "noise")) == "3.2"


def test_the_uncertainty_and_own_norm_of_a_journal_row(catalog: Catalog) -> None:
    row = journal("noise_leq", "81", uncertainty="2", repeats="80; 81; 82; 81")
    found = assessed(dossier_of([], measurements=(row,)), catalog).quantity("noise_leq")
    assert found is not None
    assert (found.verdict, found.more) == ("undecided", 12)
    judged = journal("noise_leq", "75", own_norm_id="n1")
    found = assessed(dossier_of([], measurements=(judged,), own_norms=(OWN,)), catalog).quantity(
        "noise_leq"
    )
    assert found is not None
    assert (spoken(found), found.verified) == ("3.1", "own")


def test_an_instrument_out_of_verification_leaves_a_gap(catalog: Catalog) -> None:
    meter = Instrument(
        id=InstrumentId("i"),
        certification_id=CertificationId("c"),
        name="Шумомер",
        quantities=("noise_leq",),
        certificate="1",
        verified_on=date(2025, 1, 1),
        valid_until=date(2026, 1, 1),
    )
    row: Row = ("noise", {"noise_leq": "70"})
    late = dossier_of([row], point={"instrument_id": meter.id}, instruments=(meter,))
    assert spoken(factor_of(late, catalog, "noise")) == "instrument-expired"
    none = dossier_of([row], instruments=(meter,))
    assert spoken(factor_of(none, catalog, "noise")) == "no-instrument"
    early = dossier_of(
        [row],
        point={"instrument_id": meter.id, "measured_on": date(2025, 6, 1)},
        instruments=(meter,),
    )
    assert spoken(factor_of(early, catalog, "noise")) == "2"


def test_a_point_by_itself(catalog: Catalog) -> None:
    dossier = dossier_of([("noise", {"noise_leq": "87"}), ("light", {"illuminance": "150"})])
    found = evaluate_point(dossier, dossier.points[0], catalog)
    assert spoken(found.finding) == "3.1"
    typed = replace(dossier.points[0], readings={"noise_leq": "79"})
    assert spoken(evaluate_point(dossier, typed, catalog).finding) == "2"
    free = replace(dossier, stays=())
    assert spoken(evaluate_point(free, dossier.points[0], catalog).finding) == "no-norm"
    graded = replace(dossier.points[1], visual_grade="А-1")
    assert spoken(evaluate_point(free, graded, catalog).finding) == "3.2"


def test_a_point_is_judged_in_a_millisecond(catalog: Catalog) -> None:
    dossier = sample()
    points = dossier.points[:30] + dossier.points[60:90]
    for point in points:
        evaluate_point(dossier, point, catalog)
    begun = perf_counter()
    for point in points:
        evaluate_point(dossier, point, catalog)
    assert (perf_counter() - begun) / len(points) < 0.005


def test_the_points_of_the_sample_change_nothing(catalog: Catalog) -> None:
    dossier = sample()
    with_points = evaluate(dossier, catalog)
    loud = {"noise": "noise_leq", "light": "illuminance", "microclimate": "air_temperature"}
    shouting = tuple(replace(p, readings={loud[p.family]: "1"}) for p in dossier.points)
    without = evaluate(replace(dossier, points=shouting), catalog)
    for ours, theirs in zip(with_points.workplaces, without.workplaces, strict=True):
        assert ours.factors == theirs.factors
        assert ours.total == theirs.total
