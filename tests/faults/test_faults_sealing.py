"""A sealed certification changed by other means than the program is found (S5, S6, S8)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from faults.programs import context_of
from sealed_commands import desk
from specimen_issue import add_issued
from sqlalchemy import Connection

from riskdesk.data.audit import audit
from riskdesk.data.chain import HEAD, ROW, Entry
from riskdesk.data.database import Database, open_database
from riskdesk.data.migrations import upgrade
from riskdesk.data.sealed import COVERED, rows_of
from riskdesk.data.tables import TABLE_OF
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import WRITTEN_ONCE, IssuedDocument, Seal
from riskdesk.domain.paper_code import code_of
from riskdesk.services import edit
from riskdesk.services.edit import ChangeStaffing
from riskdesk.services.ports import Tampered
from riskdesk.services.sealing import SealCertification
from riskdesk.services.verifying import anchor_faults, verify_code

SEALED = [TABLE_OF[kind].name for kind in COVERED]
ONCE = [TABLE_OF[kind].name for kind in WRITTEN_ONCE]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> Path:
    """A sealed certification with a row in every table, and an issued document."""
    path = tmp_path_factory.mktemp("мөр") / "a.db"
    database, dossier = desk(path)
    context = context_of(resources)
    head, place = dossier.certification.id, dossier.workplaces[0].id
    with database:
        change = ChangeStaffing(workplace_id=place, men=4, women=5)
        edit.run(change, database.unit_of_work(), context)
        with database.unit_of_work() as uow:
            add_issued(uow, head)
            uow.commit("issue-document")
        edit.run(SealCertification(certification_id=head), database.unit_of_work(), context)
        assert database.audit() == []
        assert anchor_faults(database.unit_of_work()) == ()
    return path


def opened(path: Path) -> Database:
    return open_database(path, clock=FakeClock(), user="u")


def opened_again(path: Path) -> Database:
    """Opened as after somebody has put the triggers back; what was built otherwise is refused."""
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as model,
        closing(raw(path)) as connection,
    ):
        upgrade(model)
        drop_triggers(connection)
        query = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
        for (statement,) in model.execute(query):
            connection.execute(statement)
    database = opened(path)
    drop_triggers(database._raw)
    return database


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy whose triggers are gone: whoever changes it has dropped them."""
    made = tmp_path / "a.db"
    shutil.copy(original, made)
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        drop_triggers(connection)
    return made


def drop_triggers(connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')


@pytest.fixture(scope="module")
def database(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = tmp_path_factory.mktemp("көшірме") / "a.db"
    shutil.copy(original, made)
    with opened(made) as found:
        drop_triggers(found._raw)
        yield found


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def faults_of(path: Path) -> list[Tampered]:
    with opened_again(path) as database:
        return [*database.audit(), *anchor_faults(database.unit_of_work())]


def columns_of(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Names and types as the file itself has them: a new column cannot be forgotten."""
    rows = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
    return [(row[1], row[2]) for row in rows]


def audited(connection: Connection) -> list[Tampered]:
    return [fault for found in audit(connection) for fault in found]


@pytest.mark.parametrize("table", SEALED)
def test_every_column_of_every_sealed_table(database: Database, table: str) -> None:
    with database.unit_of_work() as uow:
        (seal,) = uow.find(Seal)
        connection = database.transaction()
        sealed_ids = [
            row["id"] for name, row in rows_of(connection, seal.certification_id) if name == table
        ]
        assert sealed_ids, "the specimen has a row that the seal covers"
        columns = columns_of(connection, table)
    for column, kind in columns:
        with database.unit_of_work() as uow:
            connection = database.transaction()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            _spoil(connection, table, column, kind, sealed_ids[0])
            where = f"{table}.{column}"
            found = audited(connection)
            assert any(fault.table == table for fault in found), where
            assert {fault.row_id for fault in found} >= {sealed_ids[0]} or column == "id", where
            try:
                state = uow.state(seal.certification_id).data
            except (UserError, ValueError):
                state = "unreadable"
            assert state != seal.data, where


def _spoil(connection: Connection, table: str, column: str, kind: str, row_id: object) -> None:
    """Another value in one cell, as raw SQL would write it."""
    value = (
        f'coalesce("{column}", 0) + 1'
        if kind == "INTEGER"
        else f"coalesce(\"{column}\", '') || '1'"
    )
    statement = f'UPDATE "{table}" SET "{column}" = {value} WHERE id = ?'  # noqa: S608 - names of the schema
    done = connection.exec_driver_sql(statement, (row_id,))
    assert done.rowcount == 1


@pytest.mark.parametrize("table", ONCE)
def test_every_column_of_documents_and_seals(database: Database, table: str) -> None:
    with database.unit_of_work():
        connection = database.transaction()
        columns = columns_of(connection, table)
        row_id = connection.exec_driver_sql(f'SELECT max(id) FROM "{table}"').scalar()  # noqa: S608 - a name of the schema
    for column, kind in columns:
        with database.unit_of_work():
            connection = database.transaction()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            _spoil(connection, table, column, kind, row_id)
            codes = {fault.code for fault in audited(connection) if fault.table == table}
            assert codes & {"row-altered", "row-missing"}, f"{table}.{column}"


@pytest.mark.parametrize("table", ["change", "history"])
def test_every_column_of_the_history(database: Database, table: str) -> None:
    with database.unit_of_work():
        columns = columns_of(database.transaction(), table)
    for column, kind in columns:
        with database.unit_of_work():
            connection = database.transaction()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            value = (
                f'"{column}" + 1000' if kind == "INTEGER" else f"coalesce(\"{column}\", '') || ' '"
            )
            connection.exec_driver_sql(
                f'UPDATE "{table}" SET "{column}" = {value}'  # noqa: S608 - names of the schema
                f' WHERE seq = (SELECT max(seq) - 1 FROM "{table}")'
            )
            codes = {fault.code for fault in audited(connection)}
            assert "log-altered" in codes, f"{table}.{column}"


TAMPERED = {
    "a step taken out": "DELETE FROM history WHERE seq = 5",
    "a change without its steps": "DELETE FROM history WHERE change_id ="
    " (SELECT id FROM change WHERE seq = 2)",
    "a change taken out": "DELETE FROM change WHERE seq = 2",
    "a step put in": "INSERT INTO history SELECT (SELECT max(seq) + 1 FROM history), change_id,"
    ' table_name, row_id, "before", "after" FROM history WHERE seq = 4',
    "a step of no change": "INSERT INTO history SELECT max(seq) + 1, 'x', table_name, row_id,"
    ' "before", "after" FROM history',
    "a change put in": "INSERT INTO change SELECT max(seq) + 1, 'x', at, user, label, kind,"
    " target_id, hash FROM change",
    "two steps in each other's place": "UPDATE history SET seq = CASE seq WHEN 3 THEN -4 ELSE -3"
    " END WHERE seq IN (3, 4); UPDATE history SET seq = -seq WHERE seq < 0",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_changed_history_is_found(path: Path, what: str) -> None:
    with closing(raw(path)) as connection:
        connection.executescript(TAMPERED[what])
    assert "log-altered" in {fault.code for fault in faults_of(path)}


def test_rows_put_in_and_taken_out_are_found(path: Path) -> None:
    with closing(raw(path)) as connection:
        connection.execute("DELETE FROM mark WHERE id = (SELECT min(id) FROM mark)")
        connection.execute(
            "INSERT INTO measure SELECT 'new', certification_id, 9, text_kk, text_ru, text_en,"
            " NULL, NULL, subject, level, responsible, due, done_on, cost, expected"
            " FROM measure LIMIT 1"
        )
    found = {(fault.code, fault.table) for fault in faults_of(path)}
    assert found == {
        ("row-missing", "mark"),
        ("row-unknown", "measure"),
        ("seal-broken", "certification"),
    }


@pytest.mark.parametrize("statement", ["UPDATE {} SET content = x'00'", "DELETE FROM {}"])
def test_changed_bytes_are_found(path: Path, statement: str) -> None:
    with closing(raw(path)) as connection:
        connection.execute(statement.format("attachment_content"))
    tables = {fault.table for fault in faults_of(path) if fault.code == "content-damaged"}
    assert tables == {"attachment", "issued_document"}


def cut(connection: sqlite3.Connection, keep: int) -> None:
    """The newest changes as if they had never been: rows are put back as well."""
    (dossier_row,) = connection.execute(
        "SELECT \"before\", row_id FROM history WHERE table_name = 'workplace' AND change_id ="
        " (SELECT id FROM change WHERE seq = 2)"
    ).fetchall()
    assert dossier_row
    connection.execute(
        "DELETE FROM history WHERE change_id IN (SELECT id FROM change WHERE seq > ?)", (keep,)
    )
    connection.execute("DELETE FROM change WHERE seq > ?", (keep,))


def test_a_cut_history_is_found_by_the_seal(path: Path) -> None:
    """The tail goes together with what it did; only the seal and the document still stand."""
    with closing(raw(path)) as connection:
        connection.execute(
            "UPDATE workplace SET men = (SELECT json_extract(\"before\", '$.men') FROM history"
            " WHERE row_id = workplace.id AND change_id = (SELECT id FROM change WHERE seq = 2)),"
            " women = (SELECT json_extract(\"before\", '$.women') FROM history WHERE row_id ="
            " workplace.id AND change_id = (SELECT id FROM change WHERE seq = 2))"
            " WHERE id IN (SELECT row_id FROM history WHERE change_id ="
            " (SELECT id FROM change WHERE seq = 2))"
        )
        cut(connection, 1)
    with opened_again(path) as database:
        codes = {fault.code for fault in database.audit()}
        assert codes == {"row-unknown"}, "the document and the seal, which no change has made"
        assert {"log-cut", "seal-broken"} <= {
            fault.code for fault in anchor_faults(database.unit_of_work())
        }


def test_a_cut_history_is_found_by_the_paper(path: Path) -> None:
    """All traces are gone, from the database alone it cannot be seen; the code says it."""
    with opened_again(path) as database, database.unit_of_work() as uow:
        codes = [each.code for each in uow.find(IssuedDocument)]
    with closing(raw(path)) as connection:
        cut(connection, 2)
        connection.execute("DELETE FROM issued_document")
        connection.execute("DELETE FROM seal")
    assert faults_of(path) == []
    with opened_again(path) as database:
        for code in codes:
            with pytest.raises(UserError) as error:
                verify_code(database.unit_of_work(), code)
            assert error.value.code == "verify-code-unknown"


def rebuilt(connection: sqlite3.Connection) -> None:
    """The whole chain made anew over what the history says now."""
    before = ""
    heads = connection.execute(f"SELECT {', '.join(HEAD)} FROM change ORDER BY seq").fetchall()  # noqa: S608 - our names
    names = ", ".join(f'"{name}"' for name in ROW)
    for head in heads:
        entry = Entry(before, head)
        for row in connection.execute(
            f"SELECT {names} FROM history WHERE change_id = ? ORDER BY seq",  # noqa: S608 - our names
            (head[1],),
        ):
            entry.add(row)
        before = entry.hash
        connection.execute("UPDATE change SET hash = ? WHERE seq = ?", (before, head[0]))


def _forge(connection: sqlite3.Connection) -> None:
    """Another value as if it had been entered so."""
    for column in ("before", "after"):
        connection.execute(
            f'UPDATE history SET "{column}" = replace("{column}", \'"men":4\', \'"men":3\')'  # noqa: S608 - our names
            " WHERE change_id = (SELECT id FROM change WHERE seq = 2)"
        )
    connection.execute("UPDATE workplace SET men = 3 WHERE men = 4 AND women = 5")


def test_a_chain_made_anew_is_found_by_seal_and_document(path: Path) -> None:
    with closing(raw(path)) as connection:
        _forge(connection)
        rebuilt(connection)
    with opened_again(path) as database:
        assert database.audit() == [], "the chain itself is whole"
        faults = anchor_faults(database.unit_of_work())
        assert {"log-altered", "seal-broken"} == {fault.code for fault in faults}
        with database.unit_of_work() as uow:
            documents = uow.find(IssuedDocument)
        found = verify_code(database.unit_of_work(), documents[0].code)
        assert not found.current
        assert [fault.code for fault in found.faults] == ["log-altered"]


def test_a_chain_made_anew_with_its_seals_is_found_by_the_paper(path: Path) -> None:
    """Whoever rebuilds everything gets other codes than those that were printed."""
    with opened_again(path) as database:
        with database.unit_of_work() as uow:
            records: list[IssuedDocument | Seal] = [*uow.find(IssuedDocument), *uow.find(Seal)]
        printed = [each.code for each in records]
    with closing(raw(path)) as connection:
        _forge(connection)
        rebuilt(connection)
    with opened_again(path) as database, database.unit_of_work() as uow:
        forged: list[IssuedDocument | Seal] = []
        for record in records:
            data = uow.state(record.certification_id).data
            again = replace(record, head=uow.head_at(record.position), data=data)
            forged.append(replace(again, code=code_of(again)))
    with closing(raw(path)) as connection:
        for record in forged:
            table = "seal" if isinstance(record, Seal) else "issued_document"
            connection.execute(
                f"UPDATE {table} SET head = ?, data = ?, code = ? WHERE id = ?",  # noqa: S608 - our names
                (record.head, record.data, record.code, record.id),
            )
            connection.execute(
                "UPDATE history SET \"after\" = json_set(\"after\", '$.head', ?, '$.data', ?,"
                " '$.code', ?) WHERE row_id = ?",
                (record.head, record.data, record.code, record.id),
            )
        rebuilt(connection)
    with opened_again(path) as database:
        for code in printed:
            with pytest.raises(UserError) as error:
                verify_code(database.unit_of_work(), code)
            assert error.value.code == "verify-code-unknown"


def test_the_triggers_refuse_what_is_written_once(original: Path, tmp_path: Path) -> None:
    made = tmp_path / "a.db"
    shutil.copy(original, made)
    with closing(raw(made)) as connection:
        for table in ONCE:
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET reason = 'x'"):  # noqa: S608 - our names
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    connection.execute(statement)


def test_a_part_of_the_history_is_audited_at_start(path: Path) -> None:
    with closing(raw(path)) as connection:
        connection.execute("UPDATE change SET label = 'x' WHERE seq = 2")
    with opened_again(path) as database:
        assert database.audit(newest=3) == [], "two documents and a seal"
        assert {fault.position for fault in database.audit(newest=4)} == {2}
        assert {fault.position for fault in database.audit()} == {2}


def test_the_seal_covers_the_dossier(database: Database) -> None:
    """What forms are filled from is what the seal holds."""
    kinds = {kind for kind in TABLE_OF if kind not in WRITTEN_ONCE}
    assert set(COVERED) == kinds
    assert len(COVERED) == len(Dossier.__dataclass_fields__)
    del database
