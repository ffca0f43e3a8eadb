"""Which instrument measured a value: it covers the quantity and, if one does, the day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import (
    LANGUAGES,
    LocalizedText,
    Period,
    Range,
    format_decimal,
    parse_decimal,
)
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.instruments import measures
from riskdesk.rules.written import written_range
from riskdesk.services.importing import format_date
from riskdesk.services.texts import Texts

_NUMBER = r"[-\u2212+]?\d+(?:[.,]\d+)?"
_BOTH = re.compile(
    rf"(?:от|from)?\s*(?P<low>{_NUMBER})\s*(?:\.\.|…|до|to|[-–—])\s*(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
"""Two ends, either below zero as a thermometer has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What an instrument is wanted for: a quantity on a day, and the values read by it."""

    quantity: str
    day: date
    values: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An instrument of the register for some uses; ``reason``: why it can't be chosen, in words."""

    instrument: Instrument
    reason: LocalizedText = LocalizedText()

    @property
    def possible(self) -> bool:
        """Whether it may be chosen."""
        return not self.reason.ru


def choices(
    instruments: Iterable[Instrument], uses: Iterable[Use], catalog: Catalog, texts: Texts
) -> tuple[Choice, ...]:
    """Every instrument of the register, those that fit ``uses`` first: see ``fault_in``."""
    wanted = tuple(dict.fromkeys(uses))
    found = []
    for instrument in instruments:
        fault = fault_in(instrument, wanted, catalog)
        reason = LocalizedText() if fault is None else texts.error(fault)
        found.append(Choice(instrument=instrument, reason=reason))
    return tuple(sorted(found, key=lambda choice: not choice.possible))


def fault_in(instrument: Instrument, uses: Iterable[Use], catalog: Catalog) -> UserError | None:
    """Why ``instrument`` can't have read ``uses``, or ``None``.

    It must fit those whose quantity it measures, at least one; the others are other instruments'.
    """
    wanted = tuple(uses)
    own = [use for use in wanted if measures(instrument, use.quantity, catalog)]
    return next((f for use in own or wanted if (f := unfit(instrument, use, catalog))), None)


def unfit(instrument: Instrument, use: Use, catalog: Catalog) -> UserError | None:
    """Why ``instrument`` can't be used so: quantity, verification on the day, range; or ``None``.

    A verification whose day or end is not written covers no day.
    """
    name, title = instrument.name, quantity_title(use.quantity, catalog)
    if not measures(instrument, use.quantity, catalog):
        return UserError("instrument-other-quantity", instrument=name, quantity=title)
    begins, ends = instrument.verified_on, instrument.valid_until
    if begins is None or ends is None:
        return UserError("instrument-no-dates", instrument=name)
    dates = {"verified": format_date(begins), "until": format_date(ends)}
    if not covers(instrument, use.day):
        day = format_date(use.day)
        return UserError("instrument-other-day", instrument=name, day=day, **dates)
    span = range_of(instrument, use.quantity)
    beyond = [value for value in use.values if value not in span]
    if beyond:
        return UserError(
            "instrument-other-range",
            instrument=name,
            quantity=title,
            value=numbered("{}", beyond[0]),
            range=range_words(span),
        )
    return None


def range_of(instrument: Instrument, quantity: str) -> Range:
    """The values that the instrument can read of a quantity; open where none is written."""
    low, _, high = instrument.ranges.get(quantity, "..").partition("..")
    return Range(Decimal(low) if low else None, Decimal(high) if high else None)


def range_words(span: Range) -> LocalizedText:
    """A range in each language's numbers: «22–139,5», «≥ 30», «≤ 130»."""
    if span.low is not None and span.high is not None:
        return numbered("{}–{}", span.low, span.high)
    if span.low is not None:
        return numbered("≥ {}", span.low)
    return numbered("≤ {}", span.high) if span.high is not None else LocalizedText("–", "–", "–")


def numbered(pattern: str, *numbers: Decimal) -> LocalizedText:
    """Numbers set into a pattern as each language writes them."""
    said = {
        language: pattern.format(*(format_decimal(each, language) for each in numbers))
        for language in LANGUAGES
    }
    return LocalizedText(**said)


def read_range(text: str) -> str:
    """A range as typed («30–130», «от 30», «до 130», «30..130») as it is stored: ``30..130``.

    ``UserError("range-not-read")`` when it is none; an empty text stays empty.
    """
    plain = text.strip()
    if not plain:
        return ""
    both = _BOTH.fullmatch(plain)
    if both is not None:
        span = Range(parse_decimal(both["low"]), parse_decimal(both["high"]))
        if span.low is not None and span.high is not None and span.low <= span.high:
            return f"{span.low:f}..{span.high:f}"
        raise UserError("range-not-read", text=text)
    head, mark, tail = plain.partition("..")
    plain = f"от {head}" if mark and not tail.strip(" .") else plain
    plain = f"до {tail.lstrip('.')}" if mark and not head.strip() else plain
    found = written_range(plain, "upper")
    if found is None:
        raise UserError("range-not-read", text=text)
    return "..".join("" if end is None else f"{end:f}" for end in found)


def quantity_title(quantity: str, catalog: Catalog) -> LocalizedText:
    """The title of a quantity, a column, a factor or a family; another name as it is written."""
    for known in (catalog.quantities, catalog.columns, catalog.factors, catalog.families):
        if quantity in known:
            title: LocalizedText = known[quantity].title
            return title
    return LocalizedText(quantity, quantity, quantity)


def covers(instrument: Instrument, day: date) -> bool:
    """Whether the verification of ``instrument`` holds on ``day``; no known end is no cover."""
    known = instrument.verified_on is not None and instrument.valid_until is not None
    return known and day in Period(instrument.verified_on, instrument.valid_until)


def choose_instrument(
    instruments: Iterable[Instrument], quantity: str, day: date, catalog: Catalog
) -> InstrumentId | None:
    """The instrument of a value: of those that cover its day the one verified last.

    When none covers the day, the one verified last of all (the check says so); ``None`` when no
    instrument measures the quantity.
    """
    fitting = [one for one in instruments if measures(one, quantity, catalog)]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: (covers(one, day), one.verified_on or date.min))
    return best.id
