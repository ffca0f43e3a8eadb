"""The five indicators: what a class, injury safety, PPE and morbidity propose."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskdesk.domain.values import LANGUAGES, HazardClass
from riskdesk.rules.risk import RiskCatalog, rate
from riskdesk.rules.risk_indicators import propose_grades

CATALOG = RiskCatalog.load(Path(__file__).resolve().parents[2] / "resources")
RULES = {rule.indicator: rule for rule in CATALOG.indicators}
GRADES = ["I", "II", "III", "IV", "V"]


def test_rules_stand_for_the_indicators_of_the_method() -> None:
    assert list(RULES) == [each.id for each in CATALOG.methods["five-indicators"].inputs]
    for rule in CATALOG.indicators:
        assert bool(rule.grades) != bool(rule.bounds)
        assert {*rule.grades.values(), *(grade for _, grade in rule.bounds)} <= set(GRADES)
        assert rule.verified in {"own", "memory"}, "the institute's thresholds were not read"
        assert all(rule.title.get_exact(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        ("harmfulness", "1", "I"),
        ("harmfulness", "2", "I"),
        ("harmfulness", "3.1", "II"),
        ("harmfulness", "3.4", "V"),
        ("harmfulness", "4", "V"),
        ("injury", "2", "II"),
        ("injury", "3", "IV"),
        ("equipment", "1", "I"),
        ("ppe", "0", "I"),
        ("ppe", "0.1", "II"),
        ("ppe", "9.99", "II"),
        ("ppe", "10", "III"),
        ("ppe", "50", "V"),
        ("ppe", "100", "V"),
        ("morbidity", "0", "I"),
        ("morbidity", "599.9", "I"),
        ("morbidity", "600", "II"),
        ("morbidity", "999", "III"),
        ("morbidity", "1000", "IV"),
        ("morbidity", "1500", "V"),
    ],
)
def test_worked_cases(indicator: str, value: str, expected: str) -> None:
    rule = RULES[indicator]
    found = propose_grades(CATALOG.indicators, {rule.fact: value})
    assert [(each.indicator, each.grade) for each in found.values()] == [(indicator, expected)]


def test_a_missing_fact_proposes_nothing() -> None:
    assert propose_grades(CATALOG.indicators, {}) == {}
    assert propose_grades(CATALOG.indicators, {"class": None, "ppe_missing": None}) == {}


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("harmfulness", "3"), ("injury", "4"), ("ppe", Decimal(-1)), ("morbidity", Decimal(-5))],
)
def test_an_unknown_value_is_refused(indicator: str, value: str | Decimal) -> None:
    with pytest.raises(ValueError, match=indicator):
        RULES[indicator].grade(value)


def test_a_worse_class_never_proposes_a_better_grade() -> None:
    grades = [GRADES.index(RULES["harmfulness"].grade(each.value)) for each in HazardClass]
    assert grades == sorted(grades)


@given(
    st.sampled_from(["ppe", "morbidity"]),
    st.decimals(0, 3000, places=1),
    st.decimals(0, 3000, places=1),
)
def test_a_greater_share_or_more_days_never_propose_a_better_grade(
    indicator: str, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    rule = RULES[indicator]
    assert GRADES.index(rule.grade(low)) <= GRADES.index(rule.grade(high))


def test_all_five_facts_make_a_rating() -> None:
    facts: dict[str, str | Decimal | None] = {
        "class": "3.2",
        "injury_safety": "2",
        "equipment_safety": "1",
        "ppe_missing": Decimal(30),
        "disability_days": Decimal(820),
    }
    found = propose_grades(CATALOG.indicators, facts)
    grades = {name: each.grade for name, each in found.items()}
    assert list(grades.values()) == ["III", "II", "I", "IV", "III"]
    assert rate(CATALOG, "five-indicators", grades).level == "IV"
