"""What happens around the program: files moved away, clocks, zones, long paths, sleep."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.programs import context_of, make_sample, python_path, state_of
from faults.test_faults_kill import CHILD, check_rule, new_file, present
from specimen import Specimen, specimen
from surroundings import FixedClock

from riskdesk.data.backups import Backups
from riskdesk.data.connection import LONGEST
from riskdesk.data.database import Database, open_database
from riskdesk.domain.errors import UserError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX; see docs/reliability.md")


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="u", busy_seconds=0)


@pytest.fixture
def made() -> Specimen:
    return specimen(workplaces=1)


@pytest.fixture
def database(tmp_path: Path, made: Specimen) -> Iterator[Database]:
    folder = tmp_path / "қалта"
    folder.mkdir()
    with opened(folder / "a.db") as database:
        with database.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        yield database


def change(database: Database, made: Specimen, reason: str) -> None:
    with database.unit_of_work() as uow:
        uow.replace(replace(made.dossier.marks[0], reason=reason))
        uow.commit("set-mark")


def test_a_folder_that_was_renamed_is_said_and_works_when_it_is_back(
    database: Database, made: Specimen
) -> None:
    """F09, F10: nothing goes into a file that nobody will find."""
    folder = database.path.parent
    away = folder.with_name("басқа")
    before = state_of(database)
    folder.rename(away)
    with pytest.raises(UserError) as error:
        change(database, made, "жоқ")
    assert error.value.code in {"database-moved", "database-no-access", "database-io"}
    away.rename(folder)
    assert state_of(database) == before
    change(database, made, "қайта")
    assert state_of(database) != before


def test_a_file_that_was_removed_is_said(database: Database, made: Specimen) -> None:
    shutil.rmtree(database.path.parent)
    for _ in range(2):
        with pytest.raises(UserError) as error:
            change(database, made, "жоқ")
        assert error.value.code in {"database-moved", "database-no-access", "database-io"}


def test_the_journal_of_another_database_is_never_taken_for_truth(
    database: Database, tmp_path: Path
) -> None:
    """F15: whoever copies a file over another one leaves its journal beside it."""
    path = database.path
    database.close()
    other = tmp_path / "alien" / "a.db"
    other.parent.mkdir()
    with opened(other) as alien, alien.unit_of_work() as uow:
        for row in specimen(workplaces=4, title="басқа").rows:
            uow.add(row)
        uow.commit("x")
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE measurement SET value_text = printf('%.*c', 9000, 'x')")
        shutil.copy(f"{other}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    try:
        with opened(path) as spoilt:
            assert spoilt.audit() != []
    except UserError as error:
        assert error.code == "database-damaged"  # noqa: PT017 - or it is found, above


def test_a_clock_that_jumps_reorders_nothing(tmp_path: Path, made: Specimen) -> None:
    """F18: 1970, 2038 and back; the order is that of the numbers, the chain holds."""
    clock = FixedClock(datetime(2026, 4, 11, 9, 0, tzinfo=UTC))
    with open_database(tmp_path / "a.db", clock=clock, user="u") as database:
        with database.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        for number, year in enumerate((1970, 2038, 2026, 2099)):
            clock.advance(datetime(year, 1, 19, 3, 14, 8, tzinfo=UTC) - clock.now())
            change(database, made, f"{number}")
        changes = database.changes()
        assert [each.seq for each in changes] == [1, 2, 3, 4, 5]
        assert [each.at.year for each in changes] == [2026, 1970, 2038, 2026, 2099]
        with database.unit_of_work() as uow:
            assert uow.get(type(made.dossier.marks[0]), made.dossier.marks[0].id).reason == "3"
        assert {fault.code for fault in database.audit()} <= {"content-damaged"}


@contextmanager
def zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def test_a_change_of_the_time_zone_reorders_no_backups(database: Database, made: Specimen) -> None:
    """Kazakhstan went from UTC+6 to UTC+5 on 2024-03-01: an hour came twice."""
    clock = FixedClock(datetime(2024, 2, 29, 18, 10, tzinfo=UTC))
    vault = Backups(database.path, clock)
    paths = []
    for name in ("<+06>-6", "<+05>-5"):
        with zone(name):
            change(database, made, name)
            paths.append(vault.make(database))
        clock.advance(timedelta(minutes=40))
    assert len(set(paths)) == 2
    assert [file.path for file in vault.files()] == paths[::-1]


def test_a_long_path_works(tmp_path: Path) -> None:
    """F21: over 260 characters; and one byte more than SQLite takes is a sentence."""
    folder = tmp_path
    while len(str(folder)) < 270:
        folder /= "Branch of Shymkent 2026"
    folder /= "қ"
    folder.mkdir(parents=True)
    deep = folder / ("y" * 200)
    deep.mkdir()
    with pytest.raises(UserError) as error:
        opened(deep / f"{'x' * (LONGEST - len(os.fsencode(deep)) - 3)}.db")
    assert error.value.code == "database-path-too-long"
    with opened(folder / "қор.db") as database:
        before = database.content_hash()
        assert Backups(database.path, FakeClock()).make(database) is None
    with opened(folder / "қор.db") as database:
        assert database.content_hash() == before


def test_a_name_too_long_for_the_disk_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        opened(tmp_path / f"{'қ' * 200}.db")
    assert error.value.code == "database-no-access"


def test_sleep_and_wake_in_the_middle_of_work(root: Path, tmp_path: Path) -> None:
    """F30."""
    path = tmp_path / "a.db"
    certification = new_file(path)
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path), certification],
        env=python_path(root),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child, child.stdout as talk:
        lines = [talk.readline()]
        for _ in range(5):
            child.send_signal(signal.SIGSTOP)
            time.sleep(0.05)
            child.send_signal(signal.SIGCONT)
            lines.append(talk.readline())
        child.kill()
        lines += talk.read().splitlines()
    numbers = [int(line) for line in lines if line.strip()]
    assert numbers == list(range(1, len(numbers) + 1))
    check_rule(numbers[-1], present(path))


_LITTLE = """
import resource, sys
from riskdesk.app.main import main
import riskdesk.app.cli.export, riskdesk.app.writers
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[1]), -1))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("megabytes", [4, 24])
def test_an_export_without_memory_leaves_no_half_file(
    root: Path, resources: Path, tmp_path: Path, megabytes: int
) -> None:
    """F27: one line, no traceback, the old files as they were, the database too."""
    path, out = tmp_path / "a.db", tmp_path / "out"
    with opened(path) as database:
        make_sample(database, context_of(resources), resources)
        before = state_of(database)
    words = ["--database", str(path), "export", "--out", str(out), "--form", "annex-1"]
    done = subprocess.run(
        [sys.executable, "-c", _LITTLE, str(megabytes * 1_000_000), *words],
        cwd=root,
        env=python_path(root, HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) <= 3, done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists() or not list(out.iterdir())
    with opened(path) as database:
        assert state_of(database) == before
