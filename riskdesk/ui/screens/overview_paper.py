"""The overview on paper: each chart as a figure in the light look, and as a table for Excel."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from riskdesk.forms.document import (
    HEAD_SIZE,
    Cell,
    Document,
    Group,
    Number,
    Page,
    PaperLanguage,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
)
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_overview import BANDS, Overview
from riskdesk.ui.kit.chart_ink import DONE, LEFT, Ink
from riskdesk.ui.kit.chart_paper import Figure
from riskdesk.ui.look import Look
from riskdesk.ui.screens.overview_words import (
    CHARTS,
    STYLES,
    bars_of,
    decided_words,
    keys_of,
    label_of,
    paper_lines,
    title_of,
    word_of,
    worded,
)
from riskdesk.ui.tags import judgement_tag

ORDER = ("factors", "sections", "worst", "stages", "people", "progress")
"""Charts and the list, as they come on paper."""
_MOST_LINES = 60
_HEADS = ("code", "position", "decided_by", "class", "then")
_NARROW, _WIDE = 14.0, 60.0
_Value = str | int


def paper_ink(resources: Path, look: Look) -> Ink:
    """The light look at 100 %, whatever the window wears."""
    return Ink(Look.load(resources, look.language, "light").theme, paper=True)


def figures(found: Overview, row: CertificationRow, look: Look) -> dict[str, Figure]:
    """Every chart that has anything to show, by name."""
    tr, caption = look.tr, caption_of(found, row, look)
    keys = keys_of(found, look)
    made: dict[str, Figure] = {}
    for name in CHARTS:
        shown = worded(name, found, look)
        if shown.rows:
            bands = {part.band for each in shown.rows for part in each.parts}
            made[name] = Figure(
                title=f"{tr(f'overview.{name}')}: {shown.note}",
                caption=caption,
                rows=shown.rows,
                style=STYLES[name],
                keys=tuple(key for key in keys if key.band in bands),
            )
    if found.worst:
        shown_places = [found.spots[place] for place in found.worst[:_MOST_LINES]]
        rest = len(found.worst) - len(shown_places)
        made["worst"] = Figure(
            title=tr("overview.worst"),
            caption=f"{caption}; {tr('overview.worst_note', count=len(found.worst))}",
            lines=paper_lines(shown_places, look),
            heads=tuple(tr(f"overview.{key}") for key in _HEADS),
            foot=tr("overview.more", count=rest) if rest else "",
        )
    return {name: made[name] for name in ORDER if name in made}


def caption_of(found: Overview, row: CertificationRow, look: Look) -> str:
    """Whose charts they are."""
    return look.tr("overview.second", enterprise=row.enterprise, title=row.title, count=found.total)


def table_document(name: str, found: Overview, row: CertificationRow, look: Look) -> Document:
    """The numbers of a chart as a document for the writer of Excel files."""
    heads, lines, widths = _table(name, found, look)
    title = look.tr(f"overview.{name}")
    head: Row = tuple(
        Cell(lines=((Run(text, bold=True),),), align="center", size=HEAD_SIZE) for text in heads
    )
    body = Group(tuple(tuple(map(_cell, line)) for line in lines), whole=False)
    page = Page(landscape=name == "worst")
    scale = page.body / sum(widths)
    language: PaperLanguage = "kk" if look.language == "kk" else "ru"
    blocks = (
        Paragraph(lines=((Run(title, bold=True),),), leads=True),
        Paragraph(lines=((Run(caption_of(found, row, look)),),), size=9.0, leads=True),
        Table(
            widths=tuple(each * scale for each in widths),
            head=(head,),
            groups=(body,),
            before=2.0,
            main=True,
        ),
    )
    return Document(
        form=f"overview-{name}",
        title=title,
        language=language,
        page=page,
        parts=(Part(title, blocks),),
        dated=row.measured_on,
    )


def _table(
    name: str, found: Overview, look: Look
) -> tuple[Sequence[str], Sequence[Sequence[_Value]], Sequence[float]]:
    tr = look.tr
    lines: list[tuple[_Value, ...]]
    if name == "worst":
        keys = ("code", "position", "section", "decided_by", "class", "then")
        lines = [
            (
                spot.code,
                tr.text(spot.position),
                tr.text(spot.section),
                decided_words(spot, look),
                judgement_tag(spot.judgement).text,
                judgement_tag(spot.after).text if spot.after is not None else "",
            )
            for spot in (found.spots[place] for place in found.worst)
        ]
        widths = (22.0, _WIDE, _WIDE, _WIDE, _NARROW, 22.0)
        return [tr(f"overview.{key}") for key in keys], lines, widths
    if name == "progress":
        lines = [
            (tr(f"overview.{each.key}"), each.done, each.total - each.done, each.total)
            for each in found.shares
        ]
        spoken = [tr(f"overview.{each}_head") for each in (DONE, LEFT)]
        return [tr("overview.name"), *spoken, tr("overview.total")], lines, (_WIDE, 20, 20, 20)
    bars = found.sections if name == "sections" else bars_of(name, found)
    bands = [band for band in BANDS if any(band in bar.counts for bar in bars)]
    heads = [f"{label_of(band, look)} {word_of(band, look)}".strip() for band in bands]
    lines = [
        (title_of(bar, found, look), *(bar.counts.get(band, 0) for band in bands), bar.total)
        for bar in bars
    ]
    return (
        [tr("overview.name"), *heads, tr("overview.total")],
        lines,
        (_WIDE, *(20.0 for _ in bands), 20.0),
    )


def _cell(value: _Value) -> Cell:
    if isinstance(value, int):
        return Cell(number=Number(Decimal(value)), align="right")
    return Cell(lines=((Run(value),),))
