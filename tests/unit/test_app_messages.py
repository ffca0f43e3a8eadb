"""Every code that the program says has its message in three languages."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from riskdesk.domain.values import LANGUAGES
from riskdesk.services.texts import Texts


def _codes(root: Path) -> Iterator[tuple[str, str]]:
    """The literal codes of ``UserError(...)``, ``….say(...)``, ``program.say(...)``."""
    for path in sorted((root / "riskdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first = node.args[0]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            if _name(node.func) in ("UserError", "texts.say", "program.say"):
                yield f"{path.relative_to(root)}:{node.lineno}", first.value


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and function.attr == "say":
        inner = function.value
        named = inner.attr if isinstance(inner, ast.Attribute) else getattr(inner, "id", "")
        return f"{named}.say"
    return ""


def test_every_code_has_a_message(root: Path, resources: Path) -> None:
    texts = Texts.load(resources)
    found = list(_codes(root))
    assert len(found) > 20
    assert [(place, code) for place, code in found if code not in texts] == []


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[2].glob("resources/messages/*.toml"))
)
def test_the_languages_of_a_message_have_the_same_places(path: Path) -> None:
    for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        places = {
            frozenset(name for _, name, _, _ in Formatter().parse(entry[language]) if name)
            for language in LANGUAGES
        }
        assert len(places) == 1, (code, places)
