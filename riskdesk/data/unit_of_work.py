"""One transaction on the database file, with its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from riskdesk.data import attached, history
from riskdesk.data.dossier import read_dossier
from riskdesk.data.faults import environment_fault
from riskdesk.data.history import RowChange
from riskdesk.data.mapping import EntityMap, Row, map_of
from riskdesk.data.sealed import Guard, data_hash
from riskdesk.data.statements import STATEMENTS
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.dossier_change import RowStep
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.issue import WRITTEN_ONCE
from riskdesk.domain.model import Certification, Entity
from riskdesk.services.heap import collector_rests
from riskdesk.services.ports import Change, ChangeKind, Clock, DataState, Step

E = TypeVar("E", bound=Entity)

_NAMED = 2000
"""After a change of more rows a certification is read anew."""


class Transactions(Protocol):
    """What lends its connection to one unit of work at a time: the ``Database``."""

    path: Path
    clock: Clock
    user: str

    def lend(self) -> None:
        """Takes the connection for one unit of work."""
        ...

    def transaction(self, *, running: bool) -> Connection:
        """The connection inside a transaction, begun now unless it is ``running``."""
        ...

    def commit(self) -> None:
        """Make the transaction durable."""
        ...

    def take_back(self) -> None:
        """Rolls back what was not committed and gives the connection to the next."""
        ...


class SqliteUnitOfWork:
    """A ``UnitOfWork`` on the one connection of a ``Database``; one is open at a time.

    A database error may have ended the transaction already, so after one every further call raises
    the same error: nothing is ever written outside a transaction.
    """

    def __init__(self, database: Transactions) -> None:
        self._database = database
        self._open = False
        self._rows: list[RowChange] = []
        self._committed: list[RowChange] = []
        self._kept = False
        self._as: tuple[ChangeKind, str | None] = (ChangeKind.DO, None)
        self._broken: Exception | None = None
        self._guard: Guard | None = None

    def __enter__(self) -> Self:
        self._database.lend()
        self._open = True
        self._forget()
        self._broken = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open = False
        self._forget()
        self._database.take_back()

    def get(self, kind: type[E], identity: str) -> E:
        """The entity with that id; ``UserError("not-found")`` if there is none."""
        with self._connection() as connection:
            return map_of(kind).decode(_stored(connection, kind, identity))

    def find(self, kind: type[E], **equal: object) -> list[E]:
        """All entities whose fields equal the given values, in list order."""
        entity_map = map_of(kind)
        wanted = entity_map.condition(equal)
        columns = tuple((name, value is None) for name, value in wanted.items())
        params = {f"equal_{name}": value for name, value in wanted.items() if value is not None}
        with self._connection() as connection, collector_rests():
            rows = connection.execute(STATEMENTS[kind].by_columns(columns), params).all()
            return [entity_map.decode(row) for row in rows]

    def add(self, entity: Entity) -> None:
        """Store a new entity; ``ValueError`` if it is stored already or refers to nothing."""
        kind = type(entity)
        with self._connection() as connection:
            self._write(connection, RowChange(kind, entity.id, None, map_of(kind).encode(entity)))

    def replace(self, entity: Entity) -> None:
        """Store the new state of an existing entity; equal text for text, it writes nothing."""
        kind = type(entity)
        after = map_of(kind).encode(entity)
        with self._connection() as connection:
            before = _named(kind, _stored(connection, kind, entity.id))
            if before != after:
                self._write(connection, RowChange(kind, entity.id, before, after))

    def remove(self, entity: Entity) -> None:
        """Remove an entity; ``UserError("still-used")`` while others refer to it."""
        kind = type(entity)
        with self._connection() as connection:
            before = _named(kind, _stored(connection, kind, entity.id))
            self._write(connection, RowChange(kind, entity.id, before, None))

    def dossier(self, certification: CertificationId) -> Dossier:
        """The whole certification as one snapshot."""
        with self._connection() as connection, collector_rests():
            return read_dossier(connection, certification)

    def keep(self, content: bytes) -> str:
        """Store the bytes of an attachment, once; their SHA-256 in hex."""
        with self._connection() as connection:
            identity = attached.keep(connection, content)
            self._kept = True
            return identity

    def content(self, sha256: str) -> bytes:
        """The bytes kept under that SHA-256, checked."""
        with self._connection() as connection:
            return attached.read(connection, sha256)

    def commit(self, label: str) -> None:
        """Make the change durable, with its history; nothing changed writes nothing."""
        with self._connection() as connection:
            if history.net_of(self._rows):
                kind, target = self._as
                if any(row.kind in WRITTEN_ONCE for row in self._rows):
                    kind = ChangeKind.FIX
                head = (self._database.user, label, kind, target)
                history.record(connection, self._rows, self._database.clock.now(), head)
                self._database.commit()
                self._committed += self._rows
            elif self._kept:
                self._database.commit()
            else:
                connection.rollback()
        self._forget()

    def committed(self) -> tuple[RowStep, ...] | None:
        """The rows that the commits of this unit of work changed; ``None``: too many to name."""
        if len(self._committed) > _NAMED:
            return None
        return tuple(
            (row.kind, _decoded(row.kind, row.before), _decoded(row.kind, row.after))
            for row in self._committed
        )

    def state(self, certification: CertificationId) -> DataState:
        """Where the history ends, and the hash of the certification's rows."""
        with self._connection() as connection:
            position, head = history.last_change(connection)
            data = data_hash(connection, certification)
            return DataState(position=position, head=head, data=data)

    def head_at(self, position: int) -> str:
        """The hash of the change with that number; "" where there is none."""
        with self._connection() as connection:
            return history.hash_at(connection, position)

    def changes(self) -> list[Change]:
        """All committed changes, oldest first."""
        with self._connection() as connection:
            return history.changes(connection)

    def steps(self, change_id: str) -> list[Step]:
        """What one change did, row by row, in its order."""
        with self._connection() as connection:
            return history.steps_of_change(connection, change_id)

    def revert(self, change_id: str, kind: ChangeKind) -> None:
        """Write back the rows of a change as they were before it or after it."""
        with self._connection() as connection:
            rows = history.row_changes(connection, change_id)
            if kind is ChangeKind.UNDO:
                rows = [RowChange(r.kind, r.row_id, r.after, r.before) for r in reversed(rows)]
            for row in rows:
                if _named_or_none(connection, row.kind, row.row_id) != row.before:
                    raise UserError("undo-conflict", row=row.row_id)
                self._write(connection, row)
        self._as = (kind, change_id)

    def _forget(self) -> None:
        self._rows = []
        self._kept = False
        self._guard = None
        self._as = (ChangeKind.DO, None)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        if not self._open:
            raise RuntimeError("outside of the unit of work")
        if self._broken is not None:
            raise self._broken
        try:
            yield self._database.transaction(running=bool(self._rows) or self._kept)
        except (DBAPIError, UnicodeDecodeError) as error:
            fault = environment_fault(error, self._database.path)
            self._broken = fault or error
            if fault is None:
                raise
            raise fault from error

    def _write(self, connection: Connection, row: RowChange) -> None:
        """One row, unless it is written once, or a sealed certification holds it (S5)."""
        if row.kind in WRITTEN_ONCE and row.before is not None:
            raise ValueError(f"{row.kind.__name__} {row.row_id}: written once")
        self._guard = self._guard or Guard(connection)
        held = self._guard.holds(row.kind, row.before, row.after)
        if held is not None:
            raise UserError("certification-sealed", title=self._title(connection, held))
        try:
            _execute(connection, row)
        except IntegrityError as error:
            if row.after is None:
                raise UserError("still-used", row=row.row_id) from error
            raise ValueError(f"{row.kind.__name__} {row.row_id}: {error.orig}") from error
        self._rows.append(row)
        if row.kind in WRITTEN_ONCE:
            self._guard = None

    @staticmethod
    def _title(connection: Connection, certification: str) -> str:
        return map_of(Certification).decode(_stored(connection, Certification, certification)).title


def _decoded(kind: type[Entity], row: Row | None) -> Entity | None:
    made: EntityMap[Any] = map_of(kind)
    return None if row is None else made.decode(tuple(row[column] for column in made.columns))


def _execute(connection: Connection, row: RowChange) -> None:
    if row.after is None:
        connection.execute(STATEMENTS[row.kind].delete, {"identity": row.row_id})
    elif row.before is None:
        connection.execute(STATEMENTS[row.kind].insert, row.after)
    else:
        connection.execute(STATEMENTS[row.kind].update, {**row.after, "identity": row.row_id})


def _stored(connection: Connection, kind: type[E], identity: str) -> tuple[Any, ...]:
    row = connection.execute(STATEMENTS[kind].by_id, {"identity": identity}).one_or_none()
    if row is None:
        raise UserError("not-found", what=identity)
    return tuple(row)


def _named(kind: type[E], row: tuple[Any, ...]) -> Row:
    return dict(zip(map_of(kind).columns, row, strict=True))


def _named_or_none(connection: Connection, kind: type[E], identity: str) -> Row | None:
    row = connection.execute(STATEMENTS[kind].by_id, {"identity": identity}).one_or_none()
    return None if row is None else _named(kind, tuple(row))
