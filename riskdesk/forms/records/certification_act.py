"""The акт of certification of the production facility (Labour Code, article 183, 8): our layout."""

from riskdesk.forms.fields import Field, Record, Value
from riskdesk.forms.records.census import Census
from riskdesk.forms.records.commission import people_rows
from riskdesk.forms.records.conclusion import bounds_note, class_rows, conclusions
from riskdesk.forms.records.facts import commission, facts
from riskdesk.forms.records.in_words import lines, people_text
from riskdesk.forms.records.plan import plan_fields
from riskdesk.forms.records.source import Source


def certification_act(source: Source) -> Record:
    """Facts, the commission, classes in numbers, the conclusion; the day is filled in by hand."""
    census = Census(source)
    lists = {
        "members": people_rows(source),
        "commission": lines(commission(source)),
        "classes": class_rows(source, census),
        "conclusions": lines(conclusions(source, census)),
        "contents": lines(source.contents),
    }
    fields: dict[str, Value] = {
        **facts(source),
        **plan_fields(source),
        "people": Field(text=people_text(source, census)),
        "memory_note": bounds_note(source),
    }
    return source.record(lists, fields)
