"""Which workplace a row of a file is about: by its number, else by its position and order.

A file that was numbered by another headcount than the list's (one post more or less) has the same
positions in the same order under other numbers. Its rows then go to the workplaces of their
position in order; those beyond the headcount make further workplaces, and the check tells it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.importing import Cells, Tally
from riskdesk.services.list_runs import ListRun, add_beyond, list_runs
from riskdesk.services.names import names_position
from riskdesk.services.run_matching import FileRun, match_runs
from riskdesk.services.spelling import folded, near_names
from riskdesk.services.text_table import Record


def number_of(record: Record) -> int | None:
    """The number of the workplace as written; ``None`` if it is none."""
    text = record["workplace_no"]
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


class FilePlaces:
    """Finds the workplace of a row; what cannot be found is told once a position."""

    def __init__(
        self,
        dossier: Dossier,
        of_number: Mapping[int, Workplace],
        run_of: Mapping[int, int] | None = None,
    ) -> None:
        self._dossier = dossier
        self._of_number = of_number
        self._run_of = run_of or {}
        self._told: set[tuple[object, str]] = set()

    def find(self, record: Record, cells: Cells) -> Workplace | None:
        """The workplace of ``record``; ``None`` after its problem was noted."""
        number, written = number_of(record), record["position"]
        found = None if number is None else self._of_number.get(number)
        if found is not None and (not written or self._fits(found, written)):
            return found
        said: tuple[object, str] = (record["workplace_no"], folded(written))
        if found is None and number is not None and number in self._run_of:
            said = (self._run_of[number], "")
        if said not in self._told:
            self._told.add(said)
            self._tell(record, number, cells)
        return None

    def _fits(self, workplace: Workplace, written: str) -> bool:
        return names_position(self._dossier.position_of(workplace), written)

    def _tell(self, record: Record, number: int | None, cells: Cells) -> None:
        listed = {workplace.number: workplace for workplace in self._dossier.workplaces}
        if number is None or number not in listed:
            last = max(listed, default=0)
            text = record["workplace_no"]
            cells.wrong(record, "workplace_no", "workplace-unknown", text=text, last=last)
            return
        if not record["position"]:
            cells.wrong(record, "position", "position-needed", number=number)
            return
        stands = self._of_number.get(number, listed[number])
        cells.wrong(
            record,
            "position",
            "position-of-another",
            number=number,
            written=record["position"],
            listed=self._dossier.position_of(stands).name,
        )


def by_list_number(dossier: Dossier) -> FilePlaces:
    """Rows go to the workplaces by their number in the list."""
    return FilePlaces(dossier, {workplace.number: workplace for workplace in dossier.workplaces})


@dataclass(frozen=True, slots=True)
class Placed:
    """The workplaces of a file's rows, and what the summary says about those that were made."""

    places: FilePlaces
    notes: tuple[LocalizedText, ...] = ()

    @property
    def grown(self) -> bool:
        """Whether workplaces were made."""
        return bool(self.notes)


def place_rows(rows: Iterable[Record], dossier: Dossier, tally: Tally, context: Context) -> Placed:
    """The workplaces of all rows of a file; further ones are stored in ``tally``'s transaction."""
    names = _names(rows)
    if _all_fit(names, dossier):
        return Placed(by_list_number(dossier))
    found, listed = _file_runs(names, dossier), list_runs(dossier)
    matched = match_runs(found, listed)
    run_of = {number: at for at, run in enumerate(found) for number in run.numbers}
    beyond, notes = _beyond(found, listed, matched, context)
    if beyond:
        add_beyond(dossier, beyond, tally)
        dossier = tally.uow.dossier(dossier.certification.id)
        listed = list_runs(dossier)
    of_number = _assigned(found, listed, matched)
    _add_nameless(of_number, names, dossier)
    return Placed(FilePlaces(dossier, of_number, run_of), notes)


def _names(rows: Iterable[Record]) -> dict[int, str]:
    """The position of each number: the spelling written most often; ``""`` where none is."""
    written: dict[int, Counter[str]] = {}
    for row in rows:
        number = number_of(row)
        if number is not None:
            counts = written.setdefault(number, Counter())
            if row["position"]:
                counts[row["position"]] += 1
    return {
        number: counts.most_common(1)[0][0] if counts else ""
        for number, counts in sorted(written.items())
    }


def _all_fit(names: Mapping[int, str], dossier: Dossier) -> bool:
    known = {workplace.number: workplace for workplace in dossier.workplaces}
    return all(
        number in known and (not name or names_position(dossier.position_of(known[number]), name))
        for number, name in names.items()
    )


def _file_runs(names: Mapping[int, str], dossier: Dossier) -> list[FileRun]:
    known = {workplace.number: workplace for workplace in dossier.workplaces}

    def bridged(before: int, number: int, name: str) -> bool:
        """Whether the numbers between may be workplaces of the same position without rows."""
        between = range(before + 1, number)
        same = (
            names_position(dossier.position_of(known[one]), name) for one in between if one in known
        )
        return not between or any(same)

    def odd(number: int, name: str) -> bool:
        """One wrong name amid rows of another position, which the list has at that number."""
        left, right = names.get(number - 1, ""), names.get(number + 1, "")
        listed = dossier.position_of(known[number]) if number in known else None
        return (
            listed is not None
            and near_names(left, right)
            and names_position(listed, left)
            and not near_names(left, name)
        )

    runs: list[tuple[str, list[int]]] = []
    for number, name in names.items():
        if not name or odd(number, name):
            continue
        if runs and near_names(runs[-1][0], name) and bridged(runs[-1][1][-1], number, name):
            runs[-1][1].append(number)
        else:
            runs.append((name, [number]))
    return [FileRun(name, tuple(numbers)) for name, numbers in runs]


def _beyond(
    found: Sequence[FileRun],
    listed: Sequence[ListRun],
    matched: Mapping[int, int],
    context: Context,
) -> tuple[dict[PositionId, int], tuple[LocalizedText, ...]]:
    beyond: dict[PositionId, int] = {}
    notes = []
    for at, place in matched.items():
        more = len(found[at].numbers) - len(listed[place].workplaces)
        if more > 0:
            line = listed[place].lines[-1]
            beyond[line.id] = more
            notes.append(
                context.texts.say(
                    "note-workplaces-beyond",
                    position=line.name,
                    found=len(found[at].numbers),
                    listed=sum(one.headcount for one in listed[place].lines),
                )
            )
    return beyond, tuple(reversed(notes))


def _assigned(
    found: Sequence[FileRun], listed: Sequence[ListRun], matched: Mapping[int, int]
) -> dict[int, Workplace]:
    """Numbers of the file by order within their position; gaps stay gaps where they can."""
    result: dict[int, Workplace] = {}
    shift = 0
    for at, run in enumerate(found):
        if at not in matched:
            continue
        in_list, numbers = listed[matched[at]], run.numbers
        workplaces, count = in_list.workplaces, len(numbers)
        by_number = {workplace.number: workplace for workplace in workplaces}
        shifts = (shift, 0, workplaces[0].number - numbers[0])
        fitting = (one for one in shifts if all(n + one in by_number for n in numbers))
        gaps = len(in_list.lines) == 1 or numbers[-1] - numbers[0] >= count
        use = next(fitting, None) if gaps and count < len(workplaces) else None
        if use is not None:
            pairs = {number: by_number[number + use] for number in numbers}
        else:
            pairs = dict(zip(numbers, in_list.spread(count), strict=True))
        result |= pairs
        shift = pairs[numbers[-1]].number - numbers[-1]
    return result


def _add_nameless(
    of_number: dict[int, Workplace], names: Mapping[int, str], dossier: Dossier
) -> None:
    """Numbers without a position go with their neighbours, where both are moved alike."""
    by_number = {workplace.number: workplace for workplace in dossier.workplaces}
    order = list(names)
    moved = [of_number[n].number - n if n in of_number else None for n in order]
    for at, number in enumerate(order):
        if names[number]:
            continue
        before = next((m for m in reversed(moved[:at]) if m is not None), None)
        after = next((m for m in moved[at + 1 :] if m is not None), before)
        shift = after if before is None else before
        if shift is not None and shift == after and number + shift in by_number:
            of_number[number] = by_number[number + shift]
