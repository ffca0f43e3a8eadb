"""A database of an older version: upgraded on a copy, proved, swapped, the old one kept (R8)."""

import shutil
import sqlite3
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeClock

from riskdesk.data.database import Database, open_database
from riskdesk.data.migrations import SCHEMA_VERSION
from riskdesk.domain.errors import UserError

GOLDEN = Path(__file__).parents[1] / "databases" / "version-0001.db"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
NAME = "қор деректер"
KEPT = f"{NAME} (v1, 2026-11-28).db"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Әлия" / f"{NAME}.db"
    path.parent.mkdir()
    shutil.copyfile(GOLDEN, path)
    return path


def opened(path: Path, busy_seconds: float = 0) -> Database:
    return open_database(path, clock=FakeClock(NOON), user="u", busy_seconds=busy_seconds)


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_the_old_one_is_kept_beside_under_its_version_and_day(old: Path) -> None:
    with opened(old) as database:
        kept = database.kept
        assert len(database.changes()) == 4
    assert kept == old.with_name(KEPT)
    assert names(old) == {old.name, KEPT}
    assert dump(kept) == dump(GOLDEN)
    assert struct.unpack_from(">i", kept.read_bytes(), 60) == (1,)
    assert struct.unpack_from(">i", old.read_bytes(), 60) == (SCHEMA_VERSION,)


def test_a_second_start_upgrades_nothing(old: Path) -> None:
    opened(old).close()
    before = old.read_bytes()
    with opened(old) as database:
        assert database.kept is None
    assert old.read_bytes() == before
    assert names(old) == {old.name, KEPT}


def test_an_earlier_kept_file_is_never_overwritten(old: Path) -> None:
    old.with_name(KEPT).write_bytes(b"another")
    old.with_name(f"{NAME} (v1, 2026-11-28) 2.db-journal").write_bytes(b"alien")
    with opened(old) as database:
        assert database.kept == old.with_name(f"{NAME} (v1, 2026-11-28) 3.db")
    assert old.with_name(KEPT).read_bytes() == b"another"


def test_the_same_kept_file_of_a_try_that_was_killed_is_not_kept_twice(old: Path) -> None:
    opened(old).close()
    shutil.copyfile(GOLDEN, old)
    opened(old).close()
    assert names(old) == {old.name, KEPT}


def test_what_a_killed_try_left_is_made_anew(old: Path) -> None:
    old.with_name(f"{old.name}.upgrade").write_bytes(b"half")
    old.with_name(f"{old.name}.upgrade-journal").write_bytes(b"alien")
    opened(old).close()
    assert names(old) == {old.name, KEPT}
    assert len(dump(old)) > 100


def spoil(statement: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("DROP TRIGGER history_not_updated")
            connection.execute(statement)

    return run


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM workplace",
        "UPDATE history SET after = '{\"id\":1}' WHERE seq = 1",
        "UPDATE history SET after = 'x' WHERE seq = 2",
        "UPDATE history SET table_name = 'x' WHERE seq = 3",
    ],
)
def test_what_cannot_be_proved_is_refused_unchanged(old: Path, statement: str) -> None:
    spoil(statement)(old)
    before = old.read_bytes()
    with pytest.raises(UserError) as error:
        opened(old)
    assert error.value.code == "database-not-upgraded"
    assert error.value.params == {"path": str(old), "version": 1}
    assert old.read_bytes() == before
    assert names(old) == {old.name}


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM mark WHERE rowid = 1",
        "UPDATE measurement SET value_text = value_text || '0' WHERE rowid = 2",
        "INSERT INTO change VALUES (99, 'x', '', '', '', 'do', NULL, '')",
        "ALTER TABLE workplace DROP COLUMN men",
    ],
)
def test_the_proof_sees_one_cell_of_one_row(old: Path, tmp_path: Path, damage: str) -> None:
    from riskdesk.data.upgrading import _says_the_same  # noqa: PLC0415 - the proof alone

    new = tmp_path / "new.db"
    shutil.copyfile(old, new)
    opened(new).close()
    with (
        closing(sqlite3.connect(old)) as before,
        closing(sqlite3.connect(new, isolation_level=None)) as after,
    ):
        assert _says_the_same(before, after)
        after.execute(damage)
        assert not _says_the_same(before, after)


def test_an_old_file_held_by_another_program_is_left_alone(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError) as error:
            opened(old)
    assert error.value.code == "database-locked"
    assert old.read_bytes() == GOLDEN.read_bytes()
    assert names(old) == {old.name}


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes: POSIX")
def test_a_link_stays_a_link_and_the_rights_stay(old: Path, tmp_path: Path) -> None:
    old.chmod(0o600)
    link = tmp_path / "сілтеме.db"
    link.symlink_to(old)
    with opened(link) as database:
        assert database.kept == old.with_name(KEPT)
    assert link.is_symlink()
    assert old.stat().st_mode & 0o777 == 0o600
    assert struct.unpack_from(">i", old.read_bytes(), 60) == (SCHEMA_VERSION,)
