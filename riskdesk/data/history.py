"""Change rows and history rows: what was committed, as the services see it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select

from riskdesk.data.append_only import change, history
from riskdesk.data.chain import HEAD, ROW, Entry
from riskdesk.data.mapping import Row, canonical, map_of
from riskdesk.data.tables import KIND_OF, TABLE_OF
from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Entity
from riskdesk.services.ports import Change, ChangeKind, Step

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row's change that waits for its commit."""

    kind: type[Entity]
    row_id: str
    before: Row | None
    after: Row | None


def net_of(rows: list[RowChange]) -> bool:
    """Whether the changes together change anything."""
    first: dict[tuple[type[Entity], str], Row | None] = {}
    last: dict[tuple[type[Entity], str], Row | None] = {}
    for row in rows:
        key = (row.kind, row.row_id)
        first.setdefault(key, row.before)
        last[key] = row.after
    return first != last


_insert_change = insert(change)
_insert_history = insert(history)
_last_change = select(change.c.seq, change.c.hash).order_by(change.c.seq.desc()).limit(1)
_last_history = select(func.coalesce(func.max(history.c.seq), 0))


def record(
    connection: Connection,
    rows: list[RowChange],
    at: datetime,
    head: tuple[str, str, ChangeKind, str | None],
) -> None:
    """Write the change row with its hash, and its history rows.

    ``head``: user, label, kind, target. The order is the sequence number, never the clock (R19).
    """
    user, label, kind, target_id = head
    identity = uuid7()
    position, before = last_change(connection)
    start = connection.execute(_last_history).scalar_one() + 1
    made = [
        (
            seq,
            TABLE_OF[row.kind].name,
            row.row_id,
            None if row.before is None else canonical(row.before),
            None if row.after is None else canonical(row.after),
        )
        for seq, row in enumerate(rows, start)
    ]
    entry = (
        *(position + 1, identity, at.astimezone(UTC).strftime(_TIME)),
        *(user, label, kind.value, target_id),
    )
    link = Entry(before, entry)
    for values in made:
        link.add(values)
    connection.execute(_insert_change, dict(zip(HEAD, entry, strict=True), hash=link.hash))
    connection.execute(
        _insert_history,
        [dict(zip(ROW, values, strict=True), change_id=identity) for values in made],
    )


def last_change(connection: Connection) -> tuple[int, str]:
    """The sequence number of the last change and its hash; ``(0, "")`` where there is none."""
    row = connection.execute(_last_change).one_or_none()
    return (0, "") if row is None else (row.seq, row.hash)


_hash_at = select(change.c.hash).where(change.c.seq == bindparam("seq"))


def hash_at(connection: Connection, position: int) -> str:
    """The hash of the change with that sequence number; "" where there is none."""
    return str(connection.execute(_hash_at, {"seq": position}).scalar() or "")


_all_changes = select(change).order_by(change.c.seq)


def changes(connection: Connection) -> list[Change]:
    """All changes, oldest first."""
    return [
        Change(
            id=row.id,
            seq=row.seq,
            at=datetime.fromisoformat(row.at),
            user=row.user,
            label=row.label,
            kind=ChangeKind(row.kind),
            target_id=row.target_id,
        )
        for row in connection.execute(_all_changes)
    ]


_all_steps = select(history).order_by(history.c.seq)
_steps_of_change = _all_steps.where(history.c.change_id == bindparam("change"))
_steps_of_row = _all_steps.where(history.c.row_id == bindparam("row"))


def row_changes(connection: Connection, change_id: str) -> list[RowChange]:
    """What one change did, as rows."""
    return [
        RowChange(
            KIND_OF[row.table_name],
            row.row_id,
            _parsed(row.table_name, row.before),
            _parsed(row.table_name, row.after),
        )
        for row in connection.execute(_steps_of_change, {"change": change_id})
    ]


def steps_of_change(connection: Connection, change_id: str) -> list[Step]:
    """What one change did, as entities."""
    return _steps(connection, _steps_of_change, {"change": change_id})


def steps_of_row(connection: Connection, row_id: str | None) -> list[Step]:
    """Everything that happened to one row, or to all rows, oldest first."""
    if row_id is None:
        return _steps(connection, _all_steps, {})
    return _steps(connection, _steps_of_row, {"row": row_id})


def _steps(connection: Connection, query: Select[Any], params: dict[str, str]) -> list[Step]:
    return [
        Step(
            seq=row.seq,
            change_id=row.change_id,
            kind=KIND_OF[row.table_name],
            row_id=row.row_id,
            before=entity_of(row.table_name, row.before),
            after=entity_of(row.table_name, row.after),
        )
        for row in connection.execute(query, params)
    ]


def _parsed(table_name: str, text: str | None) -> Row | None:
    return None if text is None else map_of(KIND_OF[table_name]).read(text)


def entity_of(table_name: str, text: str | None) -> Entity | None:
    """The entity that a history row of any version keeps as JSON."""
    return None if text is None else map_of(KIND_OF[table_name]).decode_named(json.loads(text))
