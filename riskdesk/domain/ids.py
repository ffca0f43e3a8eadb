"""Row identities: UUID version 7 (RFC 9562), made where the row is entered."""

import secrets
import time
import uuid
from typing import NewType

EnterpriseId = NewType("EnterpriseId", str)
CertificationId = NewType("CertificationId", str)
SectionId = NewType("SectionId", str)
PositionId = NewType("PositionId", str)
WorkplaceId = NewType("WorkplaceId", str)
PointId = NewType("PointId", str)
InstrumentId = NewType("InstrumentId", str)

_RANDOM_BITS = 74
_last = 0


def uuid7() -> str:
    """A new UUIDv7 as 36 lower-case characters; ids of one process strictly increase."""
    global _last  # noqa: PLW0603 - the generator's state: RFC 9562, 6.2, method 2 (monotonic random)
    stamp = (time.time_ns() // 1_000_000) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    _last = max(stamp, _last + 1)
    milliseconds, tail = _last >> _RANDOM_BITS, _last & ((1 << _RANDOM_BITS) - 1)
    bits = milliseconds << 80 | 0x7 << 76 | (tail >> 62) << 64 | 0b10 << 62 | tail & ((1 << 62) - 1)
    return str(uuid.UUID(int=bits))
