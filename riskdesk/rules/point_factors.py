"""What the points of a workplace say of its factors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Point
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.basis import least_verified
from riskdesk.rules.families import FamilySpec
from riskdesk.rules.finding import Finding, PointFinding
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.methods import METHODS
from riskdesk.rules.outcome import Step
from riskdesk.rules.parts import RollUp
from riskdesk.rules.points import RowJudge
from riskdesk.rules.row_findings import Part
from riskdesk.rules.row_reading import read_row
from riskdesk.rules.rows_together import Judged, sums, together
from riskdesk.rules.site import Site


@dataclass(frozen=True, slots=True)
class PointFactors:
    """``points``: one a row. ``parts``: by factor, what enters its roll-up."""

    points: tuple[PointFinding, ...]
    parts: Mapping[str, tuple[Finding, ...]]


Rows = dict[object, tuple[RowJudge, list[Part], Finding]]
"""Rows judged, by what tells them apart."""


class PointsJudge:
    """Judges all rows of one workplace.

    ``rows``: what was judged before at workplaces that no norm tells apart.
    ``listed``: quantities that the journal lists for it, with whether they have a value: a value of
    the journal goes before that of a point.
    """

    def __init__(self, site: Site, listed: Mapping[str, bool], rows: Rows | None = None) -> None:
        self._site = site
        self._listed = listed
        self._rows: Rows = {} if rows is None else rows

    def judge(self, points: Sequence[tuple[Point, Decimal | None]]) -> PointFactors:
        """The rows of points with their hours."""
        families = self._site.basis.catalog.families
        found: list[PointFinding] = []
        parts: dict[str, list[Finding]] = {}
        for family in families.values():
            rows = [(p, hours) for p, hours in points if p.family == family.id]
            if not rows:
                continue
            judged = [self._row(family, point, hours) for point, hours in rows]
            found += [finding for _, _, finding in judged]
            entering = [
                (judger, [part for part in own if self._counts(part)]) for judger, own, _ in judged
            ]
            parts.setdefault(family.factor, []).extend(self._family(family, entering))
        return PointFactors(
            tuple(found), {factor: tuple(listed) for factor, listed in parts.items() if listed}
        )

    def _row(
        self, family: FamilySpec, point: Point, hours: Decimal | None
    ) -> tuple[RowJudge, list[Part], PointFinding]:
        key = self._site.alike(point, family, hours)
        found = self._rows.get(key) if key else None
        if found is None:
            judger = RowJudge(self._site, read_row(point, family, hours))
            parts = judger.parts()
            found = judger, parts, whole(self._site, family, _entering(parts))
            if key:
                self._rows[key] = found
        judger, parts, one = found
        finding = PointFinding(
            point_id=point.id,
            family=family.id,
            zone=judger.row.zone,
            hours=hours,
            finding=one,
            parts=tuple(part.finding for part in parts),
            counts=any(self._counts(part) for part in parts),
        )
        return judger, parts, finding

    def _counts(self, part: Part) -> bool:
        if part.spoken_for:
            return False
        listed = self._listed.get(part.finding.subject)
        if listed is None:
            return True
        return not listed and part.finding.status == "judged"

    def _family(self, family: FamilySpec, rows: list[tuple[RowJudge, list[Part]]]) -> list[Finding]:
        zones = self._zones(family, rows)
        if zones is not None:
            return zones
        by_judge: dict[str, list[Judged]] = {}
        others: list[Part] = []
        for judger, parts in rows:
            for part in parts:
                if part.judge is None:
                    others.append(part)
                else:
                    by_judge.setdefault(part.judge.id, []).append((judger, part))
        every: list[Judged] = []
        for judged in by_judge.values():
            judge = judged[0][1].judge
            if judge is not None:
                every += [(_judger_of(part, judged), part) for part in together(judge, judged)]
        found = _labelled(family, [part for _, part in every] + others)
        criterion = self._site.basis.criterion(family.summation) if family.summation else None
        if criterion is None:
            return found
        return found + [part.finding for part in sums(criterion, every)]

    def _zones(
        self, family: FamilySpec, rows: list[tuple[RowJudge, list[Part]]]
    ) -> list[Finding] | None:
        """Several zones of the shift: their classes weighted by hours, where all are known."""
        criterion = self._site.basis.criterion(family.zones) if family.zones else None
        places: dict[str, list[Part]] = {}
        hours: dict[str, Decimal] = {}
        for judger, parts in rows:
            if not parts:
                continue
            places.setdefault(judger.row.zone, []).extend(parts)
            if judger.row.hours is not None:
                hours[judger.row.zone] = max(
                    hours.get(judger.row.zone, Decimal(0)), judger.row.hours
                )
        if criterion is None or len(places) < 2 or set(hours) != set(places):
            return None
        whole_zones = {
            zone: whole(self._site, family, _entering(parts)) for zone, parts in places.items()
        }
        classes = {zone: found.decided for zone, found in whole_zones.items()}
        if any(found is None for found in classes.values()) or any(
            part.finding.status != "judged" for parts in places.values() for part in parts
        ):
            return None
        workplace = self._site.workplace
        shift = (workplace.shift_hours if workplace else None) or family.shift_hours
        inputs: dict[str, object] = {
            "zones": [
                {"class": found.value, "t_h": hours[zone]}
                for zone, found in classes.items()
                if found is not None
            ],
            "shift_h": shift,
        }
        try:
            outcome = METHODS[criterion.method](criterion, read_inputs(criterion, inputs))
        except UserError:
            return None
        clause = self._site.basis.clause(criterion)
        name = family.id
        weakest = [found.verified for found in whole_zones.values()]
        finding = replace(
            self._site.blank(name),
            status="judged",
            proposed=HazardClass(outcome.result),
            clause=clause,
            verified=least_verified(*weakest, criterion.verified),
            trace=tuple(line for z, found in whole_zones.items() for line in self._zone(z, found))
            + self._site.basis.say(*outcome.steps, clause=clause),
        )
        return [finding]

    def _zone(self, name: str, found: Finding) -> tuple[LocalizedText, ...]:
        head = {"name": name, "class": found.decided.value if found.decided else "–"}
        return (*self._site.basis.say(Step("factor-one", dict(head))), *found.trace)


def _entering(parts: Sequence[Part]) -> list[Finding]:
    return [part.finding for part in parts if not part.spoken_for]


def _labelled(family: FamilySpec, parts: Sequence[Part]) -> list[Finding]:
    """The findings; of several of one column each names its zone."""
    count = Counter(part.finding.subject for part in parts)
    return [
        replace(part.finding, label=_of_zone(family, part))
        if count[part.finding.subject] > 1 and not part.finding.label.ru
        else part.finding
        for part in parts
    ]


def _of_zone(family: FamilySpec, part: Part) -> LocalizedText:
    column = family.column(part.finding.subject)
    title = column.short if column else family.title
    return LocalizedText(*(f"{text} ({part.row.zone})" for text in (title.kk, title.ru, title.en)))


def _judger_of(part: Part, judged: Sequence[Judged]) -> RowJudge:
    return next(judger for judger, each in judged if each.row is part.row)


def whole(site: Site, family: FamilySpec, findings: Sequence[Finding]) -> Finding:
    """A row or zone as one finding: its only part, or the worst of its parts with their names."""
    blank = site.blank(family.id)
    if len(findings) == 1:
        return replace(
            findings[0], subject=family.id, mark=blank.mark, mark_reason=blank.mark_reason
        )
    rolled = RollUp(site.basis, tuple(findings), None).into(blank)
    judged = [f for f in findings if f.status == "judged" and f.proposed is not None]
    if not judged:
        return rolled
    worst = max(judged, key=lambda f: f.proposed.ordinal if f.proposed else 0)
    detail = tuple(line for finding in findings for line in finding.trace)
    return replace(
        rolled,
        value=worst.value,
        value_text=worst.value_text,
        limit=worst.limit,
        remedy=rolled.remedy or worst.remedy,
        verdict=worst.verdict,
        more=worst.more,
        trace=detail + rolled.trace,
    )
