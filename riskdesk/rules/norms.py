"""Permissible levels of the state norms: noise by kind of work, microclimate, light."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskdesk.domain.values import LocalizedText, Period, Range, Season
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.table import DataFault, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class NormTable:
    """One table of an act with the days it is in force and how it was verified."""

    act: str
    annex: str
    table: str
    in_force: Period
    verified: Verified
    checked: date
    note: LocalizedText
    body: Table

    @classmethod
    def of(cls, body: Table) -> "NormTable":
        """The typed head of a norm file."""
        force, checked = body.table("in_force"), body.day("checked")
        if checked is None:
            raise DataFault("data-missing", f"{body.place}: checked")
        return cls(
            act=body.text("act"),
            annex=body.text("annex"),
            table=body.text("table"),
            in_force=Period(force.day("from"), force.day("to")),
            verified=read_verified(body),
            checked=checked,
            note=body.localized("note"),
            body=body,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseRow:
    """A row of the noise table: ``level`` in dBA, octave levels in dB by Hz."""

    number: int
    title: LocalizedText
    level: Decimal
    octaves: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class MicroclimateRow:
    """A season and work category: air temperatures in °C, humidity in %, air speeds in m/s.

    ``humidity`` and ``speed_optimal`` are upper bounds; ``humidity_at``: the temperature that the
    humidity is printed for.
    """

    category: str
    season: Season
    optimal: Range
    permanent: Range
    temporary: Range
    humidity: Decimal
    humidity_at: Decimal | None
    humidity_optimal: Range
    speed_optimal: Decimal
    speed: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class LightGrade:
    """A grade of visual work: general illuminance in lx; ``precise``: steps down to 3.2.

    ``also``: another value the table prints for the grade (by contrast or room).
    """

    grade: str
    level: Decimal
    precise: bool
    table: str
    rooms: LocalizedText
    also: Decimal | None


@dataclass(frozen=True, slots=True)
class NoiseNorm:
    """Noise at workplaces by kind of work."""

    head: NormTable
    rows: Mapping[int, NoiseRow]

    @classmethod
    def of(cls, body: Table) -> "NoiseNorm":
        """The typed file."""
        bands = body.texts("bands")
        rows = {}
        for entry in body.tables("row"):
            octaves = dict(zip(bands, entry.numbers("octaves"), strict=True))
            number = entry.integer("number")
            rows[number] = NoiseRow(
                number=number,
                title=entry.localized("title"),
                level=entry.number("level"),
                octaves=octaves,
            )
        return cls(NormTable.of(body), rows)


@dataclass(frozen=True, slots=True)
class MicroclimateNorm:
    """Microclimate of the working zone; bounds that choose the season."""

    head: NormTable
    categories: Mapping[str, LocalizedText]
    rows: Mapping[tuple[Season, str], MicroclimateRow]
    warm_above: Decimal
    warm_months: frozenset[int]
    aliases: Mapping[str, str]
    thc: Mapping[str, Decimal]
    written: Mapping[str, str]
    """The categories as the norm writes them, by id: Iа for Ia."""

    @classmethod
    def of(cls, body: Table) -> "MicroclimateNorm":
        """The typed file."""
        rows = {}
        for entry in body.tables("row"):
            season = Season(entry.text("season"))
            row = MicroclimateRow(
                category=entry.text("category"),
                season=season,
                optimal=_pair(entry, "optimal"),
                permanent=_pair(entry, "permanent"),
                temporary=_pair(entry, "temporary"),
                humidity=entry.number("humidity"),
                humidity_at=entry.optional_number("humidity_at"),
                humidity_optimal=_pair(entry, "humidity_optimal"),
                speed_optimal=entry.number("speed_optimal"),
                speed=_pair(entry, "speed"),
            )
            rows[season, row.category] = row
        categories = body.table("categories")
        aliases = {}
        for name in categories:
            entry = categories.table(name)
            for alias in (name, *entry.texts("aliases")):
                aliases[fold_grade(alias)] = name
        season_data = body.table("season")
        return cls(
            NormTable.of(body),
            {name: categories.table(name).localized("title") for name in categories},
            rows,
            season_data.number("warm_above"),
            frozenset(int(month) for month in season_data.numbers("warm_months")),
            aliases,
            {name: categories.table(name).number("thc") for name in categories},
            {name: categories.table(name).texts("aliases")[0] for name in categories},
        )

    def category(self, text: str | None) -> str | None:
        """The id of a category as people write it (Iб, 1б, Ib)."""
        return None if text is None else self.aliases.get(fold_grade(text))

    def season_on(self, outdoor: Decimal | None, day: date) -> tuple[Season, bool]:
        """The season and whether it is only proposed (by the month)."""
        if outdoor is not None:
            return (Season.WARM if outdoor > self.warm_above else Season.COLD), False
        return (Season.WARM if day.month in self.warm_months else Season.COLD), True

    def humidity_at(self, row: MicroclimateRow, temperature: Decimal) -> Decimal:
        """The permissible humidity of the warm season read by air temperature."""
        steps = sorted(
            (r.humidity_at, r.humidity)
            for r in self.rows.values()
            if r.season == row.season and r.humidity_at is not None
        )
        fitting = [humidity for at, humidity in steps if temperature <= at]
        if not steps:
            return row.humidity
        return fitting[0] if fitting else steps[-1][1]


@dataclass(frozen=True, slots=True)
class LightNorm:
    """General artificial illuminance by grade of visual work."""

    head: NormTable
    grades: Mapping[str, LightGrade]
    aliases: Mapping[str, str]

    @classmethod
    def of(cls, body: Table) -> "LightNorm":
        """The typed file."""
        grades, aliases = {}, {}
        for entry in body.tables("grade"):
            grade = LightGrade(
                grade=entry.text("grade"),
                level=entry.number("level"),
                precise=entry.flag("precise"),
                table=entry.text("table"),
                rooms=entry.localized("rooms"),
                also=entry.optional_number("also"),
            )
            grades[grade.grade] = grade
            aliases[fold_grade(grade.grade)] = grade.grade
        return cls(NormTable.of(body), grades, aliases)

    def grade(self, text: str | None) -> str | None:
        """The grade as the table writes it."""
        return None if text is None else self.aliases.get(fold_grade(text))


def fold_grade(text: str) -> str:
    """A grade or category for comparing: case, spaces, dashes, Latin and Cyrillic twins."""
    plain = text.casefold()
    for sign in " \u00a0-‐‑–—.":
        plain = plain.replace(sign, "")
    return plain.translate(_TWINS)


_TWINS = str.maketrans(
    {"a": "а", "b": "б", "v": "в", "g": "г", "і": "i", "ⅰ": "i", "l": "i", "|": "i"}
)


def _pair(table: Table, key: str) -> Range:
    ends = table.numbers(key)
    if len(ends) != 2 or ends[0] > ends[1]:
        raise DataFault("data-numbers", f"{table.place}: {key}")
    return Range(*ends)
