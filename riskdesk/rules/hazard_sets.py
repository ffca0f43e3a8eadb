"""Sets of hazards by occupation and by equipment: the first list of a position."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Position
from riskdesk.domain.values import LANGUAGES, LocalizedText

_START = 4  # a blank and three letters: every word of a set has them

SetKind = Literal["occupation", "equipment"]
"""What a set is found by: the name of a position, or the names of the equipment used there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEntry:
    """A hazard of a first list, rated on the 5 x 5 matrix before and after new measures.

    ``new``: ids of the hazard's measures that are proposed. No set knows which exist.
    """

    hazard: str
    probability: int
    severity: int
    new: tuple[str, ...]
    residual_probability: int
    residual_severity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSet:
    """Hazards of positions, or of equipment, whose name holds one of ``words``.

    A word of the list stands at the beginning of a word of the name. ``section_words`` narrow an
    occupation to sections; one without ``words`` is the base of its sections, and of every
    position if it has neither. ``general``: the words name a rank (engineer, foreman), which any
    occupation precedes.
    """

    id: str
    kind: SetKind
    general: bool
    title: LocalizedText
    words: tuple[str, ...]
    section_words: tuple[str, ...]
    entries: tuple[SetEntry, ...]

    def stands_in(self, section: str) -> bool:
        """Whether this set is meant for ``section`` (``plain``)."""
        return not self.section_words or any(word in section for word in self.section_words)

    def entry(self, hazard: str) -> SetEntry | None:
        """The entry of one hazard."""
        return next((e for e in self.entries if e.hazard == hazard), None)

    def joined(self, others: Iterable["PositionSet"]) -> "PositionSet":
        """This set with the hazards of ``others`` that it does not hold, behind its own."""
        entries = {entry.hazard: entry for entry in self.entries}
        for other in others:
            for entry in other.entries:
                entries.setdefault(entry.hazard, entry)
        return replace(self, entries=tuple(entries.values()))


class SetFinder:
    """Finds the sets of a kind by the words of a name; made once, asked for every position."""

    def __init__(self, sets: Iterable[PositionSet], kind: SetKind) -> None:
        self._bases: list[PositionSet] = []
        self._by_start: defaultdict[str, list[tuple[str, int, PositionSet]]] = defaultdict(list)
        for order, each in enumerate(found for found in sets if found.kind == kind):
            if not each.words:
                self._bases.append(each)
            for word in each.words:
                self._by_start[word[:_START]].append((word, order, each))

    def occupation(self, position: LocalizedText, section: LocalizedText) -> PositionSet:
        """The set whose word is the longest in the position's name, else the base of its section.

        Among equals the first one: «Водитель погрузчика» is a forklift driver, not a driver.
        """
        place = plain(section)
        held = [each for each in self._held(plain(position)) if each[2].stands_in(place)]
        if not held:
            return next(base for base in self._bases if base.stands_in(place))
        return max(held, key=lambda each: (not each[2].general, len(each[0]), -each[1]))[2]

    def equipment(self, name: str) -> tuple[PositionSet, ...]:
        """Every set that ``name`` speaks of, in the order of the list."""
        found = {order: each for _, order, each in self._held(plain_text(name))}
        return tuple(found[order] for order in sorted(found))

    def _held(self, name: str) -> Iterator[tuple[str, int, PositionSet]]:
        for start in re.finditer(" ", name):
            at = start.start()
            for each in self._by_start.get(name[at : at + _START], ()):
                if name.startswith(each[0], at):
                    yield each


def equipment_of(dossier: Dossier, position: Position) -> Iterator[str]:
    """The names of equipment and tools checked at the workplaces of ``position``."""
    for workplace in dossier.workplaces_of(position):
        for check in dossier.safety_checks_of(workplace):
            if check.kind != "instruction":
                yield check.name


def plain(text: LocalizedText) -> str:
    """All languages of ``text`` for the search of words."""
    return "".join(plain_text(text.get_exact(language)) for language in LANGUAGES)


def plain_text(text: str) -> str:
    """Small letters, ё as е, and one blank before each word."""
    words = re.findall(r"\w+", text.casefold().replace("ё", "е"))
    return "".join(f" {word}" for word in words)
