"""Stand-ins for what comes from outside; a contract test proves them equal to the real thing."""

import hashlib
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self, TypeVar

from fake_rows import (
    PARENTS,
    Rows,
    owner_of,
    place_of,
    references,
    unique_key,
)

from riskdesk.data.mapping import Row, map_of
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
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.dossier_change import RowStep
from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.issue import WRITTEN_ONCE, Seal, sealed
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
from riskdesk.services.ports import Change, ChangeKind, Clock, DataState, Step

E = TypeVar("E", bound=Entity)


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
        self.kept = Rows()
        self.contents: dict[str, bytes] = {}
        self.changes: list[Change] = []
        self.steps: list[Step] = []

    @property
    def rows(self) -> dict[tuple[type[Entity], str], Entity]:
        """What is committed, by kind and id."""
        return {(type(row), row.id): row for row in self.kept}

    def unit_of_work(self) -> "FakeUnitOfWork":
        return FakeUnitOfWork(self)


class FakeUnitOfWork:
    """A ``UnitOfWork`` on a ``FakeStore``: rolls back unless ``commit`` was called."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()
        self._open = False
        self._rows = Rows()
        self._pending: list[Step] = []
        self._committed: list[Step] = []
        self._contents: dict[str, bytes] = {}
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
        found = self._state().get(kind, identity)
        if not isinstance(found, kind):
            raise UserError("not-found", what=identity)
        return found

    def find(self, kind: type[E], **equal: object) -> list[E]:
        mapping = map_of(kind)
        wanted = mapping.condition(equal)
        state = self._state()
        found = [
            row
            for row in state.of[kind].values()
            if isinstance(row, kind)
            and mapping.condition({name: getattr(row, name) for name in equal}) == wanted
        ]
        return sorted(found, key=lambda row: (*place_of(state, row), row.id))

    def add(self, entity: Entity) -> None:
        if self._state().get(type(entity), entity.id) is not None:
            raise ValueError(f"stored already: {entity}")
        self._put(None, entity)

    def replace(self, entity: Entity) -> None:
        before = self.get(type(entity), entity.id)
        if _row(before) != _row(entity):
            self._put(before, entity)

    def remove(self, entity: Entity) -> None:
        self._delete(self.get(type(entity), entity.id))

    def dossier(self, certification: CertificationId) -> Dossier:
        head, state = self.get(Certification, certification), self._state()

        def rows(kind: type[E]) -> tuple[E, ...]:
            return tuple(r for r in self.find(kind) if owner_of(state, r) == certification)

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
            commission=rows(CommissionMember),
            analog_groups=rows(AnalogGroup),
            safety_checks=rows(SafetyCheck),
            ppe_items=rows(PpeItem),
            operations=rows(Operation),
            field_checks=rows(FieldCheck),
            acceptances=rows(Acceptance),
            guarantees=rows(Guarantee),
            measures=rows(Measure),
            attachments=rows(Attachment),
            plan_marks=rows(PlanMark),
            protocol_facts=rows(ProtocolFacts),
            day_conditions=rows(DayConditions),
            own_substances=tuple(self.find(OwnSubstance)),
            own_norms=tuple(self.find(OwnNorm)),
        )

    def keep(self, content: bytes) -> str:
        self._state()
        identity = hashlib.sha256(content).hexdigest()
        self._contents[identity] = content
        return identity

    def content(self, sha256: str) -> bytes:
        self._state()
        if sha256 not in self._contents:
            raise UserError("attachment-missing", sha256=sha256)
        content = self._contents[sha256]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise UserError("attachment-damaged", sha256=sha256)
        return content

    def commit(self, label: str) -> None:
        state, pending, (kind, target) = self._state(), self._pending, self._as
        touched = {(step.kind, step.row_id) for step in pending}
        if any(step.kind in WRITTEN_ONCE for step in pending):
            kind = ChangeKind.FIX
        if any(_row(self.store.kept.get(*key)) != _row(state.get(*key)) for key in touched):
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
            self._committed += pending
            self.store.kept = state
        self.store.contents = self._contents
        self._start()

    def committed(self) -> tuple[RowStep, ...]:
        return tuple((step.kind, step.before, step.after) for step in self._committed)

    def state(self, certification: CertificationId) -> DataState:
        state = self._state()
        mine = [r for r in state if owner_of(state, r) == certification and not _once(type(r))]
        said = sorted(repr((type(r).__name__, _row(r))) for r in mine)
        position = len(self.store.changes)
        data = hashlib.sha256("".join(said).encode()).hexdigest()
        return DataState(position=position, head=self.head_at(position), data=data)

    def head_at(self, position: int) -> str:
        self._state()
        known = self.store.changes[:position]
        return "".join(each.id for each in known[-1:]) if position <= len(known) else ""

    def changes(self) -> list[Change]:
        self._state()
        return list(self.store.changes)

    def steps(self, change_id: str) -> list[Step]:
        self._state()
        return [step for step in self.store.steps if step.change_id == change_id]

    def revert(self, change_id: str, kind: ChangeKind) -> None:
        steps = self.steps(change_id)
        if kind is ChangeKind.UNDO:
            steps = [_step(s.kind, s.after, s.before) for s in reversed(steps)]
        for step in steps:
            now = self._state().get(step.kind, step.row_id)
            if _row(now) != _row(step.before):
                raise UserError("undo-conflict", row=step.row_id)
            if step.after is not None:
                self._put(now, step.after)
            elif now is not None:
                self._delete(now)
        self._as = (kind, change_id)

    def _start(self) -> None:
        self._rows = Rows(self.store.kept)
        self._pending = []
        self._contents = dict(self.store.contents)
        self._as = (ChangeKind.DO, None)

    def _state(self) -> Rows:
        if not self._open:
            raise RuntimeError("outside of the unit of work")
        return self._rows

    def _put(self, before: Entity | None, after: Entity) -> None:
        state = self._state()
        if before is not None and _once(type(after)):
            raise ValueError(f"written once: {after}")
        for row in (before, after):
            self._refuse_sealed(row)
        for field, parent in references(after):
            if state.get(parent, field) is None:
                raise ValueError(f"refers to nothing: {after}")
        key = unique_key(after)
        if key is not None and state.keys.get(key, after.id) != after.id:
            raise ValueError(f"stored already: {after}")
        state.put(after)
        self._pending.append(_step(type(after), before, after))

    def _refuse_sealed(self, row: Entity | None) -> None:
        """Whatever belongs to a sealed certification; own norms are left to the real store."""
        if row is None:
            return
        state = self._state()
        owner = row.id if isinstance(row, Certification) else owner_of(state, row)
        seals = [each for each in state if isinstance(each, Seal)]
        mine = [each for each in seals if each.certification_id == owner]
        if sealed(mine) is not None and not _once(type(row)):
            head = state.get(Certification, owner or "")
            raise UserError("certification-sealed", title=getattr(head, "title", ""))

    def _delete(self, entity: Entity) -> None:
        kind = type(entity)
        if _once(kind):
            raise ValueError(f"written once: {entity}")
        self._refuse_sealed(entity)
        if kind in PARENTS.values() and any(
            (entity.id, kind) in references(row) for row in self._state()
        ):
            raise UserError("still-used", row=entity.id)
        self._state().drop(entity)
        self._pending.append(_step(kind, entity, None))


def _once(kind: type[object]) -> bool:
    return kind in WRITTEN_ONCE


def _row(entity: Entity | None) -> Row | None:
    return None if entity is None else map_of(type(entity)).encode(entity)


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
