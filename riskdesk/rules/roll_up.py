"""Roll-ups: from classes of indicators and factors to one class (criteria.md, section 3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.outcome import Outcome, Step
from riskdesk.rules.table import Table

_WORST = tuple(HazardClass)[-1]


def worst_of(classes: Iterable[HazardClass]) -> HazardClass:
    """The worst class of at least one."""
    return max(classes, key=lambda found: found.ordinal)


@lru_cache(maxsize=10_000)  # thousands of workplaces have the same classes
def roll_up(criterion: Criterion, classes: tuple[HazardClass, ...]) -> Outcome:
    """The worst class, raised by the count rules of the criterion.

    ``raise``: so many of a class make the next; ``any_harmful``: so many of 3.1 or worse raise the
    worst by one degree; ``ceiling``: the worst result the criterion knows.
    """
    worst = worst_of(classes)
    result, reason = worst, Step("worst", {"class": worst.value, "counts": spoken_counts(classes)})
    for rule in criterion.body.tables("raise"):
        name, least = HazardClass(rule.text("class")), rule.integer("count")
        raised = HazardClass(rule.text("to"))
        found = sum(1 for item in classes if item is name)
        if found >= least and result < raised:
            result = raised
            reason = _counted("raised", found, name.value, raised)
    least = criterion.body.integer("any_harmful", 0)
    harmful = sum(1 for item in classes if item.harmful)
    if least and harmful >= least and worst is not _WORST:
        raised = next(m for m in HazardClass if m.ordinal == worst.ordinal + 1)
        if result < raised:
            result, reason = raised, _counted("raised-any", harmful, worst.value, raised)
    ceiling = criterion.body.text("ceiling", "")
    if ceiling and HazardClass(ceiling) < result:
        result = max(HazardClass(ceiling), worst, key=lambda found: found.ordinal)
    return Outcome(result=result.value, said=(reason,))


def _counted(key: str, count: int, name: str, raised: HazardClass) -> Step:
    return Step(key, {"count": count, "of": name, "class": raised.value})


def spoken_counts(classes: Iterable[HazardClass]) -> str:
    """How many of each class: «2 × 3.1, 4 × 2»."""
    counts = Counter(classes)
    ordered = sorted(counts, key=lambda found: -found.ordinal)
    return ", ".join(f"{counts[member]} × {member.value}" for member in ordered)


@dataclass(frozen=True, slots=True)
class TensionCounts:
    """How many indicators of tension have class 1, 2, 3.1, 3.2."""

    n1: int
    n2: int
    n31: int
    n32: int

    @classmethod
    def of(cls, classes: Iterable[HazardClass]) -> "TensionCounts":
        """The counts of marks; a tension indicator goes up to 3.2."""
        counts = Counter(classes)
        return cls(
            counts[HazardClass.OPTIMAL],
            counts[HazardClass.PERMISSIBLE],
            counts[HazardClass.HARMFUL_1],
            sum(n for name, n in counts.items() if name > HazardClass.HARMFUL_1),
        )

    @property
    def total(self) -> int:
        """All indicators counted."""
        return self.n1 + self.n2 + self.n31 + self.n32

    def filled(self, size: int) -> "TensionCounts":
        """Indicators that do not occur have class 1 (criteria.md 1.15)."""
        return TensionCounts(self.n1 + size - self.total, self.n2, self.n31, self.n32)


def roll_up_tension(criterion: Criterion, counts: TensionCounts) -> Outcome:
    """The first case of the criterion that the counts fit; ranges of n1, n2, n31, n32 and n3."""
    numbers = {
        "n1": counts.n1,
        "n2": counts.n2,
        "n31": counts.n31,
        "n32": counts.n32,
        "n3": counts.n31 + counts.n32,
    }
    result = next(
        case.text("class") for case in criterion.body.tables("case") if _fits(case, numbers)
    )
    step = Step(
        "tension-counts",
        {
            "n1": counts.n1,
            "n2": counts.n2,
            "n31": counts.n31,
            "n32": counts.n32,
            "class": result,
        },
    )
    return Outcome(result=result, said=(step,))


def _fits(case: Table, numbers: dict[str, int]) -> bool:
    for name, value in numbers.items():
        ends = case.numbers(name)
        if ends and not (ends[0] <= value and (len(ends) == 1 or value <= ends[1])):
            return False
    return True
