"""Every rule file is computed: the public vectors and the case files beside them."""

import csv
import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify
from riskdesk.rules.table import Table

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "resources" / "rules"
RULE_FILES = sorted(RULES.glob("*/*.toml"))
CASE_FILES = sorted((HERE / "cases").glob("*/*.toml"))


def _vectors(name: str) -> Mapping[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict(list)
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["ruleset"], row["factor"]].append(row)
    return found


VECTORS = _vectors("vectors.csv")
INSPECTED = _vectors("inspected.csv")
"""Written anew from criteria.md alone: both sides of every bound, every formula and roll-up."""


def _same(expected: object, found: object) -> bool:
    """Equal after rounding to the digits given; objects key by key."""
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and set(expected) == set(found)
            and all(_same(value, found[key]) for key, value in expected.items())
        )
    if isinstance(expected, str) or found is None:
        return expected == found
    wanted = Decimal(str(expected))
    exponent = wanted.as_tuple().exponent
    assert isinstance(exponent, int)
    half_digit = Decimal(5).scaleb(min(exponent, 0) - 1)
    return abs(Decimal(str(found)) - wanted) <= half_digit


@pytest.mark.parametrize(("ruleset", "factor"), sorted(VECTORS))
def test_public_vectors(catalog: Catalog, ruleset: str, factor: str) -> None:
    _check(catalog, VECTORS[ruleset, factor])


@pytest.mark.parametrize(("ruleset", "factor"), sorted(INSPECTED))
def test_inspected_vectors(catalog: Catalog, ruleset: str, factor: str) -> None:
    _check(catalog, INSPECTED[ruleset, factor])


def _check(catalog: Catalog, rows: list[dict[str, str]]) -> None:
    wrong = []
    for row in rows:
        ruleset, factor = row["ruleset"], row["factor"]
        inputs = json.loads(row["inputs"], parse_float=Decimal)
        answer = classify(catalog, ruleset, factor, inputs).to_json()
        expected = json.loads(row["expected_value"]) if row["expected_value"] else None
        right_value = expected is None or _same(expected, answer["value"])
        if answer["class"] != (row["expected_class"] or None) or not right_value:
            wrong.append((row["inputs"], answer["class"], answer["value"]))
    assert not wrong


@pytest.mark.parametrize("file", CASE_FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_cases(catalog: Catalog, file: Path) -> None:
    for case in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["case"]:
        if "refused" in case:
            with pytest.raises(UserError) as refusal:
                classify(catalog, file.parent.name, file.stem, case["inputs"])
            assert refusal.value.code == case["refused"], case["why"]
            continue
        answer = classify(catalog, file.parent.name, file.stem, case["inputs"]).to_json()
        assert answer["class"] == case.get("class"), case["why"]
        if "value" in case:
            assert _same(case["value"], answer["value"]), (case["why"], answer["value"])


KZ, GUIDE = "KZ1.04.001.2000", "R2.2.2006-05"
JUDGING = {"reference", "factor", "from", "verified", "checked", "notes", "in_force"}
ANALOGUES = [
    file.stem
    for file in RULE_FILES
    if file.parent.name == KZ
    and set(found := tomllib.loads(file.read_text(encoding="utf-8"))) <= JUDGING
    and found.get("from") == f"{GUIDE}/{file.stem}"
]
"""Criteria of the Kazakh set that take everything from the guide, by analogy."""


@pytest.mark.parametrize("factor", ANALOGUES)
def test_a_criterion_by_analogy_answers_as_its_model(catalog: Catalog, factor: str) -> None:
    inputs = [json.loads(row["inputs"]) for row in VECTORS.get((GUIDE, factor), ())]
    cases = HERE / "cases" / GUIDE / f"{factor}.toml"
    if cases.is_file():
        found = tomllib.loads(cases.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
        inputs += [case["inputs"] for case in found if "refused" not in case]
    assert inputs or (HERE / "cases" / KZ / f"{factor}.toml").is_file()
    for each in inputs:
        ours, model = (classify(catalog, name, factor, each) for name in (KZ, GUIDE))
        by_peer = factor in PEERS_DIFFER or ours.hazard_class == model.hazard_class
        assert by_peer, each
        assert ours.value == model.value or factor in PEERS_DIFFER, each


PEERS_DIFFER = {"noise_tasks", "noise_week", "tension_card", "noise_equivalent", "emf_rollup"}
"""They end in a criterion that the Kazakh set has of its own."""


def test_every_rule_file_has_a_case() -> None:
    covered = set(VECTORS) | {(file.parent.name, file.stem) for file in CASE_FILES}
    covered |= {(KZ, factor) for factor in ANALOGUES}
    assert {(file.parent.name, file.stem) for file in RULE_FILES} == covered


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_rule_file_is_whole(catalog: Catalog, file: Path) -> None:
    criterion = catalog.criteria.get(file.parent.name, file.stem)
    assert criterion.factor == file.stem
    assert criterion.reference.act in catalog.acts
    assert not criterion.reference.via or criterion.reference.via in catalog.acts
    assert criterion.in_force.first is not None
    assert criterion.unit in {"", *catalog.units}
    _translated(criterion.title)
    _translated(catalog.clause(criterion.reference))
    if criterion.verified == "source":
        own = Table.read(file)
        via = own.text("from", "")
        assert criterion.reference.link.startswith("http") or via
    for row in criterion.body.table("rows"):
        title = criterion.row(row).localized("title")
        assert title == LocalizedText() or not _holes(title), row


def _translated(text: LocalizedText) -> None:
    assert not _holes(text), text


def _holes(text: LocalizedText) -> list[str]:
    return [language for language in LANGUAGES if not text.get_exact(language)]


def test_answers_have_exactly_their_keys(catalog: Catalog) -> None:
    answer = classify(catalog, "R2.2.2006-05", "noise", {"leq_dba": 87, "limit_dba": 80}).to_json()
    assert list(answer) == ["class", "value", "limit", "unit", "clause", "trace"]
    assert json.loads(json.dumps(answer)) == answer
    assert answer["limit"] == 80
    trace = answer["trace"]
    assert isinstance(trace, list)
    assert trace[0] == {
        "kk": "87 дБА − 80 дБА = +7 дБА → 5 мәнінен жоғары, 15 мәніне дейін → 3.2; "
        "Р 2.2.2006-05, 4-кесте, шу",
        "ru": "87 дБА − 80 дБА = +7 дБА → больше 5, до 15 → 3.2; Р 2.2.2006-05, таблица 4, шум",
        "en": "87 dBA − 80 dBA = +7 dBA → over 5, up to 15 → 3.2; R 2.2.2006-05, table 4, noise",
    }


@pytest.mark.parametrize(
    ("inputs", "code", "name"),
    [
        ({"excess_db": 1, "loudness": 2}, "input-unknown", "loudness"),
        ({}, "inputs-incomplete", None),
        ({"leq_dba": 80, "tension": "light"}, "inputs-incomplete", None),
        ({"excess_db": True}, "input-not-number", "excess_db"),
        ({"excess_db": "7"}, "input-not-number", "excess_db"),
        ({"excess_db": None}, "input-not-number", "excess_db"),
        ({"excess_db": float("nan")}, "input-not-number", "excess_db"),
        ({"excess_db": Decimal("Infinity")}, "input-not-number", "excess_db"),
        ({"excess_db": 10**400}, "input-out-of-range", "excess_db"),
        ({"excess_db": Decimal("1e999999")}, "input-out-of-range", "excess_db"),
        (
            {"leq_dba": -1, "tension": "light", "heaviness": "light"},
            "input-out-of-range",
            "leq_dba",
        ),
        ({"leq_dba": 80, "tension": "hard", "heaviness": "light"}, "input-word", "tension"),
        ({"leq_dba": 80, "tension": ["light"], "heaviness": "light"}, "input-word", "tension"),
        ({"leq_dba": 80, "tension": "intense2", "heaviness": "heavy1"}, "noise-limit-absent", None),
    ],
)
def test_impossible_inputs_are_refused_by_name(
    catalog: Catalog, inputs: dict[str, object], code: str, name: str | None
) -> None:
    with pytest.raises(UserError) as refusal:
        classify(catalog, "R2.2.2006-05", "noise", inputs)
    assert refusal.value.code == code
    assert name is None or refusal.value.params["name"] == name


def test_a_remark_is_ignored(catalog: Catalog) -> None:
    with_remark = classify(catalog, "R2.2.2006-05", "noise", {"excess_db": 5, "note": {"any": 1}})
    without = classify(catalog, "R2.2.2006-05", "noise", {"excess_db": 5})
    assert with_remark.to_json() == without.to_json()


@pytest.mark.parametrize(
    ("ruleset", "factor", "code"),
    [
        ("R3", "noise", "ruleset-unknown"),
        ("manual", "noise", "ruleset-manual"),
        ("KZ1.04.001.2000", "unheated_room_IIa", "criterion-gap"),
        ("KZ1.04.001.2000", "../index", "criterion-unknown"),
        ("33n", "", "criterion-unknown"),
    ],
)
def test_unknown_sets_and_factors_are_refused(
    catalog: Catalog, ruleset: str, factor: str, code: str
) -> None:
    with pytest.raises(UserError) as refusal:
        classify(catalog, ruleset, factor, {"excess_db": 1})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "inputs",
    [
        {"n1": 20, "n2": 5, "n31": 0, "n32": 0},
        {"n1": 22, "n2": 1, "n31": 0, "n32": 0, "indicators": 22},
    ],
)
def test_more_indicators_than_exist_are_refused(
    catalog: Catalog, inputs: dict[str, object]
) -> None:
    with pytest.raises(UserError, match="tension-counts"):
        classify(catalog, "R2.2.2006-05", "tension_rollup", inputs)


def test_zones_longer_than_the_shift_are_refused(catalog: Catalog) -> None:
    zones = [{"class": "2", "t_h": 6}, {"class": "3.1", "t_h": 6}]
    with pytest.raises(UserError, match="input-out-of-range"):
        classify(catalog, "33n", "microclimate_zones", {"zones": zones, "shift_h": 8})
