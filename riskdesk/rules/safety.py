"""Injury safety and provision with protective equipment: words, no part of the total class."""

from dataclasses import dataclass, replace

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.rules.basis import Basis
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Outcome, Param, Step, Word

RULESET = "KZ"
"""The criteria of Order 1057 that no rule set of classes replaces."""

REDUCTION = "426-FZ"
INJURY, PPE = "injury_safety", "ppe_provision"
REDUCING = "ppe_reduction"
"""The option that lowers the total for protective equipment, and its criterion."""


@dataclass(frozen=True)
class Safety:
    """What was checked at one workplace."""

    basis: Basis
    dossier: Dossier
    workplace: Workplace

    def injury(self) -> Finding | None:
        """The worst of equipment, tools and instruction; ``None`` where nothing is listed."""
        checks = self.dossier.safety_checks_of(self.workplace)
        criterion = self._criterion(RULESET, INJURY) if checks else None
        if criterion is None:
            return None
        said = [_checked(check) for check in checks]
        ungraded = [check.name for check in checks if check.grade is None]
        kinds = criterion.body.texts("objects")
        missing = [kind for kind in kinds if all(check.kind != kind for check in checks)]
        if ungraded or missing:
            said += [Step("safety-missing", {"what": Word(f"safety-{kind}")}) for kind in missing]
            return self._gap(INJURY, said)
        worst = {
            kind: max(check.grade or 0 for check in checks if check.kind == kind) for kind in kinds
        }
        return self._answered(INJURY, criterion, dict(worst), said)

    def ppe(self) -> Finding | None:
        """Whether every means due was issued with its certificate; ``None`` with nothing listed."""
        items = self.dossier.ppe_items_of(self.workplace)
        criterion = self._criterion(RULESET, PPE) if items else None
        if criterion is None:
            return None
        said = [_issued(item) for item in items]
        if any(item.issued is None or (item.issued and item.certified is None) for item in items):
            return self._gap(PPE, said)
        issued = [item for item in items if item.issued]
        inputs: dict[str, object] = {
            "issued": "yes" if issued else "no",
            "certificate": "present" if all(item.certified for item in issued) else "absent",
            "items": "all" if len(issued) == len(items) else "part",
        }
        return self._answered(PPE, criterion, inputs, said)

    def with_ppe(self, total: Finding, ppe: Finding | None) -> Finding | None:
        """The total lowered by one degree for certified equipment, where the option is chosen."""
        chosen = self.basis.options.get(REDUCING, "none")
        if chosen == "none" or total.decided is None or ppe is None:
            return None
        criterion = self._criterion(REDUCTION, REDUCING)
        if criterion is None:
            return None
        inputs: dict[str, object] = {
            "total_class": total.decided.value,
            "degrees": int(chosen),
            "certified_ppe": ppe.word == "provided",
        }
        outcome = METHODS[criterion.method](criterion, read_inputs(criterion, inputs))
        clause = self.basis.clause(criterion)
        return replace(
            total,
            proposed=HazardClass(outcome.result),
            mark=None,
            mark_reason="",
            clause=clause,
            verified=criterion.verified,
            trace=self.basis.say(*outcome.steps, clause=clause),
        )

    def _criterion(self, ruleset: str, factor: str) -> Criterion | None:
        options = self.dossier.certification.options
        return self.basis.catalog.criteria.find(ruleset, factor, options)

    def _answered(
        self, subject: str, criterion: Criterion, inputs: dict[str, object], said: list[Step]
    ) -> Finding:
        outcome: Outcome = METHODS[criterion.method](criterion, read_inputs(criterion, inputs))
        clause = self.basis.clause(criterion)
        return Finding(
            subject=subject,
            status="judged",
            word=outcome.result or "",
            clause=clause,
            verified=criterion.verified,
            trace=self.basis.say(*said, *outcome.steps, clause=clause),
        )

    def _gap(self, subject: str, said: list[Step]) -> Finding:
        steps = (*said, Step("safety-gap"))
        return Finding(subject=subject, status="not-measured", trace=self.basis.say(*steps))


def _checked(check: SafetyCheck) -> Step:
    params: dict[str, Param] = {"what": Word(f"safety-{check.kind}"), "name": check.name}
    if check.grade is None:
        return Step("safety-ungraded", params)
    return Step("safety-graded", {**params, "class": str(check.grade)})


def _issued(item: PpeItem) -> Step:
    if item.issued is None:
        return Step("ppe-unchecked", {"name": item.name})
    if not item.issued:
        return Step("ppe-not-issued", {"name": item.name})
    if item.certified is None:
        return Step("ppe-certificate-unknown", {"name": item.name})
    return Step("ppe-issued" if item.certified else "ppe-no-certificate", {"name": item.name})
