"""Checks of the journal: values, norms written by hand, instruments, gaps, acts cited."""

from collections import defaultdict

from riskdesk.domain.model import Measurement, Workplace
from riskdesk.rules.acts import Act
from riskdesk.rules.evaluate import rule_limit
from riskdesk.rules.finding import Finding, Limit
from riskdesk.rules.specs import QuantitySpec
from riskdesk.rules.written import written_range
from riskdesk.services.check_board import Board, joined, number
from riskdesk.services.check_instruments import (
    check_instruments,
    instrument_expired,
    targets_of,
)
from riskdesk.services.importing import format_date
from riskdesk.services.point_stays import readings_of
from riskdesk.services.problem import Target, Told
from riskdesk.services.spelling import folded


def values_at(board: Board, workplace: Workplace) -> None:
    """All checks of the journal rows of a workplace."""
    assessed = board.assessed(workplace)
    for row in board.dossier.measurements_of(workplace):
        finding = assessed.quantity(row.quantity) if assessed is not None else None
        _norm_exceeded(board, workplace, row, finding)
        _written_norm_exceeded(board, workplace, row)
        _written_norm_differs(board, workplace, row, finding)
        _mark_differs(board, workplace, row, finding)
        instrument_expired(board, workplace, row)
        _factor_missing(board, workplace, row)
        _point_value_differs(board, workplace, row)


def check_values(board: Board) -> None:
    """Checks of the journal as a whole: instruments, acts cited."""
    check_instruments(board)
    _norm_repealed(board)


def _norm_exceeded(
    board: Board, workplace: Workplace, row: Measurement, finding: Finding | None
) -> None:
    """A value beyond the rule's norm that nobody has marked as harmful."""
    limit = finding.limit if finding is not None else None
    mark = board.dossier.mark_of(workplace, row.quantity)
    if row.value is None or limit is None or limit.as_written or row.value in limit.range:
        return
    if mark is not None and mark.hazard_class.harmful:
        return
    marked = (
        board.say("norm-exceeded-unmarked")
        if mark is None
        else board.say("norm-exceeded-marked", mark=mark.hazard_class)
    )
    board.add(
        "norm-exceeded",
        workplace=workplace,
        quantity=row.quantity,
        place=board.at(workplace, board.spec(row).title),
        message=Told(
            board.say(
                "norm-exceeded-proposed" if limit.proposed else "norm-exceeded",
                value=board.with_unit(row, row.value),
                limit=board.range(limit.range),
                clause=limit.clause,
                marked=marked,
            ),
            board.say(
                "norm-exceeded-brief",
                value=board.with_unit(row, row.value),
                limit=board.range(limit.range),
            ),
        ),
        targets=targets_of(row),
    )


def _written_norm_exceeded(board: Board, workplace: Workplace, row: Measurement) -> None:
    """A value beyond the norm written beside it in the journal."""
    written = written_range(row.norm_written, board.spec(row).bound)
    if row.value is None or written is None or row.value in written:
        return
    board.add(
        "written-norm-exceeded",
        workplace=workplace,
        quantity=row.quantity,
        place=board.at(workplace, board.spec(row).title, board.say("place-journal")),
        message=Told(
            board.say(
                "written-norm-exceeded",
                value=board.with_unit(row, row.value),
                written=row.norm_written,
            ),
            board.say(
                "written-norm-exceeded-brief",
                value=board.with_unit(row, row.value),
                written=row.norm_written,
            ),
        ),
        targets=targets_of(row),
    )


def _written_norm_differs(
    board: Board, workplace: Workplace, row: Measurement, finding: Finding | None
) -> None:
    """The written norm against the rule's, or against the one written at the point."""
    spec = board.spec(row)
    reasons, briefs, places = [], [], [board.say("place-journal")]
    limit = _limit_of_rule(board, workplace, row, finding)
    written = written_range(row.norm_written, spec.bound)
    if limit is not None and written not in (None, limit.range):
        reasons.append(
            board.say(
                "written-norm-differs-rule",
                written=row.norm_written,
                limit=board.range(limit.range),
                clause=limit.clause,
            )
        )
        said = {"written": row.norm_written, "limit": board.range(limit.range)}
        briefs.append(board.say("written-norm-differs-rule-brief", **said))
    for point in board.points(workplace, spec):
        there = point.norms_written.get(row.quantity, "")
        if row.norm_written and there and not _same_norm(row.norm_written, there, spec):
            reasons.append(
                board.say(
                    "written-norm-differs-point",
                    written=row.norm_written,
                    point=point.label,
                    there=there,
                )
            )
            place = board.say("place-point", point=point.label)
            places.append(place)
            wrote = {"written": row.norm_written, "point": point.label, "there": there}
            briefs.append(board.say("written-norm-differs-point-brief", **wrote))
    if reasons:
        board.add(
            "written-norm-differs",
            workplace=workplace,
            quantity=row.quantity,
            place=board.at(workplace, spec.title, *places),
            message=Told(joined(reasons, " "), joined(briefs, "; ")),
            targets=targets_of(row),
        )


def _limit_of_rule(
    board: Board, workplace: Workplace, row: Measurement, finding: Finding | None
) -> Limit | None:
    """The rule's limit, also where nothing was measured; ``None`` where no row is known."""
    if finding is not None and finding.limit is not None:
        return None if finding.limit.as_written else finding.limit
    return rule_limit(board.dossier, workplace, row.quantity, board.catalog)


def _same_norm(one: str, two: str, spec: QuantitySpec) -> bool:
    """Whether two written norms say the same; what cannot be read is compared as text."""
    ranges = written_range(one, spec.bound), written_range(two, spec.bound)
    return ranges[0] == ranges[1] if None not in ranges else folded(one) == folded(two)


def _mark_differs(
    board: Board, workplace: Workplace, row: Measurement, finding: Finding | None
) -> None:
    """A harmful mark that the value does not bear out, or another degree, without a reason.

    A mark 1 or 2 against a harmful proposal is ``norm-exceeded``; between 1 and 2 nothing is said.
    """
    if finding is None or not finding.differs or finding.mark is None or finding.mark_reason:
        return
    if not finding.mark.harmful:
        return
    board.add(
        "mark-differs",
        workplace=workplace,
        quantity=row.quantity,
        place=board.at(workplace, board.spec(row).title),
        message=Told(
            board.say("mark-differs-one", mark=finding.mark, proposed=proposals(finding)),
            board.say("mark-differs-brief", mark=finding.mark, proposed=proposals(finding)),
        ),
        targets=targets_of(row),
    )


def proposals(finding: Finding) -> str:
    """The class proposed, or both where they differ by sex and it is not given."""
    if finding.by_sex is not None:
        return " / ".join(str(found) for found in dict.fromkeys(finding.by_sex.values()))
    return str(finding.proposed)


def _factor_missing(board: Board, workplace: Workplace, row: Measurement) -> None:
    """A quantity that the journal lists for the workplace and that has no value."""
    if row.value is None:
        board.add(
            "factor-missing",
            workplace=workplace,
            quantity=row.quantity,
            place=board.at(workplace, board.spec(row).title),
            message=board.say("factor-missing"),
            targets=targets_of(row),
        )


def _point_value_differs(board: Board, workplace: Workplace, row: Measurement) -> None:
    """A journal value that none of the workplace's points bears out."""
    spec = board.spec(row)
    points = board.points(workplace, spec)
    read = {
        p.label: values[row.quantity] for p in points if row.quantity in (values := readings_of(p))
    }
    if row.value is None or not read or min(read.values()) <= row.value <= max(read.values()):
        return
    there = joined((number(value) for value in read.values()), ", ")
    label = ", ".join(read)
    board.add(
        "point-value-differs",
        workplace=workplace,
        quantity=row.quantity,
        place=board.at(
            workplace,
            spec.title,
            board.say("place-journal"),
            board.say("place-point", point=label),
        ),
        message=board.say(
            "point-value-differs",
            value=board.with_unit(row, row.value),
            point=label,
            there=joined((there, spec.unit), " "),
        ),
        targets=(*targets_of(row), *(Target("point", point.id) for point in points)),
    )


def _norm_repealed(board: Board) -> None:
    """An act cited as the method of measurement and no longer in force on the day."""
    cited: dict[tuple[str, str], list[tuple[Workplace, Measurement, Act]]] = defaultdict(list)
    for workplace in board.dossier.workplaces:
        for row in board.dossier.measurements_of(workplace):
            act = board.catalog.acts.cited(row.method, row.measured_on) if row.method else None
            if act is not None and act.repealed_on(row.measured_on):
                cited[act.id, row.quantity].append((workplace, row, act))
    for (_, quantity), rows in cited.items():
        _, first, act = rows[0]
        successor = _successor(board, act)
        board.add(
            "norm-repealed",
            quantity=quantity,
            place=board.say(
                "place-journal-rows",
                quantity=board.spec(first).title,
                count=len(rows),
                first=rows[0][0].number,
                last=rows[-1][0].number,
            ),
            message=board.say(
                "norm-repealed" if successor is None else "norm-repealed-replaced",
                act=act.short,
                day=format_date(first.measured_on),
                successor="" if successor is None else successor.short,
            ),
            targets=tuple(Target("measurement", row.id) for _, row, _ in rows),
        )


def _successor(board: Board, act: Act) -> Act | None:
    return next((other for other in board.catalog.acts if other.id == act.replaced_by), None)
