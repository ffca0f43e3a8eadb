"""The list of instruments: verification, ranges, field calibration, what each was used for."""

from collections import Counter
from decimal import Decimal

from riskdesk.domain.desk import FieldCheck
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, Record, Value, plain, same
from riskdesk.forms.records.at_points import points_with
from riskdesk.forms.records.factors import expired_note
from riskdesk.forms.records.readings import number_or_dash
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.instruments import measures


def instrument_list(source: Source) -> Record:
    """One block an instrument, one row a calibration in the field."""
    used = Counter(
        [identity for point in source.dossier.points for identity in point.instruments]
        + [
            each.instrument_id
            for each in source.dossier.measurements
            if each.instrument_id and each.value_text.strip() and not points_with(source, each)
        ]  # what a point holds is counted there
    )
    blocks = tuple(
        _block(source, number, each, used[each.id])
        for number, each in enumerate(source.dossier.instruments, start=1)
    )
    nothing = LocalizedText() if blocks else source.wording.say("no-instruments")
    return source.record({"blocks": blocks}, {"nothing": Field(text=nothing)})


def _block(source: Source, number: int, instrument: Instrument, used: int) -> Record:
    days = (instrument.verified_on, instrument.valid_until)
    period = " – ".join(f"{day:%d.%m.%Y}" if day is not None else "…" for day in days)
    known = any(day is not None for day in days)
    notes = expired_note(source, instrument, source.dossier.certification.measured_on)
    fields: dict[str, Value] = {
        "n": plain(str(number)),
        "name": plain(instrument.name),
        "serial": plain(instrument.serial or "–"),
        "certificate": plain(instrument.certificate or "–"),
        "period": Field(text=same(period if known else "–"), notes=notes),
        "range": Field(text=_ranges(source, instrument)),
        "error": plain(instrument.error or "–"),
        "factors": Field(text=_factors(source, instrument)),
        "used": number_or_dash(Decimal(used)),
        "remark": plain(instrument.remark),
    }
    checks = [each for each in source.dossier.field_checks if each.instrument_id == instrument.id]
    rows = tuple(_check(source, each) for each in checks) or (Record(fields=_NO_CHECK),)
    return Record(fields=fields, lists={"checks": rows})


_NO_CHECK = {
    name: plain("–")
    for name in ("day", "quantity", "reference", "before", "after", "drift", "allowed")
}


def _ranges(source: Source, instrument: Instrument) -> LocalizedText:
    """What it can read, by quantity in its unit."""
    texts = []
    for quantity, written in instrument.ranges.items():
        name, unit = _named(source, quantity)
        span = written.replace("..", "–").replace(".", ",")
        texts.append(joined((name, joined((same(span), unit), " ")), ": "))
    return joined(texts, "; ") if texts else same("–")


def _named(source: Source, quantity: str) -> tuple[LocalizedText, LocalizedText]:
    """A quantity or a column and its unit; the word of a factor, the id of what is not known."""
    catalog = source.catalog
    spec = catalog.quantities.get(quantity) or catalog.columns.get(quantity)
    if spec is None:
        return catalog.words.get(quantity, same(quantity)), LocalizedText()
    return spec.short, spec.unit


def _factors(source: Source, instrument: Instrument) -> LocalizedText:
    """The factors that it can measure, in the order of the dossier."""
    catalog = source.catalog
    titles = [
        family.title
        for family in sorted(catalog.families.values(), key=lambda each: each.order)
        if measures(instrument, family.id, catalog)
    ]
    return joined(titles, "; ") if titles else same("–")


def _check(source: Source, check: FieldCheck) -> Record:
    name, unit = _named(source, check.quantity)
    drift = None
    if check.before is not None and check.after is not None:
        drift = check.after - check.before
    beyond = (
        drift is not None and check.allowed_drift is not None and abs(drift) > check.allowed_drift
    )
    notes = (source.wording.say("drift-beyond"),) if beyond else ()
    sign = "+" if drift is not None and drift > 0 else ""
    fields: dict[str, Value] = {
        "day": plain(f"{check.day:%d.%m.%Y}"),
        "quantity": Field(text=joined((name, unit), ", ")),
        "reference": number_or_dash(check.reference),
        "before": number_or_dash(check.before),
        "after": number_or_dash(check.after),
        "drift": Field(text=same(f"{sign}{format_decimal(drift)}"), notes=notes)
        if drift is not None
        else plain("–"),
        "allowed": number_or_dash(check.allowed_drift),
    }
    return Record(fields=fields)
