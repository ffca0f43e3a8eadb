"""Protocol of the fields of computers (kz-rules-and-forms C.5): two ranges a workplace."""

from riskdesk.domain.values import format_decimal
from riskdesk.forms.fields import Field, Record, same
from riskdesk.forms.records.protocol import EMPTY, protocol
from riskdesk.forms.records.protocol_cells import measuring, norm, spot_fields, value
from riskdesk.forms.records.protocol_spots import Spot, spots
from riskdesk.forms.records.protocol_words import under_table
from riskdesk.forms.records.source import Source

FAMILY = "emf"
RANGES = {
    "emf-range-1": ("emf_electric_5Hz_2kHz", "emf_magnetic_5Hz_2kHz"),
    "emf-range-2": ("emf_electric_2kHz_400kHz", "emf_magnetic_2kHz_400kHz"),
}
"""The electric and the magnetic quantity of each row of the form, by the word of its range."""
COLUMNS = tuple(column for pair in RANGES.values() for column in pair)


def protocol_emf(source: Source) -> Record:
    """A title row a workplace and its two ranges; beside them the source of the field."""
    found = spots(source, (FAMILY,))
    rows = tuple(record for spot in found for record in _block(spot))
    head = measuring(source, found, COLUMNS, (FAMILY,))
    fields = under_table(source, found, (FAMILY,), COLUMNS)
    return protocol(source, head, {"rows": rows}, fields)


def _block(spot: Spot) -> tuple[Record, Record]:
    codes = ", ".join(spot.source.dossier.code_of(each) for each in spot.workplaces)
    title = Field(text=spot.place, prefix=f"{codes}, " if codes else "")
    section = Record(kind="section", fields={"title": title})
    rows = tuple(_row(spot, word, *pair) for word, pair in RANGES.items())
    return section, Record(fields={**spot_fields(spot), **_source(spot)}, lists={"ranges": rows})


def _row(spot: Spot, word: str, electric: str, magnetic: str) -> Record:
    return Record(
        fields={
            "range": Field(text=spot.source.wording.say(word)),
            "electric": value(spot, electric),
            "electric_norm": norm(spot, electric),
            "magnetic": value(spot, magnetic),
            "magnetic_norm": norm(spot, magnetic),
        }
    )


def _source(spot: Spot) -> dict[str, Field]:
    """Where the probe stood and what the field comes from; what is not known is left empty."""
    hours = "; ".join(format_decimal(each) for each in spot.hours)
    checks = (
        check.name
        for workplace in spot.workplaces
        for check in spot.source.dossier.safety_checks_of(workplace)
        if check.kind == "equipment"
    )
    fields = {
        "hours": Field(text=same((spot.point.exposure_hours if spot.point else "") or hours)),
        "equipment": Field(text=same("; ".join(dict.fromkeys(checks)))),
        "remark": Field(text=same(spot.point.remark if spot.point else "")),
    }
    for name in ("emf_distance", "emf_height"):
        found = value(spot, name)
        fields[name] = found if found is not EMPTY else Field()
    return fields
