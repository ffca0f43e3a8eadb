"""``backup``: a checked copy of the present state, beside the database or in a folder."""

import argparse

from riskdesk.app.backing_up import backups_of
from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.store import store


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Make the copy and print where it is."""
    backups = backups_of(program, arguments.database)
    with store(program, arguments.database, reading=True) as database:
        made = backups.make(database)
        if made is not None and arguments.to is not None:
            made = backups.carry(database, arguments.to)
    if made is None:
        note(program.say("backup-nothing"))
        return 0
    note(program.say("backup-done"))
    put_line(str(made))
    return 0
