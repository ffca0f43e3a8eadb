"""The guarantees of a workplace: what the specialist chose, and whether the class bears it out.

Nothing here is derived from the class: a line exists because a person chose an entry of the List.
The class only confirms it; where there is no class, the List is due in full (Labour Code, articles
69, 89, 105).
"""

from dataclasses import dataclass

from riskdesk.domain.desk import Guarantee
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.criterion import Reference
from riskdesk.rules.finding import Finding, Verified
from riskdesk.rules.guarantee_state import (
    Certified,
    GuaranteeState,
    certified_by,
    guarantee_state,
)
from riskdesk.rules.guarantees import DutySpec
from riskdesk.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeLine:
    """One chosen guarantee. ``why``: the state in words, with the class; ``clause``: of this state.

    ``groundless``: there is no entry, or the class does not confirm it and no reason is written.
    """

    guarantee: Guarantee
    title: LocalizedText
    rule: LocalizedText
    entry: str
    state: GuaranteeState
    why: LocalizedText
    clause: LocalizedText
    verified: Verified
    groundless: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """What follows for the employer where the work is harmful; ``applies``: ``None`` not known."""

    id: str
    title: LocalizedText
    note: LocalizedText
    clause: LocalizedText
    verified: Verified
    applies: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteePage:
    """The guarantees of a workplace.

    ``unchosen``: the class is harmful and no guarantee was chosen: a question, no proposal.
    """

    list_entry: str
    lines: tuple[GuaranteeLine, ...]
    duties: tuple[DutyLine, ...]
    certified: Certified
    unchosen: bool


def guarantee_page(
    dossier: Dossier, workplace: Workplace, total: Finding, context: Context
) -> GuaranteePage:
    """The guarantees by the total class of the workplace."""
    certified = certified_by(total)
    chosen = [each for each in dossier.guarantees if each.workplace_id == workplace.id]
    lines = tuple(guarantee_line(each, workplace, total, context) for each in chosen)
    return GuaranteePage(
        list_entry=workplace.list_entry,
        lines=lines,
        duties=tuple(_duty(spec, certified, context) for spec in context.catalog.guarantees.duties),
        certified=certified,
        unchosen=certified == "harmful" and not lines,
    )


def guarantee_line(
    guarantee: Guarantee, workplace: Workplace, total: Finding, context: Context
) -> GuaranteeLine:
    """One guarantee with its state."""
    spec = context.catalog.guarantees.kinds[guarantee.kind]
    state = guarantee_state(spec, total)
    entry = guarantee.entry or workplace.list_entry
    without = spec.uncertified if state == "due-in-full" else None
    return GuaranteeLine(
        guarantee=guarantee,
        title=spec.title,
        rule=spec.rule,
        entry=entry,
        state=state,
        why=_why(state, total, context),
        clause=_clause(without or spec.reference, context),
        verified=spec.verified,
        groundless=not entry or (state == "not-confirmed" and not guarantee.reason),
    )


def _why(state: GuaranteeState, total: Finding, context: Context) -> LocalizedText:
    return context.texts.say(f"guarantee-{state}", total=_class_text(total))


def _class_text(total: Finding) -> str:
    if total.decided is not None:
        return str(total.decided)
    found: list[HazardClass] = list(dict.fromkeys((total.by_sex or {}).values()))
    return " / ".join(map(str, found)) or "–"


def _duty(spec: DutySpec, certified: Certified, context: Context) -> DutyLine:
    applies = {"harmful": True, "permissible": False}.get(certified)
    return DutyLine(
        id=spec.id,
        title=spec.title,
        note=spec.note,
        clause=_clause(spec.reference, context),
        verified=spec.verified,
        applies=applies,
    )


def _clause(reference: Reference, context: Context) -> LocalizedText:
    return context.catalog.clause(reference)
