"""Rows of the visit: plan, blank journal, questions, what a reviewer will look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.forms.records.blank_journal import BlankSheet, blank_sheets
from riskdesk.services.context import Context
from riskdesk.services.problem import Target
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.spelling import in_ranges
from riskdesk.services.visit_plan import VisitPlan, visit_plan
from riskdesk.services.visit_questions import Question, questions
from riskdesk.services.visit_review import ReviewItem, review
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.look import Look

TABS = ("plan", "blank", "questions", "review")


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """All that the screen shows. ``families``: of points by id; ``owners``: of journal rows."""

    plan: VisitPlan
    blank: tuple[BlankSheet, ...]
    questions: tuple[Question, ...]
    review: tuple[ReviewItem, ...]
    numbers: Mapping[str, int]
    families: Mapping[str, str]
    owners: Mapping[str, str]


def visit_facts(snapshot: Snapshot, context: Context) -> VisitFacts:
    """Asked in the worker."""
    dossier: Dossier = snapshot.dossier
    return VisitFacts(
        plan=visit_plan(dossier, context),
        blank=blank_sheets(dossier, context.catalog),
        questions=questions(dossier, context),
        review=review(snapshot, context),
        numbers={str(each.id): each.number for each in dossier.workplaces},
        families={str(each.id): each.family for each in dossier.points},
        owners={str(each.id): str(each.workplace_id) for each in dossier.measurements},
    )


def columns(look: Look, tab: str) -> tuple[Column, ...]:
    """The heads of a part."""
    tr = look.tr
    sign = Column(key="sign", title="", kind="sign", width=40)
    made = {
        "plan": (
            sign,
            Column(key="what", title=tr("visit.what"), width=300),
            Column(key="detail", title=tr("visit.detail"), stretch=True, width=320),
            Column(key="read", title=tr("visit.read"), width=110),
            Column(key="places", title=tr("visit.places"), width=150),
        ),
        "blank": (
            Column(key="what", title=tr("visit.factor"), width=320),
            Column(key="rows", title=tr("visit.rows"), kind="value", width=80),
            Column(key="detail", title=tr("visit.columns"), stretch=True, width=420),
        ),
        "questions": (
            Column(key="n", title="№", kind="value", width=48),
            Column(key="what", title=tr("visit.question"), stretch=True, width=600),
            Column(key="places", title=tr("visit.count"), kind="value", width=120),
        ),
        "review": (
            sign,
            Column(key="what", title=tr("visit.item"), width=420),
            Column(key="detail", title=tr("visit.gap"), stretch=True, width=480),
        ),
    }
    return made[tab]


def rows(look: Look, tab: str, facts: VisitFacts) -> list[GridRow]:
    """The rows of a part."""
    made = {"plan": _plan, "blank": _blank, "questions": _questions, "review": _review}
    return list(made[tab](look, facts))


def place_of(facts: VisitFacts, tab: str, key: str) -> Place | None:
    """Where Enter leads from a row."""
    if tab == "plan":
        kind, _, rest = key.partition("/")
        return _PLAN[kind](rest) if kind in _PLAN else None
    if tab == "questions":
        found = next((each for each in facts.questions if each.code == key), None)
        first = next(iter(found.workplaces), "") if found is not None else ""
        return Place("structure", first, "list") if first else Place("enterprise")
    item = next((each for each in facts.review if each.code == key), None)
    if tab != "review" or item is None or not item.targets:
        return None
    return place_of_target(facts, item.targets[0])


def place_of_target(facts: VisitFacts, target: Target) -> Place:
    """The page on which a target is mended."""
    identity = target.id
    workplace, _, card = identity.partition("/")
    places = {
        "workplace": Place("structure", identity, "total"),
        "card": Place("structure", workplace, card),
        "position": Place("structure", identity, "list"),
        "group": Place("structure", identity, "groups"),
        "instrument": Place("instruments", identity),
        "point": Place("points", facts.families.get(identity, ""), "", identity),
        "measurement": Place("structure", facts.owners.get(identity, ""), "factors"),
        "certification": Place("enterprise"),
    }
    return places.get(target.kind, Place("check"))


_PLAN: Mapping[str, Callable[[str], Place]] = {
    "instrument": lambda rest: Place("instruments", rest),
    "workplace": lambda rest: Place("structure", rest),
    "place": lambda _: Place("points"),
    "need": lambda _: Place("instruments"),
}


def _plan(look: Look, facts: VisitFacts) -> Iterator[GridRow]:
    tr, plan = look.tr, facts.plan
    yield from _expiring(look, plan)
    yield GridRow(
        key="group/needs", group=tr("visit.instruments"), count=str(len(plan.instruments))
    )
    for number, need in enumerate(plan.instruments):
        words = ", ".join(need.fitting) or "; ".join(tr.text(each) for each in need.refused)
        cells = {
            "sign": _sign(look, good=not need.missing),
            "what": Cell(text=look.sentence(need.factor)),
            "detail": Cell(
                text=words or tr("visit.no_instrument"),
                tone="text" if need.fitting else "attention",
                tooltip=words,
            ),
        }
        yield GridRow(key=f"need/{number}", cells=cells)
    yield GridRow(key="group/places", group=tr("visit.where"), count=str(len(plan.places)))
    for number, place in enumerate(plan.places):
        factors = ", ".join(tr.text(each) for each in place.factors)
        cells = {
            "sign": _sign(look, good=place.read == place.points),
            "what": Cell(text=place.place),
            "detail": Cell(text=f"{factors} · {tr.text(place.section)}".strip(" ·")),
            "read": Cell(text=tr("visit.read_of", read=place.read, whole=place.points)),
            "places": Cell(text=in_ranges(place.workplaces), tone="text_2"),
        }
        yield GridRow(key=f"place/{number}", cells=cells)
    if plan.unplanned:
        group = tr("visit.unplanned")
        yield GridRow(key="group/unplanned", group=group, count=str(len(plan.unplanned)))
    for identity in plan.unplanned:
        number = facts.numbers[str(identity)]
        cells = {
            "sign": _sign(look, good=False),
            "what": Cell(text=tr("visit.workplace", number=f"{number:03}")),
            "detail": Cell(text=tr("visit.no_point"), tone="text_2"),
            "places": Cell(text=str(number), tone="text_2"),
        }
        yield GridRow(key=f"workplace/{identity}", cells=cells)


def _expiring(look: Look, plan: VisitPlan) -> Iterator[GridRow]:
    tr = look.tr
    if plan.expiring:
        group = tr("visit.expiring", day=f"{plan.ends:%d.%m.%Y}")
        yield GridRow(key="group/expiring", group=group, count=str(len(plan.expiring)))
    for each in plan.expiring:
        cells = {
            "sign": Cell(before=Sign(icon="due", meaning=tr("visit.expires"), tone="attention")),
            "what": Cell(text=each.name, tooltip=each.name),
            "detail": Cell(text=tr("visit.until", day=f"{each.until:%d.%m.%Y}"), tone="attention"),
        }
        yield GridRow(key=f"instrument/{each.instrument_id}", cells=cells)


def _blank(look: Look, facts: VisitFacts) -> Iterator[GridRow]:
    tr = look.tr
    for sheet in facts.blank:
        names = ", ".join(tr.text(column.short) for column in sheet.columns)
        cells = {
            "what": Cell(text=look.sentence(sheet.title)),
            "rows": Cell(text=str(len(sheet.lines))),
            "detail": Cell(text=names, tone="text_2", tooltip=names, folds=True),
        }
        yield GridRow(key=sheet.family, cells=cells)


def _questions(look: Look, facts: VisitFacts) -> Iterator[GridRow]:
    for number, each in enumerate(facts.questions, start=1):
        words = look.tr.text(each.text)
        cells = {
            "n": Cell(text=str(number), tone="text_2"),
            "what": Cell(text=words, tooltip=words),
            "places": Cell(text=str(len(each.workplaces)) if each.workplaces else "",
                           tone="text_2"),
        }  # fmt: skip
        yield GridRow(key=each.code, cells=cells)


def _review(look: Look, facts: VisitFacts) -> Iterator[GridRow]:
    tr = look.tr
    for item in facts.review:
        good = item.state == "green"
        gap = tr.text(item.gap)
        cells = {
            "sign": _sign(look, good=good),
            "what": Cell(text=look.sentence(item.title)),
            "detail": Cell(text=gap, tooltip=gap, tone="text"),
        }
        yield GridRow(key=item.code, cells=cells)


def _sign(look: Look, *, good: bool) -> Cell:
    if good:
        return Cell(before=Sign(icon="tick", meaning=look.tr("visit.ready"), tone="ok"))
    return Cell(before=Sign(icon="warning", meaning=look.tr("visit.open"), tone="attention"))
