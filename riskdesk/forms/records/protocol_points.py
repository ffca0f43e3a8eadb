"""Rows of the protocols that have no form of their own: infrasound, ultrasound, radiation, biology.

One block a point, one row a quantity that was read there.
"""

from collections.abc import Iterator, Sequence

from riskdesk.domain.model import Workplace
from riskdesk.forms.fields import Field, Record, Value, plain, same
from riskdesk.forms.records.judged import ANNEX_1, class_field, norm_field
from riskdesk.forms.records.point_judgements import rows_of
from riskdesk.forms.records.protocol import Measuring, protocol
from riskdesk.forms.records.protocol_spots import Spot, spots, unmeasured
from riskdesk.forms.records.readings import hours, moment
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding

INFRASOUND_ULTRASOUND = ("infrasound", "ultrasound_air", "ultrasound_contact")
NON_IONISING = ("uv", "laser", "emf_static", "emf_50hz", "emf_radio", "aeroions")
IONISING = ("ionizing",)
BIOLOGICAL = ("biological",)


def infrasound_ultrasound(source: Source) -> Record:
    """The protocol of infrasound and of ultrasound in the air and by contact."""
    return _protocol(source, INFRASOUND_ULTRASOUND)


def non_ionising(source: Source) -> Record:
    """The protocol of ultraviolet, laser, fields that are no computers', and air ions."""
    return _protocol(source, NON_IONISING)


def ionising(source: Source) -> Record:
    """The protocol of ionising radiation."""
    return _protocol(source, IONISING)


def biological(source: Source) -> Record:
    """The protocol of the biological factor."""
    return _protocol(source, BIOLOGICAL)


def _protocol(source: Source, families: Sequence[str]) -> Record:
    found = spots(source, families)
    return protocol(
        source,
        measuring(source, found, families),
        {"blocks": point_blocks(source, found, families)},
        {"unmeasured": missing_places(source, families, found)},
    )


def measuring(source: Source, found: Sequence[Spot], families: Sequence[str]) -> Measuring:
    """What the header is made of."""
    catalog = source.catalog
    columns = {
        family: tuple(column.id for column in catalog.families[family].columns)
        for family in {spot.point.family for spot in found if spot.point is not None}
    }
    return Measuring(
        families=families,
        days=[spot.day for spot in found],
        uses=[
            (instrument, spot.day)
            for spot in found
            if spot.point is not None
            for instrument in spot.instruments(columns[spot.point.family])
        ],
        findings=[part for spot in found for parts in spot.findings.values() for part in parts],
    )


def missing_places(source: Source, families: Sequence[str], found: Sequence[Spot]) -> Field:
    """The workplaces that are listed for these factors and have no value."""
    codes = unmeasured(source, families, found)
    if not codes:
        return Field()
    return Field(text=source.wording.say("not-measured-at", codes=", ".join(codes)))


def point_blocks(
    source: Source, found: Sequence[Spot], families: Sequence[str]
) -> tuple[Record, ...]:
    """The blocks of all places, under the name of their factor, then what rows say together."""
    blocks: list[Record] = []
    for family in families:
        here = [spot for spot in found if spot.point is not None and spot.point.family == family]
        if not here:
            continue
        title = source.catalog.families[family].title
        blocks.append(Record(kind="section", fields={"title": Field(text=title)}))
        blocks += [_block(source, spot) for spot in here]
        blocks += [_together(source, *each) for each in together(source, (family,))]
    return tuple(blocks)


def place_key(spot: Spot) -> tuple[object, ...]:
    """What rows of one place agree in."""
    point = spot.point
    zone = (point.zone or point.id) if point is not None else ""
    return (zone, tuple(each.id for each in spot.workplaces), spot.hours)


def together(source: Source, families: Sequence[str]) -> Iterator[tuple[Workplace, Finding]]:
    """What several rows of a workplace say together: averages by hours, sums."""
    catalog = source.catalog
    factors = dict.fromkeys(catalog.families[family].factor for family in families)
    for workplace in source.dossier.workplaces:
        assessed = source.assessed(workplace)
        known = [_said(part) for each in assessed.points for part in each.parts]
        for factor in factors:
            for part in assessed.parts.get(factor, ()):
                family = catalog.family_of_column.get(part.subject)
                name = family.id if family is not None else part.subject
                if name in families and _said(part) not in known:
                    yield workplace, part


def _said(part: Finding) -> tuple[object, ...]:
    return (part.subject, part.status, part.value, part.limit, part.decided)


def _block(source: Source, spot: Spot) -> Record:
    """The rows of one point."""
    rows, told = rows_of(source, spot)
    fields: dict[str, Value] = {
        "point": plain(spot.label),
        "place": Field(text=spot.place),
        "hours": hours(spot),
        "time": moment(spot),
        "conditions": Field(text=told),
    }
    return Record(fields=fields, lists={"rows": tuple(Record(fields=row) for row in rows)})


def _together(source: Source, workplace: Workplace, finding: Finding) -> Record:
    """What the rows of a workplace say together."""
    column = source.catalog.columns.get(finding.subject)
    name = (
        column.title
        if column is not None
        else source.catalog.words.get(finding.subject, same(finding.subject))
    )
    title = joined((name, finding.label, source.wording.say("rows-together")), ", ")
    fields: dict[str, Value] = {
        "indicator": Field(text=title),
        "value": Field(number=finding.value) if finding.value is not None else plain("–"),
        "norm": norm_field(source, None, finding, clause=True),
        "class": class_field(source, finding, ANNEX_1),
    }
    position, number = source.position(workplace), f"{workplace.number}"
    place = source.wording.say("risk-position", position=position, numbers=number)
    return Record(
        fields={"point": plain("–"), "place": Field(text=place)},
        lists={"rows": (Record(fields=fields),)},
    )
