"""``restore FILE``: the state of a backup becomes the present one; the old one is kept."""

import argparse
from pathlib import Path

from riskdesk.app.backing_up import back_up_first, backups_of
from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.store import open_named, store
from riskdesk.data.restoring import live_path
from riskdesk.domain.errors import UserError

_BROKEN = frozenset({"database-damaged", "database-not-ours", "database-live-missing"})
"""What a restore is for: the present file cannot be opened, and is put aside as it is."""


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Check the backup, keep the present state, switch, open; print the file that is in use."""
    named, backups = arguments.database, backups_of(program, arguments.database)
    prepared = backups.prepare(arguments.file)
    try:
        _keep_present(program, named)
        kept = backups.switch(prepared)
    except UserError:
        prepared.unlink(missing_ok=True)
        raise
    try:
        with store(program, named) as database:
            live = database.path
    except UserError:
        backups.switch_back(kept)
        raise
    note(program.say("restore-done", backup=arguments.file.name))
    if kept is not None:
        note(program.say("restore-kept", kept=kept))
    put_line(str(live))
    return 0


def _keep_present(program: Program, named: Path | None) -> None:
    """A backup of the present state, if there is one; ``UserError`` if another program has it."""
    try:
        if not live_path(named or program.paths.database).exists():
            return
        with open_named(program, named) as database:
            back_up_first(program, named, database)
    except UserError as error:
        if error.code not in _BROKEN:
            raise
        note(program.tell(program.texts.error(error)))
