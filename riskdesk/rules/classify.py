"""One value by one criterion: the answer of the command ``classify``."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Step, Unit, Value, Word
from riskdesk.rules.rulesets import MANUAL
from riskdesk.rules.scale import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The class (or word) with value, limit, unit, clause and the reasoning."""

    hazard_class: str | None
    value: Value
    limit: Decimal | None
    unit: LocalizedText
    clause: LocalizedText
    trace: tuple[LocalizedText, ...]
    verified: Verified

    def to_json(self) -> dict[str, object]:
        """The object that is printed: keys class, value, limit, unit, clause, trace."""
        return {
            "class": self.hazard_class,
            "value": _json(self.value),
            "limit": _json(self.limit),
            "unit": self.unit.ru or None,
            "clause": self.clause.ru,
            "trace": [{"kk": line.kk, "ru": line.ru, "en": line.en} for line in self.trace],
        }


def classify(catalog: Catalog, ruleset: str, factor: str, inputs: Mapping[str, object]) -> Answer:
    """The answer of ``ruleset`` for ``factor``; every fault of the inputs is a ``UserError``."""
    if ruleset == MANUAL:
        raise UserError("ruleset-manual")
    catalog.ruleset(ruleset)
    criterion = catalog.criteria.get(ruleset, factor)
    outcome = METHODS[criterion.method](
        criterion, read_inputs(criterion, catalog.input_keys, inputs)
    )
    clause = catalog.clause(criterion.reference)
    steps = (*outcome.steps, Step("verified", {"how": Word(criterion.verified)}))
    unit = outcome.unit or criterion.unit
    return Answer(
        hazard_class=outcome.result,
        value=outcome.value,
        limit=outcome.limit,
        unit=catalog.units[unit] if unit else LocalizedText(),
        clause=clause,
        trace=catalog.phrases.all(steps, clause=clause, unit=Unit(unit)),
        verified=criterion.verified,
    )


def _json(value: Value | str) -> object:
    if isinstance(value, Decimal):
        short = plain(value)
        return int(short) if short == short.to_integral_value() else float(short)
    if isinstance(value, Mapping):
        return {name: _json(part) for name, part in value.items()}
    return value
