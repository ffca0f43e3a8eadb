"""Faults inside the program's own commands, on the sample (R3, F01, F04)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.injection import fails_at, injected
from faults.programs import SAMPLE, context_of, make_sample

from riskdesk.data.backup import check
from riskdesk.data.database import Database, open_database
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Measurement, Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.services import edit
from riskdesk.services.context import Context
from riskdesk.services.undo import Undo
from riskdesk.services.undo import run as run_undo

CHILD = Path(__file__).with_name("importing_child.py")
SAMPLED, SAMPLED_LONG = 12, 400
KILLS, KILLS_LONG = 6, 200
ROW_KILLS, ROW_KILLS_LONG = 8, 400
LONGEST_DELAY = 0.5
ROWS = {"measurement": 276, "workplace": 55}


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="u")


@pytest.fixture(scope="module")
def context() -> Context:
    return context_of(Path(__file__).parents[2] / "resources")


@pytest.fixture(scope="module")
def finished(context: Context, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("үлгі") / "sample.db"
    with opened(path) as database:
        make_sample(database, context, Path(__file__).parents[2] / "resources")
    return path


@pytest.fixture
def database(finished: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "work.db"
    with opened(finished) as source:
        source.backup(path)
    with opened(path) as database:
        yield database


def first(database: Database) -> tuple[Workplace, Measurement]:
    with database.unit_of_work() as uow:
        place = uow.find(Workplace, number=1)[0]
        return place, uow.find(Measurement, workplace_id=place.id)[0]


def edits_of(database: Database) -> list[object]:
    place, value = first(database)
    where = WorkplaceId(place.id)
    return [
        edit.ChangeValue(measurement_id=value.id, text="123,4"),
        edit.SetMark(
            workplace_id=where, subject="total", hazard_class=HazardClass.HARMFUL_1, reason="x"
        ),
        edit.ChangeStaffing(workplace_id=where, men=1, women=1),
    ]


@pytest.mark.parametrize("number", range(3))
def test_a_fault_at_any_statement_of_an_edit(
    database: Database, context: Context, number: int, fault_run: FaultRun
) -> None:
    command = edits_of(database)[number]
    before = database.content_hash(with_history=True)
    at = 1
    while fails_at(database, at, lambda: edit.run(command, database.unit_of_work(), context)):
        assert database.content_hash(with_history=True) == before, f"at moment {at}"
        at += 1
    assert database.content_hash(with_history=True) != before
    fault_run.tell(f"faults injected into {type(command).__name__}: {at - 1}, 0 left a trace")


def undo_last(database: Database) -> None:
    run_undo(Undo(), database.unit_of_work())


@pytest.mark.parametrize("undo", [False, True], ids=["MakeSample", "Undo of MakeSample"])
def test_a_fault_inside_a_great_command(
    finished: Path,
    context: Context,
    resources: Path,
    tmp_path: Path,
    undo: bool,  # noqa: FBT001 - the parameter
    fault_run: FaultRun,
) -> None:
    """Its statements are thousands, so the moments are drawn."""

    def work(database: Database) -> None:
        if undo:
            undo_last(database)
        else:
            make_sample(database, context, resources)

    paths = [tmp_path / "work.db", tmp_path / "counted.db"]
    if undo:
        with opened(finished) as source:
            for path in paths:
                source.backup(path)
    with opened(paths[0]) as database, opened(paths[1]) as counted:
        with injected(counted, 0) as counter:
            work(counted)
        drawn = min(fault_run.size(SAMPLED, SAMPLED_LONG), counter.seen)
        before = database.content_hash(with_history=True)
        for at in fault_run.chance().sample(range(1, counter.seen + 1), drawn):
            assert fails_at(database, at, lambda: work(database)), "the work has fewer moments"
            assert database.content_hash(with_history=True) == before, f"at moment {at}"
    name = "Undo of MakeSample" if undo else "MakeSample"
    fault_run.tell(f"faults injected into {name}: {drawn} of {counter.seen}, 0 left a trace")


def counts(path: Path) -> dict[str, int]:
    """Rows in the file; a killed import leaves none or all."""
    with opened(path) as database, database.unit_of_work() as uow:
        found = {"measurement": len(uow.find(Measurement)), "workplace": len(uow.find(Workplace))}
        assert len(uow.changes()) == (1 if found["workplace"] else 0)
    check(path)
    return found


def test_a_killed_import_leaves_nothing_or_everything(
    root: Path,
    resources: Path,
    tmp_path: Path,
    fault_run: FaultRun,
) -> None:
    kills = fault_run.size(KILLS, KILLS_LONG)
    chance = fault_run.chance()
    whole = 0
    for number in range(kills):
        path = tmp_path / f"{number}.db"
        child = subprocess.Popen(
            [sys.executable, str(CHILD), str(path), str(resources)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])},
            stdout=subprocess.PIPE,
            text=True,
        )
        said = _talk_and_kill(child, chance.uniform(0, LONGEST_DELAY))
        assert said[0] == "start", "the child did not start"
        found = counts(path)
        assert found in (ROWS, dict.fromkeys(ROWS, 0)), "half an import"
        assert found == ROWS or "done" not in said, "an acknowledged import is lost"
        whole += found == ROWS
    fault_run.tell(
        f"imports killed {kills}: {whole} whole, {kills - whole} absent, 0 half, 0 corrupt"
    )


def _talk_and_kill(child: "subprocess.Popen[str]", delay: float, words: int = 1) -> list[str]:
    """All that the child said: ``words`` lines, then what came until it was killed."""
    assert child.stdout is not None
    with child, child.stdout as talk:
        said = [talk.readline() for _ in range(words)]
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.kill()
        said += talk.read().splitlines()
    return [line.strip() for line in said if line.strip()]


def test_no_acknowledged_row_of_a_journal_is_lost(
    root: Path,
    resources: Path,
    tmp_path: Path,
    fault_run: FaultRun,
) -> None:
    """``riskdesk import journal -`` itself, killed between its rows: ``ok N`` is on the disk."""
    staff = tmp_path / "staff.db"
    _riskdesk(root, staff, "import", "staff", str(resources / SAMPLE / "staff-list.xlsx"))
    journal = (resources / SAMPLE / "field-journal.csv").read_text(encoding="utf-8-sig")
    kills = fault_run.size(ROW_KILLS, ROW_KILLS_LONG)
    chance = fault_run.chance()
    rows = unacknowledged = 0
    for number in range(kills):
        path = tmp_path / f"{number}.db"
        with opened(staff) as source:
            source.backup(path)
        child = subprocess.Popen(
            [sys.executable, "-m", "riskdesk", "--database", str(path), "import", "journal", "-"],
            cwd=root,
            env=_environment(tmp_path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert child.stdin is not None
        child.stdin.write(journal)
        child.stdin.flush()
        said = _talk_and_kill(child, chance.uniform(0, 0.005), words=chance.randint(1, 200))
        acknowledged = int(said[-1].removeprefix("ok "))
        assert said == [f"ok {n}" for n in range(1, acknowledged + 1)]
        with opened(path) as database, database.unit_of_work() as uow:
            present = len(uow.find(Measurement))
        check(path)
        assert acknowledged <= present <= acknowledged + 1
        rows += present
        unacknowledged += present - acknowledged
    fault_run.tell(
        f"journals killed {kills}: {rows} rows, 0 lost, {unacknowledged} there without an"
        " acknowledgement, 0 corrupt"
    )


def _environment(home: Path) -> dict[str, str]:
    """The user's own folders are not touched."""
    return {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home), "PYTHONUTF8": "1"}


def _riskdesk(root: Path, database: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "riskdesk", "--database", str(database), *arguments],
        cwd=root,
        env=_environment(database.parent),
        check=True,
        capture_output=True,
    )
