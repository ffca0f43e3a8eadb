"""Names of the enterprise and of its certification, as a person changes them afterwards."""

from dataclasses import dataclass, replace
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import squeezed


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnterprise:
    """Another name, BIN or address of an enterprise; it holds for all its certifications."""

    enterprise_id: EnterpriseId
    name: LocalizedText
    bin: str = ""
    address: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCertification:
    """Another title, day, weather or laboratory of a certification; numbers as typed."""

    certification_id: CertificationId
    title: str
    measured_on: date
    outdoor_temperature: str = ""
    pressure: str = ""
    laboratory: LocalizedText = LocalizedText()


def change_enterprise(command: ChangeEnterprise, uow: UnitOfWork, _: Context) -> Done:
    """Carry out ``ChangeEnterprise`` inside an open transaction."""
    enterprise = uow.get(Enterprise, command.enterprise_id)
    uow.replace(
        replace(
            enterprise,
            name=enterprise_name(command.name),
            bin=enterprise_bin(command.bin),
            address=_squeezed(command.address),
        )
    )
    return Done(changes=frozenset({Area.CERTIFICATIONS}), label="change-enterprise")


def change_certification(command: ChangeCertification, uow: UnitOfWork, _: Context) -> Done:
    """Carry out ``ChangeCertification`` inside an open transaction."""
    certification = uow.get(Certification, command.certification_id)
    title = squeezed(command.title)
    if not title:
        raise UserError("certification-unnamed")
    uow.replace(
        replace(
            certification,
            title=title,
            measured_on=command.measured_on,
            outdoor_temperature=parse_decimal(command.outdoor_temperature),
            pressure=parse_decimal(command.pressure),
            laboratory=_squeezed(command.laboratory),
        )
    )
    return Done(changes=frozenset({Area.CERTIFICATIONS}), label="change-certification")


def enterprise_name(name: LocalizedText) -> LocalizedText:
    """The name as stored; ``UserError("enterprise-unnamed")`` when there is none."""
    if not (squeezed(name.ru) or squeezed(name.kk)):
        raise UserError("enterprise-unnamed")
    return _squeezed(name)


def enterprise_bin(text: str) -> str:
    """The number as stored, "" when not given; ``UserError("bin-wrong")``."""
    number = squeezed(text)
    if number and not (number.isascii() and number.isdigit() and len(number) == 12):
        raise UserError("bin-wrong", text=number)
    return number


def _squeezed(text: LocalizedText) -> LocalizedText:
    return LocalizedText(kk=squeezed(text.kk), ru=squeezed(text.ru), en=squeezed(text.en))


HANDLERS: Handlers = {
    ChangeEnterprise: change_enterprise,
    ChangeCertification: change_certification,
}
