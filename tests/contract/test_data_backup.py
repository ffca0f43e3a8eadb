"""Copies: complete, checked, whole or absent."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from specimen import Specimen, specimen

from riskdesk.data import backup
from riskdesk.data.database import Database, open_database
from riskdesk.domain.errors import UserError


@pytest.fixture
def made() -> Specimen:
    return specimen()


@pytest.fixture
def database(tmp_path: Path, made: Specimen) -> Iterator[Database]:
    with open_database(tmp_path / "a.db", clock=FakeClock(), user="u") as opened:
        with opened.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        yield opened


def test_a_copy_says_the_same_and_is_a_database(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "көшірме 1.db"
    database.backup(target)
    with open_database(target, clock=FakeClock(), user="u") as copy:
        assert copy.content_hash(with_history=True) == database.content_hash(with_history=True)
    # In exclusive mode SQLite keeps the journal, its header zeroed, until the file is closed.
    names = {p.name for p in tmp_path.iterdir()} - {"a.db-journal"}
    assert names == {"a.db", "көшірме 1.db"}


def test_a_copy_never_overwrites(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("важное", encoding="utf-8")
    with pytest.raises(UserError) as error:
        database.backup(target)
    assert error.value.code == "backup-exists"
    assert target.read_text(encoding="utf-8") == "важное"
    with pytest.raises(UserError) as error:
        database.backup(tmp_path / "no-folder" / "copy.db")
    assert error.value.code == "database-no-folder"


def test_a_damaged_database_gives_no_copy(database: Database, tmp_path: Path) -> None:
    path = database.path
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM workplace")
    with open_database(path, clock=FakeClock(), user="u") as opened:
        with pytest.raises(UserError) as error:
            opened.backup(tmp_path / "copy.db")
        assert error.value.code == "backup-damaged"
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_the_check_finds_flipped_bytes(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    database.backup(target)
    backup.check(target)
    content = bytearray(target.read_bytes())
    content[4096 * 3 : 4096 * 3 + 64] = b"\xff" * 64
    target.write_bytes(content)
    with pytest.raises(UserError) as error:
        backup.check(target)
    assert error.value.code in {"backup-damaged", "database-damaged"}


def test_a_copy_waits_for_a_writer_in_another_thread(
    database: Database, made: Specimen, tmp_path: Path
) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with database.unit_of_work() as uow:
            uow.replace(replace(made.dossier.marks[0], reason="кеш"))
            inside.set()
            go_on.wait(10)
            uow.commit("set-mark")

    writer = threading.Thread(target=write)
    writer.start()
    assert inside.wait(10)
    copier = threading.Thread(target=database.backup, args=(tmp_path / "copy.db",))
    copier.start()
    go_on.set()
    writer.join(10)
    copier.join(10)
    with open_database(tmp_path / "copy.db", clock=FakeClock(), user="u") as copy:
        assert [change.label for change in copy.changes()] == ["x", "set-mark"]


def test_a_copy_is_not_made_inside_a_change(database: Database, tmp_path: Path) -> None:
    with database.unit_of_work(), pytest.raises(RuntimeError):
        database.backup(tmp_path / "copy.db")


def test_no_code_copies_a_database_as_a_file(root: Path) -> None:
    for file in (root / "riskdesk" / "data").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert shutil.__name__ not in text, file.name
        assert "read_bytes" not in text, file.name
