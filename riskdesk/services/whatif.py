"""What if: the class of a workplace with other levels, times, equipment or people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from riskdesk.domain.desk import PpeItem
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId, WorkplaceId
from riskdesk.domain.model import CardEntry, CardKind, Measurement, Point, Stay, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, format_decimal, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate_workplace
from riskdesk.rules.finding import Finding, WorkplaceAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What would be different; everything else stays.

    ``values``: texts of journal rows by quantity. ``cells``: texts of points by point and column.
    ``hours``: of the shift by point. ``entries``: texts of the cards by card and indicator.
    ``men``, ``women``, ``youth``, ``shift_hours``, ``night``: of the workplace. ``ppe``: issued and
    certified by item; ``all_ppe``: every item issued and certified.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[PointId, str], str] = field(default_factory=dict)
    hours: Mapping[PointId, Decimal | None] = field(default_factory=dict)
    entries: Mapping[tuple[CardKind, str], str] = field(default_factory=dict)
    men: int | None = None
    women: int | None = None
    youth: int | None = None
    shift_hours: Decimal | None = None
    night: bool | None = None
    ppe: Mapping[str, tuple[bool, bool]] = field(default_factory=dict)
    all_ppe: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing would be different."""
        return self == Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What stands between the workplace and a better class: a factor and what would lower it."""

    subject: str
    title: LocalizedText
    hazard_class: HazardClass
    remedy: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The assessment as it is and as it would be.

    ``ways``: the nearest ways down from what would be, worst factors first. ``moved``: subjects
    whose class would change, with both classes. Equipment changes its own result; the total only
    where the option is chosen that lowers it (``after.total_with_ppe``).
    """

    before: WorkplaceAssessment
    after: WorkplaceAssessment
    ways: tuple[Way, ...]
    moved: tuple[tuple[str, HazardClass | None, HazardClass | None], ...]

    @property
    def better(self) -> bool:
        """Whether the total would be a better class."""
        old, new = _class_of(self.before.total), _class_of(self.after.total)
        return old is not None and new is not None and new < old


def what_if(
    dossier: Dossier, workplace_id: WorkplaceId, changes: Changes, catalog: Catalog
) -> WhatIf:
    """Judge the workplace as it is and with ``changes``.

    ``UserError("number-not-read")`` for a value of the journal that is no number.
    """
    workplace = dossier.workplace_by_id[workplace_id]
    before = evaluate_workplace(dossier, workplace, catalog)
    changed = changed_dossier(dossier, workplace, changes)
    after = evaluate_workplace(changed, changed.workplace_by_id[workplace_id], catalog)
    return WhatIf(
        before=before, after=after, ways=ways_down(after, catalog), moved=_moved(before, after)
    )


def changed_dossier(dossier: Dossier, workplace: Workplace, changes: Changes) -> Dossier:
    """The dossier as it would be. Points are changed for everybody who stays there."""
    place = _place(workplace, changes)
    return replace(
        dossier,
        workplaces=tuple(place if each.id == place.id else each for each in dossier.workplaces),
        measurements=tuple(_value(each, place, changes) for each in dossier.measurements),
        points=tuple(_point(each, changes) for each in dossier.points),
        stays=tuple(_stay(each, place, changes) for each in dossier.stays),
        card_entries=tuple(_entry(each, place, changes) for each in dossier.card_entries),
        ppe_items=tuple(_item(each, place, changes) for each in dossier.ppe_items),
    )


def ways_down(found: WorkplaceAssessment, catalog: Catalog) -> tuple[Way, ...]:
    """The factors and cards of the worst class with what would lower each, as the rules say."""
    worst = max(
        (c for f in _subjects(found) if (c := _class_of(f)) is not None),
        key=lambda each: each.ordinal,
        default=None,
    )
    if worst is None or not worst.harmful:
        return ()
    return tuple(
        Way(
            subject=finding.subject,
            title=_title(finding.subject, catalog),
            hazard_class=worst,
            remedy=finding.remedy,
        )
        for finding in _subjects(found)
        if _class_of(finding) is worst
    )


def level_for(finding: Finding, better: HazardClass) -> str:
    """The text of the nearest value that is within the limit, "" where there is none.

    Only for the permissible class: steps of harmful classes are in the finding's remedy.
    """
    limit = finding.limit
    if limit is None or better.harmful or finding.value is None:
        return ""
    low, high = limit.range.low, limit.range.high
    if high is not None and finding.value > high:
        return format_decimal(high)
    return format_decimal(low) if low is not None and finding.value < low else ""


def _place(workplace: Workplace, changes: Changes) -> Workplace:
    names = ("men", "women", "youth", "shift_hours", "night")
    given = {name: value for name in names if (value := getattr(changes, name)) is not None}
    return replace(workplace, **given)


def _value(row: Measurement, place: Workplace, changes: Changes) -> Measurement:
    text = changes.values.get(row.quantity)
    if text is None or row.workplace_id != place.id:
        return row
    return replace(row, value_text=text.strip(), value=parse_decimal(text))


def _point(point: Point, changes: Changes) -> Point:
    texts = {column: text for (name, column), text in changes.cells.items() if name == point.id}
    return replace(point, readings={**point.readings, **texts}) if texts else point


def _stay(stay: Stay, place: Workplace, changes: Changes) -> Stay:
    if stay.workplace_id != place.id or stay.point_id not in changes.hours:
        return stay
    return replace(stay, hours=changes.hours[stay.point_id])


def _entry(entry: CardEntry, place: Workplace, changes: Changes) -> CardEntry:
    text = changes.entries.get((entry.card, entry.indicator))
    if text is None or entry.workplace_id != place.id:
        return entry
    return replace(entry, value_text=text, working="")


def _item(item: PpeItem, place: Workplace, changes: Changes) -> PpeItem:
    if item.workplace_id != place.id:
        return item
    if changes.all_ppe:
        return replace(item, issued=True, certified=True)
    given = changes.ppe.get(item.id)
    return item if given is None else replace(item, issued=given[0], certified=given[1])


def _subjects(found: WorkplaceAssessment) -> tuple[Finding, ...]:
    return (*found.factors, found.heaviness, found.tension)


def _moved(
    before: WorkplaceAssessment, after: WorkplaceAssessment
) -> tuple[tuple[str, HazardClass | None, HazardClass | None], ...]:
    old = {finding.subject: _class_of(finding) for finding in (*_subjects(before), before.total)}
    new = {finding.subject: _class_of(finding) for finding in (*_subjects(after), after.total)}
    return tuple(
        (subject, old.get(subject), new.get(subject))
        for subject in dict.fromkeys((*old, *new))
        if old.get(subject) is not new.get(subject)
    )


def _class_of(finding: Finding) -> HazardClass | None:
    """The class; where the classes of men and women differ the worse one."""
    if finding.decided is not None or not finding.by_sex:
        return finding.decided
    return max(finding.by_sex.values(), key=lambda found: found.ordinal)


def _title(subject: str, catalog: Catalog) -> LocalizedText:
    if subject in catalog.factors:
        return catalog.factors[subject].title
    if subject in catalog.words:
        return catalog.words[subject]
    raise UserError("subject-unknown", subject=subject)
