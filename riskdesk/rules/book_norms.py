"""Entries of the criteria book, and the tables of the state norms as such entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskdesk.domain.values import LANGUAGES, LocalizedText, Period, Range, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.norms import LightNorm, MicroclimateNorm, NoiseNorm, NormTable
from riskdesk.rules.outcome import Step
from riskdesk.rules.rulesets import Option
from riskdesk.rules.sheets import NormSheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its words, its cells by column (a class, or a column of the norm).

    ``key`` is the same in every rule set that has the row: differences are found by it.
    """

    key: str
    title: LocalizedText
    cells: Mapping[str, LocalizedText]
    unit: LocalizedText = LocalizedText()
    note: LocalizedText = LocalizedText()


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
        """Whether every word stands somewhere in the entry, in any of the languages."""
        text = self.search_text
        return all(word in text for word in words.casefold().split())

    @property
    def search_text(self) -> str:
        """Everything a person may look for, folded."""
        texts = [self.title, self.clause, self.note]
        texts += [line.title for line in self.lines]
        said = [text.get_exact(language) for text in texts for language in LANGUAGES]
        return " ".join((self.id, *said)).casefold()


def norm_entries(catalog: Catalog) -> Iterator[Entry]:
    """Every table of the norms."""
    for noise in catalog.noise_norms:
        yield _entry(catalog, "noise", noise.head, tuple(_noise_lines(noise)))
    for climate in catalog.microclimate_norms:
        yield _entry(catalog, "microclimate", climate.head, tuple(_climate_lines(catalog, climate)))
    for light in catalog.light_norms:
        yield _entry(catalog, "light", light.head, tuple(_light_lines(light)))
    for sheet in catalog.sheets.values():
        yield _sheet(catalog, sheet)


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
        yield Line(str(row.number), row.title, {name: _number(v) for name, v in cells.items()})


def _climate_lines(catalog: Catalog, norm: MicroclimateNorm) -> Iterator[Line]:
    for row in norm.rows.values():
        season = catalog.phrases.say(Step(f"season-{row.season}"))
        title = together(norm.categories[row.category], season)
        cells = {
            "optimal": _range(row.optimal),
            "permanent": _range(row.permanent),
            "temporary": _range(row.temporary),
            "humidity": _number(row.humidity),
        }
        yield Line(f"{row.season}/{row.category}", title, cells)


def _light_lines(norm: LightNorm) -> Iterator[Line]:
    for grade in norm.grades.values():
        cells = {"level": _number(grade.level)}
        if grade.also is not None:
            cells["also"] = _number(grade.also)
        yield Line(grade.grade, together(_same(grade.grade), grade.rooms), cells)


def _sheet(catalog: Catalog, sheet: NormSheet) -> Entry:
    unit = catalog.units.get(sheet.unit, LocalizedText())
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
        lines=tuple(
            Line(
                row.id,
                row.title,
                {name: _number(row.cells[name]) for name in sheet.columns if name in row.cells},
                unit,
                row.note,
            )
            for row in sheet.rows.values()
        ),
        columns=sheet.columns,
        note=sheet.note,
    )


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


def together(one: LocalizedText, other: LocalizedText) -> LocalizedText:
    """Two texts in one, the empty one left out."""
    parts = [text for text in (one, other) if text.ru]
    joined = {name: "; ".join(text.get(name) for text in parts) for name in LANGUAGES}
    return LocalizedText(**joined)
