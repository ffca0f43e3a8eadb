"""The permissible levels of the criteria book: each table of an act as it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.norms import NormTable
from riskdesk.rules.sheets import NormSheet
from riskdesk.services.queries_book import BookEntry

NORMS, AIR = "norms", "air"
_OWN = ("light", "microclimate", "noise")
_LEAST, _MOST = 2, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NormColumn:
    """A column: its key and its title; a title in no language is a word of the window."""

    key: str
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLine:
    """A row: its number as printed, its words, its cells by column, a doubt about the source."""

    printed: str
    title: LocalizedText
    cells: dict[str, str]
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NormPage:
    """A table of an act."""

    title: LocalizedText
    act: LocalizedText
    annex: str
    table: str
    unit: LocalizedText
    verified: Verified
    note: LocalizedText
    columns: tuple[NormColumn, ...]
    lines: tuple[NormLine, ...]


def norm_entries(catalog: Catalog) -> tuple[BookEntry, ...]:
    """Every table of permissible levels."""
    found = [_entry(f"{NORMS}/{name}", catalog.factors[name].title, ()) for name in _OWN]
    for sheet in catalog.sheets.values():
        titles = [row.title for row in sheet.rows.values()]
        found.append(_entry(f"{NORMS}/{sheet.id}", sheet.title, titles))
    return tuple(found)


def norm_page(catalog: Catalog, name: str) -> NormPage:
    """One table."""
    if name == "noise":
        return _noise(catalog)
    if name == "light":
        return _light(catalog)
    if name == "microclimate":
        return _microclimate(catalog)
    return _sheet(catalog, catalog.sheets[name])


def substance_entries(catalog: Catalog, text: str) -> tuple[BookEntry, ...]:
    """Substances of the air of the working zone by name, part, CAS number or formula."""
    if len(text.strip()) < _LEAST:
        return ()
    found = catalog.substances.find(text, _MOST)
    return tuple(
        BookEntry(id=f"{AIR}/{each.key}", family=AIR, title=each.name, words=()) for each in found
    )


def substance_page(catalog: Catalog, key: str) -> NormPage:
    """One substance with its limits as the list prints them."""
    substance = catalog.substances.by_row(key)
    head = catalog.substances.heads[substance.list]
    values = {
        "cas": substance.cas or substance.cas_as_printed,
        "formula": substance.formula,
        "max_single": _number(substance.max_single),
        "shift_average": _number(substance.shift_average),
        "tentative": _number(substance.tentative),
        "hazard_class": "" if substance.hazard_class is None else str(substance.hazard_class),
        "state": substance.state.value if substance.state is not None else "",
        "effects": ", ".join(effect.value for effect in substance.effects),
    }
    cells = {name: text for name, text in values.items() if text}
    line = NormLine(
        printed=substance.row,
        title=substance.name,
        cells=cells,
        doubtful=substance.doubtful,
    )
    return NormPage(
        title=substance.name,
        act=catalog.acts[head.norm.act].short,
        annex=head.norm.annex,
        table=head.norm.table,
        unit=catalog.units["mg/m3"],
        verified=head.norm.verified,
        note=head.title,
        columns=tuple(NormColumn(key=name, title=LocalizedText()) for name in cells),
        lines=(line,),
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _entry(identity: str, title: LocalizedText, rows: Iterable[LocalizedText]) -> BookEntry:
    texts = [text for each in (title, *rows) for text in (each.kk, each.ru, each.en) if text]
    return BookEntry(id=identity, family=NORMS, title=title, words=tuple(texts))


def _sheet(catalog: Catalog, sheet: NormSheet) -> NormPage:
    return NormPage(
        title=sheet.title,
        act=catalog.acts[sheet.act].short,
        annex=sheet.annex,
        table=sheet.table,
        unit=catalog.units.get(sheet.unit, LocalizedText()),
        verified=sheet.verified,
        note=sheet.note,
        columns=tuple(NormColumn(key=k, title=t) for k, t in sheet.columns.items()),
        lines=tuple(
            NormLine(
                printed=row.printed,
                title=row.title,
                cells={name: f"{value:f}" for name, value in row.cells.items()},
                doubtful=row.doubtful,
            )
            for row in sheet.rows.values()
        ),
    )


def _page(
    catalog: Catalog, head: NormTable, unit: str, factor: str, columns: tuple[str, ...],
    lines: Iterable[NormLine],
) -> NormPage:  # fmt: skip
    return NormPage(
        title=catalog.factors[factor].title,
        act=catalog.acts[head.act].short,
        annex=head.annex,
        table=head.table,
        unit=catalog.units.get(unit, LocalizedText()),
        verified=head.verified,
        note=head.note,
        columns=tuple(NormColumn(key=name, title=LocalizedText()) for name in columns),
        lines=tuple(lines),
    )


def _noise(catalog: Catalog) -> NormPage:
    norm = catalog.noise_norms[-1]
    lines = [
        NormLine(printed=str(row.number), title=row.title, cells={"level": f"{row.level:f}"})
        for row in norm.rows.values()
    ]
    return _page(catalog, norm.head, "dBA", "noise", ("level",), lines)


def _light(catalog: Catalog) -> NormPage:
    norm = catalog.light_norms[-1]
    lines = [
        NormLine(printed=row.grade, title=row.rooms, cells={"general": f"{row.level:f}"})
        for row in norm.grades.values()
    ]
    return _page(catalog, norm.head, "lx", "light", ("general",), lines)


def _microclimate(catalog: Catalog) -> NormPage:
    norm = catalog.microclimate_norms[-1]
    lines = [
        NormLine(
            printed=row.category,
            title=norm.categories[row.category],
            cells={
                "season": season.value,
                "optimal": _range(row.optimal),
                "permanent": _range(row.permanent),
                "temporary": _range(row.temporary),
                "humidity": f"≤ {row.humidity:f}",
            },
        )
        for (season, _), row in norm.rows.items()
    ]
    columns = ("season", "optimal", "permanent", "temporary", "humidity")
    return _page(catalog, norm.head, "degC", "microclimate", columns, lines)


def _range(found: Range) -> str:
    return f"{_number(found.low)}–{_number(found.high)}"
