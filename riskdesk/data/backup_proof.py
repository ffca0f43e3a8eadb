"""What a database says, so that a copy can be held against it in a moment."""

import sqlite3
from collections.abc import Mapping
from hashlib import blake2b

Proof = Mapping[str, object]
"""Table → number of rows; under "" the hash of all pages, where they fit into memory."""

_MOST = 256_000_000
"""Bytes: a larger database is compared by its row counts, and checked by SQLite like any other."""
_OWN = ((18, 20), (24, 28), (40, 44), (92, 100))
"""Bytes of the header that each file counts for itself: file format, changes, schema, version."""


def proof_of(connection: sqlite3.Connection) -> Proof:
    """Rows of every table, history and attachments too, and every byte of every page."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    proof: dict[str, object] = {name: _count(connection, name) for (name,) in names}
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    if pages * size <= _MOST:
        proof[""] = _pages(connection)
    return proof


def _count(connection: sqlite3.Connection, table: str) -> object:
    return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - from the schema


def _pages(connection: sqlite3.Connection) -> str:
    content = connection.serialize()
    head = bytearray(content[:100])
    for begin, end in _OWN:
        head[begin:end] = bytes(end - begin)
    digest = blake2b(head)
    digest.update(memoryview(content)[100:])
    return digest.hexdigest()
