"""Which workplaces a change of rows concerns: they alone are judged and checked anew."""

from collections.abc import Iterator, Sequence

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    FieldCheck,
    Measure,
)
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.dossier_change import RowStep
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Point,
    Position,
    Risk,
    Section,
    Workplace,
)

_NOBODY = (Acceptance, AnalogGroup, Attachment, CommissionMember, DayConditions, Enterprise,
           FieldCheck, Measure, PlanMark, ProtocolFacts, Risk)  # fmt: skip
"""What no judgement of a workplace rests on."""

_JUDGES = ("measured_on", "ruleset", "options", "outdoor_temperature", "pressure", "season")
"""What all judgements rest on."""


def touched(old: Dossier, new: Dossier, steps: Sequence[RowStep]) -> set[WorkplaceId] | None:
    """The workplaces that ``steps`` led from ``old`` to ``new`` for; ``None``: all of them."""
    found: set[WorkplaceId] = set()
    if bool(old.instruments) != bool(new.instruments):
        return None
    for kind, before, after in steps:
        for row in (before, after):
            if row is None or kind in _NOBODY:
                continue
            concerned = [_of(dossier, row) for dossier in (old, new)]
            for each in concerned:
                if each is None:
                    return None
                found |= each
    return _with_groups(old, new, found)


def _of(dossier: Dossier, row: Entity) -> set[WorkplaceId] | None:
    if isinstance(row, Certification):
        alike = all(getattr(row, name) == getattr(dossier.certification, name) for name in _JUDGES)
        return set() if alike else None
    if isinstance(row, Point):
        return {stay.workplace_id for stay in dossier.stays_at(row.id)}
    if isinstance(row, Instrument):
        return set(_by_instrument(dossier, row))
    if isinstance(row, Position | Section):
        return {
            each.id
            for line in dossier.positions
            if row.id in (line.id, line.section_id)
            for each in dossier.workplaces_of(line)
        }
    owner = row.id if isinstance(row, Workplace) else getattr(row, "workplace_id", None)
    return None if owner is None else {owner}


def _by_instrument(dossier: Dossier, row: Instrument) -> Iterator[WorkplaceId]:
    for each in dossier.measurements:
        if each.instrument_id == row.id:
            yield each.workplace_id
    for point in dossier.points:
        if row.id in point.instruments:
            for stay in dossier.stays_at(point.id):
                yield stay.workplace_id


def _with_groups(old: Dossier, new: Dossier, found: set[WorkplaceId]) -> set[WorkplaceId]:
    """Those that inherit from the touched ones too; a removed workplace is left out."""
    every = set(found)
    for dossier in (old, new):
        for identity in found:
            workplace = dossier.workplace_by_id.get(identity)
            if workplace is not None and workplace.group_id is not None:
                every |= {member.id for member in dossier.members_of(workplace.group_id)}
    return {identity for identity in every if identity in new.workplace_by_id}
