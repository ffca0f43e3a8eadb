"""Texts of journals and cards read as numbers: written norms and values like «до 2500»."""

import re
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import Range, parse_decimal
from riskdesk.rules.specs import Bound

_BETWEEN = re.compile(r"^(?P<low>[^–—-]+?)\s*(?:[–—-]|\.\.\.?|…)\s*(?P<high>[^–—-]+)$")
_UPPER = re.compile(r"^(?:до|не более|не выше|≤|<=|дейін|аспайды)\s*", re.IGNORECASE)
_LOWER = re.compile(r"^(?:от|не менее|не ниже|≥|>=|кемінде)\s*", re.IGNORECASE)
_NUMBER = r"(?P<number>[0-9][0-9 \u00a0\u202f\u2009]*(?:[.,][0-9]+)?)"
_UNIT = r"(?:кгс?\s*[·*∙⋅×.]\s*[мс]|км|кг|%)?\.?"
_UP_TO = re.compile(
    rf"^(?:до|≤|<=|не более|не свыше)\s*{_NUMBER}\s*{_UNIT}(?:\s*дейін)?$", re.IGNORECASE
)
_PLAIN = re.compile(rf"^{_NUMBER}\s*{_UNIT}(?:\s*дейін)?$", re.IGNORECASE)


def written_range(text: str, bound: Bound) -> Range | None:
    """The permissible range a written norm means.

    «21-27» is both ends; one number is the greatest value, for ``bound`` ``lower`` the least.
    ``None`` where the text is no norm («-», empty, words).
    """
    text = text.strip()
    between = _BETWEEN.match(text)
    if between:
        low, high = _number(between["low"]), _number(between["high"])
        return Range(low, high) if low is not None and high is not None and low <= high else None
    for pattern, is_upper in ((_UPPER, True), (_LOWER, False)):
        if pattern.match(text):
            number = _number(pattern.sub("", text))
            if number is None:
                return None
            return Range(high=number) if is_upper else Range(low=number)
    number = _number(text)
    if number is None:
        return None
    return Range(low=number) if bound == "lower" else Range(high=number)


def written_number(text: str) -> Decimal | None:
    """The number of a card's value: «до 2500», «≤ 4 км» (at most), «12,5»; else ``None``.

    «<10» is none: the value is less than any number that could stand for it.
    """
    found = _UP_TO.match(text.strip()) or _PLAIN.match(text.strip())
    return _number(found["number"].strip()) if found else None


def _number(text: str) -> Decimal | None:
    try:
        return parse_decimal(text.strip())
    except UserError:
        return None
