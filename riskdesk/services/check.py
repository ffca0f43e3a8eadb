"""The check: every contradiction in a certification, found and located."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.rules.finding import Assessment
from riskdesk.services.check_accepted import with_acceptances
from riskdesk.services.check_board import Board, Rows
from riskdesk.services.check_cards import cards_at, check_unfilled
from riskdesk.services.check_certification import check_certification
from riskdesk.services.check_headcount import check_headcount
from riskdesk.services.check_numbers import check_numbers, hours_at
from riskdesk.services.check_places import check_places
from riskdesk.services.check_sense import check_sense, sense_at
from riskdesk.services.check_undecided import undecided_at
from riskdesk.services.check_values import check_values, values_at
from riskdesk.services.context import Context
from riskdesk.services.problem import SEVERITY, Code, Problem, Severity, Target, TargetKind

__all__ = [
    "SEVERITY",
    "Checked",
    "Code",
    "Problem",
    "Severity",
    "Target",
    "TargetKind",
    "check",
    "check_again",
]

_CODES: Mapping[Code, int] = {code: place for place, code in enumerate(SEVERITY)}

Local = Mapping[WorkplaceId, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Checked:
    """``problems``: all; ``local``: those of each workplace that rest on it alone."""

    problems: tuple[Problem, ...]
    local: Local
    rows: Rows = field(default_factory=dict, repr=False, compare=False)


def check(dossier: Dossier, assessment: Assessment, context: Context) -> list[Problem]:
    """All problems, by workplace (those of none last), then in the order of ``SEVERITY``."""
    return list(check_again(None, dossier, assessment, None, context).problems)


def check_again(
    before: Checked | None,
    dossier: Dossier,
    assessment: Assessment,
    touched: AbstractSet[WorkplaceId] | None,
    context: Context,
) -> Checked:
    """The check after a change that concerns the ``touched`` workplaces; ``None``: all of them."""
    board = Board(dossier, assessment, context, before.rows if before is not None else None)
    known = before.local if before is not None and touched is not None else {}
    local = {
        workplace.id: _at(board, workplace)
        if touched is None or workplace.id in touched or workplace.id not in known
        else known[workplace.id]
        for workplace in dossier.workplaces
    }
    check_values(board)
    check_places(board)
    check_unfilled(board, check_headcount(board))
    check_sense(board)
    check_numbers(board)
    check_certification(board)
    every = [problem for found in local.values() for problem in found] + board.problems
    problems = with_acceptances(every, dossier.acceptances)
    return Checked(tuple(_in_order(problems)), local, board.rows)


def _at(board: Board, workplace: Workplace) -> tuple[Problem, ...]:
    """What is wrong at one workplace by itself."""
    others, board.problems = board.problems, []
    for looked in (values_at, cards_at, sense_at, hours_at, undecided_at):
        looked(board, workplace)
    found, board.problems = tuple(board.problems), others
    return found


def _in_order(problems: Sequence[Problem]) -> Iterator[Problem]:
    """By workplace, then by code: to sort all at once would keep the window waiting."""
    found: dict[int | None, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.workplace].append(problem)
    for number in sorted(found, key=lambda number: (number is None, number or 0)):
        yield from sorted(found[number], key=lambda problem: _CODES[problem.code])
