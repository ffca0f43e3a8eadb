"""A value ten times its neighbours, or a tenth: mostly a slip of the decimal sign."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from riskdesk.domain.model import Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.row_reading import Reading
from riskdesk.services.check_board import Board, joined, number
from riskdesk.services.instrument_choice import quantity_title
from riskdesk.services.problem import Target

TIMES = 10
FEWEST = 5
"""Fewer values show no usual one."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A number read at a workplace (journal) or at a point."""

    value: Decimal
    quantity: str
    target: Target
    workplace: Workplace | None = None
    point: Point | None = None


def check_outlying(board: Board) -> None:
    """Values of one quantity in one section, and of one column at the points of a family."""
    for group in _journal(board) + _points(board):
        if len(group) < FEWEST:
            continue
        usual = median(each.value for each in group)
        if usual <= 0:
            continue
        for each in group:
            if each.value >= TIMES * usual or 0 < each.value * TIMES <= usual:
                _add(board, each, usual, len(group))


def _add(board: Board, found: _Value, usual: Decimal, count: int) -> None:
    board.add(
        "value-outlying",
        workplace=found.workplace,
        quantity=found.quantity,
        place=_place(board, found),
        message=board.say(
            "value-outlying", value=number(found.value), usual=number(usual), count=count
        ),
        targets=(found.target,),
    )


def _place(board: Board, found: _Value) -> LocalizedText:
    title = quantity_title(found.quantity, board.catalog)
    if found.workplace is not None:
        return board.at(found.workplace, title)
    if found.point is None:
        return title
    family = quantity_title(found.point.family, board.catalog)
    point = board.say("place-point-of", family=family, point=found.point.label)
    return joined((point, title), ": ")


def _journal(board: Board) -> list[list[_Value]]:
    groups: dict[tuple[str, str], list[_Value]] = defaultdict(list)
    for workplace in board.dossier.workplaces:
        section = board.dossier.section_of(workplace).id
        for row in board.dossier.measurements_of(workplace):
            if row.value is not None:
                target = Target("measurement", row.id)
                found = _Value(row.value, row.quantity, target, workplace=workplace)
                groups[section, row.quantity].append(found)
    return list(groups.values())


def _points(board: Board) -> list[list[_Value]]:
    """By column, and by the words beside it: another substance or band is no neighbour."""
    groups: dict[tuple[str, ...], list[_Value]] = defaultdict(list)
    for point in board.dossier.points:
        row = board.row_of(point)
        if row is None:
            continue
        words = tuple(sorted(f"{k}={v}" for k, v in row.values.items() if isinstance(v, str)))
        target = Target("point", point.id)
        for column, value in row.values.items():
            if isinstance(value, Reading):
                groups[point.family, column, *words].append(
                    _Value(value.value, column, target, point=point)
                )
    return list(groups.values())
