"""Two certifications of one enterprise compared: which workplaces are the same, what changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from riskdesk.domain.model import Workplace
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Finding, WorkplaceAssessment


@dataclass(frozen=True, slots=True)
class Pair:
    """One workplace before and now; a side is ``None`` where it is gone or new."""

    before: Workplace | None
    now: Workplace | None


@dataclass(frozen=True, slots=True)
class Change:
    """One subject of a workplace whose class is another; a side is ``None`` where it is absent."""

    subject: str
    before: Finding | None
    now: Finding | None


def pairs(before: Source, now: Source) -> tuple[Pair, ...]:
    """Workplaces matched by the names of section and position, then in the order of their list.

    What no longer finds its like is gone, the rest is new.
    """
    old = _by_name(before)
    found: list[Pair] = []
    for name, places in _by_name(now).items():
        known = old.pop(name, [])
        found += [Pair(one, other) for one, other in zip_longest(known, places)]
    found += [Pair(place, None) for places in old.values() for place in places]
    return tuple(found)


def changes(before: WorkplaceAssessment, now: WorkplaceAssessment) -> Iterator[Change]:
    """Factors, heaviness, tension, the total: those whose decided class is another."""
    old, new = _subjects(before), _subjects(now)
    for subject in dict.fromkeys((*old, *new)):
        one, other = old.get(subject), new.get(subject)
        was = one.decided if one is not None else None
        became = other.decided if other is not None else None
        if was is not became:
            yield Change(subject, one, other)


def _subjects(assessed: WorkplaceAssessment) -> Mapping[str, Finding]:
    found = {each.subject: each for each in assessed.factors}
    found["heaviness"] = assessed.heaviness
    found["tension"] = assessed.tension
    found["total"] = assessed.total
    return found


def _by_name(source: Source) -> dict[tuple[str, str], list[Workplace]]:
    found: dict[tuple[str, str], list[Workplace]] = defaultdict(list)
    for workplace in source.dossier.workplaces:
        names = (source.section(workplace), source.position(workplace))
        section, position = (_plain(name.get("ru")) for name in names)
        found[section, position].append(workplace)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
