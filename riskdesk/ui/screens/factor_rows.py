"""The factor table's rows from a workplace's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.services.points_here import PointLine
from riskdesk.services.queries_points import deciding
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import CardPage, FactorLine, WorkplacePage
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import (
    gutter,
    limit_sign,
    mark_cell,
    mark_width,
    proposed_cell,
    provenance_sign,
    strip_width,
    verdict_cell,
)
from riskdesk.ui.tags import judgement_tag, number_text, range_text, typed_text

GUTTER = "gutter"
POINT = "point/"
"""Before the id of a point, in the key of its row."""
FACTS = ("uncertainty", "repeats")
"""Columns of a journal row beside its value."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A text typed over a fact of a journal row, and why it could not be stored."""

    text: str
    problem: str = ""


def factor_columns(look: Look) -> tuple[Column, ...]:
    """The heads of the factor table."""
    tr = look.tr
    return (
        Column(key=GUTTER, title="", kind="sign", width=24),
        Column(key="factor", title=tr("factors.factor"), width=112),
        Column(key="unit", title=tr("factors.unit"), width=38),
        Column(key="point", title=tr("factors.point"), width=40),
        Column(key="value", title=tr("factors.value"), kind="number", width=58),
        Column(key="limit", title=tr("factors.limit"), kind="value", width=70),
        Column(key="verdict", title=tr("points.verdict"), width=strip_width(look) - 34),
        Column(key="proposed", title=tr("factors.proposed"), kind="tag", width=44, computed=True),
        Column(key="mark", title=tr("factors.mark"), width=mark_width(look) + 24),
        Column(key="uncertainty", title=tr("factors.uncertainty"), kind="number", width=46),
        Column(key="repeats", title=tr("factors.repeats"), kind="repeats", width=120),
        Column(key="clause", title=tr("factors.clause"), stretch=True, width=150),
    )


def factor_rows(
    look: Look,
    page: WorkplacePage,
    drafts: Mapping[str, str],
    facts: Mapping[tuple[str, str], Fact] | None = None,
) -> Iterator[GridRow]:
    """Environment, points, the working process; ``drafts`` and ``facts`` are not on disk yet."""
    if page.factors:
        yield GridRow(key="group/environment", group=look.tr("factors.environment"))
    for line in page.factors:
        yield _factor(look, line, drafts.get(line.subject), facts or {})
    if page.points:
        yield GridRow(key="group/points", group=look.tr("factors.at_points"))
    for point in page.points:
        yield _point(look, point)
    yield GridRow(key="group/process", group=look.tr("factors.process"))
    for card in page.cards:
        yield _card(look, card)


def _factor(
    look: Look, line: FactorLine, draft: str | None, facts: Mapping[tuple[str, str], Fact]
) -> GridRow:
    finding, limit = line.finding, line.finding.limit
    value = draft if draft is not None else shown_value(look, line)
    sign = provenance_sign(look, line.provenance)
    clause = look.tr.text(limit.clause if limit is not None else finding.clause)
    cells = {
        GUTTER: gutter(look, finding),
        "factor": Cell(text=look.tr.text(line.title), tooltip=look.tr.text(line.title)),
        "unit": Cell(text=look.tr.text(line.unit), tone="text_2"),
        "point": Cell(text=line.point, tone="text_2"),
        "value": Cell(
            text=value,
            weight="medium",
            before=sign,
            after=_finer(look, line) if draft is None else None,
            editable=True,
            draft=draft is not None,
            invalid=draft is not None and not readable(draft),
        ),
        "limit": Cell(
            text=range_text(limit.range, look.language) if limit is not None else "",
            tone="text_2",
            before=limit_sign(look, limit),
        ),
        "verdict": verdict_cell(look, finding, line.uncertainty),
        "proposed": proposed_cell(look, finding),
        "mark": mark_cell(look, finding),
        "uncertainty": _fact(look, line.uncertainty, facts.get((line.subject, "uncertainty"))),
        "repeats": _fact(look, line.repeats, facts.get((line.subject, "repeats"))),
        "clause": Cell(text=clause, tone="text_3", tooltip=clause, folds=True),
    }
    return GridRow(key=line.subject, cells=cells)


def _fact(look: Look, stored: str, draft: Fact | None) -> Cell:
    """Uncertainty or repeats of a row, with what is typed over them."""
    if draft is not None:
        bad = bool(draft.problem)
        return Cell(text=draft.text, editable=True, draft=True, invalid=bad, problem=draft.problem)
    parts = [typed_text(part, look.language) for part in stored.split(";")]
    return Cell(text="; ".join(parts), tone="text_2", editable=True)


def _point(look: Look, line: PointLine) -> GridRow:
    """A row of a point where the workplace stays; Enter leads there."""
    part = deciding(line.parts, line.finding)
    limit = part.limit if part is not None else None
    clause = look.tr.text(limit.clause) if limit is not None else ""
    if part is not None and not clause:
        clause = look.tr.text(part.clause)
    title = look.tr.text(line.family)
    hours = number_text(line.hours, look.language)
    stays = look.tr("factors.stays", hours=hours) if hours else look.tr("factors.stays_open")
    cells = {
        GUTTER: Cell(),
        "factor": Cell(text=title, tooltip=f"{title}\n{line.point.position_written}\n{stays}"),
        "point": Cell(text=line.point.label, tone="accent"),
        "value": Cell(
            text=number_text(part.value, look.language) if part is not None else "",
            before=provenance_sign(look, line.point.provenance),
        ),
        "limit": Cell(
            text=range_text(limit.range, look.language) if limit is not None else "",
            tone="text_2",
            before=limit_sign(look, limit),
        ),
        "verdict": verdict_cell(look, part, line.point.uncertainty),
        "proposed": proposed_cell(look, line.finding),
        "mark": Cell(text="" if line.counts else look.tr("factors.not_counted"), tone="text_3"),
        "clause": Cell(text=clause, tone="text_3", tooltip=clause, folds=True),
    }
    return GridRow(key=f"{POINT}{line.point.id}", cells=cells)


def _finer(look: Look, line: FactorLine) -> Sign | None:
    """The sign of more decimals than the quantity has: they are kept, never dropped (U8)."""
    value = line.finding.value
    if value is None or -int(value.as_tuple().exponent) <= line.decimals:
        return None
    return Sign(icon="unverified", meaning=look.tr("sign.finer"), tone="attention")


def _card(look: Look, card: CardPage) -> GridRow:
    counts = card_counts(card)
    words = [look.tr("factors.count", number=number, count=count) for number, count in counts]
    text = look.tr("factors.indicators", count=len(card.lines), classes=", ".join(words))
    text = text.rstrip("; ")  # no class is known of any indicator yet
    cells = {
        GUTTER: gutter(look, card.finding),
        "factor": Cell(text=look.tr(f"tab.{card.card}")),
        "proposed": proposed_cell(look, card.finding),
        "mark": mark_cell(look, card.finding),
        "clause": Cell(text=text, tone="text_3", tooltip=text),
    }
    return GridRow(key=card.card, cells=cells)


def card_counts(card: CardPage) -> list[tuple[str, int]]:
    """How many indicators have each class."""
    found: dict[str, int] = {}
    for line in card.lines:
        judgement = judgement_tag(judgement_of(line.finding))
        if judgement.rated:
            found[judgement.text] = found.get(judgement.text, 0) + 1
    return sorted(found.items())


def shown_value(look: Look, line: FactorLine) -> str:
    """The value as typed, with the decimals of its quantity."""
    value = line.finding.value
    if value is None or line.value_text == "":
        return typed_text(line.value_text, look.language)
    return number_text(value, look.language, line.decimals)


def readable(text: str) -> bool:
    """Whether a typed text is a number or empty."""
    try:
        parse_decimal(text)
    except UserError:
        return False
    return True
