"""The factor table's rows from a workplace's page."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, Provenance, Sex, parse_decimal
from riskdesk.rules.finding import Finding, Limit
from riskdesk.services.check_undecided import uncertainty_of
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import CardPage, FactorLine, WorkplacePage
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.paint import Tag, class_tag
from riskdesk.ui.kit.strip import STRIP, Strip
from riskdesk.ui.look import Look
from riskdesk.ui.tags import judgement_tag, mark_tag, number_text, range_text, typed_text

GUTTER = "gutter"
_PROVENANCE = {
    Provenance.CALCULATED: "computed",
    Provenance.INHERITED: "inherited",
    Provenance.DECLARED: "declared",
    Provenance.COPIED: "copied",
}
_UNVERIFIED = {"memory", "none"}


def factor_columns(look: Look) -> tuple[Column, ...]:
    """The heads of the factor table."""
    tr = look.tr
    return (
        Column(key=GUTTER, title="", kind="sign", width=24),
        Column(key="factor", title=tr("factors.factor")),
        Column(key="unit", title=tr("factors.unit"), width=40),
        Column(key="point", title=tr("factors.point"), width=44),
        Column(key="value", title=tr("factors.value"), kind="number", width=58),
        Column(key="limit", title=tr("factors.limit"), kind="value", width=76),
        Column(key="proposed", title=tr("factors.proposed"), kind="tag", width=58, computed=True),
        Column(key="mark", title=tr("factors.mark"), width=mark_width(look)),
        Column(key="clause", title=tr("factors.clause"), stretch=True, width=110),
    )


def mark_width(look: Look) -> int:
    """The width at 100 % of a column that holds a class tag and its longest word."""
    words = [look.class_word(each) for each in HazardClass] + [look.tr("factors.not_rated")]
    longest = max(look.theme.metrics().horizontalAdvance(word) for word in words)
    return round(longest / look.theme.scale) + 54


def factor_rows(look: Look, page: WorkplacePage, drafts: Mapping[str, str]) -> Iterator[GridRow]:
    """Environment, then the working process; ``drafts`` are texts not on disk yet."""
    if page.factors:
        yield GridRow(key="group/environment", group=look.tr("factors.environment"))
    for line in page.factors:
        yield _factor(look, line, drafts.get(line.subject))
    yield GridRow(key="group/process", group=look.tr("factors.process"))
    for card in page.cards:
        yield _card(look, card)


def gutter(look: Look, finding: Finding) -> Cell:
    """The sign of a contradiction: a mark that differs from the calculation without a reason."""
    if finding.differs and not finding.mark_reason:
        # As the check weighs it: a differing mark of a card's indicator is a warning.
        icon, role = SEVERITY_SIGN["warning" if "/" in finding.subject else "error"]
        return Cell(before=Sign(icon=icon, meaning=look.tr("sign.differs"), tone=role))  # type: ignore[arg-type]
    if finding.status in {"instrument-expired", "no-instrument"}:
        meaning = look.tr(f"status.{finding.status}")
        return Cell(before=Sign(icon="error", meaning=meaning, tone="invalid"))
    return Cell()


def proposed_cell(look: Look, finding: Finding) -> Cell:
    """The calculation: plain grey while it equals the mark, a dashed tag where it does not."""
    judgement = judgement_of(finding)
    if finding.by_sex is not None:
        men_women = "/".join(str(finding.by_sex.get(sex, "–")) for sex in (Sex.MEN, Sex.WOMEN))
        return Cell(text=men_women, tone="text_2")
    if finding.proposed is None:
        if finding.status in {"judged", "marked"}:
            return Cell(tag=Tag("–", ""), tooltip=look.tr("status.marked"))
        return Cell(tag=Tag("–", ""), tooltip=look.tr(f"status.{finding.status}"))
    if judgement.accepted and not finding.differs:
        return Cell(text=finding.proposed.value, tone="text_2")
    return Cell(tag=class_tag(finding.proposed, accepted=False))


def mark_cell(look: Look, finding: Finding) -> Cell:
    """The specialist's mark, or in words why there is no class."""
    if finding.status in {"instrument-expired", "not-measured", "no-instrument"}:
        return Cell(text=look.tr("factors.not_rated"), tone="text_2")
    if finding.mark is None:
        return Cell(text=look.tr("factors.not_marked"), tone="text_3")
    after = None
    if finding.differs:
        after = Sign(icon="differs", meaning=look.tr("sign.differs"), tone="invalid")
    word = look.class_word(finding.mark)
    return Cell(tag=mark_tag(finding.mark), text=word, after=after)


def _factor(look: Look, line: FactorLine, draft: str | None) -> GridRow:
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
        "proposed": proposed_cell(look, finding),
        "mark": mark_cell(look, finding),
        "clause": Cell(text=clause, tone="text_3", tooltip=clause, folds=True),
    }
    return GridRow(key=line.subject, cells=cells)


def provenance_sign(look: Look, provenance: Provenance) -> Sign | None:
    """Where a number comes from; what was measured is silent."""
    name = _PROVENANCE.get(provenance)
    return Sign(icon=name, meaning=look.tr(f"sign.{name}")) if name else None


def limit_sign(look: Look, limit: Limit | None) -> Sign | None:
    """What there is to say of a limit."""
    if limit is None:
        return None
    if limit.as_written:
        return Sign(icon="declared", meaning=look.tr("sign.as_written"), tone="attention")
    if limit.verified in _UNVERIFIED:
        return Sign(icon="unverified", meaning=look.tr("sign.unverified"), tone="attention")
    if limit.proposed:
        return Sign(icon="proposed", meaning=look.tr("sign.row_proposed"))
    return None


def difference_of(finding: Finding) -> Decimal | None:
    """How far a value lies beyond its limit, below 0 within it; ``None`` without one."""
    value, limit = finding.value, finding.limit
    if value is None or limit is None:
        return None
    low, high = limit.range.low, limit.range.high
    if high is not None and (low is None or value > (low + high) / 2):
        return value - high
    return low - value if low is not None else None


def strip_of(finding: Finding, uncertainty: str = "") -> Strip | None:
    """A value beside its limits."""
    value, limit = finding.value, finding.limit
    if value is None or limit is None or (limit.range.low is None and limit.range.high is None):
        return None
    spread = uncertainty_of(uncertainty) or Decimal(0)
    low, high = limit.range.low, limit.range.high
    return Strip(
        float(value),
        float(spread),
        None if low is None else float(low),
        None if high is None else float(high),
    )


def verdict_cell(look: Look, part: Finding | None, uncertainty: str) -> Cell:
    """Three answers: below, above, undecided; without an uncertainty only the picture."""
    if part is None or part.status != "judged":
        return Cell()
    strip = strip_of(part, uncertainty)
    if part.verdict is None:
        words = look.tr("verdict.open") if strip is not None else ""
        return Cell(text=words, strip=strip, tone="text_3", tooltip=look.tr("verdict.open_why"))
    if part.verdict == "undecided":
        more = look.tr("verdict.more", count=part.more) if part.more else look.tr("verdict.again")
        return Cell(
            text=look.tr("verdict.undecided"),
            strip=strip,
            tone="attention",
            weight="strong",
            tooltip=more,
        )
    good = part.proposed is None or not part.proposed.harmful
    return Cell(
        text=look.tr("verdict.within" if good else "verdict.outside"),
        strip=strip,
        tone="text_2" if good else "text",
        weight="normal" if good else "strong",
        tooltip=look.tr("verdict.sure"),
    )


def strip_width(look: Look) -> int:
    """The width at 100 % of a column that holds a strip and the longest verdict."""
    words = [look.tr(f"verdict.{name}") for name in ("within", "outside", "undecided", "open")]
    longest = max(look.theme.metrics("body", "strong").horizontalAdvance(word) for word in words)
    return round(longest / look.theme.scale) + STRIP + 26


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
