"""A checked copy of the live database: whole or absent."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from riskdesk.data.faults import faults_of
from riskdesk.domain.errors import UserError


def write_backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy through ``VACUUM INTO``, check the copy, sync it, then give it its name (R4, R5).

    ``UserError("backup-exists")`` if the target exists, ``"backup-damaged"`` if the copy fails
    its check, or an environment fault of the target.
    """
    if target.exists():
        raise UserError("backup-exists", path=str(target))
    if not target.parent.is_dir():
        raise UserError("database-no-folder", path=str(target), folder=str(target.parent))
    part = target.with_name(f"{target.name}.part")
    with faults_of(target):
        part.unlink(missing_ok=True)
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
            check(part)
            sync(part)
            part.replace(target)
            sync(target.parent)
        finally:
            part.unlink(missing_ok=True)


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


def sync(path: Path) -> None:
    """Bring a file or, where the system can, a folder entry to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
