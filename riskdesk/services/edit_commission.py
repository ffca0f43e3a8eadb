"""The certification commission: people added, changed, moved, removed (Labour Code 183(5))."""

from dataclasses import dataclass, replace

from riskdesk.domain.desk import CommissionMember, CommissionRole
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import Certification
from riskdesk.domain.values import LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.structure_order import placed, settle
from riskdesk.services.typed_fields import localized, needed

_CHANGES = frozenset({Area.CERTIFICATIONS})
_name = needed("commission-nameless")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """A person at the end of the commission; the id is the value. One chairman, one secretary.

    ``id``: where the screen has one already.
    """

    certification_id: CertificationId
    role: CommissionRole
    name: str
    position: LocalizedText = LocalizedText()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMember:
    """Another role, name or position of a person."""

    member_id: str
    role: CommissionRole
    name: str
    position: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMember:
    """Another place of a person in the list, from 1."""

    member_id: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMember:
    """A person leaves the commission."""

    member_id: str


def _add(command: AddMember, uow: UnitOfWork, _: Context) -> Done:
    uow.get(Certification, command.certification_id)
    member = CommissionMember(
        id=command.id or uuid7(),
        certification_id=command.certification_id,
        ordinal=len(_members(uow, command.certification_id)) + 1,
        role=command.role,
        name=str(_name(command.name)),
        position=localized(command.position),
    )
    _require_free(uow, member)
    uow.add(member)
    return Done(changes=_CHANGES, label="add-member", value=member.id)


def _change(command: ChangeMember, uow: UnitOfWork, _: Context) -> Done:
    member = replace(
        uow.get(CommissionMember, command.member_id),
        role=command.role,
        name=str(_name(command.name)),
        position=localized(command.position),
    )
    _require_free(uow, member)
    uow.replace(member)
    return Done(changes=_CHANGES, label="change-member")


def _move(command: MoveMember, uow: UnitOfWork, _: Context) -> Done:
    member = uow.get(CommissionMember, command.member_id)
    settle(uow, placed(_members(uow, member.certification_id), [member], command.at))
    return Done(changes=_CHANGES, label="move-member")


def _remove(command: RemoveMember, uow: UnitOfWork, _: Context) -> Done:
    member = uow.get(CommissionMember, command.member_id)
    uow.remove(member)
    settle(uow, _members(uow, member.certification_id))
    return Done(changes=_CHANGES, label="remove-member")


def _members(uow: UnitOfWork, certification: CertificationId) -> list[CommissionMember]:
    return uow.find(CommissionMember, certification_id=certification)


def _require_free(uow: UnitOfWork, member: CommissionMember) -> None:
    if member.role == "member":
        return
    for other in _members(uow, member.certification_id):
        if other.role == member.role and other.id != member.id:
            raise UserError("commission-role-taken", name=other.name)


HANDLERS: Handlers = {
    AddMember: _add,
    ChangeMember: _change,
    MoveMember: _move,
    RemoveMember: _remove,
}
