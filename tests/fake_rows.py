"""The rows of the fake store: by kind and id, with the references and keys of the real tables."""

from collections.abc import Iterator, Mapping
from typing import Any

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

KINDS: tuple[type[Entity], ...] = (
    Enterprise,
    Certification,
    Section,
    Position,
    Workplace,
    Point,
    Stay,
    Instrument,
    Measurement,
    CardEntry,
    CardFoot,
    Mark,
    Risk,
)

PARENTS: Mapping[str, type[Entity]] = {
    "enterprise_id": Enterprise,
    "certification_id": Certification,
    "section_id": Section,
    "position_id": Position,
    "workplace_id": Workplace,
    "point_id": Point,
    "instrument_id": Instrument,
}

UNIQUE: Mapping[type[object], tuple[str, ...]] = {
    CardEntry: ("workplace_id", "card", "indicator"),
    CardFoot: ("workplace_id", "card"),
    Mark: ("workplace_id", "subject"),
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


def own_place(row: Entity) -> tuple[Any, ...]:
    match row:
        case Section():
            return (row.ordinal,)
        case Workplace():
            return (row.number,)
        case Point():
            return (row.family, row.ordinal)
        case _:
            return ()


def place_at_workplace(row: Measurement | CardEntry | CardFoot | Mark) -> tuple[Any, ...]:
    match row:
        case Measurement():
            return (row.ordinal,)
        case CardEntry():
            return (row.card, row.indicator)
        case CardFoot():
            return (row.card,)
        case Mark():
            return (row.subject,)


def references(row: Entity) -> list[tuple[str, type[Entity]]]:
    found = [(getattr(row, name, None), parent) for name, parent in PARENTS.items()]
    return [(identity, parent) for identity, parent in found if identity is not None]


def unique_key(row: Entity) -> UniqueKey | None:
    names = UNIQUE.get(type(row))
    return None if names is None else (type(row), *(getattr(row, name) for name in names))
