"""A small certification of points: one workplace, or several, and rows typed at its places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
)
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Point,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate_workplace
from riskdesk.rules.finding import Finding, WorkplaceAssessment

DAY = date(2026, 4, 10)
KZ, GUIDE = "KZ1.04.001.2000", "R2.2.2006-05"
PLACE = WorkplaceId("w1")
C = CertificationId("c")

Row = tuple[str, Mapping[str, str]] | tuple[str, Mapping[str, str], str | None]
"""A family, its readings, the hours of the stay."""


def dossier_of(
    rows: Sequence[Row],
    ruleset: str = KZ,
    point: Mapping[str, object] | None = None,
    workplace: Mapping[str, object] | None = None,
    **extra: object,
) -> Dossier:
    """A dossier of one workplace (noise row 5, category IIб, grade Б-2) that stays at ``rows``.

    ``point``: fields of every row; ``extra``: other lists of the dossier.
    """
    points, stays = [], []
    for number, row in enumerate(rows, start=1):
        hours = row[2] if len(row) > 2 else None
        points.append(
            Point(
                id=PointId(f"p{number}"),
                certification_id=C,
                family=row[0],
                ordinal=number,
                label=f"{number}т",
                readings=dict(row[1]),
                **dict(point or {}),  # type: ignore[arg-type]
            )
        )
        stays.append(
            Stay(
                id=f"s{number}",
                point_id=PointId(f"p{number}"),
                workplace_id=PLACE,
                hours=Decimal(hours) if hours else None,
            )
        )
    given: dict[str, object] = {"noise_row": 5, "work_category": "IIб", "visual_grade": "Б-2"}
    place = Workplace(
        id=PLACE,
        certification_id=C,
        position_id=PositionId("p"),
        number=1,
        **{**given, "men": 1, "women": 0, **dict(workplace or {})},  # type: ignore[arg-type]
    )
    found = Dossier(
        enterprise=Enterprise(id=EnterpriseId("e"), name=LocalizedText(ru="Завод")),
        certification=Certification(
            id=C,
            enterprise_id=EnterpriseId("e"),
            title="2026",
            measured_on=DAY,
            ruleset=ruleset,
            outdoor_temperature=Decimal(16),
        ),
        sections=(
            Section(id=SectionId("s"), certification_id=C, ordinal=1, name=LocalizedText(ru="Цех")),
        ),
        positions=(
            Position(
                id=PositionId("p"),
                certification_id=C,
                section_id=SectionId("s"),
                ordinal=1,
                name=LocalizedText(ru="Слесарь"),
                headcount=1,
            ),
        ),
        workplaces=(place,),
        points=tuple(points),
        stays=tuple(stays),
    )
    return replace(found, **extra)  # type: ignore[arg-type]


def assessed(dossier: Dossier, catalog: Catalog) -> WorkplaceAssessment:
    """The assessment of the first workplace."""
    return evaluate_workplace(dossier, dossier.workplaces[0], catalog)


def factor_of(dossier: Dossier, catalog: Catalog, factor: str) -> Finding:
    """The finding of one factor of the first workplace."""
    found = assessed(dossier, catalog).factor(factor)
    assert found is not None, factor
    return found


def spoken(finding: Finding) -> str:
    """The class, or the status where there is none."""
    return finding.proposed.value if finding.proposed else finding.status
