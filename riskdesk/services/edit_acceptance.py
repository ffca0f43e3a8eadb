"""Lines of the check that a person accepts with a reason."""

from dataclasses import dataclass

from riskdesk.domain.desk import Acceptance
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import Certification
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.problem import SEVERITY
from riskdesk.services.spelling import squeezed


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProblem:
    """Accept a line of the check as it stands: ``code``, ``spot`` and ``facts`` of a ``Problem``.

    The reason is needed and goes to the papers. Accepting a line again replaces the reason.
    """

    certification_id: CertificationId
    code: str
    place: str
    facts: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAcceptance:
    """Take an acceptance back: the line stands open again."""

    acceptance_id: str


def _accept(command: AcceptProblem, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    if command.code not in SEVERITY:
        raise UserError("problem-unknown", kind=command.code)
    reason = squeezed(command.reason)
    if not any(letter.isalpha() for letter in reason):
        raise UserError("acceptance-reason")
    found = uow.find(
        Acceptance,
        certification_id=command.certification_id,
        code=command.code,
        place=command.place,
    )
    acceptance = Acceptance(
        id=found[0].id if found else uuid7(),
        certification_id=command.certification_id,
        code=command.code,
        place=command.place,
        facts=command.facts,
        reason=reason,
        accepted_at=context.clock.now(),
    )
    (uow.replace if found else uow.add)(acceptance)
    return Done(changes=frozenset({Area.ACCEPTANCES}), label="accept-problem", value=acceptance.id)


def _withdraw(command: WithdrawAcceptance, uow: UnitOfWork, _: Context) -> Done:
    uow.remove(uow.get(Acceptance, command.acceptance_id))
    return Done(changes=frozenset({Area.ACCEPTANCES}), label="withdraw-acceptance")


HANDLERS: Handlers = {AcceptProblem: _accept, WithdrawAcceptance: _withdraw}
