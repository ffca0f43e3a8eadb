"""Words, icons and colours are complete, and code names no colour and no bare Qt field."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from riskdesk.domain.values import LANGUAGES, HazardClass, Language
from riskdesk.ui.theme import THEMES, Theme
from riskdesk.ui.tr import catalog

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "riskdesk" / "ui").rglob("*.py"))
FIVE = ("2", "3.1", "3.2", "3.3", "3.4")


def calls(name: str) -> Iterator[ast.Call]:
    """Calls of ``tr`` and the like in the window's code."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name in {
                getattr(node.func, "id", ""),
                getattr(node.func, "attr", ""),
            }:
                yield node


def keys_used() -> tuple[set[str], set[str]]:
    """Whole keys, and the beginnings of keys that end with a value."""
    whole, begun = set(), set()
    for call in calls("tr"):
        nodes = list(ast.walk(call.args[0])) if call.args else []
        parts = {id(v) for node in nodes if isinstance(node, ast.JoinedStr) for v in node.values}
        for node in nodes:
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant) and id(node) not in parts:
                whole.add(str(node.value))
    return {key for key in whole if "." in key}, begun


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_have_the_same_keys_and_places(resources: Path, language: str) -> None:
    model, other = catalog(resources, "ru"), catalog(resources, language)
    assert set(model) == set(other)

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key in model if places(model[key]) != places(other[key])] == []
    assert [key for key, text in other.items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_is_read_as_toml(resources: Path, language: Language) -> None:
    text = (resources / f"i18n/{language}.toml").read_text(encoding="utf-8")
    assert catalog(resources, language) == dict(_flat(tomllib.loads(text)))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def test_every_key_in_the_code_is_in_the_catalog(resources: Path) -> None:
    known = catalog(resources, "ru")
    whole, begun = keys_used()
    assert len(whole) > 100
    assert sorted(whole - set(known)) == []
    assert [b for b in begun if not any(key.startswith(b) for key in known)] == []


def test_every_key_is_used(resources: Path) -> None:
    """Somewhere in the code: whole, or as what an f-string with its beginning can make."""
    whole: set[str] = set()
    made: set[str] = set()
    for file in sorted((ROOT / "riskdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
                made.add("".join(".+" if p is None else re.escape(str(p)) for p in parts))
    able = re.compile("|".join(sorted(made)))
    unused = [k for k in catalog(resources, "ru") if k not in whole and not able.fullmatch(k)]
    assert unused == []


def test_every_icon_in_the_code_is_there(resources: Path) -> None:
    there = {file.stem for file in (resources / "icons").glob("*.svg")}
    named = {
        str(keyword.value.value)
        for call in calls("Sign")
        for keyword in call.keywords
        if keyword.arg == "icon" and isinstance(keyword.value, ast.Constant)
    }
    assert named
    assert named - there == set()


def test_themes_have_the_same_roles(resources: Path) -> None:
    def roles(table: object, path: str = "") -> Iterator[str]:
        if isinstance(table, dict):
            for key, inside in table.items():
                yield from roles(inside, f"{path}/{key}")
        else:
            yield path

    files = [resources / "themes" / f"{name}.toml" for name in THEMES]
    light, dark = (set(roles(tomllib.loads(f.read_text(encoding="utf-8")))) for f in files)
    assert light == dark


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_leaves_no_place_empty(resources: Path, name: str) -> None:
    theme = Theme.load(resources, name)  # type: ignore[arg-type]
    assert re.findall(r"@[\w.-]+@", theme.style_sheet()) == []
    for member in HazardClass:
        assert set(theme.class_colours(member.value)) >= {"fill", "text", "outline", "bar"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_code_names_no_colour_and_no_bare_field(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{6}\b|GlobalColor\.(?!transparent)\w+", text) == []
    assert "SpinBox" not in text
    if file.stem != "choice":
        assert "QComboBox" not in text
    if file.stem != "labels":
        assert "QLabel(" not in text
    assert "resizeColumnsToContents" not in text
    assert "resizeRowsToContents" not in text


def lightness(colour: str) -> float:
    """L* of a colour, 0 to 100."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * y ** (1 / 3) - 16) if y > 0.008856 else float(903.3 * y)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        value = lightness(colour)
        return float(((value + 16) / 116) ** 3) if value > 8 else value / 903.3

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_class_colours_differ_on_a_grey_printer(resources: Path) -> None:
    theme = Theme.load(resources, "light")
    grey = sorted(lightness(theme.class_colours(number)["fill"]) for number in FIVE)
    assert min(high - low for low, high in pairwise(grey)) >= 12


@pytest.mark.parametrize("name", THEMES)
def test_texts_can_be_read_on_their_grounds(resources: Path, name: str) -> None:
    theme = Theme.load(resources, name)  # type: ignore[arg-type]
    for ground in ("page", "panel", "grid_head", "sel", "sel_inactive", "hover", "computed_bg"):
        for text in ("text", "text_2"):
            found = contrast(theme.colour(text).name(), theme.colour(ground).name())
            assert found >= 4.5, (text, ground)
    for member in HazardClass:
        colours = theme.class_colours(member.value)
        assert contrast(colours["text"], colours["fill"]) >= 4.5, member
