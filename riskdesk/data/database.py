"""The database file: one process, one connection, one transaction at a time."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from riskdesk.data import history
from riskdesk.data.audit import audit
from riskdesk.data.backup import write_backup
from riskdesk.data.connection import AT_ONCE, open_connection, read_settings, refuse_damaged
from riskdesk.data.content import content_hash
from riskdesk.data.faults import faults_of
from riskdesk.data.tables import METADATA
from riskdesk.data.unit_of_work import SqliteUnitOfWork
from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Cancelled, Change, Clock, Step, Tampered

BUSY_SECONDS = 2.0
"""How long to wait for a file that another process holds, in seconds."""
_BREATH = 0.002
"""How long a backup leaves the connection to others between two steps, in seconds."""


class Database:
    """An open database file; ``clock`` and ``user`` sign its changes."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, clock: Clock, user: str
    ) -> None:
        self.path = path
        self.clock = clock
        self.user = user
        self.kept: Path | None = None
        """The database of the older version, if opening this one has upgraded it."""
        self._raw = connection
        self._lock = threading.RLock()
        self._busy = False
        self._closed = False
        self._identity = _identity(path)
        self.engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        self._connection = self.engine.connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def unit_of_work(self) -> SqliteUnitOfWork:
        """A new unit of work; entering it waits for the one that another thread has open."""
        return SqliteUnitOfWork(self)

    def changes(self) -> list[Change]:
        """All changes, oldest first."""
        with self._reading() as connection:
            return history.changes(connection)

    def history(self, row_id: str | None = None) -> list[Step]:
        """Everything that happened to one row, or to all rows, oldest first."""
        with self._reading() as connection:
            return history.steps_of_row(connection, row_id)

    def content_hash(self, *, with_history: bool = False) -> str:
        """SHA-256 of what the database says (see ``content``)."""
        with self._reading() as connection:
            return content_hash(connection, with_history=with_history)

    def settings(self) -> Mapping[str, str | int]:
        """The settings of the live connection, read back."""
        with self._lock:
            return read_settings(self._raw)

    def audit(
        self, newest: int | None = None, between: Callable[[], object] = lambda: None
    ) -> list[Tampered]:
        """What was changed by other means than this program (see ``audit``).

        Other threads may work meanwhile; ``between`` is called between its slices and may raise
        ``Cancelled``. ``UserError("database-damaged")``: a look at everything begins with every
        page and index, else a row could be found by an index under what the row no longer says.
        """
        if newest is None:
            with self._reading():
                refuse_damaged(self._raw, self.path, "integrity_check")
        found: list[Tampered] = []
        slices = audit(self._connection, newest)
        while True:
            with self._reading():
                if self._closed:
                    raise Cancelled
                one = next(slices, None)
            if one is None:
                return found
            found += one
            between()

    def check(self, between: Callable[[], object] = lambda: None) -> None:
        """Read what opening left unread, table by table; others may work meanwhile.

        ``UserError("database-damaged")``; ``between`` may raise ``Cancelled``.
        """
        if self.path.stat().st_size <= AT_ONCE:
            return
        for name in sorted(METADATA.tables):
            with self._reading():
                if self._closed:
                    raise Cancelled
                refuse_damaged(self._raw, self.path, f"quick_check('{name}')")
            between()

    def last_change(self) -> str:
        """The id of the last change; empty where nothing was ever stored."""
        with self._reading() as connection:
            query = "SELECT id FROM change ORDER BY seq DESC LIMIT 1"
            return str(connection.exec_driver_sql(query).scalar() or "")

    def backup(self, target: Path, between: Callable[[], object] = lambda: None) -> None:
        """A checked copy in a new file (see ``backup``); other threads may write meanwhile.

        ``between`` is called between its steps and may raise ``Cancelled``.
        """

        def breathe() -> None:
            self._lock.release()
            try:
                time.sleep(_BREATH)
            finally:
                self._lock.acquire()
            if self._closed:
                raise Cancelled
            between()

        with self._lock:
            self._refuse_nesting()
            between()
            write_backup(self._raw, target, breathe)

    def close(self) -> None:
        """Roll back what is open and let the file go."""
        with self._lock:
            self._closed = True
            self._connection.close()
            self.engine.dispose()
            self._raw.close()

    def lend(self) -> None:
        """Take the connection for one unit of work."""
        self._lock.acquire()
        try:
            self._refuse_nesting()
        except BaseException:
            self._lock.release()
            raise
        self._busy = True

    def transaction(self, *, running: bool = False) -> Connection:
        """The connection inside a transaction, begun now unless it is ``running``.

        ``RuntimeError`` if a running one is gone: SQLite ends it by itself on some faults, and what
        follows would be written outside of any. ``BEGIN`` is a statement of ours, not SQLAlchemy's
        "begin" event: after an error in that event it never begins again (tests/faults).
        """
        if not self._raw.in_transaction:
            if running:
                raise RuntimeError("the transaction has ended")
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
        return self._connection

    def commit(self) -> None:
        """Make the transaction durable, in the file that stands under the database's name.

        ``UserError("database-moved")`` if that is no longer the file that was opened: SQLite holds
        it open, and would store where nobody looks, or in a file that is deleted.
        """
        if _identity(self.path) != self._identity:
            raise UserError("database-moved", path=str(self.path))
        self._connection.commit()

    def take_back(self) -> None:
        """Roll back what was not committed and give the connection back."""
        try:
            self._roll_back()
        finally:
            self._busy = False
            self._lock.release()

    def _refuse_nesting(self) -> None:
        if self._busy:
            raise RuntimeError("a unit of work is open in this thread")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock, faults_of(self.path):
            try:
                yield self.transaction()
            finally:
                if not self._busy:
                    self._roll_back()

    def _roll_back(self) -> None:
        self._connection.rollback()
        if self._raw.in_transaction:  # a failed COMMIT leaves it open, unknown to SQLAlchemy
            self._raw.execute("ROLLBACK")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def open_database(
    path: Path, *, clock: Clock, user: str, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """Open the database at ``path``, made new where there is none, upgraded where it is older.

    ``UserError`` when the file is not ours, too new, held by another process, not writable or
    damaged; the file is then unchanged.
    """
    connection, kept = open_connection(path, busy_seconds, clock.now().astimezone().date())
    database = Database(path, connection, clock=clock, user=user)
    database.kept = kept
    return database
