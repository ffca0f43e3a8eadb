"""Rows of groups of analogous workplaces: state, members, what differs, who inherits."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.groups_alike import Difference, Likeness, ProposedGroup

GroupState = Literal["draft", "confirmed", "reopened"]
"""``draft``: never confirmed; ``reopened``: members or what they have in common changed since."""

GroupSign = Literal["measured", "inherits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A workplace of a group. ``added``: came after the group was confirmed.

    ``swap_reason``: why it is measured instead of one that was drawn, else "".
    """

    id: WorkplaceId
    number: int
    code: str
    position: LocalizedText
    section: LocalizedText
    sign: GroupSign
    added: bool
    swap_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group. ``seed``: of the draw, ``None`` if a person chose or nobody drew yet.

    ``lost``: how many of the confirmed members left; ``differences``: what is no longer alike.
    """

    id: str
    ordinal: int
    name: LocalizedText
    state: GroupState
    members: tuple[MemberRow, ...]
    measured: int
    seed: int | None
    lost: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMark:
    """What a list shows beside a workplace of a group.

    ``sources``: the measured workplaces that one which inherits takes its values from.
    """

    group_id: str
    name: LocalizedText
    sign: GroupSign
    state: GroupState
    sources: tuple[WorkplaceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The groups of a certification and those that could be made."""

    rows: tuple[GroupRow, ...]
    proposed: tuple[ProposedGroup, ...]


def groups(dossier: Dossier) -> Groups:
    """All groups with their state, and proposals for workplaces in none."""
    likeness = Likeness(dossier)
    members = _members(dossier)
    return Groups(
        rows=tuple(
            _row(dossier, group, members[group.id], likeness) for group in dossier.analog_groups
        ),
        proposed=likeness.proposed(),
    )


def group_marks(dossier: Dossier) -> Mapping[WorkplaceId, GroupMark]:
    """The mark of every workplace that is in a group."""
    likeness = Likeness(dossier)
    members = _members(dossier)
    found: dict[WorkplaceId, GroupMark] = {}
    for group in dossier.analog_groups:
        own = members[group.id]
        state = _state(group, own, likeness.differences(own))
        sources = tuple(one.id for one in own if one.measured)
        for one in own:
            found[one.id] = GroupMark(
                group_id=group.id,
                name=group.name,
                sign=_sign(one),
                state=state,
                sources=() if one.measured else sources,
            )
    return found


def _members(dossier: Dossier) -> Mapping[str, list[Workplace]]:
    found: dict[str, list[Workplace]] = defaultdict(list)
    for one in dossier.workplaces:
        if one.group_id is not None:
            found[one.group_id].append(one)
    return found


def _row(
    dossier: Dossier, group: AnalogGroup, members: list[Workplace], likeness: Likeness
) -> GroupRow:
    differences = likeness.differences(members)
    confirmed = set(group.members)
    return GroupRow(
        id=group.id,
        ordinal=group.ordinal,
        name=group.name,
        state=_state(group, members, differences),
        members=tuple(
            MemberRow(
                id=one.id,
                number=one.number,
                code=dossier.code_of(one),
                position=dossier.position_of(one).name,
                section=dossier.section_of(one).name,
                sign=_sign(one),
                added=bool(confirmed) and one.id not in confirmed,
                swap_reason=group.swaps.get(one.id, ""),
            )
            for one in members
        ),
        measured=sum(one.measured for one in members),
        seed=group.seed,
        lost=len(confirmed - {one.id for one in members}),
        differences=differences,
    )


def _state(
    group: AnalogGroup, members: list[Workplace], differences: tuple[Difference, ...]
) -> GroupState:
    if not group.members:
        return "draft"
    same = set(group.members) == {one.id for one in members}
    return "confirmed" if same and not differences else "reopened"


def _sign(workplace: Workplace) -> GroupSign:
    return "measured" if workplace.measured else "inherits"
