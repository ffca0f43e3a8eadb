"""Checks of what stands on the cover: the BIN, the ground, the accreditation; and of groups."""

from riskdesk.domain.model import Workplace
from riskdesk.services.bin_number import digit_fits
from riskdesk.services.check_board import Board, joined
from riskdesk.services.groups_alike import Likeness
from riskdesk.services.importing import format_date
from riskdesk.services.problem import Target


def check_certification(board: Board) -> None:
    """Facts of the certification as a whole, and groups whose members are no longer alike."""
    _bin(board)
    _extraordinary(board)
    _accreditation(board)
    _groups(board)


def _bin(board: Board) -> None:
    """A number that is there, by an older program or a file, and cannot be one."""
    enterprise = board.dossier.enterprise
    if enterprise.bin and not digit_fits(enterprise.bin):
        board.add(
            "bin-digit",
            place=enterprise.name,
            message=board.say("bin-digit-wrong", text=enterprise.bin),
            targets=_head(board),
        )


def _extraordinary(board: Board) -> None:
    """Its results are an annex to the certification before, on a ground (Labour Code 183(4))."""
    head = board.dossier.certification
    if head.kind != "extraordinary" or (head.ground and head.parent_id):
        return
    board.add(
        "extraordinary-incomplete",
        place=board.say("place-certification", title=head.title),
        message=board.say("extraordinary-incomplete"),
        targets=_head(board),
    )


def _accreditation(board: Board) -> None:
    """A day of values that the laboratory's accreditation does not cover."""
    head = board.dossier.certification
    first, last = head.accredited_from, head.accredited_until
    days = {row.measured_on for row in board.dossier.measurements if row.value is not None}
    out = sorted(
        day
        for day in days
        if (first is not None and day < first) or (last is not None and last < day)
    )
    if out:
        board.add(
            "accreditation-over",
            place=board.say("place-certification", title=head.title),
            message=board.say(
                "accreditation-over",
                number=head.accreditation or "–",
                first="–" if first is None else format_date(first),
                last="–" if last is None else format_date(last),
                days=", ".join(map(format_date, out)),
            ),
            targets=_head(board),
        )


def _groups(board: Board) -> None:
    likeness = Likeness(board.dossier)
    members: dict[str, list[Workplace]] = {each.id: [] for each in board.dossier.analog_groups}
    for workplace in board.dossier.workplaces:
        if workplace.group_id in members:
            members[workplace.group_id].append(workplace)
    for group in board.dossier.analog_groups:
        differences = likeness.differences(members[group.id])
        if differences:
            fields = [board.say(f"group-field-{each.field}") for each in differences]
            board.add(
                "group-differs",
                place=board.say("place-group", name=group.name),
                message=board.say("group-differs", fields=joined(fields, ", ")),
                targets=(Target("group", group.id),),
            )


def _head(board: Board) -> tuple[Target, ...]:
    return (Target("certification", board.dossier.certification.id),)
