"""One certification as read, judged and checked: what every page of the window is drawn from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.dossier_change import RowStep, changed
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId
from riskdesk.domain.issue import WRITTEN_ONCE
from riskdesk.domain.model import CardEntry, CardKind, Certification, Enterprise, Measurement, Risk
from riskdesk.domain.values import parse_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.evaluate import evaluate, evaluate_again, evaluate_workplace
from riskdesk.rules.finding import Assessment, WorkplaceAssessment
from riskdesk.services.check import Checked, Problem, check_again
from riskdesk.services.context import Context
from riskdesk.services.edit_cards import indicator_spec, typed_entry
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.snapshot_change import touched


@dataclass(frozen=True)
class Snapshot:
    """The rows of a certification with their findings and problems."""

    dossier: Dossier
    assessment: Assessment
    problems: tuple[Problem, ...]
    checked: Checked | None = None

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
        return self._problems_at.get(number, ())

    @cached_property
    def _problems_at(self) -> Mapping[int | None, tuple[Problem, ...]]:
        found: dict[int | None, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            found[problem.workplace].append(problem)
        return {number: tuple(problems) for number, problems in found.items()}


def take(uow: UnitOfWork, certification: CertificationId, context: Context) -> Snapshot:
    """Read a certification, judge it, check it."""
    with uow:
        dossier = uow.dossier(certification)
    assessment = evaluate(dossier, context.catalog)
    checked = check_again(None, dossier, assessment, None, context)
    return Snapshot(dossier, assessment, checked.problems, checked)


def take_again(
    snapshot: Snapshot, steps: Sequence[RowStep] | None, context: Context
) -> Snapshot | None:
    """The snapshot after a change of these rows; ``None`` where it has to be taken anew.

    Only the workplaces that the rows concern are judged and checked by themselves again. Rows of
    other certifications change nothing here.
    """
    if steps is None:
        return None
    steps = [step for step in steps if step[0] not in WRITTEN_ONCE]
    steps = [step for step in steps if not _elsewhere(snapshot.dossier, step)]
    dossier = changed(snapshot.dossier, steps)
    concerned = None if dossier is None else touched(snapshot.dossier, dossier, steps)
    if dossier is None or concerned is None:
        return None
    assessment = evaluate_again(snapshot.assessment, dossier, concerned, context.catalog)
    checked = check_again(snapshot.checked, dossier, assessment, concerned, context)
    return Snapshot(dossier, assessment, checked.problems, checked)


def _elsewhere(dossier: Dossier, step: RowStep) -> bool:
    """Whether the row is of another certification."""
    row = step[2] or step[1]
    owner = getattr(row, "certification_id", None)
    if owner is not None:
        return bool(owner != dossier.certification.id)
    if isinstance(row, Certification | Enterprise):
        return row.id not in (dossier.certification.id, dossier.enterprise.id)
    if isinstance(row, Risk):
        return row.position_id not in dossier.position_by_id
    place = getattr(row, "workplace_id", None)
    return place is not None and place not in dossier.workplace_by_id


def with_value(snapshot: Snapshot, measurement_id: str, text: str, context: Context) -> Snapshot:
    """The snapshot as it would be with another value of a measurement; nothing is stored.

    A text that is no number yet counts as not measured.
    """
    try:
        value = parse_decimal(text)
    except UserError:
        value = None
    old = next(each for each in snapshot.dossier.measurements if each.id == measurement_id)
    new = replace(old, value_text=text, value=value)
    return _judged(snapshot, (Measurement, old, new), old.workplace_id, context)


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
    entries = dossier.entries_of(place, card)
    old = next((e for e in entries if (e.workplace_id, e.card, e.indicator) == at), None)
    try:
        value, working = typed_entry(old, spec, text, place, Basis.of(dossier, context.catalog))
    except UserError:
        value, working = "", ""
    entry = old or CardEntry(id="", workplace_id=workplace, card=card, indicator=indicator)
    new = replace(entry, value_text=value, working=working)
    return _judged(snapshot, (CardEntry, old, new), workplace, context)


def _judged(snapshot: Snapshot, step: RowStep, at: WorkplaceId, context: Context) -> Snapshot:
    """Only that workplace is judged again; problems wait for the commit."""
    dossier = changed(snapshot.dossier, [step])
    if dossier is None:
        raise TypeError(step[0])
    workplace = dossier.workplace_by_id[at]
    found = evaluate_workplace(dossier, workplace, context.catalog)
    assessment = replace(
        snapshot.assessment,
        workplaces=tuple(
            found if each.workplace_id == at else each for each in snapshot.assessment.workplaces
        ),
    )
    tried = Snapshot(dossier, assessment, snapshot.problems)
    tried.__dict__["_problems_at"] = snapshot._problems_at  # noqa: SLF001 - the same problems
    tried.__dict__["assessed"] = {**snapshot.assessed, at: found}
    return tried
