"""One changed value on the disk, with its history: against bare sqlite3 on the same statements."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from figure import Figure
from specimen import specimen
from sqlalchemy import event

from riskdesk.data.connection import SETTINGS
from riskdesk.data.database import Database, open_database
from riskdesk.domain.model import Measurement

ROUNDS = 200
WORKPLACES = 55
Statement = tuple[str, Sequence[Any]]


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def measure() -> Figure:
    """Medians of alternating rounds; the file holds 55 workplaces."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.db"
        measurement_id = _fill(path)
        bare = Path(folder) / "bare.db"
        with open_database(path, clock=_Clock(), user="bench") as database:
            database.backup(bare)
            with closing(_bare_connection(bare)) as connection:
                return _alternate(database, connection, measurement_id)


def _fill(path: Path) -> str:
    made = specimen(workplaces=WORKPLACES)
    with (
        open_database(path, clock=_Clock(), user="bench") as database,
        database.unit_of_work() as uow,
    ):
        for row in made.rows:
            uow.add(row)
        uow.commit("fill")
    return made.dossier.measurements[0].id


def _bare_connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for name, (value, _) in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    return connection


def _alternate(database: Database, bare: sqlite3.Connection, measurement_id: str) -> Figure:
    statements: list[Statement] = []

    def record(_connection: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:  # noqa: ANN401 - what SQLAlchemy hands over
        statements.append((sql, values))

    event.listen(database.engine, "before_cursor_execute", record)
    program, floor = [], []
    for number in range(ROUNDS):
        statements.clear()
        program.append(_timed(lambda n=number: _change(database, measurement_id, n)))  # type: ignore[misc]
        floor.append(_timed(lambda: _replay(bare, statements)))
    return Figure(
        name="commit",
        value=median(program) * 1000,
        floor=median(floor) * 1000,
        goal=2,
        unit="ms",
        floor_is="bare sqlite3, the same statements and settings",
    )


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _change(database: Database, measurement_id: str, number: int) -> None:
    with database.unit_of_work() as uow:
        value = Decimal(number) / 10
        found = uow.get(Measurement, measurement_id)
        uow.replace(replace(found, value=value, value_text=str(value)))
        uow.commit("change-value")


def _replay(connection: sqlite3.Connection, statements: list[Statement]) -> None:
    for sql, values in statements:
        if isinstance(values, list):
            connection.executemany(sql, values)
        else:
            connection.execute(sql, values).fetchall()
    connection.execute("COMMIT")
