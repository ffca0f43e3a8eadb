"""Which rows of the chemical and dust criteria judge a substance."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.substance import Effect, Substance
from riskdesk.rules.table import Table

CHEMICAL = "chemical"
DUST = "apfd"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """A row of a criterion (``chemical`` or ``apfd``) and the trait that leads to it."""

    factor: str
    row: str
    reason: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstanceCriteria:
    """``resources/norms/air/criteria.toml``: traits of a substance to rows, by rule set.

    ``fibrogenic_limit``: mg/m³, up to which a fibrogenic dust counts as highly or moderately
    fibrogenic. ``more``: rows of the chemical criterion that no trait leads to, to be chosen.
    """

    fibrogenic_limit: Decimal
    traits: Mapping[str, LocalizedText]
    rows: Mapping[str, Mapping[str, Mapping[str, str]]]
    named: Mapping[str, Mapping[str, str]]
    more: Mapping[str, tuple[str, ...]]
    verified: Verified

    @classmethod
    def of(cls, body: Table) -> "SubstanceCriteria":
        """The typed file."""
        traits, sets = body.table("traits"), body.table("rulesets")
        rows, named, more = {}, {}, {}
        for ruleset in sets:
            entry = sets.table(ruleset)
            rows[ruleset] = {factor: _words(entry.table(factor)) for factor in (CHEMICAL, DUST)}
            named[ruleset] = _words(entry.table("named"))
            more[ruleset] = entry.texts("more")
        return cls(
            fibrogenic_limit=body.number("fibrogenic_limit"),
            traits={trait: traits.localized(trait) for trait in traits},
            rows=rows,
            named=named,
            more=more,
            verified=read_verified(body),
        )

    def to_choose(self, ruleset: str) -> tuple[str, ...]:
        """The rows of the chemical criterion that a person may choose for a substance."""
        rows = (*self.rows[ruleset][CHEMICAL].values(), *self.more[ruleset])
        return tuple(dict.fromkeys(rows))

    def of_substance(self, substance: Substance, ruleset: str) -> tuple[CriterionRow, ...]:
        """The rows of ``ruleset``; the worst of their classes counts.

        ``UserError``: "substance-no-ruleset" if the set judges no substances,
        "substance-no-row" if it has no row for one (its class is not printed and the set asks it).
        """
        if ruleset not in self.rows:
            known = ", ".join(self.rows)
            raise UserError("substance-no-ruleset", ruleset=ruleset, known=known)
        if substance.chosen_row in self.to_choose(ruleset):
            reason = self.traits["chosen"]
            return (CriterionRow(factor=CHEMICAL, row=substance.chosen_row, reason=reason),)
        wanted = self._traits(substance)
        found = {
            (factor, self.rows[ruleset][factor][trait]): trait
            for factor, trait in wanted
            if trait in self.rows[ruleset][factor]
        }
        by_name = self.named[ruleset].get(substance.cas) if substance.cas else None
        if by_name is not None:
            found = {(CHEMICAL, by_name): "named"}
        if not found:
            raise UserError(
                "substance-no-row",
                substance=substance.name.ru or substance.name.kk or substance.key,
                ruleset=ruleset,
                traits=", ".join(self.traits[trait].ru for _, trait in wanted),
            )
        return tuple(
            CriterionRow(factor=factor, row=row, reason=self.traits[trait])
            for (factor, row), trait in found.items()
        )

    def _traits(self, substance: Substance) -> list[tuple[str, str]]:
        if not substance.limited:
            return [(CHEMICAL, substance.contact or "no_value")]
        special = [
            (CHEMICAL, effect.value) for effect in substance.effects if effect != Effect.FIBROGENIC
        ]
        if Effect.FIBROGENIC in substance.effects:
            special.append((DUST, self._dust(substance)))
        return special or [(CHEMICAL, _by_class(substance.hazard_class))]

    def _dust(self, substance: Substance) -> str:
        limit = substance.compared_average
        high = substance.fibres or (limit is not None and limit <= self.fibrogenic_limit)
        return "fibrogenic_high" if high else "fibrogenic_low"


def _by_class(hazard_class: int | None) -> str:
    if hazard_class is None:
        return "class_unknown"
    return "class_1_2" if hazard_class <= 2 else "class_3_4"


def _words(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}
