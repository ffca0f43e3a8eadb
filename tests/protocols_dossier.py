"""Certifications of factors that the sample enterprise has not: two places, two workplaces.

Everything is typed as a person would: repeats, values below the detection limit, hours, remarks.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from forms_sample import forms
from points_dossier import DAY, C, dossier_of

from riskdesk.domain.desk import FieldCheck
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId, PositionId, WorkplaceId
from riskdesk.domain.model import Instrument, Position, Stay
from riskdesk.domain.values import LocalizedText, Provenance
from riskdesk.forms.records.source import Source
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate

AMMONIA, BENZENE, SULPHIDE, ABRASIVE = "166", "264", "684", "1"

ROWS: tuple[tuple[str, Mapping[str, str], str], ...] = (
    ("chemical", {"air_substance": AMMONIA, "air_single": "15; 12,5; 14"}, "4"),
    ("chemical", {"air_substance": SULPHIDE, "air_single": "<6"}, "4"),
    (
        "chemical",
        {
            "air_substance": BENZENE,
            "air_single": "14",
            "air_samples": "4; 8; 2",
            "air_minutes": "120; 240; 120",
        },
        "4",
    ),
    (
        "apfd",
        {
            "dust_substance": ABRASIVE,
            "dust_average": "12,5",
            "dust_years": "8",
            "dust_shifts": "248",
            "dust_volume": "7",
        },
        "6",
    ),
    ("apfd", {"dust_substance": ABRASIVE, "dust_samples": "4; 8", "dust_minutes": "60; 180"}, "2"),
    ("infrasound", {"infrasound_work": "physical", "infrasound_total": "104"}, "8"),
    (
        "infrasound",
        {
            "infrasound_work": "physical",
            "infrasound_2": "92",
            "infrasound_4": "95",
            "infrasound_8": "91",
            "infrasound_16": "80",
        },
        "8",
    ),
    ("ultrasound_air", {"ultrasound_air_band": "12.5", "ultrasound_air_level": "78; 79; 80"}, "2"),
    ("ultrasound_air", {"ultrasound_air_band": "20", "ultrasound_air_level": "112"}, "2"),
    (
        "ultrasound_contact",
        {"ultrasound_contact_band": "2000", "ultrasound_contact_level": "114"},
        "1",
    ),
    ("uv", {"uv_a": "50", "uv_b": "0,06", "uv_c": "0", "uv_regime": "uncovered"}, "3"),
    ("uv", {"uv_a": "12", "uv_b": "0,02"}, "3"),
    ("laser", {"laser_value": "4", "laser_chronic": "1", "laser_single": "10"}, "1"),
    ("emf_50hz", {"field50_e": "6", "field50_hours": "8"}, "8"),
    ("emf_radio", {"radio_frequency": "1000", "radio_hours": "1", "radio_s": "250"}, "1"),
    ("aeroions", {"ions_positive": "420", "ions_negative": "1100"}, "8"),
    ("ionizing", {"dose_effective": "6,5", "dose_lens": "12"}, "8"),
    ("biological", {"bio_group": "leather_meat_sewer"}, "8"),
    ("biological", {"bio_concentration": "4200", "bio_limit": "1000"}, "8"),
)
REMARKS = {
    "laser": "ПДУ: ҚР ДСМ-15, приложение 9",
    "uv": "сварочный пост, щиток",
    "ultrasound_contact": "рукоятка, правая рука",
}
SENSOR = Instrument(
    id=InstrumentId("i"),
    certification_id=C,
    name="Газоанализатор ГАНК-4",
    serial="0417",
    quantities=("chemical", "apfd", "infrasound", "ultrasound_air", "ultrasound_contact"),
    certificate="ВА-17-001",
    verified_on=date(2026, 1, 10),
    valid_until=date(2027, 1, 9),
    ranges={"air_single": "0.5..200"},
    error="± 20 %",
)
LATE = Instrument(
    id=InstrumentId("j"),
    certification_id=C,
    name="УФ-радиометр",
    serial="12",
    quantities=(
        "uv",
        "laser",
        "emf",
        "emf_50hz",
        "emf_radio",
        "aeroions",
        "ionizing",
        "biological",
    ),
    certificate="ВА-17-002",
    verified_on=date(2025, 1, 10),
    valid_until=date(2026, 12, 31),
    remark="в ремонте до 01.03.2026",
)


def protocols_dossier() -> Dossier:
    """All rows of ``ROWS``: of a fitter, the first ones also of a welder."""
    found = dossier_of(ROWS)
    zones = {"chemical": "Участок травления", "apfd": "Заточной участок"}
    points = tuple(
        replace(
            point,
            zone=zones.get(point.family, "Пост 1"),
            time_of_day="10:30",
            uncertainty="2,1" if number in {0, 3} else "",
            instrument_id=SENSOR.id if point.family in SENSOR.quantities else LATE.id,
            provenance=Provenance.DECLARED if point.family == "ionizing" else Provenance.MEASURED,
            measured_on=date(2026, 4, 11) if point.family == "uv" else None,
            remark=REMARKS.get(point.family, ""),
        )
        for number, point in enumerate(found.points)
    )
    welder = replace(
        found.workplaces[0], id=WorkplaceId("w2"), number=2, position_id=PositionId("q")
    )
    position = Position(
        id=PositionId("q"),
        certification_id=C,
        section_id=found.sections[0].id,
        ordinal=2,
        name=LocalizedText(ru="Электросварщик"),
        headcount=1,
    )
    more = tuple(
        Stay(id=f"t{number}", point_id=point.id, workplace_id=welder.id, hours=Decimal(2))
        for number, point in enumerate(points)
        if point.family in {"chemical", "uv"}
    )
    checks = (
        FieldCheck(
            id="f",
            instrument_id=SENSOR.id,
            day=DAY,
            quantity="air_single",
            reference=Decimal(20),
            before=Decimal("20.1"),
            after=Decimal("20.9"),
            allowed_drift=Decimal("0.5"),
        ),
    )
    return replace(
        found,
        points=points,
        positions=(*found.positions, position),
        workplaces=(*found.workplaces, welder),
        stays=(*found.stays, *more),
        instruments=(SENSOR, LATE),
        field_checks=checks,
    )


def protocols_source(catalog: Catalog, dossier: Dossier | None = None) -> Source:
    """Judged by the engine."""
    given = dossier or protocols_dossier()
    return Source(
        dossier=given,
        assessment=evaluate(given, catalog),
        catalog=catalog,
        wording=forms().wording,
    )
