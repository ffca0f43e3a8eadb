"""Importing cards of heaviness and tension, and the conclusions at their feet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, CardFoot, CardKind, Mark, Workplace
from riskdesk.domain.values import HazardClass
from riskdesk.services.context import Context
from riskdesk.services.file_places import FilePlaces, place_rows
from riskdesk.services.headings import CARDS, CONCLUSIONS
from riskdesk.services.importing import Cells, Tally, certification_for
from riskdesk.services.located import Problems
from riskdesk.services.point_stays import settle_points
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.text_table import (
    Layout,
    Record,
    first_line,
    has_fields,
    layout_of,
    read_text,
    records,
)

CardFile = Literal["heaviness", "tension", "conclusions"]

COUNTED = ("1", "2", "3.1", "3.2")
"""The classes counted at the foot of a tension card, in its order."""

_LETTERS = str.maketrans("абв", "abc")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCards:
    """Take cards, or the conclusions at their feet, into a certification."""

    path: Path
    certification: str | None = None
    measured_on: date | None = None
    ruleset: str | None = None


def run(command: ImportCards, uow: UnitOfWork, context: Context) -> Done:
    """Import the whole file in one transaction, or nothing."""
    text = read_text(command.path)
    with uow:
        done = apply(command, text, uow, context)
        uow.commit(done.label)
    return done


def apply(command: ImportCards, text: str, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction, for a text already read."""
    name = command.path.name
    header = first_line(text)
    conclusions = has_fields(header, CONCLUSIONS)
    layout = layout_of(header, CONCLUSIONS if conclusions else CARDS, name)
    problems = Problems(name)
    rows = records(text, layout, problems)
    certification, notes = certification_for(uow, command, context)
    dossier = uow.dossier(certification.id)
    if not dossier.workplaces:
        raise UserError("import-workplaces-first", file=name)
    kind: CardFile = "conclusions" if conclusions else card_of(rows, layout, context)
    cells = Cells(layout, problems, context)
    tally = Tally(uow)
    placed = place_rows(rows, dossier, tally, context)
    writer = _Cards(dossier, tally, cells, context, placed.places)
    read = writer.read_conclusions(rows) if kind == "conclusions" else writer.read_card(rows, kind)
    problems.raise_any()
    writer.store(read)
    if kind == "conclusions":
        kept = tally.note_kept(dossier.card_feet, context)
    else:
        entries = [entry for entry in dossier.card_entries if entry.card == kind]
        kept = tally.note_kept(entries, context)
    notes = (*notes, *placed.notes, *kept)
    areas = {Area.CERTIFICATIONS, Area.CARDS, Area.MARKS}
    if placed.grown:
        areas |= {Area.STRUCTURE, Area.POINTS}
        dossier = uow.dossier(certification.id)
        notes = (*notes, *settle_points(tally, dossier, context.catalog, context.texts))
    return Done(
        changes=frozenset(areas),
        label="import-cards",
        value=tally.summary(kind, certification, len(rows), notes),
    )


def card_of(rows: list[Record], layout: Layout, context: Context) -> CardKind:
    """Which card the rows are of: by indicators that only one has, else by its column of values."""
    numbers = {indicator_number(record["indicator"]) for record in rows}
    own = {
        card: {spec.number for spec in context.catalog.indicators[card]}
        for card in ("heaviness", "tension")
    }
    heaviness = len(numbers & (own["heaviness"] - own["tension"]))
    tension = len(numbers & (own["tension"] - own["heaviness"]))
    if heaviness != tension:
        return "heaviness" if heaviness > tension else "tension"
    return "heaviness" if "value_written" in layout.columns else "tension"


def indicator_number(text: str) -> str:
    """An indicator as the catalog numbers it: ``1.2а`` in any alphabet is ``1.2a``."""
    return text.casefold().strip(" .").replace(",", ".").replace(" ", "").translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one row says: an entry or a foot, and marks by subject; ``None`` takes one away."""

    workplace: Workplace
    part: CardEntry | None
    feet: tuple[CardFoot, ...]
    marks: Mapping[str, HazardClass | None]


class _Cards:
    def __init__(
        self,
        dossier: Dossier,
        tally: Tally,
        cells: Cells,
        context: Context,
        places: FilePlaces,
    ) -> None:
        self.tally = tally
        self._dossier = dossier
        self._cells = cells
        self._catalog = context.catalog
        self._places = places
        self._first: dict[tuple[WorkplaceId, str], int] = {}

    def read_card(self, rows: list[Record], card: CardKind) -> list[_Read]:
        known = {spec.number for spec in self._catalog.indicators[card]}
        read = []
        for record in rows:
            workplace = self._places.find(record, self._cells)
            number = indicator_number(record["indicator"])
            marked = self._cells.hazard_class(record, "class_marked")
            if card == "tension" and marked is not None and str(marked) not in COUNTED:
                self._cells.wrong(
                    record, "class_marked", "class-not-on-card",
                    text=record["class_marked"], known=", ".join(COUNTED),
                )  # fmt: skip
            if number not in known:
                self._cells.wrong(
                    record, "indicator", "indicator-unknown", text=record["indicator"],
                    known=", ".join(spec.number for spec in self._catalog.indicators[card]),
                )  # fmt: skip
                continue
            if workplace is None or self._repeated(record, workplace, number, "indicator"):
                continue
            entry = CardEntry(
                id=uuid7(),
                workplace_id=workplace.id,
                card=card,
                indicator=number,
                value_text=record["value_written"],
                position_written=record["position"],
            )
            read.append(_Read(workplace, entry, (), {f"{card}/{number}": marked}))
        return read

    def read_conclusions(self, rows: list[Record]) -> list[_Read]:
        read = []
        for record in rows:
            workplace = self._places.find(record, self._cells)
            concluded: dict[str, HazardClass | None] = {
                card: self._cells.hazard_class(record, card) for card in ("heaviness", "tension")
            }
            counts = self._counts(record)
            if workplace is None or self._repeated(record, workplace, "", "workplace_no"):
                continue
            feet = (
                _foot(workplace, "heaviness", (), record),
                _foot(workplace, "tension", counts, record),
            )
            read.append(_Read(workplace, None, feet, concluded))
        return read

    def _counts(self, record: Record) -> tuple[int, ...]:
        texts = [record[f"count_{name}"] for name in COUNTED]
        if not any(texts):
            return ()
        counts = []
        for name, text in zip(COUNTED, texts, strict=True):
            if text.isascii() and text.isdigit() and len(text) < 4:
                counts.append(int(text))
            elif text in {"", "-", "–"}:
                counts.append(0)
            else:
                self._cells.wrong(record, f"count_{name}", "count-not-read", text=text)
        return tuple(counts)

    def _repeated(self, record: Record, workplace: Workplace, number: str, name: str) -> bool:
        first = self._first.setdefault((workplace.id, number), record.line)
        if first == record.line:
            return False
        self._cells.wrong(record, name, "card-row-twice", number=workplace.number, first=first)
        return True

    def store(self, read: list[_Read]) -> None:
        entries = {(e.workplace_id, e.card, e.indicator): e for e in self._dossier.card_entries}
        feet = {(f.workplace_id, f.card): f for f in self._dossier.card_feet}
        for row in read:
            if row.part is not None:
                old = entries.get((row.workplace.id, row.part.card, row.part.indicator))
                self.tally.put(old, replace(row.part, id=old.id) if old else row.part)
            for foot in row.feet:
                had = feet.get((row.workplace.id, foot.card))
                self.tally.put(had, replace(foot, id=had.id) if had else foot)
            for subject, marked in row.marks.items():
                self._put_mark(row.workplace, subject, marked)

    def _put_mark(self, workplace: Workplace, subject: str, marked: HazardClass | None) -> None:
        old = self._dossier.mark_of(workplace, subject)
        if marked is None:
            if old is not None:
                self.tally.drop(old)
            return
        if old is not None and old.hazard_class is marked:
            self.tally.put(old, old)
            return
        mark = Mark(id=uuid7(), workplace_id=workplace.id, subject=subject, hazard_class=marked)
        self.tally.put(old, replace(mark, id=old.id) if old else mark)


def _foot(
    workplace: Workplace, card: CardKind, counts: tuple[int, ...], record: Record
) -> CardFoot:
    return CardFoot(
        id=uuid7(),
        workplace_id=workplace.id,
        card=card,
        counts=counts,
        position_written=record["position"],
    )
