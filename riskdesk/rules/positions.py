"""Positions and sections by name: their Kazakh and English names and the noise row proposed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.table import Table

_BREAKS = re.compile(r"[\s\-‐-―]+")


def fold(name: str) -> str:
    """A name for comparing: no case, one kind of space and dash, ё as е."""
    return _BREAKS.sub(" ", name.casefold().replace("ё", "е")).strip()


@dataclass(frozen=True, slots=True)
class WordRule:
    """If any of the word beginnings occurs, the row is proposed."""

    words: tuple[str, ...]
    noise_row: int
    reason: LocalizedText

    def fits(self, name: str) -> bool:
        """Whether a word of ``name`` begins with one of the beginnings."""
        spoken = f" {fold(name)}"
        return any(f" {fold(word)}" in spoken for word in self.words)


@dataclass(frozen=True, slots=True)
class Positions:
    """The file ``resources/classifiers/positions.toml``."""

    names: Mapping[str, LocalizedText]
    sections: Mapping[str, LocalizedText]
    by_position: tuple[WordRule, ...]
    by_section: tuple[WordRule, ...]

    @classmethod
    def of(cls, table: Table) -> "Positions":
        """The typed file."""
        return cls(
            names=_names(table, "position"),
            sections=_names(table, "section"),
            by_position=tuple(_rule(entry) for entry in table.tables("noise_by_position")),
            by_section=tuple(_rule(entry) for entry in table.tables("noise_by_section")),
        )

    def position_name(self, ru: str) -> LocalizedText:
        """The position with its names in kk and en where known; ``ru`` stays as written."""
        known = self.names.get(fold(ru), LocalizedText())
        return LocalizedText(known.kk, ru, known.en)

    def section_name(self, ru: str) -> LocalizedText:
        """The section with its names in kk and en where known; ``ru`` stays as written."""
        known = self.sections.get(fold(ru), LocalizedText())
        return LocalizedText(known.kk, ru, known.en)

    def noise_row(self, position: str, section: str) -> tuple[int, LocalizedText] | None:
        """The proposed row of the noise table and why: by position, else by section."""
        for rule in self.by_position:
            if rule.fits(position):
                return rule.noise_row, rule.reason
        for rule in self.by_section:
            if rule.fits(section):
                return rule.noise_row, rule.reason
        return None


def _names(table: Table, key: str) -> dict[str, LocalizedText]:
    found: dict[str, LocalizedText] = {}
    for entry in table.tables(key):
        text = LocalizedText(entry.text("kk"), entry.text("ru"), entry.text("en"))
        for name in (text.ru, *entry.texts("aliases")):
            found[fold(name)] = text
    return found


def _rule(table: Table) -> WordRule:
    return WordRule(table.texts("words"), table.integer("row"), table.localized("reason"))
