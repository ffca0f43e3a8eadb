"""What injury safety and provision with protective equipment come to at a workplace."""

from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.rules.finding import Finding, WorkplaceAssessment

Conformity = Literal["conforms", "does-not-conform", "open"]
Provision = Literal["provided", "not-provided", "open", "none-listed"]

PERMITTED_GRADE = 2
"""The worst grade that still conforms (criterion ``injury_safety``: the third is dangerous)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyResult:
    """Annex 4 of a workplace.

    ``conformity``: one object that fails decides it, else it is open until all kinds are graded.
    ``finding``: the word and the trace, ``None`` with no rows. ``unexplained``: objects that fail
    without a written reason.
    """

    rows: tuple[SafetyCheck, ...]
    conformity: Conformity
    finding: Finding | None
    unexplained: tuple[SafetyCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PpeResult:
    """Annex 5 of a workplace: provided if every item is issued and certified.

    ``lacking``: items that are not; ``unknown``: items not checked yet.
    """

    rows: tuple[PpeItem, ...]
    provision: Provision
    finding: Finding | None
    lacking: tuple[PpeItem, ...]
    unknown: tuple[PpeItem, ...]


def safety_result(
    dossier: Dossier, workplace: Workplace, assessed: WorkplaceAssessment
) -> SafetyResult:
    """Injury safety of a workplace."""
    rows = dossier.safety_checks_of(workplace)
    failing = [row for row in rows if (row.grade or 0) > PERMITTED_GRADE]
    conformity: Conformity = "open"
    if failing:
        conformity = "does-not-conform"
    elif assessed.injury is not None and assessed.injury.status == "judged":
        conformity = "conforms"
    return SafetyResult(
        rows=rows,
        conformity=conformity,
        finding=assessed.injury,
        unexplained=tuple(row for row in failing if not row.reason),
    )


def ppe_result(dossier: Dossier, workplace: Workplace, assessed: WorkplaceAssessment) -> PpeResult:
    """Provision of a workplace with protective equipment."""
    rows = dossier.ppe_items_of(workplace)
    lacking = tuple(row for row in rows if row.issued is False or row.certified is False)
    unknown = tuple(row for row in rows if None in (row.issued, row.certified))
    provision: Provision = "none-listed"
    if lacking:
        provision = "not-provided"
    elif unknown:
        provision = "open"
    elif rows:
        provided = assessed.ppe is not None and assessed.ppe.word == "provided"
        provision = "provided" if provided else "not-provided"
    return PpeResult(
        rows=rows, provision=provision, finding=assessed.ppe, lacking=lacking, unknown=unknown
    )
