"""The grid of one family: a row a point, with what it says, its class and what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, WorkplaceId
from riskdesk.domain.model import Point, PointFamily, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.evaluate import evaluate_point
from riskdesk.rules.families import ColumnSpec
from riskdesk.rules.finding import Finding, PointFinding
from riskdesk.services.context import Context
from riskdesk.services.points_cells import CellEdit, CellVerdict, plan
from riskdesk.services.points_hours import family_hours
from riskdesk.services.problem import Problem
from riskdesk.services.queries_snapshot import Snapshot

SumStatus = Literal["whole", "under", "over", "open"]
"""Hours of a workplace against its shift; ``open``: hours or the shift are not all given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRow:
    """A workplace at a point."""

    workplace_id: WorkplaceId
    number: int
    code: str
    position: LocalizedText
    hours: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaySum:
    """The hours of a workplace at all places of the family beside its shift."""

    workplace_id: WorkplaceId
    number: int
    total: Decimal
    shift: Decimal | None
    status: SumStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One row. ``finding``: the row at the workplace where it is worst; ``parts``: by column.

    ``measured_on``: its own day or that of the certification. ``attachments``: how many.
    ``judged``: its class was asked for (see ``points_page``).
    """

    point: Point
    measured_on: date
    instrument: str
    finding: Finding
    parts: tuple[Finding, ...]
    stays: tuple[StayRow, ...]
    problems: tuple[Problem, ...]
    attachments: int
    judged: bool = True

    @property
    def hazard_class(self) -> HazardClass | None:
        """The class of the row."""
        return self.finding.decided

    def part(self, column: str) -> Finding | None:
        """What was judged of a column: its limit, clause, verdict and trace."""
        return next((part for part in self.parts if part.subject == column), None)

    def text(self, column: str) -> str:
        """The text of a column of the family as typed."""
        return self.point.readings.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPage:
    """The grid of a family."""

    family: PointFamily
    title: LocalizedText
    columns: tuple[ColumnSpec, ...]
    rows: tuple[PointRow, ...]
    sums: tuple[StaySum, ...]
    zones: tuple[str, ...]


def points_page(
    snapshot: Snapshot, family: PointFamily, context: Context, free: int = 200
) -> PointsPage:
    """The rows of a family in their order.

    Rows at workplaces are judged with the snapshot; of those that nobody stays at yet the first
    ``free`` are judged here, the others when they are asked for (``judged_rows``).
    """
    dossier, spec = snapshot.dossier, context.catalog.families[family]
    points = [point for point in dossier.points if point.family == family]
    worst, stays = worst_rows(snapshot), _stays(dossier)
    unjudged = [point.id for point in points if point.id not in worst]
    worst |= judged_rows(snapshot, unjudged[:free], context)
    problems, attached = _problems(snapshot), _attached(dossier)
    rows = tuple(
        _row(
            point,
            worst.get(point.id),
            dossier,
            stays.get(point.id, ()),
            (tuple(problems.get(point.id, ())), attached.get(point.id, 0)),
        )
        for point in points
    )
    return PointsPage(
        family=family,
        title=spec.title,
        columns=spec.columns,
        rows=rows,
        sums=stay_sums(dossier, family),
        zones=tuple(dict.fromkeys(point.zone for point in dossier.points if point.zone)),
    )


def judged_rows(
    snapshot: Snapshot, point_ids: Iterable[PointId], context: Context
) -> dict[PointId, PointFinding]:
    """Rows judged by themselves: what the grid shows of rows that nobody stays at yet."""
    wanted = set(point_ids)
    return {
        point.id: evaluate_point(snapshot.dossier, point, context.catalog)
        for point in snapshot.dossier.points
        if point.id in wanted
    }


def typed_cell(
    snapshot: Snapshot, edit: CellEdit, context: Context
) -> tuple[CellVerdict, PointFinding | None]:
    """What a cell would be as it is typed, and the row's class with it; nothing is stored.

    The finding is ``None`` where the text cannot stand there.
    """
    point = next((p for p in snapshot.dossier.points if p.id == edit.point_id), None)
    known = {} if point is None else {point.id: point}
    planned = plan([edit], known, context)
    verdict = planned.verdicts[0]
    if point is None or verdict.status == "refused":
        return verdict, None
    changed = planned.points[0] if planned.points else point
    return verdict, evaluate_point(snapshot.dossier, changed, context.catalog)


def stay_sums(dossier: Dossier, family: PointFamily) -> tuple[StaySum, ...]:
    """The hours of every workplace that stays at places of the family."""
    found = []
    for workplace in dossier.workplaces:
        hours = next((h for h in family_hours(dossier, workplace) if h.family == family), None)
        if hours is None:
            continue
        shift = workplace.shift_hours
        status: SumStatus = "open"
        if shift is not None and hours.total > shift:
            status = "over"
        elif shift is not None and hours.whole:
            status = "whole" if hours.total == shift else "under"
        found.append(
            StaySum(
                workplace_id=workplace.id,
                number=workplace.number,
                total=hours.total,
                shift=shift,
                status=status,
            )
        )
    return tuple(found)


def _row(
    point: Point,
    found: PointFinding | None,
    dossier: Dossier,
    stays: Iterable[StayRow],
    beside: tuple[tuple[Problem, ...], int],
) -> PointRow:
    problems, attachments = beside
    blank = Finding(subject=point.family, status="not-measured")
    finding = blank if found is None else replace(found.finding, mark=None, mark_reason="")
    return PointRow(
        point=point,
        measured_on=point.measured_on or dossier.certification.measured_on,
        instrument=instruments_said(point, dossier),
        finding=finding,
        parts=() if found is None else found.parts,
        judged=found is not None,
        stays=tuple(stays),
        problems=problems,
        attachments=attachments,
    )


def instruments_said(point: Point, dossier: Dossier) -> str:
    """The instruments of a row by their names."""
    named = (dossier.instrument_by_id[name].name for name in point.instruments)
    return "; ".join(dict.fromkeys(named))


def worst_rows(snapshot: Snapshot) -> dict[PointId, PointFinding]:
    """The row at the workplace where its class is worst."""
    found: dict[PointId, PointFinding] = {}
    for assessed in snapshot.assessment.workplaces:
        for each in assessed.points:
            known = found.get(each.point_id)
            if known is None or _weight(each) > _weight(known):
                found[each.point_id] = each
    return found


def _weight(found: PointFinding) -> int:
    return found.finding.proposed.ordinal if found.finding.proposed is not None else 0


def _stays(dossier: Dossier) -> Mapping[PointId, tuple[StayRow, ...]]:
    found: dict[PointId, list[StayRow]] = defaultdict(list)
    by_id: Mapping[WorkplaceId, Workplace] = dossier.workplace_by_id
    for stay in dossier.stays:
        workplace = by_id[stay.workplace_id]
        found[stay.point_id].append(
            StayRow(
                workplace_id=workplace.id,
                number=workplace.number,
                code=dossier.code_of(workplace),
                position=dossier.position_of(workplace).name,
                hours=stay.hours,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _problems(snapshot: Snapshot) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in snapshot.problems:
        for target in problem.targets:
            if target.kind == "point":
                found[target.id].append(problem)
    return found


def _attached(dossier: Dossier) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for each in dossier.attachments:
        if each.owner == "point":
            found[each.owner_id] += 1
    return found
