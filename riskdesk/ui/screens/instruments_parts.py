"""Columns and cells of what hangs on one instrument: calibrations, values, ranges."""

from collections.abc import Iterable, Iterator

from riskdesk.domain.desk import FieldCheck
from riskdesk.services.field_drift import Drift
from riskdesk.services.instrument_choice import range_of, range_words
from riskdesk.services.instrument_ranges import ranged
from riskdesk.services.instruments_register import FieldCheckRow, InstrumentRow
from riskdesk.services.queries_instruments import InstrumentsPage, MeasuredRow
from riskdesk.ui.kit.cells import Cell, Column, Finder, GridRow, Option, Sign
from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.look import Look
from riskdesk.ui.screens.instruments_cells import day_text
from riskdesk.ui.tags import number_text, typed_text

DRIFT_SIGN: dict[str, tuple[str, Tone]] = {
    "within": ("tick", "ok"),
    "drifted": ("error", "invalid"),
    "off-reference": ("error", "invalid"),
    "open": ("info", "text_2"),
}


def check_columns(look: Look, find: Finder) -> tuple[Column, ...]:
    """The calibrations in the field of one instrument."""
    tr = look.tr

    def number(key: str) -> Column:
        title = tr(f"instruments.{key}")
        return Column(key=key, title=title, kind="number", typed=True, width=76, wrap_head=True)

    return (
        Column(key="day", title=tr("instruments.day"), kind="date", typed=True, width=100),
        Column(
            key="quantity",
            title=tr("instruments.quantity"),
            kind="reference",
            typed=True,
            width=190,
            stretch=True,
            find=find,
        ),
        Column(key="unit", title=tr("instruments.unit"), computed=True, width=52),
        *(number(key) for key in ("reference", "before", "after", "allowed_drift")),
        Column(
            key="drift",
            title=tr("instruments.drift"),
            kind="number",
            computed=True,
            width=76,
            wrap_head=True,
        ),
        Column(key="verdict", title=tr("instruments.verdict"), computed=True, width=216),
    )


def check_rows(look: Look, rows: Iterable[FieldCheckRow]) -> Iterator[GridRow]:
    """Their rows."""
    tr, language = look.tr, look.language
    for row in rows:
        check, drift = row.check, row.drift
        cells = {
            key: Cell(text=number_text(getattr(check, key), language), editable=True)
            for key in ("reference", "before", "after", "allowed_drift")
        }
        icon, tone = DRIFT_SIGN[drift.status]
        words = tr(f"instruments.drift_{drift.status}")
        sign = Sign(icon=icon, meaning=words, tone=tone)
        cells |= {
            "day": Cell(text=day_text(check.day), editable=True),
            "quantity": Cell(text=tr.text(row.quantity), editable=True),
            "unit": Cell(text=tr.text(row.unit), tone="text_2"),
            "drift": Cell(text=number_text(drift.drift, language)),
            "verdict": Cell(
                text=words, before=sign, tone=tone if drift.faulty else "text", tooltip=words
            ),
        }
        yield GridRow(key=check.id, cells=cells)


def drift_lines(look: Look, check: FieldCheck, drift: Drift) -> list[str]:
    """The verdict on a calibration with its numbers, step by step."""
    tr, language = look.tr, look.language

    def said(value: object) -> str:
        return number_text(value, language) or "–"  # type: ignore[arg-type]

    allowed = said(drift.allowed)
    lines = []
    if drift.drift is not None:
        sign = "≤" if drift.allowed is not None and drift.drift <= drift.allowed else ">"
        lines.append(
            tr(
                "instruments.why_drift", after=said(check.after), before=said(check.before),
                drift=said(drift.drift),
            )
            + (f" {sign} {allowed}" if drift.allowed is not None else "")
        )  # fmt: skip
    for key, read, off in (
        ("before", check.before, drift.off_before),
        ("after", check.after, drift.off_after),
    ):
        if off is not None:
            sign = "≤" if drift.allowed is not None and off <= drift.allowed else ">"
            words = tr(
                f"instruments.why_{key}",
                read=said(read),
                reference=said(check.reference),
                off=said(off),
            )
            lines.append(words + (f" {sign} {allowed}" if drift.allowed is not None else ""))
    return lines


def measured_columns(look: Look) -> tuple[Column, ...]:
    """What an instrument measured."""
    tr = look.tr
    return (
        Column(key="sign", title="", kind="sign", width=24),
        Column(key="place", title=tr("instruments.place"), width=250, stretch=True),
        Column(key="quantity", title=tr("instruments.quantity"), width=230),
        Column(key="value", title=tr("instruments.value"), kind="value", width=90),
        Column(key="day", title=tr("instruments.day"), width=96),
        Column(key="fault", title=tr("instruments.fault"), width=290),
    )


def measured_cells(look: Look, row: MeasuredRow) -> GridRow:
    """One row of them."""
    tr = look.tr
    fault = tr.text(row.fault)
    icon, tone = ("error", "invalid") if fault else ("tick", "ok")
    meaning = tr("instruments.not_covered" if fault else "instruments.covered")
    place, quantity = tr.text(row.place), tr.text(row.quantity)
    return GridRow(
        key=row.key,
        cells={
            "sign": Cell(before=Sign(icon=icon, meaning=meaning, tone=tone)),  # type: ignore[arg-type]
            "place": Cell(text=place, tooltip=place),
            "quantity": Cell(text=quantity, tooltip=quantity),
            "value": Cell(text=typed_text(row.value, look.language)),
            "day": Cell(text=day_text(row.day)),
            "fault": Cell(text=fault or meaning, tone="text" if fault else "text_2", tooltip=fault),
        },
    )


def range_columns(look: Look) -> tuple[Column, ...]:
    """The ranges of one instrument, quantity by quantity."""
    tr = look.tr
    return (
        Column(key="quantity", title=tr("instruments.quantity"), width=320, stretch=True),
        Column(key="unit", title=tr("instruments.unit"), width=90),
        Column(key="range", title=tr("instruments.range"), kind="value", typed=True, width=210),
    )


def range_rows(look: Look, row: InstrumentRow, page: InstrumentsPage) -> Iterator[GridRow]:
    """Their rows: every quantity that can have one."""
    tr, one = look.tr, row.instrument
    names = ranged(one.quantities, page.catalog)
    titles = {each.id: each for each in page.known}
    for name in dict.fromkeys((*names, *one.ranges)):
        column = page.catalog.columns.get(name)
        title = tr.text(titles[name].title) if name in titles else name
        words = range_words(range_of(one, name)).get(look.language) if name in one.ranges else ""
        yield GridRow(
            key=name,
            cells={
                "quantity": Cell(text=title),
                "unit": Cell(text=tr.text(column.unit) if column else "", tone="text_2"),
                "range": Cell(text=words, editable=True),
            },
        )


def quantity_options(look: Look, row: InstrumentRow | None, page: InstrumentsPage) -> list[Option]:
    """What a calibration can be of: what the instrument measures."""
    if row is None:
        return []
    tr = look.tr
    titles = {each.id: tr.text(each.title) for each in page.known}
    names = dict.fromkeys(
        (*row.instrument.quantities, *ranged(row.instrument.quantities, page.catalog))
    )
    return [Option(value=name, words=titles.get(name, name)) for name in names]
