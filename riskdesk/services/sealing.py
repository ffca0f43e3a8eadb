"""A certification is sealed, and opened again; each act stays (S5).

That a sealed one refuses every change is held where rows are written (``UnitOfWork``), so that no
command, import, undo or later handler can forget it.
"""

from dataclasses import dataclass, replace
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.issue import Seal, SealAction, sealed
from riskdesk.domain.model import Certification
from riskdesk.domain.paper_code import code_of
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.typed_fields import text


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCertification:
    """No row of the certification can be changed from now on; ``day`` ``None``: today."""

    certification_id: CertificationId
    reason: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealCertification:
    """Open a sealed certification for a correction; the reason is needed and stays."""

    certification_id: CertificationId
    reason: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealState:
    """Whether a certification is sealed (``seal``), and every act so far, the first one first."""

    seal: Seal | None
    acts: tuple[Seal, ...]


def seal_state(uow: UnitOfWork, certification: CertificationId) -> SealState:
    """The seals of a certification; inside an open unit of work."""
    acts = uow.find(Seal, certification_id=certification)
    return SealState(seal=sealed(acts), acts=tuple(acts))


def _seal(command: SealCertification, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    if seal_state(uow, command.certification_id).seal is not None:
        raise UserError("seal-closed-already")
    return _act(command, "seal", uow, context)


def _open(command: UnsealCertification, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    if seal_state(uow, command.certification_id).seal is None:
        raise UserError("seal-open-already")
    if not text(command.reason):
        raise UserError("seal-reason")
    return _act(command, "open", uow, context)


def _act(
    command: SealCertification | UnsealCertification,
    action: SealAction,
    uow: UnitOfWork,
    context: Context,
) -> Done:
    """The value is the seal."""
    acts = uow.find(Seal, certification_id=command.certification_id)
    state = uow.state(command.certification_id)
    made = Seal(
        id=uuid7(),
        certification_id=command.certification_id,
        ordinal=len(acts) + 1,
        action=action,
        day=command.day or today(context),
        reason=text(command.reason),
        data=state.data if action == "seal" else "",
        position=state.position,
        head=state.head,
    )
    if action == "seal":
        made = replace(made, code=code_of(made))
    uow.add(made)
    changes = frozenset({Area.DOCUMENTS, Area.CERTIFICATIONS})
    return Done(changes=changes, label=f"{action}-certification", value=made)


def today(context: Context) -> date:
    """The local day."""
    return context.clock.now().astimezone().date()


HANDLERS: Handlers = {SealCertification: _seal, UnsealCertification: _open}
