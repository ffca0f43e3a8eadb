"""Own norms and substances, uncertainty, the journal beside points, one point by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from points_dossier import (
    DAY,
    PLACE,
    Row,
    assessed,
    dossier_of,
    factor_of,
    spoken,
)
from sample_dossier import sample

from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.ids import CertificationId, InstrumentId, WorkplaceId
from riskdesk.domain.model import Instrument, Measurement
from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_point

AMMONIA, SULPHIDE, BENZENE, CHROMIUM = "166", "684", "264", "2216"


def said(lines: tuple[LocalizedText, ...]) -> str:
    return "\n".join(line.ru for line in lines)


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
        (
            "vibration_local",
            "vibration_local_level",
            {"vibration_local_level": "123", "vibration_local_reference": "0.000001"},
            "120",
            "3.1",
        ),
        (
            "vibration_whole",
            "vibration_whole_level",
            {
                "vibration_category": "1",
                "vibration_axis": "Z",
                "vibration_whole_level": "110",
                "vibration_whole_reference": "0.000001",
            },
            "103",
            "3.2",
        ),
        (
            "infrasound",
            "infrasound_total",
            {"infrasound_work": "mental", "infrasound_total": "96"},
            "90",
            "3.2",
        ),
        (
            "ultrasound_air",
            "ultrasound_air_level",
            {"ultrasound_air_band": "20", "ultrasound_air_level": "95"},
            "90",
            "3.1",
        ),
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
        (
            "laser",
            "laser_value",
            {"laser_value": "8", "laser_chronic": "9", "laser_single": "100"},
            "5",
            "3.1",
        ),
        ("emf", "emf_electric_5Hz_2kHz", {"emf_electric_5Hz_2kHz": "8"}, "5", "3.1"),
        (
            "microclimate",
            "air_temperature",
            {"air_temperature": "22", "relative_humidity": "50"},
            "20",
            "3.1",
        ),
    ],
)
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
        assert "измерить ещё (раз): 3" in said(part.trace)


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
    begun = process_time()
    for point in points:
        evaluate_point(dossier, point, catalog)
    assert (process_time() - begun) / len(points) < 0.005


def test_the_points_of_the_sample_change_nothing(catalog: Catalog) -> None:
    dossier = sample()
    with_points = evaluate(dossier, catalog)
    loud = {"noise": "noise_leq", "light": "illuminance", "microclimate": "air_temperature"}
    shouting = tuple(replace(p, readings={loud[p.family]: "1"}) for p in dossier.points)
    without = evaluate(replace(dossier, points=shouting), catalog)
    for ours, theirs in zip(with_points.workplaces, without.workplaces, strict=True):
        assert ours.factors == theirs.factors
        assert ours.total == theirs.total


def test_an_own_norm_of_another_quantity_does_not_fit(catalog: Catalog) -> None:
    norm = replace(OWN, quantity="illuminance")
    row: Row = ("noise", {"noise_leq": "60"})
    dossier = dossier_of([row], point={"own_norm_id": "n1"}, own_norms=(norm,))
    found = factor_of(dossier, catalog, "noise")
    assert (found.status, found.proposed) == ("no-norm", None)


@pytest.mark.parametrize(("text", "expected"), [("<5", "2"), ("<25", "not-measured")])
def test_below_the_detection_limit(catalog: Catalog, text: str, expected: str) -> None:
    row: Row = ("chemical", {"air_substance": AMMONIA, "air_single": text})
    found = factor_of(dossier_of([row]), catalog, "chemical")
    assert spoken(found) == expected


def test_an_uncertainty_that_cannot_be_read_is_told(catalog: Catalog) -> None:
    row: Row = ("noise", {"noise_leq": "60"})
    part = assessed(dossier_of([row], point={"uncertainty": "два"}), catalog).points[0].parts[0]
    assert (spoken(part), part.verdict) == ("2", None)
    assert "не прочитана" in part.trace[-1].ru


def test_workplaces_that_no_norm_tells_apart_are_judged_alike(catalog: Catalog) -> None:
    one = dossier_of([("noise", {"noise_leq": "78"}, "8")])
    second = replace(one.workplaces[0], id=WorkplaceId("w2"), number=2)
    quiet = replace(one.workplaces[0], id=WorkplaceId("w3"), number=3, noise_row=2)
    stays = tuple(
        replace(one.stays[0], id=f"s{n}", workplace_id=place.id)
        for n, place in enumerate((one.workplaces[0], second, quiet))
    )
    dossier = replace(one, workplaces=(one.workplaces[0], second, quiet), stays=stays)
    found = [each.factor("noise") for each in evaluate(dossier, catalog).workplaces]
    assert [spoken(each) for each in found if each] == ["2", "2", "3.2"]


def test_an_uncertainty_is_of_one_number_of_its_row(catalog: Catalog) -> None:
    row: Row = ("microclimate", {"air_temperature": "26", "relative_humidity": "69"})
    place = assessed(dossier_of([row], point={"uncertainty": "2"}), catalog)
    assert [part.verdict for part in place.points[0].parts] == ["undecided", None]
    doses: list[Row] = [
        ("ionizing", {"dose_effective": "4"}),
        ("ionizing", {"dose_effective": "3"}),
    ]
    place = assessed(dossier_of(doses, point={"uncertainty": "2"}), catalog)
    assert [each.finding.verdict for each in place.points] == ["undecided", "below"]
    assert place.parts["ionizing"][0].verdict is None
