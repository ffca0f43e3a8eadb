"""The way from an older schema to this one: ``NNNN_slug.py`` each, walked in one transaction.

A migration is a frozen fact: it never imports ``tables`` and never changes after a release.
"""

import sqlite3
from collections.abc import Callable, Mapping
from importlib import import_module

Migration = Callable[[sqlite3.Connection], None]

_MODULES = ("0001_first", "0002_desk")

MIGRATIONS: Mapping[int, Migration] = {
    int(name[:4]): import_module(f"{__name__}.{name}").upgrade for name in _MODULES
}
"""Schema version → the function that leads to it from the version before."""

APPLICATION_ID = 0x5244534B
"""``RDSK``: says in byte 68 of the file that it is ours."""

SCHEMA_VERSION = max(MIGRATIONS)
"""The version this program reads and writes."""


class BrokenReferences(Exception):
    """A migration left rows that refer to nothing: a bug; its transaction is rolled back."""


def upgrade(
    connection: sqlite3.Connection, migrations: Mapping[int, Migration] = MIGRATIONS
) -> None:
    """Bring the schema to the last version of ``migrations``, wholly or not at all.

    ``connection`` is in autocommit mode. Foreign keys are switched off before ``BEGIN``: inside a
    transaction the switch does nothing, and a rebuilt parent table would take its children along
    (T3). A migration must use ``execute``; ``executescript`` would commit (T4).
    """
    head = max(migrations)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == head:
        return
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in range(version + 1, head + 1):
                migrations[step](connection)
            _refuse_broken(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {head}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _refuse_broken(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(broken)
