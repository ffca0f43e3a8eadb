"""What can be tried at a workplace: its levers, their changes, and the measure they would make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from riskdesk.domain.desk import MeasureLevel
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId
from riskdesk.domain.model import CardKind, Workplace
from riskdesk.domain.values import (
    LANGUAGES,
    HazardClass,
    LocalizedText,
    format_decimal,
    parse_decimal,
)
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding, Limit, PointFinding, WorkplaceAssessment
from riskdesk.services.context import Context
from riskdesk.services.whatif import Changes, WhatIf

LeverGroup = Literal["level", "time", "card", "people"]
_NUMBERS = frozenset({"number", "numbers"})
_PEOPLE = ("men", "women", "youth", "shift_hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One number that could be another.

    ``key``: names it among the texts that are tried. ``now``: as typed. ``subject``: of a ``Mark``,
    "" where it moves no single factor. ``group``: a level, hours at a place, an indicator of a
    card, people.
    """

    key: str
    group: LeverGroup
    title: LocalizedText
    unit: LocalizedText
    now: str
    subject: str
    limit: Limit | None = None


def levers(
    dossier: Dossier, workplace: Workplace, found: WorkplaceAssessment, context: Context
) -> tuple[Lever, ...]:
    """Levels of journal and points, hours at places, filled indicators, people, in that order."""
    catalog = context.catalog
    counting = [point for point in found.points if point.counts]
    return (
        *_values(dossier, workplace, found, catalog),
        *_cells(dossier, counting, catalog),
        *_hours(dossier, counting, context),
        *_entries(dossier, workplace, catalog),
        *_people(workplace, context),
    )


def changes_of(texts: Mapping[str, str], *, all_ppe: bool = False) -> Changes:
    """The changes by lever; ``UserError("number-not-read")`` for what is no number."""
    values: dict[str, str] = {}
    cells: dict[tuple[PointId, str], str] = {}
    hours: dict[PointId, Decimal | None] = {}
    entries: dict[tuple[CardKind, str], str] = {}
    people: dict[str, object] = {}
    for key, text in texts.items():
        kind, _, rest = key.partition(":")
        number = parse_decimal(text)
        if number is None:
            continue
        first, _, second = rest.partition("/")
        if kind == "value":
            values[rest] = text
        elif kind == "cell":
            cells[PointId(first), second] = text
        elif kind == "hours":
            hours[PointId(rest)] = number
        elif kind == "entry":
            entries["heaviness" if first == "heaviness" else "tension", second] = text
        elif rest == "shift_hours":
            people[rest] = number
        else:
            people[rest] = _count(number, text)
    return Changes(
        values=values,
        cells=cells,
        hours=hours,
        entries=entries,
        all_ppe=all_ppe,
        **people,  # type: ignore[arg-type]
    )


def class_at(found: WorkplaceAssessment, lever: Lever) -> HazardClass | None:
    """The class of what the lever moves, in one assessment."""
    finding = _finding(found, lever)
    if finding is None:
        return None
    if finding.decided is None and finding.by_sex:
        return max(finding.by_sex.values(), key=lambda each: each.ordinal)
    return finding.decided


def measure_of(
    texts: Mapping[str, str],
    known: Sequence[Lever],
    tried: WhatIf,
    context: Context,
    *,
    all_ppe: bool = False,
) -> tuple[LocalizedText, dict[str, object]]:
    """The words of the measure that was tried, and its values for ``AddMeasure``."""
    moved = [lever for lever in known if texts.get(lever.key, "").strip()]
    parts = [_told(lever, texts[lever.key], context) for lever in moved]
    if all_ppe:
        parts.append(context.texts.say("whatif-ppe"))
    words = LocalizedText(
        **{language: "; ".join(part.get(language) for part in parts) for language in LANGUAGES}
    )
    total = tried.after.total_with_ppe if all_ppe else None
    expected = (total or tried.after.total).decided
    subjects = dict.fromkeys(lever.subject for lever in moved if lever.subject)
    return words, {
        "subject": next(iter(subjects)) if len(subjects) == 1 else "",
        "level": _level([lever.group for lever in moved]),
        "expected": expected,
    }


def _level(groups: Sequence[LeverGroup]) -> MeasureLevel:
    """Technical where a level is lowered, of organisation where only hours or people are."""
    if "level" in groups or "card" in groups:
        return "engineering"
    return "administrative" if groups else "ppe"


def _told(lever: Lever, text: str, context: Context) -> LocalizedText:
    return context.texts.say(
        "whatif-lever", title=lever.title, now=lever.now or "–", then=text.strip(), unit=lever.unit
    )


def _finding(found: WorkplaceAssessment, lever: Lever) -> Finding | None:
    kind, _, rest = lever.key.partition(":")
    first, _, second = rest.partition("/")
    if kind == "value":
        return found.quantity(rest)
    if kind == "entry":
        listed = found.indicators.get(first, ())
        return next((each for each in listed if each.subject == rest), None)
    if kind in {"cell", "hours"}:
        point = next((each for each in found.points if each.point_id == first), None)
        if point is None:
            return None
        part = next((each for each in point.parts if each.subject == second), None)
        return part or point.finding
    return None


def _values(
    dossier: Dossier, workplace: Workplace, found: WorkplaceAssessment, catalog: Catalog
) -> Iterator[Lever]:
    for row in dossier.measurements_of(workplace):
        spec = catalog.quantities.get(row.quantity)
        finding = found.quantity(row.quantity)
        yield Lever(
            key=f"value:{row.quantity}",
            group="level",
            title=spec.short if spec is not None else _same(row.quantity),
            unit=spec.unit if spec is not None else _same(row.unit),
            now=row.value_text,
            subject=row.quantity if spec is not None else "",
            limit=finding.limit if finding is not None else None,
        )


def _cells(dossier: Dossier, counting: Sequence[PointFinding], catalog: Catalog) -> Iterator[Lever]:
    points = {point.id: point for point in dossier.points}
    for each in counting:
        point, family = points[each.point_id], catalog.families[each.family]
        for column in family.columns:
            text = point.readings.get(column.id, "").strip()
            if column.kind not in _NUMBERS or not text:
                continue
            part = next((part for part in each.parts if part.subject == column.id), None)
            place = point.zone or point.label
            yield Lever(
                key=f"cell:{point.id}/{column.id}",
                group="level",
                title=_at(column.short, part.label if part is not None else LocalizedText(), place),
                unit=column.unit,
                now=text,
                subject=column.id,
                limit=part.limit if part is not None else None,
            )


def _hours(dossier: Dossier, counting: Sequence[PointFinding], context: Context) -> Iterator[Lever]:
    points = {point.id: point for point in dossier.points}
    for each in counting:
        point = points[each.point_id]
        family = context.catalog.families[each.family].title
        yield Lever(
            key=f"hours:{point.id}",
            group="time",
            title=_at(family, LocalizedText(), point.zone or point.label),
            unit=context.texts.say("whatif-hours"),
            now="" if each.hours is None else format_decimal(each.hours),
            subject="",
        )


def _entries(dossier: Dossier, workplace: Workplace, catalog: Catalog) -> Iterator[Lever]:
    for card, specs in catalog.indicators.items():
        known = {each.indicator: each for each in dossier.entries_of(workplace, card)}  # type: ignore[arg-type]
        for spec in specs:
            entry = known.get(spec.number)
            if entry is None or not entry.value_text.strip():
                continue
            yield Lever(
                key=f"entry:{card}/{spec.number}",
                group="card",
                title=_at(spec.title, LocalizedText(), "", f"{spec.number} "),
                unit=spec.unit,
                now=entry.value_text,
                subject=f"{card}/{spec.number}",
            )


def _people(workplace: Workplace, context: Context) -> Iterator[Lever]:
    for name in _PEOPLE:
        known = getattr(workplace, name)
        yield Lever(
            key=f"place:{name}",
            group="people",
            title=context.texts.say(f"whatif-{name.replace('_', '-')}"),
            unit=context.texts.say("whatif-hours") if name == "shift_hours" else LocalizedText(),
            now="" if known is None else format_decimal(Decimal(known)),
            subject="",
        )


def _at(title: LocalizedText, label: LocalizedText, place: str, before: str = "") -> LocalizedText:
    """A name with the substance and the place it is of."""
    return LocalizedText(
        **{
            language: before
            + " · ".join(filter(None, (title.get(language), label.get(language), place)))
            for language in LANGUAGES
        }
    )


def _count(number: Decimal, text: str) -> int:
    if number < 0 or number != int(number):
        raise UserError("staffing-wrong", count=text.strip())
    return int(number)


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)
