"""Importing a field journal: a whole file, or row by row as it is typed or piped in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import (
    Measurement,
    Position,
)
from riskdesk.services.context import Context
from riskdesk.services.file_places import number_of, place_rows
from riskdesk.services.headings import JOURNAL
from riskdesk.services.importing import (
    Cells,
    Tally,
    certification_for,
    check_target,
)
from riskdesk.services.journal_rows import JournalReader, JournalRow, measurement_of
from riskdesk.services.journal_workplaces import make_workplaces, put_position, put_workplace
from riskdesk.services.list_runs import add_beyond
from riskdesk.services.located import Problems, ProblemsFound
from riskdesk.services.point_stays import settle_points
from riskdesk.services.ports import Area, Done, UnitOfWork, UnitOfWorkFactory
from riskdesk.services.spelling import same_name
from riskdesk.services.stream_places import StreamPlaces, numbered
from riskdesk.services.text_table import (
    Record,
    first_line,
    layout_of,
    read_text,
    records,
    split_line,
)

LABEL = "import-journal"
STREAM = "journal"
"""The name of a journal that comes row by row, and of what is made for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportJournal:
    """Take a journal of measured values into a certification."""

    path: Path
    certification: str | None = None
    measured_on: date | None = None
    ruleset: str | None = None


def run(command: ImportJournal, uow: UnitOfWork, context: Context) -> Done:
    """Import the whole file in one transaction, or nothing."""
    text = read_text(command.path)
    with uow:
        done = apply(command, text, uow, context)
        uow.commit(done.label)
    return done


def apply(command: ImportJournal, text: str, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction, for a text already read."""
    name = command.path.name
    layout = layout_of(first_line(text), JOURNAL, name)
    problems = Problems(name)
    rows = records(text, layout, problems)
    certification, notes = certification_for(uow, command, context)
    day = command.measured_on or certification.measured_on
    dossier = uow.dossier(certification.id)
    tally = Tally(uow)
    if not dossier.workplaces:
        make_workplaces(rows, certification, tally)
        dossier = uow.dossier(certification.id)
        notes = (*notes, context.texts.say("note-workplaces-made", count=len(dossier.workplaces)))
    cells = Cells(layout, problems, context)
    placed = place_rows(rows, dossier, tally, context)
    reader = JournalReader(cells, context.catalog, placed.places.find)
    read = [row for record in rows if (row := reader.row(record)) is not None]
    problems.raise_any()
    _store(read, dossier, day, tally, context)
    kept = tally.note_kept(dossier.measurements, context)
    settled = settle_points(tally, uow.dossier(certification.id), context.catalog, context.texts)
    notes = (*notes, *placed.notes, *kept, *settled)
    return Done(
        changes=frozenset({Area.CERTIFICATIONS, Area.STRUCTURE, Area.MEASUREMENTS, Area.POINTS}),
        label=LABEL,
        value=tally.summary("journal", certification, len(read), notes),
    )


def _store(
    rows: Iterable[JournalRow], dossier: Dossier, day: date, tally: Tally, context: Context
) -> None:
    old = {(m.workplace_id, m.quantity): m for m in dossier.measurements}
    last: Counter[WorkplaceId] = Counter()
    for measurement in dossier.measurements:
        last[measurement.workplace_id] = max(last[measurement.workplace_id], measurement.ordinal)
    for row in rows:
        known = old.get((row.workplace.id, row.quantity))
        if known is None:
            last[row.workplace.id] += 1
        new = measurement_of(
            row,
            known,
            ordinal=last[row.workplace.id],
            day=day,
            instruments=dossier.instruments,
            catalog=context.catalog,
        )
        tally.put(known, new)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where rows that come alone go: read once, and again when a row made a workplace."""

    dossier: Dossier
    grows: bool


class JournalRows:
    """A journal that comes row by row; each row is committed before ``accept`` returns.

    The certification is found or made with the first row. Where no staff list was given, rows
    make their workplaces.
    """

    def __init__(
        self,
        header: str,
        certification: str | None,
        measured_on: date | None,
        uow_factory: UnitOfWorkFactory,
        context: Context,
        ruleset: str | None = None,
    ) -> None:
        self._command = ImportJournal(
            path=Path(STREAM),
            certification=certification,
            measured_on=measured_on,
            ruleset=ruleset,
        )
        self._layout = layout_of(header.lstrip("\ufeff"), JOURNAL, STREAM)
        with uow_factory() as uow:
            check_target(uow, self._command, context)
        self._units = uow_factory
        self._context = context
        self._target: _Target | None = None
        self._places = StreamPlaces()
        self._stored: set[tuple[WorkplaceId, str]] = set()
        self._row = 0

    def accept(self, line: str) -> None:
        """Store one row; ``ProblemsFound`` or another ``UserError`` leaves everything as it was."""
        self._row += 1
        problems = Problems(STREAM)
        record = split_line(line, self._layout, problems, self._row)
        problems.raise_any()
        if record is None:
            return
        with self._units() as uow:
            target = self._target or self._open(uow)
            grow = self._grown if target.grows else self._widened
            target = grow(record, target, uow)
            row = self._read(record, target, problems)
            self._store(row, target, uow)
            uow.commit(LABEL)
        self._target = target
        self._places.note(int(record["workplace_no"]), row.workplace)
        self._stored.add((row.workplace.id, row.quantity))

    def _open(self, uow: UnitOfWork) -> _Target:
        certification, _ = certification_for(uow, self._command, self._context)
        dossier = uow.dossier(certification.id)
        measured = {measurement.workplace_id for measurement in dossier.measurements}
        unnamed = not any(section.name.get("ru") for section in dossier.sections)
        made_by_rows = all(workplace.id in measured for workplace in dossier.workplaces)
        return _Target(dossier, grows=unnamed and made_by_rows)

    def _grown(self, record: Record, target: _Target, uow: UnitOfWork) -> _Target:
        """The target with the row's workplace; it joins the last line of the list or begins one."""
        number, name = number_of(record), record["position"]
        dossier, tally = target.dossier, Tally(uow)
        if number is None or not name or numbered(dossier, number) is not None:
            return target
        if not dossier.sections:
            make_workplaces([record], dossier.certification, tally)
        elif dossier.positions and same_name(_name_of(dossier.positions[-1]), name):
            last = dossier.positions[-1]
            tally.put(last, replace(last, headcount=last.headcount + 1))
            put_workplace(last, number, tally)
        else:
            put_position(dossier.sections[0], len(dossier.positions) + 1, name, [number], tally)
        return _Target(uow.dossier(dossier.certification.id), grows=True)

    def _widened(self, record: Record, target: _Target, uow: UnitOfWork) -> _Target:
        """The target with one more workplace of the position, where the row is beyond its count."""
        dossier = target.dossier
        position = self._places.beyond(record, dossier)
        if position is None:
            return target
        add_beyond(dossier, {position.id: 1}, Tally(uow))
        return _Target(uow.dossier(dossier.certification.id), grows=False)

    def _read(self, record: Record, target: _Target, problems: Problems) -> JournalRow:
        cells = Cells(self._layout, problems, self._context)
        find = self._places.places(record, target.dossier).find
        row = JournalReader(cells, self._context.catalog, find).row(record)
        if row is not None and (row.workplace.id, row.quantity) in self._stored:
            title = self._context.catalog.quantities[row.quantity].title
            cells.wrong(
                record, "quantity", "journal-row-again", number=row.workplace.number, quantity=title
            )
        problems.raise_any()
        if row is None:
            raise ProblemsFound(STREAM, ())
        return row

    def _store(self, row: JournalRow, target: _Target, uow: UnitOfWork) -> None:
        known = uow.find(Measurement, workplace_id=row.workplace.id)
        certification = target.dossier.certification
        tally = Tally(uow)
        old = next((one for one in known if one.quantity == row.quantity), None)
        tally.put(
            old,
            measurement_of(
                row,
                old,
                ordinal=max((one.ordinal for one in known), default=0) + 1,
                day=self._command.measured_on or certification.measured_on,
                instruments=target.dossier.instruments,
                catalog=self._context.catalog,
            ),
        )
        if target.dossier.points:
            catalog, texts = self._context.catalog, self._context.texts
            settle_points(tally, uow.dossier(certification.id), catalog, texts)


def _name_of(position: Position) -> str:
    return position.name.ru or position.name.kk
