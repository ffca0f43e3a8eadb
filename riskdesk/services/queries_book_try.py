"""A value tried in the criteria book: what to ask for, and the class in each rule set."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify
from riskdesk.rules.criterion import Criterion

_NUMBERS = frozenset({"number", "integer", "number-or-word"})
Way = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TryField:
    """One input: a number, or a word of ``options`` (value, its title or empty)."""

    key: str
    options: tuple[tuple[str, LocalizedText], ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether a number is typed here."""
        return not self.options


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The answer of one rule set: a class or word, or why there is none."""

    ruleset: str
    result: str
    trace: tuple[LocalizedText, ...] = ()
    fault: LocalizedText = LocalizedText()


def try_fields(
    catalog: Catalog, factor: str, named: Callable[[str], bool] = lambda _: True
) -> tuple[TryField, ...]:
    """The inputs with which the rule sets can judge; none where lists have to be given.

    ``named``: whether an input has a name to be asked by; the others are left out.
    """
    fields: dict[str, TryField] = {}
    for criterion in _criteria(catalog, factor):
        ways = [
            way
            for way in criterion.inputs
            if all(_simple(criterion, key) and named(key) for key in way)
        ]
        if not ways:
            continue
        most = max(ways, key=lambda way: sum(_is_number(criterion, key) for key in way))
        for key in sorted(most, key=lambda key: (_is_number(criterion, key), key)):
            fields.setdefault(key, _field(criterion, key))
    return tuple(fields.values())


def try_values(
    catalog: Catalog,
    factor: str,
    texts: Mapping[str, str],
    explain: Callable[[UserError], LocalizedText],
) -> tuple[Tried, ...]:
    """Judge what was typed by every rule set that can; empty texts are not given."""
    return tuple(
        _tried(catalog, criterion, texts, explain) for criterion in _criteria(catalog, factor)
    )


def _tried(
    catalog: Catalog,
    criterion: Criterion,
    texts: Mapping[str, str],
    explain: Callable[[UserError], LocalizedText],
) -> Tried:
    given = frozenset(key for key, text in texts.items() if text.strip())
    ways = [way for way in criterion.inputs if way <= given]
    if not ways:
        return Tried(ruleset=criterion.ruleset, result="")
    way = max(ways, key=len)
    try:
        inputs = {key: _read(criterion, key, texts[key]) for key in way}
        answer = classify(catalog, criterion.ruleset, criterion.factor, inputs)
    except UserError as error:
        return Tried(ruleset=criterion.ruleset, result="", fault=explain(error))
    return Tried(
        ruleset=criterion.ruleset, result=answer.hazard_class or "", trace=tuple(answer.trace)
    )


def _read(criterion: Criterion, key: str, text: str) -> str | Decimal | None:
    return parse_decimal(text) if _is_number(criterion, key) else text


def _criteria(catalog: Catalog, factor: str) -> Iterator[Criterion]:
    for ruleset in catalog.rulesets:
        if factor in catalog.criteria.factors(ruleset):
            yield catalog.criteria.get(ruleset, factor)


def _kind(criterion: Criterion, key: str) -> str:
    return criterion.keys.table(key).text("kind")


def _is_number(criterion: Criterion, key: str) -> bool:
    return _kind(criterion, key) in _NUMBERS


def _simple(criterion: Criterion, key: str) -> bool:
    return _kind(criterion, key) in {*_NUMBERS, "word"}


def _field(criterion: Criterion, key: str) -> TryField:
    if _is_number(criterion, key):
        return TryField(key=key)
    rows = criterion.body.table("rows") if "rows" in criterion.body else None
    definition = criterion.keys.table(key)
    words = definition.texts("words") if "words" in definition else tuple(rows or ())
    options = []
    for word in words:
        titled = rows is not None and word in rows and "title" in rows.table(word)
        title = rows.table(word).localized("title") if rows and titled else LocalizedText()
        options.append((word, title))
    return TryField(key=key, options=tuple(options))
