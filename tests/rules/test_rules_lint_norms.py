"""``rules lint`` of the norms: each of its rules meets a planted fault and names its place."""

import shutil
from pathlib import Path

import pytest

from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.lint import lint
from riskdesk.services.texts import Texts

RESOURCES = Path(__file__).parents[2] / "resources"
KEPT = ("rules", "norms", "factors", "classifiers")
POINTS = "norms/reference/microclimate-points-dsm15.toml"
MAXIMA = "norms/physical/rf-maxima-dsm15.toml"
CLIMATE = "norms/microclimate-dsm15.toml"
NOISE = "norms/noise-dsm15.toml"
PDK, OBUV = "norms/air/pdk-dsm70.csv", "norms/air/obuv-dsm70.csv"
GROUPS = "norms/air/summation-dsm70.csv"
GAPS = "rules/gaps.toml"
HEAD = "norms/air/pdk-dsm70.toml"

Plant = tuple[str, str, str, str, str]
"""File, what stands there, what is planted, the code and the place of the fault."""

SHEETS: list[Plant] = [
    (POINTS, 'unit = "count"', 'unit = "counts"', "data-unit", f"{POINTS}: unit"),
    (MAXIMA, 'h = "A/m"', 'h = "A/mm"', "data-unit", f"{MAXIMA}: h"),
    (MAXIMA, 'h = "A/m"', 'hh = "A/m"', "data-word", f"{MAXIMA}: units"),
    (POINTS, "high = 100", "high = 102", "data-overlap", f"{POINTS}: 2"),
    (POINTS, "high = 100", "high = 98", "data-hole", f"{POINTS}: 2"),
    (POINTS, "low = 101", "low = 401", "data-range", f"{POINTS}: 2"),
    (MAXIMA, "high = 30", "high = 2", "data-sorted", f"{MAXIMA}: 3-30"),
    (POINTS, 'id = "2"', 'id = "1"', "data-twice", POINTS),
    (POINTS, "places = 8", 'places = "8"', "data-number", f"{POINTS}: row[1]: cells: places"),
    (POINTS, "places = 8", "places = [8]", "data-numbers", f"{POINTS}: row[1]: cells: places"),
    (POINTS, "places = 8", "places = [9, 8]", "data-range", f"{POINTS}: row[1]: cells: places"),
    (POINTS, "places = 8", "place = 8", "data-word", f"{POINTS}: 2"),
    (
        POINTS,
        ", spacing_m = 10",
        "",
        "data-missing",
        f"{POINTS}: row: cells: spacing_m",
    ),
    (POINTS, "[[row]]", "[[row]]\ndoubtful = true", "data-doubt", f"{POINTS}: 1"),
    (POINTS, 'act = "dsm-15"', 'act = "dsm-16"', "data-act", f"{POINTS}: act"),
    (POINTS, "from = 2022-02-16", "", "data-missing", f"{POINTS}: in_force: from"),
    (
        POINTS,
        "from = 2022-02-16",
        "from = 2022-02-16\nto = 2021-01-01",
        "data-range",
        f"{POINTS}: in_force",
    ),
    (POINTS, 'verified = "source"', 'verified = "surely"', "data-word", f"{POINTS}: verified"),
    (POINTS, "checked = 2026", "chequed = 2026", "data-missing", f"{POINTS}: checked"),
    (POINTS, 'table = "2"', 'table = ""', "data-missing", f"{POINTS}: table"),
    (POINTS, "title = {", "titel = {", "data-missing", f"{POINTS}: title: title"),
    (
        POINTS,
        'en = "places to measure"',
        'en = ""',
        "data-untranslated",
        f"{POINTS}: columns: places",
    ),
]

TYPED: list[Plant] = [
    (CLIMATE, "optimal = [22, 24]", "optimal = [20, 24]", "data-outside", f"{CLIMATE}: cold: Ia"),
    (CLIMATE, "speed_optimal = 0.1", "speed_optimal = 0.2", "data-outside", f"{CLIMATE}: cold: Ia"),
    (
        CLIMATE,
        "temporary = [18, 26]",
        "temporary = [22, 26]",
        "data-outside",
        f"{CLIMATE}: cold: Ia",
    ),
    (CLIMATE, "speed = [0, 0.1]", "speed = [0.1]", "data-numbers", f"{CLIMATE}: row[0]: speed"),
    (CLIMATE, 'category = "Ia"', 'category = "Ib"', "data-missing", f"{CLIMATE}: row: cold: Ia"),
    (NOISE, "level = 50", "level = -50", "data-number", f"{NOISE}: 1: level"),
    (NOISE, "number = 2", "number = 1", "data-twice", NOISE),
]

NO2 = "NO2,2,,2,vapour,3,acute"
AIR: list[Plant] = [
    (PDK, "10102-44-0", "10102-44-1", "data-cas", f"{PDK}: 5: cas"),
    (PDK, "10102-44-0", "10102440", "data-cas", f"{PDK}: 5: cas"),
    (PDK, NO2, "NO2,x,,2,vapour,3,acute", "data-number", f"{PDK}: 5: max_single"),
    (PDK, NO2, "NO2,-2,,2,vapour,3,acute", "data-number", f"{PDK}: 5: max_single"),
    (PDK, NO2, "NO2,,,2,vapour,3,acute", "data-missing", f"{PDK}: 5: max_single"),
    (PDK, NO2, "NO2,2,,,vapour,3,acute", "data-missing", f"{PDK}: 5: as_printed"),
    (PDK, NO2, "NO2,2,,2,vapor,3,acute", "data-word", f"{PDK}: 5: state"),
    (PDK, NO2, "NO2,2,,2,vapour,5,acute", "data-word", f"{PDK}: 5: class"),
    (PDK, NO2, "NO2,2,,2,vapour,,acute", "data-missing", f"{PDK}: 5: class"),
    (PDK, NO2, "NO2,2,,2,vapour,3,cute", "data-word", f"{PDK}: 5: effects"),
    (PDK, "300,100,300/100", "300,1000,300/100", "data-values", f"{PDK}: 9"),
    (PDK, "order-of-values", "", "data-values", f"{PDK}: 7"),
    (PDK, "order-of-values", "order", "data-word", f"{PDK}: 7: doubtful"),
    (PDK, "\n5,Азота оксиды", "\n4,Азота оксиды", "data-twice", f"{PDK}: 6: row"),
    (PDK, "\n7,Азотная кислота,", "\n7,,", "data-missing", f"{PDK}: 8: name_ru"),
    (PDK, "\n7,Азотная кислота,", "\n7,", "data-texts", f"{PDK}: 8"),
    (OBUV, "Абомин,,,,,,,0.5", "Абомин,,,,,,,half", "data-number", f"{OBUV}: 2: tentative"),
    (GROUPS, "\n1,full,1,", "\n1,fully,1,", "data-word", f"{GROUPS}: 2: kind"),
    (GROUPS, "\n1,full,1,", "\n1,full,,", "data-missing", f"{GROUPS}: 1: sum_limit"),
    (GROUPS, ",166; 684\n", ",166; 99999\n", "data-row", f"{GROUPS}: 1"),
    (HEAD, 'act = "dsm-70"', 'act = "dsm-71"', "data-act", f"{HEAD}: act"),
    (HEAD, 'verified = "impl', 'verified = "simpl', "data-word", f"{HEAD}: verified"),
    (HEAD, "from = 2022-08-02", "", "data-missing", f"{HEAD}: in_force: from"),
    (HEAD, 'source = "public', 'source = "" # "', "data-missing", f"{HEAD}: source"),
    (HEAD, "checked = 2026", "chequed = 2026", "data-missing", f"{HEAD}: checked"),
]

UNREAD: list[Plant] = [
    (GAPS, 'factors = ["light"]', 'factors = ["noise"]', "data-known", f"{GAPS}: light: 817n"),
    (
        GAPS,
        'rulesets = ["817n"]',
        'rulesets = ["818n"]',
        "data-word",
        f"{GAPS}: chemical: rulesets",
    ),
    (GAPS, "checked = 2026", "chequed = 2026", "data-missing", f"{GAPS}: checked"),
    (GAPS, "why = {", "wye = {", "data-untranslated", f"{GAPS}: open_area_cold_Ib: why"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resources")
    for name in KEPT:
        shutil.copytree(RESOURCES / name, folder / name)
    for criteria in (folder / "rules").iterdir():
        if criteria.is_dir() and criteria.name != "817n":
            shutil.rmtree(criteria)  # proved elsewhere; without them a proof of the norms is quick
    for file in RESOURCES.glob("*.toml"):
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("plant", [*SHEETS, *TYPED, *AIR, *UNREAD], ids=lambda p: f"{p[3]}-{p[4]}")
def test_a_planted_fault_is_located(copy: Path, plant: Plant) -> None:
    name, old, new, code, place = plant
    file = copy / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        faults = lint(copy)
    finally:
        file.write_text(text, encoding="utf-8")
    assert (code, place) in {(fault.code, fault.params["place"]) for fault in faults}
    texts = Texts.load(RESOURCES)
    for fault in faults:
        assert all(texts.error(fault).get_exact(language) for language in LANGUAGES)


def test_one_fault_of_a_list_does_not_hide_the_next(copy: Path) -> None:
    file = copy / PDK
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("7697-37-2", "7697-37-3").replace(NO2, NO2.replace(",3,", ",5,")),
        encoding="utf-8",
    )
    places = {fault.params["place"] for fault in lint(copy)}
    file.write_text(text, encoding="utf-8")
    assert {f"{PDK}: 5: class", f"{PDK}: 8: cas"} <= places


def test_bands_may_leave_room_between_their_middles_and_other_rows_may_not(copy: Path) -> None:
    file = copy / "norms/physical/ultrasound-air-dsm15.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("bands = true", "bands = false"), encoding="utf-8")
    codes = {fault.code for fault in lint(copy)}
    file.write_text(text, encoding="utf-8")
    assert "data-hole" in codes
    assert "data-hole" not in {fault.code for fault in lint(copy)}
