"""``seal``: a certification is sealed against changes, or opened again for a reason."""

import argparse

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import choose
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.store import make_context, store
from riskdesk.domain.issue import Seal
from riskdesk.domain.model import Certification
from riskdesk.services import edit
from riskdesk.services.sealing import SealCertification, UnsealCertification


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Print the code of the seal."""
    with store(program, arguments.database, reading=True) as database:
        with database.unit_of_work() as uow:
            found = choose(uow.find(Certification), arguments.certification)
        act = UnsealCertification if arguments.open else SealCertification
        command = act(certification_id=found.id, reason=arguments.reason)
        seal = edit.run(command, database.unit_of_work(), make_context(program)).value
    if isinstance(seal, Seal) and seal.code:
        note(program.say("sealed-done", title=found.title, code=seal.code))
        put_line(seal.code)
    else:
        note(program.say("unsealed-done", title=found.title))
    return 0
