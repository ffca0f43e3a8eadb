"""Why a class is another than in the certification before: value, norm, criteria, mark, people."""

from collections.abc import Iterator

from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.records.compared import Change
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Finding, Limit, WorkplaceAssessment


def whys(
    source: Source, before: Source, places: tuple[Workplace, Workplace], change: Change
) -> Iterator[LocalizedText]:
    """Each difference of what the class was found by, in words."""
    say = source.wording.say
    old, new = places
    if change.before is None or change.now is None:
        yield say("why-added" if change.before is None else "why-dropped")
        return
    if change.subject == "total":
        yield say("why-total")
    was, now = before.assessed(old), source.assessed(new)
    yield from _values(
        source, _parts(before, was, change.subject), _parts(source, now, change.subject)
    )
    if before.assessment.ruleset != source.assessment.ruleset:
        one, other = before.assessment.ruleset_title, source.assessment.ruleset_title
        yield say("why-rules", before=one, now=other)
    yield from _options(source, before)
    yield from _marks(source, change.before, change.now)
    if change.subject == "heaviness" and (old.men, old.women) != (new.men, new.women):
        yield say("why-people", before=_people(old), now=_people(new))


def _parts(source: Source, assessed: WorkplaceAssessment, subject: str) -> dict[str, Finding]:
    """What a subject was found by: its quantities, its points, the indicators of its card."""
    known = source.catalog.quantities
    of_journal = (
        each
        for each in assessed.quantities
        if each.subject in known and known[each.subject].factor == subject
    )
    parts = assessed.parts.get(subject) or tuple(of_journal)
    found: dict[str, Finding] = {}
    for each in (*parts, *assessed.indicators.get(subject, ())):
        name = f"{each.subject} {each.label.ru}".strip()
        while name in found:
            name += "+"
        found[name] = each
    return found


def _values(
    source: Source, before: dict[str, Finding], now: dict[str, Finding]
) -> Iterator[LocalizedText]:
    say = source.wording.say
    for name in dict.fromkeys((*before, *now)):
        one, other = before.get(name), now.get(name)
        titled = _title(source, name, other or one)
        was, became = _value(one), _value(other)
        if was != became:
            yield say("why-value", what=titled, before=was, now=became)
        if one is None or other is None:
            continue
        if _limit(one.limit) != _limit(other.limit):
            low, high = _limit(one.limit), _limit(other.limit)
            yield say("why-norm", what=titled, before=low, now=high)
        if other.status not in {one.status, "judged"}:
            yield say("named", what=titled, text=say(other.status))
        if one.mark is not other.mark and other.status == "marked":
            yield say("why-mark", what=titled, before=one.mark or "–", now=other.mark or "–")


def _title(source: Source, name: str, finding: Finding | None) -> LocalizedText:
    subject = finding.subject if finding is not None else name
    if subject in source.catalog.quantities:
        return source.catalog.quantities[subject].short
    if subject in source.catalog.columns:
        return source.catalog.columns[subject].short
    card, _, number = subject.partition("/")
    if number:
        return LocalizedText(kk=number, ru=number)
    return source.catalog.words.get(card, LocalizedText(kk=name, ru=name))


def _value(finding: Finding | None) -> str:
    if finding is None:
        return "–"
    if finding.value is not None:
        return format_decimal(finding.value)
    return finding.value_text or "–"


def _limit(limit: Limit | None) -> str:
    if limit is None:
        return "–"
    low, high = (None if end is None else format_decimal(end) for end in limit.range)
    if low is not None and high is not None:
        return f"{low}–{high}"
    return f"≥ {low}" if low is not None else f"≤ {high}"


def _options(source: Source, before: Source) -> Iterator[LocalizedText]:
    """Options of the rule set that are chosen otherwise."""
    one, other = (each.dossier.certification.options for each in (before, source))
    if one == other or before.assessment.ruleset != source.assessment.ruleset:
        return
    ruleset = source.catalog.ruleset(source.assessment.ruleset)
    was, became = ruleset.chosen(one), ruleset.chosen(other)
    for option in ruleset.options.values():
        if was[option.id] != became[option.id]:
            yield source.wording.say(
                "why-option",
                what=option.title,
                before=option.choices[was[option.id]],
                now=option.choices[became[option.id]],
            )


def _marks(source: Source, before: Finding, now: Finding) -> Iterator[LocalizedText]:
    say = source.wording.say
    if before.mark is now.mark:
        return
    if now.mark is not None and now.mark_reason:
        yield say("why-mark-reason", mark=now.mark, reason=now.mark_reason)
    else:
        what = say("why-mark-what")
        yield say("why-mark", what=what, before=before.mark or "–", now=now.mark or "–")


def _people(workplace: Workplace) -> str:
    men, women = ("–" if n is None else str(n) for n in (workplace.men, workplace.women))
    return f"{men} / {women}"
