"""``assess``: the hazards of the catalogue, rated, for every position that has no risks yet."""

import argparse
from collections import Counter

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import choose
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.cli.table import show
from riskdesk.app.store import make_context, store
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Certification
from riskdesk.services import risk


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Give positions their risks and print how many each was given."""
    with store(program, arguments.database, reading=True) as database:
        with database.unit_of_work() as uow:
            identity = choose(uow.find(Certification), arguments.certification).id
            before = uow.dossier(identity)
        if not before.positions:
            raise UserError("assess-no-positions")
        command = risk.AssessRisks(certification_id=identity)
        risk.run(command, database.unit_of_work(), make_context(program))
        with database.unit_of_work() as uow:
            after = uow.dossier(identity)
    added = _added(before, after)
    if not added:
        note(program.say("assess-nothing"))
        return 0
    rows = [
        {
            "section": program.tell(after.section_by_id[position.section_id].name),
            "position": program.tell(position.name),
            "risks": added[position.id],
        }
        for position in after.positions
        if position.id in added
    ]
    show(program, ("section", "position", "risks"), rows)
    put_line(program.say("assess-done", risks=added.total(), positions=len(added)))
    return 0


def _added(before: Dossier, after: Dossier) -> Counter[str]:
    """How many risks each position was given."""
    there = {one.id for one in before.risks}
    return Counter(one.position_id for one in after.risks if one.id not in there)
