"""Values: classes, numbers as typed, texts in three languages, periods, provenance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Literal

from riskdesk.domain.errors import UserError

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")

LONGEST_NAME = 500
"""Letters of a name in one language: the longest official names of positions and enterprises have
about 250, and a cell of the paper forms holds no more than twice that."""

LONGEST_TEXT = 4_000
"""Letters of a remark, a reason or an address: more than a page of A4 is another document."""


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in Kazakh, Russian and, where it helps, English."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def get(self, language: Language) -> str:
        """The text in ``language``; a missing one falls back to Russian, Kazakh, English."""
        return (
            {"kk": self.kk, "ru": self.ru, "en": self.en}[language] or self.ru or self.kk or self.en
        )

    def missing(self) -> tuple[Language, ...]:
        """The languages of the printed forms (kk, ru) that have no text yet."""
        return tuple(language for language in ("kk", "ru") if not self.get_exact(language))

    def get_exact(self, language: Language) -> str:
        """The text in ``language`` or an empty string."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


class HazardClass(Enum):
    """Class of working conditions, ordered from optimal (1) to dangerous (4).

    Value: the printed number. Order: criteria.md, scale 1, 2, 3.1 … 3.4, 4.
    """

    OPTIMAL = "1"
    PERMISSIBLE = "2"
    HARMFUL_1 = "3.1"
    HARMFUL_2 = "3.2"
    HARMFUL_3 = "3.3"
    HARMFUL_4 = "3.4"
    DANGEROUS = "4"

    def __init__(self, printed: object) -> None:
        self.ordinal = len(type(self).__members__) + 1
        """1 (class 1) … 7 (class 4), as 33н Annex 15 averages them."""
        self.harmful = printed not in {"1", "2"}
        """Whether a hygienic norm is exceeded: 3.1 or worse."""

    __hash__ = object.__hash__  # by identity: that of Enum is made in Python, a million times

    def __lt__(self, other: "HazardClass") -> bool:
        return self.ordinal < other.ordinal

    def __le__(self, other: "HazardClass") -> bool:
        return self.ordinal <= other.ordinal

    def __str__(self) -> str:
        return self.value


class Sex(StrEnum):
    """Whose table of heaviness applies."""

    MEN = "m"
    WOMEN = "w"


class Season(StrEnum):
    """Season of the microclimate norms: warm above +10 °C mean outdoor temperature."""

    COLD = "cold"
    WARM = "warm"


class Provenance(StrEnum):
    """Where a number comes from."""

    MEASURED = "measured"
    CALCULATED = "calculated"
    INHERITED = "inherited"
    DECLARED = "declared"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both inside; ``None`` is open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


_GAP = "[ \u00a0\u202f\u2009]"
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"), None)
_NUMBER = re.compile(r"[+\-\u2212]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(rf"[+\-\u2212]?[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+(?:[.,][0-9]+)?")
_LONGEST = 30


def parse_decimal(text: str) -> Decimal | None:
    """The number as typed: comma or point decimal, spaces only between groups of three digits.

    Empty text is ``None`` (not measured), which differs from zero. Refused with
    ``UserError("number-not-read")``: ``1.234,5``, ``1e2``, ``1 2``, letters, non-ASCII digits,
    more than 30 characters.
    """
    stripped = text.strip()
    if not stripped:
        return None
    plain = stripped.translate(_SPACES)
    if len(plain) != len(stripped) and not _GROUPED.fullmatch(stripped):
        raise UserError("number-not-read", text=text)
    if len(plain) > _LONGEST or not _NUMBER.fullmatch(plain):
        raise UserError("number-not-read", text=text)
    return Decimal(plain.replace(",", ".").replace("\u2212", "-"))


def format_decimal(value: Decimal, language: Language = "ru") -> str:
    """The number as printed: all its decimals, comma in kk and ru, point in en, true minus."""
    text = format(value, "f")
    if language != "en":
        text = text.replace(".", ",")
    return text.replace("-", "\u2212")


@dataclass(frozen=True, slots=True)
class Range:
    """Permissible values from ``low`` to ``high``, both inside; ``None`` is open."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __contains__(self, value: Decimal) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __iter__(self) -> Iterator[Decimal | None]:
        return iter((self.low, self.high))
