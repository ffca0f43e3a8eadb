"""Checks of the structure: points, codes, the spelling of positions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations

from riskdesk.domain.ids import PointId, PositionId
from riskdesk.domain.model import Point, Position, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.check_board import FAMILY_OF, Board, joined
from riskdesk.services.point_stays import PointGroup, PositionNames, point_groups, readings_of
from riskdesk.services.problem import Target
from riskdesk.services.spelling import in_ranges, near_key, near_names, same_name, squeezed


def check_places(board: Board) -> None:
    """All checks of points, codes and names."""
    _duplicate_points(board)
    _duplicate_codes(board)
    _spelling(board)
    assigned = {stay.point_id for stay in board.dossier.stays}
    for group in point_groups(board.dossier):
        if not _ambiguous(board, group, assigned):
            _points_missing(board, group)


def _duplicate_points(board: Board) -> None:
    """One label at two points of a family."""
    seen: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in board.dossier.points:
        seen[point.family, point.label].append(point)
    for (family, label), points in seen.items():
        if len(points) < 2:
            continue
        places = [
            board.say("place-point-row", ordinal=point.ordinal, position=point.position_written)
            for point in points
        ]
        board.add(
            "duplicate-point",
            place=joined((board.catalog.families[family].title, *places), ": ", "; "),
            message=board.say("duplicate-point", point=label, count=len(points)),
            targets=tuple(Target("point", point.id) for point in points),
        )


def _duplicate_codes(board: Board) -> None:
    """One derived code at two workplaces."""
    seen: dict[str, list[Workplace]] = defaultdict(list)
    for workplace in board.dossier.workplaces:
        seen[board.dossier.code_of(workplace)].append(workplace)
    for code, workplaces in seen.items():
        if len(workplaces) > 1:
            board.add(
                "duplicate-code",
                workplace=workplaces[0],
                place=joined([board.at(workplace) for workplace in workplaces], "; "),
                message=board.say("duplicate-code", code=code, count=len(workplaces)),
                targets=tuple(Target("workplace", workplace.id) for workplace in workplaces),
            )


def _spelling(board: Board) -> None:
    """One position spelled two ways: in the list and elsewhere, or in two lines of the list."""
    written, earlier = _written(board), _earlier_spellings(board)
    for position in board.dossier.positions:
        places: dict[str, list[Where]] = defaultdict(list)
        for line in earlier.get(position.id, ()):
            row = board.say("place-list-line", ordinal=line.ordinal)
            places[_name(line)].append((row, ""))
        first = next(iter(board.workplaces_of(position)), None)
        for at, (text, workplace, place) in enumerate(written.get(position.id, ())):
            if place not in places[text]:
                places[text].append(place)
            first = workplace if at == 0 and workplace is not None else first
        if places:
            _add_spelling(board, position, places, first)


def _earlier_spellings(board: Board) -> dict[PositionId, list[Position]]:
    """By line of the list, earlier lines of the same position that are spelled another way."""
    lines: dict[str, list[Position]] = defaultdict(list)
    for position in board.dossier.positions:
        lines[squeezed(_name(position))].append(position)
    # Each with each would take a minute for 3 000 lines.
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in lines:
        alike[near_key(name)].append(name)
    found: dict[PositionId, list[Position]] = defaultdict(list)
    for names in alike.values():
        for one, two in combinations(names, 2):
            if abs(len(one) - len(two)) <= 2 and near_names(one, two):
                for later in lines[two]:
                    found[later.id].append(lines[one][0])
    return found


def _name(position: Position) -> str:
    return position.name.ru or position.name.kk


Where = tuple[LocalizedText, str]
"""A file or a family of points, and the label of the point there."""
Written = tuple[str, Workplace | None, Where]


def _written(board: Board) -> dict[str, list[Written]]:
    """By position, every spelling that is not the list's: text, whose it is, where it stands."""
    dossier = board.dossier
    found: dict[str, list[Written]] = defaultdict(list)
    for workplace in dossier.workplaces:
        position = dossier.position_of(workplace)
        for text, place in _texts_of(board, workplace):
            if _misspells(position, text):
                found[position.id].append((text, workplace, place))
    assigned = {stay.point_id for stay in dossier.stays}
    names = PositionNames(dossier.positions)
    for point in dossier.points:
        if point.id in assigned:
            continue
        named = names.named(point.position_written)
        if named and all(_misspells(position, point.position_written) for position in named):
            where = (_family(board, point), point.label)
            found[named[0].id].append((point.position_written, None, where))
    return found


def _texts_of(board: Board, workplace: Workplace) -> Iterator[tuple[str, Where]]:
    dossier = board.dossier
    for text in {row.position_written: None for row in dossier.measurements_of(workplace)}:
        yield text, (board.say("place-journal"), "")
    for card in ("heaviness", "tension"):
        entries = dossier.entries_of(workplace, card)
        for text in {entry.position_written: None for entry in entries}:
            yield text, (board.say(f"card-{card}"), "")
        foot = dossier.foot_of(workplace, card)
        if foot is not None:
            yield foot.position_written, (board.say("place-conclusions"), "")
    for family in FAMILY_OF.values():
        for point in dossier.points_of(workplace, family):
            if point.zone:  # typed here: it names a place, a laboratory's list names a position
                continue
            yield point.position_written, (_family(board, point), point.label)


def _misspells(position: Position, text: str) -> bool:
    names = (position.name.ru, position.name.kk, position.name.en)
    return bool(text) and text not in names and not any(same_name(n, text) for n in names if n)


def _add_spelling(
    board: Board,
    position: Position,
    places: dict[str, list[Where]],
    workplace: Workplace | None,
) -> None:
    row = board.say("place-list-row", ordinal=position.ordinal, position=position.name)
    elsewhere = [
        board.say("place-spelled", text=text, places=joined(_gathered(board, where), ", "))
        for text, where in places.items()
    ]
    board.add(
        "position-spelling",
        workplace=workplace,
        place=joined((row, *elsewhere), "; "),
        message=board.say(
            "position-spelling",
            listed=position.name,
            written=", ".join(f"«{text}»" for text in places),
        ),
        targets=(
            Target("position", position.id),
            *((Target("workplace", workplace.id),) if workplace is not None else ()),
        ),
    )


def _gathered(board: Board, where: Iterable[Where]) -> Iterator[LocalizedText]:
    """Every file once, the points of a family together."""
    labels: dict[LocalizedText, list[str]] = defaultdict(list)
    for file, label in where:
        labels[file].append(label)
    for file, found in labels.items():
        if not found[0]:
            yield file
        elif len(found) == 1:
            yield board.say("place-point-of", family=file, point=found[0])
        else:
            yield board.say("place-points-of", family=file, points=in_ranges(found))


def _ambiguous(board: Board, group: PointGroup, assigned: AbstractSet[PointId]) -> bool:
    """Points that could not be given to a workplace."""
    left = [point for point in group.points if point.id not in assigned]
    if not left:
        return False
    labels = in_ranges(point.label for point in left)
    numbers = in_ranges(workplace.number for workplace in group.workplaces)
    board.add(
        "point-ambiguous",
        workplace=group.workplaces[0] if group.workplaces else None,
        quantity=board.catalog.families[group.family].columns[0].id,
        place=board.say(
            "place-points",
            family=board.catalog.families[group.family].title,
            position=left[0].position_written,
            points=labels,
        ),
        message=board.say(
            "point-ambiguous" if group.workplaces else "point-unplaced",
            points=len(left),
            count=len(group.workplaces),
            numbers=numbers or "–",
        ),
        targets=tuple(Target("point", point.id) for point in left),
    )
    return True


def _points_missing(board: Board, group: PointGroup) -> None:
    """A value of the journal at a workplace that none of its position's points belongs to."""
    dossier = board.dossier
    lacking = [each for each in group.workplaces if not dossier.points_of(each, group.family)]
    read = {name for point in group.points for name in readings_of(point)} if lacking else set()
    for workplace in lacking:
        for row in dossier.measurements_of(workplace):
            if row.quantity in read and row.value is not None:
                board.add(
                    "point-missing",
                    workplace=workplace,
                    quantity=row.quantity,
                    place=board.at(workplace, board.spec(row).title, board.say("place-journal")),
                    message=board.say(
                        "point-missing",
                        value=board.with_unit(row, row.value),
                        points=in_ranges(point.label for point in group.points),
                    ),
                    targets=(Target("measurement", row.id), Target("workplace", workplace.id)),
                )


def _family(board: Board, point: Point) -> LocalizedText:
    return board.catalog.families[point.family].title
