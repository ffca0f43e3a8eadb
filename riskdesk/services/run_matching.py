"""Matching the positions of a file, in the order of its numbers, with those of the staff list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskdesk.services.list_runs import ListRun


@dataclass(frozen=True, slots=True)
class FileRun:
    """Numbers of a file that follow each other and carry one position (slips allowed)."""

    name: str
    numbers: tuple[int, ...]


Score = tuple[int, int, int]
"""Runs matched; less of what differs in counts; less of what differs in numbers."""


@dataclass(frozen=True, slots=True)
class _Pair:
    score: Score
    file: int
    listed: int
    before: "_Pair | None"


def match_runs(found: Sequence[FileRun], listed: Sequence[ListRun]) -> Mapping[int, int]:
    """By place of a run of the file the place of its run in the list; both in their order.

    As many runs as possible are matched; of equal ways the one that differs least in counts, then
    in numbers. What stays out is of no position of the list, or out of its order.
    """
    best: list[_Pair | None] = [None] * (len(listed) + 1)  # of pairs that end before a place
    names: dict[str, tuple[int, ...]] = {}
    for at, run in enumerate(found):
        if run.name not in names:
            fits = (place for place, other in enumerate(listed) if other.named(run.name))
            names[run.name] = tuple(fits)
        for place in reversed(names[run.name]):
            _note(best, _paired(at, place, run, listed[place], _best(best, place)), place)
    chosen: dict[int, int] = {}
    pair = _best(best, len(listed))
    while pair is not None:
        chosen[pair.file] = pair.listed
        pair = pair.before
    return chosen


def _paired(at: int, place: int, run: FileRun, listed: ListRun, before: _Pair | None) -> _Pair:
    runs, counts, numbers = before.score if before is not None else (0, 0, 0)
    first = listed.workplaces[0].number if listed.workplaces else run.numbers[0]
    score = (
        runs + 1,
        counts - abs(len(run.numbers) - len(listed.workplaces)),
        numbers - abs(run.numbers[0] - first),
    )
    return _Pair(score, at, place, before)


def _best(best: list[_Pair | None], place: int) -> _Pair | None:
    """The best of all that end before ``place`` (a Fenwick tree of greatest scores)."""
    found: _Pair | None = None
    while place > 0:
        one = best[place]
        if one is not None and (found is None or one.score > found.score):
            found = one
        place &= place - 1
    return found


def _note(best: list[_Pair | None], pair: _Pair, place: int) -> None:
    at = place + 1
    while at < len(best):
        one = best[at]
        if one is None or pair.score > one.score:
            best[at] = pair
        at += at & -at
