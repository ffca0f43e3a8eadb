"""The rows that a certification's papers rest on: their hash, and whether they are sealed (S5)."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from riskdesk.data import append_only as a
from riskdesk.data import tables as t
from riskdesk.data.mapping import Row, canonical, map_of
from riskdesk.data.statements import STATEMENTS
from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.issue import WRITTEN_ONCE
from riskdesk.domain.model import Certification, Enterprise, Entity

_OWN: tuple[type[Entity], ...] = (OwnNorm, OwnSubstance)
_KEY = "own-"
"""How readings name an own substance: this and its id (``rules/own``)."""
COVERED = tuple(kind for kind in t.TABLE_OF if kind not in WRITTEN_ONCE)
"""The kinds of rows that a seal covers: all but the seals and documents themselves."""


def data_hash(connection: Connection, certification: str) -> str:
    """SHA-256 over every row that the papers of a certification are made from, exact to the letter.

    Rows by table and id; a column that has the default of its field is left out, so that a column
    which a later version adds leaves the hash as it was.
    """
    digest = sha256()
    for table, row in rows_of(connection, certification):
        digest.update(f"{table} {canonical(row)}\n".encode())
    return digest.hexdigest()


def rows_of(connection: Connection, certification: str) -> Iterator[tuple[str, Row]]:
    """Those rows, each with the name of its table."""
    for kind in COVERED:
        made = map_of(kind)
        for row in sorted(_rows(connection, kind, certification)):
            named = dict(zip(made.columns, row, strict=True))
            yield t.TABLE_OF[kind].name, made.told(named)


def _rows(connection: Connection, kind: type[Entity], certification: str) -> list[Any]:
    """Rows as tuples: the id comes first in every table."""
    if kind is Certification:
        query, values = STATEMENTS[kind].by_id, {"identity": certification}
        return list(connection.execute(query, values))
    if kind is Enterprise:
        return list(connection.execute(_enterprise, {"certification": certification}))
    if kind in _OWN:
        used, by_id = own_used(connection, certification), STATEMENTS[kind].by_id
        return [row for each in used for row in connection.execute(by_id, {"identity": each})]
    query = STATEMENTS[kind].of_certification.order_by(None)
    return list(connection.execute(query, {"certification": certification}))


_enterprise = (
    select(t.enterprise)
    .join(t.certification)
    .where(t.certification.c.id == bindparam("certification"))
)
_norms = [
    select(t.point.c.own_norm_id).where(
        t.point.c.certification_id == bindparam("certification"), t.point.c.own_norm_id.is_not(None)
    ),
    select(t.measurement.c.own_norm_id)
    .join(t.workplace)
    .where(
        t.workplace.c.certification_id == bindparam("certification"),
        t.measurement.c.own_norm_id.is_not(None),
    ),
]
_readings = select(t.point.c.readings).where(
    t.point.c.certification_id == bindparam("certification"),
    t.point.c.readings.contains(_KEY),
)


def own_used(connection: Connection, certification: str) -> set[str]:
    """The ids of the own norms and substances that a certification refers to."""
    values = {"certification": certification}
    found = {each for query in _norms for each in connection.execute(query, values).scalars()}
    for readings in connection.execute(_readings, values).scalars():
        texts = (str(text) for text in json.loads(readings).values())
        found |= {text.removeprefix(_KEY) for text in texts if text.startswith(_KEY)}
    return found


_acts = select(a.seal.c.certification_id, a.seal.c.action).order_by(a.seal.c.ordinal)


def sealed_now(connection: Connection) -> frozenset[str]:
    """The certifications that are sealed."""
    last = {row.certification_id: row.action for row in connection.execute(_acts)}
    return frozenset(each for each, action in last.items() if action == "seal")


_PARENTS: Mapping[str, Table] = {
    "workplace_id": t.workplace,
    "position_id": t.position,
    "instrument_id": t.instrument,
}
_owners = {
    column: select(table.c.certification_id).where(table.c.id == bindparam("identity"))
    for column, table in _PARENTS.items()
}
_of_enterprise = select(t.certification.c.id).where(
    t.certification.c.enterprise_id == bindparam("identity")
)


class Guard:
    """Which sealed certification a changed row belongs to, for one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sealed = sealed_now(connection)
        self._known: dict[tuple[str, str], str | None] = {}

    def holds(self, kind: type[Entity], before: Row | None, after: Row | None) -> str | None:
        """The id of a sealed certification whose rows change; ``None`` where none does."""
        if not self._sealed or kind in WRITTEN_ONCE:
            return None
        owners = (each for row in (before, after) if row for each in self._owners(kind, row))
        return next((each for each in owners if each in self._sealed), None)

    def _owners(self, kind: type[Entity], row: Row) -> Iterator[str]:
        identity = str(row["id"])
        if kind is Certification:
            yield identity
        elif kind is Enterprise:
            yield from self._connection.execute(_of_enterprise, {"identity": identity}).scalars()
        elif kind in _OWN:
            used = (c for c in self._sealed if identity in own_used(self._connection, c))
            yield from used
        elif "certification_id" in row:
            yield str(row["certification_id"])
        else:
            column = next(name for name in _PARENTS if row.get(name))
            yield from filter(None, (self._parent(column, str(row[column])),))

    def _parent(self, column: str, identity: str) -> str | None:
        key = (column, identity)
        if key not in self._known:
            found = self._connection.execute(_owners[column], {"identity": identity}).scalar()
            self._known[key] = found
        return self._known[key]
