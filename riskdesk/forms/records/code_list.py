"""The list of workplaces and their codes (kz-rules-and-forms C.2)."""

from decimal import Decimal

from riskdesk.forms.fields import Field, Record
from riskdesk.forms.records.source import Source


def code_list(source: Source) -> Record:
    """Section rows, one row a workplace, the total."""
    dossier = source.dossier
    rows: list[Record] = []
    for section, name in zip(dossier.sections, source.sections(), strict=True):
        title = Field(text=name, prefix=f"{section.ordinal}. ")
        rows.append(Record(kind="section", fields={"title": title}))
        rows.extend(
            Record(fields=source.identity(workplace))
            for workplace in dossier.workplaces
            if dossier.section_of(workplace) is section
        )
    count = Decimal(len(dossier.workplaces))
    total = {"label": Field(text=source.wording.say("total-row")), "count": Field(number=count)}
    rows.append(Record(kind="total", fields=total))
    return source.record({"list": tuple(rows)})
