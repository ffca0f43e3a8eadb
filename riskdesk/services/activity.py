"""The activity of an enterprise: a code of the classifier of economic activities, then its name.

The official list (ОКЭД, ЭҚЖЖ; national classifier НК РК 03) was not readable from here, so only
the shape of its codes is known (from memory: as NACE, 2 to 5 digits, ``01``, ``01.1``, ``01.11``,
``01.11.1``); the name stands as typed and is never proposed.
"""

import re

from riskdesk.domain.errors import UserError
from riskdesk.services.spelling import squeezed

_CODE = re.compile(r"(\d{2})(?:\.?(\d)(?:(\d)(?:\.?(\d))?)?)?")


def read_activity(text: str) -> str:
    """``01.11.1 name`` as stored; a text without a code stays; ``UserError("activity-wrong")``."""
    written = squeezed(text)
    if not written or not written[0].isdigit():
        return written
    code, _, name = written.partition(" ")
    match = _CODE.fullmatch(code) if code.isascii() else None
    if match is None:
        raise UserError("activity-wrong", text=written)
    division, *rest = match.groups(default="")
    shaped = ".".join(part for part in (division, rest[0] + rest[1], rest[2]) if part)
    return squeezed(f"{shaped} {name}")
