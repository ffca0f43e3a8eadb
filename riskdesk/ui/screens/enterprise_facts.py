"""What is known of an enterprise and its certification, as texts of fields, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Certification, CertificationKind, Enterprise
from riskdesk.domain.values import Language, LocalizedText, format_decimal, parse_decimal
from riskdesk.services.activity import read_activity
from riskdesk.services.bin_number import digit_fits, is_shaped
from riskdesk.services.naming import CertificationFacts, ChangeCertification, ChangeEnterprise
from riskdesk.ui.kit.grid_reading import read_date

Kind = Literal["text", "day", "number", "bin", "activity", "choice"]
DAY = "%d.%m.%Y"


@dataclass(frozen=True, slots=True)
class Fact:
    """One field: what kind of text it takes, whose it is; ``needed``: never empty."""

    key: str
    of: Literal["enterprise", "certification"] = "certification"
    kind: Kind = "text"
    needed: bool = False


FACTS: Mapping[str, Fact] = {
    fact.key: fact
    for fact in (
        Fact("name_kk", "enterprise"),
        Fact("name_ru", "enterprise"),
        Fact("bin", "enterprise", "bin"),
        Fact("activity", "enterprise", "activity"),
        Fact("address_kk", "enterprise"),
        Fact("address_ru", "enterprise"),
        Fact("title", needed=True),
        Fact("kind", kind="choice"),
        Fact("ground"),
        Fact("parent_id", kind="choice"),
        Fact("contract"),
        Fact("contract_on", kind="day"),
        Fact("begins", kind="day"),
        Fact("ends", kind="day"),
        Fact("measured_on", kind="day", needed=True),
        Fact("reported_on", kind="day"),
        Fact("outdoor", kind="number"),
        Fact("pressure", kind="number"),
        Fact("laboratory_kk"),
        Fact("laboratory_ru"),
        Fact("accreditation"),
        Fact("accredited_from", kind="day"),
        Fact("accredited_until", kind="day"),
    )
}


def texts_of(
    enterprise: Enterprise, certification: Certification, language: Language
) -> dict[str, str]:
    """The text of every field as stored."""
    days = {key: getattr(certification, key) for key, fact in FACTS.items() if fact.kind == "day"}
    return {
        "name_kk": enterprise.name.kk,
        "name_ru": enterprise.name.ru,
        "bin": enterprise.bin,
        "activity": enterprise.activity,
        "address_kk": enterprise.address.kk,
        "address_ru": enterprise.address.ru,
        "title": certification.title,
        "kind": certification.kind,
        "ground": certification.ground,
        "parent_id": certification.parent_id or "",
        "contract": certification.contract,
        "outdoor": _number(certification.outdoor_temperature, language),
        "pressure": _number(certification.pressure, language),
        "laboratory_kk": certification.laboratory.kk,
        "laboratory_ru": certification.laboratory.ru,
        "accreditation": certification.accreditation,
        **{key: day.strftime(DAY) if day else "" for key, day in days.items()},
    }


def fault(key: str, text: str) -> UserError | None:
    """What is wrong with a text by itself; ``None``: it can be stored."""
    fact, clean = FACTS[key], text.strip()
    if not clean:
        return UserError("fact-needed") if fact.needed else None
    if fact.kind == "day" and read_date(clean) is None:
        return UserError("date-not-read", text=clean)
    if fact.kind == "bin":
        if not is_shaped(clean):
            return UserError("bin-wrong", text=clean)
        return None if digit_fits(clean) else UserError("bin-digit-wrong", text=clean)
    try:
        if fact.kind == "number":
            parse_decimal(clean)
        elif fact.kind == "activity":
            read_activity(clean)
    except UserError as error:
        return error
    return None


def enterprise_command(enterprise: Enterprise, texts: Mapping[str, str]) -> ChangeEnterprise:
    """The enterprise with these texts."""
    return ChangeEnterprise(
        enterprise_id=enterprise.id,
        name=LocalizedText(kk=texts["name_kk"], ru=texts["name_ru"], en=enterprise.name.en),
        bin=texts["bin"],
        address=LocalizedText(
            kk=texts["address_kk"], ru=texts["address_ru"], en=enterprise.address.en
        ),
        activity=texts["activity"],
    )


def certification_command(
    certification: Certification, texts: Mapping[str, str]
) -> ChangeCertification:
    """The certification with these texts."""
    day = {key: _day(texts[key]) for key, fact in FACTS.items() if fact.kind == "day"}
    extraordinary = texts["kind"] == "extraordinary"
    return ChangeCertification(
        certification_id=certification.id,
        title=texts["title"],
        measured_on=day["measured_on"] or certification.measured_on,
        outdoor_temperature=texts["outdoor"],
        pressure=texts["pressure"],
        laboratory=LocalizedText(
            kk=texts["laboratory_kk"], ru=texts["laboratory_ru"], en=certification.laboratory.en
        ),
        facts=CertificationFacts(
            kind=cast("CertificationKind", texts["kind"]),
            ground=texts["ground"] if extraordinary else "",
            parent_id=CertificationId(texts["parent_id"]) if texts["parent_id"] else None,
            contract=texts["contract"],
            contract_on=day["contract_on"],
            begins=day["begins"],
            ends=day["ends"],
            reported_on=day["reported_on"],
            accreditation=texts["accreditation"],
            accredited_from=day["accredited_from"],
            accredited_until=day["accredited_until"],
        ),
    )


def _day(text: str) -> date | None:
    return read_date(text) if text.strip() else None


def _number(value: Decimal | None, language: Language) -> str:
    return "" if value is None else format_decimal(value, language)
