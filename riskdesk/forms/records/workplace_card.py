"""The workplace card: values, limits, classes, clauses, the total with its reason, the marks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from riskdesk.domain.model import Measurement, PointFamily, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, format_decimal
from riskdesk.forms.fields import ClassField, Field, Made, Record, Value, plain, same
from riskdesk.forms.records.at_points import (
    instrument_of,
    of_journal,
    read_otherwise,
    rows_at_points,
)
from riskdesk.forms.records.by_sex import card_note, total_note
from riskdesk.forms.records.card_safety import safety_open, safety_rows
from riskdesk.forms.records.factors import SHARED_CLASS, expired_note, quantity_order
from riskdesk.forms.records.judged import (
    class_field,
    mark_notes,
    memory_note,
    norm_field,
    proposal_words,
    unjudged_words,
    value_field,
)
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding, WorkplaceAssessment

_ALL = tuple(HazardClass)
_FAMILIES: Mapping[str, PointFamily] = {
    "light": "light",
    "microclimate": "microclimate",
    "noise": "noise",
}


def workplace_card(source: Source) -> Record:
    """One card a workplace."""
    cards = Made(source.dossier.workplaces, lambda each: _card(source, each))
    return source.record({"cards": cards})


def _card(source: Source, workplace: Workplace) -> Record:
    assessed = source.assessed(workplace)
    total = assessed.total
    fields: dict[str, Value] = {
        **source.identity(workplace),
        "code_count": Field(text=_code_count(source, workplace)),
        "total": _total(source, assessed),
        "why_title": Field(text=_why_title(source, total)),
        "safety_open": Field(text=safety_open(source, workplace, assessed)),
        "check": Field(text=_check(source, workplace)),
        "memory_note": memory_note(
            source, (*assessed.factors, assessed.heaviness, assessed.tension)
        ),
    }
    rows = (
        *_quantities(source, workplace, assessed),
        *_at_points(source, workplace),
        *_cards(source, assessed),
        *safety_rows(source, workplace, assessed),
    )
    why = tuple(
        Record(fields={"text": Field(text=line)}) for line in _why(source, workplace, assessed)
    )
    return Record(fields=fields, lists={"rows": rows, "why": why})


def _total(source: Source, assessed: WorkplaceAssessment) -> ClassField:
    """The total class; where there is none, that and why."""
    total = assessed.total
    printed = class_field(source, total, _ALL, total_note(source, assessed))
    if printed.hit is not None or total.by_sex:
        return printed
    return replace(printed, words=source.wording.say("total-none", why=printed.words))


def _code_count(source: Source, workplace: Workplace) -> LocalizedText:
    code = source.dossier.code_of(workplace)
    if workplace.men is None or workplace.women is None:
        return source.wording.say("code-count", code=code)
    return source.wording.say("code-count-sex", code=code, men=workplace.men, women=workplace.women)


def _quantities(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment
) -> Iterator[Record]:
    measured = {each.quantity: each for each in source.dossier.measurements_of(workplace)}
    known = source.catalog.quantities
    ordered = sorted(of_journal(assessed), key=lambda finding: quantity_order(source, finding))
    shared = [f for f in ordered if f.subject in known and known[f.subject].factor == SHARED_CLASS]
    for finding in ordered:
        quantity = known.get(finding.subject)
        measurement = measured.get(finding.subject)
        fields: dict[str, Value] = {
            "factor": Field(text=quantity.short if quantity else same(finding.subject)),
            "unit": Field(text=quantity.unit if quantity else LocalizedText()),
            "point": plain(_points(source, workplace, quantity.factor if quantity else "")),
            "value": replace(
                value_field(measurement, finding), notes=read_otherwise(source, measurement)
            ),
            "norm": norm_field(source, measurement, finding, clause=True),
            "comparison": _comparison(source, finding),
            "mark": _mark(source, finding),
        }
        expired = _expired(source, measurement, finding)
        if finding not in shared:
            fields["class"] = _class(source, finding, expired)
        elif finding is shared[0]:
            whole = assessed.factor(SHARED_CLASS) or finding
            fields["class"] = _class(source, whole, expired, len(shared))
        yield Record(fields=fields)


def _at_points(source: Source, workplace: Workplace) -> Iterator[Record]:
    """Factors that only points have."""
    for row in rows_at_points(source, workplace):
        finding = row.finding
        instrument = instrument_of(source, row)
        expired = expired_note(source, instrument) if finding.value is not None else ()
        yield Record(
            fields={
                "factor": Field(text=row.title),
                "unit": Field(text=row.unit),
                "point": plain(row.place),
                "value": value_field(None, finding),
                "norm": norm_field(source, None, finding, clause=True),
                "comparison": _comparison(source, finding),
                "mark": _mark(source, finding),
                "class": _class(source, finding, expired),
            }
        )


def _expired(
    source: Source, measurement: Measurement | None, finding: Finding
) -> tuple[LocalizedText, ...]:
    if finding.value is None or measurement is None or measurement.instrument_id is None:
        return ()
    return expired_note(source, source.dossier.instrument_by_id.get(measurement.instrument_id))


def _cards(source: Source, assessed: WorkplaceAssessment) -> Iterator[Record]:
    """Heaviness and tension: how many indicators have which class."""
    for name, finding in (("heaviness", assessed.heaviness), ("tension", assessed.tension)):
        indicators = assessed.indicators.get(name, ())
        if not indicators and finding.decided is None and finding.mark is None:
            continue
        counted: dict[HazardClass, int] = {}
        for each in indicators:
            hazard_class = each.mark or each.proposed
            if hazard_class is not None:
                counted[hazard_class] = counted.get(hazard_class, 0) + 1
        told = [
            source.wording.say("card-class-count", hazard_class=member, count=counted[member])
            for member in HazardClass
            if member in counted
        ]
        unmarked = len(indicators) - sum(counted.values())
        if unmarked:
            what = source.wording.say("not-marked")
            told.append(source.wording.say("counted", what=what, count=unmarked))
        notes = card_note(source, assessed) if name == "heaviness" else ()
        yield Record(
            fields={
                "factor": Field(text=source.wording.say(f"report-{name}")),
                "comparison": Field(text=joined(told, ", ")),
                "class": _class(source, finding, notes),
                "mark": _mark(source, finding),
            }
        )


def _class(
    source: Source, finding: Finding, notes: tuple[LocalizedText, ...], rows: int = 1
) -> ClassField:
    """The class on paper; what is said of the mark stands at the mark."""
    printed = class_field(source, finding, _ALL, rows=rows)
    return ClassField(hit=printed.hit, words=printed.words, notes=notes, rows=rows)


def _mark(source: Source, finding: Finding) -> Field:
    """The specialist's mark, against the proposal where they differ."""
    text = "–" if finding.mark is None else str(finding.mark)
    if finding.differs:
        text = f"{text} ≠ {proposal_words(finding)}"
    notes = mark_notes(source, finding)
    if notes and finding.decided is None:  # the mark itself stands here
        notes = (source.wording.say("mark-not-printed"),)
    return Field(text=same(text), notes=notes)


def _points(source: Source, workplace: Workplace, factor: str) -> str:
    family = _FAMILIES.get(factor)
    if family is None:
        return ""
    return ", ".join(point.label for point in source.dossier.points_of(workplace, family))


def _comparison(source: Source, finding: Finding) -> Field:
    """Within or beyond the limit, and by how much."""
    limit, value = finding.limit, finding.value
    say = source.wording.say
    if finding.proposed is None or value is None or limit is None:
        return plain("–")
    if value in limit.range:
        return Field(text=say("within"))
    difference = _difference(value, limit.range.low, limit.range.high)
    return Field(text=say("beyond"), prefix=f"{difference}, " if difference else "")


def _difference(value: Decimal, low: Decimal | None, high: Decimal | None) -> str:
    if high is not None and value > high:
        return f"+{format_decimal(value - high)}"
    return format_decimal(value - low) if low is not None else ""


def _why_title(source: Source, total: Finding) -> LocalizedText:
    if total.decided is None and not total.by_sex:
        return source.wording.say("why-none")
    return source.wording.say("why", hazard_class=total.decided or unjudged_words(source, total))


def _why(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment
) -> Iterator[LocalizedText]:
    """Line by line: how the total follows from its parts, then the findings that decide it."""
    total = assessed.total
    titled = unjudged_words(source, total).ru if total.by_sex else ""
    for step in dict.fromkeys(total.trace):
        repeats = bool(titled) and titled in step.ru  # the title of the box says it already
        if not repeats and not _of_part(source, assessed, step):
            yield step
    decisive = {total.decided, *(total.by_sex or {}).values()}
    for finding in assessed.quantities:
        if finding.decided in decisive and finding.decided and finding.decided.harmful:
            yield _of_finding(source, finding)
    for row in rows_at_points(source, workplace):
        if row.finding.decided in decisive and row.finding.decided and row.finding.decided.harmful:
            yield _told(row.title, row.finding)


def _of_part(source: Source, assessed: WorkplaceAssessment, step: LocalizedText) -> bool:
    """Whether a step only names the class of one part: the rows of the card do that."""
    subjects = (*(part.subject for part in assessed.factors), "heaviness", "tension")
    words = (source.catalog.words.get(subject) for subject in subjects)
    return any(word is not None and step.ru.startswith(f"{word.ru}: ") for word in words)


def _of_finding(source: Source, finding: Finding) -> LocalizedText:
    """The steps of one quantity after its name."""
    known = source.catalog.quantities.get(finding.subject)
    return _told(known.short if known else same(finding.subject), finding)


def _told(name: LocalizedText, finding: Finding) -> LocalizedText:
    told = joined(
        (LocalizedText(kk=s.kk.rstrip("."), ru=s.ru.rstrip(".")) for s in finding.trace), "; "
    )
    return joined((name, told), ": ")


def _check(source: Source, workplace: Workplace) -> LocalizedText:
    """How many remarks the check has on this workplace; nothing if it has none."""
    found = [each for each in source.problems if each.workplace == workplace.number]
    if not found:
        return LocalizedText()
    errors = sum(each.severity == "error" for each in found)
    return source.wording.say("check-count", count=len(found), errors=errors)
