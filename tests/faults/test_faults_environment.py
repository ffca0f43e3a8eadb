"""The disk and the system fail: a clear error, nothing lost, work goes on (F06, F08)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from specimen import Specimen, specimen

from riskdesk.data.database import Database, open_database
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Mark, Measurement
from riskdesk.services.ports import UnitOfWork

if sys.platform != "win32":
    import resource


@pytest.fixture
def made() -> Specimen:
    return specimen(workplaces=1)


@pytest.fixture
def database(tmp_path: Path, made: Specimen) -> Iterator[Database]:
    with open_database(tmp_path / "a.db", clock=FakeClock(), user="u") as opened:
        with opened.unit_of_work() as uow:
            for row in made.rows:
                uow.add(row)
            uow.commit("x")
        yield opened


def write_much(database: Database, made: Specimen) -> None:
    with database.unit_of_work() as uow:
        add_much(uow, made)
        uow.commit("much")


def add_much(uow: UnitOfWork, made: Specimen) -> None:
    model = made.dossier.measurements[0]
    for ordinal in range(300):
        uow.add(replace(model, id=uuid7(), ordinal=ordinal, value_text="7" * 200))


def count(database: Database) -> int:
    with database.unit_of_work() as uow:
        return len(uow.find(Measurement))


@contextmanager
def full_by_pages(database: Database) -> Iterator[None]:
    raw = database._raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    (limit,) = raw.execute("PRAGMA max_page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + 1}")
    yield
    raw.execute(f"PRAGMA max_page_count = {limit}")


@contextmanager
def full_by_file_size(database: Database) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = database.path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


FULL = [(full_by_pages, {"database-disk-full"})]
if sys.platform != "win32":
    FULL.append((full_by_file_size, {"database-io", "database-disk-full"}))


@pytest.mark.parametrize(("full", "codes"), FULL, ids=lambda part: getattr(part, "__name__", ""))
def test_a_full_disk_is_said_and_work_goes_on_when_there_is_room(
    database: Database, made: Specimen, full: object, codes: set[str]
) -> None:
    assert callable(full)
    before = database.content_hash(with_history=True)
    with full(database):
        for _ in range(2):
            with pytest.raises(UserError) as error:
                write_much(database, made)
            assert error.value.code in codes
            assert error.value.params["path"] == str(database.path)
            assert database.content_hash(with_history=True) == before
    write_much(database, made)
    assert count(database) == 300 + len(made.dossier.measurements)


def test_after_a_fault_nothing_is_written_outside_of_a_transaction(
    database: Database, made: Specimen
) -> None:
    before = database.content_hash(with_history=True)
    model = made.dossier.measurements[0]
    with database.unit_of_work() as uow, full_by_pages(database):
        with pytest.raises(UserError) as error:
            add_much(uow, made)
        assert error.value.code == "database-disk-full"
        for ask in (
            lambda: uow.replace(replace(model, value_text="1")),
            lambda: uow.commit("x"),
            lambda: uow.find(Mark),
        ):
            with pytest.raises(UserError) as again:
                ask()
            assert again.value.code == "database-disk-full"
    assert database.content_hash(with_history=True) == before


def test_a_disk_that_became_read_only_is_said(database: Database, made: Specimen) -> None:
    before = database.content_hash(with_history=True)
    database._raw.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError) as error:
        write_much(database, made)
    assert error.value.code == "database-read-only"
    database._raw.execute("PRAGMA query_only = OFF")
    assert database.content_hash(with_history=True) == before


def test_a_copy_onto_a_full_disk_leaves_no_half_file(database: Database, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("file size limit: POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(UserError) as error:
            database.backup(tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error.value.code in {"database-io", "database-disk-full"}
    assert error.value.params["path"] == str(tmp_path / "copy.db")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("copy")]
