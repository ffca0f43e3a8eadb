"""The database of a command, and one certification read from it."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.data.database import Database, open_database
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Certification
from riskdesk.rules.evaluate import evaluate
from riskdesk.rules.finding import Assessment
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.check import Problem, check
from riskdesk.services.context import Context


def make_context(program: Program) -> Context:
    """What services are given."""
    return Context(
        catalog=program.catalog,
        risks=RiskCatalog.load(program.paths.resources),
        texts=program.texts,
        clock=program.clock,
    )


def open_named(program: Program, named: Path | None) -> Database:
    """The database ``named``, or the user's own; made new where there is none."""
    path = program.paths.database if named is None else named
    if named is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    return open_database(path, clock=program.clock, user=_user())


@contextmanager
def store(program: Program, named: Path | None, *, reading: bool = False) -> Iterator[Database]:
    """The same for one command; ``reading``: the file must be there already."""
    path = program.paths.database if named is None else named
    if reading and not path.exists():
        raise UserError("file-missing", path=path)
    with open_named(program, named) as database:
        yield database


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no account behind the number, no variable (Windows)
        return "–"


@dataclass(frozen=True)
class Case:
    """One certification as it stands: its rows, its assessment, its problems."""

    dossier: Dossier
    context: Context

    @cached_property
    def assessment(self) -> Assessment:
        """All findings."""
        return evaluate(self.dossier, self.context.catalog)

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything the check finds."""
        return check(self.dossier, self.assessment, self.context)


def read_case(database: Database, context: Context, named: str | None) -> Case:
    """The certification ``named`` (id or title), or the only one."""
    with database.unit_of_work() as uow:
        found = choose(uow.find(Certification), named)
        return Case(uow.dossier(found.id), context)


def choose(known: list[Certification], named: str | None) -> Certification:
    """The one certification that is meant; ``UserError`` when it is none or not clear which."""
    if not known:
        raise UserError("no-certification-yet")
    listed = "; ".join(f"{one.id} ({one.title})" for one in known)
    if named is None:
        if len(known) > 1:
            raise UserError("certification-several", known=listed)
        return known[0]
    found = [one for one in known if named in (one.id, one.title)]
    if len(found) != 1:
        raise UserError("certification-unknown", named=named, known=listed)
    return found[0]
