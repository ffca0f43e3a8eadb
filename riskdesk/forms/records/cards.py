"""Annexes 2 and 3: a heaviness and a tension card for each workplace (C.8, C.9).

The signs are the specialist's: each stands at the mark, the proposal is a footnote. The conclusion
is what all papers print (ADR 2), a mark that does not count is its footnote.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from riskdesk.domain.model import CardKind, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Made, Record, Value, plain
from riskdesk.forms.records.by_sex import card_note, indicator_note, printed_number
from riskdesk.forms.records.judged import (
    CARD,
    in_columns,
    mark_notes,
    memory_note,
    proposal_words,
    spaced,
    unjudged_words,
)
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.specs import IndicatorSpec


def annex_2(source: Source) -> Record:
    """The heaviness cards."""
    return _cards(source, "heaviness")


def annex_3(source: Source) -> Record:
    """The tension cards."""
    return _cards(source, "tension")


def _cards(source: Source, kind: CardKind) -> Record:
    cards = Made(source.dossier.workplaces, lambda each: _card(source, each, kind))
    return source.record({"cards": cards})


def _card(source: Source, workplace: Workplace, kind: CardKind) -> Record:
    assessed = source.assessed(workplace)
    indicators = assessed.indicators.get(kind, ())
    final = assessed.heaviness if kind == "heaviness" else assessed.tension
    written = {e.indicator: e.value_text for e in source.dossier.entries_of(workplace, kind)}
    rows = [*_rows(source, kind, assessed, written)]
    if kind == "tension":
        rows.append(_counts(source, workplace, indicators))
    sexes = card_note(source, assessed) if kind == "heaviness" else ()
    rows.append(_final(source, kind, final, sexes))
    identity = source.identity(workplace)
    block = Record(fields=identity, lists={"rows": tuple(rows)})
    fields = {**identity, "memory_note": memory_note(source, (final,))}
    return Record(fields=fields, lists={"card": (block,)})


def _rows(
    source: Source, kind: CardKind, assessed: WorkplaceAssessment, written: Mapping[str, str]
) -> Iterator[Record]:
    """Heads of groups and their indicators; a group of one indicator is that row itself."""
    indicators = source.catalog.indicators[kind]
    findings = {finding.subject: finding for finding in assessed.indicators.get(kind, ())}
    for number, group in groupby(indicators, key=lambda spec: spec.group_number):
        inside = list(group)
        if len(inside) > 1 or inside[0].number != number:
            unit = _with_shared_unit(inside)
            head = Field(text=unit or inside[0].group, prefix=f"{number}. ", strong=True)
            yield Record(fields={"indicator": head, "class": ClassField()})
        else:
            unit = None
        for spec in inside:
            finding = findings.get(f"{kind}/{spec.number}") or findings.get(spec.number)
            sign = _sign(source, finding, assessed) if finding else ClassField()
            yield _indicator(spec, sign, written.get(spec.number, ""), unit is None)


def _indicator(
    spec: IndicatorSpec,
    sign: ClassField,
    written: str,
    with_unit: bool,  # noqa: FBT001 - whether the group's head does not name it
) -> Record:
    text = titled(spec) if with_unit else spec.title
    fields: dict[str, Value] = {
        "indicator": Field(text=text, prefix=f"{printed_number(spec)} "),
        "actual": plain(spaced(written)),
        "class": sign,
    }
    return Record(fields=fields)


def _sign(source: Source, finding: Finding, assessed: WorkplaceAssessment) -> ClassField:
    """The column of the mark; of the proposal, said to be one, where nothing was marked."""
    say = source.wording.say
    notes = indicator_note(source, assessed, finding)
    if finding.mark is not None:
        if finding.differs and not notes:
            notes = (say("card-proposal", proposed=proposal_words(finding)),)
        return in_columns(source, finding.mark, CARD, notes)
    if finding.proposed is not None:
        return in_columns(source, finding.proposed, CARD, (say("card-unmarked"),))
    if finding.by_sex or finding.status == "judged":
        return ClassField(words=unjudged_words(source, finding), notes=notes)
    return ClassField(words=say("not-marked"))


def _counts(source: Source, workplace: Workplace, findings: Iterable[Finding]) -> Record:
    """How many indicators each class has, counted from the signs of the card itself."""
    counted = Counter(each.mark or each.proposed for each in findings)
    counts = {member: Decimal(counted[member]) for member in CARD}
    foot = source.dossier.foot_of(workplace, "tension")
    notes: tuple[LocalizedText, ...] = ()
    if foot and foot.counts and tuple(foot.counts) != tuple(counted[member] for member in CARD):
        listed = ", ".join(str(count) for count in foot.counts)
        notes = (source.wording.say("card-counts-written", counts=listed),)
    text = source.wording.say("card-counts")
    return Record(
        fields={
            "indicator": Field(text=text, strong=True, notes=notes),
            "class": ClassCounts(counts=counts),
        }
    )


def _final(
    source: Source, kind: CardKind, final: Finding, sexes: tuple[LocalizedText, ...]
) -> Record:
    """The conclusion in words; ``sexes``: both proposals."""
    say, decided = source.wording.say, final.decided
    notes = (*sexes, *mark_notes(source, final))
    if final.mark is None and final.proposed is not None:
        notes = (*notes, say("card-unmarked"))
    if final.by_sex and final.mark is not None and decided is None:
        notes = (*notes, say("card-mark-unexplained", mark=final.mark))
    words = _conclusion(source, decided) if decided else unjudged_words(source, final)
    return Record(
        fields={
            "indicator": Field(text=say(f"card-final-{kind}"), strong=True),
            "class": ClassField(words=words, notes=notes),
        }
    )


def _conclusion(source: Source, hazard_class: HazardClass) -> LocalizedText:
    word = source.wording.say(f"class-{hazard_class.value}")
    return source.wording.say(
        "conclusion",
        hazard_class=hazard_class,
        word=LocalizedText(kk=word.kk.capitalize(), ru=word.ru.capitalize()),
    )


def _with_shared_unit(specs: list[IndicatorSpec]) -> LocalizedText | None:
    """The head of a group with the unit of all its indicators; ``None`` if they differ."""
    units = {spec.unit for spec in specs}
    unit = units.pop()
    return _in_brackets(specs[0].group, unit) if not units and unit.ru else None


def titled(spec: IndicatorSpec) -> LocalizedText:
    """The title with its unit, unless the title names it already (a number of things)."""
    if not spec.unit.ru or "(" in spec.title.ru or spec.unit.kk in spec.title.kk.split():
        return spec.title
    return _in_brackets(spec.title, spec.unit)


def _in_brackets(title: LocalizedText, unit: LocalizedText) -> LocalizedText:
    return LocalizedText(kk=f"{title.get('kk')} ({unit.get('kk')})", ru=f"{title.ru} ({unit.ru})")
