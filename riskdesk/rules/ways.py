"""The nearest way down: which parts, one degree better, would make the whole better."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations

from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.roll_up import roll_up, worst_of
from riskdesk.rules.trace import Phrases, Sentence, spoken

_MOST_PARTS, _MOST_AT_ONCE, _MOST_WAYS = 8, 4, 3
"""Bounds of the search and of what a reader takes in: parts looked at, changed, ways told."""

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
