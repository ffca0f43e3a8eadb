"""What is known of the enterprise and its certification, as a person changes it afterwards."""

from dataclasses import dataclass, replace
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId
from riskdesk.domain.model import Certification, CertificationKind, Enterprise
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.services.activity import read_activity
from riskdesk.services.bin_number import digit_fits, is_shaped
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.importing import format_date
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import squeezed
from riskdesk.services.typed_fields import localized, name_text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnterprise:
    """Another name, BIN, address or activity; it holds for all certifications of the enterprise.

    ``activity``: a code of the classifier and its name; ``None`` leaves it as it is.
    """

    enterprise_id: EnterpriseId
    name: LocalizedText
    bin: str = ""
    address: LocalizedText = LocalizedText()
    activity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationFacts:
    """What stands on the cover: kind, contract, days of the visit, report, accreditation.

    An extraordinary one has its ``ground`` and the certification before it as ``parent_id``
    (Labour Code 183(4)). An empty text or ``None`` is not given.
    """

    kind: CertificationKind = "periodic"
    ground: str = ""
    parent_id: CertificationId | None = None
    contract: str = ""
    contract_on: date | None = None
    begins: date | None = None
    ends: date | None = None
    reported_on: date | None = None
    accreditation: str = ""
    accredited_from: date | None = None
    accredited_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCertification:
    """Another title, day, weather or laboratory of a certification; numbers as typed.

    ``facts``: all of them together; ``None`` leaves them as they are.
    """

    certification_id: CertificationId
    title: str
    measured_on: date
    outdoor_temperature: str = ""
    pressure: str = ""
    laboratory: LocalizedText = LocalizedText()
    facts: CertificationFacts | None = None


def change_enterprise(command: ChangeEnterprise, uow: UnitOfWork, _: Context) -> Done:
    """Carry out ``ChangeEnterprise`` inside an open transaction."""
    enterprise = uow.get(Enterprise, command.enterprise_id)
    activity = command.activity
    uow.replace(
        replace(
            enterprise,
            name=enterprise_name(command.name),
            bin=enterprise_bin(command.bin, known=enterprise.bin),
            address=localized(command.address),
            activity=enterprise.activity if activity is None else read_activity(activity),
        )
    )
    return Done(changes=frozenset({Area.CERTIFICATIONS}), label="change-enterprise")


def change_certification(command: ChangeCertification, uow: UnitOfWork, _: Context) -> Done:
    """Carry out ``ChangeCertification`` inside an open transaction."""
    certification = uow.get(Certification, command.certification_id)
    title = name_text(command.title)
    if not title:
        raise UserError("certification-unnamed")
    if command.facts is not None:
        certification = _with_facts(certification, command.facts, uow)
    uow.replace(
        replace(
            certification,
            title=title,
            measured_on=command.measured_on,
            outdoor_temperature=parse_decimal(command.outdoor_temperature),
            pressure=parse_decimal(command.pressure),
            laboratory=localized(command.laboratory),
        )
    )
    return Done(changes=frozenset({Area.CERTIFICATIONS}), label="change-certification")


def _with_facts(
    certification: Certification, facts: CertificationFacts, uow: UnitOfWork
) -> Certification:
    _require_order(facts.begins, facts.ends)
    _require_order(facts.accredited_from, facts.accredited_until)
    if facts.parent_id is not None:
        _require_parent(certification, facts.parent_id, uow)
    return replace(
        certification,
        kind=facts.kind,
        ground=text(facts.ground),
        parent_id=facts.parent_id,
        contract=name_text(facts.contract),
        contract_on=facts.contract_on,
        begins=facts.begins,
        ends=facts.ends,
        reported_on=facts.reported_on,
        accreditation=name_text(facts.accreditation),
        accredited_from=facts.accredited_from,
        accredited_until=facts.accredited_until,
    )


def _require_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise UserError("period-backwards", first=format_date(first), last=format_date(last))


def _require_parent(
    certification: Certification, parent_id: CertificationId, uow: UnitOfWork
) -> None:
    """The one before is another of the same enterprise, and none of those that follow."""
    before: CertificationId | None = parent_id
    while before is not None:
        parent = uow.get(Certification, before)
        if parent.id == certification.id or parent.enterprise_id != certification.enterprise_id:
            raise UserError("parent-wrong")
        before = parent.parent_id


def enterprise_name(name: LocalizedText) -> LocalizedText:
    """The name as stored; ``UserError("enterprise-unnamed")`` when there is none."""
    found = localized(name)
    if not (found.ru or found.kk):
        raise UserError("enterprise-unnamed")
    return found


def enterprise_bin(text: str, *, known: str = "") -> str:
    """The number as stored, "" when not given; ``UserError``: ``bin-wrong``, ``bin-digit-wrong``.

    The ``known`` one passes unchanged, so that an old record can be mended field by field.
    """
    number = squeezed(text)
    if not number or number == known:
        return number
    if not is_shaped(number):
        raise UserError("bin-wrong", text=number)
    if not digit_fits(number):
        raise UserError("bin-digit-wrong", text=number)
    return number


HANDLERS: Handlers = {
    ChangeEnterprise: change_enterprise,
    ChangeCertification: change_certification,
}
