"""Protocol of lighting (kz-rules-and-forms C.4)."""

from dataclasses import replace

from riskdesk.domain.values import format_decimal
from riskdesk.forms.fields import Field, Record, same
from riskdesk.forms.records.protocol import protocol
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

FAMILY = "light"
ILLUMINANCE, DAYLIGHT = "illuminance", "keo"
_INPUTS = ("e_inside", "e_outside", "pulsation_norm", "brightness_norm", "contrast_norm")
"""Columns of the family that are no result: what a result is worked out from, or its norm."""


def protocol_light(source: Source) -> Record:
    """One row a point: the illuminance, the daylight factor, what is permissible."""
    found = spots(source, (FAMILY,))
    columns = tuple(column.id for column in source.catalog.families[FAMILY].columns)
    more = more_rows(found, FAMILY, (ILLUMINANCE, DAYLIGHT, *_INPUTS))
    lists = {"rows": tuple(_row(spot) for spot in found), "more": more}
    head = measuring(source, found, columns, (FAMILY,))
    return protocol(source, head, lists, under_table(source, found, (FAMILY,), columns))


def _row(spot: Spot) -> Record:
    point = spot.point
    return Record(
        fields={
            **spot_fields(spot),
            "grade": Field(text=same(_grade(spot) or "–")),
            "system": Field(text=said(spot.source, point.lighting_system if point else "")),
            "lamps": Field(text=said(spot.source, point.lamp_type if point else "")),
            ILLUMINANCE: value(spot, ILLUMINANCE),
            DAYLIGHT: value(spot, DAYLIGHT),
            "norm": _norm(spot),
        }
    )


def _norm(spot: Spot) -> Field:
    """The permissible illuminance; beside it that of daylight, where it was judged."""
    lighting, daylight = norm(spot, ILLUMINANCE), norm(spot, DAYLIGHT)
    if daylight.number is None:
        return lighting
    texts = [
        f"{one.prefix}{format_decimal(one.number)}{unit}"
        for one, unit in ((lighting, ""), (daylight, " %"))
        if one.number is not None
    ]
    return replace(
        lighting,
        number=None,
        prefix="",
        text=same("; ".join(texts)),
        notes=tuple(dict.fromkeys((*lighting.notes, *daylight.notes))),
    )


def _grade(spot: Spot) -> str:
    """The grade of visual work that chooses the norm: of the workplace, else of the point."""
    catalog, dossier = spot.source.catalog, spot.source.dossier
    written = catalog.light_norms[-1].grade(spot.point.visual_grade) if spot.point else None
    chosen = [
        workplace.visual_grade
        or written
        or selectors_of(dossier, workplace, catalog).visual_grade.value
        for workplace in spot.workplaces
    ] or [written]
    return ", ".join(dict.fromkeys(each for each in chosen if each is not None))
