"""What was entered for the headers of protocols, for a factor or for all of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from riskdesk.domain.headings import DayConditions, ProtocolFacts
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, Value, same
from riskdesk.forms.records.source import Source, joined

_BLANK = "____"
"""A number to write by hand."""


def header_fields(source: Source, families: Sequence[str]) -> dict[str, Value]:
    """``representative``, ``room``, ``form_code`` and ``coverage`` of a paper over some families.

    Who and where is a line to fill in if nobody entered it.
    """
    say, facts = source.wording.say, _facts(source, families)
    person = next((each.representative for each in facts if each.representative), "")
    rooms = (each.room for each in facts if each.room.kk or each.room.ru)
    codes = dict.fromkeys(each.form_code for each in facts if each.family and each.form_code)
    code = next((each.form_code for each in facts if each.form_code), "")
    factors = dict.fromkeys(_coverage(source, family) for family in families)
    k = ", ".join(format_decimal(each) for each in factors if each is not None)
    texts = {
        "representative": same(person) if person else say("blank"),
        "room": next(rooms, say("blank")),
        "form_code": same(", ".join(codes) or code),
        "coverage": say("coverage", k=k) if k else LocalizedText(),
    }
    return {name: Field(text=text) for name, text in texts.items()}


def method_of(source: Source, family: str) -> str:
    """The document of the method that was entered for a family, "" if none was."""
    return next((each.method for each in _facts(source, (family,)) if each.method), "")


def methods_of(source: Source, families: Iterable[str]) -> tuple[str, ...]:
    """Those of some families, each once."""
    found = dict.fromkeys(method_of(source, family) for family in families)
    return tuple(method for method in found if method)


def environment(source: Source, phrase: str, days: Iterable[date] = ()) -> LocalizedText:
    """Temperature, humidity and pressure of the days of measuring; what is not known is a line.

    ``phrase``: ``environment`` or ``outdoor``, the words they stand in. Without ``days``: of all
    days that were entered.
    """
    known = {each.day: each for each in source.dossier.day_conditions}
    wanted = sorted(set(days) or known) or [source.dossier.certification.measured_on]
    if not any(day in known for day in wanted):
        return _air(source, phrase, None)
    if len(wanted) == 1:
        return _air(source, phrase, known[wanted[0]])
    told = (
        joined((same(f"{day:%d.%m.%Y}"), _air(source, phrase, known.get(day))), ": ")
        for day in wanted
    )
    return joined(told, "; ")


def _air(source: Source, phrase: str, found: DayConditions | None) -> LocalizedText:
    """The air of a day; where only the certification knows something, what it knows."""
    head = source.dossier.certification
    if found is None:
        found = DayConditions(
            id="",
            certification_id=head.id,
            day=head.measured_on,
            temperature=head.outdoor_temperature,
            pressure=head.pressure,
        )
    values = {name: getattr(found, name) for name in ("temperature", "humidity", "pressure")}
    texts = {name: format_decimal(n) if n is not None else _BLANK for name, n in values.items()}
    return source.wording.say(phrase, **texts)


def _coverage(source: Source, family: str) -> Decimal | None:
    known = (each.coverage for each in _facts(source, (family,)))
    return next((each for each in known if each is not None), None)


def _facts(source: Source, families: Sequence[str]) -> tuple[ProtocolFacts, ...]:
    """What was entered for the families in their order, then what holds for all."""
    known = {each.family: each for each in source.dossier.protocol_facts}
    return tuple(known[family] for family in (*families, "") if family in known)
