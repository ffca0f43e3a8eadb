"""The conclusion in sentences: who is subject, classes, what conforms, what is open (C.13)."""

from collections.abc import Iterator
from decimal import Decimal

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import ClassCounts, Field, Record, Value, plain
from riskdesk.forms.records.census import Census, Count, Shares
from riskdesk.forms.records.facts import last_day
from riskdesk.forms.records.in_words import (
    employed,
    people_text,
    reasons,
    shares_text,
    subjects,
)
from riskdesk.forms.records.judged import memory_note
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.safety import INJURY, RULESET
from riskdesk.rules.safety_results import PERMITTED_GRADE, Provision

_PROVISIONS: tuple[tuple[Provision, str], ...] = (
    ("provided", "ppe-provided"),
    ("not-provided", "ppe-not-provided"),
    ("open", "ppe-unchecked"),
    ("none-listed", "ppe-none-listed-word"),
)


def conclusions(source: Source, census: Census) -> tuple[LocalizedText, ...]:
    """Sentence by sentence; what is not decided is said, never counted as class 2."""
    return tuple(text for text in _sentences(source, census) if text.ru)


def class_rows(source: Source, census: Census) -> tuple[Record, ...]:
    """One row a subject: numbers of workplaces by class, those without a class, all."""
    found = enumerate(subjects(source, census), start=1)
    return tuple(_class_row(number, title, shares) for number, (title, shares) in found)


def bounds_note(source: Source) -> Field:
    """The subjects whose class rests on bounds that nobody has compared with the act."""
    found = (
        finding
        for each in source.assessment.workplaces
        for finding in (*each.factors, each.heaviness, each.tension)
    )
    return memory_note(source, found)


def _class_row(number: int, title: LocalizedText, shares: Shares) -> Record:
    counts = {each: Decimal(count.workplaces) for each, count in shares.classes.items()}
    fields: dict[str, Value] = {
        "n": plain(str(number)),
        "subject": Field(text=title),
        "class": ClassCounts(counts=counts),
        "open": Field(number=Decimal(shares.open.workplaces)),
        "whole": Field(number=Decimal(shares.whole.workplaces)),
    }
    return Record(fields=fields)


def _sentences(source: Source, census: Census) -> Iterator[LocalizedText]:
    say = source.wording.say
    yield say("conclusion-people", people=people_text(source, census))
    for title, shares in subjects(source, census):
        yield say("conclusion-subject", what=title, shares=shares_text(source, shares))
    yield _injury(source, census)
    yield _ppe(source, census)
    yield _conforming(source, census)
    harmful = census.total.harmful
    if harmful.workplaces:
        yield say("conclusion-harmful", employed=employed(source.wording, harmful))
    else:
        yield say("conclusion-no-harmful")
    if census.at_least.workplaces:
        yield say("conclusion-at-least", employed=employed(source.wording, census.at_least))
    if census.total.unjudged:
        yield say(
            "conclusion-open",
            employed=employed(source.wording, census.total.open),
            why=reasons(source, census.total),
        )
    yield _next(source)


def _injury(source: Source, census: Census) -> LocalizedText:
    say = source.wording.say
    criterion = source.catalog.criteria.find(RULESET, INJURY, source.dossier.certification.options)
    told = []
    for grade, count in census.grades.items():
        name = criterion.body.table("names").localized(str(grade)) if criterion else LocalizedText()
        word = say("injury-does-not-conform" if grade > PERMITTED_GRADE else "injury-conforms")
        who = employed(source.wording, count)
        told.append(say("injury-grade", grade=grade, name=name, word=word, employed=who))
    left = census.injury.get("open")
    if left is not None:
        told.append(say("injury-open", employed=employed(source.wording, left)))
    return say("conclusion-injury", listed=joined(told, "; "))


def _ppe(source: Source, census: Census) -> LocalizedText:
    say = source.wording.say
    told = [
        say("share", what=say(key), employed=employed(source.wording, census.ppe[provision]))
        for provision, key in _PROVISIONS
        if provision in census.ppe
    ]
    return say("conclusion-ppe", listed=joined(told, "; "))


def _conforming(source: Source, census: Census) -> LocalizedText:
    found = census.conforming
    words = {
        name: employed(source.wording, found.get(answer, Count()))
        for name, answer in (("yes", True), ("no", False), ("open", None))
    }
    return source.wording.say("conclusion-conforming", **words)


def _next(source: Source) -> LocalizedText:
    """The day of the next certification by the term of the Labour Code."""
    term = source.catalog.procedure.next
    day = source.wording.day(term.after(last_day(source)))
    known = source.dossier.certification.ends is not None
    key = "conclusion-next" if known else "conclusion-next-measured"
    return source.wording.say(key, day=day, clause=source.catalog.clause(term.reference))
