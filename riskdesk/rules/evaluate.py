"""Evaluation of a certification: from its snapshot to findings, factors and the total class."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.rules.basis import Basis
from riskdesk.rules.cards import Card, CardJudge, sex_is_given, sexes_of
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Assessment, Finding, Limit, WorkplaceAssessment
from riskdesk.rules.findings import QuantityJudge
from riskdesk.rules.limits import Limits
from riskdesk.rules.outcome import Step
from riskdesk.rules.parts import RollUp
from riskdesk.rules.roll_up import worst_of
from riskdesk.rules.selectors import selectors_of

TOTAL = "total"


def evaluate(dossier: Dossier, catalog: Catalog) -> Assessment:
    """The assessment of all workplaces by the chosen rule set, or by the proposed one."""
    basis = Basis.of(dossier, catalog)
    return Assessment(
        ruleset=basis.chosen.id,
        ruleset_title=basis.chosen.title,
        ruleset_proposed=basis.is_proposed,
        workplaces=tuple(
            _Evaluation(basis, dossier, workplace).assess() for workplace in dossier.workplaces
        ),
    )


def evaluate_workplace(
    dossier: Dossier, workplace: Workplace, catalog: Catalog
) -> WorkplaceAssessment:
    """The assessment of one workplace (as values are typed)."""
    return _Evaluation(Basis.of(dossier, catalog), dossier, workplace).assess()


def rule_limit(
    dossier: Dossier, workplace: Workplace, quantity: str, catalog: Catalog
) -> Limit | None:
    """The limit by a row of the state norm, also where nothing was measured; ``None`` if no row."""
    spec = catalog.quantities.get(quantity)
    if spec is None:
        return None
    ruled = _Evaluation(Basis.of(dossier, catalog), dossier, workplace).limits.of(spec)
    return ruled.limit if ruled else None


@dataclass(frozen=True)
class _Evaluation:
    """One workplace under way."""

    basis: Basis
    dossier: Dossier
    workplace: Workplace

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Both cards."""
        judge = CardJudge(self.basis, self.dossier, self.workplace)
        return {"heaviness": judge.heaviness(), "tension": judge.tension()}

    @cached_property
    def limits(self) -> Limits:
        """The limits of the workplace."""
        selectors = selectors_of(self.dossier, self.workplace, self.basis.catalog)
        return Limits(self.basis, self.dossier, self.workplace, selectors, self._card_findings)

    def _card_findings(self) -> Mapping[str, Finding]:
        return {name: card.finding for name, card in self.cards.items()}

    def assess(self) -> WorkplaceAssessment:
        """All findings."""
        judge = QuantityJudge(self.basis, self.dossier, self.workplace, self.limits)
        quantities = tuple(judge.find(row) for row in self.dossier.measurements_of(self.workplace))
        factors = tuple(self._factors(quantities))
        cards = self._card_findings()
        return WorkplaceAssessment(
            workplace_id=self.workplace.id,
            quantities=quantities,
            factors=factors,
            indicators={name: card.indicators for name, card in self.cards.items()},
            heaviness=cards["heaviness"],
            tension=cards["tension"],
            total=self._total((*factors, cards["heaviness"], cards["tension"])),
        )

    def _factors(self, quantities: tuple[Finding, ...]) -> list[Finding]:
        found = []
        for spec in self.basis.catalog.factors.values():
            parts = tuple(f for f in quantities if f.subject in spec.quantities)
            if parts:
                found.append(self._factor(spec.id, parts))
        return found

    def _factor(self, factor: str, parts: tuple[Finding, ...]) -> Finding:
        marks = [part.mark for part in parts if part.mark is not None]
        blank = self._blank(factor)
        if blank.mark is None and marks:
            blank = replace(blank, mark=worst_of(marks))
        rolled = self.basis.criterion(f"{factor}_rollup")
        return RollUp(self.basis, parts, rolled).into(blank)

    def _total(self, parts: tuple[Finding, ...]) -> Finding:
        rolled = self.basis.criterion("workplace_total")
        roll = RollUp(
            self.basis, parts, rolled, sexes_of(self.workplace), sex_is_given(self.workplace)
        )
        total = roll.into(self._blank(TOTAL))
        if not self.basis.manual:
            return total
        title = self.basis.criteria.title
        return replace(
            total, trace=(*total.trace, *self.basis.say(Step("manual-set", {"title": title})))
        )

    def _blank(self, subject: str) -> Finding:
        mark = self.dossier.mark_of(self.workplace, subject)
        return Finding(
            subject=subject,
            status="not-measured",
            mark=mark.hazard_class if mark else None,
            mark_reason=mark.reason if mark else "",
            manual=self.basis.manual,
        )
