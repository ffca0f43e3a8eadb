"""What is measured and judged: factors, their quantities, the indicators of the cards, units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, cast

from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.indicator_help import IndicatorHelp, read_help
from riskdesk.rules.table import DataFault, Table

Bound = Literal["upper", "lower"]
"""Which bound one written number is: illuminance has a least value, all others a greatest."""

Judge = Literal["illuminance", "temperature", "humidity", "noise", "as-written"]
"""Which norm judges a quantity; ``as-written``: no table of the state norms covers it."""

_JUDGES = ("illuminance", "temperature", "humidity", "noise", "as-written")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitySpec:
    """A quantity of the journal. ``order``: its place in the block of a workplace on the forms.

    ``possible``: the values it can have at all; one beyond them is a slip of the pen, no result.
    """

    id: str
    factor: str
    title: LocalizedText
    short: LocalizedText
    unit: LocalizedText
    unit_id: str
    order: int
    decimals: int
    bound: Bound
    judge: Judge
    possible: Range = field(default_factory=Range)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorSpec:
    """A factor of the working environment and its quantities."""

    id: str
    title: LocalizedText
    order: int
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalcSpec:
    """How the arithmetic of an indicator is read: numbers by ``keys`` go to ``criterion``.

    ``listed``: all products at once under this key, "" one product after the other, added.
    ``given``: what is always the same. ``by_sex``: the criterion asks for the sex.
    """

    criterion: str
    keys: tuple[str, ...]
    listed: str = ""
    given: Mapping[str, str | Decimal] = field(default_factory=dict)
    by_sex: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSpec:
    """A posture of an indicator: its name in the card, the row of ``shares_by`` that judges it.

    ``row``: "" where no row asks for more than the first class.
    """

    name: LocalizedText
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSpec:
    """One rated indicator of a card, numbered as on the form (``1.2a`` is 1 to 5 m).

    ``row``: the row of the criterion its number is judged by, ``""`` where only a mark is given.
    ``calc``: how its arithmetic is worked out, if it is. ``shares``: the postures whose shares of
    the shift are judged by the rows of the criterion ``shares_by``. ``help``: how it is judged.
    """

    number: str
    title: LocalizedText
    unit: LocalizedText
    group: LocalizedText
    group_number: str
    row: str = ""
    calc: CalcSpec | None = None
    shares: tuple[ShareSpec, ...] = ()
    shares_by: str = ""
    help: IndicatorHelp | None = None


def read_units(table: Table) -> dict[str, LocalizedText]:
    """Symbols of units by id."""
    return {unit: table.localized(unit) for unit in table}


def known_unit(table: Table, units: Mapping[str, LocalizedText]) -> str:
    """The id of the unit of ``table``; a fault if ``units.toml`` has none of that name."""
    unit = table.text("unit")
    if unit not in units:
        raise DataFault("data-unit", f"{table.place}: unit", value=unit)
    return unit


def read_factor(
    table: Table, units: Mapping[str, LocalizedText]
) -> tuple[FactorSpec, tuple[QuantitySpec, ...]]:
    """A file of ``resources/factors``: the factor and its quantities."""
    factor = table.text("id")
    quantities = []
    for entry in table.tables("quantity"):
        judge = entry.text("judge")
        if judge not in _JUDGES:
            known = ", ".join(_JUDGES)
            raise DataFault("data-word", f"{entry.place}: judge", value=judge, known=known)
        unit = known_unit(entry, units)
        quantities.append(
            QuantitySpec(
                id=entry.text("id"),
                factor=factor,
                title=entry.localized("title"),
                short=entry.localized("short"),
                unit=units[unit],
                unit_id=unit,
                order=entry.integer("order"),
                decimals=entry.integer("decimals"),
                bound="lower" if entry.text("bound", "upper") == "lower" else "upper",
                judge=cast("Judge", judge),
                possible=_possible(entry),
            )
        )
    spec = FactorSpec(
        id=factor,
        title=table.localized("title"),
        order=table.integer("order"),
        quantities=tuple(quantity.id for quantity in quantities),
    )
    return spec, tuple(quantities)


def _possible(entry: Table) -> Range:
    """The ends of ``possible``; each may be open."""
    ends = entry.table("possible")
    return Range(ends.optional_number("low"), ends.optional_number("high"))


def read_indicators(table: Table, units: Mapping[str, LocalizedText]) -> tuple[IndicatorSpec, ...]:
    """The indicators of a card file, in the order of the form."""
    return tuple(
        IndicatorSpec(
            number=entry.text("number"),
            title=entry.localized("title"),
            unit=units[known_unit(entry, units)] if "unit" in entry else LocalizedText(),
            group=group.localized("title"),
            group_number=group.text("number"),
            row=entry.text("row", ""),
            calc=_calc(entry.table("calc")) if "calc" in entry else None,
            shares=tuple(
                ShareSpec(name=share.localized("name"), row=share.text("row", ""))
                for share in entry.tables("share")
            ),
            shares_by=entry.text("shares_by", ""),
            help=read_help(entry.table("help")) if "help" in entry else None,
        )
        for group in table.tables("group")
        for entry in group.tables("indicator")
    )


def _calc(entry: Table) -> CalcSpec:
    given = entry.table("given")
    return CalcSpec(
        criterion=entry.text("criterion"),
        keys=entry.texts("keys"),
        listed=entry.text("list", ""),
        given={
            name: value if isinstance(value := given.data[name], str) else given.number(name)
            for name in given
        },
        by_sex=entry.flag("by_sex", default=True),
    )
