"""Tables of state norms in one plain shape: rows, columns, one permissible level a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, Period
from riskdesk.rules.finding import Verified
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.table import DataFault, Table

VERIFIED: tuple[Verified, ...] = ("source", "implementations", "memory")


def read_verified(table: Table) -> Verified:
    """How the numbers of a data file were verified; required."""
    word = table.text("verified")
    found = next((name for name in VERIFIED if name == word), None)
    if found is None:
        known = ", ".join(VERIFIED)
        raise DataFault("data-word", f"{table.place}: verified", value=word, known=known)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row: its number as printed, its words, its levels by column; ``doubtful``: a misprint."""

    id: str
    printed: str
    title: LocalizedText
    cells: Mapping[str, Decimal]
    doubtful: bool
    note: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class NormSheet:
    """One table of an act."""

    id: str
    title: LocalizedText
    act: str
    annex: str
    table: str
    unit: str
    columns: Mapping[str, LocalizedText]
    rows: Mapping[str, SheetRow]
    in_force: Period
    verified: Verified
    checked: date
    note: LocalizedText
    place: str

    @classmethod
    def of(cls, body: Table) -> "NormSheet":
        """The typed file."""
        force, checked = body.table("in_force"), body.day("checked")
        if checked is None:
            raise DataFault("data-missing", f"{body.place}: checked")
        columns = body.table("columns")
        sheet = cls(
            id=body.text("sheet"),
            title=body.localized("title"),
            act=body.text("act"),
            annex=body.text("annex"),
            table=body.text("table"),
            unit=body.text("unit"),
            columns={name: columns.localized(name) for name in columns},
            rows={entry.text("id"): _row(entry) for entry in body.tables("row")},
            in_force=Period(force.day("from"), force.day("to")),
            verified=read_verified(body),
            checked=checked,
            note=body.localized("note"),
            place=body.place,
        )
        for row in sheet.rows.values():
            for column in row.cells:
                if column not in sheet.columns:
                    known = ", ".join(sheet.columns)
                    place = f"{body.place}: {row.id}"
                    raise DataFault("data-word", place, value=column, known=known)
        return sheet

    def row(self, row: str, key: str) -> SheetRow:
        """The row of that id; ``UserError`` names the input ``key`` and the rows there are."""
        if row not in self.rows:
            raise UserError("input-word", name=key, value=row, allowed=", ".join(self.rows))
        return self.rows[row]

    def level(self, row: str, column: str) -> Decimal | None:
        """The level in a cell; ``None`` where the table has a dash."""
        return self.rows[row].cells.get(column)

    def clause(self, acts: Mapping[str, LocalizedText], row: SheetRow) -> Step:
        """The citation of a row."""
        params: dict[str, Param] = {"act": acts[self.act], "annex": self.annex, "table": self.table}
        return Step("clause-norm", {**params, "row": row.title})


def _row(entry: Table) -> SheetRow:
    cells = entry.table("cells")
    return SheetRow(
        id=entry.text("id"),
        printed=entry.text("printed", ""),
        title=entry.localized("title"),
        cells={name: cells.number(name) for name in cells},
        doubtful=entry.flag("doubtful"),
        note=entry.localized("note"),
    )


def read_sheets(folder: Path) -> Mapping[str, NormSheet]:
    """All tables of ``folder`` by id; of several editions the one that came in force last."""
    found: dict[str, NormSheet] = {}
    for file in sorted(folder.glob("*.toml")):
        sheet = NormSheet.of(Table.read(file, f"norms/{folder.name}/{file.name}"))
        other = found.get(sheet.id)
        if other is None or (other.in_force.first or date.min) < (sheet.in_force.first or date.min):
            found[sheet.id] = sheet
    return found
