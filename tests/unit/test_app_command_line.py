"""The grammar of the command line, the language of messages, where things lie."""

import argparse
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.app.bootstrap import called_as
from riskdesk.app.cli import arguments
from riskdesk.app.cli.console import put_table, table_lines, to_json
from riskdesk.app.display import has_display
from riskdesk.app.folders import writable_folder
from riskdesk.app.language import interface_language
from riskdesk.app.paths import find_paths
from riskdesk.app.settings import FILE, keep_settings, read_settings
from riskdesk.domain.errors import UserError


def parse(words: list[str]) -> argparse.Namespace:
    return arguments.parse(words, say=_code)


def _code(code: str, /, **params: object) -> str:
    return f"{code} {params}"


@pytest.mark.parametrize(
    "words",
    [
        ["--database", "а.db", "check", "--json"],
        ["check", "--database", "а.db", "--json"],
        ["check", "--json", "--database=а.db"],
    ],
)
def test_the_database_is_named_before_or_after_the_command(words: list[str]) -> None:
    found = parse(words)
    assert found.database == Path("а.db")
    assert found.module == "riskdesk.app.cli.check"
    assert found.json


def test_no_command_is_the_window_and_no_database_is_the_user_s_own() -> None:
    found = parse([])
    assert found.module == "riskdesk.app.cli.window"
    assert found.database is None


def test_import_takes_a_kind_a_file_and_a_day() -> None:
    found = parse(["import", "journal", "-", "--date", "2026-04-10", "--certification", "x"])
    assert (found.kind, found.file, found.date) == ("journal", Path("-"), date(2026, 4, 10))


def test_export_takes_forms_and_formats_repeated_or_listed() -> None:
    words = ["export", "--out", "o", "--form", "annex-1,annex-2", "--form", "annex-3"]
    found = parse([*words, "--format", "xlsx,pdf"])
    assert found.form == [("annex-1", "annex-2"), ("annex-3",)]
    assert found.format == ("xlsx", "pdf")
    assert found.lang == "kk-ru"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["classfy"], "argument-unknown", "'value': 'classfy'"),
        (["list", "nothing"], "argument-unknown", "enterprises, certifications"),
        (["import", "papers", "f"], "argument-unknown", "help-place-kind"),
        (["export", "--out", "o", "--lang", "de"], "argument-unknown", "'name': '--lang'"),
        (["export", "--out", "o", "--format", "doc"], "argument-unknown", "pdf, xlsx"),
        (["export", "--out", "o", "--format", ""], "argument-unknown", "'name': '--format'"),
        (["export", "--out", "o", "--form", ""], "argument-no-value", "'name': '--form'"),
        (["check", "--database"], "argument-no-value", "'name': '--database'"),
        (["check", "--json=yes"], "argument-takes-none", "'name': '--json'"),
        (["import", "journal", "-", "--date", "20260410"], "argument-no-day", "20260410"),
        (["import", "journal", "-", "--date", "2026-W15-5"], "argument-no-day", "2026-W15-5"),
        (["import", "journal", "f", "--date", "10.04.2026"], "argument-no-day", "'name': '--date'"),
        (["import", "journal"], "arguments-missing", "help-place-file"),
        (["import"], "arguments-missing", "help-place-kind {}, help-place-file {}"),
        (["export"], "arguments-missing", "--out"),
        (["check", "--js"], "arguments-left", "--js"),
        (["demo", "a", "b"], "arguments-left", "'words': 'b'"),
    ],
)
def test_mistakes_are_the_user_s_and_one_line(words: list[str], code: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        parse(words)
    assert caught.value.code == "bad-arguments"
    message = str(caught.value.params["message"])
    assert message.startswith(f"{code} ")
    assert told in message
    assert "\n" not in message


def test_a_complaint_advises_the_help_of_its_command() -> None:
    with pytest.raises(UserError) as caught:
        arguments.parse(["list"], say=_code, called="python3 run.py")
    assert caught.value.params["command"] == "python3 run.py list"


@pytest.mark.parametrize(
    ("environment", "script", "called"),
    [
        ({"RISKDESK_CALLED": "py run.py"}, "/x/riskdesk/__main__.py", "py run.py"),
        ({}, "/x/riskdesk/__main__.py", "python3 -m riskdesk"),
        ({}, "/usr/bin/riskdesk", "riskdesk"),
    ],
)
def test_the_program_is_named_as_it_was_started(
    environment: dict[str, str], script: str, called: str
) -> None:
    assert called_as(environment, script) == called


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "kk_KZ.UTF-8", "LC_ALL": "en-US"}, "en"),
        ({"LANG": "kk_KZ.UTF-8", "RISKDESK_LANG": "ru"}, "ru"),
        ({"LANG": "de_DE"}, "ru"),
    ],
)
def test_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert interface_language(environment) == language


def test_decimals_become_json_numbers_and_texts_stay_texts() -> None:
    row = {"a": Decimal("82.5"), "b": Decimal("80.0"), "c": None, "d": "Қ", "e": Path("x")}
    assert to_json(row) == '{"a": 82.5, "b": 80, "c": null, "d": "Қ", "e": "x"}'


def test_a_table_is_aligned_under_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    put_table(("code", "n"), [("norm-exceeded", "3"), ("x", "12")])
    assert capsys.readouterr().out == (
        "code           n\n─────────────  ──\nnorm-exceeded  3\nx              12\n"
    )


def test_a_table_keeps_to_the_terminal_and_loses_no_word() -> None:
    head, rows = ("code", "message"), [("norm-exceeded", "a value beyond its norm"), ("x", "y")]
    lines = list(table_lines(head, rows, 30))
    assert lines == [
        "code           message",
        "─────────────  ───────────────",
        "norm-exceeded  a value beyond",
        "               its norm",
        "x              y",
    ]
    assert list(table_lines(head, rows, None)) == list(table_lines(head, rows, 200))


def test_a_terminal_narrower_than_the_words_breaks_them() -> None:
    lines = list(table_lines(("a", "b"), [("norm-exceeded", "illuminance")], 20))
    assert max(map(len, lines)) <= 20
    assert "".join(line[:9].strip() for line in lines[2:]) == "norm-exceeded"


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":4711"}, "linux", False),
        ({"DISPLAY": "nonsense"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "win32", True),
    ],
)
def test_a_display_is_looked_for(
    environment: dict[str, str],
    platform: str,
    there: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert has_display(environment, platform) is there


def test_paths_name_the_program_s_data(resources: Path) -> None:
    paths = find_paths()
    assert paths.resources == resources
    assert (paths.sample / "field-journal.csv").is_file()
    assert paths.database.suffix == ".db"


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(UserError) as caught:
        writable_folder(tmp_path / "taken")
    assert caught.value.code == "folder-not-writable"
    assert writable_folder(tmp_path / "new" / "deep").is_dir()


def test_window_settings_come_back_and_spoilt_ones_are_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "user"
    assert read_settings(folder) == {}
    keep_settings(folder, {"language": "kk", "theme": "dark"})
    assert read_settings(folder) == {"language": "kk", "theme": "dark"}
    for spoilt in ("{", "[1]", '{"theme": 5}', "\x00"):
        (folder / FILE).write_text(spoilt, encoding="utf-8")
        assert read_settings(folder) == {}
