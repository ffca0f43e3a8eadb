"""Proofs about the tables of the state norms: references, units, ranges, doubts that say why."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.acts import Acts
from riskdesk.rules.lint_tables import list_faults, tables_of
from riskdesk.rules.norms import MicroclimateNorm, NoiseNorm
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.sheets import NormSheet, SheetRow
from riskdesk.rules.table import DataFault, Table


def head_faults(body: Table, acts: Acts) -> Iterator[DataFault]:
    """The act, the table, the days, how it was verified."""
    if body.text("act") not in acts:
        yield DataFault("data-act", f"{body.place}: act", value=body.text("act"))
    body.text("annex")  # may be empty: not every act has annexes
    if not body.text("table"):
        yield DataFault("data-missing", f"{body.place}: table")
    yield from day_faults(body)
    for table in tables_of(body):
        yield from list_faults(table)


def day_faults(body: Table) -> Iterator[DataFault]:
    """How a file was verified and when, the days it is in force."""
    read_verified(body)
    if body.day("checked") is None:
        yield DataFault("data-missing", f"{body.place}: checked")
    force = body.table("in_force")
    first, last = force.day("from"), force.day("to")
    if first is None:
        yield DataFault("data-missing", f"{force.place}: from")
    elif last is not None and last < first:
        yield DataFault("data-range", force.place, low=first, high=last)


def sheet_faults(body: Table, acts: Acts, units: Mapping[str, object]) -> Iterator[DataFault]:
    """A table of rows and columns: known units, rows that differ, ranges without gap or overlap."""
    sheet = NormSheet.of(body, acts)
    for name, unit in (("unit", sheet.unit), *sheet.units.items()):
        if unit not in units and (unit or name == "unit"):
            yield DataFault("data-unit", f"{body.place}: {name}", value=unit)
    for name, title in (("title", sheet.title), *sheet.columns.items()):
        yield from _titled(title, f"{body.place}: {name}")
    ids = [entry.text("id") for entry in body.tables("row")]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield DataFault("data-twice", body.place, value=name)
    used = {name for row in sheet.rows.values() for name in row.columns}
    for name in sheet.columns:
        if name not in used:
            yield DataFault("data-missing", f"{body.place}: row: cells: {name}")
    for row in sheet.rows.values():
        yield from _row_faults(row, f"{body.place}: {row.id}")
    bands = body.flag("bands")
    for before, after in pairwise(sheet.rows.values()):
        yield from _between(before, after, f"{body.place}: {after.id}", bands=bands)


def _row_faults(row: SheetRow, place: str) -> Iterator[DataFault]:
    yield from _titled(row.title, place)
    if row.doubtful and not row.note.ru:
        yield DataFault("data-doubt", place)
    if row.low is not None and row.high is not None and row.low > row.high:
        yield DataFault("data-range", place, low=row.low, high=row.high)


def noise_faults(norm: NoiseNorm) -> Iterator[DataFault]:
    """Levels above zero, each row once."""
    place = norm.head.body.place
    numbers = [entry.integer("number") for entry in norm.head.body.tables("row")]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield DataFault("data-twice", place, value=number)
    for row in norm.rows.values():
        yield from _titled(row.title, f"{place}: {row.number}")
        for name, level in (("level", row.level), *row.octaves.items()):
            if level <= 0:
                yield DataFault("data-number", f"{place}: {row.number}: {name}")


def climate_faults(norm: MicroclimateNorm) -> Iterator[DataFault]:
    """Every category in both seasons; what is optimal is permitted, what is permanent temporary."""
    place = norm.head.body.place
    seasons = {season for season, _ in norm.rows}
    for season in sorted(seasons):
        for category in norm.categories:
            if (season, category) not in norm.rows:
                yield DataFault("data-missing", f"{place}: row: {season}: {category}")
    for (season, category), row in norm.rows.items():
        where = f"{place}: {season}: {category}"
        for inner, outer in ((row.optimal, row.permanent), (row.permanent, row.temporary)):
            yield from _inside(inner, outer, where)
        yield from _inside(Range(high=row.speed_optimal), Range(high=row.speed.high), where)
        yield from _inside(row.humidity_optimal, Range(high=Decimal(100)), where)


def _titled(title: LocalizedText, place: str) -> Iterator[DataFault]:
    if not title.ru.strip():
        yield DataFault("data-missing", f"{place}: title")


def _between(before: SheetRow, after: SheetRow, place: str, *, bands: bool) -> Iterator[DataFault]:
    """Two rows that follow each other; a doubtful one says itself what is wrong.

    ``bands``: the rows are bands by their middle, between which nothing is measured.
    """
    if before.doubtful or after.doubtful:
        return
    if before.high is not None and after.low is not None:
        if after.low < before.high:
            yield DataFault("data-overlap", place, value=after.low)
        elif not bands and after.low - before.high > _step(before.high, after.low):
            yield DataFault("data-hole", place, low=before.high, high=after.low)
    elif before.high is not None and after.high is not None:
        if after.high <= before.high:
            yield DataFault("data-sorted", place, name="high")
    elif before.low is not None and after.low is not None and before.low <= after.low:
        yield DataFault("data-sorted", place, name="low")


def _step(*printed: Decimal) -> Decimal:
    """One unit of the finest printed digit."""
    return max(Decimal(1).scaleb(int(n.as_tuple().exponent)) for n in printed)


def _inside(inner: Range, outer: Range, place: str) -> Iterator[DataFault]:
    for end in (inner.low, inner.high):
        if end is not None and end not in outer:
            yield DataFault("data-outside", place, value=end)
