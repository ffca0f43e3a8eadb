"""One byte of the database or of a backup is another one: never accepted in silence (F13).

Refused when it is opened, or found by the look at the history and its chain; or it says, row for
row, what it said: a byte of free room, of a counter, of the header. Never a fault of the program.
"""

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.fault_run import FaultRun
from faults.programs import context_of, state_of
from sealed_commands import desk
from specimen_issue import add_issued
from surroundings import FixedClock

from riskdesk.data.backups import Backups
from riskdesk.data.database import Database, open_database
from riskdesk.data.faults import faults_of
from riskdesk.domain.errors import UserError
from riskdesk.services import edit
from riskdesk.services.sealing import SealCertification
from riskdesk.services.verifying import tampered

MUTATIONS, MUTATIONS_LONG = 60, 1_000
"""Of the database, and as many of a backup."""


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="u")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Path:
    """A sealed certification with a row in every table, and an issued document."""
    path = tmp_path_factory.mktemp("мөр") / "a.db"
    database, dossier = desk(path)
    head = dossier.certification.id
    with database:
        with database.unit_of_work() as uow:
            add_issued(uow, head)
            uow.commit("issue-document")
        seal = SealCertification(certification_id=head)
        edit.run(seal, database.unit_of_work(), context_of(resources))
        assert tampered(database, whole=True) == ()
    return path


def words_of(path: Path) -> tuple[str, str]:
    """What a database says, and how it is built."""
    with opened(path) as database, faults_of(path):
        return state_of(database), _schema(database)


def _schema(database: Database) -> str:
    rows = database._raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 2")
    return repr(rows.fetchall())


def judged(path: Path, words: tuple[str, str]) -> str:
    """What becomes of a file with another byte."""
    try:
        with opened(path) as database, faults_of(path):
            if (state_of(database), _schema(database)) == words:
                return "says the same"
            found = tampered(database, whole=True)
    except UserError:
        return "refused"
    return "found" if found else "accepted"


def mutated(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Half of them where something is stored, not in free room; where and what."""
    at = chance.randrange(len(content))
    while chance.random() < 0.5 and content[at] == 0:
        at = chance.randrange(len(content))
    value = chance.choice([each for each in range(256) if each != content[at]])
    changed = bytearray(content)
    changed[at] = value
    return bytes(changed), f"byte {at}: {content[at]} → {value}"


def test_no_byte_of_the_database_is_altered_in_silence(
    original: Path, memory: Path, fault_run: FaultRun
) -> None:
    path, content, words = memory / "a.db", original.read_bytes(), words_of(original)
    found, begun = Counter[str](), time.perf_counter()
    chance = fault_run.chance()
    for _ in range(fault_run.size(MUTATIONS, MUTATIONS_LONG)):
        changed, where = mutated(content, chance)
        for left in memory.iterdir():
            left.unlink()
        path.write_bytes(changed)
        word = judged(path, words)
        assert word != "accepted", where
        found[word] += 1
    assert found["refused"] > 0
    assert found["found"] > 0
    told = ", ".join(f"{what} {number}" for what, number in sorted(found.items()))
    fault_run.tell(
        f"bytes of the database altered {found.total()}: {told}, accepted in silence 0,"
        f" {time.perf_counter() - begun:.0f} s"
    )


def test_no_byte_of_a_backup_is_restored_in_silence(
    original: Path, memory: Path, fault_run: FaultRun, clock: FixedClock
) -> None:
    content, words = original.read_bytes(), words_of(original)
    backup, vault = memory / "carried.db", Backups(memory / "қор.db", clock)
    found, begun = Counter[str](), time.perf_counter()
    chance = fault_run.chance()
    for _ in range(fault_run.size(MUTATIONS, MUTATIONS_LONG)):
        changed, where = mutated(content, chance)
        backup.write_bytes(changed)
        try:
            prepared = vault.prepare(backup)
        except UserError:
            word = "refused"
        else:
            word = judged(prepared, words)
            prepared.unlink()
        assert word != "accepted", where
        assert [path.name for path in memory.iterdir()] == [backup.name], where
        found[word] += 1
    told = ", ".join(f"{what} {number}" for what, number in sorted(found.items()))
    fault_run.tell(
        f"bytes of a backup altered {found.total()}: {told}, accepted in silence 0,"
        f" {time.perf_counter() - begun:.0f} s"
    )
