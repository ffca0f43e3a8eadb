"""The employer's order on the certification commission (Labour Code, article 183, 5 and 6)."""

from riskdesk.domain.desk import CommissionMember
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value, plain
from riskdesk.forms.records.census import Census
from riskdesk.forms.records.facts import facts, lacking, ordered
from riskdesk.forms.records.in_words import lines, people_text
from riskdesk.forms.records.source import Source


def commission_order(source: Source) -> Record:
    """The people of the commission as a table, what is missing, the facts of the order."""
    people = ordered(source)
    missing = lacking(source) if people else iter((source.wording.say("no-commission"),))
    lists = {"members": people_rows(source), "missing": lines(missing)}
    fields: dict[str, Value] = {
        **facts(source),
        "people": Field(text=people_text(source, Census(source))),
    }
    return source.record(lists, fields)


def people_rows(source: Source) -> tuple[Record, ...]:
    """One row a person: chairman, members, secretary."""
    return tuple(_row(source, number, each) for number, each in enumerate(ordered(source), start=1))


def _row(source: Source, number: int, each: CommissionMember) -> Record:
    position = each.position if each.position.get("ru") else LocalizedText("____", "____")
    fields: dict[str, Value] = {
        "n": plain(str(number)),
        "name": plain(each.name),
        "position": Field(text=position),
        "role": Field(text=source.wording.say(f"role-{each.role}")),
    }
    return Record(fields=fields)
