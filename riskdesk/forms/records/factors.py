"""Annex 1: the consolidated protocol of harmful factors (kz-rules-and-forms C.7)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from riskdesk.domain.model import Instrument, Measurement, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import ClassField, Field, Record, Told, Value, plain, same
from riskdesk.forms.records.at_points import (
    PointRow,
    instrument_of,
    of_journal,
    read_otherwise,
    rows_at_points,
)
from riskdesk.forms.records.headings import environment, header_fields, method_of
from riskdesk.forms.records.judged import (
    ANNEX_1,
    class_field,
    mark_notes,
    memory_note,
    named_unit,
    norm_field,
    value_field,
)
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.acts import Act
from riskdesk.rules.finding import Finding, WorkplaceAssessment

_LAST = 1_000
SHARED_CLASS = "emf"
"""The factor whose rows share one class cell (C.7)."""


def annex_1(source: Source) -> Record:
    """Header fields, instruments, one block of factor rows a workplace."""
    dossier = source.dossier
    instruments = tuple(
        instrument_row(source, number, each)
        for number, each in enumerate(dossier.instruments, start=1)
    )
    names = dict.fromkeys(source.position(workplace) for workplace in dossier.workplaces)
    fields: dict[str, Value] = {
        "positions": Field(text=joined(names, ", ")),
        "environment": Field(text=environment(source, "environment")),
        "norms": Field(text=_norms(source)),
        "room": header_fields(source, ())["room"],
        "memory_note": memory_note(
            source, (each for place in source.assessment.workplaces for each in place.factors)
        ),
    }
    return source.record(
        {"instruments": instruments, "blocks": Told(lambda: _blocks(source))},
        fields,
    )


def _blocks(source: Source) -> Iterator[Record]:
    blocks = (_block(source, workplace) for workplace in source.dossier.workplaces)
    return (block for block in blocks if block.lists["factors"])


def expired_note(
    source: Source, instrument: Instrument | None, day: date | None = None
) -> tuple[LocalizedText, ...]:
    """That an instrument was out of verification on ``day``, the certification's if not given."""
    day = day or source.dossier.certification.measured_on
    until = instrument.valid_until if instrument else None
    if instrument is None or until is None or until >= day:
        return ()
    return (source.wording.say("verification-expired", until=f"{until:%d.%m.%Y}"),)


def factor_field(source: Source, quantity: str) -> Field:
    """A quantity with its unit, as the forms name it."""
    known = source.catalog.quantities.get(quantity)
    if known is None:
        return Field(text=same(quantity))
    if known.unit.kk == known.unit.ru:
        return Field(text=known.short, suffix=f", {known.unit.ru}")
    return Field(text=joined((known.short, known.unit), ", "))


def quantity_order(source: Source, finding: Finding) -> int:
    """The place of a quantity in the block of a workplace; unknown ones come last."""
    known = source.catalog.quantities.get(finding.subject)
    return known.order if known else _LAST


def instrument_row(
    source: Source, number: int, instrument: Instrument, day: date | None = None
) -> Record:
    """An instrument, its certificate and the days of its verification; it was used on ``day``."""
    days = (instrument.verified_on, instrument.valid_until)
    period = " – ".join(f"{one:%d.%m.%Y}" for one in days if one is not None)
    return Record(
        fields={
            "n": plain(str(number)),
            "name": plain(instrument.name),
            "certificate": plain(instrument.certificate),
            "period": Field(text=same(period), notes=expired_note(source, instrument, day)),
        }
    )


def _norms(source: Source) -> LocalizedText:
    return named_norms(
        source,
        (
            finding
            for assessed in source.assessment.workplaces
            for finding in (*assessed.quantities, *_at_points(assessed))
        ),
    )


def named_norms(source: Source, findings: Iterable[Finding]) -> LocalizedText:
    """The acts whose limits judge, each once; what was written by hand is not among them."""
    day = source.dossier.certification.measured_on
    clauses = dict.fromkeys(
        finding.limit.clause.ru
        for finding in findings
        if finding.limit is not None and not finding.limit.as_written
    )
    acts = dict.fromkeys(
        act for clause in clauses if (act := source.catalog.acts.cited(clause, day))
    )
    named = joined((_named(act) for act in acts), "; ")
    return named if named.ru else joined((same(clause) for clause in clauses), "; ")


def _at_points(assessed: WorkplaceAssessment) -> Iterator[Finding]:
    """What was judged at points that enter a factor."""
    return (part for point in assessed.points if point.counts for part in point.parts)


def _named(act: Act) -> LocalizedText:
    """An act with its number, said once."""
    return act.title if act.short.ru in act.title.ru else joined((act.title, act.short), ", ")


def method_named(source: Source, written: str) -> str:
    """The document of a method; its own spelling where only its signs were written otherwise."""
    act = source.catalog.acts.cited(written, source.dossier.certification.measured_on)
    if act is None or _digits(act.short.ru) != _digits(written):
        return written
    return act.short.ru


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _block(source: Source, workplace: Workplace) -> Record:
    assessed = source.assessed(workplace)
    ordered = sorted(of_journal(assessed), key=lambda finding: quantity_order(source, finding))
    shared = [finding for finding in ordered if _factor(source, finding) == SHARED_CLASS]
    measured = {each.quantity: each for each in source.dossier.measurements_of(workplace)}
    rows = []
    for finding in ordered:
        measurement = measured.get(finding.subject)
        instrument = (
            source.dossier.instrument_by_id.get(measurement.instrument_id)
            if measurement and measurement.instrument_id
            else None
        )
        expired = expired_note(source, instrument) if finding.value is not None else ()
        value = value_field(measurement, finding)
        fields: dict[str, Value] = {
            "factor": replace(
                factor_field(source, finding.subject), notes=read_otherwise(source, measurement)
            ),
            "method": plain(_method(source, finding.subject, measurement)),
            "norm": norm_field(source, measurement, finding),
            "value": Field(
                number=value.number,
                text=value.text,
                notes=() if finding in shared else expired,  # said once, at their common class
            ),
        }
        if finding not in shared:
            fields["class"] = class_field(source, finding, ANNEX_1, expired)
        elif finding is shared[0]:
            fields["class"] = _shared_class(source, assessed.factor(SHARED_CLASS), shared, expired)
        rows.append(Record(fields=fields))
    rows += [_point_row(source, row) for row in rows_at_points(source, workplace)]
    return Record(fields=source.identity(workplace), lists={"factors": tuple(rows)})


def _method(source: Source, quantity: str, measurement: Measurement | None) -> str:
    """The method of a row of the journal: its own, else the one entered for its family."""
    if measurement is None:
        return ""
    written = method_named(source, measurement.method)
    family = source.catalog.family_of_column.get(quantity)
    return written or (method_of(source, family.id) if family is not None else "")


def _point_row(source: Source, row: PointRow) -> Record:
    """A factor that only points have; a method that nobody entered is written by hand."""
    finding = row.finding
    expired = expired_note(source, instrument_of(source, row)) if finding.value is not None else ()
    value = value_field(None, finding)
    return Record(
        fields={
            "factor": row.named(),
            "method": plain(method_of(source, row.point.family) if row.point else ""),
            "norm": named_unit(
                source, norm_field(source, None, finding), finding.limit, row.unit_id
            ),
            "value": Field(number=value.number, text=value.text, notes=expired),
            "class": class_field(source, finding, ANNEX_1, expired),
        }
    )


def _shared_class(
    source: Source,
    factor: Finding | None,
    rows: list[Finding],
    expired: tuple[LocalizedText, ...],
) -> ClassField:
    """One class for all rows of a factor, with the marks of its rows explained once."""
    notes = dict.fromkeys((*expired, *(n for each in rows for n in mark_notes(source, each))))
    return class_field(source, factor or rows[0], ANNEX_1, tuple(notes), len(rows))


def _factor(source: Source, finding: Finding) -> str:
    known = source.catalog.quantities.get(finding.subject)
    return known.factor if known else ""
