"""Help in the language of messages: whole, and without a leak from another language."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from riskdesk.app.bootstrap import Program, make_program
from riskdesk.app.cli import arguments, rules
from riskdesk.app.cli.check import HEAD
from riskdesk.app.cli.table import show, word
from riskdesk.domain.values import Language, Provenance, Sex
from riskdesk.rules.book import Change
from riskdesk.rules.finding import Status, Verified
from riskdesk.services.problem import Severity

NAMES = {
    *(
        "riskdesk",
        "RISKDESK_LANG",
        "SQLite",
        "PDF",
        "Excel",
        "JSON",
        "ID",
        "demo-dossier",
        "dossier",
    ),
    *(*arguments.command_names(), *arguments.LIST_KINDS, *arguments.IMPORT_KINDS),
    *(*arguments.RULE_ACTIONS, *arguments.FORMATS, "kk-ru", "kk", "ru", "en", "light", "dark"),
}
"""Words of the command line itself: what the user types stands in every language."""


@pytest.fixture
def program(language: Language) -> Program:
    return replace(make_program(), language=language, called="riskdesk")


def help_of(program: Program, words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as caught:
        arguments.parse([*words, "--help"], say=program.say, called=program.called)
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("command", ["", *arguments.command_names()])
def test_help_speaks_one_language(
    program: Program, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = help_of(program, [command] if command else [], capsys)
    latin = {found.strip("-") for found in re.findall(r"(?<![-\w])[A-Za-z][\w-]+", text)}
    assert latin - NAMES - {"h"} == set()
    assert "help-" not in text
    wordless = [line for line in text.splitlines() if re.fullmatch(r"  -?-?\S+( \S+)?", line)]
    assert wordless in ([], ["  КОМАНДА"]), "every argument is explained"


@pytest.mark.parametrize("language", ["en"])
def test_help_names_every_command_in_english(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    text = help_of(program, [], capsys)
    assert text.startswith("usage: riskdesk ")
    assert re.search("[А-Яа-я]", text) is None
    for name in arguments.command_names():
        assert re.search(rf"^    {name} +\S", text, re.MULTILINE), name


@pytest.mark.parametrize("language", ["ru"])
def test_the_version_is_told_as_it_is(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments.parse(["--version"], say=program.say)
    assert re.fullmatch(r"riskdesk \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_what_is_right_reads_no_message() -> None:
    def silent(code: str, /, **_params: object) -> str:
        raise AssertionError(code)

    found = arguments.parse(["export", "--out", "o", "--lang", "kk"], say=silent)
    assert found.lang == "kk"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_word_of_the_tables_is_known(program: Program) -> None:
    words = {*get_args(Severity), *Provenance, *Sex, *get_args(Status), *get_args(Verified)}
    words |= {*get_args(Change)} - {"same"}
    assert all(word(program, one) for one in words)
    heads = {*HEAD, *rules.HEAD, *rules.OPTIONS, *rules.COMPARED, *rules.OWN_HEAD}
    assert [key for key in sorted(heads) if f"column-{key}" not in program.texts] == []


@pytest.mark.parametrize("language", ["ru"])
def test_cells_are_for_people(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "sample": True,
        "severity": "error",
        "by_sex": {"m": "2", "w": "3.2"},
        "readings": {"noise_leq": "82", "illuminance": "300"},
        "workplaces": [1, 2],
        "bin": None,
    }
    show(program, list(row), [row])
    head, _, cells = capsys.readouterr().out.splitlines()
    assert re.split(" {2,}", head) == [
        "образец", "важность", "по полу", "показания", "рабочие места", "БИН"
    ]  # fmt: skip
    assert re.split(" {2,}", cells) == [
        "да", "ошибка", "мужчины 2, женщины 3.2", "noise_leq 82; illuminance 300", "1, 2"
    ]  # fmt: skip
