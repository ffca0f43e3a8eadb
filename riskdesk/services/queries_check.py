"""Rows of the check's list: problems by kind, with the workplace each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import PointFamily
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding
from riskdesk.services.check import SEVERITY, Problem, Severity
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import quantity_title
from riskdesk.services.queries_snapshot import Snapshot

T = TypeVar("T")
Grade = Literal["error", "warning", "info", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One problem of the list with what the panel beside it shows.

    ``workplace_id``: of the problem, else of the first row of the journal that it is about.
    ``section``: empty where it belongs to none. ``family``, ``zone``: of the first point that it is
    about.
    """

    key: str
    problem: Problem
    workplace_id: WorkplaceId | None
    code: str
    position: LocalizedText
    section: LocalizedText
    subject: LocalizedText
    finding: Finding | None
    family: PointFamily = ""
    zone: str = ""

    @property
    def grade(self) -> Grade:
        """The severity; ``accepted`` where a person took it as it stands."""
        return self.problem.severity if self.problem.open else "accepted"

    @property
    def fix(self) -> HazardClass | None:
        """The class to mark so that mark and calculation agree; ``None`` where that is no help."""
        finding = self.finding
        if finding is None or not finding.differs or not self.problem.open:
            return None
        return finding.proposed


def problem_rows(snapshot: Snapshot, context: Context) -> tuple[ProblemRow, ...]:
    """All problems: errors, warnings, notes, then accepted ones; within by code, then by place."""
    dossier, catalog = snapshot.dossier, context.catalog
    by_number = {workplace.number: workplace for workplace in dossier.workplaces}
    points = {str(point.id): point for point in dossier.points}
    owners = {row.id: row.workplace_id for row in dossier.measurements}
    rows = []
    for number, problem in enumerate(sorted(snapshot.problems, key=_weight)):
        workplace = by_number.get(problem.workplace) if problem.workplace is not None else None
        finding = None
        if workplace is not None:
            finding = _finding(snapshot, workplace.id, problem.quantity)
        point = _first(problem, "point", points)
        owner = workplace.id if workplace is not None else _first(problem, "measurement", owners)
        rows.append(
            ProblemRow(
                key=f"{problem.code}/{problem.workplace}/{problem.quantity}/{number}",
                problem=problem,
                workplace_id=owner,
                code=dossier.code_of(workplace) if workplace is not None else "",
                position=(
                    dossier.position_of(workplace).name
                    if workplace is not None
                    else LocalizedText()
                ),
                section=_section(dossier, owner),
                subject=_subject(problem.quantity or "", catalog),
                finding=finding,
                family=point.family if point is not None else "",
                zone=point.zone if point is not None else "",
            )
        )
    return tuple(rows)


def _subject(quantity: str, catalog: Catalog) -> LocalizedText:
    if quantity in catalog.quantities:
        return catalog.quantities[quantity].short
    if quantity in catalog.words:
        return catalog.words[quantity]
    if quantity in catalog.columns or quantity in catalog.families:
        return quantity_title(quantity, catalog)
    return LocalizedText()


def _section(dossier: Dossier, owner: WorkplaceId | None) -> LocalizedText:
    if owner is None:
        return LocalizedText()
    return dossier.section_of(dossier.workplace_by_id[owner]).name


def _first(problem: Problem, kind: str, known: Mapping[str, T]) -> T | None:
    """What is known of the first target of a kind."""
    found = (known[each.id] for each in problem.targets if each.kind == kind and each.id in known)
    return next(found, None)


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
