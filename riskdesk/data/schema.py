"""How a database of this version is built: tables, indexes and triggers, to the letter.

A file whose schema says something else would be read wrongly, or would not refuse what its
triggers refuse: it is damaged, however sound its pages are.
"""

import sqlite3
from contextlib import closing
from functools import cache

from riskdesk.data.migrations import upgrade

_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def is_as_built(connection: sqlite3.Connection) -> bool:
    """Whether the schema is the one that the migrations make."""
    return frozenset(connection.execute(_OBJECTS)) == _built()


@cache
def _built() -> frozenset[tuple[str, str, str, str | None]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        upgrade(model)
        return frozenset(model.execute(_OBJECTS))
