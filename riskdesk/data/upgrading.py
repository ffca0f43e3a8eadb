"""A database of an older version is brought to this one on a copy, never in place (R8)."""

import filecmp
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import zip_longest
from pathlib import Path

from riskdesk.data.backup import is_sound, sync
from riskdesk.data.history import entity_of
from riskdesk.data.migrations import BrokenReferences, upgrade
from riskdesk.domain.errors import UserError

_SIDES = ("", "-journal", "-wal", "-shm")


def upgrade_on_a_copy(old: sqlite3.Connection, named: Path, day: date) -> Path:
    """Put the upgraded copy of a database in its place; where the old one is kept beside it.

    ``old`` holds the file alone and is closed. Copy → migrate → prove → sync → keep the old one →
    rename: killed at any moment, the file is the old database untouched or the new one, whole.
    ``UserError("database-not-upgraded")`` if the copy cannot be proved; the file is unchanged.
    """
    path = named.resolve()  # what stands behind a link is replaced, not the link
    (version,) = old.execute("PRAGMA user_version").fetchone()
    # Without a journal of its own, the connection removes none when it is closed after the rename.
    old.execute("PRAGMA journal_mode = MEMORY").fetchall()
    work = path.with_name(f"{path.name}.upgrade")
    try:
        with closing(_copy(old, work)) as new:
            _migrate(old, new, path, version)
        work.chmod(stat.S_IMODE(path.stat().st_mode))
        sync(work)
        kept = _keep(old, path, f"{path.stem} (v{version}, {day.isoformat()})")
        if os.name == "nt":
            old.close()  # Windows renames no open file
        work.replace(path)
        sync(path.parent)
    finally:
        old.close()
        _remove(work)
    return kept


def _copy(old: sqlite3.Connection, target: Path) -> sqlite3.Connection:
    """A copy page by page; until it is synced and renamed, it needs no care of its own."""
    _remove(target)
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        copy.execute("PRAGMA journal_mode = MEMORY").fetchall()
        copy.execute("PRAGMA synchronous = OFF")
        old.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _migrate(old: sqlite3.Connection, new: sqlite3.Connection, path: Path, version: int) -> None:
    refusal = UserError("database-not-upgraded", path=str(path), version=version)
    try:
        upgrade(new)
        proved = is_sound(new) and _says_the_same(old, new) and _history_is_read(new)
    except BrokenReferences as error:
        raise refusal from error
    if not proved:
        raise refusal


def _says_the_same(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Whether every old column of every old row is there, and no other row in an old table."""
    for (table,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = _columns(old, table)
        if not set(columns) <= set(_columns(new, table)):
            return False
        key = "seq" if "seq" in columns else columns[0]
        names = ", ".join(f'"{name}"' for name in columns)
        query = f'SELECT {names} FROM "{table}" ORDER BY "{key}"'  # noqa: S608 - from the schema
        if any(a != b for a, b in zip_longest(old.execute(query), new.execute(query))):
            return False
    return True


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]


def _history_is_read(new: sqlite3.Connection) -> bool:
    try:
        for table, before, after in new.execute(
            'SELECT table_name, "before", "after" FROM history'
        ):
            entity_of(table, before)
            entity_of(table, after)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return False
    return True


def _keep(old: sqlite3.Connection, path: Path, name: str) -> Path:
    """A synced copy of the old database under a free name, or the same one of an earlier try."""
    part = path.with_name(f"{name}.part")
    try:
        with closing(_copy(old, part)) as copy:
            if not is_sound(copy):
                raise UserError("database-damaged", path=str(path))
        sync(part)
        for kept in _names(path, name):
            if kept.exists() and filecmp.cmp(part, kept, shallow=False):
                return kept
            if not any(_beside(kept)):
                part.replace(kept)
                sync(path.parent)
                return kept
        raise AssertionError("names have no end")
    finally:
        _remove(part)


def _names(path: Path, name: str) -> Iterator[Path]:
    yield path.with_name(f"{name}{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{name} {number}{path.suffix}")
        number += 1


def _beside(path: Path) -> Iterator[Path]:
    for side in _SIDES:
        file = path.with_name(f"{path.name}{side}")
        if file.exists():
            yield file


def _remove(path: Path) -> None:
    for file in _beside(path):
        file.unlink(missing_ok=True)
