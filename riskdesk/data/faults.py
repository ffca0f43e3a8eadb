"""Environment faults of SQLite as errors a user can act on; anything else stays a bug."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from riskdesk.domain.errors import UserError

_CODES = {
    sqlite3.SQLITE_FULL: "database-disk-full",
    sqlite3.SQLITE_IOERR: "database-io",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_READONLY_DBMOVED: "database-moved",
    sqlite3.SQLITE_PERM: "database-no-access",
    sqlite3.SQLITE_AUTH: "database-no-access",
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
    sqlite3.SQLITE_CANTOPEN: "database-no-access",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-not-ours",
}
_UNREADABLE = "Could not decode to UTF-8"
"""What Python says of a text, in a row or in SQLite's own words, whose bytes are spoilt."""
_PRIMARY = 0xFF
"""The low byte of an extended result code is the primary one."""


def environment_fault(error: BaseException, path: Path) -> UserError | None:
    """The user's error behind a database error, or ``None`` if it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, OSError):
        return UserError("database-no-access", path=str(path))
    if isinstance(original, UnicodeDecodeError) or _UNREADABLE in str(original):
        return UserError("database-damaged", path=str(path))
    if not isinstance(original, sqlite3.Error):
        return None
    code = getattr(original, "sqlite_errorcode", None)
    name = None if code is None else _CODES.get(code, _CODES.get(code & _PRIMARY))
    return None if name is None else UserError(name, path=str(path))


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn the environment faults of the database at ``path`` into ``UserError``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError, UnicodeDecodeError) as error:
        fault = environment_fault(error, path)
        if fault is None:
            raise
        raise fault from error
