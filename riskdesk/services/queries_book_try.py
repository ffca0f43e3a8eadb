"""A value tried in the criteria book: the class in each rule set, faults at their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, LocalizedText, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import READINGS, UNCERTAINTY, Answer, classify
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Verdict
from riskdesk.rules.inputs import reader_of
from riskdesk.rules.scale import plain
from riskdesk.services.queries_book_fields import (
    BESIDE,
    NotRead,
    TryWay,
    criteria_of,
    given_keys,
    input_value,
)

Texts = Mapping[str, str]
"""What was typed by field: ``key``, or ``key/<row>/<part>`` in a grid of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The answer of one rule set.

    ``result``: a class or a word, "" where only ``value`` was asked or nothing could be said.
    ``missing``: keys that the nearest way of this set still needs; ``no_row``: it has no such row.
    """

    ruleset: str
    result: str = ""
    value: LocalizedText = LocalizedText()
    verdict: Verdict | None = None
    remedy: LocalizedText = LocalizedText()
    trace: tuple[LocalizedText, ...] = ()
    fault: UserError | None = None
    missing: tuple[str, ...] = ()
    no_row: bool = False

    @property
    def answered(self) -> bool:
        """Whether there is a class, a word or a number."""
        return bool(self.result or self.value.ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """All answers, and the faults of what was typed by field."""

    answers: tuple[Tried, ...] = ()
    faults: Mapping[str, UserError] | None = None


def try_values(
    catalog: Catalog,
    factor: str,
    way: TryWay,
    texts: Texts,
    options: Mapping[str, str] | None = None,
) -> Trial:
    """Judge what was typed by every rule set that can; empty texts are not given."""
    given = given_keys(way, texts)
    if not given & _asking(way):
        return Trial(faults={})
    faults, values = _read(catalog, factor, way, texts, given)
    if faults:
        return Trial(faults=faults)
    asked = frozenset(each.key for each in way.fields)
    answers = tuple(
        _tried(catalog, criterion, values, asked, options or {})
        for criterion in criteria_of(catalog, factor, options)
    )
    useless = [a.fault for a in answers if a.fault and a.fault.code == "uncertainty-not-used"]
    if useless and not any(answer.answered for answer in answers):
        faults[UNCERTAINTY] = useless[0]
    return Trial(answers=answers, faults=faults)


def _asking(way: TryWay) -> frozenset[str]:
    """The keys that make a question: chosen words alone do not where numbers are asked, too."""
    own = [field for field in way.fields if field.key not in BESIDE]
    typed = [field.key for field in own if field.kind not in {"word", "flag"}]
    return frozenset(typed or [field.key for field in own])


def _read(
    catalog: Catalog, factor: str, way: TryWay, texts: Texts, given: frozenset[str]
) -> tuple[dict[str, UserError], dict[str, object]]:
    """The values by key; a value that every rule set refuses is a fault of its field."""
    faults: dict[str, UserError] = {}
    values: dict[str, object] = {}
    for field in way.fields:
        if field.key not in given:
            continue
        try:
            value = values[field.key] = input_value(field, texts)
        except NotRead as error:
            faults[error.place] = error.fault
            continue
        refused = list(_refused(catalog, factor, field.key, value))
        if refused and all(refused):
            faults[field.key] = next(error for error in refused if error)
    return faults, values


def _refused(catalog: Catalog, factor: str, key: str, value: object) -> Iterator[UserError | None]:
    """What each rule set that asks for a key says of its value."""
    for criterion in criteria_of(catalog, factor):
        if key in BESIDE or any(key in way for way in criterion.inputs):
            try:
                reader_of(criterion, key)(value)
            except UserError as error:
                yield error
            else:
                yield None


def _tried(
    catalog: Catalog,
    criterion: Criterion,
    values: Mapping[str, object],
    asked: frozenset[str],
    options: Mapping[str, str],
) -> Tried:
    own = frozenset(values) - BESIDE
    ways = [way for way in criterion.inputs if way <= own]
    if not ways:
        possible = [each for each in criterion.inputs if each <= asked and each & own]
        nearest = min(possible, key=lambda each: len(each - own), default=own)
        missing = tuple(sorted(nearest - own))
        return Tried(ruleset=criterion.ruleset, missing=missing)
    used = max(ways, key=len) | (frozenset(values) & BESIDE)
    known = catalog.ruleset(criterion.ruleset).options
    chosen = {name: choice for name, choice in options.items() if name in known}
    inputs = {key: values[key] for key in values if key in used}
    if READINGS in inputs and UNCERTAINTY not in inputs:
        del inputs[READINGS]
    try:
        answer = classify(catalog, criterion.ruleset, criterion.factor, inputs, chosen or None)
        return _answer(criterion, answer)
    except UserError as error:
        no_row = error.code == "input-word"
        return Tried(ruleset=criterion.ruleset, fault=error, no_row=no_row)


def _answer(criterion: Criterion, answer: Answer) -> Tried:
    value, unit = answer.value, answer.unit
    text = LocalizedText()
    if isinstance(value, Decimal):
        number = plain(value)
        text = LocalizedText(
            **{
                each: f"{format_decimal(number, each)} {unit.get(each)}".strip()
                for each in LANGUAGES
            }
        )
    return Tried(
        ruleset=criterion.ruleset,
        result=answer.hazard_class or "",
        value=text,
        verdict=answer.verdict,
        remedy=answer.remedy,
        trace=tuple(answer.trace),
    )
