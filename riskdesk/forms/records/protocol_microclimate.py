"""Protocol of microclimate (kz-rules-and-forms C.3)."""

from collections.abc import Sequence
from dataclasses import replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import Range, parse_decimal
from riskdesk.forms.fields import Field, Record, plain, same
from riskdesk.forms.records.protocol import EMPTY, protocol
from riskdesk.forms.records.protocol_cells import (
    measuring,
    more_rows,
    norm,
    range_text,
    said,
    spot_fields,
    value,
)
from riskdesk.forms.records.protocol_spots import Spot, spots
from riskdesk.forms.records.protocol_words import under_table
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Limit
from riskdesk.rules.in_force import in_force_on
from riskdesk.rules.norms import MicroclimateRow
from riskdesk.rules.selectors import selectors_at_point, selectors_of

FAMILY = "microclimate"
COLUMNS = ("air_temperature", "relative_humidity", "air_speed")
"""What the form has columns for."""
_PRESSURE = "pressure"
"""A reading of imported points; a family column it is not."""


AIR_SPEED = COLUMNS[2]


def protocol_microclimate(source: Source) -> Record:
    """One row a point: what was read beside what is permissible."""
    placed = tuple((spot, _norm_rows(spot)) for spot in spots(source, (FAMILY,)))
    found = tuple(_with_speed(spot, rows) for spot, rows in placed)
    more = more_rows(found, FAMILY, COLUMNS)
    columns = tuple(column.id for column in source.catalog.families[FAMILY].columns)
    listed = tuple(_row(spot, rows) for spot, (_, rows) in zip(found, placed, strict=True))
    lists = {"rows": listed, "more": more}
    head = measuring(source, found, columns, (FAMILY,))
    return protocol(source, head, lists, under_table(source, found, (FAMILY,), columns))


def _row(spot: Spot, rows: Sequence[MicroclimateRow]) -> Record:
    categories = spot.source.catalog.microclimate_norms[-1].categories
    letters = (categories[each.category].ru.rpartition(" ")[2] for each in rows)
    fields = {
        **spot_fields(spot),
        "category": Field(text=same(", ".join(letters) or "–")),
        "time": Field(text=said(spot.source, spot.point.time_of_day if spot.point else "")),
        "pressure": _pressure(spot),
    }
    for column in COLUMNS:
        fields[column] = value(spot, column)
        fields[f"{column}_norm"] = norm(spot, column) if column in spot.readings else EMPTY
    if AIR_SPEED in spot.readings and rows:
        text = "; ".join(dict.fromkeys(range_text(each.speed) for each in rows))
        fields[f"{AIR_SPEED}_norm"] = replace(
            norm(spot, AIR_SPEED), number=None, prefix="", text=same(text)
        )
    return Record(fields=fields)


def _norm_rows(spot: Spot) -> tuple[MicroclimateRow, ...]:
    """The rows of the norm for those who work there, each once.

    The category is decided at the workplace, else written at the point, else proposed.
    """
    catalog, dossier, point = spot.source.catalog, spot.source.dossier, spot.point
    norms = in_force_on(dossier.certification.measured_on, catalog.microclimate_norms)
    if norms is None:
        return ()
    here = selectors_at_point(dossier, point, catalog) if point is not None else None
    written = here.work_category.value if here is not None else None
    keys = {} if spot.workplaces or here is None else {(here.season.value, written): None}
    for each in spot.workplaces:
        known = each.work_category or written
        found = here if here is not None and known else selectors_of(dossier, each, catalog)
        keys[found.season.value, known or found.work_category.value] = None
    return tuple(norms.rows[key] for key in keys if key in norms.rows)  # type: ignore[index]


def _with_speed(spot: Spot, rows: Sequence[MicroclimateRow]) -> Spot:
    """The spot with the greatest permissible speed of the air beside its class.

    The criterion judges the speed without it; a speed below the range is no excess.
    """
    judged = spot.findings.get(AIR_SPEED, ())
    if not judged or not rows or any(each.limit is not None for each in judged):
        return spot
    catalog = spot.source.catalog
    norms = in_force_on(spot.source.dossier.certification.measured_on, catalog.microclimate_norms)
    if norms is None:
        return spot
    ends = [each.speed.high for each in rows if each.speed.high is not None]
    head = norms.head
    limit = Limit(
        range=Range(high=min(ends, default=None)),
        unit="m/s",
        clause=catalog.acts[head.act].short,
        verified=head.verified,
    )
    findings = {**spot.findings, AIR_SPEED: tuple(replace(each, limit=limit) for each in judged)}
    return replace(spot, findings=findings)


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
