"""The folder of backups: made when something changed, checked first, never emptied by a fault."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from specimen import Specimen, specimen
from surroundings import FixedClock

from riskdesk.data import backup, backups
from riskdesk.data.backup_proof import Proof
from riskdesk.data.backups import Backups, stamp
from riskdesk.data.database import Database, open_database
from riskdesk.data.restoring import live_path
from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Cancelled

DAY = timedelta(days=1)
ALIENS = ("-journal", "-wal", "-shm")


@pytest.fixture
def made() -> Specimen:
    return specimen()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 4, 11, 9, 0, tzinfo=UTC))


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Backups:
    return Backups(tmp_path / "Деректер қоры.db", clock)


@pytest.fixture
def database(tmp_path: Path, made: Specimen, clock: FixedClock) -> Iterator[Database]:
    path = tmp_path / "Деректер қоры.db"
    with open_database(path, clock=clock, user="u") as opened:
        with opened.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        yield opened


def change(database: Database, made: Specimen, reason: str) -> None:
    with database.unit_of_work() as uow:
        uow.replace(replace(made.dossier.marks[0], reason=reason))
        uow.commit("set-mark")


def said_by(path: Path, clock: FixedClock) -> str:
    """The content of a copy, read from another copy: the first is left as it is."""
    beside = path.with_name("read.db")
    with closing(backup.read_alone(path)) as source:
        backup.copy_pages(source, beside)
    with open_database(beside, clock=clock, user="u") as opened:
        said = opened.content_hash(with_history=True)
    beside.unlink()
    return said


def test_a_backup_holds_everything_and_says_when_and_what(
    database: Database, vault: Backups, clock: FixedClock, made: Specimen
) -> None:
    path = vault.make(database)
    assert path is not None
    assert path.parent.name == "backups"
    assert said_by(path, clock) == database.content_hash(with_history=True)
    (file,) = vault.files()
    assert (file.path, file.at, file.size) == (path, clock.now(), path.stat().st_size)
    assert file.certifications is not None
    assert made.dossier.certification.title in file.certifications[0]
    assert vault.state().last == clock.now()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_unchanged_database_gets_no_second_backup(
    database: Database, vault: Backups, clock: FixedClock, made: Specimen
) -> None:
    first = vault.make(database)
    clock.advance(timedelta(minutes=30))
    assert vault.make(database) == first
    assert len(vault.files()) == 1
    change(database, made, "бір")
    assert vault.make(database) != first
    assert len(vault.files()) == 2


def test_an_empty_database_has_nothing_to_back_up(tmp_path: Path, clock: FixedClock) -> None:
    with open_database(tmp_path / "n.db", clock=clock, user="u") as empty:
        assert Backups(tmp_path / "n.db", clock).make(empty) is None
    assert not (tmp_path / "backups").exists()


def test_a_copy_spoilt_before_its_check_removes_no_older_one(
    database: Database, vault: Backups, clock: FixedClock, made: Specimen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first = vault.make(database)
    change(database, made, "бір")
    for days in (1, 900):
        clock.advance(days * DAY)
        with monkeypatch.context() as patched:
            patched.setattr(backup, "_prove", _spoiling(backup._prove))
            with pytest.raises(UserError) as error:
                vault.make(database)
        assert error.value.code in {"backup-damaged", "database-damaged"}
        assert [file.path for file in vault.files()] == [first]
    assert [p.name for p in vault.folder.iterdir()] == [first.name if first else ""]
    vault.make(database)
    assert len(vault.files()) == 2


def _spoiling(prove: object) -> object:
    def spoilt(part: Path, proof: object, target: Path) -> None:
        with part.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 64)
        assert callable(prove)
        prove(part, proof, target)

    return spoilt


def test_a_copy_that_says_something_else_is_found(
    database: Database, vault: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove = backup._prove

    def altered(part: Path, proof: Proof, target: Path) -> None:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("UPDATE workplace SET number = number + 1")
        prove(part, proof, target)

    monkeypatch.setattr(backup, "_prove", altered)
    with pytest.raises(UserError) as error:
        vault.make(database)
    assert error.value.code == "backup-damaged"
    assert vault.files() == ()


def test_a_damaged_database_turns_no_good_copy_out(
    database: Database, vault: Backups, clock: FixedClock, made: Specimen
) -> None:
    good = vault.make(database)
    change(database, made, "бір")
    database.close()
    with closing(sqlite3.connect(database.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("DELETE FROM workplace")
    clock.advance(900 * DAY)
    with open_database(database.path, clock=clock, user="u") as opened:
        for _ in range(30):
            clock.advance(DAY)
            with pytest.raises(UserError):
                vault.make(opened)
    assert [file.path for file in vault.files()] == [good]


def test_a_damaged_backup_is_listed_as_one_that_cannot_be_read(
    database: Database, vault: Backups, clock: FixedClock
) -> None:
    first = vault.make(database)
    assert first is not None
    with first.open("r+b") as file:
        file.truncate(5000)
    assert vault.files()[0].certifications is None
    clock.advance(DAY)
    assert vault.make(database) != first  # it is no copy of the present state any more
    with pytest.raises(UserError):
        vault.prepare(first)


def test_a_folder_that_cannot_be_written_is_said(database: Database, vault: Backups) -> None:
    vault.folder.write_text("a file in its place")
    with pytest.raises(UserError) as error:
        vault.make(database)
    assert error.value.code == "database-no-access"
    vault.folder.unlink()
    if os.name != "nt" and os.geteuid() != 0:
        vault.folder.mkdir(mode=0o500)
        with pytest.raises(UserError):
            vault.make(database)
        vault.folder.chmod(0o700)
    assert vault.make(database) is not None


def test_what_a_killed_run_left_is_cleared(database: Database, vault: Backups) -> None:
    vault.folder.mkdir()
    left = vault.folder / "Деректер қоры 2026-01-01 10-00-00+0500.db.part"
    for side in ("", *ALIENS):
        left.with_name(left.name + side).write_bytes(b"half")
    foreign = vault.folder / "notes.part"
    foreign.write_bytes(b"mine")
    made = vault.make(database)
    assert made is not None
    assert {p.name for p in vault.folder.iterdir()} == {made.name, "notes.part"}


def test_a_clock_that_goes_back_makes_a_copy_and_removes_none(
    database: Database, vault: Backups, clock: FixedClock, made: Specimen
) -> None:
    for number in range(30):
        change(database, made, str(number))
        vault.make(database)
        clock.advance(timedelta(minutes=30))
    before = {file.path for file in vault.files()}
    clock.moment = datetime(1999, 1, 1, tzinfo=UTC)
    change(database, made, "кейін")
    new = vault.make(database)
    assert {file.path for file in vault.files()} == {*before, new}


def test_a_copy_on_another_disk_is_remembered(
    database: Database, vault: Backups, clock: FixedClock, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    stick = tmp_path / "флешка"
    with pytest.raises(UserError) as error:
        vault.carry(database, stick)
    assert error.value.code == "backup-no-place"
    stick.mkdir()
    copy = vault.carry(database, stick)
    assert said_by(copy, clock) == database.content_hash(with_history=True)
    assert (vault.state().carried, vault.state().place) == (None, str(stick))  # the same disk
    monkeypatch.setattr(backups, "other_disk", lambda *_: True)
    vault.carry(database, stick)
    assert vault.state().carried == clock.now()
    monkeypatch.setattr(backups, "other_disk", lambda *_: False)
    clock.advance(DAY)
    vault.carry(database, stick)
    assert vault.state().carried == clock.now() - DAY


def test_typing_goes_on_while_a_copy_is_made(
    database: Database, vault: Backups, made: Specimen, clock: FixedClock
) -> None:
    """A hundred copies under a running writer pass all their checks (R5)."""
    stop, waits = threading.Event(), list[float]()

    def write() -> None:
        number = 0
        while not stop.is_set():
            begun = time.monotonic()
            change(database, made, f"себеп {number}")
            waits.append(time.monotonic() - begun)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(100):
            clock.advance(timedelta(seconds=1))
            path = vault.make(database)
            assert path is not None
            backup.check(path)
    finally:
        stop.set()
        writer.join(20)
    assert len(waits) > 100


def test_a_copy_is_stopped_and_leaves_nothing(database: Database, vault: Backups) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        vault.make(database, stop)
    assert list(vault.folder.iterdir()) == []


def aliens_beside(path: Path, other: Path) -> None:
    """A journal and a log of another database that SQLite would replay (T5)."""
    with closing(sqlite3.connect(other, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL").fetchall()
        raw.execute("CREATE TABLE IF NOT EXISTS alien (x)")
        raw.execute("INSERT INTO alien VALUES (1)")
        log = Path(f"{other}-wal").read_bytes()
    for side in ALIENS:
        path.with_name(f"{path.name}{side}").write_bytes(log)


def test_restore_mixes_no_two_databases(
    database: Database, vault: Backups, made: Specimen, clock: FixedClock, tmp_path: Path
) -> None:
    wanted = database.content_hash(with_history=True)
    path = vault.make(database)
    assert path is not None
    change(database, made, "кейін")
    later = database.content_hash(with_history=True)
    database.close()
    clock.advance(DAY)
    named = database.path
    moment = stamp(clock)
    for candidate in (
        path,
        tmp_path / f"{named.stem} {moment}.db",
        tmp_path / f"{named.stem} {moment}.db.part",
        tmp_path / "replaced" / named.name,
    ):
        candidate.parent.mkdir(exist_ok=True)
        aliens_beside(candidate, tmp_path / "alien.db")
    prepared = vault.prepare(path)
    kept = vault.switch(prepared)
    assert live_path(named) == prepared
    assert not named.exists()
    with open_database(live_path(named), clock=clock, user="u") as opened:
        assert opened.content_hash(with_history=True) == wanted
    assert kept is not None
    assert kept.parent.name == "replaced"
    with open_database(kept, clock=clock, user="u") as opened:
        assert opened.content_hash(with_history=True) == later
    vault.switch_back(kept)
    with open_database(live_path(named), clock=clock, user="u") as opened:
        assert opened.content_hash(with_history=True) == later


def test_a_journal_of_the_old_database_goes_with_it(
    database: Database, vault: Backups, tmp_path: Path
) -> None:
    path = vault.make(database)
    assert path is not None
    database.close()
    for side in ALIENS:
        database.path.with_name(database.path.name + side).write_bytes(b"of the old one")
    kept = vault.switch(vault.prepare(path))
    assert kept is not None
    assert all(kept.with_name(kept.name + side).exists() for side in ("", *ALIENS))
    assert not any(p.name.startswith(database.path.name + "-") for p in tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04" * 2000])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    vault: Backups, tmp_path: Path, content: bytes
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(UserError) as error:
        vault.prepare(other)
    assert error.value.code == "database-not-ours"
    with pytest.raises(UserError) as error:
        vault.prepare(tmp_path / "none.db")
    assert error.value.code == "file-missing"
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_no_flipped_byte_is_restored_as_another_truth(database: Database, vault: Backups) -> None:
    path = vault.make(database)
    assert path is not None
    content = bytearray(path.read_bytes())
    damaged = path.with_name("damaged.db")
    for at in range(0, 4096 * 6, 997):
        spoilt = bytearray(content)
        spoilt[at] ^= 0xFF
        damaged.write_bytes(spoilt)
        try:
            prepared = vault.prepare(damaged)
        except UserError:
            continue
        prepared.unlink()  # a byte that SQLite cannot judge: a value or free room
    assert [p for p in database.path.parent.iterdir() if ".part" in p.name] == []


def test_a_pointer_to_a_file_that_has_gone_makes_no_empty_database(
    database: Database, vault: Backups
) -> None:
    path = vault.make(database)
    assert path is not None
    database.close()
    prepared = vault.prepare(path)
    vault.switch(prepared)
    prepared.unlink()
    with pytest.raises(UserError) as error:
        live_path(database.path)
    assert error.value.code == "database-live-missing"
    vault.switch(vault.prepare(path))
    assert live_path(database.path).exists()
