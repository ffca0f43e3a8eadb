"""The nearest way down: which parts, one degree better, would make the whole better."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.outcome import Param, Step, Steps
from riskdesk.rules.roll_up import TensionCounts, roll_up, roll_up_tension, worst_of
from riskdesk.rules.trace import Phrases, Sentence, spoken

_MOST_PARTS, _MOST_AT_ONCE, _MOST_WAYS = 8, 4, 3
"""Bounds of the search and of what a reader takes in: parts looked at, changed, ways told."""

_MOST_CLASSES, _MOST_CHANGED = 40, 12
"""The same for a bare list of classes."""

Part = tuple[Finding, HazardClass]


def nearest_way(
    rolled: Criterion | None,
    parts: Sequence[Part],
    name: Callable[[Finding], LocalizedText],
    phrases: Phrases,
) -> LocalizedText:
    """The fewest parts to make one degree better so that the whole is better; empty if no need.

    Several ways of the same length are told side by side, each part with its own remedy.
    """
    ways = _ways(rolled, tuple(found for _, found in parts))
    if not ways:
        return LocalizedText()
    chosen = [[parts[i] for i in way] for way in ways]
    return Sentence(lambda: _alternatives(chosen, name, phrases))


def way_of_classes(rolled: Criterion, classes: tuple[HazardClass, ...]) -> Steps:
    """The fewest classes, each a degree better, that make the roll-up better.

    Sets of the same size stand side by side; a list too long to be one of factors has no way.
    """
    now = _class_of(rolled, classes)
    if not now.harmful or len(classes) > _MOST_CLASSES:
        return ()
    counts = Counter(classes)
    harmful = sorted((found for found in counts if found.harmful), reverse=True)
    for size in range(1, min(_MOST_CHANGED, sum(counts[found] for found in harmful)) + 1):
        ways = [
            way
            for way in _shared_out(size, [counts[found] for found in harmful])
            if _class_of(rolled, _improved(counts, dict(zip(harmful, way, strict=True)))) < now
        ]
        if ways:
            told = [_degrees(dict(zip(harmful, way, strict=True))) for way in ways[:_MOST_WAYS]]
            return tuple(Step("remedy-parts", {"parts": parts}) for parts in told)
    return ()


def _shared_out(size: int, most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to take ``size`` things from piles of at most so many, the first pile first."""
    if not most:
        if not size:
            yield ()
        return
    for here in range(min(size, most[0]), -1, -1):
        for rest in _shared_out(size - here, most[1:]):
            yield (here, *rest)


def _improved(
    counts: Mapping[HazardClass, int], changed: Mapping[HazardClass, int]
) -> tuple[HazardClass, ...]:
    """The classes with so many of each a degree better."""
    found: list[HazardClass] = []
    for member, count in counts.items():
        better = changed.get(member, 0)
        found += [member] * (count - better)
        found += [_better(member)] * better if better else []
    return tuple(found)


@lru_cache(maxsize=1_000)
def way_of_counts(rolled: Criterion, counts: TensionCounts) -> Steps:
    """How many indicators of tension a degree better make the whole better, the fewest."""
    now = HazardClass(roll_up_tension(rolled, counts).result)
    if not now.harmful:
        return ()
    for changed in range(1, 2 * counts.n32 + counts.n31 + 1):
        for worse in range(min(changed, counts.n32), -1, -1):
            better = changed - worse
            if better > counts.n31 + worse:
                continue
            lowered = TensionCounts(
                counts.n1, counts.n2 + better, counts.n31 + worse - better, counts.n32 - worse
            )
            if HazardClass(roll_up_tension(rolled, lowered).result) < now:
                degrees = {HazardClass.HARMFUL_2: worse, HazardClass.HARMFUL_1: better}
                return (Step("remedy-parts", {"parts": _degrees(degrees)}),)
    return ()


def _degrees(changed: Mapping[HazardClass, int]) -> str:
    """«3.2 → 3.1 + 2 × 3.1 → 2», the worst first."""
    worst_first = sorted((found for found in changed if changed[found]), reverse=True)
    return " + ".join(
        ("" if changed[found] == 1 else f"{changed[found]} × ")
        + f"{found.value} → {_better(found).value}"
        for found in worst_first
    )


@lru_cache(maxsize=10_000)  # thousands of workplaces have the same classes
def _ways(
    rolled: Criterion | None, classes: tuple[HazardClass, ...]
) -> tuple[tuple[int, ...], ...]:
    """The parts of each way by their places."""
    now = _class_of(rolled, classes)
    if not now.harmful:
        return ()
    worst_first = sorted(range(len(classes)), key=lambda i: -classes[i].ordinal)
    harmful = sorted(i for i in worst_first[:_MOST_PARTS] if classes[i].harmful)
    for size in range(1, min(len(harmful), _MOST_AT_ONCE) + 1):
        ways = [way for way in combinations(harmful, size) if _lowered(rolled, classes, way) < now]
        if ways:
            return tuple(ways[:_MOST_WAYS])
    return ()


def _alternatives(
    ways: Sequence[Sequence[Part]], name: Callable[[Finding], LocalizedText], phrases: Phrases
) -> LocalizedText:
    return phrases.either([_told(way, name, phrases) for way in ways])


def _class_of(rolled: Criterion | None, classes: Sequence[HazardClass]) -> HazardClass:
    if rolled is None:
        return worst_of(classes)
    return HazardClass(roll_up(rolled, tuple(classes)).result)


def _lowered(
    rolled: Criterion | None, classes: Sequence[HazardClass], way: tuple[int, ...]
) -> HazardClass:
    changed = [_better(found) if i in way else found for i, found in enumerate(classes)]
    return _class_of(rolled, changed)


def _better(found: HazardClass) -> HazardClass:
    return next(member for member in HazardClass if member.ordinal == found.ordinal - 1)


def _told(
    way: Sequence[Part], name: Callable[[Finding], LocalizedText], phrases: Phrases
) -> LocalizedText:
    """All parts of one way: «шум 3.2 → 3.1 (−2 дБА) + освещение 3.1 → 2 (+50 лк)»."""
    texts = []
    for finding, found in way:
        params: dict[str, Param] = {"name": name(finding), "from": found.value}
        params["to"] = _better(found).value
        key = "way-part" if spoken(finding.remedy) else "way-part-bare"
        texts.append(phrases.say(Step(key, {**params, "remedy": finding.remedy})))
    return LocalizedText(
        **{language: " + ".join(text.get(language) for text in texts) for language in LANGUAGES}
    )
