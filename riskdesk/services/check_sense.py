"""Checks of sense: night work, welding, loads, guarantees, groups, classes without a column."""

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.model import CardKind, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.classify import classify
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.services.check_board import Board, joined, number
from riskdesk.services.check_welding import missing_factors
from riskdesk.services.guarantees import GuaranteeLine, guarantee_line
from riskdesk.services.import_cards import COUNTED
from riskdesk.services.problem import Code, Target
from riskdesk.services.spelling import in_ranges

CARDS: tuple[CardKind, ...] = ("heaviness", "tension")


def sense_at(board: Board, workplace: Workplace) -> None:
    """All checks of what a person of the trade would see at a workplace at once."""
    assessed = board.assessed(workplace)
    _welding(board, workplace)
    if assessed is None:
        return
    _night(board, workplace, assessed)
    _loads(board, workplace, assessed)
    for card in CARDS:
        _column(board, workplace, card, assessed)
    _guarantees(board, workplace, assessed)


def check_sense(board: Board) -> None:
    """Groups whose members are not those that were confirmed."""
    for group in board.dossier.analog_groups:
        _group(board, group)


def _night(board: Board, workplace: Workplace, assessed: WorkplaceAssessment) -> None:
    """Works at night, and the card's shift says otherwise or nothing."""
    if not workplace.night:
        return
    night = board.catalog.occupations.night
    basis = board.basis
    if basis.criterion(night.card) is None:
        return
    inputs = {"indicator": night.row, "value": night.word}
    answer = classify(board.catalog, basis.criteria.id, night.card, inputs, basis.options)
    least = HazardClass(answer.hazard_class or "1")
    subject = f"{night.card}/{night.indicator}"
    found = next(f for f in assessed.indicators[night.card] if f.subject == subject)
    marked = found.decided
    if marked is not None and marked >= least:
        return
    board.add(
        "night-unmarked",
        workplace=workplace,
        quantity=night.card,
        place=board.at(
            workplace,
            board.say(f"card-{night.card}"),
            board.say("place-indicator", numbers=night.indicator),
        ),
        message=board.say("night-unmarked", mark=marked or "–", least=least, clause=answer.clause),
        targets=_card_targets(workplace, night.card),
    )


def _welding(board: Board, workplace: Workplace) -> None:
    """Welds, and nobody measured what welding gives off."""
    missing = missing_factors(board.dossier, workplace, board.catalog)
    if missing:
        board.add(
            "welding-factors",
            workplace=workplace,
            place=board.at(workplace),
            message=board.say("welding-factors", factors=joined(missing, ", ")),
            targets=(Target("workplace", workplace.id),),
        )


def _loads(board: Board, workplace: Workplace, assessed: WorkplaceAssessment) -> None:
    """A load over the women's limit where women work, or persons under 18."""
    if not (workplace.women or workplace.youth):
        return
    over = _over_women(board, assessed)
    if not over:
        return
    codes: list[Code] = []
    if workplace.women:
        codes.append("load-over-women")
    if workplace.youth:
        codes.append("load-over-youth")
    for code in codes:
        board.add(
            code,
            workplace=workplace,
            quantity="heaviness",
            place=board.at(workplace, board.say("card-heaviness")),
            message=board.say(
                code, loads=joined(over, "; "), women=workplace.women, youth=workplace.youth
            ),
            targets=_card_targets(workplace, "heaviness"),
        )


def _over_women(board: Board, assessed: WorkplaceAssessment) -> list[LocalizedText]:
    """Loads of the card over the greatest that is permissible for women, in words."""
    criterion = board.basis.criterion("heaviness")
    if criterion is None:
        return []
    specs = {spec.number: spec for spec in board.catalog.indicators["heaviness"]}
    found = []
    for finding in assessed.indicators["heaviness"]:
        spec = specs[finding.subject.partition("/")[2]]
        if finding.value is None or spec.row not in board.catalog.occupations.loads:
            continue
        limit = criterion.scale(spec.row, Sex.WOMEN.value).permissible
        if limit is not None and finding.value > limit:
            found.append(
                board.say(
                    "load-over",
                    indicator=spec.number,
                    value=number(finding.value),
                    limit=number(limit),
                    unit=spec.unit,
                )
            )
    return found


def _column(
    board: Board, workplace: Workplace, card: CardKind, assessed: WorkplaceAssessment
) -> None:
    """A class of a card that its form has no column for (criteria.md, C22)."""
    finding: Finding = assessed.heaviness if card == "heaviness" else assessed.tension
    decided = finding.decided
    if decided is None or str(decided) in COUNTED:
        return
    board.add(
        "class-without-column",
        workplace=workplace,
        quantity=card,
        place=board.at(workplace, board.say(f"card-{card}"), board.say("place-conclusion")),
        message=board.say("class-without-column", found=decided, columns=", ".join(COUNTED)),
        targets=_card_targets(workplace, card),
    )


def _guarantees(board: Board, workplace: Workplace, assessed: WorkplaceAssessment) -> None:
    """Guarantees without an entry of the List, or not confirmed and not explained."""
    wrong = [
        line
        for each in board.guarantees_of(workplace)
        if (line := guarantee_line(each, workplace, assessed.total, board.context)).groundless
    ]
    if wrong:
        board.add(
            "guarantee-groundless",
            workplace=workplace,
            place=board.at(workplace, board.say("place-guarantees")),
            message=joined([_groundless(board, line) for line in wrong], " "),
            targets=(
                *(Target("guarantee", line.guarantee.id) for line in wrong),
                Target("workplace", workplace.id),
            ),
        )


def _groundless(board: Board, line: GuaranteeLine) -> LocalizedText:
    why = line.why if line.entry else board.say("guarantee-no-entry")
    return board.say("guarantee-groundless", title=line.title, why=why)


def _group(board: Board, group: AnalogGroup) -> None:
    """A group of analogous workplaces whose members are not those that were confirmed."""
    now = {each.id: each for each in board.dossier.members_of(group.id)}
    confirmed = set(group.members)
    if confirmed == set(now):
        return
    by_id = board.dossier.workplace_by_id
    come = sorted(each.number for key, each in now.items() if key not in confirmed)
    gone = sorted(
        each.number
        for key in confirmed - set(now)
        if (each := by_id.get(key)) is not None  # type: ignore[call-overload]
    )
    board.add(
        "group-reopened",
        place=board.say("place-group", name=group.name),
        message=board.say(
            "group-reopened", come=in_ranges(come) or "–", gone=in_ranges(gone) or "–"
        ),
        targets=(Target("group", group.id),),
    )


def _card_targets(workplace: Workplace, card: str) -> tuple[Target, ...]:
    return (Target("card", f"{workplace.id}/{card}"), Target("workplace", workplace.id))
