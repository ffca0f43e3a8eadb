"""The tree of reasons of a total: factors and cards, under each the rows that decide it."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskdesk.domain.values import HazardClass
from riskdesk.rules.finding import Finding
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import CARDS, FactorTotal, WorkplacePage
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import gutter, limit_sign, mark_width
from riskdesk.ui.screens.why_panel import total_title
from riskdesk.ui.tags import judgement_tag, number_text, range_text, typed_text

_INSIDE = "\u2003"
"""Before the name of a row that stands under its factor."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the tree. ``tab`` and ``row``: where it is decided; ``depth`` 0 is a factor."""

    key: str
    depth: int
    title: str
    unit: str
    finding: Finding
    tab: str
    row: str


def reasons(look: Look, page: WorkplacePage) -> tuple[Reason, ...]:
    """Every factor and card; under a harmful or an open one the rows that make it so."""
    return tuple(_reasons(look, page))


def reason_columns(look: Look) -> tuple[Column, ...]:
    """Reason, value against limit, class, clause."""
    tr = look.tr
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="factor", title=tr("total.what"), stretch=True, width=190),
        Column(key="unit", title=tr("factors.unit"), width=46),
        Column(key="value", title=tr("factors.value"), kind="value", width=76),
        Column(key="limit", title=tr("factors.limit"), kind="value", width=76),
        Column(key="decided", title=tr("total.decided"), width=mark_width(look)),
        Column(key="clause", title=tr("factors.clause"), width=150),
    )


def reason_rows(look: Look, found: tuple[Reason, ...]) -> list[GridRow]:
    """The rows of the grid."""
    return [_row(look, each) for each in found]


def _reasons(look: Look, page: WorkplacePage) -> Iterator[Reason]:
    for total in page.totals:
        inside = list(_inside(look, page, total))
        tab = total.subject if total.subject in CARDS else "factors"
        row = inside[0].row if inside else ""
        if tab == "factors" and not row:
            row = next((line.subject for line in page.factors if line.factor == total.subject), "")
        title = total_title(look, total)
        yield Reason(total.subject, 0, title[:1].upper() + title[1:], "", total.finding, tab, row)
        yield from inside


def _inside(look: Look, page: WorkplacePage, total: FactorTotal) -> Iterator[Reason]:
    """The rows as bad as the whole, and those without a class."""
    whole = _worst(total.finding)
    if whole is not None and not whole.harmful:
        return
    if total.subject in CARDS:
        yield from _of_card(look, page, total.subject)
    else:
        yield from _of_journal(look, page, total.subject)
        yield from _of_points(look, page, total.subject)


def _of_card(look: Look, page: WorkplacePage, card: str) -> Iterator[Reason]:
    tr = look.tr
    for line in page.card(card).lines:
        if _tells(line.finding, card=True):
            key, title = f"{card}/{line.number}", f"{line.number} {tr.text(line.title)}"
            yield Reason(key, 1, title, tr.text(line.unit), line.finding, card, key)


def _of_journal(look: Look, page: WorkplacePage, factor: str) -> Iterator[Reason]:
    tr = look.tr
    for line in page.factors:
        if line.factor == factor and _tells(line.finding):
            title, unit, key = tr.text(line.title), tr.text(line.unit), line.subject
            yield Reason(key, 1, title, unit, line.finding, "factors", key)


def _of_points(look: Look, page: WorkplacePage, factor: str) -> Iterator[Reason]:
    tr = look.tr
    for point in page.points:
        if point.factor != factor or not point.counts:
            continue
        place = ", ".join(filter(None, (point.point.zone, point.point.label)))
        parts = point.parts or (point.finding,)
        for number, (part, unit) in enumerate(zip(parts, point.units, strict=True)):
            if _tells(part):
                name = tr.text(part.label) or tr.text(point.family)
                key = f"{point.point.id}/{number}"
                yield Reason(key, 1, f"{name} · {place}", tr.text(unit), part, "factors", "")


def _tells(finding: Finding, *, card: bool = False) -> bool:
    """Harmful, or a gap; an indicator that nobody filled in is no reason of a card's class."""
    worst = _worst(finding)
    if worst is not None:
        return worst.harmful
    return not card or finding.status not in {"not-measured", "marked"}


def _worst(finding: Finding) -> HazardClass | None:
    if finding.decided is not None or not finding.by_sex:
        return finding.decided
    return max(finding.by_sex.values(), key=lambda each: each.ordinal)


def _row(look: Look, reason: Reason) -> GridRow:
    finding, limit, tr = reason.finding, reason.finding.limit, look.tr
    judgement = judgement_of(finding)
    word = look.class_word(finding.decided) if finding.decided is not None else ""
    if not word and not finding.by_sex:
        word = tr(f"status_short.{finding.status}")
    value = typed_text(finding.value_text, look.language)
    if not value:
        value = number_text(finding.value, look.language)
    clause = tr.text(limit.clause if limit is not None else finding.clause)
    title = reason.title if not reason.depth else f"{_INSIDE}{reason.title}"
    cells = {
        "gutter": gutter(look, finding),
        "factor": Cell(
            text=title, weight="normal" if reason.depth else "medium", tooltip=reason.title
        ),
        "unit": Cell(text=reason.unit, tone="text_2"),
        "value": Cell(text=value if reason.depth else ""),
        "limit": Cell(
            text=range_text(limit.range, look.language) if limit is not None else "",
            tone="text_2",
            before=limit_sign(look, limit),
        ),
        "decided": Cell(tag=judgement_tag(judgement), text=word, tone="text_2"),
        "clause": Cell(text=clause, tone="text_3", tooltip=clause, folds=True),
    }
    return GridRow(key=reason.key, cells=cells)
