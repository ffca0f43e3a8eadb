"""Opening: our files with our settings, everything else refused and left unchanged."""

import hashlib
import os
import shutil
import sqlite3
import struct
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fakes import FakeClock
from specimen import specimen

from riskdesk.data import connection as connection_module
from riskdesk.data import database as database_module
from riskdesk.data.connection import SETTINGS
from riskdesk.data.database import Database, open_database
from riskdesk.data.migrations import APPLICATION_ID, SCHEMA_VERSION
from riskdesk.domain.errors import UserError
from riskdesk.services.texts import Texts

NAMES = [
    "agro-55.db",
    "Әлия Қасымова/База данных №1.db",
    "с пробелом и 100%/a#b?c=d&mode=ro.db",
    "emoji 😀 'кавычки' \"x\".db" if os.name != "nt" else "emoji 😀 'кавычки'.db",
    "file:memory.db" if os.name != "nt" else "filememory.db",
]


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="Әлия", busy_seconds=0)


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as error:
        opened(path)
    return error.value


def print_of(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours" / "база.db"
    path.parent.mkdir()
    opened(path).close()
    return path


def test_the_live_connection_has_the_settings_of_the_promise(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as database:
        assert database.settings() == {
            "locking_mode": "exclusive",
            "journal_mode": "delete",
            "synchronous": 3,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "mmap_size": 0,
            "temp_store": 2,
        }
        assert {name: read for name, (_, read) in SETTINGS.items()} == database.settings()


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_is_that_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    made = specimen(workplaces=1)
    with opened(path) as database, database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.commit("x")
    assert path.is_file()
    assert [p.name for p in path.parent.iterdir()] == [path.name], "a side file stayed"
    with opened(path) as database, database.unit_of_work() as uow:
        assert uow.dossier(made.dossier.certification.id) == made.dossier
        copy = path.with_name(f"көшірме {path.name}")
    with opened(path) as database:
        database.backup(copy)
        expected = database.content_hash(with_history=True)
    with opened(copy) as database:
        assert database.content_hash(with_history=True) == expected


def test_a_file_says_whose_it_is_and_which_version(ours: Path) -> None:
    head = ours.read_bytes()[:100]
    assert struct.unpack_from(">i4xi", head, 60) == (SCHEMA_VERSION, APPLICATION_ID)
    assert head[68:72] == b"RDSK"


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with opened(path) as database:
        assert database.changes() == []


@pytest.mark.parametrize("ahead", [1, 100])
def test_a_newer_file_is_refused_unchanged(ours: Path, ahead: int) -> None:
    with closing(sqlite3.connect(ours)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + ahead}")
    before = print_of(ours.parent)
    error = refused(ours)
    assert error.code == "database-too-new"
    assert error.params["version"] == SCHEMA_VERSION + ahead
    assert error.params["supported"] == SCHEMA_VERSION
    assert print_of(ours.parent) == before


def make_foreign(path: Path, kind: str) -> None:
    if kind == "sqlite":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE note (text)")
    elif kind == "version-0":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("CREATE TABLE note (text)")
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a", "b" * 200)
    elif kind == "text":
        path.write_text("Жалпы мәтін\n" * 20, encoding="utf-8")
    elif kind == "short":
        path.write_bytes(b"SQLite format 3\x00")
    else:
        path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 16)


@pytest.mark.parametrize("kind", ["sqlite", "version-0", "zip", "text", "short", "noise"])
def test_a_file_that_is_not_ours_is_refused_unchanged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "чужой.db"
    make_foreign(path, kind)
    before = print_of(tmp_path)
    assert refused(path).code == "database-not-ours"
    assert print_of(tmp_path) == before


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "database-is-folder"
    error = refused(tmp_path / "жоқ" / "a.db")
    assert (error.code, error.params["folder"]) == ("database-no-folder", str(tmp_path / "жоқ"))
    assert print_of(tmp_path) == {}


def test_a_second_program_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path):
        assert refused(path).code == "database-locked"
    opened(path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another account: POSIX")
def test_a_file_that_may_not_be_written_is_refused_unchanged(ours: Path, tmp_path: Path) -> None:
    ours.chmod(0o444)
    tmp_path.chmod(0o755)
    before = print_of(ours.parent)
    with _without_rights(tmp_path):
        assert refused(ours).code == "database-read-only"
        assert refused(ours.with_name("new.db")).code == "database-no-access"
    ours.chmod(0o000)
    with _without_rights(tmp_path):
        assert refused(ours).code == "database-no-access"
    ours.chmod(0o644)
    assert print_of(ours.parent) == before


if sys.platform != "win32":

    @contextmanager
    def _without_rights(folder: Path) -> Iterator[None]:
        """As a user who owns nothing, if the tests run as the one who may do everything."""
        if os.geteuid() != 0:
            folder.chmod(0o555)
            yield
            folder.chmod(0o755)
            return
        parents = [p for p in folder.parents if p != p.parent and p.stat().st_uid == 0]
        modes = [(p, p.stat().st_mode) for p in parents]
        for parent in parents:
            parent.chmod(parent.stat().st_mode | 0o055)
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
            for parent, mode in modes:
                parent.chmod(mode)


def test_a_damaged_file_is_called_damaged(ours: Path) -> None:
    content = ours.read_bytes()
    ours.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(UserError) as error, opened(ours) as database:
        database.content_hash()
    assert error.value.code == "database-damaged"


@pytest.mark.parametrize("left", [1, 100, 4096, 0.5, -1])
def test_a_truncated_file_is_not_worked_with(tmp_path: Path, left: float) -> None:
    """F12: refused at the start, not at the first page that is missed."""
    path = tmp_path / "a.db"
    with opened(path) as database, database.unit_of_work() as uow:
        for row in specimen().rows:
            uow.add(row)
        uow.commit("x")
    size = path.stat().st_size
    keep = int(size * left) if isinstance(left, float) else size - 4096 if left < 0 else left
    os.truncate(path, keep)
    cut = path.read_bytes()
    with pytest.raises(UserError) as error:
        opened(path)
    assert error.value.code in {"database-damaged", "database-not-ours"}
    assert path.read_bytes() == cut


def test_after_a_run_that_was_cut_off_every_index_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F14: an index that lacks a row is found by the check that follows a crash."""
    path = tmp_path / "a.db"
    with opened(path) as database, database.unit_of_work() as uow:
        for row in specimen().rows:
            uow.add(row)
        uow.commit("x")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'history_of_row'"
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("REINDEX history_of_row")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '')"
            " WHERE name = 'history_of_row'"
        )
    monkeypatch.setattr(connection_module, "WHOLE", 0)
    opened(path).close()  # the quick check reads no index
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE measurement SET value_text = printf('%.*c', 9000, 'x')")
        torn = tmp_path / "torn"
        torn.mkdir()
        for name in ("a.db", "a.db-journal"):
            shutil.copy(tmp_path / name, torn / name)
        connection.execute("ROLLBACK")
    with pytest.raises(UserError) as error:
        opened(torn / "a.db")
    assert error.value.code == "database-damaged"


def test_a_large_file_is_looked_through_while_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with opened(path) as database, database.unit_of_work() as uow:
        for row in specimen().rows:
            uow.add(row)
        uow.commit("x")
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'measurement'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 100)
    with pytest.raises(UserError):
        opened(path)
    for module in (connection_module, database_module):
        monkeypatch.setattr(module, "AT_ONCE", 1000)
    with opened(path) as database, pytest.raises(UserError) as error:
        database.check()
    assert error.value.code == "database-damaged"


def test_an_sqlite_that_was_never_tested_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sqlite3.sqlite_version_info >= (3, 40)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 39, 4))
    with pytest.raises(UserError) as error:
        opened(tmp_path / "a.db")
    assert error.value.code == "sqlite-too-old"
    assert not (tmp_path / "a.db").exists()


def test_a_hot_journal_is_rolled_back_first(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    made = specimen(workplaces=1)
    with opened(path) as database:
        with database.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        expected = database.content_hash(with_history=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE measurement SET value_text = printf('%.*c', 9000, 'x')")
        torn = tmp_path / "torn"
        torn.mkdir()
        for name in ("a.db", "a.db-journal"):
            shutil.copy(tmp_path / name, torn / name)
        connection.execute("ROLLBACK")
    assert (torn / "a.db").read_bytes() != path.read_bytes()
    with opened(torn / "a.db") as database:
        assert database.content_hash(with_history=True) == expected


def test_every_error_has_its_words(resources: Path) -> None:
    texts = Texts.load(resources)
    params = {
        "path": "a.db",
        "kept": "b.db",
        "folder": "b",
        "version": 2,
        "supported": 1,
        "row": "r",
        "most": 500,
    }
    for code in (
        "database-is-folder",
        "database-no-folder",
        "database-not-ours",
        "database-too-new",
        "database-locked",
        "database-read-only",
        "database-no-access",
        "database-disk-full",
        "database-io",
        "database-damaged",
        "still-used",
        "nothing-to-undo",
        "nothing-to-redo",
        "undo-conflict",
        "backup-exists",
        "backup-damaged",
        "database-moved",
        "database-network",
        "database-removable",
        "database-synced",
        "database-cut-off",
        "sqlite-too-old",
        "database-path-too-long",
        "database-upgraded",
        "database-not-upgraded",
        "attachment-missing",
        "attachment-damaged",
    ):
        assert texts.say(code, **params).missing() == ()
