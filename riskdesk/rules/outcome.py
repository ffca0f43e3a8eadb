"""What a method answers: a class or a word, a value, a limit and the steps that led there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union

from riskdesk.domain.values import LocalizedText


@dataclass(frozen=True, slots=True)
class Signed:
    """A number that is said with its sign: +7."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: the key of its sentence and what stands in it."""

    key: str
    params: Mapping[str, "Param"] = field(default_factory=dict)


Param = Union[str, int, Decimal, Signed, LocalizedText, Step]

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
