"""The one connection to a database file: refuses foreign files untouched, then sets it up."""

import os
import sqlite3
import struct
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from riskdesk.data.faults import faults_of
from riskdesk.data.migrations import APPLICATION_ID, SCHEMA_VERSION, upgrade
from riskdesk.data.schema import is_as_built
from riskdesk.data.upgrading import upgrade_on_a_copy
from riskdesk.domain.errors import UserError

SETTINGS: Mapping[str, tuple[str, str | int]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "temp_store": ("MEMORY", 2),
}
"""Setting → (how it is set, what it reads back): promises 0.4, measured against power cuts.

The lock comes first: in exclusive mode no other program can write between our reads.
"""

OLDEST = (3, 40, 0)
"""The oldest SQLite that the program is tested with."""
WHOLE, AT_ONCE = 16_000_000, 64_000_000
"""Bytes: a file up to the first size is read with every index before it is worked with, up to the
second without the indexes; a larger one meanwhile (``Database.check``)."""

LONGEST = 250 if os.name == "nt" else 500
"""Bytes of a path, with room for the journal's ending: SQLite itself takes 512 (Windows: 260
characters); a Cyrillic letter has two."""

_HOT = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""The first bytes of a journal that has something to roll back."""
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def open_connection(
    path: Path, busy_seconds: float, day: date
) -> tuple[sqlite3.Connection, Path | None]:
    """A connection in autocommit mode to a database of ours, made new where there is none.

    An empty file counts as none. An older database is upgraded on a copy; where the old one is
    kept, under a name with ``day``, comes second. ``UserError`` when the file is not ours, is newer
    than this program, is held by another process or cannot be written; it is then left unchanged.
    ``database-damaged``: the check at the start has found it so. It grows with the file, up to a
    size; after a run that was cut off every index is read as well (R11).
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise UserError("sqlite-too-old", version=sqlite3.sqlite_version)
    with faults_of(path):
        cut_off = was_cut_off(path)
        connection = _own(path, busy_seconds)
        kept = None
        if 0 < _version(connection) < SCHEMA_VERSION:
            kept = upgrade_on_a_copy(connection, path, day)
            connection = _own(path, busy_seconds)
        try:
            size = path.stat().st_size
            if size <= AT_ONCE:
                whole = cut_off or size <= WHOLE
                refuse_damaged(connection, path, "integrity_check" if whole else "quick_check")
            upgrade(connection)
            _refuse_otherwise_built(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection, kept


def refuse_damaged(connection: sqlite3.Connection, path: Path, check: str) -> None:
    """``UserError("database-damaged")`` unless a ``PRAGMA`` check finds nothing."""
    if connection.execute(f"PRAGMA {check}").fetchone() != ("ok",):
        raise UserError("database-damaged", path=str(path))


def _refuse_otherwise_built(connection: sqlite3.Connection, path: Path) -> None:
    if not is_as_built(connection):
        raise UserError("database-damaged", path=str(path))


def was_cut_off(path: Path) -> bool:
    """Whether a journal lies beside a file that its program was stopped in the middle of."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as file:
            return file.read(len(_HOT)) == _HOT
    except OSError:
        return False


def _own(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection with our settings that holds the file alone."""
    _refuse_by_header(path)
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    try:
        _refuse_by_contents(connection, path)
        for name, (value, _) in SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
        _take_lock(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _refuse_by_header(path: Path) -> None:
    """Judge the file from its first bytes, before SQLite may touch it."""
    if len(os.fsencode(path.absolute())) > LONGEST:
        raise UserError("database-path-too-long", path=str(path), most=LONGEST)
    if path.is_dir():
        raise UserError("database-is-folder", path=str(path))
    if not path.parent.is_dir():
        raise UserError("database-no-folder", path=str(path), folder=str(path.parent))
    if not path.exists() or path.with_name(f"{path.name}-journal").exists():
        return  # with a journal the header may be half written: SQLite rolls it back first
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if not header:
        return
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise UserError("database-not-ours", path=str(path))
    version, application = struct.unpack_from(">i4xi", header, 60)
    _refuse_version(path, application, version)


def _refuse_by_contents(connection: sqlite3.Connection, path: Path) -> None:
    """Judge what SQLite sees, after a journal was rolled back."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if objects or application or version:
        _refuse_version(path, application, version)


def _refuse_version(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID or version < 1:
        raise UserError("database-not-ours", path=str(path))
    if version > SCHEMA_VERSION:
        raise UserError(
            "database-too-new", path=str(path), version=version, supported=SCHEMA_VERSION
        )


def _take_lock(connection: sqlite3.Connection) -> None:
    """Hold the file for this process from now on, and learn now whether it can be written.

    The lock alone says nothing about that: SQLite takes it on a read-only file too. A write that
    is rolled back opens the journal beside the file and leaves the file as it was.
    """
    version = _version(connection)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        connection.execute(f"PRAGMA user_version = {version}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def read_settings(connection: sqlite3.Connection) -> dict[str, str | int]:
    """The settings as the live connection has them."""
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
