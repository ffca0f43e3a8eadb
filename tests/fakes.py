"""Stand-ins for what comes from outside; a contract test proves them equal to the real thing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from riskdesk.data.mapping import Row, map_of
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
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
from riskdesk.services.ports import Change, ChangeKind, Clock, Step

E = TypeVar("E", bound=Entity)
Key = tuple[type[Entity], str]

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

UNIQUE: Mapping[type[Entity], tuple[str, ...]] = {
    CardEntry: ("workplace_id", "card", "indicator"),
    CardFoot: ("workplace_id", "card"),
    Mark: ("workplace_id", "subject"),
}


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def go_on(self, step: timedelta) -> None:
        self._now += step


class FakeStore:
    """What a database file would keep: rows, changes and steps; all in memory."""

    def __init__(self, *, clock: Clock | None = None, user: str = "tester") -> None:
        self.clock: Clock = clock or FakeClock()
        self.user = user
        self.rows: dict[Key, Entity] = {}
        self.changes: list[Change] = []
        self.steps: list[Step] = []

    def unit_of_work(self) -> "FakeUnitOfWork":
        return FakeUnitOfWork(self)


class FakeUnitOfWork:
    """A ``UnitOfWork`` on a ``FakeStore``: rolls back unless ``commit`` was called."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()
        self._open = False
        self._rows: dict[Key, Entity] = {}
        self._pending: list[Step] = []
        self._as: tuple[ChangeKind, str | None] = (ChangeKind.DO, None)

    def __enter__(self) -> Self:
        if self._open:
            raise RuntimeError("a unit of work is open in this thread")
        self._open = True
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open = False
        self._start()

    def get(self, kind: type[E], identity: str) -> E:
        for row in self._state().values():
            if isinstance(row, kind) and row.id == identity:
                return row
        raise UserError("not-found", what=identity)

    def find(self, kind: type[E], **equal: object) -> list[E]:
        wanted = map_of(kind).condition(equal)
        found = [
            row
            for row in self._state().values()
            if isinstance(row, kind) and wanted.items() <= map_of(kind).encode(row).items()
        ]
        return sorted(found, key=self._place)

    def add(self, entity: Entity) -> None:
        if (type(entity), entity.id) in self._state():
            raise ValueError(f"stored already: {entity}")
        self._put(None, entity)

    def replace(self, entity: Entity) -> None:
        before = self.get(type(entity), entity.id)
        if _row(before) != _row(entity):
            self._put(before, entity)

    def remove(self, entity: Entity) -> None:
        self._delete(self.get(type(entity), entity.id))

    def dossier(self, certification: CertificationId) -> Dossier:
        head = self.get(Certification, certification)

        def rows(kind: type[E]) -> tuple[E, ...]:
            return tuple(r for r in self.find(kind) if self._owner(r) == certification)

        return Dossier(
            enterprise=self.get(Enterprise, head.enterprise_id),
            certification=head,
            sections=rows(Section),
            positions=rows(Position),
            workplaces=rows(Workplace),
            points=rows(Point),
            stays=rows(Stay),
            instruments=rows(Instrument),
            measurements=rows(Measurement),
            card_entries=rows(CardEntry),
            card_feet=rows(CardFoot),
            marks=rows(Mark),
            risks=rows(Risk),
        )

    def commit(self, label: str) -> None:
        state, pending, (kind, target) = self._state(), self._pending, self._as
        if any(_row(self.store.rows.get(key)) != _row(state.get(key)) for key in _keys(pending)):
            change = Change(
                id=uuid7(),
                seq=len(self.store.changes) + 1,
                at=self.store.clock.now(),
                user=self.store.user,
                label=label,
                kind=kind,
                target_id=target,
            )
            self.store.changes.append(change)
            for seq, step in enumerate(pending, len(self.store.steps) + 1):
                self.store.steps.append(_step(step.kind, step.before, step.after, seq, change.id))
            self.store.rows = state
        self._start()

    def changes(self) -> list[Change]:
        self._state()
        return list(self.store.changes)

    def steps(self, change_id: str) -> list[Step]:
        self._state()
        return [step for step in self.store.steps if step.change_id == change_id]

    def revert(self, change_id: str, kind: ChangeKind) -> None:
        steps = self.steps(change_id)
        turn: Callable[[Step], tuple[Entity | None, Entity | None]]
        if kind is ChangeKind.UNDO:
            steps, turn = steps[::-1], lambda step: (step.after, step.before)
        else:
            turn = lambda step: (step.before, step.after)  # noqa: E731 - the other direction
        for step in steps:
            expected, wanted = turn(step)
            now = self._state().get((step.kind, step.row_id))
            if _row(now) != _row(expected):
                raise UserError("undo-conflict", row=step.row_id)
            if wanted is not None:
                self._put(now, wanted)
            elif now is not None:
                self._delete(now)
        self._as = (kind, change_id)

    def _start(self) -> None:
        self._rows = dict(self.store.rows)
        self._pending = []
        self._as = (ChangeKind.DO, None)

    def _state(self) -> dict[Key, Entity]:
        if not self._open:
            raise RuntimeError("outside of the unit of work")
        return self._rows

    def _put(self, before: Entity | None, after: Entity) -> None:
        for field, parent in _references(after):
            if (parent, field) not in self._state():
                raise ValueError(f"refers to nothing: {after}")
        same = self._same_key(after)
        if same is not None:
            raise ValueError(f"stored already: {same}")
        self._rows[type(after), after.id] = after
        self._pending.append(_step(type(after), before, after))

    def _delete(self, entity: Entity) -> None:
        key = (type(entity), entity.id)
        if any(
            (parent, target) == key
            for row in self._state().values()
            for target, parent in _references(row)
        ):
            raise UserError("still-used", row=entity.id)
        del self._rows[key]
        self._pending.append(_step(type(entity), entity, None))

    def _same_key(self, entity: Entity) -> Entity | None:
        names = UNIQUE.get(type(entity), ())
        key = [getattr(entity, name) for name in names]
        for row in self._state().values():
            if (
                names
                and type(row) is type(entity)
                and row.id != entity.id
                and [getattr(row, name) for name in names] == key
            ):
                return row
        return None

    def _owner(self, row: Entity) -> str | None:
        if isinstance(row, Risk):
            return self.get(Position, row.position_id).certification_id
        if isinstance(row, Stay | Measurement | CardEntry | CardFoot | Mark):
            return self.get(Workplace, row.workplace_id).certification_id
        owner: str | None = getattr(row, "certification_id", None)
        return owner

    def _place(self, row: Entity) -> tuple[Any, ...]:
        return (*self._order(row), row.id)

    def _order(self, row: Entity) -> tuple[Any, ...]:
        match row:
            case Position():
                place: tuple[Any, ...] = (self.get(Section, row.section_id).ordinal, row.ordinal)
            case Risk():
                place = (*self._order(self.get(Position, row.position_id)), row.ordinal)
            case Stay():
                number = self.get(Workplace, row.workplace_id).number
                place = (number, *self._order(self.get(Point, row.point_id)))
            case Measurement() | CardEntry() | CardFoot() | Mark():
                number = self.get(Workplace, row.workplace_id).number
                place = (number, *_place_at_workplace(row))
            case _:
                place = _own_place(row)
        return place


def _own_place(row: Entity) -> tuple[Any, ...]:
    match row:
        case Section():
            return (row.ordinal,)
        case Workplace():
            return (row.number,)
        case Point():
            return (row.family, row.ordinal)
        case _:
            return ()


def _place_at_workplace(row: Measurement | CardEntry | CardFoot | Mark) -> tuple[Any, ...]:
    match row:
        case Measurement():
            return (row.ordinal,)
        case CardEntry():
            return (row.card, row.indicator)
        case CardFoot():
            return (row.card,)
        case Mark():
            return (row.subject,)


def _references(row: Entity) -> list[tuple[str, type[Entity]]]:
    found = [(getattr(row, name, None), parent) for name, parent in PARENTS.items()]
    return [(identity, parent) for identity, parent in found if identity is not None]


def _row(entity: Entity | None) -> Row | None:
    return None if entity is None else map_of(type(entity)).encode(entity)


def _keys(steps: list[Step]) -> set[Key]:
    return {(step.kind, step.row_id) for step in steps}


def _step(
    kind: type[Entity],
    before: Entity | None,
    after: Entity | None,
    seq: int = 0,
    change_id: str = "",
) -> Step:
    row = after or before
    assert row is not None
    return Step(seq=seq, change_id=change_id, kind=kind, row_id=row.id, before=before, after=after)
