"""Risk methods as data, the rating they give, and what a measured class proposes.

A method is a file of ``resources/risk/methods``: its inputs with their allowed values, how they
combine, and its levels with their bounds. Neither names nor bounds are those of a Kazakh act.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, HazardClass, Language, LocalizedText, format_decimal
from riskdesk.rules.hazards import HazardCatalog, read_table, text_of
from riskdesk.rules.risk_indicators import IndicatorRule, read_indicator_rules
from riskdesk.rules.risk_methods import (
    InputValue,
    MethodInput,
    RiskLevel,
    RiskMethod,
    read_method,
)

__all__ = [
    "MATRIX",
    "ClassProposal",
    "InputValue",
    "MethodInput",
    "Rating",
    "RiskCatalog",
    "RiskLevel",
    "RiskMethod",
    "rate",
]

MATRIX = "matrix-5x5"
"""The method of the register: probability 1-5 and severity 1-5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The level a method gives, the score where it has one, and how it was reached."""

    method: str
    level: str
    title: LocalizedText
    action: LocalizedText
    score: Decimal | None
    colour: str
    trace: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassProposal:
    """What the measured class of a factor proposes on the 5 x 5 matrix.

    ``needs_measures``: the class is beyond the norm, so the set's new measures are proposed;
    the residual rating is that of the class expected after them.
    """

    hazard_class: HazardClass
    probability: int
    severity: int
    needs_measures: bool
    residual_probability: int
    residual_severity: int


@dataclass(frozen=True)
class RiskCatalog:
    """Hazards, methods, and the rule from class to rating."""

    resources: Path
    methods: Mapping[str, RiskMethod]
    factor_titles: Mapping[str, LocalizedText]
    measured_factors: frozenset[str]
    indicators: tuple[IndicatorRule, ...]
    _by_class: Mapping[HazardClass, tuple[int, int]]
    _measures_from: HazardClass
    _after_measures: HazardClass
    _phrases: Mapping[str, LocalizedText]

    @classmethod
    def load(cls, resources: Path) -> "RiskCatalog":
        """Read ``resources/risk``; broken data is a ``ValueError``."""
        folder = resources / "risk"
        files = sorted((folder / "methods").glob("*.toml"))
        methods = [read_method(file) for file in files]
        rule = read_table(folder / "class-to-probability.toml")
        return cls(
            resources=resources,
            methods={method.id: method for method in methods},
            factor_titles={key: text_of(entry) for key, entry in rule["factor"].items()},
            measured_factors=frozenset(
                key for key, entry in rule["factor"].items() if entry.get("measured")
            ),
            indicators=read_indicator_rules(folder / "five-indicators.toml"),
            _by_class={
                HazardClass(key): (entry["probability"], entry["severity"])
                for key, entry in rule["class"].items()
            },
            _measures_from=HazardClass(rule["measures_from"]),
            _after_measures=HazardClass(rule["after_measures"]),
            _phrases={
                key: text_of(entry) for key, entry in read_table(folder / "phrases.toml").items()
            },
        )

    @cached_property
    def hazards(self) -> HazardCatalog:
        """The hazards, read when first asked for: most commands and the start need none."""
        return HazardCatalog.load(self.resources)

    def proposal(
        self, factor: str | None, hazard_class: HazardClass | None
    ) -> ClassProposal | None:
        """The rating that ``hazard_class`` of ``factor`` proposes; none without a class."""
        if hazard_class is None or factor not in self.measured_factors:
            return None
        needs_measures = self._measures_from <= hazard_class
        probability, severity = self._by_class[hazard_class]
        after = self._by_class[self._after_measures if needs_measures else hazard_class]
        return ClassProposal(
            hazard_class=hazard_class,
            probability=probability,
            severity=severity,
            needs_measures=needs_measures,
            residual_probability=after[0],
            residual_severity=after[1],
        )

    def phrase(self, key: str, **params: object) -> LocalizedText:
        """A sentence of traces and notes; texts and numbers enter by language."""
        template = self._phrases[key]
        return LocalizedText(
            **{
                language: template.get_exact(language).format(
                    **{name: _shown(value, language) for name, value in params.items()}
                )
                for language in LANGUAGES
            }
        )


def rate(catalog: RiskCatalog, method: str, inputs: Mapping[str, object]) -> Rating:
    """The rating of ``inputs`` by ``method``.

    ``UserError``: ``risk-method`` unknown, ``risk-input`` not an allowed value,
    ``risk-input-missing``, ``risk-input-unknown``; each names what is allowed.
    """
    known = catalog.methods.get(method)
    if known is None:
        raise UserError("risk-method", method=method, allowed=", ".join(sorted(catalog.methods)))
    chosen = _chosen(known, inputs)
    level, score = (
        _by_product(known, chosen) if known.combine == "product" else _worst(known, chosen)
    )
    return Rating(
        method=known.id,
        level=level.id,
        title=level.title,
        action=level.action,
        score=score,
        colour=level.colour,
        trace=tuple(_trace(catalog, known, chosen, level, score)),
    )


def _chosen(
    method: RiskMethod, inputs: Mapping[str, object]
) -> list[tuple[MethodInput, InputValue]]:
    names = ", ".join(each.id for each in method.inputs)
    for name in inputs:
        if all(each.id != name for each in method.inputs):
            raise UserError("risk-input-unknown", input=name, allowed=names)
    for each in method.inputs:
        if each.id not in inputs:
            raise UserError(
                "risk-input-missing", input=each.id, title=each.title, allowed=each.allowed
            )
    return [(each, each.read(inputs[each.id])) for each in method.inputs]


def _by_product(
    method: RiskMethod, chosen: Iterable[tuple[MethodInput, InputValue]]
) -> tuple[RiskLevel, Decimal]:
    score = Decimal(1)
    for _, value in chosen:
        score *= Decimal(value.value)
    level = [each for each in method.levels if each.reached_by(score)][-1]
    return level, score


def _worst(
    method: RiskMethod, chosen: Iterable[tuple[MethodInput, InputValue]]
) -> tuple[RiskLevel, None]:
    order = [level.id for level in method.levels]
    return method.levels[max(order.index(value.level) for _, value in chosen)], None


def _trace(
    catalog: RiskCatalog,
    method: RiskMethod,
    chosen: list[tuple[MethodInput, InputValue]],
    level: RiskLevel,
    score: Decimal | None,
) -> Iterable[LocalizedText]:
    for each, value in chosen:
        yield catalog.phrase("input", title=each.title, value=value.value, word=value.word)
    if score is None:
        yield catalog.phrase("level", level=level.title)
    else:
        yield catalog.phrase(
            "score", score=score, bounds=_bounds(catalog, method, level), level=level.title
        )
    yield catalog.phrase("reference", reference=method.reference)


def _bounds(catalog: RiskCatalog, method: RiskMethod, level: RiskLevel) -> LocalizedText:
    at = method.levels.index(level)
    above = method.levels[at + 1] if at + 1 < len(method.levels) else None
    if above is None:
        return catalog.phrase("bounds-over" if level.above else "bounds-from", low=level.bound)
    key = "bounds-up-to" if above.above else "bounds-below"
    return catalog.phrase(key, low=level.bound, high=above.bound)


def _shown(value: object, language: Language) -> object:
    if isinstance(value, LocalizedText):
        return value.get(language)
    if isinstance(value, Decimal):
        return format_decimal(value.normalize() if value % 1 else value.to_integral(), language)
    return value
