"""A new certification from the last one: what stays true is copied, what was measured is not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import (
    CertificationId,
    InstrumentId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
    uuid7,
)
from riskdesk.domain.model import CardEntry, Certification, Entity
from riskdesk.services.context import Context
from riskdesk.services.copying_details import copied_entry
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import squeezed

W = TypeVar("W", CardEntry, SafetyCheck, PpeItem)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCertification:
    """A new certification of the same enterprise; its id is the value.

    Always copied: sections, positions, workplaces with their choices. By choice: groups (to be
    confirmed and drawn anew), commission, cards (marked as copied), points and journal rows
    without any value, safety and PPE without their assessment, risks, instruments. Never: values,
    marks, conclusions, measures, guarantees, acceptances, papers, the rule set.
    """

    source_id: CertificationId
    title: str
    measured_on: date
    groups: bool = True
    commission: bool = True
    cards: bool = True
    points: bool = True
    safety: bool = True
    risks: bool = True
    instruments: bool = True


def _copy(command: CopyCertification, uow: UnitOfWork, _: Context) -> Done:
    title = squeezed(command.title)
    if not title:
        raise UserError("certification-unnamed")
    uow.get(Certification, command.source_id)
    copy = _Copy(command, uow.dossier(command.source_id), title)
    for row in copy.rows():
        uow.add(row)
    return Done(changes=frozenset(Area), label="copy-certification", value=copy.id)


class _Copy:
    """New rows for old ones, parents first; old ids lead to new ones."""

    def __init__(self, command: CopyCertification, source: Dossier, title: str) -> None:
        self.id = CertificationId(uuid7())
        self._command = command
        self._source = source
        self._title = title
        self._ids: dict[str, str] = {}

    def rows(self) -> list[Entity]:
        """All rows of the new certification."""
        command = self._command
        rows: list[Entity] = [self._head()]
        if command.commission:
            rows += [
                replace(row, id=uuid7(), certification_id=self.id)
                for row in self._source.commission
            ]
        if command.groups:
            rows += self._groups()
        rows += self._structure()
        if command.instruments:
            rows += [
                replace(row, id=InstrumentId(uuid7()), certification_id=self.id)
                for row in self._source.instruments
            ]
        if command.points:
            rows += self._points()
        if command.cards:
            rows += self._at_workplaces(map(copied_entry, self._source.card_entries))
        if command.safety:
            rows += self._safety()
        if command.risks:
            rows += [
                replace(row, id=uuid7(), position_id=PositionId(self._ids[row.position_id]))
                for row in self._source.risks
            ]
        return rows

    def _head(self) -> Certification:
        old = self._source.certification
        return Certification(
            id=self.id,
            enterprise_id=old.enterprise_id,
            title=self._title,
            measured_on=self._command.measured_on,
            laboratory=old.laboratory,
            accreditation=old.accreditation,
            accredited_from=old.accredited_from,
            accredited_until=old.accredited_until,
            parent_id=old.id,
        )

    def _new(self, old: str) -> str:
        self._ids[old] = uuid7()
        return self._ids[old]

    def _at_workplaces(self, rows: Iterable[W]) -> list[W]:
        return [
            replace(row, id=uuid7(), workplace_id=WorkplaceId(self._ids[row.workplace_id]))
            for row in rows
        ]

    def _groups(self) -> list[Entity]:
        """Groups wait for their confirmation and their draw."""
        return [
            replace(
                row, id=self._new(row.id), certification_id=self.id, members=(), seed=None, swaps={}
            )
            for row in self._source.analog_groups
        ]

    def _structure(self) -> list[Entity]:
        rows: list[Entity] = [
            replace(
                row,
                id=SectionId(self._new(row.id)),
                certification_id=self.id,
                headcount_written=None,
            )
            for row in self._source.sections
        ]
        rows += [
            replace(
                row,
                id=PositionId(self._new(row.id)),
                certification_id=self.id,
                section_id=SectionId(self._ids[row.section_id]),
            )
            for row in self._source.positions
        ]
        rows += [
            replace(
                row,
                id=WorkplaceId(self._new(row.id)),
                certification_id=self.id,
                position_id=PositionId(self._ids[row.position_id]),
                group_id=None if row.group_id is None else self._ids.get(row.group_id),
                measured=True,
            )
            for row in self._source.workplaces
        ]
        return rows

    def _points(self) -> list[Entity]:
        """Places and what is to be measured there; nothing of what was read."""
        day = self._command.measured_on
        rows: list[Entity] = [
            replace(
                row,
                id=PointId(self._new(row.id)),
                certification_id=self.id,
                readings={},
                norms_written={},
                measured_on=None,
                instrument_id=None,
                more_instruments=(),
                uncertainty="",
            )
            for row in self._source.points
        ]
        rows += [
            replace(
                row,
                id=uuid7(),
                point_id=PointId(self._ids[row.point_id]),
                workplace_id=WorkplaceId(self._ids[row.workplace_id]),
            )
            for row in self._source.stays
        ]
        rows += [
            replace(
                row,
                id=uuid7(),
                workplace_id=WorkplaceId(self._ids[row.workplace_id]),
                value_text="",
                value=None,
                norm_written="",
                position_written="",
                measured_on=day,
                instrument_id=None,
                uncertainty="",
                repeats="",
                remark="",
            )
            for row in self._source.measurements
        ]
        return rows

    def _safety(self) -> list[Entity]:
        """What there is to look at; what was found has to be found anew."""
        checks = tuple(replace(row, grade=None, reason="") for row in self._source.safety_checks)
        items = tuple(
            replace(row, issued=None, certificate="", certified=None, remark="")
            for row in self._source.ppe_items
        )
        return [*self._at_workplaces(checks), *self._at_workplaces(items)]


HANDLERS: Handlers = {CopyCertification: _copy}
