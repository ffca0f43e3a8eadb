"""Finding a row among thousands by any name, part of a name, number or formula."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from riskdesk.rules.chemical_formula import hill, loose

_FOLD = str.maketrans(
    {
        **dict(zip("ёәғқңөұүһі", "еагкноуухи", strict=True)),
        **dict(zip("aceopxykmthbi", "асеорхукмтнви", strict=True)),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    }
)
_GAPS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{2,7}(-\d{0,2}(-\d?)?)?")
_LONGEST = 200
"""A longer query is cut: no name of the lists needs more to be told from the others."""

_EQUAL, _FORMULA, _MAY_BE, _STARTS, _WORD, _INSIDE, _ALL_WORDS = range(7)


def fold(text: str) -> str:
    """A name for comparing: words apart by one space, without case and signs.

    «ё», the Kazakh letters and Latin letters of a Cyrillic shape become one letter each, so that
    neither the keyboard nor a missing Kazakh layout matters.
    """
    return _GAPS.sub(" ", text.casefold().translate(_FOLD)).strip()


class SearchIndex:
    """Texts of numbered things, laid out so that one pass over one string finds a part.

    ``things``: for each thing its names, its numbers and its formula in Hill's order.
    """

    def __init__(self, things: Iterable[tuple[Sequence[str], Sequence[str], str | None]]) -> None:
        keys: list[str] = []
        self._spaced: list[str] = []
        self._owners: list[int] = []
        self._numbers: list[tuple[str, int]] = []
        self._formulas: dict[str, list[int]] = {}
        self._whole: list[str] = []
        for thing, (names, numbers, formula) in enumerate(things):
            folded = [text for text in map(fold, names) if text]
            for text in folded:
                self._spaced.append(text)
                self._owners.append(thing)
            compact = [text.replace(" ", "") for text in folded]
            keys += compact
            self._whole.append("\n".join(folded))
            self._numbers += [(number, thing) for number in numbers if number]
            if formula:
                self._formulas.setdefault(formula, []).append(thing)
        self._keys = keys
        self._line = "\n".join(keys)
        self._starts: list[int] = []
        at = 0
        for key in keys:
            self._starts.append(at)
            at += len(key) + 1

    def find(self, text: str, limit: int) -> tuple[int, ...]:
        """The numbers of at most ``limit`` things, the best matches first."""
        query = text.strip()[:_LONGEST]
        found: dict[int, tuple[int, int]] = {}
        for thing, rank, length in self._matches(query):
            if thing not in found or (rank, length) < found[thing]:
                found[thing] = rank, length
        if len(found) < limit:
            for thing in self._with_all(fold(query).split()):
                found.setdefault(thing, (_ALL_WORDS, len(self._whole[thing])))
        return tuple(nsmallest(limit, found, key=lambda thing: (*found[thing], thing)))

    def _matches(self, query: str) -> Iterator[tuple[int, int, int]]:
        if _NUMBER.fullmatch(query):
            for number, thing in self._numbers:
                if number.startswith(query):
                    yield thing, _EQUAL if number == query else _STARTS, len(number)
        for formula, rank in _formulas_of(query).items():
            for thing in self._formulas.get(formula, ()):
                yield thing, rank, len(self._whole[thing])
        spaced = fold(query)
        compact = spaced.replace(" ", "")
        word = f" {spaced}"
        for place in self._containing(compact):
            key = self._keys[place]
            if key == compact:
                rank = _EQUAL
            elif key.startswith(compact):
                rank = _STARTS
            else:
                rank = _WORD if word in self._spaced[place] else _INSIDE
            yield self._owners[place], rank, len(key)

    def _containing(self, part: str) -> Iterator[int]:
        if not part:
            return
        line, starts = self._line, self._starts
        at = line.find(part)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield place
            if place + 1 == len(starts):
                return
            at = line.find(part, starts[place + 1])

    def _with_all(self, words: Sequence[str]) -> Iterator[int]:
        if len(words) < 2:
            return
        longest = max(words, key=len)
        seen = {self._owners[place] for place in self._containing(longest)}
        for thing in sorted(seen):
            if all(word in self._whole[thing] for word in words):
                yield thing


def _formulas_of(query: str) -> Mapping[str, int]:
    exact = hill(query)
    if exact is not None:
        return {exact: _FORMULA}
    return dict.fromkeys(loose(query), _MAY_BE)
