"""``python tests/databases/make.py``: the golden database of the present schema, once.

A released one is never made again: every later program must open exactly this file.
"""

import sys
from dataclasses import replace
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER.parent), str(FOLDER.parent.parent)]

from fakes import FakeClock  # noqa: E402 - found through the line above
from specimen import specimen  # noqa: E402
from specimen_desk import PHOTO  # noqa: E402
from specimen_issue import add_sealed  # noqa: E402

from riskdesk.data.database import Database, open_database  # noqa: E402
from riskdesk.data.migrations import SCHEMA_VERSION  # noqa: E402
from riskdesk.services.undo import Undo, run  # noqa: E402


def make(path: Path) -> str:
    """A sealed certification, and one with a changed, an undone and a removed row; the hash."""
    with open_database(path, clock=FakeClock(), user="Әлия Қасымова") as database:
        _fill(database)
        return database.content_hash(with_history=True)


def _fill(database: Database) -> None:
    add_sealed(database.unit_of_work())
    made = specimen(workplaces=2)
    first, second, *_ = made.dossier.marks
    group, check = made.dossier.analog_groups[0], made.dossier.safety_checks[0]
    with database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.keep(PHOTO)
        uow.commit("import-staff")
        uow.replace(replace(first, reason="Өлшенді қайта"))
        uow.commit("set-mark")
        uow.remove(second)
        uow.commit("remove-mark")
        uow.replace(replace(group, swaps={"ә": "демалыста"}))
        uow.remove(check)
        uow.commit("set-group")
    run(Undo(), database.unit_of_work())


def main() -> None:
    """Write the file and its hash, unless they are there."""
    path = FOLDER / f"version-{SCHEMA_VERSION:04}.db"
    if path.exists():
        sys.exit(f"{path.name} is there; a golden database is never made again")
    path.with_suffix(".sha256").write_text(f"{make(path)}\n", encoding="ascii")


if __name__ == "__main__":
    main()
