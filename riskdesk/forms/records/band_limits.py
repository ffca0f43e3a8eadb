"""The level of each column where one judgement compares several with a table of the norms.

These levels are in the unit of their column (``Limit.unit`` is empty).
"""

from collections.abc import Callable, Mapping

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, Range
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import JudgeSpec
from riskdesk.rules.finding import Limit
from riskdesk.rules.row_reading import Row
from riskdesk.rules.sheets import NormSheet, SheetRow

Limits = Mapping[str, Limit]
UNIPOLARITY = "unipolarity"
"""What stands for the ratio of positive to negative air ions, which is no column."""


def band_limits(source: Source, judge: JudgeSpec, row: Row) -> Limits:
    """Levels by column; empty where one number meets one level or the table has no row."""
    criterion = source.criterion(judge.criterion)
    way = _WAYS.get(criterion.method) if criterion is not None else None
    if criterion is None or way is None:
        return {}
    try:
        return way(source, criterion, judge, row)
    except UserError:
        return {}


def _octaves(source: Source, criterion: Criterion, judge: JudgeSpec, row: Row) -> Limits:
    bands = judge.inputs.get("bands")
    work = judge.inputs.get("work")
    if not isinstance(bands, tuple) or not isinstance(work, str):
        return {}
    sheet = criterion.norm(criterion.body.text("norm"))
    line = sheet.row(row.word(work), "work")
    return {
        band["l_db"]: _limit(source, sheet, line, band["band_hz"].removeprefix("#"))
        for band in bands
    }


def _ultraviolet(source: Source, criterion: Criterion, judge: JudgeSpec, row: Row) -> Limits:
    regime = row.word("uv_regime") or "uncovered"
    sheet = criterion.norm("uv" if regime == "uncovered" else "uv-covered")
    line = sheet.row(regime, "regime")
    found = {}
    for key, column in judge.inputs.items():
        joint = "uvbc_wm2" if key in {"uvb_wm2", "uvc_wm2"} and "uvbc_wm2" in line.cells else key
        if joint in line.cells and isinstance(column, str):
            found[column] = _limit(source, sheet, line, joint)
    return found


def _ions(source: Source, criterion: Criterion, judge: JudgeSpec, _row: Row) -> Limits:
    """Both counts and, under ``UNIPOLARITY``, their ratio, which the judgement compares as well."""
    sheet = criterion.norm("air-ions")
    least, most = sheet.row("least", "row"), sheet.row("greatest", "row")
    names = {key: column for key, column in judge.inputs.items() if isinstance(column, str)}
    title = joined((least.title, most.title), ", ")
    return {
        column: _ranged(source, sheet, title, Range(least.cells[key], most.cells[key]))
        for key, column in {**names, "ratio": UNIPOLARITY}.items()
        if key in least.cells and key in most.cells
    }


def _limit(source: Source, sheet: NormSheet, row: SheetRow, column: str) -> Limit:
    return _ranged(source, sheet, row.title, Range(high=sheet.level(row, column)))


def _ranged(source: Source, sheet: NormSheet, row: LocalizedText, found: Range) -> Limit:
    clause = source.catalog.phrases.say(sheet.clause(row))
    return Limit(range=found, unit="", clause=clause, verified=sheet.verified)


_WAYS: Mapping[str, Callable[[Source, Criterion, JudgeSpec, Row], Limits]] = {
    "octaves": _octaves,
    "ultraviolet": _ultraviolet,
    "air-ions": _ions,
}
