"""Introduction and conclusion: the whole certification told, every number from one count (C.13)."""

from collections.abc import Iterator

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value
from riskdesk.forms.records.census import Census, Count
from riskdesk.forms.records.conclusion import bounds_note, class_rows, conclusions
from riskdesk.forms.records.facts import commission, facts
from riskdesk.forms.records.in_words import lines, people_text, subject_title
from riskdesk.forms.records.papers_used import documents_used
from riskdesk.forms.records.plan import plan_fields, plan_rows
from riskdesk.forms.records.source import Source
from riskdesk.rules.safety_results import PERMITTED_GRADE

_INSTRUCTION = "instruction"


def introduction(source: Source) -> Record:
    """The fields and lists of document 2 of a dossier."""
    census = Census(source)
    lists = {
        "contents": lines(source.contents),
        "commission": lines(commission(source)),
        "documents": lines(documents_used(source)),
        "sections": lines(_sections(source)),
        "factors": lines(_factors(source, census)),
        "parts": lines(_parts(source, census)),
        "plan_rows": plan_rows(source),
        "effects": lines(_effects(source)),
        "classes": class_rows(source, census),
        "conclusions": lines(conclusions(source, census)),
    }
    fields: dict[str, Value] = {
        **facts(source),
        **plan_fields(source),
        "people": Field(text=people_text(source, census)),
        "memory_note": bounds_note(source),
    }
    return source.record(lists, fields)


def _sections(source: Source) -> Iterator[LocalizedText]:
    dossier = source.dossier
    for section, name in zip(dossier.sections, source.sections(), strict=True):
        places = [each for each in dossier.workplaces if dossier.section_of(each) is section]
        workers = sum(each.people for each in places)
        yield source.wording.say("section-count", name=name, places=len(places), workers=workers)


def _factors(source: Source, census: Census) -> Iterator[LocalizedText]:
    if not census.factors:
        yield source.wording.say("no-factors")
    for name, shares in census.factors.items():
        whole = shares.whole.workplaces
        judged = whole - shares.open.workplaces
        title = subject_title(source, name)
        yield source.wording.say("factor-count", name=title, places=whole, judged=judged)


def _parts(source: Source, census: Census) -> Iterator[LocalizedText]:
    """The four parts of the assessment (B.2, step 5), each with what came of it."""
    say = source.wording.say
    measured = sum(bool(each.factors) for each in source.assessment.workplaces)
    yield say("part-factors", factors=len(census.factors), places=measured)
    cards = {
        name: shares.whole.workplaces - shares.open.workplaces
        for name, shares in (("heaviness", census.heaviness), ("tension", census.tension))
    }
    yield say("part-labour", **cards)
    injury, ppe, none = census.injury, census.ppe, Count()
    yield say(
        "part-injury",
        conforms=injury.get("conforms", none).workplaces,
        fails=injury.get("does-not-conform", none).workplaces,
        open=injury.get("open", none).workplaces,
    )
    yield say(
        "part-ppe",
        provided=ppe.get("provided", none).workplaces,
        lacking=ppe.get("not-provided", none).workplaces,
        open=ppe.get("open", none).workplaces,
        none=ppe.get("none-listed", none).workplaces,
    )


def _effects(source: Source) -> Iterator[LocalizedText]:
    """What can be counted of the OSH management system; its assessment is the commission's."""
    say = source.wording.say
    previous = source.previous
    if previous is None:
        yield say("effect-no-previous")
    else:
        before = previous.dossier.certification
        day = source.wording.day(before.measured_on)
        yield say("effect-previous", title=before.title, day=day)
    grades = [
        check.grade
        for check in source.dossier.safety_checks
        if check.kind == _INSTRUCTION and check.grade is not None
    ]
    passed = sum(grade <= PERMITTED_GRADE for grade in grades)
    yield say("effect-instruction", graded=len(grades), passed=passed)
    measures = source.dossier.measures
    done = sum(each.done_on is not None for each in measures)
    yield say("effect-plan", count=len(measures), done=done)
