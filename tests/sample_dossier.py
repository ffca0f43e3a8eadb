"""The sample certification as a snapshot, straight from its files: no service, no database."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
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
    CardKind,
    Certification,
    Enterprise,
    Instrument,
    Mark,
    Measurement,
    Point,
    PointFamily,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText, parse_decimal

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
FOLDER = RESOURCES / "samples" / "agro-55"
DAY = date(2026, 4, 10)
FIRST_PRODUCTION = 15
CARDS: tuple[CardKind, CardKind] = ("heaviness", "tension")
CERTIFICATION = CertificationId("c")

Rows = list[dict[str, str]]


def rows_of(name: str) -> Rows:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def spelled(name: str) -> str:
    return name.replace("безопастности", "безопасности")


def sample(ruleset: str | None = "KZ1.04.001.2000", **certification: object) -> Dossier:
    """The dossier; every environment quantity is marked class 2 as the laboratory did."""
    journal = rows_of("field-journal.csv")
    sections = tuple(
        Section(
            id=SectionId(f"s{n}"),
            certification_id=CERTIFICATION,
            ordinal=n,
            name=LocalizedText(ru=ru),
        )
        for n, ru in enumerate(
            ("Административно – управленческий персонал", "Производственный персонал"), start=1
        )
    )
    positions, workplaces = _structure(journal)
    instruments = _instruments()
    points, stays = _points(positions, workplaces)
    given: dict[str, object] = {
        "outdoor_temperature": Decimal(16),
        "ruleset": ruleset,
        **certification,
    }
    return Dossier(
        enterprise=Enterprise(id=EnterpriseId("e"), name=LocalizedText(ru="Агро")),
        certification=Certification(
            id=CERTIFICATION,
            enterprise_id=EnterpriseId("e"),
            title="agro",
            measured_on=DAY,
            **given,  # type: ignore[arg-type]
        ),
        sections=sections,
        positions=tuple(positions.values()),
        workplaces=workplaces,
        points=points,
        stays=stays,
        instruments=instruments,
        measurements=tuple(_measurements(journal, instruments)),
        card_entries=tuple(_entries()),
        marks=tuple(_marks(journal)),
    )


def workplace_id(number: str | int) -> WorkplaceId:
    return WorkplaceId(f"w{number}")


def _structure(journal: Rows) -> tuple[Mapping[tuple[str, bool], Position], tuple[Workplace, ...]]:
    positions: dict[tuple[str, bool], Position] = {}
    workplaces = []
    for number, name in {int(row["workplace_no"]): row["position"] for row in journal}.items():
        key = (spelled(name), number >= FIRST_PRODUCTION)
        if key not in positions:
            positions[key] = Position(
                id=PositionId(f"p{len(positions) + 1}"),
                certification_id=CERTIFICATION,
                section_id=SectionId("s2" if key[1] else "s1"),
                ordinal=len(positions) + 1,
                name=LocalizedText(ru=key[0]),
                headcount=1,
            )
        workplaces.append(
            Workplace(
                id=workplace_id(number),
                certification_id=CERTIFICATION,
                position_id=positions[key].id,
                number=number,
            )
        )
    return positions, tuple(workplaces)


def _instruments() -> tuple[Instrument, ...]:
    return tuple(
        Instrument(
            id=InstrumentId(f"i{n}"),
            certification_id=CERTIFICATION,
            name=row["instrument"],
            quantities=(row["quantities"],),
            certificate=row["certificate"],
            verified_on=date.fromisoformat(row["verified_on"]),
            valid_until=date.fromisoformat(row["valid_until"]),
        )
        for n, row in enumerate(rows_of("instruments.csv"), start=1)
    )


def _measurements(journal: Rows, instruments: tuple[Instrument, ...]) -> Iterable[Measurement]:
    for n, row in enumerate(journal, start=1):
        quantity = row["quantity"]
        wanted = "emf" if quantity.startswith("emf") else quantity
        instrument = next(i for i in instruments if wanted in i.quantities)
        yield Measurement(
            id=f"m{n}",
            workplace_id=workplace_id(row["workplace_no"]),
            quantity=quantity,
            ordinal=n,
            value_text=row["value"],
            value=parse_decimal(row["value"]),
            unit=row["unit"],
            method=row["method"],
            norm_written=row["norm_written_by_hand"],
            measured_on=DAY,
            instrument_id=instrument.id,
        )


def _points(
    positions: Mapping[tuple[str, bool], Position], workplaces: tuple[Workplace, ...]
) -> tuple[tuple[Point, ...], tuple[Stay, ...]]:
    """Points of a position go to its workplaces in order; the values settle what is left over."""
    files: tuple[tuple[PointFamily, str], ...] = (
        ("light", "points-light.csv"),
        ("microclimate", "points-microclimate.csv"),
        ("noise", "points-noise.csv"),
    )
    numbers = count(1)
    points, stays = [], []
    names = {p.id: p.name.ru for p in positions.values()}
    for family, file in files:
        waiting = defaultdict(list)
        for workplace in workplaces:
            if family == "noise" or workplace.number not in UNMEASURED:
                waiting[names[workplace.position_id]].append(workplace)
        for row in rows_of(file):
            ordinal = next(numbers)
            point = Point(
                id=PointId(f"t{ordinal}"),
                certification_id=CERTIFICATION,
                family=family,
                ordinal=ordinal,
                label=row["point"],
                work_category=row.get("work_category"),
                visual_grade=row.get("visual_work_grade"),
            )
            points.append(point)
            queue = waiting[spelled(row["position"])]
            if queue:
                stays.append(
                    Stay(id=f"y{ordinal}", point_id=point.id, workplace_id=queue.pop(0).id)
                )
    return tuple(points), tuple(stays)


UNMEASURED = frozenset({15, 16, 17, 18, 22, 23, 24, 39, 40, 41, 42})


def _entries() -> Iterable[CardEntry]:
    for card in CARDS:
        for n, row in enumerate(rows_of(f"{card}-cards.csv"), start=1):
            yield CardEntry(
                id=f"{card}{n}",
                workplace_id=workplace_id(row["workplace_no"]),
                card=card,
                indicator=row["indicator"],
                value_text=row.get("value_written", ""),
            )


def _marks(journal: Rows) -> Iterable[Mark]:
    numbers = count(1)

    def mark(number: str, subject: str, name: str) -> Mark:
        return Mark(
            id=f"k{next(numbers)}",
            workplace_id=workplace_id(number),
            subject=subject,
            hazard_class=HazardClass(name),
        )

    for row in journal:
        yield mark(row["workplace_no"], row["quantity"], "2")
    for card in CARDS:
        for row in rows_of(f"{card}-cards.csv"):
            yield mark(
                row["workplace_no"], f"{card}/{row['indicator']}", row["class_marked_by_hand"]
            )
    for row in rows_of("card-conclusions.csv"):
        for card in CARDS:
            yield mark(row["workplace_no"], card, row[f"{card}_conclusion_by_hand"])
