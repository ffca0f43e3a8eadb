"""Killed at a random moment: what was acknowledged is there (R1, R2, F01)."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from specimen import specimen

from riskdesk.data.database import open_database
from riskdesk.domain.model import Certification, Mark, Measurement
from riskdesk.domain.values import HazardClass

CHILD = Path(__file__).with_name("writing_child.py")
KILLS, KILLS_LONG = 20, 2_000
LONGEST_DELAY = 0.05
MARKS = 12


def new_file(path: Path) -> str:
    """A database with one workplace, its marks, and no value yet; returns the certification."""
    made = specimen(workplaces=1, title="0")
    (place,) = made.dossier.workplaces
    with (
        open_database(path, clock=FakeClock(), user="parent") as database,
        database.unit_of_work() as uow,
    ):
        for row in made.rows:
            if not isinstance(row, Measurement | Mark):
                uow.add(row)
        for number in range(MARKS):
            mark = replace(made.dossier.marks[0], id=f"{number}", subject=f"{number}")
            uow.add(replace(mark, workplace_id=place.id, hazard_class=HazardClass.OPTIMAL))
        uow.commit("start")
    return made.dossier.certification.id


def run_and_kill(root: Path, path: Path, certification: str, delay: float, *flags: str) -> int:
    """Let the child write, kill it ``delay`` seconds after its first word; what it acknowledged.

    Every line counts, also those that arrive after the kill: they were written before it.
    """
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path), certification, *flags],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child, child.stdout as acknowledgements:
        first = acknowledgements.readline()
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.kill()
        lines = [first, *acknowledgements.read().splitlines()]
    complete = [line for line in lines if line.strip()]
    assert complete, "the child wrote nothing"
    return int(complete[-1])


def present(path: Path) -> int:
    """The last commit in the file, after all checks of one commit being whole."""
    with (
        open_database(path, clock=FakeClock(), user="parent") as database,
        database.unit_of_work() as uow,
    ):
        (head,) = uow.find(Certification)
        values = uow.find(Measurement)
        marks = uow.find(Mark)
        changes = uow.changes()
        steps = uow.steps(changes[-1].id)
    last = int(head.title)
    assert [m.ordinal for m in values] == list(range(1, last + 1)), "values are not contiguous"
    assert {m.reason for m in marks} == {str(last) if last else ""}, "half a commit"
    assert [c.seq for c in changes] == list(range(1, last + 2)), "a commit without its history"
    if last:
        assert len(steps) == MARKS + 2, "half a history"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return last


def check_rule(acknowledged: int, found: int) -> None:
    """Acknowledged ≤ present ≤ acknowledged + 1."""
    assert acknowledged <= found, f"{acknowledged} acknowledged, {found} there: lost"
    assert found <= acknowledged + 1, f"{acknowledged} acknowledged, {found} there: invented"


def test_no_acknowledged_commit_is_lost(
    root: Path,
    tmp_path: Path,
    fault_run: FaultRun,
) -> None:
    path = tmp_path / "Әлия" / "қор данных.db"
    path.parent.mkdir()
    certification = new_file(path)
    kills = fault_run.size(KILLS, KILLS_LONG)
    chance = fault_run.chance()
    started = time.perf_counter()
    unacknowledged = found = 0
    for _ in range(kills):
        acknowledged = run_and_kill(root, path, certification, chance.uniform(0, LONGEST_DELAY))
        found = present(path)
        check_rule(acknowledged, found)
        unacknowledged += found - acknowledged
    fault_run.tell(
        f"kills {kills}: {found} commits, 0 lost, {unacknowledged} there without an"
        f" acknowledgement, 0 corrupt, {time.perf_counter() - started:.0f} s"
    )


def test_the_harness_sees_a_lie(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    certification = new_file(path)
    acknowledged = run_and_kill(root, path, certification, LONGEST_DELAY, "lie")
    with pytest.raises(AssertionError, match="lost"):
        check_rule(acknowledged, present(path))
