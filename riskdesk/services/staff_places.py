"""Which stored workplaces a new staff list keeps, and under which of its lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, WorkplaceId
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Mark,
    Measurement,
    Position,
    Stay,
    Workplace,
)
from riskdesk.services.located import Problems
from riskdesk.services.names import nearly_says, says
from riskdesk.services.spelling import in_ranges
from riskdesk.services.staff_cells import letter
from riskdesk.services.staff_columns import COUNT, NAME
from riskdesk.services.staff_lines import StaffPreview


class StaffPlaces:
    """The stored workplaces beside a list; those with values or marks are never dropped."""

    def __init__(self, dossier: Dossier, listed: StaffPreview) -> None:
        self._dossier = dossier
        self._listed = listed
        self._problems = Problems(listed.sheet)
        self._used = workplaces_with_data(dossier)

    def kept(
        self, matched: Mapping[int, Position | None]
    ) -> tuple[dict[int, list[Workplace]], list[Workplace]]:
        """The stored workplaces of each line, and those to drop; ``ProblemsFound`` if data is lost.

        A line that lacks some takes those that another position of the same name has too many.
        One with values or marks stays beyond the count, at the end of its position.
        """
        own: dict[PositionId, list[Workplace]] = defaultdict(list)
        for place in self._dossier.workplaces:
            own[place.position_id].append(place)
        places: dict[int, list[Workplace]] = {}
        for line in self._listed.positions:
            position = matched[line.row]
            had = own[position.id] if position is not None else []
            kept = set(sorted(had, key=self._is_empty)[: line.count])
            places[line.row] = [place for place in had if place in kept]
            had[:] = [place for place in had if place not in kept]
        surplus = [place for left in own.values() for place in left]
        surplus.sort(key=lambda place: (self._is_empty(place), place.number))
        for fits in (says, nearly_says):
            for line in self._listed.positions if surplus else ():
                lacking = line.count - len(places[line.row])
                named = (p for p in surplus if fits(self._dossier.position_of(p).name, line.text))
                taken = list(islice(named, lacking))
                places[line.row] += taken
                surplus = [place for place in surplus if place not in taken]
        surplus = [place for place in surplus if not self._stays_beyond(place, matched, places)]
        for line in self._listed.positions:
            places[line.row].sort(key=lambda place: place.number)
        self._refuse_lost_data(surplus)
        return places, surplus

    def _is_empty(self, place: Workplace) -> bool:
        return place.id not in self._used

    def _stays_beyond(
        self,
        place: Workplace,
        matched: Mapping[int, Position | None],
        places: Mapping[int, list[Workplace]],
    ) -> bool:
        """Whether a line of its position keeps a workplace that the count has no room for."""
        if self._is_empty(place):
            return False
        position = self._dossier.position_of(place)
        own = (row for row, one in matched.items() if one == position)
        named = (
            line.row for line in self._listed.positions if nearly_says(position.name, line.text)
        )
        row = next(own, None) or next(named, None)
        if row is None:
            return False
        places[row].append(place)
        return True

    def _refuse_lost_data(self, surplus: Iterable[Workplace]) -> None:
        """A workplace with values or marks is never dropped; one problem a position."""
        column = self._listed.columns.get(COUNT) or self._listed.columns[NAME]
        lost: dict[PositionId, list[int]] = defaultdict(list)
        for place in surplus:
            if not self._is_empty(place):
                lost[place.position_id].append(place.number)
        for position, numbers in lost.items():
            self._problems.add(
                max(line.row for line in self._listed.positions),
                "staff-workplace-has-data",
                column=column,
                heading=letter(column),
                number=in_ranges(numbers),
                position=self._dossier.position_by_id[position].name,
            )
        self._problems.raise_any()


def workplaces_with_data(dossier: Dossier) -> set[WorkplaceId]:
    """Workplaces that have values, cards, marks or points."""
    rows: Iterable[Measurement | CardEntry | CardFoot | Mark | Stay] = (
        *dossier.measurements,
        *dossier.card_entries,
        *dossier.card_feet,
        *dossier.marks,
        *dossier.stays,
    )
    return {row.workplace_id for row in rows}
