"""Facts of a certification that several papers name: who, when, by what contract, by whom."""

import re
from collections.abc import Iterator
from datetime import date

from riskdesk.domain.desk import CommissionMember
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Value, plain, same
from riskdesk.forms.records.source import Source

_CITY_RU = re.compile(r"(?:^|[\s,])г\.\s*([^,]+)")
_CITY_KK = re.compile(r"(?:^|,)\s*([^,]+?)\s+қ(?:\.|аласы\b)")


def facts(source: Source) -> dict[str, Value]:
    """Fields by name; what nobody wrote is said to be not written."""
    enterprise = source.dossier.enterprise
    missing = source.wording.say("not-written")
    texts = {
        "bin": same(enterprise.bin) if enterprise.bin else missing,
        "address": enterprise.address if enterprise.address.get("ru") else missing,
        "activity": same(enterprise.activity) if enterprise.activity else missing,
        "certifier": certifier(source),
        "kind": _kind(source),
        "contract": _contract(source) or missing,
        "period": period(source),
        "city": city(source),
        "numbered": numbered(source),
        "extraordinary": _extraordinary(source),
    }
    last = f"{last_day(source):%d.%m.%Y}"
    return {**{name: Field(text=text) for name, text in texts.items()}, "last_day": plain(last)}


def numbered(source: Source) -> LocalizedText:
    """Number and day of a document; lines to fill in until it is issued."""
    if source.given_number and source.issued is not None:
        day = source.wording.day(source.issued)
        return source.wording.say("numbered", number=source.given_number, day=day)
    return source.wording.say("numbered-by-hand")


def last_day(source: Source) -> date:
    """The last day of the visit, as far as it is known."""
    certification = source.dossier.certification
    return certification.ends or certification.measured_on


def period(source: Source) -> LocalizedText:
    """The days of the visit; the day of measuring where they were not written."""
    certification = source.dossier.certification
    first, last = certification.begins, certification.ends
    if first is None or last is None or first == last:
        return source.wording.day(last_day(source) if first is None else first)
    days = {"first": source.wording.day(first), "last": source.wording.day(last)}
    return source.wording.say("period", **days)


def certifier(source: Source) -> LocalizedText:
    """The organisation that certifies, with its accreditation."""
    certification, say = source.dossier.certification, source.wording.say
    laboratory = certification.laboratory
    if not laboratory.get("ru"):
        laboratory = say("not-written")
    if not certification.accreditation:
        return say("accredited-not", laboratory=laboratory)
    days = " – ".join(
        f"{day:%d.%m.%Y}"
        for day in (certification.accredited_from, certification.accredited_until)
        if day is not None
    )
    key = "accredited-by" if days else "accredited-undated"
    return say(key, laboratory=laboratory, number=certification.accreditation, days=days)


def commission(source: Source) -> Iterator[LocalizedText]:
    """The people of the commission, then what it lacks."""
    people = ordered(source)
    if not people:
        yield source.wording.say("no-commission")
        return
    yield from (member(source, each) for each in people)
    yield from lacking(source)


def ordered(source: Source) -> tuple[CommissionMember, ...]:
    """Chairman, members, secretary."""
    roles = ("chairman", "member", "secretary")
    return tuple(sorted(source.dossier.commission, key=lambda each: roles.index(each.role)))


def lacking(source: Source) -> Iterator[LocalizedText]:
    """A chairman or a secretary that nobody named."""
    roles = {each.role for each in source.dossier.commission}
    for role in ("chairman", "secretary"):
        if role not in roles:
            yield source.wording.say(f"no-{role}")


def member(source: Source, each: CommissionMember) -> LocalizedText:
    """A person of the commission with position and role."""
    role = source.wording.say(f"role-{each.role}")
    if not each.position.get("ru"):
        return source.wording.say("member-plain", name=each.name, role=role)
    return source.wording.say("member", name=each.name, position=each.position, role=role)


def city(source: Source) -> LocalizedText:
    """The town of the enterprise as its address writes it; else a line to fill in."""
    address = source.dossier.enterprise.address
    ru, kk = _CITY_RU.search(address.ru), _CITY_KK.search(address.kk)
    if ru is None or kk is None:
        return source.wording.say("blank")
    return LocalizedText(kk=f"{kk[1].strip()} қ.", ru=f"г. {ru[1].strip()}")


def _kind(source: Source) -> LocalizedText:
    certification = source.dossier.certification
    name = source.wording.say(f"kind-{certification.kind}")
    if not certification.ground:
        return name
    return source.wording.say("kind-ground", name=name, ground=certification.ground)


def _extraordinary(source: Source) -> LocalizedText:
    """What the Labour Code says of the papers of an extraordinary certification."""
    if source.dossier.certification.kind != "extraordinary":
        return LocalizedText()
    return source.wording.say("extraordinary")


def _contract(source: Source) -> LocalizedText | None:
    certification = source.dossier.certification
    if not certification.contract:
        return None
    day = certification.contract_on
    number = certification.contract.removeprefix("№").strip()
    if day is None:
        return source.wording.say("contract-undated", number=number)
    return source.wording.say("contract", number=number, day=source.wording.day(day))
