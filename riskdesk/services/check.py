"""The check: every contradiction in a certification, found and located."""

from riskdesk.domain.dossier import Dossier
from riskdesk.rules.finding import Assessment
from riskdesk.services.check_accepted import with_acceptances
from riskdesk.services.check_board import Board
from riskdesk.services.check_cards import check_cards
from riskdesk.services.check_certification import check_certification
from riskdesk.services.check_headcount import check_headcount
from riskdesk.services.check_numbers import check_numbers
from riskdesk.services.check_places import check_places
from riskdesk.services.check_sense import check_sense
from riskdesk.services.check_values import check_values
from riskdesk.services.context import Context
from riskdesk.services.problem import SEVERITY, Code, Problem, Severity, Target, TargetKind

__all__ = ["SEVERITY", "Code", "Problem", "Severity", "Target", "TargetKind", "check"]


def check(dossier: Dossier, assessment: Assessment, context: Context) -> list[Problem]:
    """All problems, by workplace (those of none last), then in the order of ``SEVERITY``."""
    board = Board(dossier, assessment, context)
    check_values(board)
    check_cards(board)
    check_places(board)
    check_headcount(board)
    check_sense(board)
    check_numbers(board)
    check_certification(board)
    problems = with_acceptances(board.problems, dossier.acceptances)
    codes = {code: place for place, code in enumerate(SEVERITY)}
    return sorted(
        problems,
        key=lambda found: (found.workplace is None, found.workplace or 0, codes[found.code]),
    )
