"""Workplaces of a journal that comes row by row beside a staff list.

As ``file_places``, but with the rows known so far alone: a number goes where the numbers before it
went; where the positions no longer agree, only a row that follows the last one on (the next number,
of the same position or of the next one of the list) moves the numbers.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Position, Workplace
from riskdesk.services.file_places import FilePlaces, number_of
from riskdesk.services.list_runs import ListRun, list_runs
from riskdesk.services.names import names_position
from riskdesk.services.text_table import Record


def numbered(dossier: Dossier, number: int) -> Workplace | None:
    """The workplace of that number in the list."""
    workplaces = dossier.workplaces
    at = bisect_left(workplaces, number, key=lambda workplace: workplace.number)
    found = workplaces[at] if at < len(workplaces) else None
    return found if found is not None and found.number == number else None


@dataclass(slots=True)
class StreamPlaces:
    """Where the numbers of the stream went."""

    _went: dict[int, WorkplaceId] = field(default_factory=dict)
    _taken: set[WorkplaceId] = field(default_factory=set)
    _numbers: list[int] = field(default_factory=list)

    def note(self, number: int, workplace: Workplace) -> None:
        """Remember a row that was stored."""
        if number not in self._went:
            self._went[number] = workplace.id
            self._taken.add(workplace.id)
            insort(self._numbers, number)

    def places(self, record: Record, dossier: Dossier) -> FilePlaces:
        """Finds the workplace of ``record``."""
        number, written = number_of(record), record["position"]
        found = None if number is None else self._found(number, written, dossier)
        return FilePlaces(dossier, {} if number is None or found is None else {number: found})

    def beyond(self, record: Record, dossier: Dossier) -> Position | None:
        """The position that needs a further workplace for ``record``."""
        number, written = number_of(record), record["position"]
        if number is None or not written or self._found(number, written, dossier) is not None:
            return None
        at = self._run_before(number, dossier)
        if at is None:
            return None
        runs, place, last = at
        ends = runs[place].workplaces[-1].id == last
        return runs[place].lines[-1] if ends and runs[place].named(written) else None

    def _found(self, number: int, written: str, dossier: Dossier) -> Workplace | None:
        if number in self._went:
            return dossier.workplace_by_id.get(self._went[number])
        ahead = self._ahead(number, dossier)
        if ahead is not None and not written:
            return ahead
        if ahead is not None and names_position(dossier.position_of(ahead), written):
            return ahead
        return self._next_run(number, written, dossier)

    def _ahead(self, number: int, dossier: Dossier) -> Workplace | None:
        """As far behind the nearest lower number as it was written behind it."""
        at = bisect_left(self._numbers, number)
        wanted = number
        if at:
            lower = self._numbers[at - 1]
            wanted += dossier.workplace_by_id[self._went[lower]].number - lower
        found = numbered(dossier, wanted)
        return None if found is None or found.id in self._taken else found

    def _run_before(
        self, number: int, dossier: Dossier
    ) -> tuple[tuple[ListRun, ...], int, WorkplaceId] | None:
        """The runs of the list, the one of the number just before, and its workplace."""
        if number - 1 not in self._went:
            return None
        last = self._went[number - 1]
        runs = list_runs(dossier)
        place = next(i for i, run in enumerate(runs) if any(w.id == last for w in run.workplaces))
        return runs, place, last

    def _next_run(self, number: int, written: str, dossier: Dossier) -> Workplace | None:
        at = self._run_before(number, dossier)
        if at is None:
            return None
        runs, place, _ = at
        after = next((run for run in runs[place + 1 :] if run.workplaces), None)
        if after is None or not after.named(written):
            return None
        first = after.workplaces[0]
        return None if first.id in self._taken else first
