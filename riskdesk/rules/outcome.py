"""What a method answers: a class or a word, a value, a limit and the steps that led there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from riskdesk.domain.values import LocalizedText


@dataclass(frozen=True, slots=True)
class Signed:
    """A number that is said with its sign: +7."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """The symbol of a unit, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Word:
    """A title of the catalog (a factor, a card, a word), by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: the key of its sentence and what stands in it."""

    key: str
    params: Mapping[str, "Param"] = field(default_factory=dict)


Param = str | int | Decimal | Signed | Unit | Word | LocalizedText | Step

Value = Decimal | Mapping[str, Decimal | str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one method.

    ``result``: a class ("3.2") or a word ("negligible"); ``None`` where only a number was asked.
    ``limit``: the permissible value it was compared with; ``unit``: id of the unit of both.
    """

    result: str | None = None
    value: Value = None
    limit: Decimal | None = None
    unit: str = ""
    steps: tuple[Step, ...] = ()
