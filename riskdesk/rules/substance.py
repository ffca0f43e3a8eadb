"""A substance of the air of the working zone and its limits."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from riskdesk.domain.values import LocalizedText

SubstanceList = Literal["pdk", "obuv", "own"]
"""Where a substance stands: permissible concentrations, tentative levels, a specialist's own."""

Skin = Literal["", "+", "++"]
"""``+``: skin and eyes are to be protected; ``++``: no contact is allowed."""


_CAS = re.compile(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]")


class State(StrEnum):
    """State of the substance in the air."""

    VAPOUR = "vapour"
    AEROSOL = "aerosol"
    BOTH = "both"


class Effect(StrEnum):
    """Special effect that the list marks (О, А, К, Ф); irritants and reprotoxic it does not."""

    ACUTE = "acute"
    IRRITANT = "irritant"
    ALLERGEN = "allergen"
    CARCINOGEN = "carcinogen"
    REPROTOXIC = "reprotoxic"
    FIBROGENIC = "fibrogenic"


def is_cas(text: str) -> bool:
    """Whether a text is a CAS number: two to seven digits, two, and the check digit of both."""
    if not _CAS.fullmatch(text):
        return False
    *digits, check = (int(digit) for digit in text.replace("-", ""))
    total = sum(place * digit for place, digit in enumerate(reversed(digits), start=1))
    return total % 10 == check


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """A row of a list; all concentrations in mg/m³.

    ``max_single``, ``shift_average``: the permissible concentrations, ``tentative``: ОБУВ;
    ``as_printed``: the cell of the order's copy. ``hazard_class``: 1-4, ``None`` where the list
    prints none. ``fibres``: a dust of fibres; ``contact``: row of the chemical criterion for a
    substance without a value. ``notes``, ``doubts``: words of the list's head; a doubt says why the
    row is to be read against the order. ``reference``: where an own substance comes from;
    ``chosen_row``: the row of the chemical criterion that its author chose.
    """

    list: SubstanceList
    row: str
    name: LocalizedText
    synonyms: tuple[str, ...] = ()
    cas: str = ""
    cas_as_printed: str = ""
    formula: str = ""
    max_single: Decimal | None = None
    shift_average: Decimal | None = None
    tentative: Decimal | None = None
    as_printed: str = ""
    state: State | None = None
    hazard_class: int | None = None
    effects: tuple[Effect, ...] = ()
    fibres: bool = False
    contact: str = ""
    skin: Skin = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reference: LocalizedText = LocalizedText()
    chosen_row: str = ""

    @property
    def key(self) -> str:
        """The row as other data names it: «1723», «obuv-322», «own-…»."""
        return self.row if self.list == "pdk" else f"{self.list}-{self.row}"

    @property
    def limited(self) -> bool:
        """Whether a value is set; headings and substances to be kept from all contact have none."""
        values = (self.max_single, self.shift_average, self.tentative)
        return any(value is not None for value in values)

    @property
    def heading(self) -> bool:
        """Whether the row only names a group whose values stand in its sub-rows."""
        return "heading" in self.notes

    @property
    def doubtful(self) -> bool:
        """Whether the row is to be read against the order before a protocol relies on it."""
        return bool(self.doubts)

    @property
    def compared_average(self) -> Decimal | None:
        """The shift average or what stands in its place: the single value, the tentative level."""
        if self.shift_average is not None:
            return self.shift_average
        return self.max_single if self.max_single is not None else self.tentative
