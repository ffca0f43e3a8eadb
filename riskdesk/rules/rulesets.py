"""Rule sets: which there are, what they offer to choose, and their criteria files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.criterion import Criterion, Surroundings, read_criterion
from riskdesk.rules.gaps import Gap, read_gaps
from riskdesk.rules.sheets import NormSheet
from riskdesk.rules.table import DataFault, Table

MANUAL = "manual"
"""The rule set whose classes are all the specialist's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice a rule set leaves open, shown and printed with the result.

    ``subjects``: the factors whose class it decides. ``conflict``: its number in
    criteria.md, section 4.
    """

    id: str
    title: LocalizedText
    choices: Mapping[str, LocalizedText]
    default: str
    subjects: tuple[str, ...] = ()
    note: LocalizedText = LocalizedText()
    conflict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """A set of criteria under one act. ``choosable``: may be chosen for a certification."""

    id: str
    title: LocalizedText
    act: str
    options: Mapping[str, Option]
    choosable: bool
    note: LocalizedText = LocalizedText()

    def chosen(self, options: Mapping[str, str]) -> dict[str, str]:
        """All options with their choice: the given one, else the default."""
        result = {name: option.default for name, option in self.options.items()}
        for name, choice in options.items():
            if name not in self.options:
                continue  # an option of another rule set stays stored and has no effect here
            if choice not in self.options[name].choices:
                known = ", ".join(self.options[name].choices)
                raise UserError("option-choice-unknown", option=name, choice=choice, known=known)
            result[name] = choice
        return result


class Criteria:
    """The criteria files of all rule sets, read when first asked for."""

    def __init__(
        self,
        folder: Path,
        rulesets: Mapping[str, Ruleset],
        norm: Callable[[str], NormSheet],
    ) -> None:
        self._folder = folder
        self._rulesets = rulesets
        self._norm = norm
        self._defaults: dict[tuple[str, str], Criterion] = {}
        self._table = lru_cache(maxsize=None)(self._read)
        self._criterion = lru_cache(maxsize=None)(self._make)
        self._there = lru_cache(maxsize=None)(self._is_file)

    def factors(self, ruleset: str) -> tuple[str, ...]:
        """The factors a rule set has a criterion for."""
        return tuple(sorted(file.stem for file in (self._folder / ruleset).glob("*.toml")))

    def find(
        self, ruleset: str, factor: str, options: Mapping[str, str] | None = None
    ) -> Criterion | None:
        """The criterion, or ``None`` where none is known for that factor."""
        chosen = self._rulesets[ruleset].chosen(options or {})
        if not self._there(ruleset, factor):
            return None
        return self._criterion(ruleset, factor, tuple(sorted(chosen.items())))

    def _is_file(self, ruleset: str, factor: str) -> bool:
        return (self._folder / ruleset / f"{factor}.toml").is_file()

    def get(self, ruleset: str, factor: str, options: Mapping[str, str] | None = None) -> Criterion:
        """The criterion where one is known.

        ``UserError``: "criterion-gap" where a table of the act was not read, "criterion-unknown".
        """
        known = None if options else self.met(ruleset, factor)
        if known is not None:
            return known
        found = self.find(ruleset, factor, options) if _is_name(factor) else None
        if found is None:
            for gap in self.gaps:
                if gap.meets(ruleset, factor):
                    title = self._rulesets[ruleset].title
                    raise UserError("criterion-gap", ruleset=title, what=gap.title, why=gap.why)
            names = ", ".join(self.factors(ruleset))
            raise UserError("criterion-unknown", ruleset=ruleset, factor=factor, known=names)
        if not options:
            self._defaults[ruleset, factor] = found
        return found

    def met(self, ruleset: str, factor: str) -> Criterion | None:
        """The criterion with the default options if it was asked for before."""
        return self._defaults.get((ruleset, factor))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Tables of the acts that were not read."""
        return read_gaps(Table.read(self._folder / "gaps.toml", "rules/gaps.toml"))

    @cached_property
    def keys(self) -> Table:
        """What each input key of a criterion may hold."""
        return Table.read(self._folder / "inputs.toml", "rules/inputs.toml")

    def _make(self, ruleset: str, factor: str, chosen: tuple[tuple[str, str], ...]) -> Criterion:
        options = dict(chosen)
        peer = partial(self._peer, ruleset, options)
        around = Surroundings(self.keys, peer, self._norm)
        return read_criterion(ruleset, self._table(ruleset, factor), options, around)

    def _peer(self, ruleset: str, options: Mapping[str, str], factor: str) -> Criterion:
        return self.get(ruleset, factor, options)

    def _read(self, ruleset: str, factor: str) -> Table:
        name = f"{ruleset}/{factor}.toml"
        table = Table.read(self._folder / name, f"rules/{name}")
        if "from" not in table:
            return table
        other, _, name = table.text("from").partition("/")
        if not (self._folder / other / f"{name or factor}.toml").is_file():
            raise DataFault("data-from", f"rules/{ruleset}/{factor}.toml", value=table.text("from"))
        whole = self._table(other, name or factor).merged(table)
        # Days in force are the file's own: an end of the other set's days would not hold here.
        return replace(whole, data={**whole.data, "in_force": table.data.get("in_force", {})})


def read_rulesets(index: Table) -> dict[str, Ruleset]:
    """The rule sets of ``resources/rules/index.toml``."""
    options = {entry.text("id"): entry for entry in index.tables("option")}
    found = {}
    for table in index.tables("ruleset"):
        defaults = table.table("options")
        found[table.text("id")] = Ruleset(
            id=table.text("id"),
            title=table.localized("title"),
            act=table.text("act", ""),
            options={name: _option(options[name], defaults.text(name)) for name in defaults},
            choosable=table.flag("choosable"),
            note=table.localized("note"),
        )
    return found


def _option(entry: Table, default: str) -> Option:
    choices = entry.table("choices")
    return Option(
        id=entry.text("id"),
        title=entry.localized("title"),
        choices={name: choices.localized(name) for name in choices},
        default=default,
        subjects=entry.texts("subjects"),
        conflict=entry.text("conflict", ""),
        note=entry.localized("note"),
    )


def _is_name(factor: str) -> bool:
    return factor.replace("_", "").isalnum() and factor.isascii()
