"""The rows of the fake store: by kind and id, with the references and keys of the real tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    FieldCheck,
    Guarantee,
    Measure,
    Operation,
    OwnNorm,
    OwnSubstance,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.issue import IssuedDocument, Seal
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)

UniqueKey = tuple[object, ...]

AtWorkplace = (
    Measurement | CardEntry | CardFoot | Mark | SafetyCheck | PpeItem | Operation | Guarantee
)

KINDS: tuple[type[Entity], ...] = (
    OwnSubstance,
    OwnNorm,
    Enterprise,
    Certification,
    CommissionMember,
    AnalogGroup,
    Section,
    Position,
    Workplace,
    Instrument,
    FieldCheck,
    Point,
    Stay,
    Measurement,
    CardEntry,
    CardFoot,
    Mark,
    SafetyCheck,
    PpeItem,
    Operation,
    Guarantee,
    Risk,
    Measure,
    Acceptance,
    Attachment,
    PlanMark,
    ProtocolFacts,
    DayConditions,
    IssuedDocument,
    Seal,
)

PARENTS: Mapping[str, type[Entity]] = {
    "enterprise_id": Enterprise,
    "certification_id": Certification,
    "section_id": Section,
    "position_id": Position,
    "workplace_id": Workplace,
    "point_id": Point,
    "instrument_id": Instrument,
    "parent_id": Certification,
    "group_id": AnalogGroup,
    "own_norm_id": OwnNorm,
    "risk_id": Risk,
    "attachment_id": Attachment,
    "previous_id": IssuedDocument,
}

UNIQUE: Mapping[type[object], tuple[str, ...]] = {
    CardEntry: ("workplace_id", "card", "indicator"),
    CardFoot: ("workplace_id", "card"),
    Mark: ("workplace_id", "subject"),
    ProtocolFacts: ("certification_id", "family"),
    DayConditions: ("certification_id", "day"),
    IssuedDocument: ("code",),
    Seal: ("certification_id", "ordinal"),
}


class Rows:
    """Rows by kind and id, and who holds a unique key."""

    def __init__(self, other: "Rows | None" = None) -> None:
        self.of: dict[type[object], dict[str, Entity]] = {
            kind: dict(other.of[kind]) if other else {} for kind in KINDS
        }
        self.keys: dict[UniqueKey, str] = dict(other.keys) if other else {}

    def __iter__(self) -> Iterator[Entity]:
        for rows in self.of.values():
            yield from rows.values()

    def get(self, kind: type[object], identity: str) -> Entity | None:
        return self.of[kind].get(identity)

    def put(self, entity: Entity) -> None:
        self.drop(self.get(type(entity), entity.id))
        self.of[type(entity)][entity.id] = entity
        key = unique_key(entity)
        if key is not None:
            self.keys[key] = entity.id

    def drop(self, entity: Entity | None) -> None:
        if entity is not None:
            del self.of[type(entity)][entity.id]
            key = unique_key(entity)
            if key is not None:
                del self.keys[key]


_PLACES: Mapping[type[object], tuple[str, ...]] = {
    Section: ("ordinal",),
    Position: ("ordinal",),
    Risk: ("ordinal",),
    Workplace: ("number",),
    Point: ("family", "ordinal"),
    CommissionMember: ("ordinal",),
    AnalogGroup: ("ordinal",),
    FieldCheck: ("day", "quantity"),
    Acceptance: ("accepted_at",),
    Measure: ("ordinal",),
    Attachment: ("owner", "owner_id", "ordinal"),
    PlanMark: ("attachment_id",),
    ProtocolFacts: ("family",),
    DayConditions: ("day",),
    OwnNorm: ("quantity",),
    Measurement: ("ordinal",),
    CardEntry: ("card", "indicator"),
    CardFoot: ("card",),
    Mark: ("subject",),
    SafetyCheck: ("ordinal",),
    PpeItem: ("ordinal",),
    Operation: ("ordinal",),
    Guarantee: ("kind",),
    IssuedDocument: ("position",),
    Seal: ("ordinal",),
}


def place_of(rows: Rows, row: Entity) -> tuple[Any, ...]:
    """Where the row stands in its list, before its id."""

    def of(parent: type[Entity], identity: str) -> tuple[Any, ...]:
        found = rows.get(parent, identity)
        assert found is not None
        return place_of(rows, found)

    own = tuple(getattr(row, name) for name in _PLACES.get(type(row), ()))
    match row:
        case Position():
            return (*of(Section, row.section_id), *own)
        case Risk():
            return (*of(Position, row.position_id), *own)
        case Stay():
            return (*of(Workplace, row.workplace_id), *of(Point, row.point_id))
        case _ if isinstance(row, AtWorkplace):
            return (*of(Workplace, row.workplace_id), *own)
        case _:
            return own


def owner_of(rows: Rows, row: Entity) -> str | None:
    """The certification that the row belongs to."""
    parent: Entity | None = row
    if isinstance(row, Risk):
        parent = rows.get(Position, row.position_id)
    elif isinstance(row, FieldCheck):
        parent = rows.get(Instrument, row.instrument_id)
    elif isinstance(row, Stay | AtWorkplace):
        parent = rows.get(Workplace, row.workplace_id)
    return getattr(parent, "certification_id", None)


def references(row: Entity) -> list[tuple[str, type[Entity]]]:
    found = [(getattr(row, name, None), parent) for name, parent in PARENTS.items()]
    return [(identity, parent) for identity, parent in found if identity is not None]


def unique_key(row: Entity) -> UniqueKey | None:
    names = UNIQUE.get(type(row))
    return None if names is None else (type(row), *(getattr(row, name) for name in names))
