"""The risk page: the register, the matrix with its counts, the levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.risk import MATRIX, RiskMethod, rate
from riskdesk.services.context import Context
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.risk_rows import RiskRow, level_counts, matrix_counts, risk_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One cell of the matrix: its level, the level's colour role, how many risks stand there."""

    probability: int
    severity: int
    level: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One level with its numbers now and after new measures."""

    level: str
    title: LocalizedText
    action: LocalizedText
    colour: str
    now: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPage:
    """Everything the page shows."""

    rows: tuple[RiskRow, ...]
    cells: tuple[MatrixCell, ...]
    levels: tuple[LevelRow, ...]
    probabilities: tuple[LocalizedText, ...]
    severities: tuple[LocalizedText, ...]
    method: LocalizedText
    reference: LocalizedText
    positions: int


def risk_page(snapshot: Snapshot, context: Context) -> RiskPage:
    """The page of a certification."""
    catalog = context.risks
    method = catalog.methods[MATRIX]
    rows = risk_rows(snapshot.dossier, snapshot.assessment, catalog)
    counts = matrix_counts(rows)
    cells = []
    for probability in _steps(method, "probability"):
        for severity in _steps(method, "severity"):
            rating = rate(catalog, MATRIX, {"probability": probability, "severity": severity})
            cells.append(
                MatrixCell(
                    probability=probability,
                    severity=severity,
                    level=rating.level,
                    colour=rating.colour,
                    count=counts.get((probability, severity), 0),
                )
            )
    return RiskPage(
        rows=rows,
        cells=tuple(cells),
        levels=_levels(method, level_counts(rows), level_counts(rows, after=True)),
        probabilities=tuple(each.word for each in method.input("probability").values),
        severities=tuple(each.word for each in method.input("severity").values),
        method=method.title,
        reference=method.reference,
        positions=len({row.position_id for row in rows}),
    )


def _steps(method: RiskMethod, name: str) -> range:
    return range(1, len(method.input(name).values) + 1)


def _levels(
    method: RiskMethod, now: Mapping[str, int], after: Mapping[str, int]
) -> tuple[LevelRow, ...]:
    return tuple(
        LevelRow(
            level=level.id,
            title=level.title,
            action=level.action,
            colour=level.colour,
            now=now.get(level.id, 0),
            after=after.get(level.id, 0),
        )
        for level in reversed(method.levels)
    )
