"""What a workplace that was not measured inherits from the measured ones of its group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from riskdesk.domain.values import HazardClass
from riskdesk.rules.basis import Basis
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.outcome import Step


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A measured workplace by its code, with its findings."""

    code: str
    found: WorkplaceAssessment


def inherited(
    basis: Basis, own: WorkplaceAssessment, members: Sequence[Inheritance]
) -> WorkplaceAssessment:
    """The findings of ``own`` completed by the worst of the members; its own values stay.

    The total is left to be made anew.
    """
    return replace(
        own,
        quantities=_merged(basis, own.quantities, [(m.code, m.found.quantities) for m in members]),
        factors=_merged(basis, own.factors, [(m.code, m.found.factors) for m in members]),
        heaviness=_card(basis, own, members, "heaviness"),
        tension=_card(basis, own, members, "tension"),
        indicators={
            card: own.indicators[card]
            if _spoken(getattr(own, card)) or (source := _worst_card(members, card)) is None
            else tuple(
                _passed(basis, each, None, source.code) for each in source.found.indicators[card]
            )
            for card in own.indicators
        },
    )


def _merged(
    basis: Basis,
    own: tuple[Finding, ...],
    members: Sequence[tuple[str, tuple[Finding, ...]]],
) -> tuple[Finding, ...]:
    mine = {finding.subject: finding for finding in own}
    subjects = dict.fromkeys(
        (*mine, *(finding.subject for _, findings in members for finding in findings))
    )
    result = []
    for subject in subjects:
        kept = mine.get(subject)
        given = [
            (code, finding)
            for code, findings in members
            for finding in findings
            if finding.subject == subject
        ]
        if (kept is not None and _spoken(kept)) or not given:
            if kept is not None:
                result.append(kept)
            continue
        code, finding = max(given, key=lambda pair: _weight(pair[1]))
        result.append(_passed(basis, finding, kept, code))
    return tuple(result)


def _card(
    basis: Basis, own: WorkplaceAssessment, members: Sequence[Inheritance], card: str
) -> Finding:
    mine: Finding = getattr(own, card)
    source = None if _spoken(mine) else _worst_card(members, card)
    if source is None:
        return mine
    return _passed(basis, getattr(source.found, card), mine, source.code)


def _worst_card(members: Iterable[Inheritance], card: str) -> Inheritance | None:
    return max(members, key=lambda member: _weight(getattr(member.found, card)), default=None)


def _spoken(finding: Finding) -> bool:
    """Whether a workplace has a finding of its own: a class, a mark or a value that was refused."""
    return finding.status != "not-measured" or bool(finding.value_text.strip())


def _weight(finding: Finding) -> float:
    """The worst first; a gap is worse than class 2 and better than anything harmful."""
    found = finding.decided
    if found is None and finding.by_sex:
        found = max(finding.by_sex.values(), key=lambda each: each.ordinal)
    if found is None:
        return HazardClass.PERMISSIBLE.ordinal + 0.5
    return found.ordinal


def _passed(basis: Basis, finding: Finding, own: Finding | None, code: str) -> Finding:
    """The finding as the other workplace has it, decided there; the mark is one's own."""
    said = basis.say(Step("inherited", {"code": code}))
    proposed = finding.decided if finding.decided is not None else finding.proposed
    return replace(
        finding,
        status="judged" if proposed is not None or finding.by_sex else finding.status,
        proposed=proposed,
        mark=own.mark if own else None,
        mark_reason=own.mark_reason if own else "",
        inherited=True,
        trace=said + finding.trace,
    )
