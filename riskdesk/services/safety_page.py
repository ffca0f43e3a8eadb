"""What decides injury safety and provision with protective equipment, as the page tells it."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Verified
from riskdesk.rules.safety import INJURY, PPE, RULESET


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
