"""Rows of the start page: which certifications there are and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Certification, Enterprise, Position, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRow:
    """One certification in a list. ``ruleset`` is ``None`` until a person has chosen it."""

    id: CertificationId
    title: str
    enterprise: LocalizedText
    measured_on: date
    ruleset: str | None
    options: Mapping[str, str]
    is_sample: bool
    workplaces: int
    positions: int


def certification_rows(uow: UnitOfWork) -> tuple[CertificationRow, ...]:
    """All certifications of the database in their order."""
    with uow:
        enterprises = {each.id: each for each in uow.find(Enterprise)}
        return tuple(
            CertificationRow(
                id=each.id,
                title=each.title,
                enterprise=enterprises[each.enterprise_id].name,
                measured_on=each.measured_on,
                ruleset=each.ruleset,
                options=each.options,
                is_sample=enterprises[each.enterprise_id].is_sample,
                workplaces=len(uow.find(Workplace, certification_id=each.id)),
                positions=len(uow.find(Position, certification_id=each.id)),
            )
            for each in uow.find(Certification)
        )
