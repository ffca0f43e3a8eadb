"""Where rows are judged: a workplace of a certification, or a point by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Point, Workplace
from riskdesk.rules.basis import Basis
from riskdesk.rules.families import FamilySpec
from riskdesk.rules.finding import Finding
from riskdesk.rules.in_force import in_force_on
from riskdesk.rules.limits import Cards
from riskdesk.rules.outcome import Step
from riskdesk.rules.selectors import Chosen, Selectors

_QUALITY = "light-quality"


@dataclass(frozen=True, kw_only=True)
class Site:
    """``workplace`` is ``None`` for a point at which nobody works yet."""

    basis: Basis
    dossier: Dossier
    workplace: Workplace | None
    selectors: Selectors
    cards: Callable[[], Cards]

    def selectors_at(self, point: Point) -> Selectors:
        """The choices at a point: its own record goes before a proposal."""
        found = self.selectors
        decided = self.workplace
        if point.work_category and not (decided and decided.work_category):
            norm = in_force_on(self._day, self.basis.catalog.microclimate_norms)
            value = norm.category(point.work_category) if norm else None
            if value is not None:
                found = replace(found, work_category=self._at(point, value))
        if point.visual_grade and not (decided and decided.visual_grade):
            light = in_force_on(self._day, self.basis.catalog.light_norms)
            value = light.grade(point.visual_grade) if light else None
            if value is not None:
                found = replace(found, visual_grade=self._at(point, value))
        return found

    def quality_grade(self, selectors: Selectors) -> str | None:
        """The row of pulsation for a grade: its own, or that of its group (IVб, IV)."""
        grade = selectors.visual_grade.value
        rows = self.basis.catalog.sheet(_QUALITY).rows
        fitting = [row for row in rows if grade is not None and grade.startswith(row)]
        return max(fitting, key=len) if fitting else None

    def alike(self, point: Point, family: FamilySpec, hours: Decimal | None) -> object:
        """What tells a row at this site from the same row elsewhere; ``None`` if a mark does.

        The limit of noise by heaviness and tension is a matter of each workplace too.
        """
        if self.basis.options.get("noise_limit") == "tension_heaviness":
            return None
        subjects = (family.id, *(column.id for column in family.columns))
        if self.workplace and any(self.dossier.mark_of(self.workplace, s) for s in subjects):
            return None
        return (point.id, hours, self.chosen)

    @cached_property
    def chosen(self) -> tuple[object, ...]:
        """The rows of the norms that are chosen here, and how."""
        given = self.selectors
        workplace = self.workplace
        return (
            given.noise_row,
            given.work_category,
            given.permanent,
            given.visual_grade,
            given.season,
            workplace and workplace.work_category,
            workplace and workplace.visual_grade,
        )

    def blank(self, subject: str) -> Finding:
        """An empty finding with the specialist's mark."""
        mark = self.dossier.mark_of(self.workplace, subject) if self.workplace else None
        return Finding(
            subject=subject,
            status="not-measured",
            mark=mark.hazard_class if mark else None,
            mark_reason=mark.reason if mark else "",
            manual=self.basis.manual,
        )

    def _at(self, point: Point, value: str) -> Chosen[str]:
        say = self.basis.catalog.phrases.say
        return Chosen.decided(value, say(Step("chosen-point", {"label": point.label})))

    @cached_property
    def _day(self) -> date:
        return self.dossier.certification.measured_on


def no_cards() -> Mapping[str, Finding]:
    """The cards of a point by itself: none is known."""
    empty = Finding(subject="", status="not-measured")
    return {"heaviness": empty, "tension": empty}
