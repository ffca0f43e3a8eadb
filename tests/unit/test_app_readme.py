"""The README says what the program does: packages, commands, files."""

import re
from pathlib import Path

import run
from riskdesk.app.cli.arguments import FORMATS, IMPORT_KINDS, LANGUAGES, command_names


def _readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_packages_of_the_readme_are_those_of_the_start_script(root: Path) -> None:
    block = re.search(r"apt-get install -y (.*?)```", _readme(root), re.DOTALL)
    assert block is not None
    listed = set(block[1].replace("\\", " ").split())
    assert listed == {
        "python3-venv",
        *run.QT_LIBRARIES.values(),
        *run.WINDOW_LIBRARIES.values(),
    }


def test_every_command_stands_in_the_readme(root: Path) -> None:
    text = _readme(root)
    for name in command_names():
        assert re.search(rf"^\| .*`[^|]*\b{name}\b", text, re.MULTILINE), name
    assert r"\|".join(IMPORT_KINDS) in text
    assert ",".join(FORMATS) in text
    assert r"\|".join(LANGUAGES) in text


def test_the_files_it_links_are_there(root: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", _readme(root))
    assert links
    assert [link for link in links if not (root / link).exists()] == []
