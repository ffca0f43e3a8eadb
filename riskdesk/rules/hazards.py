"""The hazard catalogue: hazards by group, their measures, and the first list of a position.

Read from ``resources/hazards``. Nothing here is a requirement of an act: the grouping and the
ratings are the product's own or follow the reference that each entry names.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.hazard_sets import (
    PositionSet,
    SetEntry,
    SetFinder,
    plain_text,
)

MeasureLevel = Literal["eliminate", "substitute", "engineering", "administrative", "ppe"]
"""A step of the hierarchy of controls, the strongest first."""

_SETS = ("sets.toml", "sets-occupations.toml", "sets-equipment.toml")
_NAMES = 4096  # different names of positions and equipment kept in mind

MEASURE_LEVELS: tuple[MeasureLevel, ...] = get_args(MeasureLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One concrete measure and its step of the hierarchy."""

    id: str
    level: MeasureLevel
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardGroup:
    """A group of the catalogue, in the order of its list."""

    id: str
    title: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """What can harm, where it comes from, what it does and what holds it.

    ``factors``: the certified factors it shows in (``noise``, ``light``, ``heaviness`` …).
    ``probability``, ``severity``: our first proposal on the 5 x 5 matrix.
    ``source``: where the kind of hazard is named; the wording is our own.
    """

    id: str
    group: str
    title: LocalizedText
    sources: LocalizedText
    injuries: tuple[LocalizedText, ...]
    factors: tuple[str, ...]
    measures: tuple[Measure, ...]
    source: LocalizedText
    verified: str
    probability: int
    severity: int

    @property
    def factor(self) -> str | None:
        """The factor whose class rates the hazard: the first one."""
        return next(iter(self.factors), None)

    @property
    def typical(self) -> SetEntry:
        """The entry of sets that only name the hazard.

        The two strongest measures are proposed; they take the probability one step down.
        """
        return SetEntry(
            hazard=self.id,
            probability=self.probability,
            severity=self.severity,
            new=tuple(measure.id for measure in self.measures[:2]),
            residual_probability=max(self.probability - 1, 1),
            residual_severity=self.severity,
        )

    def measure(self, identity: str) -> Measure | None:
        """The measure of this hazard with that id."""
        return next((m for m in self.measures if m.id == identity), None)


@dataclass(frozen=True)
class HazardCatalog:
    """Everything of ``resources/hazards``, by id, in the order of the files."""

    groups: Mapping[str, HazardGroup]
    levels: Mapping[MeasureLevel, LocalizedText]
    measures: Mapping[str, Measure]
    hazards: Mapping[str, Hazard]
    sets: tuple[PositionSet, ...]

    @classmethod
    def load(cls, resources: Path) -> "HazardCatalog":
        """Read the catalogue; a broken entry is a ``ValueError`` that names its file and id."""
        return _Reader(resources / "hazards").catalog()

    def set_for(
        self, position: LocalizedText, section: LocalizedText, equipment: Iterable[str] = ()
    ) -> PositionSet:
        """The set of the position's occupation with what its ``equipment`` (names) adds."""
        found = self._occupation(position, section)
        added = [each for name in dict.fromkeys(equipment) for each in self._equipment(name)]
        return found.joined(added) if added else found

    @cached_property
    def _occupation(self) -> Callable[[LocalizedText, LocalizedText], PositionSet]:
        return lru_cache(maxsize=_NAMES)(SetFinder(self.sets, "occupation").occupation)

    @cached_property
    def _equipment(self) -> Callable[[str], tuple[PositionSet, ...]]:
        return lru_cache(maxsize=_NAMES)(SetFinder(self.sets, "equipment").equipment)

    @cached_property
    def by_group(self) -> Mapping[str, tuple[Hazard, ...]]:
        """The hazards of each group."""
        return {
            group: tuple(h for h in self.hazards.values() if h.group == group)
            for group in self.groups
        }


def read_table(file: Path) -> dict[str, Any]:
    """One TOML file with exact decimals."""
    return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def text_of(entry: Mapping[str, str]) -> LocalizedText:
    """A text that stands in all three languages; otherwise ``KeyError`` or ``ValueError``."""
    if not all(entry[language].strip() for language in LANGUAGES):
        raise ValueError("text")
    return LocalizedText(kk=entry["kk"], ru=entry["ru"], en=entry["en"])


class _Reader:
    """Reads the files in the order in which they refer to each other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def catalog(self) -> HazardCatalog:
        index = read_table(self._folder / "index.toml")
        self._harms = {key: text_of(value) for key, value in index["harms"].items()}
        self._references = index["references"]
        groups = {
            key: HazardGroup(id=key, title=text_of(value)) for key, value in index["groups"].items()
        }
        levels = {level: text_of(index["levels"][level]) for level in MEASURE_LEVELS}
        self._measures = dict(self._read_measures())
        self._hazards = {
            hazard.id: hazard
            for group in groups
            for hazard in self._read_hazards(self._folder / f"{group}.toml", group)
        }
        sets = tuple(self._read_sets())
        return HazardCatalog(groups, levels, self._measures, self._hazards, sets)

    def _read_measures(self) -> Iterable[tuple[str, Measure]]:
        file = self._folder / "measures.toml"
        for level, entries in read_table(file).items():
            if level not in MEASURE_LEVELS:
                raise ValueError(f"{file.name}: {level}")
            for key, value in entries.items():
                yield key, Measure(id=key, level=level, title=text_of(value))

    def _read_hazards(self, file: Path, group: str) -> Iterable[Hazard]:
        for key, value in read_table(file).items():
            try:
                yield self._hazard(key, group, value)
            except (KeyError, ValueError) as error:
                raise ValueError(f"{file.name}: {key}: {error}") from error

    def _hazard(self, key: str, group: str, value: Mapping[str, Any]) -> Hazard:
        reference = self._references[value["source"]]
        measures = [self._measures[identity] for identity in value["measures"]]
        measures.sort(key=lambda measure: MEASURE_LEVELS.index(measure.level))
        return Hazard(
            id=key,
            group=group,
            title=text_of(value["title"]),
            sources=text_of(value["sources"]),
            injuries=tuple(self._harms[harm] for harm in value["injuries"]),
            factors=tuple(value.get("factors", ())),
            measures=tuple(measures),
            source=text_of(reference),
            verified=reference["verified"],
            probability=value["rating"][0],
            severity=value["rating"][1],
        )

    def _read_sets(self) -> Iterable[PositionSet]:
        for file in _SETS:
            for value in read_table(self._folder / file)["set"]:
                try:
                    yield self._set(value)
                except (KeyError, ValueError) as error:
                    raise ValueError(f"{file}: {value['id']}: {error}") from error

    def _set(self, value: Mapping[str, Any]) -> PositionSet:
        typical = [self._hazards[identity].typical for identity in value.get("hazards", ())]
        return PositionSet(
            id=value["id"],
            kind=value.get("kind", "occupation"),
            general=value.get("general", False),
            title=text_of(value["title"]),
            words=tuple(map(plain_text, value.get("words", ()))),
            section_words=tuple(map(plain_text, value.get("section_words", ()))),
            entries=(*map(self._entry, value.get("risks", ())), *typical),
        )

    def _entry(self, value: Mapping[str, Any]) -> SetEntry:
        hazard = self._hazards[value["hazard"]]
        for identity in value["new"]:
            if hazard.measure(identity) is None:
                raise ValueError(f"{hazard.id}: {identity}")
        probability, severity = value["rating"]
        residual_probability, residual_severity = value["residual"]
        return SetEntry(
            hazard=hazard.id,
            probability=probability,
            severity=severity,
            new=tuple(value["new"]),
            residual_probability=residual_probability,
            residual_severity=residual_severity,
        )
