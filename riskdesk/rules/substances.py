"""The air of the working zone: all substances of the state lists, found by name, CAS, formula."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.chemical_formula import hill
from riskdesk.rules.criterion import Reference
from riskdesk.rules.substance import Substance, SubstanceList
from riskdesk.rules.substance_criteria import CriterionRow, SubstanceCriteria
from riskdesk.rules.substance_files import (
    GroupKind,
    GroupRow,
    SubstanceHead,
    newest,
    read_groups,
    read_substances,
)
from riskdesk.rules.substance_search import SearchIndex
from riskdesk.rules.table import Table

AIR = Path("norms") / "air"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummationGroup:
    """Substances with a joint effect that are present together.

    Σ C/limit over ``present`` is compared with ``sum_limit``; ``None``: each keeps its own limit.
    ``missing``: members of the group that are not there, as the group calls them.
    """

    number: int
    kind: GroupKind
    title: LocalizedText
    sum_limit: Decimal | None
    as_printed: str
    present: tuple[Substance, ...]
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every member of the group is present."""
        return not self.missing


class SubstanceBook:
    """Substances by row, by search, with their criteria and groups."""

    def __init__(
        self,
        heads: Mapping[SubstanceList, SubstanceHead],
        substances: Iterable[Substance],
        criteria: SubstanceCriteria,
        groups: Iterable[GroupRow],
    ) -> None:
        self.heads = heads
        self.criteria = criteria
        self.substances = tuple(substances)
        self._groups = tuple(groups)
        self._by_key = {substance.key: substance for substance in self.substances}

    @classmethod
    def load(cls, resources: Path) -> "SubstanceBook":
        """The lists of ``resources/norms/air``; of several editions the last one in force."""
        folder = resources / AIR
        heads: dict[SubstanceList, SubstanceHead] = {}
        found: list[Substance] = []
        lists: tuple[SubstanceList, ...] = ("pdk", "obuv")
        for name in lists:
            heads[name] = SubstanceHead.of(newest(folder, name))
            found += read_substances(name, heads[name], folder)
        criteria = SubstanceCriteria.of(_table(folder, "criteria.toml"))
        return cls(heads, found, criteria, read_groups(newest(folder, "summation"), folder))

    def with_own(self, own: Iterable[Substance]) -> "SubstanceBook":
        """A book that also holds a specialist's own substances (``list="own"``).

        ``UserError("substance-row-taken")`` if a row stands twice or is not of the list "own".
        """
        added = tuple(own)
        taken = set(self._by_key)
        for substance in added:
            if substance.list != "own" or substance.key in taken:
                raise UserError("substance-row-taken", row=substance.key)
            taken.add(substance.key)
        return SubstanceBook(self.heads, self.substances + added, self.criteria, self._groups)

    def by_row(self, row: int | str) -> Substance:
        """The substance of a row: 1723, "1759.2", "obuv-12"; ``UserError("no-substance")``."""
        found = self._by_key.get(str(row).strip())
        if found is None:
            raise UserError("no-substance", row=row)
        return found

    def find(self, text: str, limit: int = 20) -> tuple[Substance, ...]:
        """Substances by any name, part or synonym, CAS number or formula, the best matches first.

        Equal names come first, then formulas, names that begin with the text, words that do,
        names that hold it, and names that hold all of its words. Headings are not found.
        """
        return tuple(self._findable[place] for place in self._index.find(text, limit))

    def criterion_rows(self, substance: Substance, ruleset: str) -> tuple[CriterionRow, ...]:
        """The rows of the criteria ``chemical`` and ``apfd`` that judge a substance, with reasons.

        ``UserError``: "substance-no-ruleset", "substance-no-row" where the set has none.
        """
        return self.criteria.of_substance(substance, ruleset)

    def rows_for_criteria(
        self, substance: Substance, ruleset: str | None = None
    ) -> tuple[str, ...]:
        """The names of those rows; without ``ruleset`` of all rule sets that have some."""
        if ruleset is not None:
            return tuple(row.row for row in self.criterion_rows(substance, ruleset))
        found: dict[str, None] = {}
        for name in self.criteria.rows:
            try:
                found.update(dict.fromkeys(self.rows_for_criteria(substance, name)))
            except UserError as fault:
                if fault.code != "substance-no-row":
                    raise
        return tuple(found)

    def summation_groups(self, substances: Iterable[Substance]) -> tuple[SummationGroup, ...]:
        """The groups of which at least two members are present, complete groups first."""
        given = {substance.key: substance for substance in substances}
        found = []
        for group in self._groups:
            present: dict[str, Substance] = {}
            missing = []
            for member in group.members:
                here = {key: given[key] for key in member.keys if key in given}
                present |= here
                if not here:
                    missing.append(member.name)
            if len(group.members) - len(missing) >= 2:
                found.append(_group(group, tuple(present.values()), tuple(missing)))
        return tuple(sorted(found, key=lambda group: (not group.complete, group.number)))

    def reference(self, substance: Substance) -> Reference:
        """The act and row of a substance; an own one has no act, only its own reference."""
        if substance.list == "own":
            return Reference(act="", row=substance.reference)
        head = self.heads[substance.list]
        return Reference(act=head.norm.act, table=head.norm.table, row=head.row_words(substance))

    def remarks(self, substance: Substance) -> tuple[LocalizedText, ...]:
        """What a card prints beside the limits: notes of the list and why a row is doubtful."""
        if substance.list == "own":
            return ()
        head = self.heads[substance.list]
        notes = tuple(head.notes[word] for word in substance.notes)
        return notes + tuple(head.doubts[word] for word in substance.doubts)

    @property
    def groups(self) -> tuple[GroupRow, ...]:
        """All groups of the annex as they stand."""
        return self._groups

    @cached_property
    def _findable(self) -> tuple[Substance, ...]:
        return tuple(substance for substance in self.substances if not substance.heading)

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(
            (
                (found.name.ru, found.name.kk, found.name.en, *found.synonyms),
                (found.cas, found.cas_as_printed),
                hill(found.formula),
            )
            for found in self._findable
        )


def _group(
    row: GroupRow, present: tuple[Substance, ...], missing: tuple[str, ...]
) -> SummationGroup:
    return SummationGroup(
        number=row.number,
        kind=row.kind,
        title=row.title,
        sum_limit=row.sum_limit,
        as_printed=row.as_printed,
        present=present,
        missing=missing,
    )


def _table(folder: Path, name: str) -> Table:
    return Table.read(folder / name, f"{AIR.as_posix()}/{name}")
