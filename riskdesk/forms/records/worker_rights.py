"""Rights, guarantees and measures as the worker's sheet tells them, each with its clause."""

from collections import defaultdict
from collections.abc import Iterator

from riskdesk.domain.desk import Guarantee, Measure
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import same
from riskdesk.forms.records.judged import unjudged_words
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding
from riskdesk.rules.guarantee_state import certified_by, guarantee_state


class Kept:
    """Guarantees and measures by the workplace they are of, looked up once for all sheets."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._guarantees: dict[WorkplaceId, list[Guarantee]] = defaultdict(list)
        for guarantee in dossier.guarantees:
            self._guarantees[guarantee.workplace_id].append(guarantee)
        self._at: dict[str | None, list[Measure]] = defaultdict(list)
        for measure in dossier.measures:
            self._at[measure.workplace_id or measure.risk_id].append(measure)

    def guarantees(self, workplace: Workplace) -> list[Guarantee]:
        """What a specialist chose for the workplace."""
        return self._guarantees.get(workplace.id, [])

    def measures(self, workplace: Workplace) -> list[Measure]:
        """Those at the workplace, against a risk of its position, or for the whole."""
        risks = self._dossier.risks_of(self._dossier.position_of(workplace))
        keys: tuple[str | None, ...] = (workplace.id, *(each.id for each in risks), None)
        return [measure for key in keys for measure in self._at.get(key, ())]


def rights(
    source: Source, workplace: Workplace, total: Finding, kept: Kept
) -> Iterator[LocalizedText]:
    """What holds for everybody, the chosen guarantees, what follows from harmful work."""
    say = source.wording.say
    yield from (say(f"right-{name}") for name in ("know", "inspection", "refusal"))
    chosen = kept.guarantees(workplace)
    certified = certified_by(total)
    yield from (_guarantee(source, workplace, total, each) for each in chosen)
    if not chosen:
        yield say(f"rights-none-{certified}")
    if certified == "harmful":
        yield from _duties(source)


def measures(source: Source, workplace: Workplace, kept: Kept) -> Iterator[LocalizedText]:
    """What is planned for this workplace, its position or the whole; else that nothing is."""
    found = kept.measures(workplace)
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


def _measure(source: Source, measure: Measure) -> LocalizedText:
    say = source.wording.say
    if measure.done_on is not None:
        when = say("measure-done", day=f"{measure.done_on:%d.%m.%Y}")
    elif measure.due is not None:
        when = say("measure-due", day=f"{measure.due:%d.%m.%Y}")
    else:
        when = say("measure-no-day")
    return joined((measure.text, when, same(measure.responsible)), ", ")
