"""Whether workplaces are analogous: what of them is compared, and who could form a group."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from riskdesk.domain.desk import SafetyCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import CardKind, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.spelling import folded

AlikeField = Literal[
    "position",
    "shift_hours",
    "night",
    "noise_row",
    "work_category",
    "permanent",
    "visual_grade",
    "list_entry",
    "equipment",
    "factors",
    "heaviness",
    "tension",
]
"""What analogous workplaces have in common; ``group-field-<name>`` is its text."""

ALIKE: tuple[AlikeField, ...] = get_args(AlikeField)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field in which workplaces differ; ``numbers``: theirs in the list, value by value."""

    field: AlikeField
    numbers: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedGroup:
    """Workplaces without a group that have position, section and equipment in common."""

    name: LocalizedText
    section: LocalizedText
    equipment: tuple[str, ...]
    members: tuple[WorkplaceId, ...]


class Likeness:
    """Compares workplaces of one dossier; what is not given at a workplace is no difference."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._equipment = _equipment(dossier.safety_checks)
        read: Mapping[AlikeField, Callable[[Workplace], object]] = {
            "position": self._position,
            "equipment": lambda one: self._equipment.get(one.id),
            "factors": self._factors,
            "heaviness": lambda one: self._card(one, "heaviness"),
            "tension": lambda one: self._card(one, "tension"),
        }
        self._read = read

    def differences(self, workplaces: Iterable[Workplace]) -> tuple[Difference, ...]:
        """Every field in which they differ, in the order of ``AlikeField``."""
        members = list(workplaces)
        found = []
        for name in ALIKE:
            numbers: dict[object, list[int]] = defaultdict(list)
            for one in members:
                value = self._value(one, name)
                if value not in (None, "", frozenset()):
                    numbers[value].append(one.number)
            if len(numbers) > 1:
                values = tuple(tuple(each) for each in numbers.values())
                found.append(Difference(field=name, numbers=values))
        return tuple(found)

    def proposed(self) -> tuple[ProposedGroup, ...]:
        """Groups that could be made of workplaces in none, in the order of the list."""
        alike: dict[tuple[object, ...], list[Workplace]] = defaultdict(list)
        for one in self._dossier.workplaces:
            if one.group_id is None:
                section = self._dossier.section_of(one).name
                equipment = self._equipment.get(one.id, frozenset())
                alike[self._position(one), _name(section), equipment].append(one)
        return tuple(
            ProposedGroup(
                name=self._dossier.position_of(members[0]).name,
                section=self._dossier.section_of(members[0]).name,
                equipment=tuple(sorted(self._equipment.get(members[0].id, ()))),
                members=tuple(one.id for one in members),
            )
            for members in alike.values()
            if len(members) > 1
        )

    def similar_to(self, workplace: Workplace) -> tuple[WorkplaceId, ...]:
        """Other workplaces of the same position, in the order of the list."""
        position = self._position(workplace)
        lines = {line.id for line in self._dossier.positions if _name(line.name) == position}
        return tuple(
            one.id
            for one in self._dossier.workplaces
            if one.position_id in lines and one.id != workplace.id
        )

    def _value(self, workplace: Workplace, name: AlikeField) -> object:
        read = self._read.get(name)
        return getattr(workplace, name) if read is None else read(workplace)

    def _position(self, workplace: Workplace) -> object:
        return _name(self._dossier.position_of(workplace).name)

    def _factors(self, workplace: Workplace) -> object:
        return frozenset(row.quantity for row in self._dossier.measurements_of(workplace))

    def _card(self, workplace: Workplace, card: CardKind) -> object:
        entries = self._dossier.entries_of(workplace, card)
        return frozenset((one.indicator, one.value_text) for one in entries if one.value_text)


@lru_cache(maxsize=10_000)  # asked for every line of the list as a page is shown
def _name(name: LocalizedText) -> str:
    return folded(name.ru or name.kk)


def _equipment(checks: Iterable[SafetyCheck]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in checks:
        if one.kind == "equipment":
            found[one.workplace_id].add(folded(one.name))
    return {workplace: frozenset(names) for workplace, names in found.items()}
