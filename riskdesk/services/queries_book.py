"""The criteria book: every criterion with the bounds of its classes, the rule sets side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book, Change, compare
from riskdesk.rules.book_norms import Entry, Line
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Verified
from riskdesk.rules.rulesets import MANUAL, Option
from riskdesk.services.queries_book_cells import bound_cells, is_bounded

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "chemical": ("chemical", "shift_average", "lognormal", "time_weighted"),
    "biological": ("biological",),
    "dust": ("apfd", "dust"),
    "acoustic": ("noise", "vibration", "infrasound", "ultrasound"),
    "microclimate": ("microclimate", "heat", "thc", "open_area", "unheated"),
    "light": ("light",),
    "fields": ("emf", "laser", "uv", "ionizing", "aeroions"),
    "heaviness": ("heaviness",),
    "tension": ("tension",),
}
"""Families of criteria by the beginning of their names; the others are about the whole."""

OTHER = "total"
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BookEntry:
    """One thing of the book, ``rule/<factor>`` or ``norms/<table>``; ``words`` are searched.

    ``own``: a specialist added it.
    """

    id: str
    family: str
    title: LocalizedText
    words: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A criterion of one rule set: where it stands, since when, how it was verified."""

    ruleset: str
    short: LocalizedText
    title: LocalizedText
    clause: LocalizedText
    verified: Verified
    checked: date
    in_force: date | None
    until: date | None
    note: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """The bounds of one row in one rule set. ``cells``: by class or word, numbers with a point.

    ``words``: the cells of a row that is judged by words and not by bounds, to be shown instead.

    ``differs``: the classes whose bounds are not those of the first rule set of the row.
    ``change``: what became of the row where two editions are compared; ``absent``: this edition
    lacks it. ``otherwise``: what is said where no bound is met.
    """

    ruleset: str
    path: tuple[str, ...]
    unit: LocalizedText
    cells: Mapping[str, str]
    differs: frozenset[str]
    words: Mapping[str, LocalizedText] = field(default_factory=dict)
    change: Change = "same"
    absent: bool = False
    otherwise: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One row of a criterion in all rule sets that have it."""

    path: tuple[str, ...]
    title: LocalizedText
    lines: tuple[BookLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPage:
    """A criterion in all rule sets, or in the two that are compared.

    ``results``: the classes (or words) that its bounds give; ``result_titles``: those that are no
    classes, in words. ``known``: all rule sets that have it,
    ``gaps``: those in which no criterion for it is known. ``options``: what is left to choose here.
    """

    factor: str
    title: LocalizedText
    editions: tuple[Edition, ...]
    results: tuple[str, ...]
    rows: tuple[BookRow, ...]
    known: tuple[Edition, ...] = ()
    gaps: tuple[LocalizedText, ...] = ()
    options: tuple[Option, ...] = ()
    compared: bool = False
    result_titles: Mapping[str, LocalizedText] = field(default_factory=dict)


def criterion_entries(book: Book) -> tuple[BookEntry, ...]:
    """Every criterion once, by family."""
    found: dict[str, list[Entry]] = {}
    for entry in book.entries:
        if entry.ruleset:
            found.setdefault(entry.factor, []).append(entry)
    entries = [_entry(factor, editions) for factor, editions in found.items()]
    order = [*FAMILIES, OTHER]
    return tuple(sorted(entries, key=lambda each: (order.index(each.family), each.title.ru)))


def criterion_page(
    book: Book,
    catalog: Catalog,
    factor: str,
    options: Mapping[str, str] | None = None,
    pair: tuple[str, str] | None = None,
) -> CriterionPage:
    """The criterion of a factor, each rule set beside the others.

    ``options``: choices instead of the defaults. ``pair``: only these two rule sets, compared.
    """
    every = [
        book.entry(each.ruleset, factor, options)
        for each in book.entries
        if each.ruleset and each.factor == factor
    ]
    by_set = {entry.ruleset: entry for entry in every}
    shown = [by_set[name] for name in pair if name in by_set] if pair else every
    lines: dict[str, list[tuple[Criterion, Line]]] = {}
    for entry in shown:
        criterion = catalog.criteria.get(entry.ruleset, factor, options)
        for line in entry.lines:
            lines.setdefault(line.key, []).append((criterion, line))
    rows = tuple(_row(key, there) for key, there in lines.items())
    compared = len(shown) == _PAIR and pair is not None
    if compared:
        rows = tuple(_compared(rows, shown[0], shown[1]))
    editions = tuple(_edition(catalog, entry) for entry in every)
    return CriterionPage(
        factor=factor,
        title=every[0].title,
        editions=tuple(_edition(catalog, entry) for entry in shown),
        results=_results(rows),
        rows=rows,
        known=editions,
        gaps=tuple(
            _short(catalog, name)
            for name, ruleset in catalog.rulesets.items()
            if name not in by_set
            and name != MANUAL
            and (ruleset.choosable or _is_wide(catalog, name))
        ),
        options=tuple({option.id: option for each in every for option in each.options}.values()),
        compared=compared,
        result_titles={name: title for each in shown for name, title in each.columns.items()},
    )


def _compared(rows: tuple[BookRow, ...], one: Entry, other: Entry) -> Iterator[BookRow]:
    """Each row of both editions, the one that lacks it with an empty line."""
    changes = {row.line.key: row for row in compare(one, other)}
    for row in rows:
        found = changes["/".join(row.path)]
        lines = {line.ruleset: line for line in row.lines}
        first = next(iter(lines.values()))
        empty = replace(first, cells={}, differs=frozenset(), absent=True)
        yield replace(
            row,
            lines=tuple(
                replace(
                    lines.get(entry.ruleset, empty),
                    ruleset=entry.ruleset,
                    change=found.change,
                    differs=frozenset(found.changed),
                )
                for entry in (one, other)
            ),
        )


def family_of(factor: str) -> str:
    """The family that a criterion belongs to."""
    starts = ((name, start) for name, every in FAMILIES.items() for start in every)
    return next((name for name, start in starts if factor.startswith(start)), OTHER)


def _entry(factor: str, editions: list[Entry]) -> BookEntry:
    return BookEntry(
        id=f"rule/{factor}",
        family=family_of(factor),
        title=editions[0].title,
        words=tuple(edition.search_text for edition in editions),
    )


def _edition(catalog: Catalog, entry: Entry) -> Edition:
    ruleset = catalog.ruleset(entry.ruleset)
    return Edition(
        ruleset=entry.ruleset,
        short=_short(catalog, entry.ruleset),
        title=ruleset.title,
        clause=entry.clause,
        verified=entry.verified,
        checked=entry.checked,
        in_force=entry.in_force.first,
        until=entry.in_force.last,
        note=ruleset.note,
    )


def _short(catalog: Catalog, name: str) -> LocalizedText:
    ruleset = catalog.ruleset(name)
    return catalog.acts[ruleset.act].short if ruleset.act else ruleset.title


def _is_wide(catalog: Catalog, ruleset: str) -> bool:
    """Whether a set judges factors at large: one that has a single criterion lacks nothing."""
    return len(catalog.criteria.factors(ruleset)) > _PAIR


def _row(key: str, there: list[tuple[Criterion, Line]]) -> BookRow:
    path = tuple(key.split("/")) if key else ()
    cells = [bound_cells(criterion, path, line) for criterion, line in there]
    title = _title(there[0][0], path)
    lines = [
        BookLine(
            ruleset=criterion.ruleset,
            path=path,
            unit=line.unit,
            cells=found,
            otherwise=line.note,
            words={} if is_bounded(criterion, path) else line.cells,
            differs=frozenset(
                result
                for result in {*found, *cells[0]}
                if found.get(result) != cells[0].get(result)
            ),
        )
        for (criterion, line), found in zip(there, cells, strict=True)
    ]
    if path and not title.ru:
        title = there[0][1].title
    return BookRow(path=path, title=title, lines=tuple(lines))


def _title(criterion: Criterion, path: tuple[str, ...]) -> LocalizedText:
    """The words of a row; what stands below it (men, women) is named by the window."""
    table, title = criterion.body, LocalizedText()
    for name in ("rows", *path) if path else ():
        table = table.table(name)
        title = table.localized("title") if "title" in table else title
    return title


def _results(rows: tuple[BookRow, ...]) -> tuple[str, ...]:
    """Classes in their order, then words."""
    found = {result for row in rows for line in row.lines for result in line.cells}
    return tuple(sorted(found, key=lambda result: (not result[:1].isdigit(), result)))
