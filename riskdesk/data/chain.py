"""The hash chain of the history: each change carries the hash of all up to and with it (S6).

The hash of a change is SHA-256 over lines of JSON: first the hash of the change before ("" of the
first one) with the columns of the change, then one line for each of its history rows in their
order. So an entry that is altered, taken out, put in or moved breaks every hash after it; a tail
cut off, or a chain made anew from its beginning, is seen from a head that stands elsewhere: in
seals, issued documents and on paper. Version 2 of the schema computes the same.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

HEAD = ("seq", "id", "at", "user", "label", "kind", "target_id")
"""The columns of a change that its hash covers."""
ROW = ("seq", "table_name", "row_id", "before", "after")
"""Those of a history row; ``change_id`` is in the head."""


class Entry:
    """One change on its way into the chain: ``head`` by ``HEAD``, then its rows by ``ROW``."""

    def __init__(self, previous: str, head: Sequence[object]) -> None:
        self._digest = sha256(_line((previous, *head)))

    def add(self, row: Sequence[object]) -> None:
        """The next row of the change."""
        self._digest.update(_line(row))

    @property
    def hash(self) -> str:
        """The hash, in hex, with the rows so far."""
        return self._digest.hexdigest()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(values: Sequence[object]) -> bytes:
    return _encode(list(values)).encode() + b"\n"
