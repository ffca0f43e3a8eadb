"""Protocol of noise and vibration (kz-rules-and-forms C.6): one form for both."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, Record, plain, same
from riskdesk.forms.records.protocol import protocol
from riskdesk.forms.records.protocol_cells import measuring, norm, spot_fields, value
from riskdesk.forms.records.protocol_spots import Spot, spots
from riskdesk.forms.records.protocol_words import under_table
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.families import ColumnSpec

NOISE = "noise"
FAMILIES = (NOISE, "vibration_whole", "vibration_local")
BANDS = ("31_5", "63", "125", "250", "500", "1000", "2000", "4000", "8000")
"""Octave bands that noise is read in; the form's bands below are those of vibration."""
_LEVELS: Mapping[str, str] = {"noise_leq": "LАэкв ", "noise_max": "LАмакс "}
"""How the form names a level of noise."""
_CHARACTER: Mapping[str, frozenset[str]] = {
    "broadband": frozenset({"broadband", "широкополосный", "кең жолақты", "кең қуысты"}),
    "tonal": frozenset({"tonal", "тональный", "тоналды", "тонды"}),
    "steady": frozenset({"steady", "постоянный", "тұрақты"}),
    "fluctuating": frozenset({"fluctuating", "колеблющийся", "ауытқымалы", "толқымалы"}),
    "intermittent": frozenset({"intermittent", "прерывистый", "үзілмелі", "үзік"}),
    "impulse": frozenset({"impulse", "импульсный", "импульстік", "импульсті"}),
}
"""By column of the form, the words that points write for a character of noise."""
_MARK = plain("+")


def protocol_noise(source: Source) -> Record:
    """One row a level; the levels of one point stay together."""
    found = spots(source, FAMILIES)
    columns = tuple(
        column.id for name in FAMILIES for column in source.catalog.families[name].columns
    )
    rows = tuple(_block(spot) for spot in found)
    head = measuring(source, found, columns, FAMILIES)
    fields = under_table(source, found, (NOISE,), columns)
    fields["sources"] = Field(text=_sources(source, found))
    return protocol(source, head, {"rows": rows}, fields)


def _sources(source: Source, found: tuple[Spot, ...]) -> LocalizedText:
    """The equipment of the workplaces that were measured: what makes the noise."""
    names = dict.fromkeys(
        check.name
        for spot in found
        for workplace in spot.workplaces
        for check in source.dossier.safety_checks_of(workplace)
        if check.kind == "equipment"
    )
    return same(", ".join(names)) if names else source.wording.say("blank")


def _block(spot: Spot) -> Record:
    return Record(
        fields={**spot_fields(spot), "additional": Field(text=_additional(spot)), **_marks(spot)},
        lists={"levels": tuple(_levels(spot)) or (_nothing(),)},
    )


def _nothing() -> Record:
    return Record(fields={"level": plain("–"), "norm": plain("–")})


def _levels(spot: Spot) -> Iterator[Record]:
    """A row for every level of the spot; the bands stand in the first."""
    if spot.point is not None and spot.point.family != NOISE:
        yield from _vibration(spot, spot.point.family)
        return
    bands = {
        f"band_{band}": value(spot, f"noise_band_{band}")
        for band in BANDS
        if spot.typed(f"noise_band_{band}")
    }
    for column in spot.source.catalog.families[NOISE].columns:
        if _is_level(spot, column):
            level = value(spot, column.id, _LEVELS.get(column.id, ""))
            yield Record(fields={**bands, "level": level, "norm": norm(spot, column.id)})
            bands = {}


def _vibration(spot: Spot, family: str) -> Iterator[Record]:
    """What was read with its unit, then the level that it comes to, which has the norm."""
    judged = f"{family}_level"
    for column in spot.source.catalog.families[family].columns:
        if column.id != judged and _is_level(spot, column):
            axis = f"{column.short.ru}: " if len(column.short.ru) == 1 else ""
            yield Record(fields={"level": _with_unit(value(spot, column.id, axis), column.unit)})
    level, found = value(spot, judged), spot.finding(judged)
    unit = spot.source.catalog.columns[judged].unit
    if level.number is not None:
        yield Record(fields={"level": _with_unit(level, unit), "norm": norm(spot, judged)})
    elif found is not None and found.value is not None:
        text = spot.source.wording.say("level-worked-out", level=format_decimal(found.value))
        yield Record(fields={"level": Field(text=text), "norm": norm(spot, judged)})


def _with_unit(level: Field, unit: LocalizedText) -> Field:
    """A value in a column of several units: its unit stands behind it."""
    if level.number is None:
        return level
    prefix = f"{level.prefix}{format_decimal(level.number)} "
    return replace(level, number=None, prefix=prefix, text=unit)


def _is_level(spot: Spot, column: ColumnSpec) -> bool:
    if column.id.startswith("noise_band_") or column.kind not in {"number", "numbers"}:
        return False
    return column.id in spot.readings or (column.required and bool(spot.typed(column.id)))


def _marks(spot: Spot) -> dict[str, Field]:
    """«+» where the character of noise is written; what cannot be told stands in words beside."""
    if spot.point is None:
        return {}
    words = _words(spot)
    return {name: _MARK for name, known in _CHARACTER.items() if not known.isdisjoint(words)}


def _words(spot: Spot) -> frozenset[str]:
    if spot.point is None:
        return frozenset()
    point = spot.point
    texts = (point.spectrum, point.time_character, point.readings.get("noise_character", ""))
    return frozenset(word.strip().casefold() for text in texts for word in text.split(","))


def _additional(spot: Spot) -> LocalizedText:
    """Hours of exposure, the kind of vibration, a character that the form has no column for."""
    point = spot.point
    if point is None:
        return same("–")
    hours = point.exposure_hours or "; ".join(format_decimal(each) for each in spot.hours)
    known = frozenset(word for words in _CHARACTER.values() for word in words)
    strange = [word for word in sorted(_words(spot) - known) if word]
    family = spot.source.catalog.families[point.family]
    words = [
        column.choices.get(point.readings.get(column.id, ""), LocalizedText())
        for column in family.columns
        if column.kind == "word" and column.id not in {"noise_meter", "noise_character"}
    ]
    kind = family.title if point.family != NOISE else LocalizedText()
    named = [word for word in words if word.ru]
    return joined((kind, *named, same(", ".join(strange)), same(hours)), "; ") or same("–")
