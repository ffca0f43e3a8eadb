"""``rules lint``: the rules of the repository hold; what a newcomer gets wrong is located."""

import ast
import shutil
from pathlib import Path

import pytest

from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.lint import lint
from riskdesk.services.texts import Texts

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
KEPT = ("rules", "norms", "factors", "classifiers", "acts.toml", "units.toml")
NOISE = "rules/R2.2.2006-05/noise.toml"
CLIMATE = "rules/33n/microclimate_humidity.toml"
REACH = "rules/reach.toml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in KEPT:
        source = RESOURCES / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def test_the_rules_of_the_program_hold() -> None:
    assert [str(fault) for fault in lint(RESOURCES)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        (NOISE, "upper = [0, 5,", "upper = [0, 50,", "data-scale", NOISE),
        (NOISE, "upper = [0,", 'upper = ["0",', "data-number", f"{NOISE}: upper"),
        (NOISE, "upper = [0,", "uper = [0,", "data-no-bounds", NOISE),
        (NOISE, "upper = [0,", "upper = [0", "data-unreadable", NOISE),
        (NOISE, "title = {", "titel = {", "data-untranslated", f"{NOISE}: title"),
        (NOISE, 'kk = "Шу"', 'kk = ""', "data-untranslated", f"{NOISE}: title"),
        (NOISE, 'unit = "dBA"', 'unit = "dBB"', "data-unit", f"{NOISE}: unit"),
        (NOISE, '"3.3", "3.4"', '"3.4", "3.3"', "data-order", NOISE),
        (NOISE, '"3.1"', '"3.5"', "data-class", f"{NOISE}: classes[1]"),
        (NOISE, 'verified = "memory"', 'verified = "sure"', "data-word", f"{NOISE}: verified"),
        (
            NOISE,
            'verified = "memory"',
            'verified = "source"',
            "data-missing",
            f"{NOISE}: reference: link",
        ),
        (NOISE, 'method = "noise', 'method = "nois', "data-word", f"{NOISE}: method"),
        (NOISE, "from = 2005-11-01", "", "data-missing", f"{NOISE}: in_force: from"),
        (NOISE, "from = 2005-11-01", 'from = "2005"', "data-day", f"{NOISE}: in_force: from"),
        (NOISE, 'act = "r-2', 'act = "x-2', "data-act", f"{NOISE}: reference: act"),
        (NOISE, '["excess_db",', '["excess",', "data-input", f"{NOISE}: inputs"),
        (
            "rules/R2.2.2006-05/chemical.toml",
            "mr.upper = [1, 3,",
            "mr.upper = [1.04, 3,",
            "data-precision",
            "rules/R2.2.2006-05/chemical.toml: rows: general: mr",
        ),
        (CLIMATE, "from = 15, below = 40", "from = 15, below = 39", "data-gap", CLIMATE),
        (CLIMATE, "from = 15, below = 40", "from = 15, to = 40", "data-overlap", CLIMATE),
        (CLIMATE, "otherwise", "othrwise", "data-gap", CLIMATE),
        (
            "rules/KZ1.04.001.2000/noise.toml",
            "R2.2.2006-05/noise",
            "R2.2.2006-05/noize",
            "data-from",
            "rules/KZ1.04.001.2000/noise.toml",
        ),
        (
            "rules/KZ1.04.001.2000/noise.toml",
            'noise_steps."2006-05"]',
            'noise_steps."2006"]',
            "data-word",
            "rules/KZ1.04.001.2000/noise.toml: variants: noise_steps",
        ),
        (
            "rules/index.toml",
            'noise_limit = "dsm15"',
            'noise_limit = "dsm16"',
            "data-word",
            "rules/index.toml: KZ1.04.001.2000: options: noise_limit",
        ),
        (
            "rules/index.toml",
            'proposed = "KZ1',
            'proposed = "KZ2',
            "data-word",
            "rules/index.toml: proposed",
        ),
        (
            "norms/noise-dsm15.toml",
            'table = "1"',
            'table = ""',
            "data-missing",
            "norms/noise-dsm15.toml: table",
        ),
        (
            "norms/noise-dsm15.toml",
            "level = 50",
            'level = "50"',
            "data-number",
            "norms/noise-dsm15.toml: row[0]: level",
        ),
        (
            "acts.toml",
            'status = "in-force"',
            'status = "maybe"',
            "data-word",
            "acts.toml: dsm-15: status",
        ),
        (REACH, '"noise_mean", ', "", "data-not-reached", "factors"),
        (REACH, '"noise_mean", ', '"noise_men", ', "data-word", f"{REACH}: helper"),
        (REACH, '"noise_mean", ', '"noise", ', "data-twice", f"{REACH}: helper"),
        (
            REACH,
            "roll-up = [",
            'roll-up = ["noise", "uv_preventive", ',
            "data-twice",
            f"{REACH}: roll-up",
        ),
        (
            REACH,
            '"emf_rollup", ',
            '"dust_load_periods", ',
            "data-not-reached",
            "factors",
        ),
        (
            "factors/noise.toml",
            'criterion = "noise_maximum"',
            'criterion = "noise"',
            "data-not-reached",
            "factors",
        ),
        ("units.toml", 'kk = "лк"', "kk = 1", "data-languages", "units.toml: lx"),
    ],
)
def test_what_does_not_hold_is_located(
    copy: Path, file: str, old: str, new: str, code: str, place: str
) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = lint(copy)
    assert (code, place) in {(fault.code, fault.params["place"]) for fault in faults}
    texts = Texts.load(RESOURCES)
    for fault in faults:
        assert all(texts.error(fault).get_exact(language) for language in LANGUAGES)


def test_a_file_of_a_newcomer_that_is_not_text_is_a_fault(copy: Path) -> None:
    (copy / "rules/33n/new.toml").write_bytes(b"\xff\xfe\x00")
    assert [fault.code for fault in lint(copy)] == ["data-unreadable"]


def test_every_fault_has_its_message() -> None:
    texts = Texts.load(RESOURCES)
    codes = set()
    for file in (ROOT / "riskdesk/rules").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).startswith("data-"):
                codes.add(str(node.value))
    assert len(codes) > 20
    assert sorted(code for code in codes if code not in texts) == []
