"""A session of real commands whose every write and sync is noted (see ``recorder``).

``python recorded_child.py FOLDER RESOURCES LOG [unsynced]``: opens a database, enters, undoes,
imports, backs up, restores, enters again; says the content hash after each step. ``unsynced`` works
with ``synchronous = OFF``: the control for a layer that sees nothing.
"""

import pickle
import sys
from pathlib import Path

from fakes import FakeClock
from faults.programs import SAMPLE, context_of, state_of
from faults.recorder import Recorder
from specimen import specimen

from riskdesk.data import connection
from riskdesk.data.backups import Backups
from riskdesk.data.database import Database, open_database
from riskdesk.data.restoring import live_path
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Measurement, Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.services import edit, import_instruments
from riskdesk.services.context import Context
from riskdesk.services.undo import Redo, Undo
from riskdesk.services.undo import run as run_undo

NAME = "Деректер қоры.db"
ENTRIES = 30


def enter(database: Database, context: Context, number: int) -> None:
    """One of the things that a person does at a workplace."""
    uow = database.unit_of_work()
    with uow:
        places = uow.find(Workplace)
        values = uow.find(Measurement)
    place = WorkplaceId(places[number % len(places)].id)
    match number % 6:
        case 4:
            run_undo(Undo(), uow)
        case 5:
            run_undo(Redo(), uow)
        case 3:
            edit.run(edit.ChangeStaffing(workplace_id=place, men=number, women=1), uow, context)
        case 2:
            mark = edit.SetMark(
                workplace_id=place,
                subject="total",
                hazard_class=HazardClass.HARMFUL_1,
                reason=f"себеп {number}" * 40,
            )
            edit.run(mark, uow, context)
        case _:
            value = values[number % len(values)]
            change = edit.ChangeValue(measurement_id=value.id, text=f"{number},5")
            edit.run(change, uow, context)


def main(folder: Path, resources: Path, log: Path, *flags: str) -> None:
    """The session, from an empty folder on."""
    if "unsynced" in flags:
        connection.SETTINGS = {**connection.SETTINGS, "synchronous": ("OFF", 0)}
    context, clock = context_of(resources), FakeClock()
    recorder = Recorder(folder)
    named = folder / NAME
    vault = Backups(named, clock)

    def say(database: Database) -> None:
        recorder.say(state_of(database))

    with open_database(named, clock=clock, user="u") as database:
        say(database)
        with database.unit_of_work() as uow:
            for row in specimen(workplaces=2).rows:
                uow.add(row)
            uow.commit("x")
        say(database)
        for number in range(ENTRIES):
            enter(database, context, number)
            say(database)
        backup = vault.make(database)
        say(database)
        register = import_instruments.ImportInstruments(path=resources / SAMPLE / "instruments.csv")
        import_instruments.run(register, database.unit_of_work(), context)
        say(database)
    assert backup is not None
    vault.switch(vault.prepare(backup))
    with open_database(live_path(named), clock=clock, user="u") as database:
        say(database)
        for number in range(ENTRIES // 3):
            enter(database, context, number)
            say(database)
    with log.open("wb") as file:
        pickle.dump(recorder.events, file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
