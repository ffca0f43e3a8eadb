"""The lines under the sheet: refused cells, what the check says of rows, what is undecided."""

from collections.abc import Callable
from functools import partial

from riskdesk.services.points_page import PointRow
from riskdesk.services.queries_points import undecided, without_instrument
from riskdesk.ui.kit.messages import Message
from riskdesk.ui.look import Look
from riskdesk.ui.screens.points_sheet import PointsSheet

_SUMMED = frozenset({"uncertainty-undecided", "point-ambiguous"})
"""Said of all rows together."""
_ORDER = {"error": 0, "warning": 1, "info": 2}


def messages_of(
    look: Look,
    sheet: PointsSheet,
    choose_all: Callable[[], object],
    place_first: Callable[[], object],
) -> list[Message]:
    """Refused texts first, then the gaps of many rows, then problems by their weight."""
    return [
        *_refused(sheet),
        *_unplaced(look, sheet, place_first),
        *_without_instrument(look, sheet, choose_all),
        *_gaps(look, sheet),
        *_undecided(look, sheet),
        *_problems(look, sheet),
    ]


def _refused(sheet: PointsSheet) -> list[Message]:
    titles = {column.key: column.title for column in sheet.columns}
    return [
        Message(
            "error",
            ", ".join(filter(None, (sheet.live.point(row).label, titles.get(column, "")))),
            words,
            partial(_go, sheet, row, column),
        )
        for row, column, words in sheet.grid.problems()
    ]


def _unplaced(look: Look, sheet: PointsSheet, place_first: Callable[[], object]) -> list[Message]:
    bare = sum(not row.stays for row in sheet.live.answer.page.rows)
    if not bare:
        return []
    words = look.tr("points.unplaced", count=bare)
    return [Message("warning", look.tr("points.unplaced_link"), words, place_first)]


def _without_instrument(
    look: Look, sheet: PointsSheet, choose_all: Callable[[], object]
) -> list[Message]:
    rows = sheet.live.answer.page.rows
    bare = sum(map(without_instrument, rows))
    if not bare:
        return []
    words = look.tr("points.bare", count=bare)
    return [Message("warning", look.tr("points.bare_link"), words, choose_all)]


def _gaps(look: Look, sheet: PointsSheet) -> list[Message]:
    """What rows that were begun still need."""
    return [
        Message(
            "warning",
            row.point.label,
            look.sentence(part.trace[0]),
            partial(_go, sheet, row.point.id, part.column),
        )
        for row in sheet.live.answer.page.rows
        if row.point.readings
        for part in row.parts
        if part.column and part.trace and part.status in {"not-measured", "wrong-input"}
    ]


def _undecided(look: Look, sheet: PointsSheet) -> list[Message]:
    rows = [row for row in sheet.live.answer.page.rows if any(map(undecided, row.parts))]
    if not rows:
        return []
    link = rows[0].point.label
    words = look.tr("points.undecided", count=len(rows))
    return [Message("warning", link, words, partial(_go, sheet, rows[0].point.id, ""))]


def _problems(look: Look, sheet: PointsSheet) -> list[Message]:
    found = [
        (problem, row)
        for row in sheet.live.answer.page.rows
        for problem in row.problems
        if problem.open and problem.code not in _SUMMED
    ]
    found.sort(key=lambda each: _ORDER[each[0].severity])
    tr = look.tr
    return [
        Message(
            problem.severity,
            row.point.label,
            tr.text(problem.line),
            partial(_go, sheet, row.point.id, column_at_fault(row)),
            tr.text(problem.message),
        )
        for problem, row in found
    ]


def column_at_fault(row: PointRow) -> str:
    """The column of a row that is empty or wrong; "" where none is."""
    return next((part.column for part in row.parts if part.column), "")


def _go(sheet: PointsSheet, row: str, column: str) -> None:
    sheet.go_to(row, column or sheet.cells.main)
