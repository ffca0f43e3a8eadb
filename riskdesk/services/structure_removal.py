"""What goes with a section, a position or a workplace: gathered first, removed child by child."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from riskdesk.domain.desk import (
    Attachment,
    Guarantee,
    Measure,
    Operation,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Entity,
    Mark,
    Measurement,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.texts import Texts

HELD = (
    Stay,
    Measurement,
    CardEntry,
    CardFoot,
    Mark,
    SafetyCheck,
    PpeItem,
    Operation,
    Guarantee,
    Measure,
)
"""What stands at a workplace, children first."""

_NAMES: tuple[tuple[str, tuple[type[object], ...]], ...] = (
    ("positions", (Position,)),
    ("workplaces", (Workplace,)),
    ("measurements", (Measurement,)),
    ("stays", (Stay,)),
    ("cards", (CardEntry, CardFoot)),
    ("marks", (Mark,)),
    ("safety", (SafetyCheck,)),
    ("ppe", (PpeItem,)),
    ("operations", (Operation,)),
    ("guarantees", (Guarantee,)),
    ("measures", (Measure,)),
    ("attachments", (Attachment,)),
    ("risks", (Risk,)),
)
_FEW = 50
"""More rows than this are found faster by reading the whole table once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """How many rows of one kind go; ``kind`` is a stable word, ``title`` its name."""

    kind: str
    count: int
    title: LocalizedText


@dataclass(frozen=True, slots=True)
class Removal:
    """All rows that go, children first, and measures that lose their risk.

    ``itself``: id of the thing that was asked for; it is not told among what goes with it.
    """

    rows: tuple[Entity, ...]
    unlinked: tuple[Measure, ...] = ()
    itself: str = ""

    def told(self, texts: Texts) -> tuple[Gone, ...]:
        """What goes beside the thing itself, for the question before and the notice after."""
        others = [row for row in self.rows if row.id != self.itself]
        counts = {name: sum(isinstance(row, kinds) for row in others) for name, kinds in _NAMES}
        return tuple(
            Gone(kind=name, count=count, title=texts.say(f"gone-{name}"))
            for name, count in counts.items()
            if count
        )

    def carry_out(self, uow: UnitOfWork) -> None:
        """Remove them inside an open transaction."""
        for measure in self.unlinked:
            uow.replace(replace(measure, risk_id=None))
        for row in self.rows:
            uow.remove(row)


def what_goes(uow: UnitOfWork, row_id: str, texts: Texts) -> tuple[Gone, ...]:
    """What would go with a section, a position or a workplace; nothing is removed."""
    with uow:
        return removal_of(uow, row_id).told(texts)


def removal_of(uow: UnitOfWork, row_id: str) -> Removal:
    """What goes with a section, a position or a workplace; ``UserError("not-found")``."""
    workplaces = uow.find(Workplace, id=row_id)
    if workplaces:
        return Removal(of_workplaces(uow, workplaces), (), row_id)
    positions = uow.find(Position, id=row_id)
    sections = uow.find(Section, id=row_id)
    if not positions and not sections:
        raise UserError("not-found", what=row_id)
    gone, unlinked = _of_positions(uow, positions or uow.find(Position, section_id=row_id))
    return Removal((*gone, *sections), unlinked, row_id)


def of_workplaces(uow: UnitOfWork, workplaces: Collection[Workplace]) -> tuple[Entity, ...]:
    """What stands at the workplaces, then they themselves."""
    ids: set[str] = {one.id for one in workplaces}
    held = [row for kind in HELD for row in _at(uow, kind, ids)]
    papers = [
        row
        for certification in {one.certification_id for one in workplaces}
        for row in uow.find(Attachment, certification_id=certification, owner="workplace")
        if row.owner_id in ids
    ]
    return (*held, *papers, *workplaces)


def _of_positions(
    uow: UnitOfWork, positions: Collection[Position]
) -> tuple[tuple[Entity, ...], tuple[Measure, ...]]:
    """What goes with the lines, they themselves last, and measures whose risk goes."""
    workplaces = [w for one in positions for w in uow.find(Workplace, position_id=one.id)]
    gone = of_workplaces(uow, workplaces)
    risks = [risk for one in positions for risk in uow.find(Risk, position_id=one.id)]
    going = {row.id for row in gone}
    unlinked = [
        measure
        for risk in risks
        for measure in uow.find(Measure, risk_id=risk.id)
        if measure.id not in going
    ]
    return (*gone, *risks, *positions), tuple(unlinked)


def _at(uow: UnitOfWork, kind: type[Entity], ids: set[str]) -> Iterator[Entity]:
    if len(ids) > _FEW:
        rows: Iterable[Entity] = uow.find(kind)
        yield from (row for row in rows if getattr(row, "workplace_id", None) in ids)
        return
    for one in sorted(ids):
        yield from uow.find(kind, workplace_id=one)
