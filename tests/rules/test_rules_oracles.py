"""Independent oracles: worked examples of acts and textbooks, formulas written a second way."""

import math
from decimal import Decimal

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify
from riskdesk.rules.methods.statistics import tolerance_factor

R = "R2.2.2006-05"


def _numbers(value: object) -> dict[str, float]:
    assert isinstance(value, dict)
    return {key: float(number) for key, number in value.items()}


def test_shift_average_of_the_guide(catalog: Catalog) -> None:
    """Annex 9, table П.9.5 (S7): Me 15.0 and σg 2.8 give 25.5 mg/m³, and back."""
    mean = classify(catalog, R, "lognormal_mean", {"median": 15.0, "sigma_g": 2.8})
    assert round(Decimal(str(mean.value)), 1) == Decimal("25.5")
    back = classify(catalog, R, "lognormal_sigma", {"k_ss": mean.value, "median": 15.0})
    assert round(Decimal(str(back.value)), 2) == Decimal("2.80")


@pytest.mark.parametrize(
    ("k", "pdk", "years", "q", "ratio", "safe"),
    [(10, 4, 10, 7, 2.5, 10), (3, 6, 5, 10, 0.5, 50)],
)
def test_dust_load(
    catalog: Catalog, *, k: int, pdk: int, years: int, q: int, ratio: float, safe: float
) -> None:
    """S8, S19: ПН = K·N·T·Q, T1 = КПН25 / (K·N·Q)."""
    inputs = {"k_mg": k, "pdk_ss": pdk, "shifts": 248, "years": years, "q_m3": q, "row": "low"}
    found = _numbers(classify(catalog, R, "dust_load", inputs).value)
    assert found["pn"] == k * 248 * years * q
    assert found["ratio"] == ratio
    assert found["t1_years"] == safe == pdk * 248 * 25 * q / (k * 248 * q)


def test_safe_years_of_several_periods_are_weighted(catalog: Catalog) -> None:
    periods = [{"k_mg": 10, "years": 5, "q_m3": 7}, {"k_mg": 2, "years": 5, "q_m3": 10}]
    inputs = {"periods": periods, "shifts": 250, "pdk_ss": 6, "row": "high_moderate"}
    answer = classify(catalog, R, "dust_load_periods", inputs)
    assert any("25" in step.ru and "стаж" in step.ru for step in answer.trace)


def test_equivalent_level_of_the_textbook(catalog: Catalog) -> None:
    """S14: 80 dBA 4 h, 90 dBA 2 h, 95 dBA 2 h is 90.5 dBA by the sum of energies."""
    pairs = [{"l_dba": 80, "t_h": 4}, {"l_dba": 90, "t_h": 2}, {"l_dba": 95, "t_h": 2}]
    energy = sum(10 ** (part["l_dba"] / 10) * part["t_h"] for part in pairs) / 8
    found = classify(catalog, R, "noise_equivalent", {"pairs": pairs})
    assert math.isclose(float(str(found.value)), 10 * math.log10(energy), abs_tol=0.05)


TASKS = [
    ([70.0], 1.5, 0.0),
    ([80.1, 82.2, 79.6], 5.0, 0.5),
    ([86.5, 92.4, 89.3, 93.2, 87.8, 86.2], 1.5, 0.25),
]
"""Planning, welding, grinding: ISO 9612, annex D; levels and 84.3 dBA from memory."""


def test_uncertainty_of_tasks_by_the_formula_in_floats(catalog: Catalog) -> None:
    tasks = [
        {"levels": levels, "t_h": hours, "t_u_h": spread, "known_level": True}
        for levels, hours, spread in TASKS
    ]
    answer = classify(
        catalog, R, "noise_tasks", {"tasks": tasks, "instrument": "class2", "pdu": 80}
    )
    means = [10 * math.log10(sum(10 ** (x / 10) for x in t) / len(t)) for t, _, _ in TASKS]
    day = 10 * math.log10(
        sum(h * 10 ** (m / 10) for m, (_, h, _) in zip(means, TASKS, strict=True)) / 8
    )
    square = 0.0
    for mean, (levels, hours, spread) in zip(means, TASKS, strict=True):
        weight = hours / 8 * 10 ** ((mean - day) / 10)
        middle = sum(levels) / len(levels)
        several = len(levels) > 1
        own = (
            sum((x - middle) ** 2 for x in levels) / (len(levels) * (len(levels) - 1))
            if several
            else 0
        )
        square += weight**2 * (own + (1.5**2 + 1 if several else 0))
        square += (4.34 * weight / hours * spread) ** 2
    found = _numbers(answer.value)
    assert found["l_ex_8h"] == 84.3 == round(day, 1)
    assert found["uncertainty"] == round(1.65 * math.sqrt(square), 1)
    assert answer.verdict == "above"
    assert answer.hazard_class == "3.1"


def test_the_class_may_go_by_the_value_with_its_uncertainty(catalog: Catalog) -> None:
    tasks = [{"levels": [79, 80, 81], "t_h": 8}]
    inputs = {"tasks": tasks, "instrument": "class1", "pdu": 81}
    assert classify(catalog, R, "noise_tasks", inputs).hazard_class == "2"
    strict = classify(catalog, R, "noise_tasks", inputs, {"uncertainty_rule": "value_plus_u"})
    assert strict.hazard_class == "3.1"
    assert strict.verdict == "undecided"


@pytest.mark.parametrize(("count", "factor"), [(6, 2.187), (7, 2.120), (8, 2.072), (10, 2.005)])
def test_tolerance_factors_of_en_689(count: int, factor: float) -> None:
    """The factors U_T printed by EN 689:2018 (from memory)."""
    assert round(tolerance_factor(count, 0.95, 0.70), 3) == factor


def test_tolerance_factor_of_the_handbooks() -> None:
    """n = 10, 95 % of the values with 95 % confidence: 2.911 (ISO 16269-6, from memory)."""
    assert round(tolerance_factor(10, 0.95, 0.95), 3) == 2.911


def test_samples_are_told_as_below_above_or_undecided(catalog: Catalog) -> None:
    values = [1.2, 0.8, "<0.5", 2.1, 1.7, 0.9]
    said = {}
    for limit in (6, 4, 3):
        inputs = {"values": values, "limit": limit, "lod_method": "half"}
        said[limit] = classify(catalog, R, "samples", inputs).trace[2].en
    assert "surely below" in said[6]
    assert "undecided, measure" in said[4]
    assert said[3].endswith("above.")


def test_a_sample_below_the_limit_of_detection_keeps_its_mark(catalog: Catalog) -> None:
    inputs = {"values": ["<0,4", "< 0.4", 2], "limit": 5, "lod_method": "root2"}
    answer = classify(catalog, R, "samples", inputs)
    assert _numbers(answer.value)["n_lod"] == 2
    mean = math.exp((2 * math.log(0.4 / math.sqrt(2)) + math.log(2)) / 3)
    assert math.isclose(_numbers(answer.value)["gm"], mean, abs_tol=1e-4)


@pytest.mark.parametrize(
    ("inputs", "verdict", "more"),
    [
        ({"leq_dba": 77, "limit_dba": 80, "uncertainty": 3}, "below", None),
        ({"leq_dba": 84, "limit_dba": 80, "uncertainty": 3}, "above", None),
        ({"leq_dba": 81, "limit_dba": 80, "uncertainty": 3, "readings": 3}, "undecided", 24),
        ({"leq_dba": 80, "limit_dba": 80, "uncertainty": 1}, "undecided", None),
    ],
)
def test_a_value_with_its_uncertainty(
    catalog: Catalog, inputs: dict[str, object], verdict: str, more: int | None
) -> None:
    answer = classify(catalog, R, "noise", inputs)
    assert answer.verdict == verdict
    assert answer.margin is not None
    assert answer.margin.more == more
    assert (
        answer.hazard_class
        == classify(
            catalog, R, "noise", {k: v for k, v in inputs.items() if k.endswith("dba")}
        ).hazard_class
    )


def test_an_illuminance_with_its_uncertainty(catalog: Catalog) -> None:
    inputs = {"row": "coarse", "e_lx": 330, "norm_lx": 300, "uncertainty": 40}
    assert classify(catalog, R, "light_artificial", inputs).verdict == "undecided"
    inputs["uncertainty"] = 30
    assert classify(catalog, R, "light_artificial", inputs).verdict == "above"


@pytest.mark.parametrize(
    ("factor", "inputs"),
    [("heaviness_rollup", {"classes": ["2"]}), ("laser", {"value": 1, "pdu1": 2, "pdu2": 3})],
)
def test_an_uncertainty_without_a_level_is_refused(
    catalog: Catalog, factor: str, inputs: dict[str, object]
) -> None:
    with pytest.raises(UserError) as refusal:
        classify(catalog, R, factor, {**inputs, "uncertainty": 1})
    assert refusal.value.code == "uncertainty-not-used"


@pytest.mark.parametrize(
    ("factor", "inputs", "remedy"),
    [
        ("noise", {"leq_dba": 87, "limit_dba": 80}, "−2 dBA"),
        ("noise_equivalent", {"pairs": [{"l_dba": 83, "t_h": 8}], "pdu": 80}, "−3 dBA or 4 h less"),
        ("chemical", {"row": "irritant", "c_mr": 6, "pdk_mr": 2}, "−2 mg/m³"),
        ("microclimate_cooling", {"cat": "IIa", "t_air": 13}, "+1 °C"),
        ("heaviness", {"indicator": "bends", "sex": "m", "value": 120}, "−20 per shift"),
        ("light_artificial", {"row": "coarse", "e_lx": 250, "norm_lx": 300}, "+50 lx"),
        ("noise", {"leq_dba": 80, "limit_dba": 80}, ""),
    ],
)
def test_what_would_make_the_class_one_better(
    catalog: Catalog, factor: str, inputs: dict[str, object], remedy: str
) -> None:
    answer = classify(catalog, R, factor, inputs)
    assert answer.remedy.en == remedy
    assert any(remedy in step.en for step in answer.trace) if remedy else True


@pytest.mark.parametrize(("wet", "globe"), [(20.0, 30.0), (24.5, 38.2), (15.3, 17.9)])
def test_thc_index_is_the_indoor_wbgt_of_iso_7243(
    catalog: Catalog, wet: float, globe: float
) -> None:
    """ISO 7243 indoors: 0.7 tnwb + 0.3 tg, what pythermalcomfort's wbgt(twb, tg) computes."""
    answer = classify(catalog, R, "thc_calc", {"t_wet": wet, "t_globe": globe, "cat": "IIa"})
    assert math.isclose(float(str(answer.value)), 0.7 * wet + 0.3 * globe, abs_tol=0.05)
