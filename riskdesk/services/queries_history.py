"""What was changed: the next step back and forward, and the history of one workplace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from riskdesk.domain.desk import Acceptance, Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import (
    CardEntry,
    Entity,
    Mark,
    Measurement,
    Point,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.services.instrument_choice import quantity_title
from riskdesk.services.ports import ChangeKind, Step, UnitOfWork
from riskdesk.services.undo import stacks_of


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The labels of the next changes; "" where there is none."""

    undo: str = ""
    redo: str = ""


def next_steps(uow: UnitOfWork) -> NextSteps:
    """What Ctrl+Z and Ctrl+Y would do now."""
    with uow:
        stacks = stacks_of(uow.changes())
    undo = stacks.undoable[-1].label if stacks.undoable else ""
    return NextSteps(undo, stacks.redoable[-1].label if stacks.redoable else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """One field of one row. ``kind``: the row's (``mark``, ``point``); ``field``: its name.

    ``subject``: what it is of, in words (a quantity, an indicator, a place), empty where the field
    says all. ``before`` and ``after``: values of the domain, ``None`` where there was none.
    """

    kind: str
    field: str
    subject: LocalizedText
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One change that touched the workplace.

    ``back``: how many changes are undone to come before it, 0 where it cannot be undone any more;
    ``elsewhere``: how many of them do not touch this workplace. ``origin``: the workplace came with
    it, so that it is not taken back from here.
    """

    change_id: str
    at: datetime
    user: str
    label: str
    kind: ChangeKind
    altered: tuple[Altered, ...]
    back: int
    elsewhere: int
    origin: bool


@dataclass(frozen=True, slots=True)
class WorkplaceHistory:
    """The newest change first. ``whole``: there are no older ones that were not looked at."""

    moments: tuple[Moment, ...]
    whole: bool


def workplace_history(
    uow: UnitOfWork, dossier: Dossier, workplace_id: WorkplaceId, catalog: Catalog
) -> WorkplaceHistory:
    """What happened to a workplace, its values, points, cards, marks and papers."""
    mine = _Own(dossier, workplace_id, catalog)
    found: list[Moment] = []
    with uow:
        changes = uow.changes()
        depth = {each.id: n for n, each in enumerate(reversed(stacks_of(changes).undoable), 1)}
        elsewhere, looked = 0, changes[::-1][:_MOST_LOOKED]
        for change in looked:
            altered = tuple(mine.altered(uow.steps(change.id)))
            if not altered:
                elsewhere += change.id in depth
                continue
            origin = any(each.kind == "workplace" and not each.field for each in altered)
            moment = Moment(
                change_id=change.id,
                at=change.at,
                user=change.user,
                label=change.label,
                kind=change.kind,
                altered=altered,
                back=depth.get(change.id, 0),
                elsewhere=elsewhere if change.id in depth else 0,
                origin=origin,
            )
            found.append(moment)
            if len(found) == _MOST_SHOWN:
                break
    whole = len(found) < _MOST_SHOWN and len(looked) == len(changes)
    return WorkplaceHistory(tuple(found), whole)


class _Own:
    """Which rows are of a workplace, and how they are named."""

    def __init__(self, dossier: Dossier, workplace_id: WorkplaceId, catalog: Catalog) -> None:
        workplace = dossier.workplace_by_id[workplace_id]
        self._id = workplace_id
        self._dossier, self._catalog = dossier, catalog
        self._points = {stay.point_id for stay in dossier.stays_of(workplace)}
        self._rows = {
            str(workplace.id),
            str(workplace.position_id),
            str(dossier.section_of(workplace).id),
        }

    def altered(self, steps: list[Step]) -> Iterator[Altered]:
        """The fields that the steps changed at this workplace."""
        for step in steps:
            row = step.after or step.before
            if row is not None and self._is_mine(row):
                yield from self._fields(step, row)

    def _is_mine(self, row: Entity) -> bool:
        match row:
            case Workplace() | Position() | Section():
                return str(row.id) in self._rows
            case Point():
                return row.id in self._points
            case Attachment():
                return row.owner_id == self._id
            case Acceptance():
                return self._id in row.place
            case _:
                return getattr(row, "workplace_id", None) == self._id

    def _fields(self, step: Step, row: Entity) -> Iterator[Altered]:
        kind, subject = _kind(row), self._subject(row)
        if step.before is None or step.after is None:
            told = _told(row)
            before, after = (None, told) if step.before is None else (told, None)
            yield Altered(kind=kind, field="", subject=subject, before=before, after=after)
            return
        for each in fields(row):
            old, new = getattr(step.before, each.name), getattr(step.after, each.name)
            if old == new or each.name in _SILENT.get(kind, ()):
                continue
            if isinstance(old, Mapping) and isinstance(new, Mapping):
                yield from self._parts(kind, each.name, old, new)
                continue
            before, after = (self._named(each.name, value) for value in (old, new))
            yield Altered(kind=kind, field=each.name, subject=subject, before=before, after=after)

    def _parts(
        self, kind: str, name: str, old: Mapping[str, object], new: Mapping[str, object]
    ) -> Iterator[Altered]:
        """The columns of a point that changed, each by itself."""
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield Altered(
                    kind=kind,
                    field=name,
                    subject=self._title(key),
                    before=old.get(key),
                    after=new.get(key),
                )

    def _named(self, name: str, value: object) -> object:
        """An instrument, a group or a norm by its name, never by its id."""
        if name == "more_instruments" and isinstance(value, tuple):
            return "; ".join(str(self._named("instrument_id", each)) for each in value)
        if not isinstance(value, str) or not value:
            return value
        if name == "instrument_id":
            known = next((each for each in self._dossier.instruments if each.id == value), None)
            return known.name if known is not None else "…"
        if name == "group_id":
            group = next((g for g in self._dossier.analog_groups if g.id == value), None)
            return group.name if group is not None else "…"
        return "…" if name.endswith("_id") else value

    def _subject(self, row: Entity) -> LocalizedText:
        match row:
            case Measurement():
                return self._title(row.quantity)
            case Mark():
                return self._title(row.subject)
            case CardEntry():
                return self._title(f"{row.card}/{row.indicator}")
            case Point():
                return _same(row.zone or row.label)
            case Stay():
                point = next(
                    (each for each in self._dossier.points if each.id == row.point_id), None
                )
                return _same(point.zone or point.label if point is not None else "")
            case _:
                return LocalizedText()

    def _title(self, subject: str) -> LocalizedText:
        catalog = self._catalog
        card, _, number = subject.partition("/")
        if number and card in catalog.indicators:
            spec = next((each for each in catalog.indicators[card] if each.number == number), None)
            if spec is not None:
                title = spec.title
                return LocalizedText(
                    **{lang: f"{number} {title.get(lang)}" for lang in ("kk", "ru", "en")}
                )
        for words in (catalog.words, {k: v.title for k, v in catalog.factors.items()}):
            if subject in words:
                return words[subject]
        if subject in catalog.quantities or subject in catalog.columns:
            return quantity_title(subject, catalog)
        return _same(subject)


def _told(row: Entity) -> object:
    """What a row that came or went is told by: its own value, else its name."""
    for name in (
        "value_text",
        "hazard_class",
        "amount",
        "text",
        "reason",
        "name",
        "label",
        "hours",
    ):
        value = getattr(row, name, None)
        if value not in (None, ""):
            return value
    return ""


def _kind(row: Entity) -> str:
    name = type(row).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)


_SILENT: Mapping[str, tuple[str, ...]] = {
    "measurement": ("value",),
    "workplace": ("number",),
    "acceptance": ("facts", "accepted_at"),
}
"""Fields that say nothing beside another one that changes with them."""

_MOST_SHOWN, _MOST_LOOKED = 300, 3000
"""So many changes of a workplace are told, so many of the database are looked at."""
