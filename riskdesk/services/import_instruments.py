"""Importing instruments with their verifications, and linking values to them."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId, uuid7
from riskdesk.domain.model import Certification, Instrument
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.instruments import measures
from riskdesk.services.context import Context
from riskdesk.services.headings import INSTRUMENTS
from riskdesk.services.importing import Cells, Tally, certification_for
from riskdesk.services.instrument_choice import choose_instrument, covers
from riskdesk.services.located import Problems
from riskdesk.services.points_instruments import Linking
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import folded
from riskdesk.services.text_table import Record, first_line, layout_of, read_text, records


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportInstruments:
    """Take a list of instruments into a certification."""

    path: Path
    certification: str | None = None
    measured_on: date | None = None
    ruleset: str | None = None


def run(command: ImportInstruments, uow: UnitOfWork, context: Context) -> Done:
    """Import the whole file in one transaction, or nothing."""
    text = read_text(command.path)
    with uow:
        done = apply(command, text, uow, context)
        uow.commit(done.label)
    return done


def apply(command: ImportInstruments, text: str, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction; values measured before are linked anew."""
    name = command.path.name
    layout = layout_of(first_line(text), INSTRUMENTS, name)
    problems = Problems(name)
    rows = records(text, layout, problems)
    certification, notes = certification_for(uow, command, context)
    cells = Cells(layout, problems, context)
    read = _read(rows, certification, cells, context)
    problems.raise_any()
    dossier = uow.dossier(certification.id)
    tally = Tally(uow)
    known = {(one.name, one.certificate): one for one in dossier.instruments}
    for instrument in read:
        old = known.get((instrument.name, instrument.certificate))
        tally.put(old, replace(instrument, id=old.id) if old else instrument)
    kept = tally.note_kept(dossier.instruments, context)
    summary = tally.summary(
        "instruments", certification, len(read), (*notes, *_notes(read, context), *kept)
    )
    link_instruments(uow.dossier(certification.id), uow, context.catalog)
    return Done(
        changes=frozenset({Area.CERTIFICATIONS, Area.INSTRUMENTS, Area.MEASUREMENTS, Area.POINTS}),
        label="import-instruments",
        value=summary,
    )


def link_instruments(dossier: Dossier, uow: UnitOfWork, catalog: Catalog) -> None:
    """Give each value its instrument, unless the one it has covers its quantity and day.

    Rows of points have one for each quantity.
    """
    by_id = dossier.instrument_by_id
    for row in dossier.measurements:
        own = by_id.get(row.instrument_id) if row.instrument_id else None
        fits = own is not None and measures(own, row.quantity, catalog)
        if own is not None and fits and covers(own, row.measured_on):
            continue
        best = choose_instrument(dossier.instruments, row.quantity, row.measured_on, catalog)
        if best != row.instrument_id:
            uow.replace(replace(row, instrument_id=best))
    linking = Linking(dossier.certification, dossier.instruments, catalog)
    for point in dossier.points:
        linked = linking.imported(point)
        if linked != point:
            uow.replace(linked)


def _read(
    rows: list[Record], certification: Certification, cells: Cells, context: Context
) -> list[Instrument]:
    found: dict[tuple[str, str], Instrument] = {}
    for record in rows:
        name, certificate = record["instrument"], record["certificate"]
        verified, until = cells.day(record, "verified_on"), cells.day(record, "valid_until")
        quantities = _quantities(record["quantities"], context.catalog)
        if not name:
            cells.wrong(record, "instrument", "cell-empty")
        if not quantities:
            cells.wrong(record, "quantities", "cell-empty")
        if verified is not None and until is not None and until < verified:
            cells.wrong(
                record, "valid_until", "instrument-dates", until=record["valid_until"],
                verified=record["verified_on"],
            )  # fmt: skip
        if (name, certificate) in found:
            cells.wrong(record, "instrument", "instrument-twice", certificate=certificate)
            continue
        found[name, certificate] = Instrument(
            id=InstrumentId(uuid7()),
            certification_id=certification.id,
            name=name,
            quantities=quantities,
            certificate=certificate,
            verified_on=verified,
            valid_until=until,
        )
    return list(found.values())


def _quantities(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Ids of quantities or factors; a name that is not known stays as it is written."""
    names: dict[str, str] = {}
    titles = {spec.id: spec.title for spec in catalog.columns.values()}
    titles |= {family.id: family.title for family in catalog.families.values()}
    for known, title in titles.items():
        for name in (known, title.kk, title.ru, title.en):
            names.setdefault(folded(name), known)
    if folded(text) in names:
        return (names[folded(text)],)
    parts = [part.strip() for part in re.split(r"[,/|]", text) if part.strip()]
    return tuple(dict.fromkeys(names.get(folded(part), part) for part in parts))


def _notes(read: list[Instrument], context: Context) -> tuple[LocalizedText, ...]:
    catalog = context.catalog
    known = {*catalog.columns, *catalog.families}
    return tuple(
        context.texts.say("note-quantity-unknown", quantity=quantity, instrument=instrument.name)
        for instrument in read
        for quantity in instrument.quantities
        if quantity not in known
    )
