"""Proofs about one table of bounds: every printed value has one class, worse only further out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from riskdesk.domain.values import HazardClass
from riskdesk.rules.scale import Bands, Scale
from riskdesk.rules.table import DataFault, Table

_CLASSES = tuple(member.value for member in HazardClass)
_FINE = Decimal("0.001")
"""The step of a proof where the act prints no precision: finer than any bound of the acts."""


def tables_of(body: Table) -> Iterator[Table]:
    """``body`` and every table below it, with their places."""
    yield body
    for key, value in body.data.items():
        if key == "variants":
            continue  # laid upon the file by the option and proved there
        if isinstance(value, dict):
            yield from tables_of(body.table(key))
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for entry in body.tables(key):
                yield from tables_of(entry)


def class_faults(table: Table) -> Iterator[DataFault]:
    """Words that should be classes: ``fixed``, ``within``, ``beyond``, ``classes`` …."""
    for key in ("fixed", "within", "beyond", "at_least", "harmful", "ceiling", "outside"):
        if key in table and table.text(key) not in _CLASSES:
            yield DataFault("data-class", f"{table.place}: {key}", value=table.text(key))
    if isinstance(table.data.get("classes"), dict):
        return  # the input key of that name
    for number, name in enumerate(table.texts("classes")):
        if name not in _CLASSES:
            yield DataFault("data-class", f"{table.place}: classes[{number}]", value=name)


def scale_faults(table: Table, body: Table) -> Iterator[DataFault]:
    """Whether one-sided bounds have a class for every value, and no better one further out."""
    scale = Scale.of(table, body)
    ordinals = [HazardClass(name).ordinal for name in scale.classes if name in _CLASSES]
    if ordinals != sorted(set(ordinals)):
        yield DataFault("data-order", table.place)
    for bound in sorted(scale.exclusive - set(scale.bounds)):
        yield DataFault("data-exclusive", table.place, value=bound)
    unit = _unit(scale.decimals)
    for index, bound in enumerate(scale.bounds):
        if scale.decimals is not None and bound != bound.quantize(unit):
            yield DataFault("data-precision", table.place, value=bound, decimals=scale.decimals)
            continue
        worse = bound + unit if scale.upper else bound - unit
        at_bound = index + 1 if bound in scale.exclusive else index
        found = (scale.place(bound).result, scale.place(worse).result)
        if found != (scale.classes[at_bound], scale.classes[index + 1]):
            yield DataFault("data-gap", table.place, value=bound)


def band_faults(table: Table, body: Table) -> Iterator[DataFault]:
    """Whether two-sided bands leave no gap between them and do not overlap."""
    bands = Bands.of(table, body)
    for number, band in enumerate(bands.bands):
        if band.result not in _CLASSES:
            yield DataFault("data-class", f"{table.place}: bands[{number}]", value=band.result)
    edges = sorted(
        {edge for band in bands.bands for edge in (band.low, band.high) if edge is not None}
    )
    if not edges:
        yield DataFault("data-missing", f"{table.place}: bands")
        return
    unit = _unit(bands.decimals)
    for edge in edges:
        for value in (edge - unit, edge, edge + unit):
            count = sum(1 for band in bands.bands if value in band)
            outside = value < edges[0] or value > edges[-1]
            if count > 1:
                yield DataFault("data-overlap", table.place, value=value)
            elif count == 0 and not (outside and _said(table, body)):
                yield DataFault("data-gap", table.place, value=value)


def list_faults(table: Table) -> Iterator[DataFault]:
    """Whether lists of ranges (``from``, ``to``) and of times (``t_h``, ``t_min``) go one way."""
    for key, value in table.data.items():
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            continue
        entries = table.tables(key)
        yield from _ranges(entries)
        for name in ("t_h", "t_min", "to"):
            steps = [entry.number(name) for entry in entries if _numeric(entry, name)]
            distinct = sorted(set(steps))
            if len(steps) > 1 and steps not in (distinct, distinct[::-1]):
                yield DataFault("data-sorted", f"{table.place}: {key}", name=name)


def _ranges(entries: tuple[Table, ...]) -> Iterator[DataFault]:
    last: Decimal | None = None
    for entry in entries:
        if not _numeric(entry, "from") or not _numeric(entry, "to"):
            continue
        low, high = entry.number("from"), entry.number("to")
        if low > high:
            yield DataFault("data-range", entry.place, low=low, high=high)
        if last is not None and low < last:
            yield DataFault("data-overlap", entry.place, value=low)
        last = high


def _numeric(entry: Table, key: str) -> bool:
    """Whether ``key`` is a number here: ``to`` may also be a class."""
    return key in entry and not isinstance(entry.data[key], str | date)


def _said(table: Table, body: Table) -> bool:
    """Whether the table says what judges a value outside of it."""
    return bool(table.localized("otherwise").ru or body.localized("otherwise").ru)


def _unit(decimals: int | None) -> Decimal:
    return _FINE if decimals is None else Decimal(1).scaleb(-decimals)
