"""All counts of a certification, made once: the forms say the same numbers in both languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.records.judged import unjudged_words
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.safety_results import (
    Conformity,
    Provision,
    SafetyResult,
    ppe_result,
    safety_result,
)

Pick = Callable[[WorkplaceAssessment], Finding | None]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Count:
    """So many workplaces, and the workers at them."""

    workplaces: int = 0
    workers: int = 0

    def more(self, workers: int) -> "Count":
        """One workplace more."""
        return Count(self.workplaces + 1, self.workers + workers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What one subject came to: workplaces by class, those without a class by the reason."""

    classes: Mapping[HazardClass, Count] = field(default_factory=dict)
    unjudged: Mapping[LocalizedText, Count] = field(default_factory=dict)

    @property
    def open(self) -> Count:
        """All without a class."""
        return _sum(self.unjudged.values())

    @property
    def harmful(self) -> Count:
        """All of class 3.1 or worse."""
        return _sum(count for each, count in self.classes.items() if each.harmful)

    @property
    def whole(self) -> Count:
        """All that have the subject."""
        return _sum((*self.classes.values(), *self.unjudged.values()))


class Census:
    """The counts of one certification."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._dossier = source.dossier

    @cached_property
    def whole(self) -> Count:
        """All workplaces."""
        return _sum(Count(1, each.people) for each in self._dossier.workplaces)

    @cached_property
    def men(self) -> int:
        """Men, where the list says so."""
        return sum(each.men or 0 for each in self._dossier.workplaces)

    @cached_property
    def women(self) -> int:
        """Women, where the list says so."""
        return sum(each.women or 0 for each in self._dossier.workplaces)

    @property
    def sex_open(self) -> int:
        """Workers whose sex is not given."""
        return self.whole.workers - self.men - self.women

    def shares(self, pick: Pick) -> Shares:
        """One subject at all workplaces that have it."""
        classes: dict[HazardClass, Count] = {}
        unjudged: dict[LocalizedText, Count] = {}
        for workplace, finding in self._found(pick):
            if finding.decided is not None:
                known = classes.get(finding.decided, Count())
                classes[finding.decided] = known.more(workplace.people)
            else:
                why = unjudged_words(self._source, finding)
                unjudged[why] = unjudged.get(why, Count()).more(workplace.people)
        ordered = {each: classes[each] for each in HazardClass if each in classes}
        return Shares(classes=ordered, unjudged=unjudged)

    @cached_property
    def factors(self) -> Mapping[str, Shares]:
        """Every factor of the object in the order of the forms."""
        found = {name: self.shares(factor(name)) for name in self._source.catalog.factors}
        return {name: shares for name, shares in found.items() if shares.whole.workplaces}

    @cached_property
    def heaviness(self) -> Shares:
        """Heaviness of labour."""
        return self.shares(heaviness)

    @cached_property
    def tension(self) -> Shares:
        """Tension of labour."""
        return self.shares(tension)

    @cached_property
    def total(self) -> Shares:
        """The total class."""
        return self.shares(total)

    @cached_property
    def at_least(self) -> Count:
        """Workplaces of a harmful total class where a factor is not judged: it may be worse."""
        return _sum(
            Count(1, each.people)
            for each in self._dossier.workplaces
            if is_at_least(self._source.assessed(each))
        )

    @cached_property
    def injury(self) -> Mapping[Conformity, Count]:
        """Injury safety: conforms, does not conform, open."""
        return _counted((self.conformity(each), each) for each in self._dossier.workplaces)

    @cached_property
    def grades(self) -> Mapping[int, Count]:
        """Workplaces assessed for injury safety by the worst grade of their objects."""
        return dict(
            sorted(
                _counted(
                    (max(check.grade or 0 for check in result.rows), each)
                    for each in self._dossier.workplaces
                    if (result := self._safety(each)).conformity != "open"
                ).items()
            )
        )

    @cached_property
    def ppe(self) -> Mapping[Provision, Count]:
        """Provision with protective equipment."""
        return _counted((self.provision(each), each) for each in self._dossier.workplaces)

    @cached_property
    def conforming(self) -> Mapping[bool | None, Count]:
        """Working conditions as a whole conform, do not, or that is open (``None``).

        They conform where no class is harmful, injury safety conforms and PPE is provided (B.2, 6).
        """
        return _counted((self._conforms(each), each) for each in self._dossier.workplaces)

    def conformity(self, workplace: Workplace) -> Conformity:
        """Injury safety of one workplace."""
        return self._safety(workplace).conformity

    def provision(self, workplace: Workplace) -> Provision:
        """Protective equipment of one workplace."""
        assessed = self._source.assessed(workplace)
        return ppe_result(self._dossier, workplace, assessed).provision

    def _safety(self, workplace: Workplace) -> SafetyResult:
        assessed = self._source.assessed(workplace)
        return safety_result(self._dossier, workplace, assessed)

    def _conforms(self, workplace: Workplace) -> bool | None:
        decided = self._source.assessed(workplace).total.decided
        injury, provision = self.conformity(workplace), self.provision(workplace)
        if injury == "does-not-conform" or provision == "not-provided":
            return False
        if decided is None:
            return None
        if decided.harmful:
            return False
        return True if injury == "conforms" and provision == "provided" else None

    def _found(self, pick: Pick) -> Iterator[tuple[Workplace, Finding]]:
        for workplace in self._dossier.workplaces:
            finding = pick(self._source.assessed(workplace))
            if finding is not None:
                yield workplace, finding


def factor(name: str) -> Pick:
    """The finding of a factor."""
    return lambda assessed: assessed.factor(name)


def heaviness(assessed: WorkplaceAssessment) -> Finding:
    """The finding of heaviness."""
    return assessed.heaviness


def tension(assessed: WorkplaceAssessment) -> Finding:
    """The finding of tension."""
    return assessed.tension


def total(assessed: WorkplaceAssessment) -> Finding:
    """The total."""
    return assessed.total


def is_at_least(assessed: WorkplaceAssessment) -> bool:
    """Whether the total class is known to be harmful while a factor has no class."""
    decided = assessed.total.decided
    open_ = any(each.decided is None for each in assessed.factors)
    return decided is not None and decided.harmful and open_


def _sum(counts: Iterable[Count]) -> Count:
    known = tuple(counts)
    return Count(sum(each.workplaces for each in known), sum(each.workers for each in known))


def _counted(pairs: Iterable[tuple[K, Workplace]]) -> dict[K, Count]:
    found: dict[K, Count] = {}
    for key, workplace in pairs:
        found[key] = found.get(key, Count()).more(workplace.people)
    return found
