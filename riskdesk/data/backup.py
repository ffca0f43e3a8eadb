"""A checked copy of the live database: whole or absent."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from riskdesk.data.backup_proof import Proof, proof_of
from riskdesk.data.faults import faults_of
from riskdesk.domain.errors import UserError

SIDES = ("", "-journal", "-wal", "-shm")
"""The endings of a database file and of what SQLite may replay into it."""
_STEP = 128
"""Pages copied between two breaths: 0.5 MB."""


def write_backup(
    connection: sqlite3.Connection, target: Path, breathe: Callable[[], object] = lambda: None
) -> None:
    """Copy through SQLite's backup API, prove the copy, sync it, then give it its name (R4, R5).

    ``breathe`` is called between the steps: others may write there, the copy follows them.
    ``UserError("backup-exists")`` if the target exists, ``"backup-damaged"`` if the copy is not
    sound or does not say what the database says, or an environment fault of the target.
    """
    if target.exists():
        raise UserError("backup-exists", path=str(target))
    if not target.parent.is_dir():
        raise UserError("database-no-folder", path=str(target), folder=str(target.parent))
    part = target.with_name(f"{target.name}.part")
    with faults_of(target):
        remove(part)
        try:
            copy_pages(connection, part, breathe)
            _prove(part, proof_of(connection), target)
            sync(part)
            remove_sides(target)
            part.replace(target)
            sync(target.parent)
        finally:
            remove(part)


def copy_pages(
    connection: sqlite3.Connection, part: Path, breathe: Callable[[], object] = lambda: None
) -> None:
    """Copy into a file that is synced and renamed later, so that it needs no journal.

    Nobody is let in after the last step: the copy is what the database says when this returns.
    """

    def between(status: int, _remaining: int, _total: int) -> None:
        if status != sqlite3.SQLITE_DONE:
            breathe()

    remove(part)
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = MEMORY").fetchall()
        copy.execute("PRAGMA synchronous = OFF")
        connection.backup(copy, pages=_STEP, progress=between, sleep=0.01)


def _prove(part: Path, proof: Proof, target: Path) -> None:
    with closing(read_alone(part)) as copy:
        if not is_sound(copy) or proof_of(copy) != proof:
            raise UserError("backup-damaged", path=str(target))


def read_alone(path: Path) -> sqlite3.Connection:
    """A connection to a copy that reads this one file: a journal beside it is not its own (T5)."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def check(path: Path) -> None:
    """Read a whole database; ``UserError("backup-damaged")`` if it is not sound."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with faults_of(path), closing(sqlite3.connect(address, uri=True)) as copy:
        sound = is_sound(copy)
    if not sound:
        raise UserError("backup-damaged", path=str(path))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page can be read and every reference leads somewhere."""
    integrity = connection.execute("PRAGMA integrity_check").fetchall()
    return integrity == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def remove(path: Path) -> None:
    """Remove an unfinished copy and everything beside it."""
    path.unlink(missing_ok=True)
    remove_sides(path)


def remove_sides(path: Path) -> None:
    """Remove journals that lie beside a name no database has yet: they are of no one."""
    for side in SIDES[1:]:
        path.with_name(f"{path.name}{side}").unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Bring a file or, where the system can, a folder entry to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
