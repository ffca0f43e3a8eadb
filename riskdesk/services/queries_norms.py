"""The permissible levels of the criteria book: each table of an act as it is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from riskdesk.domain.desk import OwnSubstance
from riskdesk.domain.values import LANGUAGES, LocalizedText, Period, format_decimal
from riskdesk.rules.book import Book, Change, compare
from riskdesk.rules.book_norms import Entry, Line
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.own import with_own
from riskdesk.rules.substance import Substance
from riskdesk.services.queries_book import BookEntry

NORMS, AIR = "norms", "air"
_LEAST, _MOST = 2, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NormColumn:
    """A column: its key and its title; a title in no language is a word of the window."""

    key: str
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLine:
    """A row: its number, its words, its cells by column, a note, a doubt about the source.

    ``edition``: the id of its edition where two are compared; ``change``: what became of the row,
    ``differs``: the columns with another level, ``absent``: this edition lacks it.
    """

    printed: str
    title: LocalizedText
    cells: Mapping[str, LocalizedText]
    note: LocalizedText = LocalizedText()
    doubtful: bool = False
    edition: str = ""
    change: Change = "same"
    differs: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NormEdition:
    """One dated edition of a table."""

    id: str
    clause: LocalizedText
    in_force: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class NormPage:
    """A table of an act, or what a specialist added (``own``) with its reference as ``clause``.

    ``known``: all editions of the table; ``compared``: two of them stand in the lines by turns.
    """

    title: LocalizedText
    clause: LocalizedText
    unit: LocalizedText
    verified: Verified
    note: LocalizedText
    columns: tuple[NormColumn, ...]
    lines: tuple[NormLine, ...]
    in_force: Period = field(default_factory=Period)
    checked: date | None = None
    own: bool = False
    known: tuple[NormEdition, ...] = ()
    compared: bool = False


def norm_entries(book: Book) -> tuple[BookEntry, ...]:
    """Every table of permissible levels once, by its last edition; searched in all of them."""
    found = {}
    for each in book.of(""):
        editions = book.editions(each)
        found[editions[-1].id] = BookEntry(
            id=editions[-1].id,
            family=NORMS,
            title=editions[-1].title,
            words=tuple(edition.search_text for edition in editions),
        )
    return tuple(found.values())


def norm_page(book: Book, identity: str, pair: tuple[str, str] | None = None) -> NormPage:
    """One table, by the id of its entry; ``pair``: two of its editions row by row."""
    entry = book.named(identity)
    editions = book.editions(entry)
    by_id = {each.id: each for each in editions}
    page = _norm_page(entry, editions)
    if pair is None or not set(pair) <= set(by_id):
        return page
    one, other = (by_id[name] for name in pair)
    columns = {**other.columns, **one.columns}
    return replace(
        page,
        columns=tuple(NormColumn(key=name, title=title) for name, title in columns.items()),
        lines=tuple(_compared(one, other)),
        compared=True,
    )


def _compared(one: Entry, other: Entry) -> Iterator[NormLine]:
    """Each row in both editions, empty in the one that lacks it."""
    for row in compare(one, other):
        for edition, line in ((one, row.one), (other, row.other)):
            yield replace(
                _norm_line(line or Line(row.line.key, row.line.title, {})),
                edition=edition.id,
                change=row.change,
                differs=frozenset(row.changed),
                absent=line is None,
            )


def _norm_page(entry: Entry, editions: tuple[Entry, ...]) -> NormPage:
    return NormPage(
        title=entry.title,
        clause=entry.clause,
        unit=next((line.unit for line in entry.lines if line.unit.ru), LocalizedText()),
        verified=entry.verified,
        checked=entry.checked,
        in_force=entry.in_force,
        note=entry.note,
        columns=tuple(NormColumn(key=k, title=t) for k, t in entry.columns.items()),
        lines=tuple(_norm_line(line) for line in entry.lines),
        known=tuple(
            NormEdition(id=each.id, clause=each.clause, in_force=each.in_force) for each in editions
        ),
    )


def _norm_line(line: Line) -> NormLine:
    return NormLine(
        printed=line.printed,
        title=line.title,
        cells=dict(line.cells),
        note=line.note,
        doubtful=line.doubtful,
    )


def substance_entries(
    catalog: Catalog, text: str, own: Iterable[OwnSubstance] = ()
) -> tuple[BookEntry, ...]:
    """Substances of the air of the working zone by name, part, CAS number or formula."""
    if len(text.strip()) < _LEAST:
        return ()
    found = with_own(catalog.substances, own).find(text, _MOST)
    return tuple(
        BookEntry(
            id=f"{AIR}/{each.key}",
            family=AIR,
            title=each.name,
            words=(),
            own=each.list == "own",
        )
        for each in found
    )


def substance_page(catalog: Catalog, key: str, own: Iterable[OwnSubstance] = ()) -> NormPage:
    """One substance with its limits as the list prints them, or as its author typed them."""
    book = with_own(catalog.substances, own)
    substance = book.by_row(key)
    cells = {name: text for name, text in _substance_cells(substance).items() if text.ru}
    theirs = substance.list == "own"
    line = NormLine(
        printed="" if theirs else substance.row,
        title=substance.name,
        cells=cells,
        doubtful=substance.doubtful,
    )
    head = None if theirs else book.heads[substance.list]
    return NormPage(
        title=substance.name,
        clause=substance.reference if head is None else catalog.acts[head.norm.act].short,
        unit=catalog.units["mg/m3"],
        verified="none" if head is None else head.norm.verified,
        note=LocalizedText() if head is None else head.title,
        columns=tuple(NormColumn(key=name, title=LocalizedText()) for name in cells),
        lines=(line,),
        own=theirs,
    )


def _substance_cells(substance: Substance) -> dict[str, LocalizedText]:
    hazard = "" if substance.hazard_class is None else str(substance.hazard_class)
    return {
        "cas": _same(substance.cas or substance.cas_as_printed),
        "formula": _same(substance.formula),
        "max_single": _number(substance.max_single),
        "shift_average": _number(substance.shift_average),
        "tentative": _number(substance.tentative),
        "hazard_class": _same(hazard),
        "state": _same(substance.state.value if substance.state is not None else ""),
        "effects": _same(", ".join(effect.value for effect in substance.effects)),
    }


def _number(value: Decimal | None) -> LocalizedText:
    if value is None:
        return LocalizedText()
    return LocalizedText(**{name: format_decimal(value, name) for name in LANGUAGES})


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)
