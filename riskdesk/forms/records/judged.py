"""How a finding stands on paper: its value, its norm, its class, and the footnotes they need."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from riskdesk.domain.model import Measurement
from riskdesk.domain.values import HazardClass, LocalizedText, Sex, format_decimal
from riskdesk.forms.fields import ClassField, Field, same
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding, Limit

ANNEX_1 = tuple(member for member in HazardClass if member is not HazardClass.OPTIMAL)
"""Columns of Annexes 1 and 6: there is none for class 1 (kz-rules-and-forms C.7, C.12)."""
CARD = (
    HazardClass.OPTIMAL,
    HazardClass.PERMISSIBLE,
    HazardClass.HARMFUL_1,
    HazardClass.HARMFUL_2,
)
"""Columns of Annexes 2 and 3 (C.8, C.9)."""
_SPACED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Between a word and a number: a card's «до4км» is printed «до 4 км»."""


def spaced(written: str) -> str:
    """An actual value of a card as written, with spaces between words and numbers."""
    return _SPACED.sub(" ", written)


def memory_note(source: Source, findings: Iterable[Finding]) -> Field:
    """The subjects whose class was found with bounds that nobody has compared with the act."""
    words = source.catalog.words
    named = dict.fromkeys(
        words.get(finding.subject, same(finding.subject))
        for finding in findings
        if finding.verified == "memory" and (finding.proposed is not None or finding.by_sex)
    )
    if not named:
        return Field()
    return Field(text=source.wording.say("bounds-from-memory", listed=joined(named, ", ")))


def unjudged_words(source: Source, finding: Finding) -> LocalizedText:
    """Why there is no class, in words."""
    say = source.wording.say
    if finding.by_sex:
        men, women = (
            finding.by_sex.get(sex) or say("sex-without-class") for sex in (Sex.MEN, Sex.WOMEN)
        )
        return say("by-sex", men=men, women=women)
    return say(finding.status)


def class_field(
    source: Source,
    finding: Finding,
    columns: Sequence[HazardClass],
    notes: tuple[LocalizedText, ...] = (),
    rows: int = 1,
) -> ClassField:
    """The class that goes to paper, in a column or in words, with what must be said about it."""
    decided = finding.decided
    notes = (*notes, *mark_notes(source, finding))
    if decided is None:
        return ClassField(words=unjudged_words(source, finding), notes=notes, rows=rows)
    return in_columns(source, decided, columns, notes, rows)


def in_columns(
    source: Source,
    hazard_class: HazardClass,
    columns: Sequence[HazardClass],
    notes: tuple[LocalizedText, ...] = (),
    rows: int = 1,
) -> ClassField:
    """A class in its column; class 1 goes to the first one, a class beyond the last into words."""
    if hazard_class in columns:
        return ClassField(hit=hazard_class, notes=notes, rows=rows)
    if hazard_class < columns[0]:
        note = source.wording.say("class-below", hazard_class=hazard_class)
        return ClassField(hit=columns[0], notes=(*notes, note), rows=rows)
    words = source.wording.say("class-beyond", hazard_class=hazard_class)
    return ClassField(words=words, notes=notes, rows=rows)


def mark_notes(source: Source, finding: Finding) -> tuple[LocalizedText, ...]:
    """What to say of a mark that is not the class on paper, or is it against the proposal."""
    say, mark, decided = source.wording.say, finding.mark, finding.decided
    if mark is None or finding.by_sex:  # both proposals are printed, the reader sees the difference
        return ()
    if decided is None:
        return (say("mark-without-class", mark=mark),)
    if mark != decided:
        return (say("mark-unexplained", mark=mark, printed=decided),)
    if finding.differs and finding.mark_reason:
        proposed = proposal_words(finding)
        return (say("mark-explained", mark=mark, proposed=proposed, reason=finding.mark_reason),)
    return ()


def proposal_words(finding: Finding) -> str:
    """The proposal: one class, or both where they differ by sex; a dash if there is none."""
    if finding.by_sex:
        return " / ".join(str(finding.by_sex.get(sex, "–")) for sex in Sex)
    return str(finding.proposed) if finding.proposed is not None else "–"


def value_field(measurement: Measurement | None, finding: Finding) -> Field:
    """The actual value: a number, the text as entered, or a dash where nothing was measured."""
    if finding.value is not None:
        return Field(number=finding.value)
    text = finding.value_text or (measurement.value_text if measurement else "")
    return Field(text=same(text or "–"))


def norm_field(
    source: Source, measurement: Measurement | None, finding: Finding, *, clause: bool = False
) -> Field:
    """The permissible level that judges, footnoted if it is only written or only proposed.

    ``clause``: the footnote names the clause as well.
    """
    limit = finding.limit
    if limit is None:
        written = measurement.norm_written if measurement else ""
        return Field(text=same(written or "–"))
    notes = (clause_note(source, limit),) if clause else limit_notes(source, limit)
    low, high = limit.range
    if low is not None and high is not None:
        return Field(text=same(f"{_text(low)}–{_text(high)}"), notes=notes)
    if low is not None:
        return Field(number=low, prefix="≥ ", notes=notes)
    if high is not None:
        return Field(number=high, prefix="≤ ", notes=notes)
    return Field(text=same("–"), notes=notes)


def named_unit(source: Source, field: Field, limit: Limit | None, unit_id: str) -> Field:
    """A level as a field; in another unit than the one that stands beside it, it names its own."""
    if limit is None or not limit.unit or limit.unit == unit_id:
        return field
    unit = source.catalog.units.get(limit.unit, same(limit.unit))
    number = field.prefix + format_decimal(field.number) if field.number is not None else ""
    if limit.unit == "ratio":
        return Field(text=source.wording.say("multiple", limit=number), notes=field.notes)
    return Field(
        text=joined((same(number) if number else field.text, unit), " "), notes=field.notes
    )


def limit_notes(source: Source, limit: Limit) -> tuple[LocalizedText, ...]:
    """What a reader must know of a limit."""
    notes = []
    if limit.as_written:
        notes.append(source.wording.say("norm-as-written"))
    if limit.proposed:
        notes.append(source.wording.say("norm-proposed"))
    return (*notes, *_unverified(source, limit))


def _unverified(source: Source, limit: Limit) -> tuple[LocalizedText, ...]:
    return (source.wording.say("norm-from-memory"),) if limit.verified == "memory" else ()


def clause_note(source: Source, limit: Limit) -> LocalizedText:
    """The clause of a limit and what must be known of it, as one footnote."""
    say = source.wording.say
    if limit.as_written:
        return say("norm-as-written")
    clause = say("norm-is-proposed", clause=limit.clause) if limit.proposed else limit.clause
    return joined((clause, *_unverified(source, limit)), ". ")


def _text(number: Decimal) -> str:
    return format_decimal(number)
