"""What is judged once for all workplaces of an evaluation that have the same facts."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import CardKind, Measurement, Workplace
from riskdesk.rules.basis import Basis
from riskdesk.rules.cards import Card, sex_is_given, sexes_of
from riskdesk.rules.finding import Finding
from riskdesk.rules.point_factors import PointFactors, Rows
from riskdesk.rules.selectors import Selectors, selectors_of

V = TypeVar("V")


@dataclass(slots=True)
class Once:
    """Answers by the facts they rest on. Good for one dossier: rows are told apart by their ids.

    A key names all that the judge reads; what is read by the identity of an object is kept with the
    answer, so that the identity stays its own. ``by_labour``: the limit of noise rests on both
    cards, so that what reads it is a matter of each workplace.
    """

    basis: Basis
    dossier: Dossier
    rows: Rows = field(default_factory=dict)
    by_labour: bool = False
    _known: dict[Hashable, tuple[object, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_labour = self.basis.options.get("noise_limit") == "tension_heaviness"

    def selectors(self, workplace: Workplace) -> Selectors:
        """What chooses the rows of the norms; one object for workplaces that choose alike."""
        line = self.dossier.position_of(workplace)
        key = (
            "selectors",
            workplace.noise_row,
            workplace.work_category,
            workplace.permanent,
            workplace.visual_grade,
            line.id if workplace.noise_row is None else "",
            tuple(
                (p.family, p.label, p.work_category, p.visual_grade)
                for p in self.dossier.all_points_of(workplace)
                if p.work_category or p.visual_grade
            ),
        )
        return self._met(
            key, lambda: selectors_of(self.dossier, workplace, self.basis.catalog), None
        )

    def card(self, workplace: Workplace, card: CardKind, judge: Callable[[], Card]) -> Card:
        """A card by its entries, its marks and by who works there."""
        key = (
            card,
            tuple(
                (e.indicator, e.value_text, e.working)
                for e in self.dossier.entries_of(workplace, card)
            ),
            self._marks(workplace),
            sexes_of(workplace),
            sex_is_given(workplace),
        )
        return self._met(key, judge, None)

    def quantity(
        self,
        row: Measurement,
        selectors: Selectors,
        temperature: Measurement | None,
        judge: Callable[[], Finding],
    ) -> Finding:
        """A row of the journal without a mark; humidity may rest on the temperature beside it."""
        spec = self.basis.catalog.quantities.get(row.quantity)
        if spec is None or (spec.judge == "noise" and self.by_labour):
            return judge()
        beside = temperature.value if spec.judge == "humidity" and temperature else None
        key = (
            row.quantity,
            row.value_text,
            row.value,
            row.norm_written,
            row.uncertainty,
            row.repeats,
            row.instrument_id,
            row.measured_on,
            row.own_norm_id,
            beside,
            id(selectors),
        )
        return self._met(key, judge, selectors)

    def points(
        self,
        workplace: Workplace,
        selectors: Selectors,
        listed: dict[str, bool],
        judge: Callable[[], PointFactors],
    ) -> PointFactors:
        """The rows of points by where it stays and for how long, and by what the journal lists."""
        if self.by_labour:
            return judge()
        stays = self.dossier.stays_of(workplace)
        hours: tuple[tuple[str, Decimal | None], ...] = tuple((s.point_id, s.hours) for s in stays)
        key = (
            "points",
            hours,
            tuple(listed.items()),
            workplace.work_category,
            workplace.visual_grade,
            workplace.shift_hours,
            self._marks(workplace),
            id(selectors),
        )
        return self._met(key, judge, selectors)

    def rolled(
        self, of: Hashable, parts: tuple[Finding, ...], blank: Finding, judge: Callable[[], Finding]
    ) -> Finding:
        """A roll-up of the very same findings."""
        key = (of, tuple(map(id, parts)), blank.mark, blank.mark_reason)
        return self._met(key, judge, parts)

    def _marks(self, workplace: Workplace) -> Hashable:
        return tuple(
            (m.subject, m.hazard_class, m.reason) for m in self.dossier.marks_of(workplace)
        )

    def _met(self, key: Hashable, judge: Callable[[], V], kept: object) -> V:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (judge(), kept)
        return known[0]  # type: ignore[return-value] # a kind of key has one kind of answer
