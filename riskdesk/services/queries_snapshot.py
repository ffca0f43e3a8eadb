"""One certification as read, judged and checked: what every page of the window is drawn from."""

from dataclasses import dataclass, replace
from functools import cached_property

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId
from riskdesk.domain.model import CardKind
from riskdesk.domain.values import parse_decimal
from riskdesk.rules.evaluate import evaluate, evaluate_workplace
from riskdesk.rules.finding import Assessment, WorkplaceAssessment
from riskdesk.services.check import Problem, check
from riskdesk.services.context import Context
from riskdesk.services.ports import UnitOfWork


@dataclass(frozen=True)
class Snapshot:
    """The rows of a certification with their findings and problems."""

    dossier: Dossier
    assessment: Assessment
    problems: tuple[Problem, ...]

    @cached_property
    def errors(self) -> int:
        """The number of problems that are errors and that nobody accepted."""
        return sum(problem.severity == "error" and problem.open for problem in self.problems)

    @cached_property
    def assessed(self) -> dict[WorkplaceId, WorkplaceAssessment]:
        """Findings by workplace."""
        return {each.workplace_id: each for each in self.assessment.workplaces}

    def problems_of(self, number: int) -> tuple[Problem, ...]:
        """The problems of the workplace with that number in the list."""
        return tuple(problem for problem in self.problems if problem.workplace == number)


def take(uow: UnitOfWork, certification: CertificationId, context: Context) -> Snapshot:
    """Read a certification, judge it, check it."""
    with uow:
        dossier = uow.dossier(certification)
    assessment = evaluate(dossier, context.catalog)
    return Snapshot(dossier, assessment, tuple(check(dossier, assessment, context)))


def with_value(snapshot: Snapshot, measurement_id: str, text: str, context: Context) -> Snapshot:
    """The snapshot as it would be with another value of a measurement; nothing is stored.

    A text that is no number yet counts as not measured.
    """
    try:
        value = parse_decimal(text)
    except UserError:
        value = None
    changed = {
        each.id: replace(each, value_text=text, value=value)
        for each in snapshot.dossier.measurements
        if each.id == measurement_id
    }
    rows = tuple(changed.get(each.id, each) for each in snapshot.dossier.measurements)
    touched = next(iter(changed.values())).workplace_id
    return _judged(snapshot, replace(snapshot.dossier, measurements=rows), touched, context)


def with_entry(
    snapshot: Snapshot, workplace: WorkplaceId, card: CardKind, indicator: str, text: str,
    context: Context,
) -> Snapshot:  # fmt: skip
    """The snapshot as it would be with another value on a card; nothing is stored."""
    rows = tuple(
        replace(each, value_text=text)
        if (each.workplace_id, each.card, each.indicator) == (workplace, card, indicator)
        else each
        for each in snapshot.dossier.card_entries
    )
    return _judged(snapshot, replace(snapshot.dossier, card_entries=rows), workplace, context)


def _judged(
    snapshot: Snapshot, dossier: Dossier, touched: WorkplaceId, context: Context
) -> Snapshot:
    """Only the touched workplace is judged again; problems wait for the commit."""
    workplace = dossier.workplace_by_id[touched]
    found = evaluate_workplace(dossier, workplace, context.catalog)
    assessment = replace(
        snapshot.assessment,
        workplaces=tuple(
            found if each.workplace_id == touched else each
            for each in snapshot.assessment.workplaces
        ),
    )
    return Snapshot(dossier, assessment, snapshot.problems)
