"""Ladders of classes: the bounds of an indicator or a quantity in the unit that is measured."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.values import HazardClass
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Limit
from riskdesk.rules.findings import COMPUTERS
from riskdesk.rules.scale import Scale, plain, tidy
from riskdesk.rules.specs import QuantitySpec


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundStep:
    """One step of a ladder: the bound up to which (or down to which) its class holds.

    ``text`` is the bound as printed with its sign, numbers with a decimal point.
    """

    hazard_class: HazardClass
    text: str


def scale_steps(scale: Scale) -> tuple[BoundStep, ...]:
    """A scale as class columns: ``≤ 250``, ``≤ 870``, ``> 870``."""
    near, far = ("≤", ">") if scale.upper else ("≥", "<")
    steps = []
    for number, name in enumerate(scale.classes):
        last = number == len(scale.bounds)
        bound = scale.bounds[-1] if last else scale.bounds[number]
        sign = far if last else near
        if bound in scale.exclusive:
            sign = {"≤": "<", ">": "≥", "≥": ">", "<": "≤"}[sign]
        steps.append(BoundStep(hazard_class=HazardClass(name), text=f"{sign} {bound:f}"))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Ladders:
    """What the ladders of one workplace need. ``precise``: its grade of visual work is precise."""

    catalog: Catalog
    basis: Basis
    precise: bool

    def of(self, spec: QuantitySpec, limit: Limit | None) -> tuple[BoundStep, ...]:
        """The classes of a quantity about its limit.

        Temperature and humidity have a permissible range and no scale of one number: no ladder.
        """
        if limit is None:
            return ()
        if spec.judge == "noise":
            return _above(self.basis, "noise", limit.range.high)
        if spec.judge == "as-written":
            return _times(self.basis, "emf", COMPUTERS, limit.range.high)
        if spec.judge == "illuminance":
            row = "precise" if self.precise and not limit.as_written else "coarse"
            return _times(self.basis, "light_artificial", row, limit.range.low)
        return ()


def is_precise(catalog: Catalog, grade: object) -> bool:
    """Whether a grade of visual work is one of the precise ones."""
    found = catalog.light_norms[-1].grades.get(str(grade))
    return found is not None and found.precise


def _above(basis: Basis, factor: str, norm: Decimal | None) -> tuple[BoundStep, ...]:
    """A scale of decibels over the limit, as levels."""
    criterion = basis.criterion(factor)
    if criterion is None or norm is None:
        return ()
    return _moved(criterion.scale(), lambda bound: plain(norm + bound))


def _times(basis: Basis, factor: str, row: str, norm: Decimal | None) -> tuple[BoundStep, ...]:
    """A scale of times the limit, as values."""
    criterion = basis.criterion(factor)
    if criterion is None or not norm:
        return ()
    return _moved(criterion.scale(row), lambda bound: tidy(bound * norm))


def _moved(scale: Scale, move: Callable[[Decimal], Decimal]) -> tuple[BoundStep, ...]:
    moved = replace(
        scale,
        bounds=tuple(map(move, scale.bounds)),
        exclusive=frozenset(map(move, scale.exclusive)),
    )
    return scale_steps(moved)
