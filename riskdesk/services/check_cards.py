"""Checks of the cards: marks against values, conclusions and counts against own marks."""

from collections import Counter
from collections.abc import Set as AbstractSet

from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import CardKind, Mark, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.basis import Basis
from riskdesk.rules.finding import Finding
from riskdesk.rules.roll_up import TensionCounts, roll_up, roll_up_tension
from riskdesk.services.check_board import Board, joined
from riskdesk.services.check_values import proposals
from riskdesk.services.import_cards import COUNTED
from riskdesk.services.problem import Target, Told
from riskdesk.services.spelling import in_ranges

CARDS: tuple[CardKind, ...] = ("heaviness", "tension")


def cards_at(board: Board, workplace: Workplace) -> None:
    """All checks of both cards of a workplace, and of its total."""
    if not board.dossier.marks_of(workplace):
        return
    for card in CARDS:
        _marks_differ(board, workplace, card)
        marks = marks_of(board, workplace, card)
        if marks:
            _conclusion_differs(board, workplace, card, marks)
            _count_differs(board, workplace, card, marks)
    _total_differs(board, workplace)


def check_unfilled(board: Board, differing: AbstractSet[PositionId]) -> None:
    """Cards that nothing is written in, one line a card; where the work has not begun it is silent.

    ``differing``: lines with a wrong count; a card that a workplace too many lacks is no news.
    """
    for card in CARDS:
        places = [
            each
            for each in board.dossier.workplaces
            if each.position_id not in differing and _unfilled(board, each, card)
        ]
        if places:
            source, numbers = board.say(f"card-{card}"), in_ranges(each.number for each in places)
            board.add(
                "card-missing",
                quantity=card,
                place=board.say("place-source-workplaces", source=source, numbers=numbers),
                message=board.say("card-missing", count=len(places)),
                targets=tuple(Target("card", f"{each.id}/{card}") for each in places),
            )


def _unfilled(board: Board, workplace: Workplace, card: CardKind) -> bool:
    """Values, stays or the other card are there; no entry, and no like workplace lends one."""
    dossier, assessed = board.dossier, board.assessed(workplace)
    if assessed is None or dossier.entries_of(workplace, card):
        return False
    finding = assessed.heaviness if card == "heaviness" else assessed.tension
    begun = dossier.measurements_of(workplace) or dossier.stays_of(workplace)
    other = any(dossier.entries_of(workplace, each) for each in CARDS)
    return finding.status == "not-measured" and bool(begun or other)


def marks_of(board: Board, workplace: Workplace, card: CardKind) -> dict[str, HazardClass]:
    """The classes marked on a card, by indicator."""
    marks: dict[str, HazardClass] = {}
    for spec in board.catalog.indicators[card]:
        mark = board.dossier.mark_of(workplace, f"{card}/{spec.number}")
        if mark is not None:
            marks[spec.number] = mark.hazard_class
    return marks


def _marks_differ(board: Board, workplace: Workplace, card: CardKind) -> None:
    """Indicators whose mark fits no proposal; one line a card, the place names them."""
    assessed = board.assessed(workplace)
    findings = assessed.indicators.get(card, ()) if assessed is not None else ()
    wrong = [finding for finding in findings if _unexplained(finding)]
    if not wrong:
        return
    numbers = ", ".join(_indicator(finding) for finding in wrong)
    where = board.say("place-indicator" if len(wrong) == 1 else "place-indicators", numbers=numbers)
    board.add(
        "mark-differs",
        workplace=workplace,
        quantity=card,
        place=board.at(workplace, board.say(f"card-{card}"), where),
        message=Told(
            joined([_told(board, finding) for finding in wrong], "; "),
            where,
        ),
        targets=_targets(workplace, card),
    )


def _told(board: Board, finding: Finding) -> LocalizedText:
    return board.say(
        "mark-differs-indicator",
        indicator=_indicator(finding),
        value=finding.value_text or "–",
        mark=finding.mark,
        proposed=proposals(finding),
    )


def _indicator(finding: Finding) -> str:
    return finding.subject.rpartition("/")[2]


def _unexplained(finding: Finding) -> bool:
    return finding.differs and not finding.mark_reason


def _conclusion_differs(
    board: Board, workplace: Workplace, card: CardKind, marks: dict[str, HazardClass]
) -> None:
    """The conclusion of a card against the roll-up of its own marks.

    On a card with gaps only a conclusion better than its marks is wrong: the rest may be worse.
    """
    concluded = board.dossier.mark_of(workplace, card)
    if concluded is None or concluded.reason:
        return
    own = roll_up_marks(board, card, tuple(marks.values()))
    whole = len(marks) == len(board.catalog.indicators[card])
    if own is concluded.hazard_class or (not whole and own <= concluded.hazard_class):
        return
    board.add(
        "conclusion-differs",
        workplace=workplace,
        quantity=card,
        place=board.at(workplace, board.say(f"card-{card}"), board.say("place-conclusion")),
        message=Told(
            board.say(
                "conclusion-differs",
                written=concluded.hazard_class,
                own=own,
                marks=_counts_text(tuple(marks.values())),
            ),
            board.say("conclusion-differs-brief", written=concluded.hazard_class, own=own),
        ),
        targets=_targets(workplace, card, concluded),
    )


def roll_up_marks(board: Board, card: CardKind, marks: tuple[HazardClass, ...]) -> HazardClass:
    """The class of a card by its marks, under the rule set of the certification."""
    criterion = Basis.of(board.dossier, board.catalog).criterion(f"{card}_rollup")
    if criterion is None:
        return max(marks, key=lambda mark: mark.ordinal)
    if card == "tension":
        counts = TensionCounts.of(marks).filled(criterion.body.integer("indicators"))
        outcome = roll_up_tension(criterion, counts)
    else:
        outcome = roll_up(criterion, marks)
    return HazardClass(outcome.result)


def _count_differs(
    board: Board, workplace: Workplace, card: CardKind, marks: dict[str, HazardClass]
) -> None:
    """The counts at the foot of a card against its own marks."""
    foot = board.dossier.foot_of(workplace, card)
    if foot is None or not foot.counts:
        return
    counted = Counter(str(mark) for mark in marks.values())
    own = tuple(counted[name] for name in COUNTED)
    if foot.counts == own:
        return
    board.add(
        "count-differs",
        workplace=workplace,
        quantity=card,
        place=board.at(workplace, board.say(f"card-{card}"), board.say("place-counts")),
        message=board.say(
            "count-differs",
            classes=" / ".join(COUNTED),
            written=" / ".join(str(count) for count in foot.counts),
            own=" / ".join(str(count) for count in own),
        ),
        targets=_targets(workplace, card),
    )


def _total_differs(board: Board, workplace: Workplace) -> None:
    """The specialist's total against the proposal, without a reason."""
    assessed = board.assessed(workplace)
    if assessed is None or not _unexplained(assessed.total):
        return
    total = assessed.total
    board.add(
        "mark-differs",
        workplace=workplace,
        quantity="total",
        place=board.at(workplace, board.say("place-total")),
        message=Told(
            board.say("mark-differs-one", mark=total.mark, proposed=proposals(total)),
            board.say("mark-differs-brief", mark=total.mark, proposed=proposals(total)),
        ),
        targets=(Target("workplace", workplace.id),),
    )


def _counts_text(marks: tuple[HazardClass, ...]) -> str:
    counts = Counter(marks)
    return ", ".join(f"{name} × {counts[name]}" for name in HazardClass if counts[name])


def _targets(workplace: Workplace, card: CardKind, mark: Mark | None = None) -> tuple[Target, ...]:
    found = (Target("card", f"{workplace.id}/{card}"), Target("workplace", workplace.id))
    return found if mark is None else (*found, Target("mark", mark.id))
