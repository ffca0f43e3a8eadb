"""A fault at every statement of a command in turn: all or nothing (R3)."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.injection import Injected, fails_at, injected
from specimen import Specimen, specimen
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from riskdesk.data.database import Database, open_database
from riskdesk.services.undo import Redo, Undo, run

Work = Callable[[Database, Specimen], None]


@pytest.fixture
def made() -> Specimen:
    return specimen(workplaces=2)


@pytest.fixture
def database(tmp_path: Path, made: Specimen) -> Iterator[Database]:
    with open_database(tmp_path / "қор.db", clock=FakeClock(), user="u") as opened:
        store(opened, made)
        yield opened


def store(database: Database, made: Specimen) -> None:
    with database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.commit("import")


def change_much(database: Database, made: Specimen) -> None:
    """Adds a certification, changes one, removes rows: one command."""
    dossier = made.dossier
    with database.unit_of_work() as uow:
        for row in specimen(workplaces=1, title="2").rows:
            uow.add(row)
        uow.replace(replace(dossier.certification, title="x"))
        for mark in dossier.marks:
            uow.remove(mark)
        for value in uow.find(type(dossier.measurements[0]), workplace_id=dossier.workplaces[0].id):
            uow.replace(replace(value, value_text="1"))
        uow.dossier(dossier.certification.id)
        uow.commit("change-much")


def undo_it(database: Database, made: Specimen) -> None:
    del made
    run(Undo(), database.unit_of_work())


def undo_and_redo(database: Database, made: Specimen) -> None:
    del made
    uow = database.unit_of_work()
    run(Undo(), uow)
    run(Redo(), uow)


@pytest.mark.parametrize("work", [change_much, undo_it], ids=lambda work: work.__name__)
def test_a_fault_at_any_statement_leaves_everything_as_it_was(
    database: Database, made: Specimen, work: Work, fault_run: FaultRun
) -> None:
    before = database.content_hash(with_history=True)
    at = 1
    while fails_at(database, at, lambda: work(database, made)):
        assert database.content_hash(with_history=True) == before, f"at moment {at}"
        at += 1
    assert database.content_hash(with_history=True) != before
    assert at > 20, "the injector is blind"
    fault_run.tell(f"faults injected into {work.__name__}: {at - 1}, 0 left a trace")


def test_after_a_fault_the_same_work_succeeds(database: Database, made: Specimen) -> None:
    for at in (1, 5, 9):
        with injected(database, at), pytest.raises(Injected):
            undo_and_redo(database, made)
    expected = database.content_hash()
    undo_and_redo(database, made)
    assert database.content_hash() == expected


def test_a_copy_of_the_files_at_any_statement_opens_to_a_committed_state(
    database: Database,
    made: Specimen,
    tmp_path: Path,
    fault_run: FaultRun,
) -> None:
    """F17: what a power loss leaves, seen as a copy of the file and its journal."""
    path = database.path
    database._raw.execute("PRAGMA cache_size = 1")  # pages reach the file before the commit
    states = {database.content_hash(with_history=True)}
    copies: list[Path] = []
    chance = fault_run.chance()

    def copy_files(*_arguments: object) -> None:
        if chance.random() < 0.3:
            folder = tmp_path / f"copy {len(copies)}"
            folder.mkdir()
            for file in tmp_path.glob(f"{path.name}*"):
                shutil.copy(file, folder / file.name)
            copies.append(folder / path.name)

    event.listen(database.engine, "after_cursor_execute", copy_files)
    change_much(database, made)
    event.remove(database.engine, "after_cursor_execute", copy_files)
    states.add(database.content_hash(with_history=True))
    unfinished = 0
    for copy in copies:
        unfinished += _differs_in_the_middle(copy)
        with open_database(copy, clock=FakeClock(), user="u") as opened:
            assert opened.content_hash(with_history=True) in states, copy.parent.name
    assert unfinished > 0, "no copy was taken in the middle of a change"
    fault_run.tell(f"files copied while writing: {len(copies)}, {unfinished} rolled back, 0 torn")


def _differs_in_the_middle(copy: Path) -> bool:
    """Whether the file alone, without its journal, is not what the journal restores."""
    journal = copy.with_name(f"{copy.name}-journal")
    return journal.exists() and journal.read_bytes()[:8] == b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def test_an_interrupted_statement_leaves_everything_as_it_was(
    database: Database, made: Specimen, fault_run: FaultRun
) -> None:
    """SQLite itself stops in the middle of a statement, wherever that is."""
    before = database.content_hash(with_history=True)
    stops = 20
    chance = fault_run.chance()
    for _ in range(stops):
        left = chance.randint(1, 200)

        def stop() -> bool:
            nonlocal left
            left -= 1
            return left <= 0

        database._raw.set_progress_handler(stop, 10)
        with pytest.raises(OperationalError, match="interrupted"):
            change_much(database, made)
        database._raw.set_progress_handler(None, 0)
        assert database.content_hash(with_history=True) == before
    change_much(database, made)
    fault_run.tell(f"statements interrupted by SQLite: {stops}, 0 left a trace")
