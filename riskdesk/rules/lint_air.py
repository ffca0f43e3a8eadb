"""Proofs about the lists of the air of the working zone, row by row."""

from collections.abc import Iterator
from pathlib import Path

from riskdesk.rules.acts import Acts
from riskdesk.rules.lint_norms import day_faults
from riskdesk.rules.substance import Substance, SubstanceList, is_cas
from riskdesk.rules.substance_files import (
    SubstanceHead,
    lines_of,
    newest,
    read_groups,
    substance_of,
)
from riskdesk.rules.table import DataFault, Table

LISTS: tuple[SubstanceList, ...] = ("pdk", "obuv")
ORDER = "order-of-values"
"""The doubt of a row whose shift average is printed above its single value."""


def air_faults(folder: Path, acts: Acts) -> Iterator[DataFault]:
    """Every row of every list, and that the groups name rows there are."""
    keys: set[str] = set()
    for name in LISTS:
        body = newest(folder, name)
        yield from _head_faults(body, acts)
        yield from _row_faults(name, SubstanceHead.of(body), folder, keys)
    body = newest(folder, "summation")
    yield from _head_faults(body, acts)
    for group in read_groups(body, folder):
        place = f"norms/{folder.name}/{body.text('rows')}: {group.number}"
        if group.sum_limit is None and group.kind != "independent":
            yield DataFault("data-missing", f"{place}: sum_limit")
        for key in (key for member in group.members for key in member.keys):
            if key not in keys:
                yield DataFault("data-row", place, value=key)


def _head_faults(body: Table, acts: Acts) -> Iterator[DataFault]:
    if body.text("act") not in acts:
        yield DataFault("data-act", f"{body.place}: act", value=body.text("act"))
    for key in ("source", "rows"):
        if not body.text(key):
            yield DataFault("data-missing", f"{body.place}: {key}")
    yield from day_faults(body)


def _row_faults(
    name: SubstanceList, head: SubstanceHead, folder: Path, keys: set[str]
) -> Iterator[DataFault]:
    """Each row is read on its own, so that one fault does not hide the next; fills ``keys``."""
    for line in lines_of(head.norm.body, folder):
        try:
            found = substance_of(name, head, line)
        except DataFault as fault:
            yield fault
            continue
        if found.key in keys:
            yield DataFault("data-twice", f"{line.place}: row", value=found.key)
        keys.add(found.key)
        yield from _substance_faults(found, line.place)


def _substance_faults(found: Substance, place: str) -> Iterator[DataFault]:
    for key, text in (("row", found.row), ("name_ru", found.name.ru)):
        if not text.strip():
            yield DataFault("data-missing", f"{place}: {key}")
    if found.cas and not is_cas(found.cas):
        yield DataFault("data-cas", f"{place}: cas", value=found.cas)
    if found.limited:
        if not found.as_printed:
            yield DataFault("data-missing", f"{place}: as_printed")
    elif not found.notes:
        yield DataFault("data-missing", f"{place}: max_single")
    single, average = found.max_single, found.shift_average
    if (
        single is not None
        and average is not None
        and average > single
        and ORDER not in found.doubts
    ):
        yield DataFault("data-values", place, single=single, average=average)
    if found.list == "pdk" and found.limited and found.hazard_class is None and not found.doubtful:
        yield DataFault("data-missing", f"{place}: class")
