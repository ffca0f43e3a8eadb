"""Tables of state norms in one plain shape: rows, columns, one permissible level a cell.

``norms/physical`` holds what criteria ask for their limits, ``norms/reference`` what people read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, Period, Range
from riskdesk.rules.acts import Acts
from riskdesk.rules.finding import Verified
from riskdesk.rules.outcome import Param, Step, Unit
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.table import DataFault, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row: its number as printed, its words, its levels by column.

    A cell is a level in ``cells``, a range of permitted values in ``ranges``, or words in
    ``words``. ``low`` to ``high``: what the row is for, where that is a range (hours, minutes, kHz,
    MHz, °C); the upper end belongs to it. ``doubtful``: a cell looks misprinted in the source,
    ``note`` says which and why.
    """

    id: str
    printed: str
    title: LocalizedText
    cells: Mapping[str, Decimal]
    ranges: Mapping[str, Range]
    words: Mapping[str, LocalizedText]
    low: Decimal | None
    high: Decimal | None
    doubtful: bool
    note: LocalizedText

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold anything."""
        return (*self.cells, *self.ranges, *self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class NormSheet:
    """One table of an act.

    ``units``: of the columns that are not in ``unit``; empty where a column has none.
    """

    id: str
    title: LocalizedText
    act: str
    act_short: LocalizedText
    annex: str
    table: str
    unit: str
    units: Mapping[str, str]
    columns: Mapping[str, LocalizedText]
    rows: Mapping[str, SheetRow]
    in_force: Period
    verified: Verified
    checked: date
    note: LocalizedText
    place: str

    @classmethod
    def of(cls, body: Table, acts: Acts) -> "NormSheet":
        """The typed file."""
        if body.text("act") not in acts:
            raise DataFault("data-act", f"{body.place}: act", value=body.text("act"))
        force, checked = body.table("in_force"), body.day("checked")
        if checked is None:
            raise DataFault("data-missing", f"{body.place}: checked")
        columns, units = body.table("columns"), body.table("units")
        sheet = cls(
            id=body.text("sheet"),
            title=body.localized("title"),
            act=body.text("act"),
            act_short=acts[body.text("act")].short,
            annex=body.text("annex"),
            table=body.text("table"),
            unit=body.text("unit"),
            units={name: units.text(name) for name in units},
            columns={name: columns.localized(name) for name in columns},
            rows={entry.text("id"): _row(entry) for entry in body.tables("row")},
            in_force=Period(force.day("from"), force.day("to")),
            verified=read_verified(body),
            checked=checked,
            note=body.localized("note"),
            place=body.place,
        )
        used = [(row.id, name) for row in sheet.rows.values() for name in row.columns]
        for where, column in (*used, *(("units", name) for name in sheet.units)):
            if column not in sheet.columns:
                known = ", ".join(sheet.columns)
                raise DataFault("data-word", f"{body.place}: {where}", value=column, known=known)
        return sheet

    def row(self, row: str, key: str) -> SheetRow:
        """The row of that id; ``UserError`` names the input ``key`` and the rows there are."""
        if row not in self.rows:
            raise UserError("input-word", name=key, value=row, allowed=", ".join(self.rows))
        return self.rows[row]

    def at(self, value: Decimal, key: str) -> SheetRow:
        """The first row whose range holds ``value``; ``UserError`` names the input and ranges."""
        for row in self.rows.values():
            low, high = row.low, row.high
            if (low is None or low <= value) and (high is None or value <= high):
                return row
        ranges = ", ".join(row.id for row in self.rows.values())
        raise UserError("input-word", name=key, value=str(value), allowed=ranges)

    def level(self, row: SheetRow, column: str) -> Decimal:
        """The level in a cell; ``UserError`` where the table has a dash."""
        if column not in row.cells:
            raise UserError("norm-absent", row=row.id, column=column)
        return row.cells[column]

    def limit_step(self, row: SheetRow, limit: Decimal, unit: str = "") -> Step:
        """The level with its citation."""
        key = "limit-doubtful" if row.doubtful else "limit-norm"
        where = self.clause(row.title)
        return Step(key, {"limit": limit, "unit": Unit(unit or self.unit), "where": where})

    def clause(self, row: LocalizedText) -> Step:
        """The citation of a row."""
        params: dict[str, Param] = {
            "act": self.act_short,
            "annex": self.annex,
            "table": self.table,
            "row": row,
        }
        return Step("clause-norm" if self.annex else "clause-norm-table", params)


def _row(entry: Table) -> SheetRow:
    cells = entry.table("cells")
    kinds = {name: type(value) for name, value in cells.data.items()}
    return SheetRow(
        id=entry.text("id"),
        printed=entry.text("printed", ""),
        title=entry.localized("title"),
        cells={name: cells.number(name) for name in cells if kinds[name] not in (list, dict)},
        ranges={name: _range(cells, name) for name in cells if kinds[name] is list},
        words={name: cells.localized(name) for name in cells if kinds[name] is dict},
        low=entry.optional_number("low"),
        high=entry.optional_number("high"),
        doubtful=entry.flag("doubtful"),
        note=entry.localized("note"),
    )


def _range(cells: Table, name: str) -> Range:
    ends = cells.numbers(name)
    if len(ends) != 2:
        raise DataFault("data-numbers", f"{cells.place}: {name}")
    if ends[0] > ends[1]:
        raise DataFault("data-range", f"{cells.place}: {name}", low=ends[0], high=ends[1])
    return Range(*ends)


def read_sheets(folder: Path, acts: Acts) -> tuple[NormSheet, ...]:
    """All editions of all tables of ``folder``, of one table the older ones first."""
    files = sorted(folder.glob("*.toml"))
    found = [NormSheet.of(Table.read(file, f"norms/{folder.name}/{file.name}"), acts)
             for file in files]  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.in_force.first or date.min))


def newest(editions: Iterable[NormSheet]) -> Mapping[str, NormSheet]:
    """Of each table by its id the edition that came in force last."""
    return {sheet.id: sheet for sheet in editions}
