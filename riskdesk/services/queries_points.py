"""The points of a certification as the screen of points shows them: families, zones, tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId
from riskdesk.domain.model import Point, PointFamily
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.basis import Basis
from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.families import FamilySpec
from riskdesk.rules.finding import Finding, PointFinding, Verified
from riskdesk.services.context import Context
from riskdesk.services.points_page import PointRow, PointsPage, judged_rows, points_page, worst_rows
from riskdesk.services.queries_book import criterion_page
from riskdesk.services.queries_snapshot import Snapshot

_FREE = 200
"""So many rows that nobody stays at are judged for the list of families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """Rows of a family: how many, their worst class, how many have one and how many do not."""

    family: PointFamily
    title: LocalizedText
    rows: int
    worst: HazardClass | None
    judged: int
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneCount:
    """A zone with its rows by family."""

    zone: str
    families: tuple[RowCount, ...]

    @property
    def rows(self) -> int:
        """Rows of all families."""
        return sum(each.rows for each in self.families)

    @property
    def worst(self) -> HazardClass | None:
        """The worst class of the zone."""
        return max((each.worst for each in self.families if each.worst is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionTable:
    """What a column is judged by before it holds a value: bounds by class, row by row."""

    title: LocalizedText
    clause: LocalizedText
    verified: Verified
    unit: LocalizedText
    rows: tuple[tuple[LocalizedText, Mapping[str, str]], ...]


@dataclass(frozen=True, kw_only=True)
class PointsAnswer:
    """Everything the screen of points is drawn from, of one family.

    ``tables``: by column of the family. ``snapshot`` and ``context``: what a row is judged with as
    it is typed, in the window's own thread.
    """

    page: PointsPage
    families: tuple[RowCount, ...]
    zones: tuple[ZoneCount, ...]
    tables: Mapping[str, tuple[CriterionTable, ...]]
    snapshot: Snapshot
    context: Context


def points_answer(
    snapshot: Snapshot, family: PointFamily, context: Context, book: Book
) -> PointsAnswer:
    """The screen of points at a family; an unknown one is the first that has rows."""
    catalog, points = context.catalog, snapshot.dossier.points
    if family not in catalog.families:
        held = {point.family for point in points}
        family = next(
            (name for name in catalog.families if name in held), next(iter(catalog.families))
        )
    found = worst_rows(snapshot)
    free = [point.id for point in points if point.id not in found]
    found |= judged_rows(snapshot, free[:_FREE], context)
    return PointsAnswer(
        page=points_page(snapshot, family, context),
        families=tuple(
            _count(spec, [p for p in points if p.family == name], found)
            for name, spec in catalog.families.items()
        ),
        zones=_zones(points, found, catalog),
        tables=_tables(snapshot, catalog.families[family], catalog, book),
        snapshot=snapshot,
        context=context,
    )


def without_instrument(row: PointRow) -> bool:
    """Whether something read at the row has no instrument that measures it."""
    return any(part.status == "no-instrument" for part in (row.finding, *row.parts))


def undecided(finding: Finding) -> bool:
    """Whether the uncertainty holds a limit: measure again."""
    return finding.verdict == "undecided"


def deciding(parts: Iterable[Finding], whole: Finding) -> Finding | None:
    """The judgement that decides a row: with its class, of those the undecided one, else a gap."""
    listed = tuple(parts)
    judged = [each for each in listed if each.status == "judged" and each.proposed is not None]
    if judged:
        return max(judged, key=lambda each: (each.proposed, undecided(each)))
    return next((each for each in listed if each.status == whole.status), next(iter(listed), None))


def _count(
    spec: FamilySpec, points: list[Point], found: Mapping[PointId, PointFinding]
) -> RowCount:
    findings = [found[point.id] for point in points if point.id in found]
    classes = [each.finding.decided for each in findings if each.finding.status == "judged"]
    rated = [each for each in classes if each is not None]
    return RowCount(
        family=spec.id,
        title=spec.title,
        rows=len(points),
        worst=max(rated, default=None),
        judged=len(rated),
        undecided=sum(any(undecided(part) for part in each.parts) for each in findings),
    )


def _zones(
    points: Iterable[Point], found: Mapping[PointId, PointFinding], catalog: Catalog
) -> tuple[ZoneCount, ...]:
    by_zone: dict[str, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for point in points:
        if point.zone:
            by_zone[point.zone][point.family].append(point)
    return tuple(
        ZoneCount(
            zone=zone,
            families=tuple(
                _count(spec, families[name], found)
                for name, spec in catalog.families.items()
                if name in families
            ),
        )
        for zone, families in by_zone.items()
    )


def _tables(
    snapshot: Snapshot, spec: FamilySpec, catalog: Catalog, book: Book
) -> dict[str, tuple[CriterionTable, ...]]:
    """The criteria of each column by the rule set in charge; none where it has none."""
    basis = Basis.of(snapshot.dossier, catalog)
    found: dict[str, dict[str, CriterionTable]] = defaultdict(dict)
    for judge in spec.judges:
        for name in (judge.criterion, judge.column):
            table = _table(name, basis, catalog, book) if name else None
            if table is not None:
                found[judge.column][name] = table
    return {column: tuple(tables.values()) for column, tables in found.items()}


def _table(name: str, basis: Basis, catalog: Catalog, book: Book) -> CriterionTable | None:
    criterion = basis.criterion(name)
    if criterion is None:
        return None
    try:
        page = criterion_page(book, catalog, name, basis.options)
    except (UserError, KeyError, StopIteration, IndexError):
        return None
    lines = [
        (row.title, line)
        for row in page.rows
        for line in row.lines
        if line.ruleset == criterion.ruleset and line.cells
    ]
    return CriterionTable(
        title=criterion.title,
        clause=basis.clause(criterion),
        verified=criterion.verified,
        unit=lines[0][1].unit if lines else LocalizedText(),
        rows=tuple((title, line.cells) for title, line in lines),
    )
