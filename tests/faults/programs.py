"""What the fault tests run: the services on the sample, with everything they are given."""

import os
from hashlib import sha256
from pathlib import Path

from fakes import FakeClock

from riskdesk.data.database import Database
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services import sample
from riskdesk.services.context import Context
from riskdesk.services.texts import Texts

SAMPLE = Path("samples") / "agro-55"


def context_of(resources: Path) -> Context:
    """The program's data, with a clock that stands still."""
    return Context(
        catalog=Catalog.load(resources),
        risks=RiskCatalog.load(resources),
        texts=Texts.load(resources),
        clock=FakeClock(),
    )


def make_sample(database: Database, context: Context, resources: Path) -> str:
    """The id of the sample's certification, made by the program's own command."""
    command = sample.MakeSample(folder=resources / SAMPLE)
    return str(sample.run(command, database.unit_of_work(), context, StaffReader()).value)


def state_of(database: Database) -> str:
    """SHA-256 over every row of every table, history and chain too: much faster than its like in
    the product, which does not depend on the order of rows and columns."""
    raw, digest = database._raw, sha256()
    names = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for (name,) in names.fetchall():
        digest.update(name.encode())
        for row in raw.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):  # noqa: S608 - from the schema
            digest.update(repr(row).encode())
    return digest.hexdigest()


def python_path(root: Path, **more: str) -> dict[str, str]:
    """The environment of a child that imports the program and what tests share."""
    path = os.pathsep.join([str(root), str(root / "tests")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **more}
