"""Content hash: whether two databases say the same (promises A.4)."""

import hashlib
import unicodedata
from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from riskdesk.data.append_only import change, history
from riskdesk.data.mapping import canonical
from riskdesk.data.tables import METADATA, TABLE_OF


def content_hash(connection: Connection, *, with_history: bool = False) -> str:
    """SHA-256 over all entities: rows by id, columns by name, canonical text, UTF-8 NFC.

    The history grows with every undo, so it counts only ``with_history``.
    """
    digest = hashlib.sha256()
    names = {table.name for table in TABLE_OF.values()}
    for table in sorted(METADATA.tables.values(), key=lambda t: t.name):
        if table.name in names or (with_history and table in (change, history)):
            digest.update(f"{table.name}\n".encode())
            for line in _lines(connection, table):
                digest.update(line)
    return digest.hexdigest()


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = sorted(table.columns, key=lambda column: column.name)
    names = [column.name for column in columns]
    key = next(iter(table.primary_key))
    for row in connection.execute(select(*columns).order_by(key)):
        text = canonical(dict(zip(names, row, strict=True)))
        yield unicodedata.normalize("NFC", text).encode() + b"\n"
