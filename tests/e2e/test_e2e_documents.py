"""``export --issue``, ``verify`` and ``seal`` as people and scripts call them."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.programs import context_of, make_sample

from riskdesk.data.database import open_database

CODE = r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}"


class Program:
    def __init__(self, root: Path, home: Path, database: Path) -> None:
        self.root, self.home, self.database = root, home, database

    def run(self, *words: object, code: int = 0) -> "subprocess.CompletedProcess[str]":
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_STATE_HOME": str(self.home),
            "RISKDESK_LANG": "ru",
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", "riskdesk", "--database", str(self.database), *map(str, words)],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done


@pytest.fixture
def program(root: Path, resources: Path, tmp_path: Path) -> Program:
    path = tmp_path / "зауыт.db"
    with open_database(path, clock=FakeClock(), user="u") as database:
        make_sample(database, context_of(resources), resources)
    return Program(root, tmp_path, path)


def test_a_document_from_issue_to_verification(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "құжаттар"
    export = ("export", "--out", out, "--form", "code-list", "--format", "pdf")
    assert "открытых ошибок" in program.run(*export, "--issue", code=2).stderr
    done = program.run(*export, "--issue", "--deviations", "по просьбе", "--number", "7/а")
    file = out / "code-list.pdf"
    assert done.stdout.split() == [str(file)]
    (code,) = (each.group() for each in re.finditer(CODE, done.stderr))
    first = file.read_bytes()
    for what in (file, code, code.lower()):
        row = json.loads(program.run("verify", what, "--json").stdout)
        assert row["kind"] == "document"
        assert (row["number"], row["revision"], row["code"]) == ("7/а", 1, code)
        assert (row["data"], row["faults"]) == ("same", [])
    program.run(*export, "--revise", "опечатка", "--deviations", "по просьбе")
    assert file.read_bytes() != first
    assert "более поздняя редакция: 2" in program.run("verify", code).stdout
    program.run("export", "--out", out, "--issued", code)
    assert file.read_bytes() == first
    file.write_bytes(first + b" ")
    assert "изменён" in program.run("verify", file, code=2).stderr
    assert "не выпускался" in program.run("verify", "0000-0000-0000-0000", code=2).stderr


def test_a_seal_and_a_change_behind_the_program(program: Program) -> None:
    code = program.run("seal", "--reason", "отчёт сдан").stdout.strip()
    assert re.fullmatch(CODE, code)
    assert json.loads(program.run("verify", code, "--json").stdout)["data"] == "same"
    assert "закрыта" in program.run("seal", code=2).stderr
    assert "закрытых аттестаций – 1" in program.run("verify").stdout
    with closing(sqlite3.connect(program.database, isolation_level=None)) as connection:
        connection.execute("UPDATE measurement SET value_text = '1' WHERE value IS NOT NULL")
    rows = json.loads(program.run("verify", "--json", code=1).stdout)["faults"]
    assert {row["code"] for row in rows} == {"row-altered", "seal-broken"}
    assert {row["table"] for row in rows} == {"measurement", "certification"}
    assert "изменены" in program.run("verify", code, code=1).stderr
