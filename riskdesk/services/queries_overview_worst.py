"""What decided the class of a harmful workplace, and which workplaces are the worst."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.catalog import CARDS, Catalog
from riskdesk.rules.finding import Finding, WorkplaceAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """One subject of the worst class: its name, its value as typed with the unit, its class.

    ``value`` is empty where no single value decided.
    """

    subject: str
    title: LocalizedText
    value: LocalizedText
    hazard_class: HazardClass


def deciding(found: WorkplaceAssessment, catalog: Catalog) -> tuple[Deciding, ...]:
    """The quantities, factors or cards that have the worst class of the workplace."""
    subjects = (*found.factors, found.heaviness, found.tension)
    classes = {id(each): _worst(each) for each in subjects}
    harmful = [one for one in classes.values() if one is not None and one.harmful]
    if not harmful:
        return ()
    worst = max(harmful)
    return tuple(
        one
        for each in subjects
        if classes[id(each)] is worst
        for one in _of(each, found, worst, catalog)
    )


def rank(total: Finding, decided_by: Sequence[Deciding]) -> tuple[int, int]:
    """A key of order: the worst class first, then the one with most that decided it."""
    worst = _worst(total)
    return (-worst.ordinal if worst is not None else 0, -len(decided_by))


def _worst(finding: Finding) -> HazardClass | None:
    if finding.decided is not None:
        return finding.decided
    return max(finding.by_sex.values()) if finding.by_sex else None


def _of(
    finding: Finding, found: WorkplaceAssessment, worst: HazardClass, catalog: Catalog
) -> Iterator[Deciding]:
    subject = finding.subject
    if subject in CARDS:
        numbers = [
            each.subject.rpartition("/")[2]
            for each in found.indicators.get(subject, ())
            if worst in (each.by_sex or {}).values() or each.decided is worst
        ]
        spoken = ", ".join(numbers)
        value = LocalizedText(spoken, spoken, spoken)
        yield Deciding(
            subject=subject, title=catalog.words[subject], value=value, hazard_class=worst
        )
        return
    parts = [each for each in found.parts.get(subject, ()) if _worst(each) is worst]
    spec = catalog.factors.get(subject)
    whole = spec.title if spec is not None else LocalizedText(subject, subject, subject)
    if not parts:
        yield Deciding(subject=subject, title=whole, value=LocalizedText(), hazard_class=worst)
    for part in parts:
        yield _part(part, whole, worst, catalog)


def _part(part: Finding, whole: LocalizedText, worst: HazardClass, catalog: Catalog) -> Deciding:
    quantity = catalog.quantities.get(part.subject)
    column = catalog.columns.get(part.subject)
    title = quantity.short if quantity is not None else whole
    if part.label.ru:
        title = part.label
    elif quantity is None and column is not None:
        title = column.short
    unit = quantity.unit if quantity is not None else LocalizedText()
    text = part.value_text.strip()
    value = LocalizedText(
        *(f"{text} {unit.get_exact(each)}".strip() for each in ("kk", "ru", "en"))
        if text
        else ("", "", "")
    )
    return Deciding(subject=part.subject, title=title, value=value, hazard_class=worst)
