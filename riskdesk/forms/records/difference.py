"""What differs from the certification before: new, gone, another class, and why."""

from collections import Counter
from collections.abc import Iterator

from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.fields import Field, Record, Value, plain
from riskdesk.forms.records.compared import Change, Pair, changes, pairs
from riskdesk.forms.records.difference_why import whys
from riskdesk.forms.records.in_words import lines, subject_title
from riskdesk.forms.records.judged import unjudged_words
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding


def difference(source: Source) -> Record:
    """Counts, new and gone workplaces, other classes; or that there is nothing before."""
    before = source.previous
    if before is None:
        none: dict[str, Value] = {"none": Field(text=source.wording.say("difference-none"))}
        empty: tuple[Record, ...] = ()
        return source.record(dict.fromkeys(("counts", "places", "changes"), empty), none)
    found = pairs(before, source)
    rows = tuple(
        block
        for pair in found
        if pair.before is not None and pair.now is not None
        if (block := _changed(source, before, pair.before, pair.now)) is not None
    )
    lists = {
        "counts": lines(_counts(source, before, found)),
        "places": tuple(_places(source, before, found)),
        "changes": rows,
    }
    head = before.dossier.certification
    fields: dict[str, Value] = {
        "before": Field(
            text=joined(
                (LocalizedText(head.title, head.title), source.wording.day(head.measured_on)), ", "
            )
        ),
        "before_rules": Field(text=before.assessment.ruleset_title),
        "now_rules": Field(text=source.assessment.ruleset_title),
        "unchanged": Field(
            text=LocalizedText() if rows else source.wording.say("difference-no-changes")
        ),
    }
    return source.record(lists, fields)


def _counts(source: Source, before: Source, found: tuple[Pair, ...]) -> Iterator[LocalizedText]:
    say = source.wording.say
    yield say(
        "difference-places",
        before=len(before.dossier.workplaces),
        now=len(source.dossier.workplaces),
        new=sum(pair.before is None for pair in found),
        gone=sum(pair.now is None for pair in found),
    )
    told: Counter[str] = Counter()
    for pair in found:
        if pair.before is not None and pair.now is not None:
            was = before.assessed(pair.before).total.decided
            told[_direction(was, source.assessed(pair.now).total.decided)] += 1
    names = ("same", "worse", "better", "judged", "lost", "open")
    yield say("difference-totals", **{name: told[name] for name in names})


def _direction(was: HazardClass | None, now: HazardClass | None) -> str:
    if was is None or now is None:
        if was is now:
            return "open"
        return "judged" if was is None else "lost"
    if was is now:
        return "same"
    return "worse" if was < now else "better"


def _places(source: Source, before: Source, found: tuple[Pair, ...]) -> Iterator[Record]:
    for pair in found:
        if pair.before is None and pair.now is not None:
            yield _place(source, pair.now, source.wording.say("difference-new"))
        if pair.now is None and pair.before is not None:
            yield _place(before, pair.before, source.wording.say("difference-gone"))


def _place(source: Source, workplace: Workplace, what: LocalizedText) -> Record:
    fields: dict[str, Value] = {
        "what": Field(text=what),
        **source.identity(workplace),
        "total": Field(text=_class(source, source.assessed(workplace).total)),
    }
    return Record(fields=fields)


def _changed(source: Source, before: Source, old: Workplace, new: Workplace) -> Record | None:
    found = tuple(changes(before.assessed(old), source.assessed(new)))
    if not found:
        return None
    rows = tuple(_row(source, before, (old, new), each) for each in found)
    old_code, code = before.dossier.code_of(old), source.dossier.code_of(new)
    fields = source.identity(new)
    if old_code != code:
        fields["code"] = Field(
            text=source.wording.say("difference-code", code=code, before=old_code)
        )
    return Record(fields=fields, lists={"rows": rows})


def _row(
    source: Source, before: Source, places: tuple[Workplace, Workplace], change: Change
) -> Record:
    why = joined(whys(source, before, places, change), "; ")
    title = LocalizedText()
    if change.subject in source.catalog.factors or f"report-{change.subject}" in source.wording:
        title = subject_title(source, change.subject)
    fields: dict[str, Value] = {
        "subject": Field(text=title, strong=change.subject == "total"),
        "was": Field(text=_class(before, change.before)),
        "now": Field(text=_class(source, change.now)),
        "why": Field(text=why) if why.ru else plain("–"),
    }
    return Record(fields=fields)


def _class(source: Source, finding: Finding | None) -> LocalizedText:
    """The class, or why there is none."""
    if finding is None:
        return source.wording.say("difference-absent")
    if finding.decided is not None:
        return LocalizedText(finding.decided.value, finding.decided.value)
    return unjudged_words(source, finding)
