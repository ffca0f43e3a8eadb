"""Rows of the tree: sections, workplaces, the class of each and who decided it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId
from riskdesk.domain.model import Section
from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.finding import Finding, Status, WorkplaceAssessment
from riskdesk.services.progress import Measured
from riskdesk.services.queries_groups import GroupMark, group_marks
from riskdesk.services.queries_snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A class as shown: accepted by a person or only proposed, or why there is none.

    ``men`` and ``women`` are both given where the sex is not known and the proposals differ.
    """

    hazard_class: HazardClass | None
    accepted: bool
    status: Status
    men: HazardClass | None = None
    women: HazardClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceRow:
    """One workplace of the tree. ``measured``: everything listed has a value (``progress``)."""

    id: WorkplaceId
    number: int
    code: str
    position_id: PositionId
    position: LocalizedText
    judgement: Judgement
    errors: int
    warnings: int
    measured: bool
    group: GroupMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """One section of the tree with the worst class of its workplaces."""

    id: SectionId
    ordinal: int
    name: LocalizedText
    judgement: Judgement
    workplaces: tuple[WorkplaceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The whole tree. ``measured`` of ``total`` workplaces have all their values."""

    sections: tuple[SectionRow, ...]
    measured: int
    total: int
    ruleset: LocalizedText
    ruleset_proposed: bool


def structure(snapshot: Snapshot, before: Structure | None = None) -> Structure:
    """The tree of a certification; what is as it was ``before`` is the same object."""
    known = {row.id: row for row in before.sections} if before is not None else {}
    dossier = snapshot.dossier
    rows: dict[SectionId, list[WorkplaceRow]] = {section.id: [] for section in dossier.sections}
    measured, marks = Measured(dossier), group_marks(dossier)
    for workplace in dossier.workplaces:
        section = dossier.section_of(workplace)
        found = snapshot.assessed[workplace.id]
        problems = snapshot.problems_of(workplace.number)
        rows[section.id].append(
            WorkplaceRow(
                id=workplace.id,
                number=workplace.number,
                code=dossier.code_of(workplace),
                position_id=workplace.position_id,
                position=dossier.position_of(workplace).name,
                judgement=judgement_of_total(found),
                errors=sum(each.severity == "error" and each.open for each in problems),
                warnings=sum(each.severity == "warning" and each.open for each in problems),
                measured=measured(workplace),
                group=marks.get(workplace.id),
            )
        )
    every = [row for section in rows.values() for row in section]
    return Structure(
        sections=tuple(_same(known, _section(each, rows[each.id])) for each in dossier.sections),
        measured=sum(row.measured for row in every),
        total=len(every),
        ruleset=snapshot.assessment.ruleset_title,
        ruleset_proposed=snapshot.assessment.ruleset_proposed,
    )


def _section(section: Section, rows: Sequence[WorkplaceRow]) -> SectionRow:
    return SectionRow(
        id=section.id,
        ordinal=section.ordinal,
        name=section.name,
        judgement=worst(row.judgement for row in rows),
        workplaces=tuple(rows),
    )


def _same(known: Mapping[SectionId, SectionRow], row: SectionRow) -> SectionRow:
    before = known.get(row.id)
    return before if before is not None and before == row else row


def judgement_of(finding: Finding) -> Judgement:
    """A finding as shown: accepted where the specialist's mark decides."""
    by_sex = finding.by_sex or {}
    decided = finding.decided
    return Judgement(
        hazard_class=decided,
        accepted=decided is not None and finding.mark == decided,
        status=finding.status,
        men=by_sex.get(Sex.MEN) if decided is None else None,
        women=by_sex.get(Sex.WOMEN) if decided is None else None,
    )


def judgement_of_total(found: WorkplaceAssessment) -> Judgement:
    """The total: accepted where it is marked itself, or all that decide it are accepted."""
    own = judgement_of(found.total)
    if own.accepted or own.hazard_class is None:
        return own
    parts = [f for f in found.quantities if f.decided is not None]
    parts += [f for f in (found.heaviness, found.tension) if f.decided is not None]
    accepted = bool(parts) and all(judgement_of(part).accepted for part in parts)
    return Judgement(hazard_class=own.hazard_class, accepted=accepted, status=own.status)


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """The worst of several: the class that a heading shows, for men and women if they differ."""
    every = list(judgements)
    men = [found for each in every if (found := each.hazard_class or each.men) is not None]
    women = [found for each in every if (found := each.hazard_class or each.women) is not None]
    worst_of_men, worst_of_women = max(men, default=None), max(women, default=None)
    if worst_of_men != worst_of_women or worst_of_men is None:
        return Judgement(
            hazard_class=None,
            accepted=False,
            status="judged" if men or women else "not-measured",
            men=worst_of_men,
            women=worst_of_women,
        )
    found = worst_of_men
    deciding = [each for each in every if each.hazard_class == found]
    return Judgement(
        hazard_class=found,
        accepted=bool(deciding) and all(each.accepted for each in deciding),
        status="judged",
    )
