"""One card for several workplaces: who is alike, what each has of it, where they differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import CardEntry, CardKind, Workplace
from riskdesk.domain.values import LocalizedText, Provenance
from riskdesk.services.groups_alike import Likeness

PeerState = Literal["empty", "same", "differs"]
"""The card of another workplace beside this one: nothing written, the same, something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another workplace that the card may be for.

    ``grouped``: of the same analogous group, else only of the same position. ``differing``: the
    indicators whose values are others than here. ``inherited``: it took its card from a like one.
    """

    id: WorkplaceId
    number: int
    code: str
    position: LocalizedText
    section: LocalizedText
    grouped: bool
    state: PeerState
    differing: tuple[str, ...]
    inherited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPeers:
    """``group``: the name of the group, "" without one; ``measured``: this workplace is measured.

    ``own``: indicators written here alone while the rest of the card is inherited.
    """

    group: LocalizedText
    measured: bool
    peers: tuple[Peer, ...]
    inherited: int
    own: tuple[str, ...]


def card_peers(dossier: Dossier, workplace: Workplace, card: CardKind) -> CardPeers:
    """The workplaces of the group first, then others of the same position."""
    group = next((one for one in dossier.analog_groups if one.id == workplace.group_id), None)
    similar = set(Likeness(dossier).similar_to(workplace))
    here = dossier.entries_of(workplace, card)
    peers = []
    for one in dossier.workplaces:
        grouped = group is not None and one.group_id == group.id
        if one.id != workplace.id and (grouped or one.id in similar):
            peers.append(_peer(dossier, one, card, _values(here), grouped=grouped))
    inherited = [entry for entry in here if entry.provenance is Provenance.INHERITED]
    own = [e.indicator for e in here if e.provenance is Provenance.MEASURED and e.value_text]
    return CardPeers(
        group=group.name if group is not None else LocalizedText(),
        measured=workplace.measured,
        peers=tuple(sorted(peers, key=lambda peer: not peer.grouped)),
        inherited=len(inherited),
        own=tuple(own) if inherited else (),
    )


def _peer(
    dossier: Dossier,
    other: Workplace,
    card: CardKind,
    here: Mapping[str, str],
    *,
    grouped: bool,
) -> Peer:
    entries = dossier.entries_of(other, card)
    there = _values(entries)
    numbers = dict.fromkeys([*here, *there])
    differing = tuple(each for each in numbers if here.get(each, "") != there.get(each, ""))
    state: PeerState = "differs" if differing else "same"
    return Peer(
        id=other.id,
        number=other.number,
        code=dossier.code_of(other),
        position=dossier.position_of(other).name,
        section=dossier.section_of(other).name,
        grouped=grouped,
        state=state if there else "empty",
        differing=differing,
        inherited=any(entry.provenance is Provenance.INHERITED for entry in entries),
    )


def _values(entries: tuple[CardEntry, ...]) -> dict[str, str]:
    return {entry.indicator: entry.value_text for entry in entries if entry.value_text}
