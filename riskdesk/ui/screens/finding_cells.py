"""What a cell says of a finding: its signs, class, mark, limit, verdict."""

from decimal import Decimal

from riskdesk.domain.values import HazardClass, Provenance, Sex
from riskdesk.rules.finding import Finding, Limit
from riskdesk.services.check_undecided import uncertainty_of
from riskdesk.services.queries_structure import judgement_of
from riskdesk.ui.kit.cells import Cell, Sign
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.paint import Tag, class_tag
from riskdesk.ui.kit.strip import STRIP, Strip
from riskdesk.ui.look import Look
from riskdesk.ui.tags import mark_tag

_PROVENANCE = {
    Provenance.CALCULATED: "computed",
    Provenance.INHERITED: "inherited",
    Provenance.DECLARED: "declared",
    Provenance.COPIED: "copied",
}
_UNVERIFIED = {"memory", "none"}


def mark_width(look: Look) -> int:
    """The width at 100 % of a column that holds a class tag and its longest word."""
    words = [look.class_word(each) for each in HazardClass] + [look.tr("factors.not_rated")]
    longest = max(look.theme.metrics().horizontalAdvance(word) for word in words)
    return round(longest / look.theme.scale) + 54


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
    """The value less its limit; of two limits that which is passed, ``None`` between them."""
    value, limit = finding.value, finding.limit
    if value is None or limit is None:
        return None
    low, high = limit.range.low, limit.range.high
    if high is not None and (low is None or value > high):
        return value - high
    return value - low if low is not None and (high is None or value < low) else None


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
