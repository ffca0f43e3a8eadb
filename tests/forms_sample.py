"""The sample enterprise as a dossier, read straight from its files, and an assessment to print.

The assessment is made by hand, not by the engine: forms must print any assessment.
"""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    InstrumentId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
)
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    CardKind,
    Certification,
    Enterprise,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Risk,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText, Range
from riskdesk.forms.build import Paper, build
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import Document, PaperLanguage
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Assessment, Finding, Limit, WorkplaceAssessment
from riskdesk.rules.risk import MATRIX, RiskCatalog
from riskdesk.services.risk_rows import risk_rows

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "samples" / "agro-55"
DAY = date(2026, 4, 10)
IDS = (
    "cover",
    "introduction",
    "code-list",
    "layout-scheme",
    "protocol-microclimate",
    "protocol-light",
    "protocol-emf",
    "protocol-noise",
    "protocol-air",
    "protocol-dust",
    "protocol-infrasound-ultrasound",
    "protocol-non-ionising",
    "protocol-ionising",
    "protocol-biological",
    "instrument-list",
    "annex-1",
    "annex-2",
    "annex-3",
    "annex-4",
    "annex-5",
    "annex-6",
    "commission-order",
    "improvement-plan",
    "workplace-card",
    "field-journal-blank",
    "field-journal",
    "certification-act",
    "result-notice",
    "worker-sheet",
    "risk-register",
    "difference",
)
CERTIFICATION = CertificationId("c")
FACTOR_OF = {
    "illuminance": "light",
    "air_temperature": "microclimate",
    "relative_humidity": "microclimate",
    "noise_leq": "noise",
}
SECOND, HARMFUL = HazardClass.PERMISSIBLE, HazardClass.HARMFUL_1


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one text file of the sample."""
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def dossier() -> Dossier:
    """The 55 workplaces with journal, cards, instruments and marks."""
    sections, positions, workplaces = _staff()
    instruments = _instruments()
    points = _points(instruments)
    return Dossier(
        enterprise=Enterprise(
            id=EnterpriseId("e"),
            name=LocalizedText("«Агро-Үлгі» ЖШС", "ТОО «Агро-Үлгі»"),
            is_sample=True,
        ),
        certification=Certification(
            id=CERTIFICATION,
            enterprise_id=EnterpriseId("e"),
            title="agro-55",
            measured_on=DAY,
            ruleset="KZ1.04.001.2000",
            outdoor_temperature=Decimal(16),
            pressure=Decimal(694),
        ),
        sections=sections,
        positions=positions,
        workplaces=workplaces,
        points=points,
        stays=_stays(points, positions, workplaces),
        instruments=instruments,
        measurements=_journal(instruments),
        card_entries=tuple(_entries()),
        card_feet=tuple(_feet()),
        marks=tuple(_marks()),
    )


def _staff() -> tuple[tuple[Section, ...], tuple[Position, ...], tuple[Workplace, ...]]:
    sheet = StaffReader().read(SAMPLE / "staff-list.xlsx")
    sections: list[Section] = []
    positions: list[Position] = []
    workplaces: list[Workplace] = []
    for row in sheet.rows:
        cells = [cell.value for cell in row if cell.value is not None]
        words = [str(cell).strip() for cell in cells if isinstance(cell, str)]
        counts = [cell for cell in cells if isinstance(cell, int | float)]
        name = words[0] if words else ""
        if len(cells) == 1 and "персонал" in name:
            sections.append(
                Section(
                    id=SectionId(f"s{len(sections)}"),
                    certification_id=CERTIFICATION,
                    ordinal=len(sections) + 1,
                    name=LocalizedText(ru=name.lstrip("0123456789. ").replace(" – ", "-")),
                )
            )
        elif words and counts and sections and "того" not in name:
            position = Position(
                id=PositionId(f"p{len(positions)}"),
                certification_id=CERTIFICATION,
                section_id=sections[-1].id,
                ordinal=len(positions) + 1,
                name=LocalizedText(ru=name),
                headcount=int(counts[-1]),
            )
            positions.append(position)
            for _ in range(position.headcount):
                number = len(workplaces) + 1
                workplaces.append(
                    Workplace(
                        id=WorkplaceId(f"w{number}"),
                        certification_id=CERTIFICATION,
                        position_id=position.id,
                        number=number,
                    )
                )
    return tuple(sections), tuple(positions), tuple(workplaces)


def _instruments() -> tuple[Instrument, ...]:
    return tuple(
        Instrument(
            id=InstrumentId(f"i{number}"),
            certification_id=CERTIFICATION,
            name=row["instrument"],
            quantities=tuple(name.strip() for name in row["quantities"].split(",")),
            certificate=row["certificate"],
            verified_on=date.fromisoformat(row["verified_on"]),
            valid_until=date.fromisoformat(row["valid_until"]),
        )
        for number, row in enumerate(rows("instruments.csv"))
    )


def _journal(instruments: tuple[Instrument, ...]) -> tuple[Measurement, ...]:
    by_quantity = {name: each.id for each in instruments for name in each.quantities}
    return tuple(
        Measurement(
            id=f"m{number}",
            workplace_id=WorkplaceId(f"w{row['workplace_no']}"),
            quantity=row["quantity"],
            ordinal=number,
            value_text=row["value"],
            value=Decimal(row["value"].replace(",", ".")) if row["value"] else None,
            unit=row["unit"],
            method=row["method"],
            norm_written=row["norm_written_by_hand"],
            measured_on=DAY,
            instrument_id=by_quantity.get(row["quantity"].partition("_")[0])
            or by_quantity.get(row["quantity"]),
        )
        for number, row in enumerate(rows("field-journal.csv"))
    )


def _points(instruments: tuple[Instrument, ...]) -> tuple[Point, ...]:
    """The points of the three families, each with the instrument that reads its first quantity."""
    read = {
        "microclimate": {
            "air_temperature": "air_temperature_degC",
            "relative_humidity": "relative_humidity_pct",
        },
        "light": {"illuminance": "illuminance_lx"},
        "noise": {"noise_leq": "leq_dBA"},
    }
    return tuple(
        Point(
            id=PointId(f"{family}{number}"),
            certification_id=CERTIFICATION,
            family=family,
            ordinal=number,
            label=row["point"],
            position_written=row["position"],
            work_category=row.get("work_category"),
            visual_grade=row.get("visual_work_grade"),
            time_of_day=row.get("time_of_day", ""),
            lighting_system=row.get("lighting_system", ""),
            lamp_type=row.get("lamp_type", ""),
            exposure_hours=row.get("exposure_h", ""),
            spectrum=row.get("spectrum", ""),
            time_character=row.get("time_character", ""),
            readings={name: row[column] for name, column in columns.items()},
        ).read_by(each.id for name in columns for each in instruments if name in each.quantities)
        for family, columns in read.items()
        for number, row in enumerate(rows(f"points-{family}.csv"), start=1)
    )


def _stays(
    points: tuple[Point, ...], positions: tuple[Position, ...], workplaces: tuple[Workplace, ...]
) -> tuple[Stay, ...]:
    """Points of a position belong to its workplaces in their order, one each."""
    at = {each.name.ru: each.id for each in positions}
    free = {
        (point.family, position): [each.id for each in workplaces if each.position_id == position]
        for point in points
        for position in at.values()
    }
    stays = []
    for point in points:
        left = free.get((point.family, at.get(point.position_written, PositionId(""))))
        if left:
            stays.append(Stay(id=f"s{point.id}", point_id=point.id, workplace_id=left.pop(0)))
    return tuple(stays)


def _entries() -> list[CardEntry]:
    found = []
    cards: tuple[tuple[CardKind, str], ...] = (
        ("heaviness", "heaviness-cards.csv"),
        ("tension", "tension-cards.csv"),
    )
    for card, name in cards:
        for number, row in enumerate(rows(name)):
            found.append(
                CardEntry(
                    id=f"{card}{number}",
                    workplace_id=WorkplaceId(f"w{row['workplace_no']}"),
                    card=card,
                    indicator=row["indicator"],
                    value_text=row.get("value_written", ""),
                )
            )
    return found


def _feet() -> list[CardFoot]:
    return [
        CardFoot(
            id=f"f{row['workplace_no']}",
            workplace_id=WorkplaceId(f"w{row['workplace_no']}"),
            card="tension",
            counts=tuple(int(row[f"tension_count_{name}"]) for name in ("1", "2", "3.1", "3.2")),
        )
        for row in rows("card-conclusions.csv")
    ]


def _marks() -> list[Mark]:
    marks: list[Mark] = []

    def add(workplace: str, subject: str, hazard_class: str) -> None:
        marks.append(
            Mark(
                id=f"k{len(marks)}",
                workplace_id=WorkplaceId(f"w{workplace}"),
                subject=subject,
                hazard_class=HazardClass(hazard_class),
            )
        )

    for card in ("heaviness", "tension"):
        for row in rows(f"{card}-cards.csv"):
            add(row["workplace_no"], f"{card}/{row['indicator']}", row["class_marked_by_hand"])
    for row in rows("card-conclusions.csv"):
        add(row["workplace_no"], "heaviness", row["heaviness_conclusion_by_hand"])
        add(row["workplace_no"], "tension", row["tension_conclusion_by_hand"])
    for row in rows("field-journal.csv"):
        add(row["workplace_no"], row["quantity"], "2")
    return marks


def assessment(given: Dossier) -> Assessment:
    """Values are judged by their written norms; fields of computers were measured too late."""
    return Assessment(
        ruleset="KZ1.04.001.2000",
        ruleset_title=LocalizedText("1.04.001.2000 критерийлері", "Критерии 1.04.001.2000"),
        ruleset_proposed=False,
        workplaces=tuple(_assessed(given, workplace) for workplace in given.workplaces),
    )


def _assessed(given: Dossier, workplace: Workplace) -> WorkplaceAssessment:
    quantities = tuple(_quantity(given, m) for m in given.measurements_of(workplace))
    factors: dict[str, list[Finding]] = {}
    for finding in quantities:
        factors.setdefault(FACTOR_OF.get(finding.subject, "emf"), []).append(finding)
    rolled = tuple(_rolled(name, found) for name, found in factors.items())
    cards = {
        card: tuple(
            _indicator(given, workplace, entry) for entry in given.entries_of(workplace, card)
        )
        for card in ("heaviness", "tension")
    }
    heaviness, tension = (
        Finding(subject=card, status="judged", proposed=SECOND, mark=_class(mark))
        for card in ("heaviness", "tension")
        for mark in (given.mark_of(workplace, card),)
    )
    worst = max((f.decided for f in rolled if f.decided), default=SECOND)
    gap = next((f for f in rolled if f.decided is None), None)
    total = Finding(
        subject="total",
        status=gap.status if gap and not worst.harmful else "judged",
        proposed=None if gap and not worst.harmful else worst,
        trace=(LocalizedText("Жалпы ереже: ең жоғары класс.", "Общее правило: наибольший класс."),),
    )
    return WorkplaceAssessment(
        workplace_id=workplace.id,
        quantities=quantities,
        factors=rolled,
        indicators=cards,
        heaviness=heaviness,
        tension=tension,
        total=total,
    )


def _class(mark: Mark | None) -> HazardClass | None:
    return mark.hazard_class if mark else None


def _quantity(given: Dossier, measurement: Measurement) -> Finding:
    workplace = given.workplace_by_id[measurement.workplace_id]
    mark = given.mark_of(workplace, measurement.quantity)
    limit = _limit(measurement)
    instrument = given.instrument_by_id.get(measurement.instrument_id or InstrumentId(""))
    expired = instrument and instrument.valid_until and instrument.valid_until < DAY
    shared = {"subject": measurement.quantity, "limit": limit, "mark": _class(mark)}
    if measurement.value is None:
        return Finding(status="not-measured", **shared)  # type: ignore[arg-type]
    if expired:
        return Finding(status="instrument-expired", value=measurement.value, **shared)  # type: ignore[arg-type]
    inside = measurement.value in limit.range
    return Finding(
        status="judged",
        proposed=SECOND if inside else HARMFUL,
        value=measurement.value,
        clause=LocalizedText("ҚР ДСМ-15, 2-қосымша", "ҚР ДСМ-15, приложение 2"),
        trace=(LocalizedText("Шамасы шекпен салыстырылды.", "Значение сравнено с пределом."),),
        **shared,  # type: ignore[arg-type]
    )


def _limit(measurement: Measurement) -> Limit:
    low, _, high = measurement.norm_written.replace(",", ".").partition("-")
    if high:
        bounds = Range(Decimal(low), Decimal(high))
    elif measurement.quantity == "illuminance":
        bounds = Range(low=Decimal(low))
    else:
        bounds = Range(high=Decimal(low))
    return Limit(
        range=bounds,
        unit=measurement.unit,
        clause=LocalizedText("ҚР ДСМ-15", "ҚР ДСМ-15"),
        verified="source",
        proposed=measurement.quantity == "noise_leq",
        as_written=measurement.quantity.startswith("emf"),
    )


def _rolled(name: str, found: list[Finding]) -> Finding:
    worst = max((f.decided for f in found if f.decided), default=None)
    gap = next((f for f in found if f.decided is None), None)
    if gap and not (worst and worst.harmful):
        return Finding(subject=name, status=gap.status)
    return Finding(subject=name, status="judged", proposed=worst)


def _indicator(given: Dossier, workplace: Workplace, entry: CardEntry) -> Finding:
    mark = given.mark_of(workplace, f"{entry.card}/{entry.indicator}")
    return Finding(
        subject=f"{entry.card}/{entry.indicator}",
        status="marked",
        mark=_class(mark),
        value_text=entry.value_text,
    )


def risks(given: Dossier) -> Dossier:
    """The dossier with two hazards at its first three positions."""
    names = ("noise-machinery", "slip-wet-floor")
    catalog = RiskCatalog.load(ROOT / "resources")
    known = [name for name in names if name in catalog.hazards.hazards]
    known += [name for name in catalog.hazards.hazards if name not in known][: 2 - len(known)]
    found = tuple(
        Risk(
            id=f"{position.id}{name}",
            position_id=position.id,
            ordinal=number,
            hazard_id=name,
            method=MATRIX,
            probability=3,
            severity=4,
            existing_measures=("Свой текст",) if number == 1 else (),
            new_measures=("Новая мера",),
            residual_probability=1,
            residual_severity=4,
            reason="опрос",
        )
        for position in given.positions[:3]
        for number, name in enumerate(known, start=1)
    )
    return replace(given, risks=found)


@cache
def catalog() -> Catalog:
    """The rules and names of the program."""
    return Catalog.load(ROOT / "resources")


@cache
def forms() -> FormCatalog:
    """The forms of the program."""
    return FormCatalog.load(ROOT / "forms")


def source(given: Dossier | None = None) -> Source:
    """All that forms print, of the whole sample unless a dossier is given."""
    whole = risks(given or dossier())
    judged = assessment(whole)
    risk_catalog = RiskCatalog.load(ROOT / "resources")
    return Source(
        dossier=whole,
        assessment=judged,
        catalog=catalog(),
        wording=forms().wording,
        risks=risk_rows(whole, judged, risk_catalog),
        risk_methods=risk_catalog.methods,
        risk_paint=forms().risk_paint,
    )


def few(numbers: tuple[int, ...] = (1, 9, 25)) -> Dossier:
    """The sample with only some of its workplaces."""
    whole = dossier()
    kept = {f"w{number}" for number in numbers}
    stays = tuple(each for each in whole.stays if each.workplace_id in kept)
    there = {stay.point_id for stay in stays}
    return replace(
        whole,
        workplaces=tuple(each for each in whole.workplaces if each.id in kept),
        measurements=tuple(each for each in whole.measurements if each.workplace_id in kept),
        points=tuple(each for each in whole.points if each.id in there),
        stays=stays,
    )


def document(form: str, given: Source, language: PaperLanguage = "kk-ru") -> Document:
    """A form as a document."""
    spec = forms().get(form, DAY)
    paper = Paper(forms().wording, forms().paint, language)
    record = RECORDS[form](given.of_form(spec))
    return build(spec, record, paper, DAY)
