"""The code on a paper: short enough to type, long enough that no other content has it."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from hashlib import sha256

from riskdesk.domain.issue import IssuedDocument, Seal

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O, U: they are read as digits, or make words."""
_LETTERS = 16
"""80 bits (S8)."""
_GROUP = 4
_BITS = 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_OUTSIDE = frozenset({"id", "code", "files"})
"""Files carry the code themselves; the history holds them."""


def code_of(record: IssuedDocument | Seal) -> str:
    """``XXXX-XXXX-XXXX-XXXX`` from everything that the record says but its files.

    The head of the history is part of it, so that a history made anew has no such code (S6).
    """
    said = {each.name: getattr(record, each.name) for each in fields(record)}
    plain = {name: _plain(value) for name, value in said.items() if name not in _OUTSIDE}
    text = json.dumps([type(record).__name__, plain], sort_keys=True, ensure_ascii=False)
    number = int.from_bytes(sha256(text.encode()).digest()[: _LETTERS * _BITS // 8])
    letters = [_ALPHABET[number >> _BITS * place & 31] for place in reversed(range(_LETTERS))]
    groups = (letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))
    return "-".join("".join(group) for group in groups)


def read_code(text: str) -> str | None:
    """The code as typed from a paper (small letters, spaces, O for 0); ``None`` if it is none."""
    letters = "".join(text.upper().replace("-", " ").split()).translate(_READ_AS)
    if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
        return None
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value
