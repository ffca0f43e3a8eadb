"""One value by one criterion: the answer of the command ``classify``."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Verdict, Verified
from riskdesk.rules.inputs import read_inputs, reader_of
from riskdesk.rules.margin import Margin, by_root, remedy_steps
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Outcome, Step, Unit, Value, Word
from riskdesk.rules.rulesets import MANUAL
from riskdesk.rules.scale import plain

UNCERTAINTY, READINGS = "uncertainty", "readings"
"""Keys that any criterion takes beside its own where one number meets one level."""


class Answer(NamedTuple):
    """The class (or word) with value, limit, unit, clause and the reasoning, said when asked."""

    catalog: Catalog
    criterion: Criterion
    outcome: Outcome
    margin: Margin | None = None

    @property
    def hazard_class(self) -> str | None:
        """The class, or the word of criteria that are no classes."""
        return self.outcome.result

    @property
    def value(self) -> Value:
        """What was computed."""
        return self.outcome.value

    @property
    def limit(self) -> Decimal | None:
        """What it was compared with."""
        return self.outcome.limit

    @property
    def verified(self) -> Verified:
        """How the numbers of the criterion were verified."""
        return self.criterion.verified

    @property
    def unit(self) -> LocalizedText:
        """The symbol of the unit of value and limit."""
        unit = self._unit_id
        return self.catalog.units[unit] if unit else LocalizedText()

    @property
    def clause(self) -> LocalizedText:
        """Where the criterion stands."""
        return self.catalog.clause(self.criterion.reference)

    @property
    def verdict(self) -> Verdict | None:
        """Whether the value is surely on one side of its level; ``None`` without uncertainty."""
        return self.margin.verdict if self.margin else None

    @property
    def remedy(self) -> LocalizedText:
        """What would make the class one better; empty where nothing is harmful."""
        return self.catalog.phrases.joined(remedy_steps(self.outcome))

    @property
    def trace(self) -> tuple[LocalizedText, ...]:
        """The reasoning, one step a line."""
        steps = list(self.outcome.steps)
        if self.margin is not None:
            steps.append(self.margin.step)
        remedy = self.remedy
        if remedy.ru:
            steps.append(Step("remedy", {"what": remedy}))
        steps.append(Step("verified", {"how": Word(self.criterion.verified)}))
        return self.catalog.phrases.all(steps, clause=self.clause, unit=Unit(self._unit_id))

    @property
    def _unit_id(self) -> str:
        return self.outcome.unit or self.criterion.unit

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


def classify(
    catalog: Catalog,
    ruleset: str,
    factor: str,
    inputs: Mapping[str, object],
    options: Mapping[str, str] | None = None,
) -> Answer:
    """The answer of ``ruleset`` for ``factor``; every fault of the inputs is a ``UserError``.

    ``options``: choices that the rule set leaves open, where they are not the defaults.
    """
    try:
        return _classified(catalog, ruleset, factor, inputs, options)
    except UserError as error:
        raise UserError(error.code, **_said(catalog, error.params)) from error


def _said(catalog: Catalog, params: Mapping[str, object]) -> Mapping[str, object]:
    """The words of a refusal instead of the ids by which the data know them."""
    return {
        name: catalog.words.get(value.id, value.id) if isinstance(value, Word) else value
        for name, value in params.items()
    }


def _classified(
    catalog: Catalog,
    ruleset: str,
    factor: str,
    inputs: Mapping[str, object],
    options: Mapping[str, str] | None,
) -> Answer:
    criterion = None if options else catalog.criteria.met(ruleset, factor)
    if criterion is None:
        criterion = _criterion(catalog, ruleset, factor, options or {})
    method = METHODS[criterion.method]
    if UNCERTAINTY not in inputs:
        outcome = method(criterion, read_inputs(criterion, inputs))
        if outcome.spread is None:
            return Answer(catalog, criterion, outcome)
        compared = outcome.compared
        margin = Margin.of(compared, outcome.spread) if compared else None
        return Answer(catalog, criterion, outcome, margin)
    own = {key: value for key, value in inputs.items() if key not in (UNCERTAINTY, READINGS)}
    outcome = method(criterion, read_inputs(criterion, own))
    return Answer(catalog, criterion, outcome, _margin(criterion, outcome, inputs))


def _criterion(
    catalog: Catalog, ruleset: str, factor: str, options: Mapping[str, str]
) -> Criterion:
    if ruleset == MANUAL:
        raise UserError("ruleset-manual")
    known = catalog.ruleset(ruleset).options
    for name in options:
        if name not in known:
            raise UserError("option-unknown", option=name, known=", ".join(known) or "–")
    return catalog.criteria.get(ruleset, factor, options)


def _margin(criterion: Criterion, outcome: Outcome, inputs: Mapping[str, object]) -> Margin:
    compared = outcome.compared
    if compared is None or compared.limit is None:
        raise UserError("uncertainty-not-used", factor=criterion.factor)
    numbers = []
    for key, instead in ((UNCERTAINTY, 0), (READINGS, 1)):
        value = reader_of(criterion, key)(inputs.get(key, instead))
        if not isinstance(value, Decimal):
            raise TypeError(key)
        numbers.append(value)
    return Margin.of(compared, by_root(*numbers))


def _json(value: Value | str) -> object:
    if isinstance(value, Decimal):
        short = plain(value)
        return int(short) if short == short.to_integral_value() else float(short)
    if isinstance(value, Mapping):
        return {name: _json(part) for name, part in value.items()}
    return value
