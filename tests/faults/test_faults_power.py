"""The power goes at any moment: the product's settings and statements over a disk that forgets.

What it proves: with what SQLite and the program ask of the system in the order they ask it, no
file state that a disk may leave by losing unsynced sectors and names loses an acknowledged change,
spoils the database or a named backup, or leaves a restore between two states. What it does not: a
disk that says it has synced and has not, or that spoils bytes it was not asked to write.
"""

import itertools
import pickle
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.power import Disk, lay_out
from faults.programs import python_path, state_of
from faults.recorded_child import NAME
from faults.recorder import Event, shared_library

from riskdesk.data.database import open_database
from riskdesk.data.restoring import live_path
from riskdesk.domain.errors import UserError

pytestmark = pytest.mark.skipif(shared_library() is None, reason="SQLite is no shared library here")

CHILD = Path(__file__).with_name("recorded_child.py")
CUTS, CUTS_LONG = 200, 5_000
CONTROL = 40


def recorded(root: Path, resources: Path, folder: Path, *flags: str) -> list[Event]:
    live = folder / "live"
    live.mkdir()
    log = folder / "log"
    subprocess.run(
        [sys.executable, str(CHILD), str(live), str(resources), str(log), *flags],
        env=python_path(root),
        check=True,
    )
    with log.open("rb") as file:
        events = pickle.load(file)  # noqa: S301 - written by our own child
    assert isinstance(events, list)
    return events


def judged(
    disk: Disk, events: Sequence[Event], at: int, places: tuple[Path, Path], run: FaultRun
) -> str:
    """What is there after a cut before event ``at``: ``kept``, ``next``, or what is wrong.

    ``disk`` has followed the events so far.
    """
    folder, memory = places
    chance = run.chance()
    chance.seed(f"{run.seed} {at}")
    now = memory / "cut"
    shutil.rmtree(now, ignore_errors=True)
    now.mkdir()
    lay_out(disk.after_cut(chance), folder / "live", now)
    said = disk.said
    after = next((event[1] for event in events[at:] if event[0] == "said"), None)
    named = now / NAME
    try:
        with open_database(live_path(named), clock=FakeClock(), user="u") as database:
            found = state_of(database)
            sound = database._raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except UserError as error:
        return f"corrupt: {error.code}"
    if not sound:
        return "corrupt: integrity"
    for copy in (now / "backups").glob("*.db"):
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as backup:
            if backup.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "corrupt: backup"
    if not said or found == said[-1]:
        return "kept"
    return "next" if found == after else "lost"


def cuts(
    events: Sequence[Event], count: int, folder: Path, memory: Path, run: FaultRun
) -> Counter[str]:
    chance, disk, found, before = run.chance(), Disk(), Counter[str](), 0
    said = [0, *(at for at, event in enumerate(events) if event[0] == "said"), len(events)]
    steps = list(itertools.pairwise(said))  # each step of the session is cut as often as another
    for at in sorted(chance.randint(*chance.choice(steps)) for _ in range(count)):
        disk.follow(events[before:at])
        before = at
        found[judged(disk, events, at, (folder, memory), run)] += 1
    return found


def test_a_power_cut_loses_nothing_acknowledged(
    root: Path, resources: Path, tmp_path: Path, memory: Path, fault_run: FaultRun
) -> None:
    begun = time.perf_counter()
    events = recorded(root, resources, tmp_path)
    count = fault_run.size(CUTS, CUTS_LONG)
    found = cuts(events, count, tmp_path, memory, fault_run)
    assert set(found) <= {"kept", "next"}, found
    assert found["kept"] > count / 2
    kinds = Counter(event[0] for event in events)
    fault_run.tell(
        f"power cuts {count}, over {len(events)} steps ({kinds['write']} writes,"
        f" {kinds['sync'] + kinds['names']} syncs, {kinds['said']} acknowledgements):"
        f" 0 corrupt, 0 lost, {found['next']} there without an acknowledgement,"
        f" {time.perf_counter() - begun:.0f} s"
    )


def test_the_layer_sees_a_program_that_does_not_sync(
    root: Path, resources: Path, tmp_path: Path, memory: Path, fault_run: FaultRun
) -> None:
    events = recorded(root, resources, tmp_path, "unsynced")
    found = cuts(events, CONTROL, tmp_path, memory, fault_run)
    bad = sum(number for what, number in found.items() if what not in {"kept", "next"})
    assert bad > CONTROL / 4, found
    fault_run.tell(f"the same without syncs: {bad} of {CONTROL} cuts lost or corrupt")
