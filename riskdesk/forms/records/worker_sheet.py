"""The worker's sheet: what was measured at a workplace and what it means, in plain words."""

from collections.abc import Iterator
from dataclasses import replace

from riskdesk.domain.model import Measurement, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.forms.fields import ClassField, Field, Made, Record, Value
from riskdesk.forms.records.at_points import of_journal, rows_at_points
from riskdesk.forms.records.census import is_at_least
from riskdesk.forms.records.factors import quantity_order
from riskdesk.forms.records.in_words import lines, subject_title
from riskdesk.forms.records.judged import class_field, unjudged_words
from riskdesk.forms.records.plain_words import in_plain_words, measured, should_be
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.worker_rights import Kept, measures, rights
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.safety_results import ppe_result, safety_result

_ALL = tuple(HazardClass)


def worker_sheet(source: Source) -> Record:
    """One sheet a workplace."""
    kept = Kept(source.dossier)
    return source.record(
        {"sheets": Made(source.dossier.workplaces, lambda each: _sheet(source, each, kept))}
    )


def _sheet(source: Source, workplace: Workplace, kept: Kept) -> Record:
    assessed = source.assessed(workplace)
    total = assessed.total
    printed = class_field(source, total, _ALL)
    if printed.hit is None:
        printed = replace(printed, words=source.wording.say("sheet-no-class"))
    gap = source.wording.say("sheet-gap") if is_at_least(assessed) else LocalizedText()
    fields: dict[str, Value] = {
        **source.identity(workplace),
        "total": ClassField(hit=printed.hit, words=printed.words),
        "meaning": Field(text=_meaning(source, total)),
        "mark": Field(text=_mark(source, total)),
        "gap": Field(text=gap),
    }
    lists = {
        "blocks": tuple(_blocks(source, workplace, assessed)),
        "rights": lines(rights(source, workplace, total, kept)),
        "measures": lines(measures(source, workplace, kept)),
    }
    return Record(fields=fields, lists=lists)


def _meaning(source: Source, total: Finding) -> LocalizedText:
    """What the class means; without one, why there is none."""
    say = source.wording.say
    if total.decided is not None:
        return say(f"sheet-class-{total.decided.value}")
    if total.by_sex:
        none = say("sheet-sex-no-class")
        men, women = (total.by_sex.get(sex) or none for sex in (Sex.MEN, Sex.WOMEN))
        return say("sheet-by-sex", men=men, women=women)
    return say("sheet-without-class", why=unjudged_words(source, total))


def _mark(source: Source, total: Finding) -> LocalizedText:
    """That a specialist set the class otherwise than it was worked out."""
    if total.decided is None or not total.differs or total.mark != total.decided:
        return LocalizedText()
    proposed = total.proposed
    if proposed is None:
        return LocalizedText()
    return source.wording.say("sheet-mark", proposed=proposed, reason=total.mark_reason)


def _blocks(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment
) -> Iterator[Record]:
    """A block a factor with its values, then the work itself, safety and protective equipment."""
    for finding in assessed.factors:
        title = _plain(source, finding.subject, subject_title(source, finding.subject))
        rows = tuple(_rows(source, workplace, assessed, finding.subject))
        if finding.decided is None:
            rows = _together(source, rows)
        yield _block(source, title, finding, rows or (_nothing(source, finding),))
    for name, finding in (("heaviness", assessed.heaviness), ("tension", assessed.tension)):
        known = assessed.indicators.get(name) or finding.decided is not None
        if known:
            result = _of_work(source, finding)
            row = _row(source.wording.say(f"sheet-{name}-what"), result=result)
            yield _block(source, source.wording.say(f"sheet-{name}"), finding, (row,))
    yield _words(source, "injury", _safety(source, workplace, assessed))
    yield _words(source, "ppe", _ppe(source, workplace, assessed))


def _rows(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment, factor: str
) -> Iterator[Record]:
    """The values of one factor: those of the journal, then those of points."""
    known = source.catalog.quantities
    values = {each.quantity: each for each in source.dossier.measurements_of(workplace)}
    ordered = sorted(of_journal(assessed), key=lambda finding: quantity_order(source, finding))
    for finding in ordered:
        quantity = known.get(finding.subject)
        if quantity is not None and quantity.factor == factor:
            title = _plain(source, finding.subject, quantity.title)
            yield _value(source, title, quantity.unit, finding, values.get(finding.subject))
    for row in rows_at_points(source, workplace):
        if _factor_of(source, row.finding.subject) == factor:
            title = _plain(source, row.finding.subject, row.title)
            if row.place:
                title = source.wording.say("plain-at", title=title, place=row.place)
            yield _value(source, title, row.unit, row.finding, None)


def _together(source: Source, rows: tuple[Record, ...]) -> tuple[Record, ...]:
    """Several values without a class for one reason are told once."""
    results = {row.text("result") for row in rows}
    if len(rows) < 2 or len(results) > 1:
        return rows
    return (_row(source.wording.say("sheet-rows", count=len(rows)), result=results.pop()),)


def _value(
    source: Source,
    title: LocalizedText,
    unit: LocalizedText,
    finding: Finding,
    measurement: Measurement | None,
) -> Record:
    return _row(
        title,
        found=measured(finding, unit, measurement),
        norm=should_be(source, finding, unit, measurement),
        result=in_plain_words(source, finding, unit),
    )


def _plain(source: Source, subject: str, title: LocalizedText) -> LocalizedText:
    """The plain name of a factor or a quantity, where there is one."""
    key = f"plain-{subject}"
    return source.wording.say(key) if key in source.wording else title


def _factor_of(source: Source, subject: str) -> str:
    """The factor of a column of points, or the subject itself where it is one."""
    family = source.catalog.family_of_column.get(subject) or source.catalog.families.get(subject)
    return family.factor if family is not None else subject


def _row(
    what: LocalizedText,
    found: LocalizedText = LocalizedText("–", "–"),
    norm: LocalizedText = LocalizedText("–", "–"),
    result: LocalizedText = LocalizedText(),
) -> Record:
    texts = {"what": what, "found": found, "norm": norm, "result": result}
    return Record(fields={name: Field(text=text) for name, text in texts.items()})


def _nothing(source: Source, finding: Finding) -> Record:
    """A factor without a value of its own."""
    decided = finding.decided is not None
    result = LocalizedText("–", "–") if decided else unjudged_words(source, finding)
    return _row(LocalizedText("–", "–"), result=result)


def _block(
    source: Source, title: LocalizedText, finding: Finding, rows: tuple[Record, ...]
) -> Record:
    decided = finding.decided
    say = source.wording.say
    word = say("sheet-no-class")
    if decided is not None:
        word = say("sheet-class", hazard_class=decided, word=say(f"class-{decided.value}"))
    fields: dict[str, Value] = {"factor": Field(text=title), "class": Field(text=word)}
    return Record(fields=fields, lists={"rows": rows})


def _words(source: Source, name: str, result: LocalizedText) -> Record:
    """A subject that has a word and no class."""
    row = _row(source.wording.say(f"sheet-{name}-what"), result=result)
    fields: dict[str, Value] = {
        "factor": Field(text=source.wording.say(f"sheet-{name}")),
        "class": Field(text=LocalizedText("–", "–")),
    }
    return Record(fields=fields, lists={"rows": (row,)})


def _of_work(source: Source, finding: Finding) -> LocalizedText:
    decided = finding.decided
    if decided is None:
        return unjudged_words(source, finding)
    return source.wording.say("sheet-load-more" if decided.harmful else "sheet-load-within")


def _safety(source: Source, workplace: Workplace, assessed: WorkplaceAssessment) -> LocalizedText:
    result = safety_result(source.dossier, workplace, assessed)
    return source.wording.say(f"sheet-injury-{result.conformity}")


def _ppe(source: Source, workplace: Workplace, assessed: WorkplaceAssessment) -> LocalizedText:
    result = ppe_result(source.dossier, workplace, assessed)
    text = source.wording.say(f"sheet-ppe-{result.provision}")
    if not result.lacking:
        return text
    names = LocalizedText(
        kk=", ".join(each.name.get("kk") for each in result.lacking),
        ru=", ".join(each.name.get("ru") for each in result.lacking),
    )
    return source.wording.say("named", what=text, text=names)
