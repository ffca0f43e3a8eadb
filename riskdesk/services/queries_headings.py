"""What the headers of protocols say, and what they would say without anybody's word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import DayConditions, ProtocolFacts
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRow:
    """A family, or all of them (``family`` "").

    ``proposed``: the method of the journal, else the usual one; "" where neither is known.
    """

    family: str
    title: LocalizedText
    facts: ProtocolFacts | None
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingsPage:
    """Rows of the families that are measured; the days with their air; days without."""

    rows: tuple[FactsRow, ...]
    days: tuple[DayConditions, ...]
    missing: tuple[date, ...]


def headings_page(dossier: Dossier, catalog: Catalog) -> HeadingsPage:
    """What the dialog of headers shows."""
    known = {each.family: each for each in dossier.protocol_facts}
    journal = _journal(dossier, catalog)
    used = {point.family for point in dossier.points} | set(known) | set(journal)
    rows = [FactsRow(family="", title=LocalizedText(), facts=known.get(""), proposed="")]
    for family in sorted(catalog.families.values(), key=lambda each: each.order):
        if family.id in used:
            usual = family.usual_method
            cited = catalog.acts[usual].short.ru if usual in catalog.acts else ""
            proposed = journal.get(family.id) or cited
            rows.append(
                FactsRow(
                    family=family.id,
                    title=family.title,
                    facts=known.get(family.id),
                    proposed=proposed,
                )
            )
    told = {each.day for each in dossier.day_conditions}
    missing = tuple(sorted(set(_days(dossier)) - told))
    return HeadingsPage(rows=tuple(rows), days=dossier.day_conditions, missing=missing)


def _journal(dossier: Dossier, catalog: Catalog) -> dict[str, str]:
    """The methods that the journal names, by family."""
    found: dict[str, dict[str, None]] = {}
    for each in dossier.measurements:
        family = catalog.family_of_column.get(each.quantity)
        if family is not None:
            methods = found.setdefault(family.id, {})
            if each.method.strip():
                methods[each.method.strip()] = None
    return {family: "; ".join(methods) for family, methods in found.items()}


def _days(dossier: Dossier) -> Iterator[date]:
    """The days that something was measured on."""
    day = dossier.certification.measured_on
    yield from (each.measured_on for each in dossier.measurements if each.value_text.strip())
    yield from (point.measured_on or day for point in dossier.points)
