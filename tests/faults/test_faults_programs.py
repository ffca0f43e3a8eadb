"""The program's own commands, killed between any two of their steps (R1–R7, F01, F02, F04, F05)."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.programs import SAMPLE, context_of, make_sample, python_path, state_of

from riskdesk.data.backup import check
from riskdesk.data.database import open_database
from riskdesk.data.restoring import live_path
from riskdesk.domain.model import Measurement, Workplace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork, SIGKILL: POSIX")

SERVER = Path(__file__).with_name("kill_server.py")
KILLS, KILLS_LONG = 12, 400
NAME = "Деректер қоры.db"


class Commands:
    """The program, in processes that can be killed at a moment."""

    def __init__(self, root: Path, home: Path) -> None:
        own = {"HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
        self.process = subprocess.Popen(
            [sys.executable, str(SERVER)],
            env=python_path(root, **{name: str(path) for name, path in own.items()}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def run(
        self, folder: Path, words: list[str], moment: int = 0, given: Path | None = None
    ) -> tuple[int, int, list[str]]:
        """Its exit code (negative: killed), how many moments it had, what it said."""
        said = folder.parent / f"{folder.name}.said"
        asked = {
            "words": ["--database", str(folder / NAME), *words],
            "moment": moment,
            "folder": str(folder),
            "said": str(said),
            "given": str(given) if given is not None else None,
        }
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(asked)}\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._read())
        lines = said.read_text(encoding="utf-8").splitlines()
        return answer["status"], answer["moments"], lines


@pytest.fixture(scope="module")
def commands(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    made = Commands(root, tmp_path_factory.mktemp("home"))
    yield made
    assert made.process.stdin is not None
    made.process.stdin.close()
    made.process.wait()
    assert made.process.stdout is not None
    made.process.stdout.close()


@dataclass(frozen=True)
class Place:
    """A folder with a database; ``before`` and ``after``: what it says, and said in the backup."""

    folder: Path
    before: str
    after: str
    backup: Path


def state(path: Path) -> str:
    """What a database says, all of it; it opens, and is sound."""
    with open_database(path, clock=FakeClock(), user="u") as database:
        assert database._raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return state_of(database)


def state_alone(path: Path) -> str:
    """The same of a file that is left as it is."""
    beside = path.with_name("read.tmp")
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as source,
        closing(sqlite3.connect(beside)) as copy,
    ):
        source.backup(copy)
    found = state(beside)
    beside.unlink()
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Place:
    folder = tmp_path_factory.mktemp("үлгі")
    resources = root / "resources"
    context = context_of(resources)
    backup = folder / "earlier.db"
    with open_database(folder / NAME, clock=FakeClock(), user="u") as database:
        make_sample(database, context, resources)
        database.backup(backup)
        with database.unit_of_work() as uow:
            value = uow.find(Measurement)[0]
            uow.remove(value)
            uow.commit("x")
    return Place(folder, state_alone(folder / NAME), state_alone(backup), backup)


def laid_out(place: Place, folder: Path) -> Path:
    """A copy of the folder; the database in it is closed."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place.folder, folder)
    return folder


def kill_all(
    commands: Commands,
    words: list[str],
    fresh: Callable[[], Path],
    judge: Callable[[Path, list[str]], str],
    run: FaultRun,
    given: Path | None = None,
) -> None:
    """Kill a command at drawn moments; ``judge`` says in a word what is there, or asserts."""
    begun = time.perf_counter()
    name = " ".join(words[:2]) if words[0] == "import" else words[0]
    status, count, _ = commands.run(fresh(), words, given=given)
    assert status == 0, f"{name} does not run"
    assert count > 10, "the moments are not seen"
    kills = run.size(KILLS, KILLS_LONG)
    found: dict[str, int] = {}
    for number, moment in enumerate(drawn(run.chance(), count, kills)):
        folder = fresh()
        status, _, said = commands.run(folder, words, moment, given)
        assert status == -9, f"not killed at moment {moment}"
        word = judge(folder, said)
        found[word] = found.get(word, 0) + 1
        if number % 2:
            continue
        _age(folder)
        status, _, _ = commands.run(folder, words, given=given)
        assert status == 0, f"{name} does not run after it was killed at moment {moment}"
        left = [path.name for path in folder.rglob("*") if path.suffix in {".part", ".new"}]
        assert not left, f"{left} left of moment {moment}"
    told = ", ".join(f"{what} {number}" for what, number in sorted(found.items()))
    run.tell(
        f"{name} killed at {kills} of {count} moments: {told}; 0 corrupt, 0 lost, all went on,"
        f" {time.perf_counter() - begun:.0f} s"
    )


def _age(folder: Path) -> None:
    """An hour goes by."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 3600,) * 2)


def drawn(chance: random.Random, count: int, kills: int) -> list[int]:
    """Half of them among the last: there the names of files are given."""
    late = range(max(1, count - 40), count + 1)
    return [
        chance.choice(late) if number % 4 < 2 else chance.randint(1, count)
        for number in range(kills)
    ]


def test_a_killed_backup(
    commands: Commands, place: Place, memory: Path, fault_run: FaultRun
) -> None:
    def judge(folder: Path, said: list[str]) -> str:
        assert state(folder / NAME) == place.before, "the database is not what it was"
        made = list((folder / "backups").glob("*.db"))
        assert made or not said, "a copy was told and is not there"
        for copy in made:
            check(copy)
            assert state_alone(copy) == place.before
        return "copy whole" if made else "copy absent"

    kill_all(commands, ["backup"], lambda: laid_out(place, memory / "қ"), judge, fault_run)


def test_a_killed_restore(
    commands: Commands, place: Place, memory: Path, fault_run: FaultRun
) -> None:
    folder = memory / "қ"

    def judge(folder: Path, said: list[str]) -> str:
        found = state(live_path(folder / NAME))
        assert found in {place.before, place.after}, "neither the one nor the other"
        assert found == place.after or not said, "told and not done"
        if found == place.after:
            files = [path for path in folder.rglob("*.db") if path != live_path(folder / NAME)]
            assert place.before in {state_alone(path) for path in files}, "the old one is lost"
        return "restored" if found == place.after else "as before"

    words = ["restore", str(folder / place.backup.name)]
    kill_all(commands, words, lambda: laid_out(place, folder), judge, fault_run)


def test_a_killed_import(commands: Commands, root: Path, memory: Path, fault_run: FaultRun) -> None:
    folder = memory / "қ"

    def fresh() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def judge(folder: Path, said: list[str]) -> str:
        if not (folder / NAME).exists():
            assert not said
            return "absent"
        with (
            open_database(folder / NAME, clock=FakeClock(), user="u") as database,
            database.unit_of_work() as uow,
        ):
            count, changes = len(uow.find(Workplace)), len(uow.changes())
        assert (count, changes) in {(0, 0), (55, 1)}, "half an import"
        assert count or not said, "told and not there"
        return "whole" if count else "absent"

    file = root / "resources" / SAMPLE / "staff-list.xlsx"
    words = ["import", "staff", str(file), "--date", "2026-04-10"]
    kill_all(commands, words, fresh, judge, fault_run)


def test_a_killed_entry(
    commands: Commands, place: Place, root: Path, memory: Path, fault_run: FaultRun
) -> None:
    """Row by row: acknowledged ≤ present ≤ acknowledged + 1."""
    folder, staff, given = memory / "қ", memory / "staff", memory / "journal.csv"
    staff.mkdir()
    file = root / "resources" / SAMPLE / "staff-list.xlsx"
    status, _, _ = commands.run(staff, ["import", "staff", str(file), "--date", "2026-04-10"])
    assert status == 0
    journal = root / "resources" / SAMPLE / "field-journal.csv"
    lines = journal.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    given.write_text("".join(lines[:60]), encoding="utf-8")
    source = Place(staff, place.before, place.after, staff)

    def judge(folder: Path, said: list[str]) -> str:
        acknowledged = sum(line.startswith("ok ") for line in said)
        with (
            open_database(folder / NAME, clock=FakeClock(), user="u") as database,
            database.unit_of_work() as uow,
        ):
            present = len(uow.find(Measurement))
        check(folder / NAME)
        assert acknowledged <= present <= acknowledged + 1
        return "one more" if present > acknowledged else "as acknowledged"

    words = ["import", "journal", "-"]
    kill_all(commands, words, lambda: laid_out(source, folder), judge, fault_run, given)


def test_a_killed_export(
    commands: Commands, place: Place, memory: Path, fault_run: FaultRun
) -> None:
    """The old file or the new one, whole; and the database as it was."""
    folder = memory / "қ"
    out = folder / "құжаттар"
    words = ["export", "--out", str(out), "--form", "code-list", "--form", "cover"]
    laid_out(place, folder)
    assert commands.run(folder, words)[0] == 0
    new = {path.name: path.read_bytes() for path in out.iterdir()}
    assert len(new) == 4

    def fresh() -> Path:
        laid_out(place, folder)
        out.mkdir()
        for name in new:
            (out / name).write_bytes(b"old")
        return folder

    def judge(folder: Path, said: list[str]) -> str:
        found = {path.name: path.read_bytes() for path in out.iterdir() if path.name in new}
        assert set(found) == set(new), "a file is gone"
        for name, content in found.items():
            assert content in {b"old", new[name]}, f"{name} is half"
        for line in said:
            assert found[Path(line).name] == new[Path(line).name], "told and not there"
        assert state(folder / NAME) == place.before
        return f"new files {sum(found[name] == new[name] for name in new)}"

    kill_all(commands, words, fresh, judge, fault_run)
