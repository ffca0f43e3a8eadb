"""The database of a command, and what services are given."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.folders import writable_folder
from riskdesk.data.backups import stamp
from riskdesk.data.connection import was_cut_off
from riskdesk.data.database import BUSY_SECONDS, Database, open_database
from riskdesk.data.restoring import live_path, prepare
from riskdesk.data.volume import refuse_volume
from riskdesk.domain.errors import UserError
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.context import Context


def make_context(program: Program) -> Context:
    """What services are given."""
    return Context(
        catalog=program.catalog,
        risks=RiskCatalog.load(program.paths.resources),
        texts=program.texts,
        clock=program.clock,
    )


def open_named(
    program: Program, named: Path | None, *, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """The database ``named``, or the user's own; made new where there is none.

    A named one lies on a disk of this computer, or it is a ``UserError`` of ``refuse_volume``; the
    user's own lies where the system keeps a user's files.
    """
    path = program.paths.database if named is None else named
    if named is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        refuse_volume(path)
    return open_database(
        live_path(path), clock=program.clock, user=_user(), busy_seconds=busy_seconds
    )


def bring_here(program: Program, named: Path | None) -> Path:
    """A checked copy, in the user's own folder, of a database that is not worked with in its place.

    ``UserError``: ``database-cut-off``, and those of ``prepare``; nothing is left behind.
    """
    source = live_path(program.paths.database if named is None else named)
    if was_cut_off(source):
        raise UserError("database-cut-off", path=str(source))
    folder = writable_folder(program.paths.user_data)
    return prepare(source, folder / source.name, stamp(program.clock))


@contextmanager
def store(program: Program, named: Path | None, *, reading: bool = False) -> Iterator[Database]:
    """The same for one command; ``reading``: the file must be there already."""
    path = program.paths.database if named is None else named
    if reading and not live_path(path).exists():
        raise UserError("file-missing", path=path)
    with open_named(program, named) as database:
        if database.kept is not None:
            note = program.say("database-upgraded", path=path, kept=database.kept)
            print(note, file=sys.stderr)  # noqa: T201 - what is printed stays what was asked for
        yield database


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no account behind the number, no variable (Windows)
        return "–"
