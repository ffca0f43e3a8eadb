"""The screen of instruments: the register, and what one instrument measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.desk import Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId, WorkplaceId
from riskdesk.domain.model import Instrument, Point
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.instruments import measures
from riskdesk.services.context import Context
from riskdesk.services.instrument_choice import Use, fault_in, quantity_title, unfit
from riskdesk.services.instrument_ranges import Measurable, measurables
from riskdesk.services.instruments_register import InstrumentRow, instrument_rows
from riskdesk.services.points_instruments import uses_of
from riskdesk.services.queries_snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class InstrumentsPage:
    """The register of a certification; ``day``: when it was measured, ``today``: the state shown.

    ``known``: what can be measured; ``files``: by instrument. ``catalog``: what typed ranges are
    judged by in the window's own thread.
    """

    rows: tuple[InstrumentRow, ...]
    day: date
    today: date
    known: tuple[Measurable, ...]
    files: Mapping[str, tuple[Attachment, ...]]
    catalog: Catalog

    def row(self, identity: str) -> InstrumentRow | None:
        """One instrument."""
        return next((row for row in self.rows if row.id == identity), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """A value that an instrument read. ``fault``: why it should not have, in words, or empty.

    ``workplace_id``: of a row of the journal; a point has none. ``subject``: quantity or family.
    """

    key: str
    place: LocalizedText
    subject: str
    quantity: LocalizedText
    value: str
    day: date
    fault: LocalizedText
    workplace_id: WorkplaceId | None = None


def instruments_page(snapshot: Snapshot, context: Context) -> InstrumentsPage:
    """The register in its order, as of today."""
    dossier = snapshot.dossier
    today = context.clock.now().astimezone().date()
    files: dict[str, list[Attachment]] = {}
    for each in dossier.attachments:
        if each.owner == "instrument":
            files.setdefault(each.owner_id, []).append(each)
    return InstrumentsPage(
        rows=instrument_rows(dossier, context.catalog, today),
        day=dossier.certification.measured_on,
        today=today,
        known=measurables(context.catalog),
        files={owner: tuple(found) for owner, found in files.items()},
        catalog=context.catalog,
    )


def measured_rows(
    snapshot: Snapshot, identity: InstrumentId, context: Context
) -> tuple[MeasuredRow, ...]:
    """What an instrument measured, values that it does not cover first."""
    instrument = snapshot.dossier.instrument_by_id.get(identity)
    if instrument is None:
        return ()
    found = [
        *_journal(snapshot.dossier, instrument, context),
        *_points(snapshot.dossier, instrument, context),
    ]
    return tuple(sorted(found, key=lambda row: not row.fault.ru))


def _journal(dossier: Dossier, instrument: Instrument, context: Context) -> Iterator[MeasuredRow]:
    for row in dossier.measurements:
        if row.instrument_id != instrument.id:
            continue
        workplace = dossier.workplace_by_id[row.workplace_id]
        code, name = dossier.code_of(workplace), dossier.position_of(workplace).name
        values = () if row.value is None else (row.value,)
        use = Use(quantity=row.quantity, day=row.measured_on, values=values)
        yield MeasuredRow(
            key=row.id,
            place=LocalizedText(f"{code} {name.kk}", f"{code} {name.ru}", f"{code} {name.en}"),
            subject=row.quantity,
            quantity=quantity_title(row.quantity, context.catalog),
            value=row.value_text,
            day=row.measured_on,
            fault=_fault(unfit(instrument, use, context.catalog), context),
            workplace_id=workplace.id,
        )


def _points(dossier: Dossier, instrument: Instrument, context: Context) -> Iterator[MeasuredRow]:
    day = dossier.certification.measured_on
    for point in dossier.points:
        if instrument.id not in point.instruments:
            continue
        catalog = context.catalog
        every = uses_of(point, day, catalog)
        own = (use for use in every if measures(instrument, use.quantity, catalog))
        uses = tuple(own) or every
        fault = fault_in(instrument, uses, catalog)
        label = " ".join(filter(None, (point.label, point.position_written, point.zone)))
        yield MeasuredRow(
            key=point.id,
            place=LocalizedText(label, label, label),
            subject=point.family,
            quantity=quantity_title(point.family, context.catalog),
            value=_readings(point, uses),
            day=point.measured_on or day,
            fault=_fault(fault, context),
        )


def _readings(point: Point, uses: tuple[Use, ...]) -> str:
    texts = (point.readings.get(use.quantity, "") for use in uses)
    return " / ".join(filter(None, texts))


def _fault(error: UserError | None, context: Context) -> LocalizedText:
    return LocalizedText() if error is None else context.texts.error(error)
