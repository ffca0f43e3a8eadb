"""Rows of the start page: which certifications there are and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.ids import CertificationId, EnterpriseId
from riskdesk.domain.issue import Seal
from riskdesk.domain.model import (
    Certification,
    CertificationKind,
    Enterprise,
    Position,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRow:
    """One certification in a list. ``ruleset`` is ``None`` until a person has chosen it.

    ``begins`` and ``ends``: the visit; ``reported_on`` closes it. ``sealed``: it refuses changes.
    """

    id: CertificationId
    title: str
    enterprise: LocalizedText
    measured_on: date
    ruleset: str | None
    options: Mapping[str, str]
    is_sample: bool
    workplaces: int
    positions: int
    enterprise_id: EnterpriseId
    kind: CertificationKind
    parent_id: CertificationId | None
    begins: date | None
    ends: date | None
    reported_on: date | None
    sealed: bool = False


def certification_rows(uow: UnitOfWork) -> tuple[CertificationRow, ...]:
    """All certifications of the database in their order."""
    with uow:
        enterprises = {each.id: each for each in uow.find(Enterprise)}
        acts = {each.certification_id: each.action for each in uow.find(Seal)}
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
                enterprise_id=each.enterprise_id,
                kind=each.kind,
                parent_id=each.parent_id,
                begins=each.begins,
                ends=each.ends,
                reported_on=each.reported_on,
                sealed=acts.get(each.id) == "seal",
            )
            for each in uow.find(Certification)
        )
