"""Values whose uncertainty reaches over their limit: neither within nor beyond (measure again)."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.services.check_board import Board, joined
from riskdesk.services.instrument_choice import quantity_title
from riskdesk.services.problem import Target


def undecided_at(board: Board, workplace: Workplace) -> None:
    """Rows of the journal of a workplace."""
    assessed = board.assessed(workplace)
    if assessed is None:
        return
    rows = {row.quantity: row for row in board.dossier.measurements_of(workplace)}
    for finding in assessed.quantities:
        if finding.verdict == "undecided" and finding.subject in rows:
            row = rows[finding.subject]
            board.add(
                "uncertainty-undecided",
                workplace=workplace,
                quantity=row.quantity,
                place=board.at(workplace, board.spec(row).title),
                message=_told(board, finding, row.uncertainty),
                targets=(Target("measurement", row.id), Target("workplace", workplace.id)),
            )


def check_undecided(board: Board) -> None:
    """Rows of points, each once, whoever stays there."""
    told: set[tuple[str, str]] = set()
    for assessed in board.assessment.workplaces:
        _points(board, assessed, told)


def uncertainty_of(text: str) -> Decimal | None:
    """An uncertainty as typed («0,7», «±0,7»); ``None`` where it is none."""
    try:
        return parse_decimal(text.strip().lstrip("±"))
    except UserError:
        return None


def _points(board: Board, assessed: WorkplaceAssessment, told: set[tuple[str, str]]) -> None:
    for found in assessed.points:
        for part in found.parts:
            key = (found.point_id, part.subject)
            if part.verdict != "undecided" or key in told:
                continue
            told.add(key)
            point = board.dossier.point_by_id[found.point_id]
            board.add(
                "uncertainty-undecided",
                quantity=part.subject,
                place=joined(
                    (
                        board.say(
                            "place-point-of",
                            family=quantity_title(found.family, board.catalog),
                            point=point.label,
                        ),
                        quantity_title(part.subject, board.catalog),
                    ),
                    ": ",
                ),
                message=_told(board, part, point.uncertainty),
                targets=(Target("point", point.id),),
            )


def _told(board: Board, finding: Finding, spread: str) -> LocalizedText:
    """The value with its uncertainty beside the limit; ``more`` measurements would decide it."""
    limit = board.range(finding.limit.range) if finding.limit is not None else LocalizedText("–")
    clause = finding.limit.clause if finding.limit is not None else finding.clause
    advice = (
        board.say("undecided-more", more=finding.more)
        if finding.more is not None
        else board.say("undecided-again")
    )
    return board.say(
        "uncertainty-undecided",
        value=finding.value_text or "–",
        spread=spread.lstrip("± ") or "–",
        limit=limit,
        clause=clause,
        advice=advice,
    )
