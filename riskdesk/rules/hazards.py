"""The hazard catalogue: hazards by group, their measures, and the first list of a position.

Read from ``resources/hazards``. Nothing here is a requirement of an act: the grouping and the
ratings are the product's own or follow the reference that each entry names.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from riskdesk.domain.values import LANGUAGES, LocalizedText

MeasureLevel = Literal["eliminate", "substitute", "engineering", "administrative", "ppe"]
"""A step of the hierarchy of controls, the strongest first."""

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

    ``factor``: the certified factor that measures it (``noise``, ``light``, ``heaviness`` …), or
    ``None``. ``source``: where the kind of hazard is named; the wording is our own.
    """

    id: str
    group: str
    title: LocalizedText
    sources: LocalizedText
    injuries: tuple[LocalizedText, ...]
    factor: str | None
    measures: tuple[Measure, ...]
    source: LocalizedText
    verified: str

    def measure(self, identity: str) -> Measure | None:
        """The measure of this hazard with that id."""
        return next((m for m in self.measures if m.id == identity), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEntry:
    """A hazard of a position's first list, rated on the 5 x 5 matrix before and after.

    ``existing`` and ``new`` are ids of the hazard's measures.
    """

    hazard: str
    probability: int
    severity: int
    existing: tuple[str, ...]
    new: tuple[str, ...]
    residual_probability: int
    residual_severity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionSet:
    """The first list of hazards of positions whose name holds one of ``words``.

    ``section_words`` narrow it to sections; a set without ``words`` is the base of its sections,
    and of every position if it has neither.
    """

    id: str
    title: LocalizedText
    words: tuple[str, ...]
    section_words: tuple[str, ...]
    entries: tuple[SetEntry, ...]

    def fits(self, position: LocalizedText, section: LocalizedText) -> bool:
        """Whether this set is meant for ``position`` of ``section``."""
        return _holds(position, self.words) and _holds(section, self.section_words)

    def entry(self, hazard: str) -> SetEntry | None:
        """The entry of one hazard."""
        return next((e for e in self.entries if e.hazard == hazard), None)


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

    def set_for(self, position: LocalizedText, section: LocalizedText) -> PositionSet:
        """The set of the position's words, else the base of its section, else the last set."""
        return next(s for s in self.sets if s.fits(position, section))

    @cached_property
    def by_group(self) -> Mapping[str, tuple[Hazard, ...]]:
        """The hazards of each group."""
        return {
            group: tuple(h for h in self.hazards.values() if h.group == group)
            for group in self.groups
        }


def _holds(name: LocalizedText, words: tuple[str, ...]) -> bool:
    texts = [name.get_exact(language).casefold() for language in LANGUAGES]
    return not words or any(word in text for word in words for text in texts)


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
            factor=value.get("factor"),
            measures=tuple(measures),
            source=text_of(reference),
            verified=reference["verified"],
        )

    def _read_sets(self) -> Iterable[PositionSet]:
        file = self._folder / "sets.toml"
        for value in read_table(file)["set"]:
            try:
                yield PositionSet(
                    id=value["id"],
                    title=text_of(value["title"]),
                    words=tuple(value.get("words", ())),
                    section_words=tuple(value.get("section_words", ())),
                    entries=tuple(self._entry(entry) for entry in value["risks"]),
                )
            except (KeyError, ValueError) as error:
                raise ValueError(f"{file.name}: {value['id']}: {error}") from error

    def _entry(self, value: Mapping[str, Any]) -> SetEntry:
        hazard = self._hazards[value["hazard"]]
        for identity in (*value["existing"], *value["new"]):
            if hazard.measure(identity) is None:
                raise ValueError(f"{hazard.id}: {identity}")
        probability, severity = value["rating"]
        residual_probability, residual_severity = value["residual"]
        return SetEntry(
            hazard=hazard.id,
            probability=probability,
            severity=severity,
            existing=tuple(value["existing"]),
            new=tuple(value["new"]),
            residual_probability=residual_probability,
            residual_severity=residual_severity,
        )
