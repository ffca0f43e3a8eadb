"""How far a certification is: workplaces with all that is listed measured, with open problems."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Point, Workplace
from riskdesk.services.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts of workplaces.

    ``measured``: every listed quantity and point has a value; one that inherits counts when those
    it inherits from do. ``untouched``: nothing is listed. ``with_errors``, ``with_warnings``:
    lines of the check that nobody accepted name the workplace; one with both counts in both.
    """

    total: int
    measured: int
    untouched: int
    with_errors: int
    with_warnings: int


class Measured:
    """Which workplaces of a dossier have all that is listed for them measured."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        by_id = {point.id: point for point in dossier.points}
        self._points: dict[WorkplaceId, list[Point]] = defaultdict(list)
        for stay in dossier.stays:
            self._points[stay.workplace_id].append(by_id[stay.point_id])
        self._sources: Mapping[str, list[Workplace]] = _sources(dossier.workplaces)

    def __call__(self, workplace: Workplace) -> bool:
        """Whether everything listed there has a value; nothing listed is not measured."""
        if workplace.group_id is not None and not workplace.measured:
            sources = self._sources.get(workplace.group_id, [])
            return bool(sources) and all(map(self._here, sources))
        return self._here(workplace)

    def listed(self, workplace: Workplace) -> bool:
        """Whether anything to be measured is listed at the workplace itself."""
        return bool(self._dossier.measurements_of(workplace) or self._points[workplace.id])

    def _here(self, workplace: Workplace) -> bool:
        rows = self._dossier.measurements_of(workplace)
        points = self._points[workplace.id]
        return (
            self.listed(workplace)
            and all(row.value is not None for row in rows)
            and all(any(text.strip() for text in point.readings.values()) for point in points)
        )


def progress(dossier: Dossier, problems: Iterable[Problem] = ()) -> Progress:
    """The counts of a certification; without ``problems`` those of problems are 0."""
    measured = Measured(dossier)
    named: dict[str, set[int]] = defaultdict(set)
    for problem in problems:
        if problem.workplace is not None and problem.open:
            named[problem.severity].add(problem.workplace)
    numbers = [one.number for one in dossier.workplaces]
    return Progress(
        total=len(numbers),
        measured=sum(map(measured, dossier.workplaces)),
        untouched=sum(not measured.listed(one) for one in dossier.workplaces),
        with_errors=sum(number in named["error"] for number in numbers),
        with_warnings=sum(number in named["warning"] for number in numbers),
    )


def _sources(workplaces: Iterable[Workplace]) -> Mapping[str, list[Workplace]]:
    found: dict[str, list[Workplace]] = defaultdict(list)
    for one in workplaces:
        if one.group_id is not None and one.measured:
            found[one.group_id].append(one)
    return found
