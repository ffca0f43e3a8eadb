"""What the criteria book asks for to try a value: the ways of a criterion, their inputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, LocalizedText, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import READINGS, UNCERTAINTY
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.scale import plain
from riskdesk.rules.table import Table

Kind = Literal["number", "word", "flag", "text", "numbers", "records"]
"""How an input is given: ``numbers`` in one text with ``;``, ``records`` as a grid."""

BESIDE = frozenset({UNCERTAINTY, READINGS})
"""Inputs that any way takes beside its own."""

YES, NO = "yes", "no"
_OF_KIND: Mapping[str, Kind] = {
    "number": "number",
    "integer": "number",
    "number-or-word": "number",
    "word": "word",
    "class": "word",
    "flag": "flag",
    "text": "text",
    "numbers": "numbers",
    "samples": "numbers",
    "words": "records",
    "classes": "records",
    "records": "records",
}
_ROWS_OF = ("chemical", "heaviness")
"""Criteria whose rows are words of others."""
_ITEM = "item"
"""The one column of a list of words or classes."""

Options = tuple[tuple[str, LocalizedText], ...]
"""Words to choose from: id and title, empty where the window has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryField:
    """One input. ``allowed``: its range in signs, as «0 – 200».

    ``by_row``: words instead of a number, by the row that is chosen. ``parts``: the columns of a
    grid; ``plain_list``: the grid is a list of single values.
    """

    key: str
    kind: Kind = "number"
    options: Options = ()
    allowed: str = ""
    optional: bool = False
    by_row: Mapping[str, Options] = field(default_factory=dict)
    parts: tuple["TryField", ...] = ()
    plain_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TryWay:
    """One set of inputs with which rule sets can judge."""

    id: str
    fields: tuple[TryField, ...]


class NotRead(Exception):
    """A text that is no value; ``place``: its field, or its cell ``key/<row>/<part>``."""

    def __init__(self, place: str, fault: UserError) -> None:
        super().__init__(place, fault)
        self.place = place
        self.fault = fault


def criteria_of(
    catalog: Catalog, factor: str, options: Mapping[str, str] | None = None
) -> Iterator[Criterion]:
    """The criterion of each rule set that has one."""
    for ruleset in catalog.rulesets:
        if factor in catalog.criteria.factors(ruleset):
            yield catalog.criteria.get(ruleset, factor, options)


def try_ways(catalog: Catalog, factor: str) -> tuple[TryWay, ...]:
    """The widest sets of inputs over all rule sets, those with most numbers first."""
    criteria = tuple(criteria_of(catalog, factor))
    ways = tuple(dict.fromkeys(way for each in criteria for way in each.inputs))
    widest = [way for way in ways if not any(way < other for other in ways)]
    made = [_way(criteria, way, ways) for way in widest]
    return tuple(sorted(made, key=lambda way: -_numbers(way)))


def given_keys(way: TryWay, texts: Mapping[str, str]) -> frozenset[str]:
    """The keys of a way for which anything was typed."""
    typed = {place.partition("/")[0] for place, text in texts.items() if text.strip()}
    return frozenset(each.key for each in way.fields) & typed


def input_value(given: TryField, texts: Mapping[str, str]) -> object:
    """The value of a field as ``classify`` takes it; ``NotRead`` where a text is none."""
    if given.kind != "records":
        return _value(given, texts[given.key], given.key)
    rows: dict[int, dict[str, object]] = {}
    for number in _rows(given.key, texts):
        cells = {
            part.key: texts.get(f"{given.key}/{number}/{part.key}", "") for part in given.parts
        }
        if not any(text.strip() for text in cells.values()):
            continue
        rows[number] = {}
        for part in given.parts:
            place = f"{given.key}/{number}/{part.key}"
            if cells[part.key].strip():
                rows[number][part.key] = _value(part, cells[part.key], place)
            elif not part.optional:
                raise NotRead(place, UserError("try-cell-empty"))
    if given.plain_list:
        return [row[_ITEM] for row in rows.values()]
    return list(rows.values())


def _value(given: TryField, text: str, place: str) -> object:
    try:
        if given.kind == "numbers":
            return [_sample(part) for part in text.split(";") if part.strip()]
        if given.kind == "flag":
            return text == YES
        if given.kind == "number" and text not in _words(given):
            return parse_decimal(text)
    except UserError as error:
        raise NotRead(place, error) from error
    return text


def _sample(text: str) -> object:
    """A number, or «<0,5» as it stands."""
    return text.strip() if text.strip().startswith("<") else parse_decimal(text)


def _words(given: TryField) -> set[str]:
    return {word for options in given.by_row.values() for word, _ in options}


def _rows(key: str, texts: Mapping[str, str]) -> list[int]:
    begin = f"{key}/"
    return sorted({int(place.split("/")[1]) for place in texts if place.startswith(begin)})


def _way(
    criteria: tuple[Criterion, ...], way: frozenset[str], ways: tuple[frozenset[str], ...]
) -> TryWay:
    asked = [c for c in criteria if any(key in inputs for key in way for inputs in c.inputs)]
    fields = [
        _field([c for c in asked if any(key in i for i in c.inputs)], key, way - {key} in ways)
        for key in way
    ]
    fields.sort(key=lambda each: (each.kind == "records", each.kind == "number", each.key))
    if all(each.kind in {"number", "word", "flag"} for each in fields):
        fields += [_field(asked, key, optional=True) for key in (UNCERTAINTY, READINGS)]
    return TryWay(id="+".join(sorted(way)), fields=tuple(fields))


def _numbers(way: TryWay) -> int:
    return sum(each.kind == "number" for each in way.fields)


def _field(criteria: list[Criterion], key: str, optional: bool) -> TryField:  # noqa: FBT001 - of the field
    definition = criteria[0].keys.table(key)
    written = definition.text("kind")
    kind = _OF_KIND[written]
    parts: tuple[TryField, ...] = ()
    if written in {"words", "classes"}:
        item = TryField(key=_ITEM, kind="word", options=_options(criteria, key))
        parts = (item,)
    elif written == "records":
        names = [(name, False) for name in definition.texts("fields")]
        names += [(name, True) for name in definition.texts("optional")]
        parts = tuple(_field(criteria, name, optional=left) for name, left in names)
    return TryField(
        key=key,
        kind=kind,
        options=_options(criteria, key) if kind == "word" else _yes_no(kind),
        allowed=_allowed(definition) if kind in {"number", "numbers"} else "",
        optional=optional,
        by_row=_by_row(criteria) if written == "number-or-word" else {},
        parts=parts,
        plain_list=written in {"words", "classes"},
    )


def _yes_no(kind: Kind) -> Options:
    return ((YES, LocalizedText()), (NO, LocalizedText())) if kind == "flag" else ()


def _options(criteria: list[Criterion], key: str) -> Options:
    """The words of all rule sets, in their order."""
    found: dict[str, LocalizedText] = {}
    for criterion in criteria:
        definition = criterion.keys.table(key)
        rows = criterion.body.table("rows")
        if "words" in definition:
            words = definition.texts("words")
        elif definition.text("kind").startswith("class"):
            words = tuple(each.value for each in HazardClass)
        else:
            words = tuple(rows)
        for word in words:
            if word not in found:
                found[word] = _title(criterion, word)
    return tuple(found.items())


def _title(criterion: Criterion, word: str) -> LocalizedText:
    """The title of a row by its word, which may be a row of another criterion of the set."""
    for factor in (criterion.factor, *_ROWS_OF):
        try:
            rows = criterion.peer(factor).body.table("rows")
        except UserError:  # this set has no such criterion
            continue
        if word in rows and "title" in rows.table(word):
            return rows.table(word).localized("title")
    return LocalizedText()


def _by_row(criteria: list[Criterion]) -> dict[str, Options]:
    found: dict[str, Options] = {}
    for criterion in criteria:
        rows = criterion.body.table("rows")
        for name in rows:
            if "words" in rows.table(name):
                words = rows.table(name).table("words")
                found.setdefault(name, tuple((word, LocalizedText()) for word in words))
    return found


def _allowed(definition: Table) -> str:
    low, above = definition.optional_number("min"), definition.optional_number("above")
    high = definition.optional_number("max")
    least = f"> {plain(above):f}" if above is not None else "" if low is None else f"{plain(low):f}"
    most = "" if high is None else f"{plain(high):f}"
    return " – ".join(filter(None, (least, most)))
