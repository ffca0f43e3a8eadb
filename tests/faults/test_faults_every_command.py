"""Every command of the one door: a fault at its statements, undone, done again (R3, U13)."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.injection import fails_at, injected
from faults.programs import context_of, state_of
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sealed_commands import _desk, _groups, _heads, _lists, _places, _points, commands_of, desk
from sqlalchemy import select

from riskdesk.data.append_only import history
from riskdesk.data.database import Database
from riskdesk.data.mapping import canonical
from riskdesk.data.tables import METADATA, TABLE_OF
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Certification
from riskdesk.services import edit
from riskdesk.services.context import Context
from riskdesk.services.undo import Redo, Undo, stacks_of
from riskdesk.services.undo import run as run_undo

MOMENTS = 3
RESOURCES = Path(__file__).parents[2] / "resources"


@cache
def context() -> Context:
    return context_of(RESOURCES)


@pytest.fixture
def opened(memory: Path) -> Iterator[tuple[Database, Dossier]]:
    database, dossier = desk(memory / "қор.db")
    with database:
        yield database, dossier


def test_a_fault_inside_every_command_and_its_undo(
    opened: tuple[Database, Dossier], fault_run: FaultRun
) -> None:
    database, dossier = opened
    injections = refused = 0
    chance = fault_run.chance()
    commands = commands_of(dossier).values()
    for command in commands:

        def work(command: object = command) -> None:
            edit.run(command, database.unit_of_work(), context())

        name = type(command).__name__
        start = database.content_hash()
        with injected(database, 0) as counter:
            try:
                work()
            except UserError:
                refused += 1
                continue
        end = database.content_hash()
        run_undo(Undo(), database.unit_of_work())
        assert database.content_hash() == start, f"{name}: undone is not the start"
        run_undo(Redo(), database.unit_of_work())
        assert database.content_hash() == end, f"{name}: done again is not the end"
        run_undo(Undo(), database.unit_of_work())
        whole = range(1, counter.seen + 1)
        drawn = whole if fault_run.long else chance.sample(whole, min(MOMENTS, counter.seen))
        before = state_of(database)
        for at in {*drawn, counter.seen}:
            assert fails_at(database, at, work), f"{name}: it has fewer moments now"
            assert state_of(database) == before, f"{name} at moment {at}"
            injections += 1
    assert refused < len(commands) / 10
    assert database.audit() == []
    fault_run.tell(
        f"faults injected into {len(commands) - refused} commands: {injections}, 0 left a trace;"
        " each undone and done again"
    )


def replayed(database: Database) -> dict[tuple[str, str], str]:
    """The rows that the history leads to, from nothing."""
    found: dict[tuple[str, str], str] = {}
    with database._reading() as connection:
        columns = history.c
        query = select(columns.table_name, columns.row_id, columns.after).order_by(columns.seq)
        for table, row, after in connection.execute(query):
            if after is None:
                found.pop((table, row))
            else:
                found[table, row] = after
    return found


def present(database: Database) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    with database._reading() as connection:
        for table in {each.name for each in TABLE_OF.values()}:
            for row in connection.execute(select(METADATA.tables[table])).mappings():
                found[table, str(row["id"])] = canonical(dict(row))
    return found


def possible(dossier: Dossier) -> list[object]:
    """The commands that this dossier still has something for: of each group, up to what is gone."""
    found: list[object] = []
    for group in (_heads, _desk, _points, _lists, _places, _groups):
        with suppress(IndexError, StopIteration, RuntimeError, KeyError):
            for command in group(dossier):
                found.append(command)  # noqa: PERF402 - what came before the gap counts
    return found


class CommandMachine(RuleBasedStateMachine):
    """Any command after any other; the hash after each is what undo and redo come back to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=_memory())
        self.database, dossier = desk(Path(self.folder.name) / "қор.db")
        self.clock = FakeClock()
        self.certification = CertificationId(dossier.certification.id)
        self.past: list[str] = []
        self.future: list[str] = []

    @initialize()
    def start(self) -> None:
        self.past = [self.database.content_hash()]

    @rule(picks=st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
    def do(self, picks: list[int]) -> None:
        for pick in picks:
            self._do(pick)

    def _do(self, pick: int) -> None:
        self.clock.go_on(timedelta(seconds=-1))
        with self.database.unit_of_work() as uow:
            if not uow.find(Certification):
                return
            commands = possible(uow.dossier(self.certification))
        if not commands:
            return
        try:
            edit.run(commands[pick % len(commands)], self.database.unit_of_work(), context())
        except UserError:
            assert self.database.content_hash() == self.past[-1], "refused, and changed"
            return
        now = self.database.content_hash()
        if now != self.past[-1]:
            self.past.append(now)
            self.future = []

    @rule()
    def undo(self) -> None:
        if len(self.past) > 1:
            run_undo(Undo(), self.database.unit_of_work())
            self.future.append(self.past.pop())
            assert self.database.content_hash() == self.past[-1]

    @rule()
    def redo(self) -> None:
        if self.future:
            run_undo(Redo(), self.database.unit_of_work())
            self.past.append(self.future.pop())
            assert self.database.content_hash() == self.past[-1]

    def teardown(self) -> None:
        end, steps = self.database.content_hash(), len(self.past) - 1
        for _ in range(steps):
            run_undo(Undo(), self.database.unit_of_work())
        assert not self.past or self.database.content_hash() == self.past[0], "undo all"
        for _ in range(steps):
            run_undo(Redo(), self.database.unit_of_work())
        assert self.database.content_hash() == end, "redo all"
        assert len(stacks_of(self.database.changes()).undoable) == steps + 1
        now, told = present(self.database), replayed(self.database)
        assert set(now) == set(told), "the history leads to other rows"
        for key, text in now.items():
            assert json.loads(told[key]) == json.loads(text), f"the history of {key}"
        assert self.database.audit() == []
        self.database.close()
        self.folder.cleanup()


def _memory() -> str | None:
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    return str(shared) if shared.is_dir() else None


TestCommands = CommandMachine.TestCase
TestCommands.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
