"""The way to the present schema: whole or not at all, children kept."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock

from riskdesk.data import migrations
from riskdesk.data.database import open_database
from riskdesk.data.migrations import MIGRATIONS, SCHEMA_VERSION, BrokenReferences, upgrade
from riskdesk.data.tables import APPEND_ONLY, METADATA

HEAD = SCHEMA_VERSION
NEXT = HEAD + 1


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "a.db"
    open_database(path, clock=FakeClock(), user="u").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute(
            "INSERT INTO enterprise VALUES ('e', 'Үлгі', 'Образец', '', '', '', '', '', 0, '')"
        )
        opened.execute(
            "INSERT INTO certification (id, enterprise_id, title, measured_on, options,"
            " laboratory_kk, laboratory_ru, laboratory_en, accreditation, kind, ground, contract)"
            " VALUES ('c', 'e', 't', '2026-04-10', '{}', '', '', '', '', 'periodic', '', '')"
        )
        yield opened


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return sorted((name, " ".join(sql.replace('"', "").split())) for name, sql in rows)


def test_files_are_numbered_without_a_gap() -> None:
    folder = Path(migrations.__file__).parent
    names = sorted(file.stem for file in folder.glob("[0-9]*.py"))
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+", name) for name in names)
    assert [int(name[:4]) for name in names] == list(MIGRATIONS) == list(range(1, HEAD + 1))


def test_the_migrations_lead_to_the_tables(connection: sqlite3.Connection) -> None:
    from sqlalchemy import create_engine  # noqa: PLC0415 - only this test needs an engine
    from sqlalchemy.pool import StaticPool  # noqa: PLC0415

    with closing(sqlite3.connect(":memory:")) as fresh:
        engine = create_engine("sqlite://", creator=lambda: fresh, poolclass=StaticPool)
        METADATA.create_all(engine)
        made = schema(fresh)
    triggers = {f"{table.name}_not_{what}" for table in APPEND_ONLY for what in _FORBIDDEN}
    migrated = [row for row in schema(connection) if row[0] not in triggers]
    assert len(schema(connection)) == len(migrated) + len(triggers)
    assert migrated == made


_FORBIDDEN = ("updated", "deleted", "replaced")


def rebuild_parent(connection: sqlite3.Connection) -> None:
    """The dangerous kind: a parent table made anew (T3)."""
    connection.execute("CREATE TABLE enterprise_new AS SELECT *, 'x' AS extra FROM enterprise")
    connection.execute("DROP TABLE enterprise")
    connection.execute(
        "CREATE TABLE enterprise (id TEXT NOT NULL PRIMARY KEY, name_kk TEXT, extra TEXT)"
    )
    connection.execute("INSERT INTO enterprise SELECT id, name_kk, extra FROM enterprise_new")
    connection.execute("DROP TABLE enterprise_new")


def test_a_rebuilt_parent_keeps_its_children(connection: sqlite3.Connection) -> None:
    upgrade(connection, {**MIGRATIONS, NEXT: rebuild_parent})
    assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
    assert connection.execute("SELECT id FROM certification").fetchall() == [("c",)]
    assert connection.execute("SELECT name_kk, extra FROM enterprise").fetchall() == [("Үлгі", "x")]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_second_run_is_harmless(connection: sqlite3.Connection) -> None:
    upgrade(connection, {**MIGRATIONS, NEXT: rebuild_parent})
    before = list(connection.iterdump())
    upgrade(connection, {**MIGRATIONS, NEXT: rebuild_parent})
    assert list(connection.iterdump()) == before


def test_a_failing_migration_leaves_nothing_behind(connection: sqlite3.Connection) -> None:
    def failing(opened: sqlite3.Connection) -> None:
        rebuild_parent(opened)
        raise LookupError

    before = list(connection.iterdump())
    with pytest.raises(LookupError):
        upgrade(connection, {**MIGRATIONS, NEXT: rebuild_parent, NEXT + 1: failing})
    assert list(connection.iterdump()) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_migration_that_breaks_a_reference_is_rolled_back(
    connection: sqlite3.Connection,
) -> None:
    def breaking(opened: sqlite3.Connection) -> None:
        opened.execute("DELETE FROM enterprise")

    with pytest.raises(BrokenReferences):
        upgrade(connection, {**MIGRATIONS, NEXT: breaking})
    assert connection.execute("SELECT id FROM enterprise").fetchall() == [("e",)]


def test_no_migration_uses_executescript() -> None:
    folder = Path(migrations.__file__).parent
    for file in folder.glob("[0-9]*.py"):
        assert "executescript" not in file.read_text(encoding="utf-8"), file.name


def test_a_file_whose_making_was_cut_off_is_made_again(tmp_path: Path) -> None:
    """The power goes while the first schema is written: the half file and its journal stay."""
    path, torn = tmp_path / "a.db", tmp_path / "torn"
    torn.mkdir()

    def cut_off(opened: sqlite3.Connection) -> None:
        MIGRATIONS[1](opened)
        for name in (path.name, f"{path.name}-journal"):
            shutil.copy(tmp_path / name, torn / name)

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # pages reach the file before the commit
        upgrade(connection, {1: cut_off})
    assert (torn / path.name).stat().st_size > 0
    with open_database(torn / path.name, clock=FakeClock(), user="u") as database:
        assert database.changes() == []
        assert database.history() == []
