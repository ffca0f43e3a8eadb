"""What each method answers: worked cases, refusals, and that risk never falls as inputs grow."""

import tomllib
from decimal import Decimal
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, HazardClass
from riskdesk.rules.risk import RiskCatalog, RiskMethod, rate
from riskdesk.services.texts import Texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CATALOG = RiskCatalog.load(RESOURCES)
TEXTS = Texts.load(RESOURCES)
STEPS = st.integers(1, 5)
CLASSES = [member.value for member in HazardClass]


def level(method: str, **inputs: object) -> str:
    return rate(CATALOG, method, inputs).level


def order(method: str, name: str) -> int:
    return [each.id for each in CATALOG.methods[method].levels].index(name)


@pytest.mark.parametrize(
    ("probability", "severity", "expected", "score"),
    [
        (1, 1, "I", 1),
        (2, 1, "I", 2),
        (3, 1, "II", 3),
        (1, 5, "II", 5),
        (2, 3, "III", 6),
        (3, 3, "III", 9),
        (2, 5, "IV", 10),
        (3, 4, "IV", 12),
        (5, 3, "IV", 15),
        (4, 4, "V", 16),
        (5, 5, "V", 25),
    ],
)
def test_matrix(probability: int, severity: int, expected: str, score: int) -> None:
    rating = rate(CATALOG, "matrix-5x5", {"probability": probability, "severity": severity})
    assert (rating.level, rating.score, rating.colour) == (expected, Decimal(score), expected)
    assert any(f"{score}" in line.ru and rating.title.ru in line.ru for line in rating.trace)
    assert "IEC 31010" in rating.trace[-1].kk


@pytest.mark.parametrize(
    ("probability", "exposure", "consequence", "expected", "score"),
    [
        (1, 6, 3, "acceptable", "18"),
        (1, 0.5, 40, "possible", "20"),
        ("0,5", 1, 100, "possible", "50.0"),
        (1, 10, 7, "substantial", "70"),
        (10, 0.5, 40, "high", "200.0"),
        (1, 10, 40, "high", "400"),
        (6, 10, 7, "very-high", "420"),
        (0.1, 0.5, 1, "acceptable", "0.05"),
    ],
)
def test_fine_kinney(
    probability: object, exposure: object, consequence: object, expected: str, score: str
) -> None:
    inputs = {"probability": probability, "exposure": exposure, "consequence": consequence}
    rating = rate(CATALOG, "fine-kinney", inputs)
    assert (rating.level, rating.score) == (expected, Decimal(score))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1", "none"),
        (2, "negligible"),
        ("3.1", "small_moderate"),
        ("3.2", "medium_substantial"),
        ("3.3", "high_intolerable"),
        ("3.4", "very_high_intolerable"),
        ("4", "superhigh"),
    ],
)
def test_class_to_risk(given: object, expected: str) -> None:
    rating = rate(CATALOG, "class-to-risk", {"class": given})
    assert (rating.level, rating.score) == (expected, None)


def test_the_categories_of_a_class_are_those_of_the_criterion() -> None:
    """One table of R 2.2.1766-03 in two places: ``classify`` and ``rate`` say the same words."""
    file = RESOURCES / "rules" / "R2.2.1766-03" / "risk_category.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    assert {given: level("class-to-risk", **{"class": given}) for given in words} == words
    assert set(words) == set(CLASSES)


@pytest.mark.parametrize(
    ("severity", "row"),
    [
        (1, "I I II II II"),
        (2, "I II III III IV"),
        (3, "II III III IV IV"),
        (4, "II III IV V V"),
        (5, "II IV IV V V"),
    ],
)
def test_every_cell_of_the_matrix(severity: int, row: str) -> None:
    found = [level("matrix-5x5", probability=step, severity=severity) for step in range(1, 6)]
    assert found == row.split()


@pytest.mark.parametrize(("given", "colour"), [("low", "I"), ("medium", "III"), ("high", "V")])
def test_simple(given: str, colour: str) -> None:
    rating = rate(CATALOG, "simple", {"level": given})
    assert (rating.level, rating.score, rating.colour) == (given, None, colour)
    assert len(rating.trace) == 3


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ("I I I I I", "I"),
        ("II I I I I", "II"),
        ("I I I I II", "II"),
        ("II IV I III II", "IV"),
        ("III III III III III", "III"),
        ("I I V I I", "V"),
        ("I I I V I", "V"),
    ],
)
def test_five_indicators(grades: str, expected: str) -> None:
    names = ["harmfulness", "injury", "equipment", "ppe", "morbidity"]
    assert [each.id for each in CATALOG.methods["five-indicators"].inputs] == names
    inputs = dict(zip(names, grades.split(), strict=True))
    rating = rate(CATALOG, "five-indicators", inputs)
    assert (rating.level, rating.score) == (expected, None)
    assert len(rating.trace) == 5 + 2, "one line an indicator, the level, the reference"


def test_the_bounds_of_fine_kinney() -> None:
    """Just below, at and above every bound, by all products the scales allow."""
    method = CATALOG.methods["fine-kinney"]
    for inputs in product(*(each.values for each in method.inputs)):
        values = {each.id: value.value for each, value in zip(method.inputs, inputs, strict=True)}
        rating = rate(CATALOG, "fine-kinney", values)
        score = prod(Decimal(value.value) for value in inputs)
        expected = (
            "acceptable" if score < 20
            else "possible" if score < 70
            else "substantial" if score < 200
            else "high" if score <= 400
            else "very-high"
        )  # fmt: skip
        assert (rating.score, rating.level) == (score, expected), values


def test_methods_say_what_they_rest_on() -> None:
    assert set(CATALOG.methods) == {
        "matrix-5x5", "fine-kinney", "five-indicators", "class-to-risk", "simple",
    }  # fmt: skip
    for method in CATALOG.methods.values():
        assert method.verified in {"source", "memory", "own"}
        for language in LANGUAGES:
            assert method.reference.get_exact(language)
            assert method.title.get_exact(language)
        for each in method.inputs:
            assert len({value.value for value in each.values}) == len(each.values)


@pytest.mark.parametrize(
    ("method", "inputs", "code", "named"),
    [
        ("order-363", {}, "risk-method", "matrix-5x5"),
        ("matrix-5x5", {"probability": 6, "severity": 1}, "risk-input", "1, 2, 3, 4, 5"),
        ("matrix-5x5", {"probability": 2.5, "severity": 1}, "risk-input", "probability"),
        ("matrix-5x5", {"probability": True, "severity": 1}, "risk-input", "probability"),
        ("matrix-5x5", {"probability": None, "severity": 1}, "risk-input", "probability"),
        ("matrix-5x5", {"probability": "nan", "severity": 1}, "risk-input", "nan"),
        ("matrix-5x5", {"probability": "sNaN", "severity": 1}, "risk-input", "sNaN"),
        ("matrix-5x5", {"probability": [1], "severity": 1}, "risk-input", "probability"),
        ("matrix-5x5", {"probability": 1}, "risk-input-missing", "severity"),
        (
            "matrix-5x5",
            {"probability": 1, "severity": 1, "colour": 3},
            "risk-input-unknown",
            "colour",
        ),
        (
            "fine-kinney",
            {"probability": 4, "exposure": 1, "consequence": 1},
            "risk-input",
            "0.5, 1, 3",
        ),
        ("class-to-risk", {"class": "3"}, "risk-input", "3.1, 3.2"),
        ("simple", {"level": "severe"}, "risk-input", "low, medium, high"),
    ],
)
def test_refused(method: str, inputs: dict[str, object], code: str, named: str) -> None:
    with pytest.raises(UserError) as caught:
        rate(CATALOG, method, inputs)
    assert caught.value.code == code
    said = TEXTS.error(caught.value)
    assert all(named in said.get_exact(language) for language in LANGUAGES)


@given(STEPS, STEPS, STEPS, STEPS)
def test_matrix_never_falls(probability: int, severity: int, more: int, worse: int) -> None:
    low = level("matrix-5x5", probability=probability, severity=severity)
    high = level("matrix-5x5", probability=max(probability, more), severity=max(severity, worse))
    assert order("matrix-5x5", low) <= order("matrix-5x5", high)


@given(st.sampled_from(sorted(CATALOG.methods)), st.data())
def test_no_method_falls_when_an_input_grows(identity: str, data: st.DataObject) -> None:
    method = CATALOG.methods[identity]
    at = {each.id: data.draw(st.integers(0, len(each.values) - 1)) for each in method.inputs}
    grown = {
        each.id: data.draw(st.integers(at[each.id], len(each.values) - 1)) for each in method.inputs
    }
    before, after = _at(method, at), _at(method, grown)
    assert order(identity, before) <= order(identity, after)


def _at(method: RiskMethod, places: dict[str, int]) -> str:
    inputs = {each.id: each.values[places[each.id]].value for each in method.inputs}
    return rate(CATALOG, method.id, inputs).level


def test_every_level_can_be_reached() -> None:
    for identity in ("matrix-5x5", "class-to-risk", "simple"):
        method = CATALOG.methods[identity]
        found = set()
        for first in method.inputs[0].values:
            for second in method.inputs[-1].values:
                inputs = {method.inputs[0].id: first.value, method.inputs[-1].id: second.value}
                found.add(rate(CATALOG, identity, inputs).level)
        assert found == {each.id for each in method.levels}


def test_colours_keep_both_ends_and_never_fall() -> None:
    roles = ["I", "II", "III", "IV", "V"]
    for method in CATALOG.methods.values():
        colours = [roles.index(each.colour) for each in method.levels]
        assert colours == sorted(colours)
        assert (colours[0], colours[-1]) == (0, 4)


def test_worse_class_never_proposes_less() -> None:
    ratings = []
    for member in HazardClass:
        proposal = CATALOG.proposal("noise", member)
        assert proposal is not None
        inputs = {"probability": proposal.probability, "severity": proposal.severity}
        score = rate(CATALOG, "matrix-5x5", inputs).score
        assert score is not None
        ratings.append(score)
        assert proposal.residual_probability * proposal.residual_severity <= score
        assert proposal.needs_measures == member.harmful
    assert ratings == sorted(ratings)


def test_class_proposes_nothing_without_class_or_for_other_factors() -> None:
    assert CATALOG.proposal("noise", None) is None
    assert CATALOG.proposal(None, HazardClass.HARMFUL_1) is None
    assert CATALOG.proposal("traffic", HazardClass.HARMFUL_1) is None


def test_class_words_are_the_same_everywhere() -> None:
    assert [
        str(value.value) for value in CATALOG.methods["class-to-risk"].inputs[0].values
    ] == CLASSES
