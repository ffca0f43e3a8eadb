"""Names of positions and sections: as files write them, and whether they mean the same."""

import re

from riskdesk.domain.model import Position
from riskdesk.domain.values import LocalizedText
from riskdesk.services.spelling import near_names, same_name, squeezed


def names_position(position: Position, written: str) -> bool:
    """Whether ``written`` names ``position`` in one of its languages, alike or with a slip."""
    name = position.name
    return any(near_names(known, written) for known in (name.ru, name.kk, name.en) if known)


def name_text(text: str) -> LocalizedText:
    """A name from a file: ``қазақша / по-русски`` in two languages, else in the one it is in."""
    halves = [squeezed(half) for half in re.split(r"\s/\s", text)]
    if len(halves) == 2 and _kazakh(halves[0]) != _kazakh(halves[1]):
        kk, ru = sorted(halves, key=_kazakh, reverse=True)
        return LocalizedText(kk=kk, ru=ru)
    name = squeezed(text)
    return LocalizedText(kk=name) if _kazakh(name) else LocalizedText(ru=name)


def _kazakh(text: str) -> bool:
    return any(letter in "әғқңөұүһі" for letter in text.casefold())


def says(name: LocalizedText, text: str) -> bool:
    """Whether ``text`` of a file is ``name``, letter by letter (spaces apart)."""
    written = name_text(text)
    pairs = ((name.ru, written.ru), (name.kk, written.kk))
    if not written.ru and not written.kk:
        return not name.ru and not name.kk
    return all(same_name(stored, said) for stored, said in pairs if said)


def nearly_says(name: LocalizedText, text: str) -> bool:
    """Whether ``text`` of a file is ``name``, alike or with a slip."""
    written = name_text(text)
    pairs = ((name.ru, written.ru), (name.kk, written.kk))
    return any(near_names(stored, said) for stored, said in pairs if said)
