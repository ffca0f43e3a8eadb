"""What a method answers: a class or a word, a value, a limit and the steps that led there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol

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

Steps = tuple[Step, ...]


class Compared(NamedTuple):
    """A measured number beside its permissible level, both in the unit of the measurement.

    ``upper``: the level is a greatest one. ``target``: where the class would be one better.
    """

    value: Decimal
    limit: Decimal | None
    unit: str
    upper: bool
    target: Decimal | None = None


class Comparison(Protocol):
    """What can tell the comparison when asked."""

    def compared(self) -> Compared | None:
        """The comparison."""
        ...


class Spread(NamedTuple):
    """An expanded uncertainty, and what it would be after so many further measurements."""

    now: Decimal
    after: Callable[[int], Decimal]


class Outcome(NamedTuple):
    """The result of one method.

    ``result``: a class ("3.2") or a word ("negligible"); ``None`` where only a number was asked.
    ``limit``: the permissible value it was compared with; ``unit``: id of the unit of both.
    ``said`` and ``seen`` wait until someone asks for ``steps`` and ``compared``: thousands of
    workplaces are classified for one trace that is read. ``remedy``: other ways to a better class.
    ``spread``: the uncertainty, where the method computes one.
    """

    result: str | None = None
    value: Value = None
    limit: Decimal | None = None
    unit: str = ""
    said: Steps | Callable[[], Steps] = ()
    seen: Compared | Comparison | None = None
    remedy: Steps = ()
    spread: Spread | None = None

    @property
    def steps(self) -> Steps:
        """The reasoning."""
        said = self.said
        return said() if callable(said) else said

    @property
    def compared(self) -> Compared | None:
        """The comparison that decided, where one number met one level."""
        seen = self.seen
        return seen if seen is None or isinstance(seen, Compared) else seen.compared()

    def after(self, *first: Step) -> "Outcome":
        """The same outcome with ``first`` said before it."""
        said = self.said
        return self._replace(said=lambda: (*first, *(said() if callable(said) else said)))
