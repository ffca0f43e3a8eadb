"""The tables of the criteria book as rows of a grid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_book import BookLine, BookRow, CriterionPage, Edition
from riskdesk.services.queries_norms import NormLine, NormPage
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid_head import two_line_width
from riskdesk.ui.look import Look
from riskdesk.ui.tags import grouped

_CLASSES = {each.value for each in HazardClass}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RESULT, _WORDS, _FEW, _UNIT = 104, 150, 4, 58


def day(found: date | None) -> str:
    """A day as it is printed."""
    return found.strftime("%d.%m.%Y") if found else "–"


def printed(look: Look, text: str) -> str:
    """A cell as the language prints it: numbers, or the words of an indicator."""
    parts = text.split("; ")
    if all(f"book.word.{part}" in look.tr for part in parts):
        return "; ".join(look.tr(f"book.word.{part}") for part in parts)
    point = "." if look.language == "en" else ","
    return _NUMBER.sub(lambda found: grouped(found[0].replace(".", point)), text)


def result_word(look: Look, result: str) -> str:
    """A class with its word, or the word of a criterion that gives no class."""
    if result in _CLASSES:
        return f"{result} {look.class_word(HazardClass(result))}"
    return result


def _result_title(look: Look, page: CriterionPage, result: str) -> str:
    """The head of a column: a class, or the words of a result that is none."""
    title = page.result_titles.get(result)
    if result in _CLASSES or title is None:
        return result_word(look, result)
    return look.sentence(title)


def criterion_columns(look: Look, page: CriterionPage) -> tuple[Column, ...]:
    """Edition, unit, one column a class, clause."""
    tr = look.tr
    results = [
        Column(
            key=result,
            title=_result_title(look, page, result),
            kind="value",
            width=_RESULT if len(page.results) > _FEW and result in _CLASSES else _WORDS,
            wrap_head=True,
        )
        for result in page.results
    ]
    return (
        Column(key="edition", title=tr("book.edition"), width=172),
        Column(key="unit", title=tr("factors.unit"), width=_unit_width(look, page)),
        *results,
        Column(key="clause", title=tr("book.clause"), stretch=True, width=150),
    )


def _unit_width(look: Look, page: CriterionPage) -> int:
    """The room at 100 % of the longest unit on two lines: no word is broken."""
    units = {look.tr.text(line.unit) for row in page.rows for line in row.lines}
    measure = look.theme.metrics("micro").horizontalAdvance
    widest = max((two_line_width(unit, measure) for unit in units), default=0)
    return max(_UNIT, round(widest / look.theme.scale) + 17)


def criterion_rows(
    look: Look, page: CriterionPage, hits: Mapping[str, str], words: frozenset[str]
) -> Iterator[GridRow]:
    """Each row of the criterion in all rule sets; ``hits``: the class met, by rule set."""
    editions = {each.ruleset: each for each in page.editions}
    for row in page.rows:
        title = row_title(look, row)
        if title:
            yield GridRow(key=f"group/{'/'.join(row.path)}", group=title)
        for line in row.lines:
            hit = hits.get(line.ruleset, "") if set(row.path) <= words else ""
            yield _line(look, editions[line.ruleset], line, hit)


def row_title(look: Look, row: BookRow) -> str:
    """The words of a row; men, women and kinds of concentration after them."""
    parts = [look.tr.text(row.title)]
    parts += [look.tr(f"book.part.{p}") for p in row.path if f"book.part.{p}" in look.tr]
    return ", ".join(part for part in parts if part)


def _line(look: Look, edition: Edition, line: BookLine, hit: str) -> GridRow:
    tr = look.tr
    clause = tr.text(edition.clause)
    cells = {
        "edition": Cell(
            text=tr.text(edition.short), weight="medium", after=_change_sign(look, line)
        ),
        "unit": Cell(text="" if line.absent else tr.text(line.unit), tone="text_2"),
        "clause": Cell(
            text=clause,
            tone="text_3",
            tooltip=clause,
            folds=True,
            before=verified_sign(look, edition),
        ),
    }
    meaning = tr("book.differs" if line.change == "same" else "book.bound_changed")
    for result, text in line.cells.items():
        differs = result in line.differs
        sign = Sign(icon="differs", meaning=meaning, tone="attention")
        own = line.words.get(result)
        words = printed(look, text) if own is None else tr.text(own)
        cells[result] = Cell(
            text=words,
            weight="strong" if result == hit else "normal",
            hit=result if result == hit and result in _CLASSES else "",
            before=sign if differs and result != hit else None,
            tooltip=words,
        )
    if line.absent:
        cells["clause"] = Cell(text=tr("book.row_absent"), tone="attention")
    return GridRow(key=f"{line.ruleset}|{'/'.join(line.path)}", cells=cells)


def _change_sign(look: Look, line: BookLine | NormLine) -> Sign | None:
    """What became of a row from the first edition to the second."""
    if line.absent or line.change not in {"added", "removed"}:
        return None
    icon = "plus" if line.change == "added" else "close"
    return Sign(icon=icon, meaning=look.tr(f"book.row_{line.change}"), tone="attention")


def verified_sign(look: Look, edition: Edition) -> Sign:
    """How the numbers of an edition were verified."""
    meaning = look.tr(f"book.verified.{edition.verified}")
    if edition.verified == "source":
        return Sign(icon="tick", meaning=meaning, tone="ok")
    return Sign(icon="unverified", meaning=meaning, tone="attention")


def norm_columns(look: Look, page: NormPage) -> tuple[Column, ...]:
    """Row, words, one column a level."""
    tr = look.tr
    levels = []
    for column in page.columns:
        own = f"book.column.{column.key}"
        title = look.sentence(column.title) or (tr(own) if own in tr else column.key)
        if _NUMBER.fullmatch(title):  # the middle of an octave
            title = printed(look, title)
        levels.append(Column(key=f"level/{column.key}", title=title, kind="value", wrap_head=True))
    edition = Column(key="edition", title=tr("book.edition"), width=172)
    return (
        *((edition,) if page.compared else ()),
        Column(key="printed", title=tr("book.row"), width=72),
        Column(key="title", title=tr("book.words"), stretch=True, width=240),
        *levels,
    )


def norm_rows(look: Look, page: NormPage) -> Iterator[GridRow]:
    """The rows of a table of permissible levels."""
    days = {each.id: day(each.in_force.first) for each in page.known}
    for number, line in enumerate(page.lines):
        yield _norm_line(look, line, number, days.get(line.edition, ""))


def _norm_line(look: Look, line: NormLine, number: int, edition: str) -> GridRow:
    tr = look.tr
    title = tr.text(line.title)
    doubt = Sign(icon="unverified", meaning=tr("book.doubtful"), tone="attention")
    cells = {
        "printed": Cell(text=line.printed, tone="text_2"),
        "title": Cell(
            text=title,
            tooltip="\n".join(filter(None, (title, tr.text(line.note)))),
            after=doubt if line.doubtful else None,
        ),
    }
    for key, text in line.cells.items():
        cells[f"level/{key}"] = Cell(text=_level(look, key, tr.text(text)), weight="medium")
    if line.edition:
        cells["edition"] = Cell(text=edition, weight="medium", after=_change_sign(look, line))
    if line.change == "changed":
        sign = Sign(icon="differs", meaning=tr("book.bound_changed"), tone="attention")
        for column in line.differs:
            cell = cells.get(f"level/{column}", Cell(text="–", tone="text_2"))
            cells[f"level/{column}"] = replace(cell, before=sign)
    if line.absent:
        cells["title"] = Cell(text=tr("book.row_absent"), tone="attention", tooltip=title)
    return GridRow(key=str(number), cells=cells)


def _level(look: Look, key: str, text: str) -> str:
    """A cell of a table: a number, or words that the table knows."""
    if key in {"cas", "formula"}:
        return text
    names = [f"book.level.{word}" for word in text.split(", ")]
    if all(name in look.tr for name in names):
        return ", ".join(look.tr(name) for name in names)
    return printed(look, text)
