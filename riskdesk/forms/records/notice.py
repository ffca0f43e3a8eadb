"""The notice of results to the labour authority, in ten calendar days (Labour Code, 183, 7)."""

from decimal import Decimal

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value, plain
from riskdesk.forms.records.census import Census, Count
from riskdesk.forms.records.conclusion import bounds_note, class_rows
from riskdesk.forms.records.facts import facts
from riskdesk.forms.records.in_words import people_text, reasons
from riskdesk.forms.records.source import Source


def result_notice(source: Source) -> Record:
    """Classes in numbers, injury safety, PPE, what is open, the last day to send it."""
    census = Census(source)
    lists = {"classes": class_rows(source, census), "safety": _safety(source, census)}
    return source.record(lists, {**facts(source), **_fields(source, census)})


def _fields(source: Source, census: Census) -> dict[str, Value]:
    say, head = source.wording.say, source.dossier.certification
    term = source.catalog.procedure.report
    note = say("notice-term", clause=source.catalog.clause(term.reference), note=term.note)
    due = say("notice-due-open")
    if head.ends is not None:
        due = source.wording.day(term.after(head.ends))
    open_ = LocalizedText()
    if census.total.unjudged:
        count = census.total.open.workplaces
        open_ = say("notice-open", count=count, why=reasons(source, census.total))
    return {
        "people": Field(text=people_text(source, census)),
        "memory_note": bounds_note(source),
        "due": Field(text=due),
        "term": Field(text=note),
        "open": Field(text=open_),
        "sent": plain(f"{head.reported_on:%d.%m.%Y}" if head.reported_on else "____________"),
    }


def _safety(source: Source, census: Census) -> tuple[Record, ...]:
    """Injury safety and protective equipment: yes, no, open."""
    injury, ppe = census.injury, census.ppe
    none = Count()
    open_ppe = ppe.get("open", none).workplaces + ppe.get("none-listed", none).workplaces
    numbers = {
        "notice-injury": (
            injury.get("conforms", none).workplaces,
            injury.get("does-not-conform", none).workplaces,
            injury.get("open", none).workplaces,
        ),
        "notice-ppe": (
            ppe.get("provided", none).workplaces,
            ppe.get("not-provided", none).workplaces,
            open_ppe,
        ),
    }
    return tuple(
        Record(
            fields={
                "subject": Field(text=source.wording.say(key)),
                **{
                    name: Field(number=Decimal(number))
                    for name, number in zip(("yes", "no", "open"), counts, strict=True)
                },
            }
        )
        for key, counts in numbers.items()
    )
