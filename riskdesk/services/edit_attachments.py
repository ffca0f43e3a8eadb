"""Photos, plans and papers at a workplace, a point, an instrument."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.desk import Attachment, Owner
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import Certification, Entity, Instrument, Point, Workplace
from riskdesk.services.context import Context
from riskdesk.services.edit_plan import clear_plan
from riskdesk.services.handlers import Handlers
from riskdesk.services.photo_privacy import without_notes
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.typed_fields import Readers, Typed, name_text, text, with_fields

LARGEST = 20 * 1024 * 1024
"""Bytes; the photo of a telephone has less, and a dossier must stay small enough to be sent."""

OWNERS: Mapping[Owner, type[Entity]] = {
    "certification": Certification,
    "workplace": Workplace,
    "point": Point,
    "instrument": Instrument,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAttachment:
    """Attach a file; its type is read from its bytes, never from its name.

    Of a photo the picture is kept to the last bit; the position, owner and time that the camera
    wrote beside it are not (``photo_privacy``).
    """

    certification_id: CertificationId
    owner: Owner
    owner_id: str
    name: str
    content: bytes
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAttachment:
    """Another name or remark of an attachment (``values``: name, remark)."""

    attachment_id: str
    values: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAttachment:
    """Take an attachment away; undo finds its bytes again."""

    attachment_id: str


def media_type(content: bytes) -> str:
    """The type by the first bytes: JPEG, PNG, WebP or PDF; else ``UserError``."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    for magic, found in _MAGIC.items():
        if content.startswith(magic):
            return found
    raise UserError("attachment-type")


_MAGIC: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}


def _add(command: AddAttachment, uow: UnitOfWork, _: Context) -> Done:
    size = len(command.content)
    if size > LARGEST:
        raise UserError("attachment-large", name=command.name, most=LARGEST // 1024 // 1024)
    kind = media_type(command.content)
    content = without_notes(command.content, kind)
    uow.get(Certification, command.certification_id)
    uow.get(OWNERS[command.owner], command.owner_id)
    same = uow.find(Attachment, owner=command.owner, owner_id=command.owner_id)
    attachment = Attachment(
        id=uuid7(),
        certification_id=command.certification_id,
        owner=command.owner,
        owner_id=command.owner_id,
        ordinal=max((each.ordinal for each in same), default=0) + 1,
        name=_named(command.name),
        media_type=kind,
        sha256=uow.keep(content),
        size=len(content),
        remark=text(command.remark),
    )
    uow.add(attachment)
    return _done("add-attachment", attachment.id)


def _change(command: ChangeAttachment, uow: UnitOfWork, _: Context) -> Done:
    uow.replace(with_fields(uow.get(Attachment, command.attachment_id), command.values, _READERS))
    return _done("change-attachment", command.attachment_id)


def _remove(command: RemoveAttachment, uow: UnitOfWork, _: Context) -> Done:
    attachment = uow.get(Attachment, command.attachment_id)
    clear_plan(uow, attachment.id)
    uow.remove(attachment)
    return _done("remove-attachment", None)


def remove_attachments(uow: UnitOfWork, owner: Owner, owner_id: str) -> None:
    """Take away what is attached to a thing that is being removed."""
    for attachment in uow.find(Attachment, owner=owner, owner_id=owner_id):
        uow.remove(attachment)


def _done(label: str, value: object) -> Done:
    return Done(changes=frozenset({Area.ATTACHMENTS}), label=label, value=value)


def _named(value: object) -> str:
    found = name_text(value)
    if not found:
        raise UserError("attachment-unnamed")
    return found


_READERS: Readers = {"name": _named, "remark": text}

HANDLERS: Handlers = {
    AddAttachment: _add,
    ChangeAttachment: _change,
    RemoveAttachment: _remove,
}
