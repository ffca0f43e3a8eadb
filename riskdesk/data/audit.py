"""What was changed by other means than the program: the history by its chain, the rows by it (S6).

A chain alone does not show that its tail was cut or that it was made anew: what holds its heads
elsewhere does (``services/sealing``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, select

from riskdesk.data.append_only import attachment_content, change, history, issued_document
from riskdesk.data.chain import HEAD, ROW, Entry
from riskdesk.data.desk_tables import attachment
from riskdesk.data.history import hash_at
from riskdesk.data.mapping import Row, canonical, map_of
from riskdesk.data.tables import KIND_OF, METADATA, TABLE_OF
from riskdesk.services.ports import Tampered

_CHANGES = 200
_STEPS = 1000
_ROWS = 500
"""So many at once; between, the connection is left to others."""

Found = list[Tampered]


def audit(connection: Connection, newest: int | None = None) -> Iterator[Found]:
    """What is found, slice by slice; each ``next`` is one short read in its own transaction.

    ``newest``: only the last changes that wrote no more history rows than that together, and the
    rows that they touched; the hash before them is then believed. Rows that change between two
    slices are seen as they are then.
    """
    (last,) = connection.execute(_last).one()
    since = 0 if newest is None else connection.execute(_before, {"newest": newest}).scalar() or 0
    yield from _Walk(connection, since, last).slices()
    if since:
        return
    if connection.execute(_strays).scalar():
        yield [Tampered(code="log-altered")]
    for table in TABLE_OF.values():
        yield from _unknown(connection, table.name)
    yield from _contents(connection, attachment, attachment.c.sha256)
    yield from _contents(connection, issued_document, issued_document.c.files)


_last = select(func.coalesce(func.max(change.c.seq), 0))
_before = (
    select(func.max(change.c.seq))
    .join(history, history.c.change_id == change.c.id)
    .where(history.c.seq <= select(func.max(history.c.seq) - bindparam("newest")).scalar_subquery())
)
_heads = (
    select(*(change.c[name] for name in HEAD), change.c.hash)
    .where(change.c.seq > bindparam("after"), change.c.seq <= bindparam("last"))
    .order_by(change.c.seq)
    .limit(_CHANGES)
)
_steps = (
    select(*(history.c[name] for name in ROW))
    .where(history.c.change_id == bindparam("change"), history.c.seq > bindparam("after"))
    .order_by(history.c.seq)
    .limit(_STEPS)
)
_first_step = (
    select(func.min(history.c.seq))
    .join(change, change.c.id == history.c.change_id)
    .where(change.c.seq > bindparam("after"))
)
_strays = select(func.count()).where(
    history.c.change_id.not_in(select(change.c.id).where(change.c.id == history.c.change_id))
)


class _Walk:
    """The chain from one change to another, and the rows that it touched."""

    def __init__(self, connection: Connection, since: int, last: int) -> None:
        self._connection = connection
        self._last = last
        self._position = since
        self._before = hash_at(connection, since)
        first = connection.execute(_first_step, {"after": since}).scalar() if since else 1
        self._step = first or 1
        self._touched: dict[str, set[str]] = defaultdict(set)

    def slices(self) -> Iterator[Found]:
        """What is wrong, slice by slice."""
        while self._position < self._last:
            values = {"after": self._position, "last": self._last}
            heads = self._connection.execute(_heads, values).all()
            if not heads:
                break
            for *head, told in heads:
                yield from self._entry(head, told)
            yield self._rows()

    def _entry(self, head: Sequence[Any], told: str) -> Iterator[Found]:
        entry, sound, after = Entry(self._before, head), head[0] == self._position + 1, -1
        while True:
            values = {"change": head[1], "after": after}
            rows = self._connection.execute(_steps, values).all()
            for row in rows:
                after = row[0]
                sound = sound and after == self._step
                self._step = after + 1
                entry.add(tuple(row))
                self._touched[row[1]].add(row[2])
            if len(rows) < _STEPS:
                break
            yield self._rows()
        self._position, self._before = head[0], told
        if not (sound and entry.hash == told):
            yield [Tampered(code="log-altered", position=head[0])]

    def _rows(self) -> Found:
        found: Found = []
        for table, ids in self._touched.items():
            if table in KIND_OF:
                found += _as_left(self._connection, table, sorted(ids))
        self._touched.clear()
        return found


def _as_left(connection: Connection, table: str, ids: Sequence[str]) -> Iterator[Tampered]:
    """Rows that are not what their last step in the history left."""
    made, stored = map_of(KIND_OF[table]), METADATA.tables[table]
    latest = (
        select(history.c.row_id, history.c.after, func.max(history.c.seq))
        .where(
            history.c.table_name == table, history.c.row_id.in_(bindparam("ids", expanding=True))
        )
        .group_by(history.c.row_id)
    )
    present = select(*stored.c).where(stored.c.id.in_(bindparam("ids", expanding=True)))
    for at in range(0, len(ids), _ROWS):
        values = {"ids": ids[at : at + _ROWS]}
        left = {row[0]: row[1] for row in connection.execute(latest, values)}
        now = {row[0]: _named(made.columns, row) for row in connection.execute(present, values)}
        for identity, text in left.items():
            row = now.get(identity)
            if row is None and text is not None:
                yield Tampered(code="row-missing", table=table, row_id=identity)
            elif row is not None and not _same(made, text, row):
                yield Tampered(code="row-altered", table=table, row_id=identity)


def _same(made: Any, text: str | None, row: Row) -> bool:  # noqa: ANN401 - the map of any entity
    if text is None:
        return False
    try:
        return text == canonical(row) or made.read(text) == row
    except (KeyError, TypeError, ValueError, ArithmeticError):  # a text that is none of ours
        return False


def _unknown(connection: Connection, table: str) -> Iterator[Found]:
    """Rows that the history knows nothing of."""
    stored = METADATA.tables[table]
    known = select(history.c.row_id).where(history.c.row_id == stored.c.id)
    slices = (
        select(stored.c.id)
        .where(stored.c.id > bindparam("after"))
        .order_by(stored.c.id)
        .limit(_ROWS * 10)
    )
    after = ""
    while True:
        ids = connection.execute(slices, {"after": after}).scalars().all()
        if not ids:
            return
        strange = select(stored.c.id).where(
            stored.c.id > after, stored.c.id <= ids[-1], ~known.exists()
        )
        yield [
            Tampered(code="row-unknown", table=table, row_id=each)
            for each in connection.execute(strange).scalars()
        ]
        after = ids[-1]


_content = select(attachment_content.c.content).where(
    attachment_content.c.sha256 == bindparam("identity")
)


def _contents(connection: Connection, kept: Table, names: Column[str]) -> Iterator[Found]:
    """Bytes that are gone, or are not those that were kept; ``names``: their column."""
    for identity, told in connection.execute(select(kept.c.id, names)).all():
        for name in _HASH.findall(told):
            content = connection.execute(_content, {"identity": name}).scalar()
            sound = content is not None and sha256(content).hexdigest() == name
            fault = Tampered(code="content-damaged", table=kept.name, row_id=identity)
            yield [] if sound else [fault]


_HASH = re.compile("[0-9a-f]{64}")


def _named(columns: Sequence[str], row: Sequence[Any]) -> Row:
    return dict(zip(columns, row, strict=True))
