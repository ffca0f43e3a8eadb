"""The criteria book: every criterion with the bounds of its classes, the rule sets side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.rules.book_norms import Entry, Line
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Verified
from riskdesk.rules.scale import Bands, Scale, plain

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
_BOUNDS = frozenset({"upper", "lower", "bands"})


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

    ``differs``: the classes whose bounds are not those of the first rule set of the row.
    """

    ruleset: str
    path: tuple[str, ...]
    unit: LocalizedText
    cells: Mapping[str, str]
    differs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One row of a criterion in all rule sets that have it."""

    path: tuple[str, ...]
    title: LocalizedText
    lines: tuple[BookLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPage:
    """A criterion in all rule sets. ``results``: the classes (or words) that its bounds give."""

    factor: str
    title: LocalizedText
    editions: tuple[Edition, ...]
    results: tuple[str, ...]
    rows: tuple[BookRow, ...]


def criterion_entries(book: Book) -> tuple[BookEntry, ...]:
    """Every criterion once, by family."""
    found: dict[str, list[Entry]] = {}
    for entry in book.entries:
        if entry.ruleset:
            found.setdefault(entry.factor, []).append(entry)
    entries = [_entry(factor, editions) for factor, editions in found.items()]
    order = [*FAMILIES, OTHER]
    return tuple(sorted(entries, key=lambda each: (order.index(each.family), each.title.ru)))


def criterion_page(book: Book, catalog: Catalog, factor: str) -> CriterionPage:
    """The criterion of a factor, each rule set beside the others."""
    entries = [each for each in book.entries if each.ruleset and each.factor == factor]
    lines: dict[str, list[tuple[Criterion, Line]]] = {}
    for entry in entries:
        criterion = catalog.criteria.get(entry.ruleset, factor)
        for line in entry.lines:
            lines.setdefault(line.key, []).append((criterion, line))
    rows = tuple(_row(key, there) for key, there in lines.items())
    return CriterionPage(
        factor=factor,
        title=entries[0].title,
        editions=tuple(_edition(catalog, entry) for entry in entries),
        results=_results(rows),
        rows=rows,
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
        short=catalog.acts[ruleset.act].short if ruleset.act else ruleset.title,
        title=ruleset.title,
        clause=entry.clause,
        verified=entry.verified,
        checked=entry.checked,
        in_force=entry.in_force.first,
        until=entry.in_force.last,
        note=ruleset.note,
    )


def _row(key: str, there: list[tuple[Criterion, Line]]) -> BookRow:
    path = tuple(key.split("/")) if key else ()
    cells = [_cells(criterion, path, line) for criterion, line in there]
    lines = [
        BookLine(
            ruleset=criterion.ruleset,
            path=path,
            unit=line.unit,
            cells=found,
            differs=frozenset(
                result
                for result in {*found, *cells[0]}
                if found.get(result) != cells[0].get(result)
            ),
        )
        for (criterion, line), found in zip(there, cells, strict=True)
    ]
    return BookRow(path=path, title=_title(there[0][0], path), lines=tuple(lines))


def _title(criterion: Criterion, path: tuple[str, ...]) -> LocalizedText:
    """The words of a row; what stands below it (men, women) is named by the window."""
    table, title = criterion.body, LocalizedText()
    for name in ("rows", *path) if path else ():
        table = table.table(name)
        title = table.localized("title") if "title" in table else title
    return title


def _cells(criterion: Criterion, path: tuple[str, ...], line: Line) -> dict[str, str]:
    """Bounds in signs, which a column of numbers reads better than sentences."""
    table = criterion.row(*path) if path else criterion.body
    if not any(name in table for name in _BOUNDS):
        return {result: words.ru for result, words in line.cells.items()}
    ladder = criterion.ladder(*path).ladder
    return _bands(ladder) if isinstance(ladder, Bands) else scale_cells(ladder)


def scale_cells(scale: Scale) -> dict[str, str]:
    """A scale as cells: ``≤ 0``, ``> 0 – 10``, ``> 50``; a class may have two intervals."""
    near, far = ("≤", ">") if scale.upper else ("≥", "<")
    away = {"≤": "<", ">": "≥", "≥": ">", "<": "≤"}
    found: dict[str, str] = {}
    for at, result in enumerate(scale.classes):
        before = scale.bounds[at - 1] if at else None
        bound = scale.bounds[at] if at < len(scale.bounds) else None
        begins = away[far] if before in scale.exclusive else far
        ends = away[near] if bound in scale.exclusive else near
        if before is None:
            text = f"{ends} {plain(bound):f}" if bound is not None else ""
        elif bound is None:
            text = f"{begins} {plain(before):f}"
        else:
            open_end = f"{ends} " if ends in {"<", ">"} else ""
            text = f"{begins} {plain(before):f} – {open_end}{plain(bound):f}"
        found[result] = "; ".join(filter(None, (found.get(result, ""), text)))
    return found


def _bands(bands: Bands) -> dict[str, str]:
    found: dict[str, str] = {}
    for band in bands.bands:
        low = "" if band.low is None else f"{'>' if band.open_low else '≥'} {plain(band.low):f}"
        high = "" if band.high is None else f"{'<' if band.open_high else '≤'} {plain(band.high):f}"
        text = " – ".join(filter(None, (low.removeprefix("≥ ") if high else low,
                                        high.removeprefix("≤ ") if low else high)))  # fmt: skip
        found[band.result] = "; ".join(filter(None, (found.get(band.result, ""), text)))
    return found


def _results(rows: tuple[BookRow, ...]) -> tuple[str, ...]:
    """Classes in their order, then words."""
    found = {result for row in rows for line in row.lines for result in line.cells}
    return tuple(sorted(found, key=lambda result: (not result[:1].isdigit(), result)))
