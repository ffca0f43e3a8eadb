"""Rows of the check's list: problems by kind, with the workplace each belongs to."""

from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.finding import Finding
from riskdesk.services.check import SEVERITY, Problem, Severity
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import quantity_title
from riskdesk.services.queries_snapshot import Snapshot

Grade = Literal["error", "warning", "info", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One problem of the list with what the panel beside it shows."""

    key: str
    problem: Problem
    workplace_id: WorkplaceId | None
    code: str
    position: LocalizedText
    subject: LocalizedText
    finding: Finding | None

    @property
    def grade(self) -> Grade:
        """The severity; ``accepted`` where a person took it as it stands."""
        return self.problem.severity if self.problem.open else "accepted"


def problem_rows(snapshot: Snapshot, context: Context) -> tuple[ProblemRow, ...]:
    """All problems: errors, warnings, notes, then accepted ones; within by code, then by place."""
    dossier, catalog = snapshot.dossier, context.catalog
    by_number = {workplace.number: workplace for workplace in dossier.workplaces}
    rows = []
    for number, problem in enumerate(sorted(snapshot.problems, key=_weight)):
        workplace = by_number.get(problem.workplace) if problem.workplace is not None else None
        subject, finding = LocalizedText(), None
        quantity = problem.quantity or ""
        if quantity in catalog.quantities:
            subject = catalog.quantities[quantity].short
        elif quantity in catalog.words:
            subject = catalog.words[quantity]
        elif quantity in catalog.columns or quantity in catalog.families:
            subject = quantity_title(quantity, catalog)
        if workplace is not None:
            finding = _finding(snapshot, workplace.id, problem.quantity)
        rows.append(
            ProblemRow(
                key=f"{problem.code}/{problem.workplace}/{problem.quantity}/{number}",
                problem=problem,
                workplace_id=workplace.id if workplace is not None else None,
                code=dossier.code_of(workplace) if workplace is not None else "",
                position=(
                    dossier.position_of(workplace).name
                    if workplace is not None
                    else LocalizedText()
                ),
                subject=subject,
                finding=finding,
            )
        )
    return tuple(rows)


_WEIGHTS: tuple[Severity, ...] = ("error", "warning", "info")
_CODES = tuple(SEVERITY)


def _weight(problem: Problem) -> tuple[bool, int, int]:
    """The sort is stable: within a code the check's own order stays."""
    return not problem.open, _WEIGHTS.index(problem.severity), _CODES.index(problem.code)


def _finding(snapshot: Snapshot, workplace: WorkplaceId, quantity: str | None) -> Finding | None:
    found = snapshot.assessed[workplace]
    if quantity == "heaviness":
        return found.heaviness
    if quantity == "tension":
        return found.tension
    if quantity == "total":
        return found.total
    return found.quantity(quantity) if quantity is not None else None
