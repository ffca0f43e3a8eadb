"""Entries of the criteria book, and the tables of the state norms as such entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from riskdesk.domain.values import LANGUAGES, LocalizedText, Period, Range, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.gaps import Gap
from riskdesk.rules.norms import LightNorm, MicroclimateNorm, NoiseNorm, NormTable
from riskdesk.rules.outcome import Step
from riskdesk.rules.rulesets import Option, Ruleset
from riskdesk.rules.sheets import NormSheet, SheetRow
from riskdesk.rules.substance_search import fold

GAPS = "gaps"
"""The factor of the entries that tell what was not read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its words, its cells by column (a class, or a column of the norm).

    ``key`` is the same in every rule set that has the row: differences are found by it.
    ``printed``: the number of the row in the act; ``doubtful``: a cell looks misprinted there.
    """

    key: str
    title: LocalizedText
    cells: Mapping[str, LocalizedText]
    unit: LocalizedText = LocalizedText()
    note: LocalizedText = LocalizedText()
    printed: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One criterion of a rule set, or one table of a state norm (``ruleset`` is empty).

    ``inputs``: the ways to ask it; ``options``: what its rule set leaves to choose here.
    """

    id: str
    ruleset: str
    factor: str
    title: LocalizedText
    clause: LocalizedText
    in_force: Period
    verified: Verified
    checked: date
    link: str
    lines: tuple[Line, ...]
    columns: Mapping[str, LocalizedText]
    options: tuple[Option, ...] = ()
    inputs: tuple[tuple[str, ...], ...] = ()
    note: LocalizedText = LocalizedText()

    def found_by(self, words: str) -> bool:
        """Whether every word stands somewhere in the entry, in any language, letters folded."""
        text = fold(self.search_text)
        return all(word in text for word in fold(words).split())

    @property
    def search_text(self) -> str:
        """Everything a person may look for, folded."""
        texts = [self.title, self.clause, self.note]
        texts += [text for line in self.lines for text in (line.title, line.note)]
        said = [text.get_exact(language) for text in texts for language in LANGUAGES]
        return " ".join((self.id, *said)).casefold()


def norm_entries(catalog: Catalog) -> Iterator[Entry]:
    """Every table of the norms; older editions of a table bear their first day in their id."""
    entries = tuple(_tables(catalog))
    newest = {entry.id: entry for entry in sorted(entries, key=_first_day)}
    for entry in entries:
        if entry is newest[entry.id]:
            yield entry
        else:
            yield replace(entry, id=f"{entry.id}@{_first_day(entry).isoformat()}")
    for ruleset in catalog.rulesets.values():
        gaps = tuple(gap for gap in catalog.criteria.gaps if ruleset.id in gap.rulesets)
        if gaps:
            yield _gaps(catalog, ruleset, gaps)


def _first_day(entry: Entry) -> date:
    return entry.in_force.first or date.min


def _tables(catalog: Catalog) -> Iterator[Entry]:
    for noise in catalog.noise_norms:
        yield _entry(catalog, "noise", noise.head, tuple(_noise_lines(noise)))
    for climate in catalog.microclimate_norms:
        yield _entry(catalog, "microclimate", climate.head, tuple(_climate_lines(catalog, climate)))
    for light in catalog.light_norms:
        yield _entry(catalog, "light", light.head, tuple(_light_lines(light)))
    for sheet in catalog.sheet_editions:
        yield _sheet(catalog, sheet)


def _gaps(catalog: Catalog, ruleset: Ruleset, gaps: tuple[Gap, ...]) -> Entry:
    """What no criterion is known for: the tables of an act that were not read."""
    act = catalog.acts[ruleset.act]
    return Entry(
        id=f"norms/gaps-{ruleset.id}",
        ruleset="",
        factor=GAPS,
        title=together(catalog.words["no-criterion"], act.short, ": "),
        clause=act.short,
        in_force=act.period,
        verified="none",
        checked=gaps[0].checked,
        link=act.source,
        lines=tuple(Line(gap.id, gap.title, {"why": gap.why}) for gap in gaps),
        columns={"why": catalog.words["why"]},
    )


def _entry(catalog: Catalog, family: str, head: NormTable, lines: tuple[Line, ...]) -> Entry:
    act = catalog.acts[head.act]
    return Entry(
        id=f"norms/{family}-{head.act}",
        ruleset="",
        factor=family,
        title=catalog.words[family],
        clause=_clause(catalog, act.short, head.annex, head.table),
        in_force=head.in_force,
        verified=head.verified,
        checked=head.checked,
        link=act.source,
        lines=lines,
        columns={
            column: catalog.words.get(f"norm-{column}", _same(column))
            for column in dict.fromkeys(column for line in lines for column in line.cells)
        },
        note=head.note,
    )


def _noise_lines(norm: NoiseNorm) -> Iterator[Line]:
    for row in norm.rows.values():
        cells = {"level": row.level, **row.octaves}
        number = str(row.number)
        numbers = {name: _number(level) for name, level in cells.items()}
        yield Line(number, row.title, numbers, printed=number)


def _climate_lines(catalog: Catalog, norm: MicroclimateNorm) -> Iterator[Line]:
    for row in norm.rows.values():
        season = catalog.phrases.say(Step(f"season-{row.season}"))
        title = together(norm.categories[row.category], season)
        cells = {
            "optimal": _range(row.optimal),
            "permanent": _range(row.permanent),
            "temporary": _range(row.temporary),
            "humidity": _number(row.humidity),
            "humidity-optimal": _range(row.humidity_optimal),
            "speed-optimal": _number(row.speed_optimal),
            "speed": _range(row.speed),
        }
        yield Line(f"{row.season}/{row.category}", title, cells)


def _light_lines(norm: LightNorm) -> Iterator[Line]:
    for grade in norm.grades.values():
        cells = {"level": _number(grade.level)}
        if grade.also is not None:
            cells["also"] = _number(grade.also)
        title = together(_same(grade.grade), grade.rooms)
        yield Line(grade.grade, title, cells, printed=grade.grade)


def _sheet(catalog: Catalog, sheet: NormSheet) -> Entry:
    return Entry(
        id=f"norms/{sheet.id}",
        ruleset="",
        factor=sheet.id,
        title=sheet.title,
        clause=_clause(catalog, sheet.act_short, sheet.annex, sheet.table),
        in_force=sheet.in_force,
        verified=sheet.verified,
        checked=sheet.checked,
        link=catalog.acts[sheet.act].source,
        lines=tuple(_sheet_line(catalog, sheet, row) for row in sheet.rows.values()),
        columns={
            name: _with_unit(catalog, title, sheet.units.get(name, ""))
            for name, title in sheet.columns.items()
        },
        note=sheet.note,
    )


def _sheet_line(catalog: Catalog, sheet: NormSheet, row: SheetRow) -> Line:
    cells = {name: _number(value) for name, value in row.cells.items()}
    cells |= {name: _range(found) for name, found in row.ranges.items()} | dict(row.words)
    whole = set(sheet.units) == set(sheet.columns)
    return Line(
        key=row.id,
        title=row.title,
        cells={name: cells[name] for name in sheet.columns if name in cells},
        unit=LocalizedText() if whole else catalog.units.get(sheet.unit, LocalizedText()),
        note=row.note,
        printed=row.printed,
        doubtful=row.doubtful,
    )


def _with_unit(catalog: Catalog, title: LocalizedText, unit: str) -> LocalizedText:
    if not unit:
        return title
    sign = catalog.units.get(unit, LocalizedText())
    return LocalizedText(**{name: f"{title.get(name)}, {sign.get(name)}" for name in LANGUAGES})


def _clause(catalog: Catalog, act: LocalizedText, annex: str, table: str) -> LocalizedText:
    where = Step("table-of" if annex else "table-alone", {"annex": annex, "table": table})
    return catalog.phrases.say(Step("clause", {"act": act, "row": where}))


def _range(found: Range) -> LocalizedText:
    low, high = (
        _number(end) if end is not None else LocalizedText() for end in (found.low, found.high)
    )
    return LocalizedText(**{name: f"{low.get(name)}–{high.get(name)}" for name in LANGUAGES})


def _number(value: Decimal) -> LocalizedText:
    return LocalizedText(**{name: format_decimal(value, name) for name in LANGUAGES})


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)


def together(one: LocalizedText, other: LocalizedText, between: str = "; ") -> LocalizedText:
    """Two texts in one, the empty one left out."""
    parts = [text for text in (one, other) if text.ru]
    joined = {name: between.join(text.get(name) for text in parts) for name in LANGUAGES}
    return LocalizedText(**joined)
