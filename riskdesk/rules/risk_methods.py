"""Risk methods read from ``resources/risk/methods``: inputs, how they combine, levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.hazards import read_table, text_of

Combine = Literal["product", "worst"]
"""How inputs become a level: by the bounds of their product, or the worst of their levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputValue:
    """One allowed value of an input: its word, what it means, the level it stands for."""

    value: Decimal | str
    word: LocalizedText
    meaning: LocalizedText = LocalizedText()
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodInput:
    """One input of a method; values rise from the least risk to the greatest."""

    id: str
    title: LocalizedText
    values: tuple[InputValue, ...]

    def read(self, given: object) -> InputValue:
        """The allowed value that ``given`` names; otherwise ``UserError("risk-input")``."""
        for value in self.values:
            if _same(value.value, given):
                return value
        raise UserError(
            "risk-input", input=self.id, title=self.title, given=given, allowed=self.allowed
        )

    @property
    def allowed(self) -> str:
        """The allowed values, as a line."""
        return ", ".join(str(value.value) for value in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLevel:
    """A level of a method: from ``bound`` (inclusive unless ``above``) up to the next level.

    ``colour`` is a role of the theme's risk colours, I to V. Levels that are not bounded by a
    score have no bound.
    """

    id: str
    title: LocalizedText
    action: LocalizedText
    colour: str
    bound: Decimal | None = None
    above: bool = False

    def reached_by(self, score: Decimal) -> bool:
        """Whether ``score`` is at or beyond the bound."""
        if self.bound is None:
            return False
        return score > self.bound if self.above else score >= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMethod:
    """A way to rate a risk."""

    id: str
    title: LocalizedText
    reference: LocalizedText
    verified: str
    combine: Combine
    inputs: tuple[MethodInput, ...]
    levels: tuple[RiskLevel, ...]

    def input(self, identity: str) -> MethodInput:
        """One input by id."""
        return next(each for each in self.inputs if each.id == identity)

    def level(self, identity: str) -> RiskLevel:
        """One level by id."""
        return next(each for each in self.levels if each.id == identity)


def read_method(file: Path) -> RiskMethod:
    """The method of one file; a broken one is a ``ValueError`` that names it."""
    table = read_table(file)
    try:
        return RiskMethod(
            id=table["id"],
            title=text_of(table["title"]),
            reference=text_of(table["reference"]),
            verified=table["verified"],
            combine=table["combine"],
            inputs=tuple(_input(entry) for entry in table["input"]),
            levels=tuple(_level(entry) for entry in table["level"]),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"{file.name}: {error}") from error


def _input(entry: Mapping[str, Any]) -> MethodInput:
    return MethodInput(
        id=entry["id"],
        title=text_of(entry["title"]),
        values=tuple(
            InputValue(
                value=each["value"] if isinstance(each["value"], str) else Decimal(each["value"]),
                word=text_of(each["word"]),
                meaning=text_of(each["meaning"]) if "meaning" in each else LocalizedText(),
                level=each.get("level", ""),
            )
            for each in entry["value"]
        ),
    )


def _level(entry: Mapping[str, Any]) -> RiskLevel:
    bound = entry.get("above", entry.get("from"))
    return RiskLevel(
        id=entry["id"],
        title=text_of(entry["title"]),
        action=text_of(entry["action"]),
        colour=entry["colour"],
        bound=None if bound is None else Decimal(bound),
        above="above" in entry,
    )


def _same(allowed: Decimal | str, given: object) -> bool:
    if isinstance(given, bool) or given is None:
        return False
    if isinstance(allowed, str):
        return str(given).strip() == allowed
    try:
        number = Decimal(str(given).strip().replace(",", "."))
    except InvalidOperation:
        return False
    return number.is_finite() and number == allowed
