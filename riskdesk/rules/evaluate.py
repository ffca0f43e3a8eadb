"""Evaluation of a certification: from its snapshot to findings, factors and the total class."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Measurement, Point, Workplace
from riskdesk.rules.basis import Basis
from riskdesk.rules.cards import Card, CardJudge, sex_is_given, sexes_of
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Assessment, Finding, Limit, PointFinding, WorkplaceAssessment
from riskdesk.rules.findings import QuantityJudge
from riskdesk.rules.inherit import Inheritance, inherited
from riskdesk.rules.limits import Limits
from riskdesk.rules.once import Once
from riskdesk.rules.outcome import Step
from riskdesk.rules.parts import RollUp
from riskdesk.rules.point_factors import PointFactors, PointsJudge
from riskdesk.rules.roll_up import worst_of
from riskdesk.rules.safety import Safety
from riskdesk.rules.selectors import Selectors, selectors_at_point
from riskdesk.rules.site import Site, no_cards

TOTAL = "total"


def evaluate(dossier: Dossier, catalog: Catalog) -> Assessment:
    """The assessment of all workplaces by the chosen rule set, or by the proposed one."""
    course = _Course(Basis.of(dossier, catalog), dossier)
    return Assessment(
        ruleset=course.basis.chosen.id,
        ruleset_title=course.basis.chosen.title,
        ruleset_proposed=course.basis.is_proposed,
        workplaces=tuple(course.assess(workplace) for workplace in dossier.workplaces),
    )


def evaluate_again(
    before: Assessment, dossier: Dossier, touched: AbstractSet[WorkplaceId], catalog: Catalog
) -> Assessment:
    """The assessment after a change that concerns the ``touched`` workplaces alone.

    Who inherits from one of them has to be among them.
    """
    course = _Course(Basis.of(dossier, catalog), dossier)
    known = {each.workplace_id: each for each in before.workplaces}
    return replace(
        before,
        workplaces=tuple(
            known[workplace.id] if workplace.id not in touched else course.assess(workplace)
            for workplace in dossier.workplaces
        ),
    )


def evaluate_workplace(
    dossier: Dossier, workplace: Workplace, catalog: Catalog
) -> WorkplaceAssessment:
    """The assessment of one workplace (as values are typed)."""
    return _Course(Basis.of(dossier, catalog), dossier).assess(workplace)


def evaluate_point(dossier: Dossier, point: Point, catalog: Catalog) -> PointFinding:
    """One row by itself (as its last digit is typed): the worst of the workplaces that stay there.

    ``point`` need not be stored in ``dossier``. Workplaces that a norm does not tell apart are
    judged once.
    """
    course = _Course(Basis.of(dossier, catalog), dossier)
    sites: dict[object, tuple[Site, Decimal | None]] = {}
    for stay in dossier.stays_at(point.id):
        site = course.of(dossier.workplace_by_id[stay.workplace_id]).site
        sites.setdefault((site.chosen, stay.hours), (site, stay.hours))
    if not sites:
        site = Site(
            basis=course.basis,
            dossier=dossier,
            workplace=None,
            selectors=selectors_at_point(dossier, point, catalog),
            cards=no_cards,
        )
        sites[None] = (site, None)
    found = [
        PointsJudge(site, {}).judge([(point, hours)]).points[0] for site, hours in sites.values()
    ]
    return max(found, key=lambda each: _weight(each.finding))


def _weight(finding: Finding) -> int:
    return finding.proposed.ordinal if finding.proposed is not None else 0


def rule_limit(
    dossier: Dossier, workplace: Workplace, quantity: str, catalog: Catalog
) -> Limit | None:
    """The limit by a row of the state norm, also where nothing was measured; ``None`` if no row."""
    spec = catalog.quantities.get(quantity)
    if spec is None:
        return None
    ruled = _Course(Basis.of(dossier, catalog), dossier).of(workplace).limits.of(spec)
    return ruled.limit if ruled else None


class _Course:
    """One evaluation under way: workplaces of a group ask for each other once."""

    def __init__(self, basis: Basis, dossier: Dossier) -> None:
        self.basis = basis
        self.dossier = dossier
        self._own: dict[str, WorkplaceAssessment] = {}
        self._once = Once(basis, dossier)

    def of(self, workplace: Workplace) -> "_Evaluation":
        """The evaluation of one workplace."""
        return _Evaluation(self.basis, self.dossier, workplace, self._once)

    def assess(self, workplace: Workplace) -> WorkplaceAssessment:
        """The assessment with what is inherited from the group."""
        own = self._measured(workplace)
        if workplace.group_id is None or workplace.measured:
            return own
        members = [
            Inheritance(self.dossier.code_of(member), self._measured(member))
            for member in self.dossier.members_of(workplace.group_id)
            if member.measured and member.id != workplace.id
        ]
        merged = inherited(self.basis, own, members)
        return self.of(workplace).totalled(merged, grouped=bool(members))

    def _measured(self, workplace: Workplace) -> WorkplaceAssessment:
        found = self._own.get(workplace.id)
        if found is None:
            found = self._own[workplace.id] = self.of(workplace).assess()
        return found


@dataclass(frozen=True)
class _Evaluation:
    """One workplace under way."""

    basis: Basis
    dossier: Dossier
    workplace: Workplace
    once: Once

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Both cards."""
        judge = CardJudge(self.basis, self.dossier, self.workplace)
        return {
            "heaviness": self.once.card(self.workplace, "heaviness", judge.heaviness),
            "tension": self.once.card(self.workplace, "tension", judge.tension),
        }

    @cached_property
    def selectors(self) -> Selectors:
        """What chooses the rows of the norms."""
        return self.once.selectors(self.workplace)

    @cached_property
    def limits(self) -> Limits:
        """The limits of the workplace."""
        day = self.dossier.certification.measured_on
        return Limits(self.basis, day, self.selectors, self._card_findings, self.measured)

    @cached_property
    def measured(self) -> Mapping[str, Measurement]:
        """The rows of its journal by quantity."""
        return {m.quantity: m for m in self.dossier.measurements_of(self.workplace)}

    @cached_property
    def site(self) -> Site:
        """Where its points are judged."""
        return Site(
            basis=self.basis,
            dossier=self.dossier,
            workplace=self.workplace,
            selectors=self.selectors,
            cards=self._card_findings,
        )

    def _card_findings(self) -> Mapping[str, Finding]:
        return {name: card.finding for name, card in self.cards.items()}

    def assess(self) -> WorkplaceAssessment:
        """All findings."""
        quantities = self._quantities()
        spoken = self._points(quantities)
        parts = dict(self._parts(quantities, spoken))
        cards = self._card_findings()
        safety = Safety(self.basis, self.dossier, self.workplace)
        blank = self._blank(TOTAL)
        found = WorkplaceAssessment(
            workplace_id=self.workplace.id,
            quantities=quantities,
            factors=tuple(self._factor(factor, listed) for factor, listed in parts.items()),
            indicators={name: card.indicators for name, card in self.cards.items()},
            heaviness=cards["heaviness"],
            tension=cards["tension"],
            total=blank,
            points=spoken.points,
            parts=parts,
            injury=safety.injury(),
            ppe=safety.ppe(),
        )
        return self.totalled(found)

    def _quantities(self) -> tuple[Finding, ...]:
        judge = QuantityJudge(self.basis, self.dossier, self.workplace, self.limits)
        rows = self.dossier.measurements_of(self.workplace)
        if len(rows) != len(self.measured) or self.dossier.marks_of(self.workplace):
            return tuple(judge.find(row) for row in rows)
        temperature = self.measured.get("air_temperature")
        return tuple(
            self.once.quantity(row, self.selectors, temperature, partial(judge.find, row))
            for row in rows
        )

    def totalled(self, found: WorkplaceAssessment, *, grouped: bool = True) -> WorkplaceAssessment:
        """The assessment with its total, the class lowered for equipment where that is chosen."""
        total = self._total((*found.factors, found.heaviness, found.tension))
        if not grouped:
            step = Step("group-unmeasured")
            total = replace(
                total,
                status="not-measured",
                proposed=None,
                by_sex=None,
                trace=(*total.trace, *self.basis.say(step)),
            )
        lowered = Safety(self.basis, self.dossier, self.workplace).with_ppe(total, found.ppe)
        return replace(found, total=total, total_with_ppe=lowered)

    def _points(self, quantities: tuple[Finding, ...]) -> PointFactors:
        stays = self.dossier.stays_of(self.workplace)
        if not stays:
            return PointFactors((), {})
        points = self.dossier.all_points_of(self.workplace)
        listed = {found.subject: bool(found.value_text.strip()) for found in quantities}
        hours = [stay.hours for stay in stays]
        judge = PointsJudge(self.site, listed, self.once.rows).judge
        rows = list(zip(points, hours, strict=True))
        return self.once.points(self.workplace, self.selectors, listed, lambda: judge(rows))

    def _parts(
        self, quantities: tuple[Finding, ...], spoken: PointFactors
    ) -> Mapping[str, tuple[Finding, ...]]:
        """What enters each factor: rows of the journal and, where it has no value, the points."""
        found = {}
        for spec in self.basis.catalog.factors.values():
            at_points = spoken.parts.get(spec.id, ())
            answered = {part.subject for part in at_points}
            listed = tuple(
                part
                for part in quantities
                if part.subject in spec.quantities
                and (part.subject not in answered or part.value_text.strip())
            )
            if listed or at_points:
                found[spec.id] = listed + at_points
        return found

    def _factor(self, factor: str, parts: tuple[Finding, ...]) -> Finding:
        marks = [part.mark for part in parts if part.mark is not None]
        blank = self._blank(factor)
        if blank.mark is None and marks:
            blank = replace(blank, mark=worst_of(marks))
        return self.once.rolled(factor, parts, blank, lambda: self._rolled(factor, parts, blank))

    def _rolled(self, factor: str, parts: tuple[Finding, ...], blank: Finding) -> Finding:
        rolled = self.basis.criterion(f"{factor}_rollup")
        found = RollUp(self.basis, parts, rolled).into(blank)
        if len(parts) == 1 and parts[0].subject not in self.basis.catalog.quantities:
            return replace(found, trace=parts[0].trace + found.trace)
        return found

    def _total(self, parts: tuple[Finding, ...]) -> Finding:
        sexes, given = sexes_of(self.workplace), sex_is_given(self.workplace)
        blank = self._blank(TOTAL)
        if self.dossier.marks_of(self.workplace):
            return self._summed(parts, blank)
        of = (TOTAL, sexes, given)
        return self.once.rolled(of, parts, blank, lambda: self._summed(parts, blank))

    def _summed(self, parts: tuple[Finding, ...], blank: Finding) -> Finding:
        rolled = self.basis.criterion("workplace_total")
        counted = self._counted(parts)
        roll = RollUp(
            self.basis, counted, rolled, sexes_of(self.workplace), sex_is_given(self.workplace)
        )
        total = roll.into(blank)
        if not self.basis.manual:
            return total
        title = self.basis.criteria.title
        return replace(
            total, trace=(*total.trace, *self.basis.say(Step("manual-set", {"title": title})))
        )

    def _counted(self, parts: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The factors as the rule set counts them: of several that are one the worst counts."""
        rolled = self.basis.criterion("workplace_total")
        ones = rolled.body.table("one_factor") if rolled else None
        for name in ones or ():
            members = ones.texts(name) if ones else ()
            same = tuple(part for part in parts if part.subject in members)
            if len(same) > 1:
                whole = RollUp(self.basis, same, None).into(self._blank(name))
                parts = (*(part for part in parts if part.subject not in members), whole)
        return parts

    def _blank(self, subject: str) -> Finding:
        return self.site.blank(subject)
