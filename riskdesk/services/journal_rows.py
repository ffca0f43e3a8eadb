"""Rows of a field journal: read, checked, and put at their workplace."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import Instrument, Measurement, Workplace
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.specs import QuantitySpec
from riskdesk.services.importing import Cells
from riskdesk.services.instrument_choice import choose_instrument
from riskdesk.services.spelling import folded
from riskdesk.services.text_table import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One readable row of the journal."""

    workplace: Workplace
    quantity: str
    value: Decimal | None
    value_text: str
    unit: str
    method: str
    norm: str
    position: str


FindWorkplace = Callable[[Record, Cells], Workplace | None]
"""Finds the workplace of a row, or notes why not."""


class JournalReader:
    """Turns records into rows; what is wrong becomes a located problem."""

    def __init__(self, cells: Cells, catalog: Catalog, find: FindWorkplace) -> None:
        self._cells = cells
        self._catalog = catalog
        self._find = find
        self._seen: dict[tuple[WorkplaceId, str], int] = {}
        self._names = _quantity_names(catalog)

    def row(self, record: Record) -> JournalRow | None:
        """The row, or ``None`` and its problems."""
        workplace = self._find(record, self._cells)
        quantity = self._quantity(record)
        value = self._cells.measured(record, "value", quantity.id if quantity else "")
        unit = self._unit(record, quantity) if quantity is not None else None
        if workplace is None or quantity is None or unit is None:
            return None
        first = self._seen.setdefault((workplace.id, quantity.id), record.line)
        if first != record.line:
            self._cells.wrong(
                record, "quantity", "journal-row-twice",
                number=workplace.number, quantity=quantity.title, first=first,
            )  # fmt: skip
            return None
        return JournalRow(
            workplace=workplace,
            quantity=quantity.id,
            value=value,
            value_text=record["value"],
            unit=unit,
            method=record["method"],
            norm=record["norm"],
            position=record["position"],
        )

    def _quantity(self, record: Record) -> QuantitySpec | None:
        found = self._names.get(folded(record["quantity"]))
        if found is None:
            known = ", ".join(self._catalog.quantities)
            self._cells.wrong(
                record, "quantity", "quantity-unknown", text=record["quantity"], known=known
            )
        return found

    def _unit(self, record: Record, quantity: QuantitySpec) -> str | None:
        """The unit's id; an empty cell is the quantity's own unit."""
        text = record["unit"]
        own = quantity.unit
        if not text or _sign(text) in {
            _sign(s) for s in (quantity.unit_id, own.kk, own.ru, own.en)
        }:
            return quantity.unit_id
        self._cells.wrong(
            record, "unit", "unit-wrong", text=text, quantity=quantity.title, unit=quantity.unit
        )
        return None


def measurement_of(
    row: JournalRow,
    old: Measurement | None,
    *,
    ordinal: int,
    day: date,
    instruments: Iterable[Instrument],
    catalog: Catalog,
) -> Measurement:
    """The stored form of a row; one that stands already keeps its identity and place."""
    return Measurement(
        id=old.id if old else uuid7(),
        workplace_id=row.workplace.id,
        quantity=row.quantity,
        ordinal=old.ordinal if old else ordinal,
        value_text=row.value_text,
        value=row.value,
        unit=row.unit,
        method=row.method,
        norm_written=row.norm,
        position_written=row.position,
        measured_on=day,
        instrument_id=choose_instrument(instruments, row.quantity, day, catalog),
    )


def _quantity_names(catalog: Catalog) -> Mapping[str, QuantitySpec]:
    """Quantities by id, title and short title in every language, folded."""
    found: dict[str, QuantitySpec] = {}
    for spec in catalog.quantities.values():
        for text in (spec.id, *_texts(spec)):
            if folded(text):
                found.setdefault(folded(text), spec)
    return found


def _texts(spec: QuantitySpec) -> tuple[str, ...]:
    return tuple(t for name in (spec.title, spec.short) for t in (name.kk, name.ru, name.en))


def _sign(unit: str) -> str:
    return unit.casefold().replace(" ", "").replace("º", "°")
