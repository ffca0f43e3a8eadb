"""The nearest way down: which parts, one degree better, would make the whole better."""

from collections.abc import Callable, Sequence
from itertools import combinations

from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.roll_up import roll_up, worst_of
from riskdesk.rules.trace import Phrases

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
    now = _class_of(rolled, [found for _, found in parts])
    if not now.harmful:
        return LocalizedText()
    worst_first = sorted(range(len(parts)), key=lambda i: -parts[i][1].ordinal)
    harmful = sorted(i for i in worst_first[:_MOST_PARTS] if parts[i][1].harmful)
    for size in range(1, min(len(harmful), _MOST_AT_ONCE) + 1):
        ways = [way for way in combinations(harmful, size) if _lowered(rolled, parts, way) < now]
        if ways:
            told = [_told([parts[i] for i in way], name, phrases) for way in ways[:_MOST_WAYS]]
            return phrases.either(told)
    return LocalizedText()


def _class_of(rolled: Criterion | None, classes: Sequence[HazardClass]) -> HazardClass:
    if rolled is None:
        return worst_of(classes)
    return HazardClass(roll_up(rolled, tuple(classes)).result)


def _lowered(rolled: Criterion | None, parts: Sequence[Part], way: tuple[int, ...]) -> HazardClass:
    changed = [_better(found) if i in way else found for i, (_, found) in enumerate(parts)]
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
        key = "way-part" if finding.remedy.ru else "way-part-bare"
        texts.append(phrases.say(Step(key, {**params, "remedy": finding.remedy})))
    return LocalizedText(
        **{language: " + ".join(text.get(language) for text in texts) for language in LANGUAGES}
    )
