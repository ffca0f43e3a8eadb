"""The bytes of attachments: stored once under their SHA-256, checked when read."""

from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from riskdesk.data.append_only import attachment_content
from riskdesk.domain.errors import UserError

_read = select(attachment_content.c.content).where(
    attachment_content.c.sha256 == bindparam("identity")
)
_present = select(attachment_content.c.sha256).where(
    attachment_content.c.sha256 == bindparam("identity")
)
_insert = insert(attachment_content)


def keep(connection: Connection, content: bytes) -> str:
    """Store ``content`` unless it is there; its SHA-256 in hex."""
    identity = sha256(content).hexdigest()
    if connection.execute(_present, {"identity": identity}).one_or_none() is None:
        connection.execute(_insert, {"sha256": identity, "content": content})
    return identity


def read(connection: Connection, identity: str) -> bytes:
    """The bytes; ``UserError("attachment-missing")`` or ``("attachment-damaged")`` otherwise."""
    content: bytes | None = connection.execute(_read, {"identity": identity}).scalar_one_or_none()
    if content is None:
        raise UserError("attachment-missing", sha256=identity)
    if sha256(content).hexdigest() != identity:
        raise UserError("attachment-damaged", sha256=identity)
    return content
