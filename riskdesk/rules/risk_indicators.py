"""What facts of a certification propose for the five indicators (``resources/risk``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.hazards import read_table, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule:
    """The grade of one indicator by one fact: of each value, or from each bound up to the next.

    ``title`` names the fact. The thresholds are settings, not those of an act or of the institute.
    """

    indicator: str
    fact: str
    title: LocalizedText
    verified: str
    grades: Mapping[str, str]
    bounds: tuple[tuple[Decimal, str], ...]

    def grade(self, value: str | Decimal) -> str:
        """The grade I to V of ``value``; ``ValueError`` for one that the rule does not know."""
        if self.grades:
            if str(value) not in self.grades:
                raise ValueError(f"{self.indicator}: {value}")
            return self.grades[str(value)]
        found = [grade for bound, grade in self.bounds if Decimal(value) >= bound]
        if not found:
            raise ValueError(f"{self.indicator}: {value}")
        return found[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeProposal:
    """The grade that a fact proposes for an indicator of ``five-indicators``."""

    indicator: str
    grade: str
    fact: LocalizedText
    value: str | Decimal


def read_indicator_rules(file: Path) -> tuple[IndicatorRule, ...]:
    """The rules in the order of the indicators; a broken one is a ``ValueError`` that names it."""
    return tuple(_rule(file.name, key, entry) for key, entry in read_table(file).items())


def propose_grades(
    rules: tuple[IndicatorRule, ...], facts: Mapping[str, str | Decimal | None]
) -> Mapping[str, GradeProposal]:
    """The proposals by indicator; an indicator whose fact is missing or ``None`` has none.

    Facts: ``class`` "1" to "4", ``injury_safety`` and ``equipment_safety`` "1" to "3",
    ``ppe_missing`` in per cent of the items due, ``disability_days`` for 100 workers a year.
    """
    return {
        rule.indicator: GradeProposal(
            indicator=rule.indicator, grade=rule.grade(value), fact=rule.title, value=value
        )
        for rule in rules
        if (value := facts.get(rule.fact)) is not None
    }


def _rule(name: str, key: str, entry: Mapping[str, Any]) -> IndicatorRule:
    try:
        return IndicatorRule(
            indicator=key,
            fact=entry["fact"],
            title=text_of(entry["title"]),
            verified=entry["verified"],
            grades=entry.get("grades", {}),
            bounds=tuple((Decimal(bound), grade) for bound, grade in entry.get("bounds", ())),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"{name}: {key}: {error}") from error
