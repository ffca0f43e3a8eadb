"""The normative documents that a certification really used, each once, in the order of use."""

from collections.abc import Iterable, Iterator

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.acts import Act
from riskdesk.rules.finding import Finding, WorkplaceAssessment

ALWAYS = ("labour-code", "order-1057")
"""What every certification is made by."""
LIST = "order-1053"
"""The List of guarantees (kz-rules-and-forms, F.1)."""


def documents_used(source: Source) -> tuple[LocalizedText, ...]:
    """Acts of the procedure, criteria, norms, methods, protective equipment, guarantees."""
    cited = dict.fromkeys(ALWAYS)
    written: dict[str, None] = {}
    cited.update(dict.fromkeys(_of_criteria(source)))
    for text in dict.fromkeys(_clauses(source)):
        act = _act(source, text)
        if act is not None:
            cited[act.id] = None
    for text in dict.fromkeys(_as_written(source)):
        act = _act(source, text)
        if act is not None:
            cited[act.id] = None
        else:
            written[text] = None
    if _has_list(source):
        cited[LIST] = None
    acts = tuple(_told(source, source.catalog.acts[name]) for name in cited)
    return (*acts, *(source.wording.say("act-written", text=text) for text in written))


def act_named(act: Act) -> LocalizedText:
    """An act with its number, said once."""
    return act.title if act.short.ru in act.title.ru else joined((act.title, act.short), ", ")


def _told(source: Source, act: Act) -> LocalizedText:
    """An act, and what must be known of its force on the day."""
    state = "plain" if act.status == "in-force" else "unknown"
    if act.repealed_on(source.dossier.certification.measured_on):
        state = "repealed"
    return source.wording.say(f"act-{state}", title=act_named(act))


def _of_criteria(source: Source) -> Iterator[str]:
    """The acts of the criteria of all that was judged."""
    subjects: dict[str, None] = {}
    for assessed in source.assessment.workplaces:
        subjects.update(dict.fromkeys(each.subject for each in assessed.factors))
    for subject in (*subjects, "heaviness", "tension"):
        criterion = source.criterion(subject)
        if criterion is not None:
            yield criterion.reference.act
            if criterion.reference.via:
                yield criterion.reference.via


def _act(source: Source, text: str) -> Act | None:
    return source.catalog.acts.cited(text, source.dossier.certification.measured_on)


def _clauses(source: Source) -> Iterator[str]:
    """Clauses of the limits and classes; what was written by hand is no clause."""
    for assessed in source.assessment.workplaces:
        source.tick()
        for finding in _findings(assessed):
            if finding.clause.ru:
                yield finding.clause.ru
            if finding.limit is not None and not finding.limit.as_written:
                yield finding.limit.clause.ru


def _findings(assessed: WorkplaceAssessment) -> Iterable[Finding]:
    points = (part for each in assessed.points if each.counts for part in each.parts)
    named = (*assessed.quantities, *points, *assessed.factors)
    words = (each for each in (assessed.injury, assessed.ppe) if each is not None)
    return (*named, assessed.heaviness, assessed.tension, assessed.total, *words)


def _as_written(source: Source) -> Iterator[str]:
    """Methods of the journal and norms of issue, as somebody wrote them."""
    yield from (each.method for each in source.dossier.measurements if each.method)
    yield from (each.norm for each in source.dossier.ppe_items if each.norm)


def _has_list(source: Source) -> bool:
    kinds = source.catalog.guarantees.kinds
    chosen = any(kinds[each.kind].ground == "list" for each in source.dossier.guarantees)
    return chosen or any(each.list_entry for each in source.dossier.workplaces)
