"""By what a certification is judged: its rule set, or the proposed one, and its options."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Certification
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Verified
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.rulesets import MANUAL, Ruleset

_TRUST: tuple[Verified, ...] = ("none", "own", "memory", "implementations", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The grounds of an evaluation.

    ``chosen``: the rule set of the certification (the proposed one if none was chosen);
    ``criteria``: the set that computes, which differs only for ``manual``.
    """

    catalog: Catalog
    chosen: Ruleset
    criteria: Ruleset
    options: Mapping[str, str]
    is_proposed: bool
    _met: dict[str, Criterion | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, dossier: Dossier, catalog: Catalog) -> "Basis":
        """The grounds of a certification."""
        return cls.of_certification(dossier.certification, catalog)

    @classmethod
    def of_certification(cls, certification: Certification, catalog: Catalog) -> "Basis":
        """The same without its dossier."""
        name = certification.ruleset
        chosen = catalog.ruleset(name or catalog.proposed_ruleset)
        if not chosen.choosable:
            raise UserError("ruleset-not-choosable", ruleset=chosen.id)
        criteria = catalog.ruleset(catalog.proposed_ruleset) if chosen.id == MANUAL else chosen
        return cls(
            catalog=catalog,
            chosen=chosen,
            criteria=criteria,
            options=criteria.chosen(certification.options),
            is_proposed=name is None,
        )

    @property
    def manual(self) -> bool:
        """Whether the classes are the specialist's own and the set only proposes."""
        return self.chosen.id == MANUAL

    def criterion(self, factor: str) -> Criterion | None:
        """The criterion of a factor in the computing set with the chosen options."""
        if factor not in self._met:
            found = self.catalog.criteria.find(self.criteria.id, factor, self.options)
            self._met[factor] = found
        return self._met[factor]

    def say(self, *steps: Step, **context: Param) -> tuple[LocalizedText, ...]:
        """The sentences of steps."""
        return self.catalog.phrases.all(steps, **context)

    def clause(self, criterion: Criterion | None) -> LocalizedText:
        """The citation of a criterion."""
        return self.catalog.clause(criterion.reference) if criterion else LocalizedText()


def least_verified(*marks: Verified) -> Verified:
    """The weakest of several marks of verification."""
    return min(marks, key=_TRUST.index)
