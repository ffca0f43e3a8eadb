"""The arithmetic behind an indicator as typed: «2,5 × 1,2 × 300; 4 × 2 × 30»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Outcome, Step
from riskdesk.rules.scale import plain, tidy
from riskdesk.rules.specs import CalcSpec

_TIMES = re.compile(r"\s*(?:[×xх*·∙⋅]|[:÷/])\s*", re.IGNORECASE)
_WORDS = re.compile(r"[^\d.,+\-−\s]+")


@dataclass(frozen=True, slots=True)
class Worked:
    """The value that the arithmetic comes to, and how."""

    value: Decimal
    steps: tuple[Step, ...]


def work_out(basis: Basis, calc: CalcSpec, text: str, sex: str) -> Worked | None:
    """The value by the criterion of the calculation; ``None`` where the text cannot be read."""
    criterion = basis.criterion(calc.criterion)
    items = read_items(calc, text)
    if criterion is None or not items:
        return None
    given: dict[str, object] = {**calc.given, **({"sex": sex} if calc.by_sex else {})}
    calls: list[dict[str, object]] = (
        [{calc.listed: items, **given}] if calc.listed else [{**item, **given} for item in items]
    )
    value, steps = Decimal(0), []
    for inputs in calls:
        try:
            outcome = METHODS[criterion.method](criterion, read_inputs(criterion, inputs))
        except UserError:
            return None
        found = outcome.value
        if not isinstance(found, Decimal):
            return None
        value += found
        steps.append(_said(outcome))
    if len(calls) > 1:
        steps.append(Step("working-sum", {"value": plain(tidy(value))}))
    return Worked(tidy(value), tuple(steps))


def read_items(calc: CalcSpec, text: str) -> list[dict[str, Decimal]] | None:
    """The products of a text as numbers by key; ``None`` where one of them cannot be read."""
    items = [_item(calc, part) for part in text.split(";") if part.strip()]
    found = [item for item in items if item is not None]
    return found if len(found) == len(items) else None


def _said(outcome: Outcome) -> Step:
    """Only the arithmetic of the sentence: the class is told for the whole."""
    what = outcome.steps[0].params.get("what")
    return what if isinstance(what, Step) else outcome.steps[0]


def _item(calc: CalcSpec, text: str) -> dict[str, Decimal] | None:
    """One product as inputs by key; units between the numbers are left out."""
    parts = [_WORDS.sub(" ", part).strip() for part in _TIMES.split(text.strip())]
    if len(parts) != len(calc.keys):
        return None
    numbers = []
    for part in parts:
        try:
            number = parse_decimal(part)
        except UserError:
            return None
        if number is None:
            return None
        numbers.append(number)
    return dict(zip(calc.keys, numbers, strict=True))
