"""Protocol of microclimate (kz-rules-and-forms C.3)."""

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.forms.fields import Field, Record, plain, same
from riskdesk.forms.records.protocol import EMPTY, protocol
from riskdesk.forms.records.protocol_cells import (
    measuring,
    more_rows,
    norm,
    said,
    spot_fields,
    value,
)
from riskdesk.forms.records.protocol_spots import Spot, spots
from riskdesk.forms.records.protocol_words import under_table
from riskdesk.forms.records.source import Source
from riskdesk.rules.selectors import selectors_of

FAMILY = "microclimate"
COLUMNS = ("air_temperature", "relative_humidity", "air_speed")
"""What the form has columns for."""
_PRESSURE = "pressure"
"""A reading of imported points; a family column it is not."""


def protocol_microclimate(source: Source) -> Record:
    """One row a point: what was read beside what is permissible."""
    found = spots(source, (FAMILY,))
    more = more_rows(found, FAMILY, COLUMNS)
    columns = tuple(column.id for column in source.catalog.families[FAMILY].columns)
    lists = {"rows": tuple(_row(spot) for spot in found), "more": more}
    head = measuring(source, found, columns, "gost-30494-2011")
    return protocol(source, head, lists, under_table(source, found, (FAMILY,), columns))


def _row(spot: Spot) -> Record:
    fields = {
        **spot_fields(spot),
        "category": _category(spot),
        "time": Field(text=said(spot.source, spot.point.time_of_day if spot.point else "")),
        "pressure": _pressure(spot),
    }
    for column in COLUMNS:
        fields[column] = value(spot, column)
        fields[f"{column}_norm"] = norm(spot, column) if column in spot.readings else EMPTY
    return Record(fields=fields)


def _category(spot: Spot) -> Field:
    """The category of work that chooses the norm: decided at the workplace, else at the point."""
    catalog, dossier = spot.source.catalog, spot.source.dossier
    norms = catalog.microclimate_norms[-1]
    written = norms.category(spot.point.work_category) if spot.point else None
    chosen = [
        workplace.work_category
        or written
        or selectors_of(dossier, workplace, catalog).work_category.value
        for workplace in spot.workplaces
    ] or [written]
    known = dict.fromkeys(each for each in chosen if each is not None)
    letters = (norms.categories[each].ru.rpartition(" ")[2] for each in known)
    return Field(text=same(", ".join(letters) or "–"))


def _pressure(spot: Spot) -> Field:
    """The pressure read at the point, else that of the day, mmHg."""
    typed = spot.point.readings.get(_PRESSURE, "") if spot.point else ""
    try:
        number = parse_decimal(typed)
    except UserError:
        return plain(typed)
    if number is None:
        number = spot.source.dossier.certification.pressure
    return Field(number=number) if number is not None else EMPTY
