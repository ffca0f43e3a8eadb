"""What an inspector will look at: each item green or with its gap and the place to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.safety_results import ppe_result, safety_result
from riskdesk.services.context import Context
from riskdesk.services.guarantees import guarantee_page
from riskdesk.services.problem import Code, Target
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.spelling import in_ranges

ReviewState = Literal["green", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One item. ``gap``: what is missing and where, in words; ``targets``: where it is mended."""

    code: str
    title: LocalizedText
    state: ReviewState
    gap: LocalizedText = LocalizedText()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What an item lacks: a sentence with its parameters, and the places."""

    params: dict[str, object]
    targets: tuple[Target, ...]


_Look = Callable[[Snapshot, Context], "_Found | None"]


def review(snapshot: Snapshot, context: Context) -> tuple[ReviewItem, ...]:
    """All items in the order in which a dossier is read."""
    items = []
    for code, look in _ITEMS.items():
        found = look(snapshot, context)
        gap = LocalizedText() if found is None else context.texts.say(f"{code}-gap", **found.params)
        items.append(
            ReviewItem(
                code=code,
                title=context.texts.say(code),
                state="green" if found is None else "gap",
                gap=gap,
                targets=() if found is None else found.targets,
            )
        )
    return tuple(items)


def _head(snapshot: Snapshot) -> tuple[Target, ...]:
    return (Target("certification", snapshot.dossier.certification.id),)


def _ruleset(snapshot: Snapshot, _: Context) -> _Found | None:
    if not snapshot.assessment.ruleset_proposed:
        return None
    return _Found({"ruleset": snapshot.assessment.ruleset_title}, _head(snapshot))


def _commission(snapshot: Snapshot, _: Context) -> _Found | None:
    """A chairman, and at least one more person."""
    members = snapshot.dossier.commission
    if any(each.role == "chairman" for each in members) and len(members) > 1:
        return None
    return _Found({"count": len(members)}, _head(snapshot))


def _accreditation(snapshot: Snapshot, _: Context) -> _Found | None:
    head = snapshot.dossier.certification
    begins, ends = head.accredited_from, head.accredited_until
    whole = bool(head.accreditation) and begins is not None and ends is not None
    if whole and not any(p.code == "accreditation-over" for p in snapshot.problems):
        return None
    return _Found({"number": head.accreditation or "–"}, _head(snapshot))


def _names(snapshot: Snapshot, _: Context) -> _Found | None:
    dossier = snapshot.dossier
    lines = [each for each in dossier.positions if each.name.missing()]
    sections = [each for each in dossier.sections if each.name.missing()]
    if not lines and not sections:
        return None
    targets = tuple(Target("position", each.id) for each in lines)
    return _Found({"count": len(lines) + len(sections)}, targets or _head(snapshot))


def _rated(snapshot: Snapshot, _: Context) -> _Found | None:
    """Every workplace has a class, for both sexes where that is all that is known."""
    return _workplaces(
        snapshot,
        lambda each: (
            snapshot.assessed[each.id].total.decided is None
            and not snapshot.assessed[each.id].total.by_sex
        ),
    )


def _people(snapshot: Snapshot, _: Context) -> _Found | None:
    return _workplaces(snapshot, lambda each: not ((each.men or 0) + (each.women or 0)))


def _cards(snapshot: Snapshot, _: Context) -> _Found | None:
    def empty(workplace: Workplace) -> bool:
        found = snapshot.assessed[workplace.id]
        return "not-measured" in (found.heaviness.status, found.tension.status)

    return _workplaces(snapshot, empty)


def _hours(snapshot: Snapshot, _: Context) -> _Found | None:
    """Who works at several points has hours at each."""

    def open_(workplace: Workplace) -> bool:
        stays = snapshot.dossier.stays_of(workplace)
        return len(stays) > 1 and any(stay.hours is None for stay in stays)

    return _workplaces(snapshot, open_)


def _safety(snapshot: Snapshot, _: Context) -> _Found | None:
    def open_(workplace: Workplace) -> bool:
        found = safety_result(snapshot.dossier, workplace, snapshot.assessed[workplace.id])
        return found.conformity == "open" or bool(found.unexplained)

    return _workplaces(snapshot, open_)


def _ppe(snapshot: Snapshot, _: Context) -> _Found | None:
    """Items that are due were looked at; where none is listed nobody has said so yet."""

    def open_(workplace: Workplace) -> bool:
        found = ppe_result(snapshot.dossier, workplace, snapshot.assessed[workplace.id])
        return found.provision in ("open", "none-listed")

    return _workplaces(snapshot, open_)


def _guarantees(snapshot: Snapshot, context: Context) -> _Found | None:
    """Harmful work without any guarantee chosen, or a guarantee without ground."""

    def open_(workplace: Workplace) -> bool:
        total = snapshot.assessed[workplace.id].total
        page = guarantee_page(snapshot.dossier, workplace, total, context)
        return page.unchosen or any(line.groundless for line in page.lines)

    return _workplaces(snapshot, open_)


def _measures(snapshot: Snapshot, _: Context) -> _Found | None:
    """Every harmful workplace has a measure in the plan."""
    planned = {each.workplace_id for each in snapshot.dossier.measures}

    def open_(workplace: Workplace) -> bool:
        total = snapshot.assessed[workplace.id].total.decided
        return total is not None and total.harmful and workplace.id not in planned

    return _workplaces(snapshot, open_)


def _workplaces(snapshot: Snapshot, lacks: Callable[[Workplace], bool]) -> _Found | None:
    found = [each for each in snapshot.dossier.workplaces if lacks(each)]
    if not found:
        return None
    return _Found(
        {"numbers": in_ranges(each.number for each in found), "count": len(found)},
        tuple(Target("workplace", each.id) for each in found),
    )


def _coded(*codes: Code) -> _Look:
    """No open line of the check with one of these codes."""

    def look(snapshot: Snapshot, _: Context) -> _Found | None:
        found = [each for each in snapshot.problems if each.code in codes and each.open]
        if not found:
            return None
        targets = _unique(target for each in found for target in each.targets)
        return _Found({"count": len(found)}, targets)

    return look


def _errors(snapshot: Snapshot, _: Context) -> _Found | None:
    found = [each for each in snapshot.problems if each.severity == "error" and each.open]
    if not found:
        return None
    targets = _unique(target for each in found for target in each.targets)
    return _Found({"count": len(found)}, targets)


def _unique(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(targets))


_ITEMS: dict[str, _Look] = {
    "review-ruleset": _ruleset,
    "review-commission": _commission,
    "review-accreditation": _accreditation,
    "review-names": _names,
    "review-people": _people,
    "review-verification": _coded("instrument-expired", "instrument-undated", "instrument-missing"),
    "review-calibration": _coded("field-drift", "instrument-range"),
    "review-values": _coded("factor-missing", "point-missing", "point-ambiguous"),
    "review-hours": _hours,
    "review-marks": _coded("norm-exceeded", "mark-differs", "conclusion-differs", "count-differs"),
    "review-acts": _coded("norm-repealed", "written-norm-differs"),
    "review-cards": _cards,
    "review-safety": _safety,
    "review-ppe": _ppe,
    "review-rated": _rated,
    "review-guarantees": _guarantees,
    "review-measures": _measures,
    "review-errors": _errors,
}
