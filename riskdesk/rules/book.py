"""The criteria book: every criterion and norm as rows to read, search, compare and try."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.book_norms import GAPS, Entry, Line, norm_entries, together
from riskdesk.rules.book_words import worded_lines
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import Answer, classify
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.outcome import Step
from riskdesk.rules.scale import Bands
from riskdesk.rules.table import Table

_BOUNDED = ("upper", "lower", "bands")

Change = Literal["same", "changed", "added", "removed"]
"""What became of a row from one edition to another."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that two rule sets print differently; empty where one of them has none."""

    line: Line
    column: str
    one: LocalizedText
    other: LocalizedText


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of two editions; ``None`` where one of them lacks it. ``changed``: columns by name."""

    one: Line | None
    other: Line | None
    changed: tuple[str, ...]

    @property
    def line(self) -> Line:
        """The row as the first edition that has it prints it."""
        found = self.one or self.other
        if found is None:
            raise ValueError("a row of no edition")
        return found

    @property
    def change(self) -> Change:
        """What became of the row."""
        if self.one is None:
            return "added"
        if self.other is None:
            return "removed"
        return "changed" if self.changed else "same"

    def cell(self, side: Literal[0, 1], column: str) -> LocalizedText:
        """A cell of the first or the second edition; empty where it has none."""
        line = (self.one, self.other)[side]
        return LocalizedText() if line is None else line.cells.get(column, LocalizedText())


def compare(one: Entry, other: Entry) -> tuple[Compared, ...]:
    """Two editions row by row: what was added, removed, or has other bounds or another unit."""
    left, right = ({line.key: line for line in each.lines} for each in (one, other))
    found = []
    for key in dict.fromkeys((*left, *right)):
        first, second = left.get(key), right.get(key)
        cells = [{} if line is None else line.cells for line in (first, second)]
        changed = [
            column
            for column in dict.fromkeys((*cells[0], *cells[1]))
            if cells[0].get(column) != cells[1].get(column)
        ]
        if first is not None and second is not None and first.unit != second.unit:
            changed = list(dict.fromkeys((*cells[0], *cells[1])))
        found.append(Compared(first, second, tuple(changed)))
    return tuple(found)


class Book:
    """The book of one catalog; entries are made when first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All criteria by rule set, then all norms."""
        return (*self._criteria(), *norm_entries(self._catalog))

    def of(self, ruleset: str) -> tuple[Entry, ...]:
        """The criteria of a rule set; ``""`` the norms."""
        return tuple(entry for entry in self.entries if entry.ruleset == ruleset)

    def search(self, words: str, ruleset: str | None = None) -> tuple[Entry, ...]:
        """The entries that hold all of ``words``."""
        known = self.entries if ruleset is None else self.of(ruleset)
        return tuple(entry for entry in known if entry.found_by(words))

    def entry(self, ruleset: str, factor: str, options: Mapping[str, str] | None = None) -> Entry:
        """One criterion, as it is with the chosen options."""
        return self._criterion(self._catalog.criteria.get(ruleset, factor, options))

    def named(self, identity: str) -> Entry:
        """The entry of an id, ``<rule set>/<factor>`` or ``norms/<table>``.

        ``UserError("book-entry-unknown")`` if there is none.
        """
        found = next((entry for entry in self.entries if entry.id == identity), None)
        if found is None:
            raise UserError("book-entry-unknown", entry=identity)
        return found

    def editions(self, entry: Entry) -> tuple[Entry, ...]:
        """The same table as other rule sets or other days have it, ``entry`` among them."""
        found = [
            each
            for each in self.entries
            if each.factor == entry.factor and bool(each.ruleset) == bool(entry.ruleset)
        ]
        if entry.factor == GAPS:  # what different acts lack is no edition of one table
            return (entry,)
        return tuple(sorted(found, key=lambda each: each.in_force.first or date.min))

    def differences(self, factor: str, one: str, other: str) -> tuple[Difference, ...]:
        """The cells of a factor's table that differ between two rule sets."""
        return tuple(
            Difference(row.line, column, row.cell(0, column), row.cell(1, column))
            for row in compare(self.entry(one, factor), self.entry(other, factor))
            for column in row.changed
        )

    def attempt(
        self,
        ruleset: str,
        factor: str,
        inputs: Mapping[str, object],
        options: Mapping[str, str] | None = None,
    ) -> Answer:
        """A value tried: what ``classify`` answers."""
        return classify(self._catalog, ruleset, factor, inputs, options)

    def _criteria(self) -> Iterator[Entry]:
        for ruleset in self._catalog.rulesets:
            for factor in self._catalog.criteria.factors(ruleset):
                yield self._criterion(self._catalog.criteria.get(ruleset, factor))

    def _criterion(self, criterion: Criterion) -> Entry:
        ruleset = self._catalog.ruleset(criterion.ruleset)
        variants = criterion.body.table("variants")
        lines = tuple(self._lines(criterion))
        return Entry(
            id=f"{criterion.ruleset}/{criterion.factor}",
            ruleset=criterion.ruleset,
            factor=criterion.factor,
            title=criterion.title,
            clause=self._catalog.clause(criterion.reference),
            in_force=criterion.in_force,
            verified=criterion.verified,
            checked=criterion.checked,
            link=criterion.reference.link,
            lines=lines,
            columns=self._columns(lines),
            options=tuple(
                option
                for option in ruleset.options.values()
                if option.id in variants or criterion.factor in option.subjects
            ),
            inputs=tuple(tuple(sorted(way)) for way in criterion.inputs),
        )

    def _columns(self, lines: Iterable[Line]) -> dict[str, LocalizedText]:
        """Classes from the best to the worst, then results that are no classes."""
        met = dict.fromkeys(column for line in lines for column in line.cells)
        order = {member.value: member.ordinal for member in HazardClass}
        ranked = sorted(met, key=lambda column: order.get(column, len(order) + 1))
        return {column: self._word(column) for column in ranked}

    def _word(self, word: str) -> LocalizedText:
        return self._catalog.words.get(word, LocalizedText(word, word, word))

    def _lines(self, criterion: Criterion) -> Iterator[Line]:
        body = criterion.body
        if any(key in body for key in _BOUNDED):
            yield self._line(criterion, (), criterion.title)
        elif "words" in body:
            yield Line("", criterion.title, self._by_class(body.table("words")))
        elif "within" in body and "beyond" in body:
            say = self._catalog.phrases.say
            cells = {
                body.text(key): say(Step(f"interval-norm-{key}")) for key in ("within", "beyond")
            }
            yield Line("", criterion.title, cells)
        yield from worded_lines(criterion, self._catalog)
        rows = criterion.body.table("rows")
        asked = criterion.keys.table("indicator").texts("words")  # where a set leaves some out
        for name in (name for name in rows if not asked or name in asked):
            row = rows.table(name)
            yield from self._row_lines(criterion, row, (name,), row.localized("title"))

    def _row_lines(
        self, criterion: Criterion, row: Table, path: tuple[str, ...], title: LocalizedText
    ) -> Iterator[Line]:
        if any(key in row for key in _BOUNDED):
            yield self._line(criterion, path, title)
        elif "fixed" in row:
            cells = {row.text("fixed"): LocalizedText("+", "+", "+")}
            yield Line("/".join(path), title, cells)
        elif "words" in row:
            words = row.table("words")
            yield Line("/".join(path), title, self._by_class(words))
        else:
            for name, value in row.data.items():
                if isinstance(value, dict) and name != "title":
                    below = row.table(name)
                    named = together(title, self._word(_SEXES.get(name, name)))
                    yield from self._row_lines(criterion, below, (*path, name), named)

    def _line(self, criterion: Criterion, path: tuple[str, ...], title: LocalizedText) -> Line:
        found = criterion.ladder(*path)
        ladder, say = found.ladder, self._catalog.phrases.say
        if isinstance(ladder, Bands):
            classes = [band.result for band in ladder.bands]
        else:
            classes = list(ladder.classes)
        cells: dict[str, LocalizedText] = {}
        for index, name in enumerate(classes):
            told = say(ladder.interval(index))
            cells[name] = together(cells[name], told) if name in cells else told
        unit = self._catalog.units.get(found.unit, LocalizedText())
        return Line("/".join(path), title, cells, unit, found.otherwise)

    def _by_class(self, words: Table) -> dict[str, LocalizedText]:
        """Words of an indicator by their class."""
        cells: dict[str, LocalizedText] = {}
        for word in words:
            text, found = self._word(word), words.text(word)
            cells[found] = together(cells[found], text) if found in cells else text
        return cells


_SEXES = {"m": "men", "w": "women"}
