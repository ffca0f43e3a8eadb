"""Reasoning reads as a specialist writes it: signs, plurals, the row that decided, ways down."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify

GUIDE, ORDER = "R2.2.2006-05", "33n"


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        ("1.1", "1,1 раза → больше 1"),
        ("2", "2 раза → больше 1"),
        ("5", "5 раз → больше 3"),
        ("12", "12 раз → больше 10"),
        ("22", "22 раза → больше 20"),
    ],
)
def test_times_agree_with_their_number(catalog: Catalog, ratio: str, said: str) -> None:
    inputs = {"row": "general", "ratio_mr": Decimal(ratio)}
    assert classify(catalog, GUIDE, "chemical", inputs).trace[0].ru.startswith(said)


def test_times_less_agree_with_their_number(catalog: Catalog) -> None:
    inputs = {"field": "electric_50hz", "ratio": Decimal(200)}
    assert classify(catalog, GUIDE, "emf", inputs).remedy.ru == "уменьшить в 5 раз"
    inputs = {"field": "electric_50hz", "ratio": Decimal(80)}
    assert classify(catalog, GUIDE, "emf", inputs).remedy.ru == "уменьшить в 2 раза"


@pytest.mark.parametrize(
    ("indicator", "value", "said", "remedy"),
    [
        ("active_pct", "3", "ауысым уақытының 3 %-ы →", "ауысым уақытының +2 %-ы"),
        ("signals_per_hour", "200", "сағатына 200 →", "сағатына −25"),
        ("voice_h_week", "22", "аптасына 22 сағ →", "аптасына −2 сағ"),
    ],
)
def test_kazakh_says_a_share_around_its_number(
    catalog: Catalog, indicator: str, value: str, said: str, remedy: str
) -> None:
    inputs = {"indicator": indicator, "value": Decimal(value)}
    answer = classify(catalog, GUIDE, "tension", inputs)
    assert answer.trace[0].kk.startswith(said)
    assert answer.remedy.kk == remedy


def test_a_refusal_says_words_and_no_ids(catalog: Catalog) -> None:
    labour = {"leq_dba": 90, "tension": "intense1", "heaviness": "heavy1"}
    with pytest.raises(UserError) as refused:
        classify(catalog, GUIDE, "noise", labour)
    assert refused.value.code == "noise-limit-absent"
    said = [str(text) for text in refused.value.params.values()]
    assert said == [str(catalog.words[w]) for w in ("labour-intense1", "labour-heavy1")]


@pytest.mark.parametrize(
    ("ruleset", "factor", "inputs", "row"),
    [
        (GUIDE, "chemical", {"row": "irritant", "ratio_mr": 3}, "irritants"),
        (GUIDE, "microclimate_thc", {"cat": "IIb", "thc": 25}, "category IIb"),
        (GUIDE, "tension", {"indicator": "objects", "value": 12}, "objects of observation"),
        (ORDER, "ionizing_total", {"effective": 1, "lens": 76, "skin": 1}, "eye lens"),
    ],
)
def test_the_row_that_decided_is_named(
    catalog: Catalog, ruleset: str, factor: str, inputs: dict[str, object], row: str
) -> None:
    trace = classify(catalog, ruleset, factor, inputs).trace
    assert any(line.en.endswith(f": {row}") for line in trace), trace


@pytest.mark.parametrize(
    ("factor", "inputs"),
    [
        ("chemical_summation", {"row": "general", "items": [{"c": 0.5, "pdk": 1.5}]}),
        ("shift_average", {"ops": [{"c": 1.5, "t_min": 30.5}], "pdk_ss": 1}),
        (
            "noise_tasks",
            {"tasks": [{"levels": [83.5, 84.5, 84], "t_h": 5.5}], "instrument": "class1"},
        ),
        ("noise_equivalent", {"pairs": [{"l_dba": 83.5, "t_h": 7.5}], "round": 1}),
        ("noise_mean", {"levels": [83.5, 84.5]}),
        ("heat_dose", {"i_wm2": 500.5, "s_m2": 0.5, "t_h": 1.5}),
        ("heaviness_stereo_calc", {"per_min": 7.5, "minutes": 30, "load": "local"}),
        ("light_zones", {"zones": [{"class": "3.2", "t_h": 1.5}], "shift_h": 8}),
    ],
)
def test_numbers_have_the_sign_of_their_language(
    catalog: Catalog, factor: str, inputs: dict[str, object]
) -> None:
    line = classify(catalog, GUIDE, factor, inputs).trace[0]
    classes = {member.value for member in HazardClass}
    for text in (line.kk, line.ru):
        words = text.split(";")[:2] if factor != "light_zones" else [text.partition("→")[0]]
        pointed = set(re.findall(r"\d+\.\d+", " ".join(words))) - classes
        assert not pointed - {"2.2"}, text
    assert re.search(r"\d\.\d", line.en), line.en


@pytest.mark.parametrize(
    ("ruleset", "factor", "key", "inputs"),
    [
        (GUIDE, "laser", "value", {"value": "15", "pdu1": "10", "pdu2": "20"}),
        (GUIDE, "laser", "value", {"value": "20.1", "pdu1": "10", "pdu2": "20"}),
        (GUIDE, "laser", "value", {"value": "2001", "pdu1": "10", "pdu2": "20"}),
        (GUIDE, "laser", "value", {"value": "20001", "pdu1": "10", "pdu2": "20"}),
        (ORDER, "heaviness_posture", "sitting_no_breaks_pct", {"sitting_no_breaks_pct": "60"}),
        (ORDER, "heaviness_posture", "sitting_no_breaks_pct", {"sitting_no_breaks_pct": "80"}),
        (GUIDE, "tension", "value", {"indicator": "breaks_pct", "value": "0"}),
        (GUIDE, "uv", "uvb_wm2", {"uva_wm2": "1", "uvb_wm2": "0.06", "uvc_wm2": "0"}),
        (GUIDE, "light_keo", "keo_pct", {"keo_pct": "0.05"}),
        (GUIDE, "noise", "excess_db", {"excess_db": "16"}),
    ],
)
def test_the_way_down_makes_the_class_better(
    catalog: Catalog, ruleset: str, factor: str, key: str, inputs: dict[str, str]
) -> None:
    words = {"indicator"}
    given: dict[str, object] = {n: v if n in words else Decimal(v) for n, v in inputs.items()}
    before = classify(catalog, ruleset, factor, given)
    found = re.match(r"([−+])([\d.]+)", before.remedy.en)
    assert found, before.remedy
    change = Decimal(found[2]) * (1 if found[1] == "+" else -1)
    after = classify(catalog, ruleset, factor, {**given, key: Decimal(inputs[key]) + change})
    assert HazardClass(after.hazard_class) < HazardClass(before.hazard_class)


def test_open_ends_of_a_class_are_said(catalog: Catalog) -> None:
    trace = classify(catalog, ORDER, "heaviness_posture", {"sitting_no_breaks_pct": 60}).trace
    assert "→ от 60 до 80 →" in trace[0].ru
    trace = classify(catalog, GUIDE, "tension", {"indicator": "elements", "value": 11}).trace
    assert "→ больше 10 →" in trace[0].ru
    trace = classify(catalog, GUIDE, "tension", {"indicator": "passive_pct", "value": 74}).trace
    assert "→ меньше 75 →" in trace[0].ru


def _harmful(catalog: Catalog) -> Iterator[tuple[str, str, str, Mapping[str, Decimal], str]]:
    """Inspected vectors of one number with a way down: set, factor, key, inputs, the way."""
    with (Path(__file__).parent / "inspected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            inputs = json.loads(row["inputs"], parse_float=Decimal, parse_int=Decimal)
            keys = [key for key, value in inputs.items() if isinstance(value, Decimal)]
            if len(set(keys) - LEVELS) != 1 or set(keys) & OTHERWISE:
                continue
            way = classify(catalog, row["ruleset"], row["factor"], inputs).remedy.en
            if way:
                key = next(key for key in keys if key not in LEVELS)
                yield row["ruleset"], row["factor"], key, inputs, way


OTHERWISE = {"a_ms2", "minutes_standing", "round", "shifts"}
"""The way is said in another unit than the input (dB, % of the shift, a level of all hours)."""

LEVELS = {"pdk_mr", "pdk_ss", "norm_lx", "norm_pct", "pdu1", "pdu2", "band_khz", "t_h"}


def test_every_way_down_makes_the_class_better(catalog: Catalog) -> None:
    tried, wrong = 0, []
    for ruleset, factor, key, inputs, way in _harmful(catalog):
        times = re.fullmatch(r"([\d.]+) times less", way)
        change = re.match(r"([−+])([\d.]+) ?", way)
        if times:
            value = inputs[key] / Decimal(times[1])
        elif change:
            value = inputs[key] + Decimal(change[2]) * (1 if change[1] == "+" else -1)
        else:
            continue
        before = classify(catalog, ruleset, factor, inputs).hazard_class
        after = classify(catalog, ruleset, factor, {**inputs, key: value}).hazard_class
        tried += 1
        if HazardClass(after) >= HazardClass(before):
            wrong.append((ruleset, factor, inputs, way, before, after))
    assert not wrong, wrong[:5]
    assert tried > 1500


ROLLED = {"tension_rollup", "workplace_total", "heaviness_rollup", "chemical_rollup", "emf_rollup"}


def _changes(way: str) -> Iterator[tuple[str, str]]:
    """The degrees of «3.2 → 3.1 + 2 × 3.1 → 2», one by one, the worst first."""
    for part in way.split(" + "):
        count, a, b = re.fullmatch(r"(?:(\d+) × )?(\S+) → (\S+)", part).groups()  # type: ignore[union-attr]
        yield from [(a, b)] * int(count or 1)


def _applied(inputs: Mapping[str, object], way: str) -> dict[str, object]:
    """The inputs of a roll-up with a way gone."""
    changed = dict(inputs)
    for key in ("classes", "factors"):
        listed = changed.get(key)
        if isinstance(listed, list):
            changed[key] = after = list(listed)
            for before, better in _changes(way):
                after.remove(before)
                after.append(better)
    if "n1" in changed:
        names = {"3.2": "n32", "3.1": "n31", "2": "n2", "1": "n1"}
        for before, better in _changes(way):
            for name, step in ((names[before], -1), (names[better], 1)):
                changed[name] = Decimal(str(changed[name])) + step
    return changed


def test_every_way_of_a_roll_up_makes_its_class_better(catalog: Catalog) -> None:
    tried, told = 0, set()
    with (Path(__file__).parent / "inspected.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["factor"] in ROLLED]
    for row in rows:
        inputs = json.loads(row["inputs"], parse_int=Decimal)
        before = classify(catalog, row["ruleset"], row["factor"], inputs)
        harmful = HazardClass(before.hazard_class).harmful
        assert bool(before.remedy.en) == harmful, row
        for way in before.remedy.en.split(" or ") if harmful else ():
            after = classify(
                catalog, row["ruleset"], row["factor"], _applied(inputs, way)
            ).hazard_class
            assert HazardClass(after) < HazardClass(before.hazard_class), (row, way)
            tried += 1
            told.add(row["factor"])
    assert told == ROLLED
    assert tried > 150


@pytest.mark.parametrize("value", ["14.9", "12", "10", "9.9", "0"])
def test_dry_air_is_told_how_much_moister(catalog: Catalog, value: str) -> None:
    given = {"rh_pct": Decimal(value)}
    before = classify(catalog, GUIDE, "microclimate_humidity", given)
    change = re.fullmatch(r"\+([\d.]+) %", before.remedy.en)
    assert change, before.remedy.en
    moister = {"rh_pct": given["rh_pct"] + Decimal(change[1])}
    after = classify(catalog, GUIDE, "microclimate_humidity", moister)
    assert HazardClass(after.hazard_class).ordinal == HazardClass(before.hazard_class).ordinal - 1


@pytest.mark.parametrize("positive", ["0", "399", "600", "70000", "50000.5"])
@pytest.mark.parametrize("negative", ["0", "599", "600", "3000", "70000"])
def test_air_ions_are_told_their_nearest_counts(
    catalog: Catalog, positive: str, negative: str
) -> None:
    given = {"n_pos": Decimal(positive), "n_neg": Decimal(negative)}
    before = classify(catalog, GUIDE, "aeroions", given)
    if before.hazard_class == "2":
        assert not before.remedy.en
        return
    counts = re.fullmatch(r"bring to n\+ = ([\d.]+), n− = ([\d.]+)", before.remedy.en)
    assert counts, before.remedy.en
    brought = {"n_pos": Decimal(counts[1]), "n_neg": Decimal(counts[2])}
    assert classify(catalog, GUIDE, "aeroions", brought).hazard_class == "2"


@pytest.mark.parametrize("kind", ["direct", "reflected"])
def test_glare_is_to_be_removed(catalog: Catalog, kind: str) -> None:
    before = classify(catalog, GUIDE, "light_glare", {"kind": kind, "present": True})
    assert before.remedy.en == f"remove: {kind} glare"
    after = classify(catalog, GUIDE, "light_glare", {"kind": kind, "present": False})
    assert (before.hazard_class, after.hazard_class) == ("3.1", "2")
    assert not after.remedy.en
