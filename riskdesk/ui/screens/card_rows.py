"""The rows of a card: bounds stand in the class columns, the one that is met is filled."""

import re
from collections.abc import Iterator, Mapping

from riskdesk.domain.values import HazardClass, Provenance, Sex
from riskdesk.rules.finding import Finding
from riskdesk.rules.written import written_number
from riskdesk.services.queries_structure import Judgement
from riskdesk.services.queries_workplace import CardPage, IndicatorLine
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option, Sign
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.paint import Tag, class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import gutter
from riskdesk.ui.tags import grouped, judgement_tag, typed_text

CLASSES = (
    HazardClass.OPTIMAL,
    HazardClass.PERMISSIBLE,
    HazardClass.HARMFUL_1,
    HazardClass.HARMFUL_2,
)
"""The class columns of Annexes 2 and 3."""

WIDTHS = {"heaviness": (42, 66, 130, 82), "tension": (38, 56, 0, 62)}
"""Number, value, arithmetic and class columns: tension has no arithmetic, its names are long."""

DIVISOR = "shift_h"
"""The factor of an arithmetic that divides: a mass is per hour of the shift."""

_PROVENANCE = {
    Provenance.CALCULATED: "computed",
    Provenance.INHERITED: "inherited",
    Provenance.DECLARED: "declared",
    Provenance.COPIED: "copied",
}


def card_columns(look: Look, card: str) -> tuple[Column, ...]:
    """The heads of a card; widths in pixels at 100 %."""
    tr = look.tr
    number, value, working, wide = WIDTHS[card]
    classes = tuple(
        Column(
            key=each.value,
            title=f"{each.value} {look.tr(f'class_column.{each.value}')}",
            kind="value",
            width=wide,
            wrap_head=True,
        )
        for each in CLASSES
    )
    arithmetic = (
        (Column(key="working", title=tr("card.working"), width=working),) if working else ()
    )
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="number", title="№", width=number),
        Column(key="title", title=tr("card.indicator"), stretch=True, width=120),
        Column(key="value", title=tr("factors.value"), kind="value", width=value),
        *arithmetic,
        *classes,
        Column(key="mark", title=tr("factors.mark"), kind="reference", find=found_class, width=58),
    )


def found_class(text: str) -> list[Option]:
    """The classes of the form that a typed text may mean; «3,1» is 3.1."""
    typed = text.strip()
    comma = "," in typed
    options = [
        Option(value=each.value, words=each.value.replace(".", "," if comma else "."))
        for each in CLASSES
    ]
    return [each for each in options if each.words.startswith(typed)]


def card_rows(look: Look, page: CardPage, sexes: tuple[Sex, ...]) -> Iterator[GridRow]:
    """The indicators under their groups."""
    group, shared = "", ""
    for line in page.lines:
        if line.group_number != group:
            group, shared = line.group_number, ""
            if line.number != group:
                units = {
                    look.tr.text(each.unit) for each in page.lines if each.group_number == group
                }
                shared = units.pop() if len(units) == 1 else ""
                yield GridRow(key=f"group/{group}", group=_headed(look, line, shared))
        yield _row(look, page, line, sexes, shared)


def _headed(look: Look, line: IndicatorLine, unit: str) -> str:
    """The head of a group with the unit that all its indicators have."""
    title = look.tr.text(line.group)
    return (
        f"{line.group_number}  {title}, {unit}"
        if unit and unit not in title
        else (f"{line.group_number}  {title}")
    )


def _row(
    look: Look, page: CardPage, line: IndicatorLine, sexes: tuple[Sex, ...], shared: str
) -> GridRow:
    """``shared``: the unit that stands in the head of the group already."""
    unit = look.tr.text(line.unit) if not shared else ""
    title = look.tr.text(line.title)
    words = f"{title}, {unit}" if unit and unit not in title else title
    number = shown_number(look, line.number)
    cells = {
        "gutter": gutter(look, line.finding),
        "number": Cell(text=number, tone="text_2"),
        "title": Cell(text=words, tooltip=words),
        "value": _value(look, page, line),
        "working": _working(look, line),
        "mark": _mark(look, line.finding),
    }
    cells.update(_class_cells(look, line, sexes))
    return GridRow(key=line.number, cells=cells)


def shown_number(look: Look, number: str) -> str:
    """The number of an indicator with the letters of the language: 1.2б."""
    return number if look.language == "en" else number.replace("a", "а").replace("b", "б")


def _value(look: Look, page: CardPage, line: IndicatorLine) -> Cell:
    """The value with where it comes from; one written here alone on an inherited card is marked."""
    name = _PROVENANCE.get(line.provenance, "")
    sign = Sign(icon=name, meaning=look.tr(f"sign.{name}"), tone="accent") if name else None
    if line.number in page.peers.own:
        sign = Sign(icon="differs", meaning=look.tr("card.own"), tone="attention")
    if sign is None and line.working:
        sign = Sign(icon="computed", meaning=shown_working(look, line))
    problem = unread(look, line)
    if problem:
        icon, tone = SEVERITY_SIGN["warning"]
        sign = Sign(icon=icon, meaning=problem, tone=tone)  # type: ignore[arg-type]
    text = grouped(typed_text(line.value_text, look.language))
    return Cell(text=text, weight="medium", before=sign if text else None, editable=True,
                digits=bool(line.row), problem=problem)  # fmt: skip


def unread(look: Look, line: IndicatorLine) -> str:
    """That a value which is judged as a number is none, in words; else empty."""
    text = line.value_text.strip()
    judged = line.finding.value is not None or line.finding.proposed is not None
    if not text or not line.row or judged or line.finding.by_sex is not None:
        return ""
    return look.tr("card.no_number", text=text) if written_number(text) is None else ""


def _working(look: Look, line: IndicatorLine) -> Cell:
    if line.calc is None:
        return Cell(shaded=True)
    text = shown_working(look, line)
    sign = Sign(icon="computed", meaning=look.tr("sign.computed"))
    before = sign if text else None
    return Cell(text=text, tone="text_2", before=before, tooltip=text, editable=True, digits=True)


def shown_working(look: Look, line: IndicatorLine) -> str:
    """Arithmetic with its signs apart and the decimal sign of the language."""
    divides = line.calc is not None and line.calc.keys[-1] == DIVISOR
    parts = []
    for part in filter(str.strip, line.working.split(";")):
        *factors, last = read_factors(part)
        parts.append(f"{' × '.join(factors)} {'÷' if divides else '×'} {last}")
    whole = "; ".join(parts)
    return whole.replace(".", ",") if look.language != "en" else whole.replace(",", ".")


def read_factors(text: str) -> list[str]:
    """The factors of one product as typed."""
    return [part.strip() for part in re.split(r"[×xх*·∙⋅:÷/]", text, flags=re.IGNORECASE)]


def _class_cells(look: Look, line: IndicatorLine, sexes: tuple[Sex, ...]) -> dict[str, Cell]:
    hits = _hits(line.finding)
    lines = {each: _bound_lines(look, line, each, sexes, hits) for each in CLASSES}
    cells = {}
    for each, words in lines.items():
        hit = each in hits.values()
        text = "\n".join(words)
        if hit and len(words) == 1:
            text = f"{text} +".strip()
        cells[each.value] = Cell(
            text=text,
            tone="text_3",
            weight="strong" if hit else "normal",
            hit=each.value if hit else "",
        )
    return cells


def _hits(finding: Finding) -> dict[Sex, HazardClass]:
    """The class column that is met: one, or one for men and one for women."""
    if finding.by_sex is not None:
        return dict(finding.by_sex)
    decided = finding.decided
    return dict.fromkeys(Sex, decided) if decided is not None else {}


def _bound_lines(
    look: Look,
    line: IndicatorLine,
    column: HazardClass,
    sexes: tuple[Sex, ...],
    hits: Mapping[Sex, HazardClass],
) -> list[str]:
    """The bound of one column; two lines where men and women have different ones."""
    found = {}
    for sex in sexes:
        step = next((s for s in line.steps.get(sex, ()) if s.hazard_class == column), None)
        found[sex] = _number(look, step.text) if step is not None else ""
    texts = list(dict.fromkeys(found.values()))
    if len(texts) == 1 and len({hits.get(sex) for sex in sexes}) == 1:
        return texts
    return [
        f"{look.tr(f'sex_short.{sex.value}')} {text}{' +' if hits.get(sex) == column else ''}"
        for sex, text in found.items()
    ]


def _number(look: Look, text: str) -> str:
    sign, _, number = text.partition(" ")
    return f"{sign} {grouped(number.replace('.', ',') if look.language != 'en' else number)}"


def _mark(look: Look, finding: Finding) -> Cell:
    if finding.mark is None:
        return Cell(editable=True)
    if not finding.differs:
        return Cell(text=finding.mark.value, tone="text_2", editable=True)
    sign = Sign(icon="differs", meaning=look.tr("sign.differs"), tone="attention")
    return Cell(text=finding.mark.value, weight="strong", after=sign, editable=True)


def proposal_tag(finding: Finding) -> Tag:
    """The proposal of the card as a tag."""
    if finding.proposed is not None:
        return class_tag(finding.proposed, accepted=False)
    by_sex = finding.by_sex or {}
    return judgement_tag(
        Judgement(
            hazard_class=None,
            accepted=False,
            status=finding.status,
            men=by_sex.get(Sex.MEN),
            women=by_sex.get(Sex.WOMEN),
        )
    )


def proposal_words(look: Look, finding: Finding) -> str:
    """The word of the proposed class."""
    return look.class_word(finding.proposed) if finding.proposed is not None else ""


def counts_text(page: CardPage) -> str:
    """The counts written at the foot of the card."""
    names = [each.value for each in CLASSES]
    pairs = zip(names, page.counts_written, strict=False)
    return ", ".join(f"{name}: {count}" for name, count in pairs)


def beyond_form(finding: Finding) -> bool:
    """Whether the form has no column for the class of the whole card (criteria.md, C22)."""
    worst = finding.decided or finding.proposed
    return worst is not None and worst > CLASSES[-1]
