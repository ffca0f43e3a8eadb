"""What all protocols share: header, instruments, footnotes (kz-rules-and-forms C.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.model import Instrument
from riskdesk.domain.values import LocalizedText, Provenance
from riskdesk.forms.fields import Field, Record, Value, plain, same
from riskdesk.forms.records.factors import (
    expired_note,
    instrument_row,
    method_named,
    named_norms,
)
from riskdesk.forms.records.headings import environment, header_fields, methods_of
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding

EMPTY = plain("–")
"""What stands where something was not assessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """What a protocol is of.

    ``uses``: each instrument with a day that it was read on. ``methods``: as written in the
    journal. ``families``: what it measures; their usual method is printed as such where nobody
    wrote one. ``findings``: those whose limits judge.
    """

    days: Iterable[date] = ()
    uses: Iterable[tuple[Instrument, date]] = ()
    methods: Iterable[str] = ()
    families: Sequence[str] = ()
    findings: Iterable[Finding] = ()


def protocol(
    source: Source,
    measuring: Measuring,
    lists: Mapping[str, tuple[Record, ...]],
    fields: Mapping[str, Value] | None = None,
) -> Record:
    """The record of a protocol over ``lists``.

    ``measured`` holds a text if any list has a row, else ``nothing`` says that nothing of this kind
    was measured. The list ``instruments`` is made here; ``no_instruments`` is a line to fill in.
    """
    say, days = source.wording.say, tuple(measuring.days)
    measured, accredited = any(lists.values()), source.dossier.certification.accreditation
    texts = {
        "date": _days(source, days),
        "purpose": say("purpose-certification"),
        "method": _method(source, measuring),
        "norms": _norms(source, tuple(measuring.findings)),
        "sketch": say("see-layout"),
        "environment": environment(source, "environment", days),
        "outdoor": environment(source, "outdoor", days),
        "registered": say("registered", number=accredited) if accredited else LocalizedText(),
        "measured" if measured else "nothing": say("measured" if measured else "nothing-measured"),
    }
    instruments = _instruments(source, measuring.uses)
    if not instruments:
        texts["no_instruments"] = say("blank")
    head: dict[str, Value] = {name: Field(text=text) for name, text in texts.items()}
    entered = header_fields(source, measuring.families)
    return source.record(
        {"instruments": instruments, **lists}, {**head, **entered, **(fields or {})}
    )


def notes_of(
    source: Source, instrument: Instrument | None, day: date, provenance: Provenance
) -> tuple[LocalizedText, ...]:
    """What must be said of a value: its instrument was out of verification, it was not measured."""
    notes = expired_note(source, instrument, day)
    if provenance is Provenance.MEASURED:
        return notes
    return (*notes, source.wording.say(f"provenance-{provenance}"))


def numbered(numbers: Sequence[int]) -> str:
    """Numbers of rows in ascending order, runs of three and more as «1–8»."""
    parts: list[str] = []
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - at > 1:
            parts.append(f"{numbers[at]}–{numbers[end]}")
        else:
            parts += [str(number) for number in numbers[at : end + 1]]
        at = end + 1
    return ", ".join(parts)


def _days(source: Source, days: Iterable[date]) -> LocalizedText:
    """The days of measuring, the first and the last; without any that of the certification."""
    found = sorted(set(days)) or [source.dossier.certification.measured_on]
    ends = dict.fromkeys((found[0], found[-1]))
    return joined((source.wording.day(day) for day in ends), " – ")


def _method(source: Source, measuring: Measuring) -> LocalizedText:
    """As entered for the header, else as the journal names it, else the usual one."""
    if entered := methods_of(source, measuring.families):
        return same("; ".join(entered))
    written = dict.fromkeys(
        method_named(source, method) for method in measuring.methods if method.strip()
    )
    if written:
        return same("; ".join(written))
    acts, families = source.catalog.acts, source.catalog.families
    usual = (families[name].usual_method for name in measuring.families)
    known = joined((acts[name].short for name in usual if name in acts), "; ")
    return (
        source.wording.say("method-usual", method=known)
        if known.ru
        else source.wording.say("blank")
    )


def _norms(source: Source, findings: Sequence[Finding]) -> LocalizedText:
    """The acts whose limits judge; that norms are those written by hand, where some are."""
    by_hand = any(each.limit is not None and each.limit.as_written for each in findings)
    written = source.wording.say("norms-by-hand") if by_hand else LocalizedText()
    named = joined((named_norms(source, findings), written), "; ")
    return named if named.ru else source.wording.say("blank")


def _instruments(source: Source, uses: Iterable[tuple[Instrument, date]]) -> tuple[Record, ...]:
    """Each instrument once, in the order of their list, with the last day that it was read on."""
    last: dict[str, date] = {}
    for instrument, day in uses:
        last[instrument.id] = max(day, last.get(instrument.id, day))
    used = [each for each in source.dossier.instruments if each.id in last]
    return tuple(
        instrument_row(source, number, each, last[each.id])
        for number, each in enumerate(used, start=1)
    )
