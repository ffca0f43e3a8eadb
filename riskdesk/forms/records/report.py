"""Annex 6: how many workplaces each class has, factor by factor (C.12)."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.forms.fields import ClassCounts, Field, Record, Value
from riskdesk.forms.records.by_sex import follows, marked
from riskdesk.forms.records.judged import ANNEX_1, memory_note, unjudged_words
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding, WorkplaceAssessment

Pick = Callable[[WorkplaceAssessment], Finding | None]


def annex_6(source: Source) -> Record:
    """One row a factor of the object, then heaviness, tension and the total with their sexes."""
    rows = [
        row
        for factor in source.catalog.factors
        if (row := _row(source, f"report-{factor}", _factor(factor))) is not None
    ]
    for name, pick in _BY_SEX:
        row = _row(source, f"report-{name}", pick)
        if row is not None:
            rows.append(row)
            rows.extend(_sexes(source, pick))
    subjects = [_factor(name) for name in source.catalog.factors] + [pick for _, pick in _CARDS]
    note = memory_note(
        source,
        (
            finding
            for pick in subjects
            for assessed in source.assessment.workplaces
            if (finding := pick(assessed)) is not None
        ),
    )
    return source.record({"rows": tuple(rows)}, {"memory_note": note})


def _factor(name: str) -> Pick:
    return lambda assessed: assessed.factor(name)


_CARDS: tuple[tuple[str, Pick], ...] = (
    ("heaviness", lambda assessed: assessed.heaviness),
    ("tension", lambda assessed: assessed.tension),
)
_BY_SEX: tuple[tuple[str, Pick], ...] = (*_CARDS, ("total", lambda assessed: assessed.total))


def _title(source: Source, key: str) -> LocalizedText:
    """The words of the form, else the title of the factor."""
    if key in source.wording:
        return source.wording.say(key)
    return source.catalog.factors[key.removeprefix("report-")].title


def _row(source: Source, key: str, pick: Pick) -> Record | None:
    """A row whose counts and footnoted workplaces add up to all that have the factor."""
    found = [
        finding
        for assessed in source.assessment.workplaces
        if (finding := pick(assessed)) is not None
    ]
    if not found:
        return None
    counted: Counter[HazardClass] = Counter()
    lowest = ANNEX_1[0]
    below = 0
    for finding in found:
        decided = finding.decided
        if decided is not None:
            counted[max(decided, lowest, key=lambda each: each.ordinal)] += 1
            below += decided < lowest
    counts = {member: Decimal(count) for member, count in counted.items()}
    notes = (*_notes(source, found, below), *_sex_notes(source, key))
    fields: dict[str, Value] = {
        "factor": Field(text=_title(source, key), notes=notes, strong=key == "report-total"),
        "class": ClassCounts(counts=counts),
    }
    return Record(fields=fields)


def _notes(source: Source, found: list[Finding], below: int) -> Iterator[LocalizedText]:
    say = source.wording.say
    gaps = Counter(unjudged_words(source, finding) for finding in found if finding.decided is None)
    if gaps:
        listed = joined((say("counted", what=what, count=n) for what, n in gaps.items()), "; ")
        yield say("report-unjudged", listed=listed, whole=len(found))
    if below:
        yield say("report-class-1", count=below)


def _sex_notes(source: Source, key: str) -> Iterator[LocalizedText]:
    """How many workplaces have their class by a mark alone, heaviness being another by sex."""
    say = source.wording.say
    counted = Counter(
        unjudged_words(source, assessed.heaviness)
        for assessed in source.assessment.workplaces
        if marked(assessed)
        and (
            key == "report-heaviness"
            or (key == "report-total" and assessed.total.decided is not None and follows(assessed))
        )
    )
    if counted:
        listed = joined((say("counted", what=what, count=n) for what, n in counted.items()), "; ")
        yield say("report-by-sex", listed=listed)


def _sexes(source: Source, pick: Pick) -> Iterator[Record]:
    """Men and women by class; dashes while the list does not say who works where."""
    workplaces = source.dossier.workplaces
    given = all(each.men is not None and each.women is not None for each in workplaces)
    for sex, key in ((Sex.MEN, "men"), (Sex.WOMEN, "women")):
        counted: Counter[HazardClass] = Counter()
        for workplace in workplaces if given else ():
            finding = pick(source.assessed(workplace))
            people = workplace.men if sex is Sex.MEN else workplace.women
            hazard_class = _class_of(finding, sex) if finding else None
            if hazard_class is not None and people:
                counted[max(hazard_class, ANNEX_1[0], key=lambda each: each.ordinal)] += people
        notes = () if given else (source.wording.say("sex-not-given"),)
        counts = {member: Decimal(count) for member, count in counted.items()}
        yield Record(
            fields={
                "factor": Field(text=source.wording.say(f"report-{key}"), notes=notes),
                "class": ClassCounts(counts=counts, empty="" if given else "–"),
            }
        )


def _class_of(finding: Finding, sex: Sex) -> HazardClass | None:
    by_sex = finding.by_sex or {}
    return finding.decided or by_sex.get(sex)
