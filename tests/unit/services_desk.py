"""A desk for tests of services: catalogs read once, a store in memory, sheets made of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from fakes import FakeClock, FakeStore

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Certification
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services import (
    import_cards,
    import_instruments,
    import_journal,
    import_points,
    import_staff,
)
from riskdesk.services.context import Context
from riskdesk.services.importing import ImportSummary
from riskdesk.services.ports import Cell, CellValue, Done, Sheet
from riskdesk.services.texts import Texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "samples" / "agro-55"
DAY = date(2026, 4, 10)

Rows = Sequence[Sequence[CellValue]]


@cache
def context() -> Context:
    return Context(
        catalog=Catalog.load(RESOURCES),
        risks=RiskCatalog.load(RESOURCES),
        texts=Texts.load(RESOURCES),
        clock=FakeClock(),
    )


def sheet(rows: Rows, merged: Mapping[str, tuple[int, int, int, int]] | None = None) -> Sheet:
    """Rows as a sheet; ``merged``: (first row, first column, last row, last column), from 1."""
    width = max(len(row) for row in rows)
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in (merged or {}).values():
        for at in range(top, bottom + 1):
            for column in range(left, right + 1):
                origins[at, column] = (top, left)
    cells = []
    for at in range(1, len(rows) + 1):
        line = []
        for column in range(1, width + 1):
            top, left = origins.get((at, column), (at, column))
            row = rows[top - 1]
            value = row[left - 1] if left <= len(row) else None
            into = None if (top, left) == (at, column) else (top, left)
            line.append(Cell(value, at, column, into))
        cells.append(tuple(line))
    return Sheet("Лист1", tuple(cells))


@dataclass(frozen=True)
class OneSheet:
    """A reader that knows one sheet."""

    sheet: Sheet

    def read(self, path: Path) -> Sheet:  # noqa: ARG002 - the protocol's
        return self.sheet


@dataclass
class Desk:
    """A store and the imports on it; text files are written into ``folder``."""

    folder: Path
    store: FakeStore = field(default_factory=FakeStore)
    context: Context = field(default_factory=context)

    def staff(self, rows: Rows, **told: object) -> ImportSummary:
        told = {"path": Path("Завод.xlsx"), "measured_on": DAY, **told}
        command = import_staff.ImportStaff(**told)  # type: ignore[arg-type]
        reader = OneSheet(sheet(rows))
        return summary(import_staff.run(command, self.store.unit_of_work(), self.context, reader))

    def positions(self, *lines: tuple[str, int]) -> ImportSummary:
        """A short staff list of one section."""
        return self.staff([["Должность", "Количество"], ["Цех", None], *lines])

    def journal(self, text: str | bytes, **told: object) -> ImportSummary:
        command = import_journal.ImportJournal(path=self.file("journal.csv", text), **told)  # type: ignore[arg-type]
        return summary(import_journal.run(command, self.store.unit_of_work(), self.context))

    def points(self, text: str) -> ImportSummary:
        command = import_points.ImportPoints(path=self.file("points.csv", text))
        return summary(import_points.run(command, self.store.unit_of_work(), self.context))

    def cards(self, text: str) -> ImportSummary:
        command = import_cards.ImportCards(path=self.file("cards.csv", text))
        return summary(import_cards.run(command, self.store.unit_of_work(), self.context))

    def instruments(self, text: str) -> ImportSummary:
        command = import_instruments.ImportInstruments(path=self.file("instruments.csv", text))
        return summary(import_instruments.run(command, self.store.unit_of_work(), self.context))

    def sample(self) -> Path:
        """Every file of the sample through the imports; its folder."""
        uow = self.store.unit_of_work
        staff = import_staff.ImportStaff(path=SAMPLE / "staff-list.xlsx", measured_on=DAY)
        import_staff.run(staff, uow(), self.context, StaffReader())
        journal = import_journal.ImportJournal(path=SAMPLE / "field-journal.csv")
        import_journal.run(journal, uow(), self.context)
        for name in ("points-microclimate", "points-light", "points-noise"):
            points = import_points.ImportPoints(path=SAMPLE / f"{name}.csv")
            import_points.run(points, uow(), self.context)
        for name in ("heaviness-cards", "tension-cards", "card-conclusions"):
            cards = import_cards.ImportCards(path=SAMPLE / f"{name}.csv")
            import_cards.run(cards, uow(), self.context)
        instruments = import_instruments.ImportInstruments(path=SAMPLE / "instruments.csv")
        import_instruments.run(instruments, uow(), self.context)
        return SAMPLE

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def dossier(self, certification: CertificationId | None = None) -> Dossier:
        with self.store.unit_of_work() as uow:
            known = uow.find(Certification)
            return uow.dossier(certification or known[0].id)


def summary(done: Done) -> ImportSummary:
    assert isinstance(done.value, ImportSummary)
    return done.value
