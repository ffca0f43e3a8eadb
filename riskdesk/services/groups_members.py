"""Commands of groups of analogous workplaces: made, changed, confirmed, dissolved.

No Kazakh text with a share to be measured was found (kz-rules-and-forms, B.4): how many are
measured is always told by a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Position, Workplace
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.groups_alike import Likeness
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.structure_order import settle
from riskdesk.services.typed_fields import localized

STRUCTURE = frozenset({Area.STRUCTURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeGroup:
    """A group of at least two workplaces, to be confirmed; its id is the value.

    An empty name is that of the first member's position. All are measured until somebody draws.
    """

    certification_id: CertificationId
    members: tuple[WorkplaceId, ...]
    name: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Other members or another name; who comes and who leaves is measured."""

    group_id: str
    members: tuple[WorkplaceId, ...]
    name: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmGroup:
    """The members are alike: another set of members or a difference opens the group again.

    ``UserError("group-differs")`` names the fields in which they differ.
    """

    group_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DissolveGroup:
    """The group goes; its workplaces stay, each measured for itself."""

    group_id: str


def members_of(uow: UnitOfWork, group_id: str) -> list[Workplace]:
    """The workplaces of a group in the order of their numbers."""
    return uow.find(Workplace, group_id=group_id)


def _make(command: MakeGroup, uow: UnitOfWork, _: Context) -> Done:
    uow.get(Certification, command.certification_id)
    members = _wanted(uow, command.certification_id, command.members, None)
    known = uow.find(AnalogGroup, certification_id=command.certification_id)
    name = localized(command.name)
    if not (name.kk or name.ru):
        name = uow.get(Position, members[0].position_id).name
    group = AnalogGroup(
        id=uuid7(),
        certification_id=command.certification_id,
        ordinal=len(known) + 1,
        name=name,
    )
    uow.add(group)
    for one in members:
        uow.replace(replace(one, group_id=group.id, measured=True))
    return Done(changes=STRUCTURE, label="make-group", value=group.id)


def _change(command: ChangeGroup, uow: UnitOfWork, _: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    name = localized(command.name)
    if not (name.kk or name.ru):
        raise UserError("name-missing")
    members = _wanted(uow, group.certification_id, command.members, group.id)
    wanted = {one.id for one in members}
    for one in members_of(uow, group.id):
        if one.id not in wanted:
            uow.replace(replace(one, group_id=None, measured=True))
    for one in members:
        if one.group_id is None:
            uow.replace(replace(one, group_id=group.id, measured=True))
    uow.replace(replace(group, name=name))
    return Done(changes=STRUCTURE, label="change-group")


def _wanted(
    uow: UnitOfWork, certification: CertificationId, ids: Iterable[WorkplaceId], group: str | None
) -> list[Workplace]:
    members = [uow.get(Workplace, one) for one in dict.fromkeys(ids)]
    if len(members) < 2:
        raise UserError("group-small")
    for one in members:
        if one.certification_id != certification:
            raise UserError("other-certification")
        if one.group_id not in (None, group):
            taken = uow.get(AnalogGroup, str(one.group_id))
            raise UserError("group-taken", number=one.number, group=taken.name)
    return members


def _confirm(command: ConfirmGroup, uow: UnitOfWork, context: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    members = members_of(uow, group.id)
    if len(members) < 2:
        raise UserError("group-small")
    differences = Likeness(uow.dossier(group.certification_id)).differences(members)
    if differences:
        titles = [context.texts.say(f"group-field-{one.field}") for one in differences]
        raise UserError("group-differs", fields=_listed(titles))
    uow.replace(replace(group, members=tuple(sorted(one.id for one in members))))
    return Done(changes=STRUCTURE, label="confirm-group")


def _listed(texts: list[LocalizedText]) -> LocalizedText:
    return LocalizedText(
        **{language: ", ".join(text.get(language) for text in texts) for language in LANGUAGES}
    )


def _dissolve(command: DissolveGroup, uow: UnitOfWork, _: Context) -> Done:
    group = uow.get(AnalogGroup, command.group_id)
    for one in members_of(uow, group.id):
        uow.replace(replace(one, group_id=None, measured=True))
    uow.remove(group)
    settle(uow, uow.find(AnalogGroup, certification_id=group.certification_id))
    return Done(changes=STRUCTURE, label="dissolve-group")


HANDLERS: Handlers = {
    MakeGroup: _make,
    ChangeGroup: _change,
    ConfirmGroup: _confirm,
    DissolveGroup: _dissolve,
}
