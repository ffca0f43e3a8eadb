"""Killed while an older database is upgraded: the old file untouched or the new one whole (R8)."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun

from riskdesk.data.backup import check
from riskdesk.data.database import open_database

CHILD = Path(__file__).with_name("upgrading_child.py")
GOLDEN = Path(__file__).parents[1] / "databases" / "version-0001.db"
KEPT = "қор (v1, 2026-11-28).db"
CLOCK = FakeClock(datetime(2026, 11, 28, 12, tzinfo=UTC))
KILLS = 20
"""Drawn moments; those around the two renames are always among the kills."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process that kills itself")


@dataclass(frozen=True)
class Ended:
    """How a child ended and what it said."""

    code: int
    said: str
    complaint: str


def start(root: Path, path: Path, moment: int, *flags: str) -> subprocess.Popen[str]:
    """A child that opens the file until ``moment``."""
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(path), str(moment), *flags],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(child: subprocess.Popen[str]) -> Ended:
    """Wait for the child."""
    with child:
        said, complaint = child.communicate(timeout=60)
    return Ended(child.returncode, said, complaint)


def run(root: Path, path: Path, moment: int, *flags: str) -> Ended:
    """Let a child open the file until ``moment``."""
    return end(start(root, path, moment, *flags))


def old_file(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "қор.db"
    shutil.copyfile(GOLDEN, path)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def untouched_or_whole(path: Path, expected: str) -> bool:
    """Check what a kill left and that the next start goes on; whether the swap had happened."""
    swapped = path.read_bytes() != GOLDEN.read_bytes()
    if swapped:
        assert path.with_name(KEPT).exists(), "changed, and the old one is not kept"
    with open_database(path, clock=CLOCK, user="parent") as database:
        assert (database.kept is None) == swapped
        assert database.content_hash(with_history=True) == expected, "not what it said"
    check(path)
    assert dump(path.with_name(KEPT)) == dump(GOLDEN), "the kept one is not the old one"
    assert {file.name for file in path.parent.iterdir()} == {path.name, KEPT}, "something stayed"
    return swapped


@pytest.fixture
def expected(tmp_path: Path) -> str:
    """What the upgraded database says."""
    path = old_file(tmp_path / "whole")
    with open_database(path, clock=CLOCK, user="parent") as database:
        return database.content_hash(with_history=True)


def test_an_upgrade_killed_at_any_moment(
    root: Path, tmp_path: Path, expected: str, fault_run: FaultRun
) -> None:
    started = time.perf_counter()
    whole = run(root, old_file(tmp_path / "count"), 0)
    assert whole.code == 0, whole.complaint
    count, *renames = map(int, whole.said.split())
    late = range(renames[0] - 2, renames[-1] + 3)
    early = [moment for moment in range(1, count + 1) if moment not in late]
    chosen = fault_run.chance().sample(early, fault_run.size(KILLS, len(early)))
    swapped = 0
    for moment in sorted((*chosen, *late)):
        path = old_file(tmp_path / f"{moment}")
        assert run(root, path, moment).code == -9, f"not killed at moment {moment}"
        swapped += untouched_or_whole(path, expected)
    kills = len(chosen) + len(late)
    assert 0 < swapped < kills, "the swap was not among the moments"
    fault_run.tell(
        f"upgrade of version 1 killed at {kills} of {count} moments: old file untouched"
        f" {kills - swapped}, new one whole {swapped}, 0 lost, all went on,"
        f" {time.perf_counter() - started:.0f} s"
    )


def test_the_harness_sees_a_migration_in_place(root: Path, tmp_path: Path, expected: str) -> None:
    path = old_file(tmp_path / "in place")
    assert run(root, path, 0, "in-place").code == -9
    with pytest.raises(AssertionError, match="not kept"):
        untouched_or_whole(path, expected)


def test_two_programs_that_start_at_once_upgrade_once(
    root: Path, tmp_path: Path, expected: str
) -> None:
    path = old_file(tmp_path / "two")
    children = [start(root, path, 0) for _ in range(3)]
    ended = [end(child) for child in children]
    assert 0 in {each.code for each in ended}
    for each in ended:
        refused = "database-locked" in each.complaint or "database-moved" in each.complaint
        assert each.code == 0 or refused, each.complaint
    assert untouched_or_whole(path, expected)
