"""Injury safety and protective equipment of a workplace: rows, and the result of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding, Verified, WorkplaceAssessment
from riskdesk.rules.safety import INJURY, PPE, RULESET

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade of injury safety: its name and its criterion in words."""

    number: int
    name: LocalizedText
    says: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyGuide:
    """What decides injury safety and provision, in words, with clauses.

    ``objects``: the kinds of which each must be graded, with their words.
    """

    grades: tuple[Grade, ...]
    objects: Mapping[str, LocalizedText]
    injury_clause: LocalizedText
    injury_verified: Verified
    provision: LocalizedText
    ppe_clause: LocalizedText
    ppe_verified: Verified


def safety_guide(dossier: Dossier, catalog: Catalog) -> SafetyGuide:
    """The two criteria in words."""
    basis, options = Basis.of(dossier, catalog), dossier.certification.options
    injury = catalog.criteria.find(RULESET, INJURY, options)
    ppe = catalog.criteria.find(RULESET, PPE, options)
    if injury is None or ppe is None:
        raise LookupError(f"{RULESET}: {INJURY}, {PPE}")
    names, says = injury.body.table("names"), injury.body.table("grades")
    return SafetyGuide(
        grades=tuple(
            Grade(number=int(each), name=names.localized(each), says=says.localized(each))
            for each in says
        ),
        objects={each: catalog.words[f"safety-{each}"] for each in injury.body.texts("objects")},
        injury_clause=basis.clause(injury),
        injury_verified=injury.verified,
        provision=ppe.body.localized("says"),
        ppe_clause=basis.clause(ppe),
        ppe_verified=ppe.verified,
    )


def safety_result(
    dossier: Dossier, workplace: Workplace, assessed: WorkplaceAssessment
) -> SafetyResult:
    """Injury safety of a workplace."""
    rows = tuple(each for each in dossier.safety_checks if each.workplace_id == workplace.id)
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
    rows = tuple(each for each in dossier.ppe_items if each.workplace_id == workplace.id)
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
