"""The database of every released schema opens, says what it said, and can be worked in."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from databases.make import make
from fakes import FakeClock
from specimen_issue import PAPER, TITLE

from riskdesk.data.backup import check
from riskdesk.data.database import Database, open_database
from riskdesk.data.migrations import MIGRATIONS, SCHEMA_VERSION
from riskdesk.domain.issue import IssuedDocument, Seal
from riskdesk.domain.model import (
    CardEntry,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Workplace,
)
from riskdesk.domain.paper_code import code_of
from riskdesk.services.undo import Redo, Undo, run, stacks_of

FOLDER = Path(__file__).parents[1] / "databases"
GOLDEN = sorted(FOLDER.glob("version-*.db"))
DESK = (
    "commission",
    "analog_groups",
    "safety_checks",
    "ppe_items",
    "operations",
    "field_checks",
    "acceptances",
    "guarantees",
    "measures",
    "attachments",
    "plan_marks",
    "protocol_facts",
    "day_conditions",
    "own_substances",
    "own_norms",
)
SINCE = {"version-0001": False, "version-0002": True}
"""Whether the version knew the lists of the desk."""


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="u")


def test_every_version_has_its_database() -> None:
    assert [path.stem for path in GOLDEN] == [f"version-{number:04}" for number in MIGRATIONS]
    assert all(path.with_suffix(".sha256").is_file() for path in GOLDEN)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_an_old_database_opens_and_says_what_it_said(golden: Path, tmp_path: Path) -> None:
    path = tmp_path / "ескі.db"
    shutil.copy(golden, path)
    path.chmod(0o644)
    with opened(path) as database:
        if golden.stem == f"version-{SCHEMA_VERSION:04}":
            told = golden.with_suffix(".sha256").read_text(encoding="ascii").strip()
            assert database.content_hash(with_history=True) == told
        with database.unit_of_work() as uow:
            head = next(each for each in uow.find(Certification) if each.title != TITLE)
            dossier = uow.dossier(head.id)
        assert len(dossier.workplaces) == 2
        known = SINCE[golden.stem]
        for name in dossier.__dataclass_fields__:
            assert bool(getattr(dossier, name)) == (known or name not in DESK), name
        assert {change.user for change in database.changes()} == {"Әлия Қасымова"}
    check(path)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_an_old_database_goes_back_to_its_beginning_and_forth(golden: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(golden, path)
    path.chmod(0o644)
    with opened(path) as database:
        end = database.content_hash()
        undoable = stacks_of(database.changes()).undoable
        steps = sum(each.label != "new-certification" for each in undoable)
        for _ in range(steps):
            run(Undo(), database.unit_of_work())
        with database.unit_of_work() as uow:
            assert uow.find(Mark) == []
        for _ in range(steps):
            run(Redo(), database.unit_of_work())
        assert database.content_hash() == end


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_the_chain_of_an_old_database_is_whole(golden: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(golden, path)
    path.chmod(0o644)
    with opened(path) as database:
        assert database.audit() == []
        with database.unit_of_work() as uow:
            heads = {uow.head_at(change.seq) for change in uow.changes()}
            assert len(heads) == len(uow.changes())


def test_what_version_2_issued_and_sealed_is_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(FOLDER / "version-0002.db", path)
    path.chmod(0o644)
    with opened(path) as database, database.unit_of_work() as uow:
        first, second = uow.find(IssuedDocument)
        (seal,) = uow.find(Seal)
        assert uow.content(first.files["pdf"]) == PAPER
        assert uow.state(seal.certification_id).data == seal.data == second.data
        assert (second.previous_id, second.revision) == (first.id, 2)
        for record in (first, second, seal):
            assert uow.head_at(record.position) == record.head
            assert code_of(record) == record.code


def test_rows_of_version_1_take_the_defaults_also_in_the_history(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(FOLDER / "version-0001.db", path)
    path.chmod(0o644)
    with opened(path) as database:
        with database.unit_of_work() as uow:
            dossier = uow.dossier(uow.find(Certification)[0].id)
        seen = set()
        for step in database.history():
            for row in (step.before, step.after):
                if row is not None:
                    seen.add(type(row))
                    assert_defaults(row)
        for name in dossier.__dataclass_fields__:
            value = getattr(dossier, name)
            for row in value if isinstance(value, tuple) else (value,):
                assert_defaults(row)
                assert database.history(row.id)[-1].after == row
    assert set(NEW_FIELDS) <= seen


NEW_FIELDS = {
    Enterprise: ("activity",),
    Certification: (
        *("kind", "ground", "parent_id", "contract", "contract_on", "begins", "ends"),
        "reported_on",
    ),
    Workplace: (
        *("youth", "disabled", "shift_hours", "night", "group_id", "measured", "list_entry"),
        "remark",
    ),
    Point: (
        *("zone", "measured_on", "instrument_id", "uncertainty", "own_norm_id", "provenance"),
        "remark",
    ),
    Instrument: ("serial", "ranges", "error", "remark"),
    Measurement: ("uncertainty", "repeats", "own_norm_id", "remark"),
    CardEntry: ("working", "provenance"),
}
"""What version 2 added."""


def assert_defaults(row: Entity) -> None:
    made = {field.name: field for field in fields(row)}
    for name in NEW_FIELDS.get(type(row), ()):
        factory = made[name].default_factory
        default = made[name].default if factory is MISSING else factory()
        assert getattr(row, name) == default, name


def test_the_newest_has_the_schema_of_this_program(tmp_path: Path) -> None:
    make(tmp_path / "now.db")
    schemas = []
    for path in (GOLDEN[-1], tmp_path / "now.db"):
        address = f"{path.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
            schemas.append(rows.fetchall())
    assert schemas[0] == schemas[1], "the schema has changed: it needs a migration"
