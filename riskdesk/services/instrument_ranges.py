"""Ranges of an instrument as one text, and what can be measured with it, by quantity."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import Language, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.services.instrument_choice import (
    quantity_title,
    range_of,
    range_words,
    read_range,
)
from riskdesk.services.spelling import folded

APART = "; "
_RANGE = re.compile(r"[\s:]+(?=(?:от|до|from|to|[≥≤<>])?\s*[-\u2212+]?\d|\.\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurable:
    """Something an instrument can measure: a quantity, a column of a family, or a whole family."""

    id: str
    title: LocalizedText
    second: LocalizedText


def measurables(catalog: Catalog) -> tuple[Measurable, ...]:
    """All there is: families, then their measured columns; titles that stand twice say which."""
    found = [
        Measurable(id=family.id, title=family.title, second=LocalizedText())
        for family in catalog.families.values()
    ]
    columns = [name for family in catalog.families for name in _columns(family, catalog)]
    titles = [catalog.columns[name].title.ru for name in columns]
    titles += [each.title.ru for each in found]
    for name in columns:
        column, family = catalog.columns[name], catalog.family_of_column[name]
        title = column.title
        if titles.count(title.ru) > 1:
            title = _both("{} ({})", title, family.title)
        second = _both("{}, {}", family.title, column.unit) if column.unit.ru else family.title
        found.append(Measurable(id=name, title=title, second=second))
    return tuple(found)


def ranged(quantities: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """The quantities that have a range of their own: of a family its measured columns."""
    found: list[str] = []
    for name in quantities:
        families = [f.id for f in catalog.families.values() if name in (f.id, f.factor)]
        if name in catalog.columns or name in catalog.quantities:
            found.append(name)
        elif families:
            found += [column for family in families for column in _columns(family, catalog)]
    return tuple(dict.fromkeys(found))


def ranges_text(instrument: Instrument, catalog: Catalog, language: Language) -> str:
    """«22–139,5», or with several quantities «Шум 22–139,5; Максимальный 30–140»."""
    names = ranged(instrument.quantities, catalog)
    known = [
        name for name in dict.fromkeys((*names, *instrument.ranges)) if name in instrument.ranges
    ]
    words = {name: range_words(range_of(instrument, name)).get(language) for name in known}
    if len(names) == 1 and known == [*names]:
        return words[names[0]]
    return APART.join(f"{_short(name, catalog).get(language)} {words[name]}" for name in known)


def read_ranges(
    text: str, quantities: Iterable[str], catalog: Catalog, language: Language
) -> Mapping[str, str]:
    """The stored ranges of a text as ``ranges_text`` writes it, or in the order of the quantities.

    «30–130 дБА» is the range of all that the instrument reads in that unit.
    ``UserError``: ``range-not-read``, ``range-of-nothing`` (no quantity is chosen yet) or
    ``range-not-named`` (it is not said of which quantity).
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    names = ranged(quantities, catalog)
    if parts and not names:
        raise UserError("range-of-nothing", text=text)
    found: dict[str, str] = {}
    for number, part in enumerate(parts):
        name, span = _named(part, names, catalog)
        if not name and len(parts) == len(names):
            name = names[number]
        alike, span = ((name,), span) if name else _of_unit(part, names, catalog)
        if not alike:
            known = APART.join(_short(each, catalog).get(language) for each in names)
            raise UserError("range-not-named", text=part, known=known)
        found.update(dict.fromkeys(alike, read_range(span)))
    return found


def _of_unit(part: str, names: Iterable[str], catalog: Catalog) -> tuple[tuple[str, ...], str]:
    """The quantities in whose unit a range ends, and the range."""
    plain = part.strip()
    for name in names:
        for word in _words(_unit(name, catalog)):
            if plain.casefold().endswith(word.casefold()):
                unit = _unit(name, catalog)
                alike = tuple(each for each in names if _unit(each, catalog) == unit)
                return alike, plain[: -len(word)]
    return (), part


def _unit(name: str, catalog: Catalog) -> LocalizedText:
    column = catalog.columns.get(name)
    if column is not None:
        return column.unit
    spec = catalog.quantities.get(name)
    return LocalizedText() if spec is None else spec.unit


def _named(part: str, names: Iterable[str], catalog: Catalog) -> tuple[str, str]:
    """The quantity before a range, "" if none is named, and the range."""
    for mark in _RANGE.finditer(part):
        said = folded(part[: mark.start()])
        for name in names:
            known = (name, *_words(_short(name, catalog)), *_words(quantity_title(name, catalog)))
            if said in {folded(each) for each in known}:
                return name, part[mark.end() :]
    return "", part


def _short(name: str, catalog: Catalog) -> LocalizedText:
    column = catalog.columns.get(name)
    return quantity_title(name, catalog) if column is None else column.short


def _columns(family: str, catalog: Catalog) -> tuple[str, ...]:
    """The columns of a family that an instrument reads: repeated, or wanted measured by a judge."""
    spec = catalog.families[family]
    judged = {judge.column for judge in spec.judges if judge.measured}
    return tuple(
        each.id
        for each in spec.columns
        if each.kind == "numbers" or (each.kind == "number" and each.id in judged)
    )


def _words(text: LocalizedText) -> tuple[str, ...]:
    return tuple(filter(None, (text.kk, text.ru, text.en)))


def _both(pattern: str, first: LocalizedText, second: LocalizedText) -> LocalizedText:
    return LocalizedText(
        kk=pattern.format(first.kk, second.kk),
        ru=pattern.format(first.ru, second.ru),
        en=pattern.format(first.en, second.en),
    )
