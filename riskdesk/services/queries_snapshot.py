"""One certification as read, judged and checked: what every page of the window is drawn from."""

from dataclasses import dataclass, replace
from functools import cached_property

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId
from riskdesk.domain.model import CardEntry, CardKind
from riskdesk.domain.values import parse_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.evaluate import evaluate, evaluate_workplace
from riskdesk.rules.finding import Assessment, WorkplaceAssessment
from riskdesk.services.check import Problem, check
from riskdesk.services.context import Context
from riskdesk.services.edit_cards import indicator_spec, typed_entry
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
    """The snapshot as it would be with another value on a card; nothing is stored.

    Arithmetic (see ``ChangeCardValue``) that cannot be read yet counts as no value.
    """
    dossier = snapshot.dossier
    spec = indicator_spec(context.catalog, card, indicator)
    place = dossier.workplace_by_id[workplace]
    at = (workplace, card, indicator)
    entries = dossier.card_entries
    old = next((e for e in entries if (e.workplace_id, e.card, e.indicator) == at), None)
    try:
        value, working = typed_entry(old, spec, text, place, Basis.of(dossier, context.catalog))
    except UserError:
        value, working = "", ""
    entry = old or CardEntry(id="", workplace_id=workplace, card=card, indicator=indicator)
    new = replace(entry, value_text=value, working=working)
    rows = tuple(new if each is old else each for each in entries)
    tried = replace(dossier, card_entries=rows if old is not None else (*rows, new))
    return _judged(snapshot, tried, workplace, context)


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
