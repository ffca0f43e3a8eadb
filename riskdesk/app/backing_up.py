"""The backups of the database that a command works on."""

from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note
from riskdesk.data.backups import Backups
from riskdesk.data.database import Database
from riskdesk.domain.errors import UserError


def backups_of(program: Program, named: Path | None) -> Backups:
    """The backups of the database ``named``, or of the user's own."""
    return Backups(program.paths.database if named is None else named, program.clock)


def back_up_first(program: Program, named: Path | None, database: Database) -> None:
    """A backup before a risky step; one that fails is said and stops nothing (R4)."""
    try:
        backups_of(program, named).make(database)
    except UserError as error:
        why = program.tell(program.texts.error(error))
        note(program.say("backup-failed", reason=why))
