"""The history in the file: in the same transaction, append-only, canonical, in its order."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fakes import FakeClock
from specimen import Specimen, specimen
from specimen_desk import PHOTO
from specimen_issue import add_sealed

from riskdesk.data.database import Database, open_database
from riskdesk.data.mapping import canonical
from riskdesk.data.tables import APPEND_ONLY
from riskdesk.domain.model import Mark, Measurement


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 4, 11, 14, 0, tzinfo=timezone(timedelta(hours=5))))


@pytest.fixture
def database(tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    with open_database(tmp_path / "a.db", clock=clock, user="Әлия") as opened:
        yield opened


@pytest.fixture
def made(database: Database) -> Specimen:
    made = specimen(workplaces=1)
    with database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.keep(PHOTO)
        uow.commit("import-staff")
    return made


def raw(database: Database) -> sqlite3.Connection:
    path = database.path
    database.close()
    return sqlite3.connect(path, isolation_level=None)


def test_the_rows_are_canonical_and_times_are_utc(database: Database, made: Specimen) -> None:
    value = next(m for m in made.dossier.measurements if m.value is not None)
    with database.unit_of_work() as uow:
        uow.replace(replace(value, value_text="46"))
        uow.commit("change-value")
    with closing(raw(database)) as connection:
        (at, user, label) = connection.execute(
            'SELECT at, "user", label FROM change WHERE seq = 2'
        ).fetchone()
        (table, row_id, before, after) = connection.execute(
            "SELECT table_name, row_id, before, after FROM history ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    assert (at, user, label) == ("2026-04-11T09:00:00.000000Z", "Әлия", "change-value")
    assert (table, row_id) == ("measurement", value.id)
    assert [canonical(json.loads(text)) for text in (before, after)] == [before, after]
    told, now = json.loads(before), json.loads(after)
    assert {name for name in told if told[name] != now[name]} == {"value_text"}
    assert (told["value"], told["value_text"], now["value_text"]) == ("45.40", "45,40", "46")


def test_the_history_of_one_row_and_of_all(database: Database, made: Specimen) -> None:
    mark = made.dossier.marks[0]
    for reason in ("1", "2"):
        with database.unit_of_work() as uow:
            uow.replace(replace(mark, reason=reason))
            uow.commit("set-mark")
    states = [step.after for step in database.history(mark.id)]
    reasons = [state.reason for state in states if isinstance(state, Mark)]
    assert reasons == ["", "1", "2"]
    everything = database.history()
    assert [step.seq for step in everything] == list(range(1, len(made.rows) + 3))
    assert database.history("no-such-row") == []


def test_the_order_is_the_sequence_not_the_clock(
    database: Database, made: Specimen, clock: FakeClock
) -> None:
    clock.go_on(timedelta(days=-400))
    with database.unit_of_work() as uow:
        uow.remove(made.dossier.marks[0])
        uow.commit("remove-mark")
    first, second = database.changes()
    assert second.at < first.at
    assert (first.label, second.label) == ("import-staff", "remove-mark")
    assert second.at.tzinfo is UTC


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET rowid = rowid + 100",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_nobody_rewrites_it(database: Database, made: Specimen, table: str, statement: str) -> None:
    del made
    add_sealed(database.unit_of_work())
    everything = f"SELECT * FROM {table}"  # noqa: S608 - a name of the test itself
    with closing(raw(database)) as connection:
        before = connection.execute(everything).fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement.format(table=table))
        assert connection.execute(everything).fetchall() == before


def test_a_rolled_back_change_leaves_no_history(database: Database, made: Specimen) -> None:
    before = database.content_hash(with_history=True)
    with database.unit_of_work() as uow:
        uow.remove(made.dossier.marks[0])
    assert database.content_hash(with_history=True) == before


def test_the_content_hash_sees_every_column(database: Database, made: Specimen) -> None:
    seen = {database.content_hash()}
    first = made.dossier.measurements[0]
    for name, value in (("value_text", "1"), ("unit", "lx"), ("norm_written", "Ә")):
        with database.unit_of_work() as uow:
            uow.replace(replace(uow.get(Measurement, first.id), **{name: value}))  # type: ignore[arg-type]
            uow.commit("x")
        seen.add(database.content_hash())
    assert len(seen) == 4


def test_the_content_hash_is_the_same_for_composed_and_decomposed_letters(
    database: Database, made: Specimen
) -> None:
    first = made.dossier.measurements[0]
    hashes = set()
    for text in ("\u0439", "\u0438\u0306"):
        with database.unit_of_work() as uow:
            uow.replace(replace(first, value_text=text))
            uow.commit("x")
        hashes.add(database.content_hash())
        assert text in [m.value_text for m in _measurements(database)], "stored as typed"
    assert len(hashes) == 1


def _measurements(database: Database) -> list[Measurement]:
    with database.unit_of_work() as uow:
        return uow.find(Measurement)
