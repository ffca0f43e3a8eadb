"""A dossier after a change of few rows: the others, and what was found in them, stay."""

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    Guarantee,
    Measure,
    Operation,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import PositionId
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

RowStep = tuple[type[Entity], Entity | None, Entity | None]
"""A kind of row, the row before (``None``: added) and after (``None``: removed)."""

_Key = Callable[[Dossier, Any], tuple[Any, ...]]


def _number(dossier: Dossier, row: Any) -> int:  # noqa: ANN401 - any row of a workplace
    return dossier.workplace_by_id[row.workplace_id].number


def _line(dossier: Dossier, position: PositionId) -> tuple[int, int]:
    line = dossier.position_by_id[position]
    return (dossier.section_by_id[line.section_id].ordinal, line.ordinal)


def _stay_key(dossier: Dossier, row: Stay) -> tuple[Any, ...]:
    point = dossier.point_by_id[row.point_id]
    return (_number(dossier, row), point.family, point.ordinal, row.id)


_LISTS: Mapping[type[Entity], tuple[str, _Key]] = {
    Section: ("sections", lambda _, row: (row.ordinal, row.id)),
    Position: (
        "positions",
        lambda d, row: (*_line(d, row.id), row.id),
    ),
    Workplace: ("workplaces", lambda _, row: (row.number, row.id)),
    Point: ("points", lambda _, row: (row.family, row.ordinal, row.id)),
    Stay: ("stays", _stay_key),
    Instrument: ("instruments", lambda _, row: (row.id,)),
    Measurement: ("measurements", lambda d, row: (_number(d, row), row.ordinal, row.id)),
    CardEntry: ("card_entries", lambda d, r: (_number(d, r), r.card, r.indicator, r.id)),
    CardFoot: ("card_feet", lambda d, row: (_number(d, row), row.card, row.id)),
    Mark: ("marks", lambda d, row: (_number(d, row), row.subject, row.id)),
    SafetyCheck: ("safety_checks", lambda d, row: (_number(d, row), row.ordinal, row.id)),
    PpeItem: ("ppe_items", lambda d, row: (_number(d, row), row.ordinal, row.id)),
    Operation: ("operations", lambda d, row: (_number(d, row), row.ordinal, row.id)),
    Guarantee: ("guarantees", lambda d, row: (_number(d, row), row.kind, row.id)),
    Risk: ("risks", lambda d, row: (*_line(d, row.position_id), row.ordinal, row.id)),
    CommissionMember: ("commission", lambda _, row: (row.ordinal, row.id)),
    AnalogGroup: ("analog_groups", lambda _, row: (row.ordinal, row.id)),
    Measure: ("measures", lambda _, row: (row.ordinal, row.id)),
    Attachment: ("attachments", lambda _, r: (r.owner, r.owner_id, r.ordinal, r.id)),
    PlanMark: ("plan_marks", lambda _, row: (row.attachment_id, row.id)),
    ProtocolFacts: ("protocol_facts", lambda _, row: (row.family, row.id)),
    DayConditions: ("day_conditions", lambda _, row: (row.day, row.id)),
    Acceptance: ("acceptances", lambda _, row: (row.accepted_at, row.id)),
}
"""The lists that can be changed row by row, with their order (``data/statements``)."""

_HEADS: Mapping[type[Entity], str] = {Enterprise: "enterprise", Certification: "certification"}

_ORDERING = (Section, Position, Workplace, Point)
"""Kinds that other lists are ordered by: a new place of one of them is a reason to read anew."""

_FOUND: Mapping[str, tuple[str, ...]] = {
    "sections": ("section_by_id",),
    "positions": ("position_by_id",),
    "workplaces": ("workplace_by_id", "_members", "_at_positions"),
    "points": ("point_by_id", "_points"),
    "stays": ("_points", "_stays", "_stays_at"),
    "instruments": ("instrument_by_id",),
    "measurements": ("_measurements",),
    "card_entries": ("_entries",),
    "card_feet": ("_feet",),
    "marks": ("_marks", "_marks_at"),
    "safety_checks": ("_safety",),
    "ppe_items": ("_ppe",),
    "risks": ("_risks",),
}
"""What a dossier has found in each list; of the last kinds it is kept for other workplaces."""

_GROUPED = {"measurements": "_measurements", "card_entries": "_entries", "marks": "_marks_at"}


def changed(dossier: Dossier, steps: Sequence[RowStep]) -> Dossier | None:
    """The dossier after ``steps``; ``None`` where it has to be read anew.

    Time: some copies of the changed lists, whatever else the dossier holds.
    """
    lists: dict[str, list[Any]] = {}
    heads: dict[str, Any] = {}
    for kind, before, after in steps:
        if kind in _HEADS and before is not None and after is not None:
            heads[_HEADS[kind]] = after
            continue
        if kind not in _LISTS or not _steady(kind, before, after):
            return None
        name, key = _LISTS[kind]
        rows = lists.setdefault(name, list(getattr(dossier, name)))
        if before is not None and after is not None and key(dossier, before) == key(dossier, after):
            rows[_place(dossier, rows, after, key)] = after
            continue
        if before is not None:
            del rows[_place(dossier, rows, before, key)]
        if after is not None:
            insort(rows, after, key=lambda row: key(dossier, row))
    told: dict[str, Any] = {**heads, **{name: tuple(rows) for name, rows in lists.items()}}
    found = replace(dossier, **told)
    _keep(dossier, found, set(lists), steps)
    return found


def _steady(kind: type[Entity], before: Entity | None, after: Entity | None) -> bool:
    """Whether the order of other lists stays."""
    if kind not in _ORDERING:
        return True
    if before is None or after is None:
        return False
    fields = ("number", "ordinal", "section_id", "family")
    return all(getattr(before, name, None) == getattr(after, name, None) for name in fields)


def _place(dossier: Dossier, rows: Sequence[Any], wanted: Any, key: _Key) -> int:  # noqa: ANN401 - any row
    """Where it stands: by the order of the list, else (a list in no order) by its id."""
    at = bisect_left(rows, key(dossier, wanted), key=lambda row: key(dossier, row))
    if at < len(rows) and rows[at].id == wanted.id:
        return at
    return next(at for at, row in enumerate(rows) if row.id == wanted.id)


def _keep(old: Dossier, new: Dossier, lists: set[str], steps: Sequence[RowStep]) -> None:
    """What was found in lists that did not change; in grouped ones all but the changed groups."""
    lost = {name for changed_list in lists for name in _FOUND.get(changed_list, ())}
    for name, value in vars(type(old)).items():
        if isinstance(value, cached_property) and name not in lost and name in old.__dict__:
            new.__dict__[name] = old.__dict__[name]
    for name in lists & set(_GROUPED):
        known = old.__dict__.get(_GROUPED[name])
        if known is not None:
            new.__dict__[_GROUPED[name]] = _regrouped(old, known, name, steps)
    if "marks" in lists and "_marks" in old.__dict__:
        marks = dict(old.__dict__["_marks"])
        for kind, before, after in steps:
            if kind is Mark:
                _put_mark(marks, before, after)
        new.__dict__["_marks"] = marks


def _regrouped(
    dossier: Dossier, known: Mapping[str, tuple[Any, ...]], name: str, steps: Sequence[RowStep]
) -> Mapping[str, tuple[Any, ...]]:
    groups = dict(known)
    for kind, before, after in steps:
        if kind in _HEADS or _LISTS[kind][0] != name:
            continue
        key = _LISTS[kind][1]
        for row in (before, after):
            owner = getattr(row, "workplace_id", None)
            if row is None or owner is None:
                continue
            rows = [each for each in groups.get(owner, ()) if each.id != row.id]
            rows = [*rows, row] if row is after else rows
            groups[owner] = tuple(sorted(rows, key=lambda each: key(dossier, each)))
            if not groups[owner]:
                del groups[owner]
    return groups


def _put_mark(marks: dict[Any, Any], before: Any, after: Any) -> None:  # noqa: ANN401 - rows of marks
    if before is not None:
        marks.pop((before.workplace_id, before.subject), None)
    if after is not None:
        marks[after.workplace_id, after.subject] = after
