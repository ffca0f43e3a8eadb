"""Rights, guarantees and measures as the worker's sheet tells them, each with its clause."""

from collections.abc import Iterator

from riskdesk.domain.desk import Guarantee, Measure
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import same
from riskdesk.forms.records.judged import unjudged_words
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding
from riskdesk.rules.guarantee_state import certified_by, guarantee_state


def rights(source: Source, workplace: Workplace, total: Finding) -> Iterator[LocalizedText]:
    """What holds for everybody, the chosen guarantees, what follows from harmful work."""
    say = source.wording.say
    yield from (say(f"right-{name}") for name in ("know", "inspection", "refusal"))
    chosen = [each for each in source.dossier.guarantees if each.workplace_id == workplace.id]
    certified = certified_by(total)
    yield from (_guarantee(source, workplace, total, each) for each in chosen)
    if not chosen:
        yield say(f"rights-none-{certified}")
    if certified == "harmful":
        yield from _duties(source)


def measures(source: Source, workplace: Workplace) -> Iterator[LocalizedText]:
    """What is planned for this workplace, its position or the whole; else that nothing is."""
    found = [each for each in source.dossier.measures if _concerns(source, each, workplace)]
    if not found:
        yield source.wording.say("sheet-no-measures")
    for each in found:
        yield _measure(source, each)


def _guarantee(
    source: Source, workplace: Workplace, total: Finding, guarantee: Guarantee
) -> LocalizedText:
    spec = source.catalog.guarantees.kinds[guarantee.kind]
    state = guarantee_state(spec, total)
    reference = spec.reference
    if state == "due-in-full" and spec.uncertified is not None:
        reference = spec.uncertified
    entry = guarantee.entry or workplace.list_entry
    listed = source.wording.say("guarantee-entry", entry=entry) if entry else LocalizedText()
    text = source.wording.say(
        f"guarantee-{state}",
        title=spec.title,
        amount=guarantee.amount or "____",
        hazard_class=total.decided or unjudged_words(source, total),
        clause=source.catalog.clause(reference),
    )
    return joined((text, listed, _unread(source, spec.verified)), " ")


def _duties(source: Source) -> Iterator[LocalizedText]:
    for spec in source.catalog.guarantees.duties:
        clause = source.catalog.clause(spec.reference)
        text = source.wording.say("duty", title=spec.title, clause=clause)
        yield joined((text, _unread(source, spec.verified)), " ")


def _unread(source: Source, verified: str) -> LocalizedText:
    """That a clause was not compared with its act."""
    return source.wording.say("clause-unread") if verified == "memory" else LocalizedText()


def _concerns(source: Source, measure: Measure, workplace: Workplace) -> bool:
    if measure.workplace_id is not None:
        return measure.workplace_id == workplace.id
    if measure.risk_id is None:
        return True
    risks = source.dossier.risks_of(source.dossier.position_of(workplace))
    return any(each.id == measure.risk_id for each in risks)


def _measure(source: Source, measure: Measure) -> LocalizedText:
    say = source.wording.say
    if measure.done_on is not None:
        when = say("measure-done", day=f"{measure.done_on:%d.%m.%Y}")
    elif measure.due is not None:
        when = say("measure-due", day=f"{measure.due:%d.%m.%Y}")
    else:
        when = say("measure-no-day")
    return joined((measure.text, when, same(measure.responsible)), ", ")
