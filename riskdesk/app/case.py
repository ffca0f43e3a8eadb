"""One certification read from the database: its rows, its assessment, its problems."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from riskdesk.data.database import Database
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Certification
from riskdesk.rules.evaluate import evaluate
from riskdesk.rules.finding import Assessment
from riskdesk.services.check import Problem, check
from riskdesk.services.context import Context
from riskdesk.services.pictures import pictures_of
from riskdesk.services.previous import previous_of


@dataclass(frozen=True)
class Case:
    """One certification as it stands: its rows, its assessment, its problems.

    ``previous``: the certification before, ``pictures``: of plans, by SHA-256, where papers that
    show them were asked for.
    """

    dossier: Dossier
    context: Context
    previous: Dossier | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def assessment(self) -> Assessment:
        """All findings."""
        return evaluate(self.dossier, self.context.catalog)

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything the check finds."""
        return check(self.dossier, self.assessment, self.context)


def read_case(
    database: Database, context: Context, named: str | None, forms: Collection[str] = ()
) -> Case:
    """The certification ``named`` (id or title), or the only one; ``forms`` are to be printed."""
    with database.unit_of_work() as uow:
        found = choose(uow.find(Certification), named)
        dossier = uow.dossier(found.id)
        before = previous_of(forms, dossier, uow)
        pictures = pictures_of(forms, dossier, uow) if forms else {}
        return Case(dossier, context, before, pictures)


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
