"""Checks of the headcount: the staff list against the files, and against its own totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import Position, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.check_board import Board, joined
from riskdesk.services.problem import Target
from riskdesk.services.spelling import in_ranges
from riskdesk.services.structure_people import people_of

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Differing:
    """A line of the list, and the workplaces that files know under it."""

    position: Position
    known: dict[Numbers, list[LocalizedText]]

    @property
    def count(self) -> int:
        """The workplaces that the fullest of the files knows."""
        return max(map(len, self.known))


def check_headcount(board: Board) -> frozenset[PositionId]:
    """Every line whose count no file bears out, and every total that is not the sum.

    Those lines: what else is strange at their workplaces follows from the count.
    """
    differing = [found for line in board.dossier.positions if (found := _differing(board, line))]
    counts = {found.position.id: found.count for found in differing}
    dossier = board.dossier
    borne = sum(counts.get(line.id, line.headcount) for line in dossier.positions)
    listed = sum(line.headcount for line in dossier.positions)
    written = dossier.certification.headcount_written
    # A total that bears the files out is the same contradiction, told in its first line.
    told = written is not None and written != listed and written == borne
    for at, found in enumerate(differing):
        total = board.say("place-list-total", total=written) if told and at == 0 else None
        _add(board, found, total)
    if written is not None and written != listed and not told:
        _add_total(board, written, dossier.positions, None)
    for section in dossier.sections:
        lines = tuple(line for line in dossier.positions if line.section_id == section.id)
        whole = section.headcount_written
        sums = {
            sum(line.headcount for line in lines),
            sum(counts.get(line.id, line.headcount) for line in lines),
        }
        if whole is not None and whole not in sums:
            _add_total(board, whole, lines, section.name)
    return frozenset(counts)


def _differing(board: Board, position: Position) -> _Differing | None:
    workplaces = board.workplaces_of(position)
    known: dict[Numbers, list[LocalizedText]] = {}
    for source, found in _sources(board, workplaces):
        if position.headcount not in (len(found), people_of(found)):
            known.setdefault(tuple(one.number for one in found), []).append(source)
    if not known and position.headcount not in (len(workplaces), people_of(workplaces)):
        known[tuple(one.number for one in workplaces)] = []
    return _Differing(position, known) if known else None


def _sources(
    board: Board, workplaces: Iterable[Workplace]
) -> Iterator[tuple[LocalizedText, list[Workplace]]]:
    """Each file that knows workplaces of a line, and which; what was typed here is no file."""
    dossier = board.dossier
    journal, conclusions = [], []
    cards: dict[str, list[Workplace]] = {"heaviness": [], "tension": []}
    for workplace in workplaces:
        if dossier.measurements_of(workplace):
            journal.append(workplace)
        if any(entry.position_written for entry in dossier.entries_of(workplace, "heaviness")):
            cards["heaviness"].append(workplace)
        if any(entry.position_written for entry in dossier.entries_of(workplace, "tension")):
            cards["tension"].append(workplace)
        foot = dossier.foot_of(workplace, "heaviness")
        if foot is not None and foot.position_written:
            conclusions.append(workplace)
    if journal:
        yield board.say("place-journal"), journal
    for card, found in cards.items():
        if found:
            yield board.say(f"card-{card}"), found
    if conclusions:
        yield board.say("place-conclusions"), conclusions


def _add(board: Board, found: _Differing, total: LocalizedText | None) -> None:
    line = found.position
    places = [board.say("place-list-row", ordinal=line.ordinal, position=line.name)]
    if total is not None:
        places.append(total)
    counts = []
    for numbers, sources in found.known.items():
        named = {"numbers": in_ranges(numbers) or "–", "count": len(numbers)}
        if sources:
            source = joined(sources, ", ")
            places.append(board.say("place-source-workplaces", source=source, **named))
            counts.append(board.say("headcount-source", source=source, **named))
        else:
            places.append(board.say("place-workplaces", **named))
            counts.append(board.say("headcount-workplaces", **named))
    board.add(
        "headcount-differs",
        place=joined(places, "; "),
        message=board.say("headcount-differs", listed=line.headcount, counts=joined(counts, ", ")),
        targets=(Target("position", line.id),),
    )


def _add_total(
    board: Board, written: int, lines: tuple[Position, ...], section: LocalizedText | None
) -> None:
    """A total of the list beside the lines that it should be the sum of."""
    listed = sum(line.headcount for line in lines)
    ordinals = in_ranges(sorted(line.ordinal for line in lines)) or "–"
    total = (
        board.say("place-list-total", total=written)
        if section is None
        else board.say("place-section-total", section=section, total=written)
    )
    board.add(
        "headcount-differs",
        place=joined((total, board.say("place-list-lines", ordinals=ordinals)), "; "),
        message=board.say("headcount-differs-total", written=written, listed=listed),
        targets=tuple(Target("position", line.id) for line in lines[:1]),
    )
