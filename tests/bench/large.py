"""A made-up certification of any size: journal, points of many factors, both cards.

Values are drawn with a fixed seed as a laboratory reads them: most within their norms, some beyond.
The journal has other values at each workplace; both cards are filled once for a line of the staff
list, and its workplaces stay at the same points.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from riskdesk.data.database import open_database
from riskdesk.data.mapping import EntityMap, map_of
from riskdesk.data.tables import TABLE_OF
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
    Entity,
    Instrument,
    Measurement,
    Point,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import Clock

DAY = date(2026, 4, 10)
SECTION = 100
"""Workplaces of one section."""
POSITION = 5
"""Workplaces of one line of the staff list."""
TRADES = ("Токарь", "Слесарь", "Кладовщик", "Бухгалтер", "Водитель", "Маляр", "Оператор", "Мастер")


class _Quantity(NamedTuple):
    """``low`` and ``high`` in steps of ``decimals``."""

    name: str
    unit: str
    low: int
    high: int
    decimals: int
    norm: str = ""


QUANTITIES = (
    _Quantity("illuminance", "lx", 150, 420, 0, "200"),
    _Quantity("air_temperature", "degC", 150, 270, 1, "15-22"),
    _Quantity("relative_humidity", "pct", 20, 80, 0, "75"),
    _Quantity("noise_leq", "dBA", 550, 880, 1, "80"),
    _Quantity("emf_electric_5Hz_2kHz", "V_m", 1, 30, 0, "25"),
    _Quantity("emf_electric_2kHz_400kHz", "V_m", 1, 30, 1, "2,5"),
    _Quantity("emf_magnetic_5Hz_2kHz", "nT", 20, 280, 0, "250"),
    _Quantity("emf_magnetic_2kHz_400kHz", "nT", 1, 28, 0, "25"),
)

ROWS: tuple[tuple[str, dict[str, tuple[int, int, int]]], ...] = (
    ("vibration_local", {"vibration_local_level": (900, 1300, 1)}),
    ("ultrasound_air", {"ultrasound_air_band": (20, 20, 0), "ultrasound_air_level": (70, 125, 0)}),
    ("uv", {"uv_a": (1, 20, 1), "uv_b": (1, 9, 2), "uv_c": (1, 9, 4)}),
    ("aeroions", {"ions_positive": (200, 30000, 0), "ions_negative": (300, 40000, 0)}),
    ("ionizing", {"dose_effective": (1, 60, 1)}),
    ("emf_50hz", {"field50_e": (1, 60, 1)}),
)
"""Factors that are measured at points only, with their columns: low and high in steps."""

CARDS: dict[CardKind, tuple[tuple[str, int, int, int], ...]] = {
    "heaviness": (
        ("1.1", 100, 6000, 0), ("1.2a", 1000, 30000, 0), ("1.2b", 5000, 60000, 0),
        ("2.1", 1, 40, 0), ("2.2", 1, 18, 0), ("2.3a", 50, 900, 0), ("2.3b", 50, 500, 0),
        ("3.1", 1000, 65000, 0), ("3.2", 1000, 32000, 0), ("4.1", 1000, 40000, 0),
        ("4.2", 1000, 80000, 0), ("4.3", 1000, 120000, 0), ("6", 10, 320, 0),
        ("7.1", 1, 110, 1), ("7.2", 1, 55, 1),
    ),
    "tension": (
        ("2.1", 10, 85, 0), ("2.2", 20, 320, 0), ("2.3", 1, 27, 0), ("2.5", 0, 80, 0),
        ("2.8", 1, 26, 0), ("4.1", 2, 12, 0), ("4.2", 9, 110, 0), ("4.3", 1, 25, 0),
        ("4.4", 60, 95, 0), ("5.1", 6, 12, 0),
    ),
}  # fmt: skip
"""Indicators with a number: low and high in steps."""


def large_dossier(count: int, seed: int = 20260410) -> Dossier:
    """A certification of ``count`` workplaces, not stored."""
    return _Maker(count, Random(seed)).dossier()  # noqa: S311 - no secret, the same each time


def store_large(path: Path, count: int, clock: Clock) -> Dossier:
    """A new database with that certification; without a history, which would be its size again."""
    made = large_dossier(count)
    open_database(path, clock=clock, user="bench").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for kind, rows in groupby(_entities(made), key=type):
            made_by: EntityMap[Any] = map_of(kind)
            values = ", ".join(f":{column}" for column in made_by.columns)
            names = ", ".join(made_by.columns)
            statement = f"INSERT INTO {TABLE_OF[kind].name} ({names}) VALUES ({values})"  # noqa: S608 - our own names
            connection.executemany(statement, map(made_by.encode, rows))
        connection.execute("COMMIT")
    return made


def _entities(made: Dossier) -> Iterator[Entity]:
    """Parents before children."""
    yield from (made.enterprise, made.certification)
    lists: tuple[tuple[Entity, ...], ...] = (
        made.sections, made.positions, made.workplaces, made.instruments, made.points, made.stays,
        made.measurements, made.card_entries,
    )  # fmt: skip
    for rows in lists:
        yield from rows


class _Maker:
    def __init__(self, count: int, random: Random) -> None:
        self._count, self._random = count, random
        self._ids = 0
        self._head = Certification(
            id=CertificationId(self._id()),
            enterprise_id=EnterpriseId(self._id()),
            title="10 000",
            measured_on=DAY,
            ruleset="R2.2.2006-05",
            outdoor_temperature=Decimal("16.0"),
        )

    def dossier(self) -> Dossier:
        head = self._head
        sections = [self._section(n) for n in range(1, -(-self._count // SECTION) + 1)]
        lines = [self._position(n, sections) for n in range(-(-self._count // POSITION))]
        places = [self._workplace(n, lines) for n in range(1, self._count + 1)]
        devices = [self._instrument((each.name,)) for each in QUANTITIES]
        meters = [self._instrument(tuple(columns)) for _, columns in ROWS]
        points = [self._point(line, n, meters) for n in range(len(ROWS)) for line in lines]
        of_line = {line.id: points[at :: len(lines)] for at, line in enumerate(lines)}
        stays = [
            Stay(id=self._id(), point_id=point.id, workplace_id=place.id, hours=Decimal(8))
            for place in places
            for point in of_line[place.position_id]
        ]
        return Dossier(
            enterprise=Enterprise(id=head.enterprise_id, name=LocalizedText("Зауыт", "Завод")),
            certification=head,
            sections=tuple(sections),
            positions=tuple(lines),
            workplaces=tuple(places),
            points=tuple(points),
            stays=tuple(stays),
            instruments=(*devices, *meters),
            measurements=tuple(row for place in places for row in self._journal(place, devices)),
            card_entries=tuple(self._cards(places)),
        )

    def _id(self) -> str:
        self._ids += 1
        return f"01999999-0000-7000-8000-{self._ids:012}"

    def _section(self, number: int) -> Section:
        name = LocalizedText(f"{number} цех", f"Цех {number}")
        return Section(id=SectionId(self._id()), certification_id=self._head.id, ordinal=number,
                       name=name)  # fmt: skip

    def _position(self, number: int, sections: Sequence[Section]) -> Position:
        section = sections[number * POSITION // SECTION]
        trade = TRADES[number % len(TRADES)]
        return Position(
            id=PositionId(self._id()),
            certification_id=self._head.id,
            section_id=section.id,
            ordinal=number + 1,
            name=LocalizedText(f"{trade} {number}", f"{trade} {number}"),
            headcount=min(POSITION, self._count - number * POSITION),
        )

    def _workplace(self, number: int, lines: Sequence[Position]) -> Workplace:
        line = lines[(number - 1) // POSITION]
        return Workplace(
            id=WorkplaceId(self._id()),
            certification_id=self._head.id,
            position_id=line.id,
            number=number,
            men=1,
            women=0,
            noise_row=(3, 4, 5)[line.ordinal % 3],
            work_category=("IIa", "IIb", "Ib")[line.ordinal % 3],
            permanent=True,
            visual_grade=("IVб", "IIIв", "Va")[line.ordinal % 3],
            shift_hours=Decimal(8),
        )

    def _instrument(self, quantities: tuple[str, ...]) -> Instrument:
        return Instrument(
            id=InstrumentId(self._id()),
            certification_id=self._head.id,
            name=f"Прибор {quantities[0]}",
            quantities=quantities,
            certificate=f"ВА-{self._ids}",
            verified_on=date(2025, 9, 1),
            valid_until=date(2026, 9, 1),
        )

    def _point(self, line: Position, at: int, meters: Sequence[Instrument]) -> Point:
        family, columns = ROWS[at]
        return Point(
            id=PointId(self._id()),
            certification_id=self._head.id,
            family=family,
            ordinal=line.ordinal,
            label=str(line.ordinal),
            position_written=line.name.ru,
            zone=f"{line.ordinal}",
            instrument_id=meters[at].id,
            readings={name: self._text(*span) for name, span in columns.items()},
        )

    def _journal(self, place: Workplace, devices: Sequence[Instrument]) -> Iterator[Measurement]:
        for at, quantity in enumerate(QUANTITIES):
            text = self._text(quantity.low, quantity.high, quantity.decimals)
            yield Measurement(
                id=self._id(),
                workplace_id=place.id,
                quantity=quantity.name,
                ordinal=at + 1,
                value_text=text,
                value=Decimal(text.replace(",", ".")),
                unit=quantity.unit,
                norm_written=quantity.norm,
                measured_on=DAY,
                instrument_id=devices[at].id,
            )

    def _cards(self, places: Sequence[Workplace]) -> Iterator[CardEntry]:
        for _, alike in groupby(places, key=lambda place: place.position_id):
            values = [
                (card, indicator, self._text(*span))
                for card, indicators in CARDS.items()
                for indicator, *span in indicators
            ]
            for place in alike:
                for card, indicator, text in values:
                    yield CardEntry(
                        id=self._id(),
                        workplace_id=place.id,
                        card=card,
                        indicator=indicator,
                        value_text=text,
                    )

    def _text(self, low: int, high: int, decimals: int) -> str:
        number = round(self._random.triangular(low, high, low + (high - low) / 4))
        return format(Decimal(number).scaleb(-decimals), "f").replace(".", ",")
