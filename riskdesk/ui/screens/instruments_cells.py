"""The columns and cells of the register of instruments."""

from collections.abc import Iterator
from datetime import date

from riskdesk.services.instrument_ranges import ranges_text
from riskdesk.services.instruments_register import InstrumentState
from riskdesk.services.queries_instruments import InstrumentsPage
from riskdesk.ui.kit.cells import Cell, Column, Finder, GridRow, Sign
from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.look import Look
from riskdesk.ui.screens.instruments_find import Quantities

STATE_SIGN: dict[InstrumentState, tuple[str, Tone]] = {
    "valid": ("tick", "ok"),
    "expires": ("due", "attention"),
    "expired": ("error", "invalid"),
    "undated": ("warning", "attention"),
    "not-yet": ("warning", "attention"),
}
"""Icon and tone of a verification: roles of states, never colours of classes."""


def register_columns(look: Look, find: Finder) -> tuple[Column, ...]:
    """The register."""
    tr = look.tr

    def typed(key: str, width: int, kind: str = "text", **more: object) -> Column:
        title = tr(f"instruments.{key}")
        return Column(key=key, title=title, kind=kind, width=width, typed=True, **more)  # type: ignore[arg-type]

    return (
        typed("name", 192, stretch=True),
        typed("serial", 64, wrap_head=True),
        typed("quantities", 136, "reference", find=find),
        typed("certificate", 80),
        typed("verified_on", 92, "date", wrap_head=True),
        typed("valid_until", 92, "date", wrap_head=True),
        Column(
            key="state", title=tr("instruments.state"), computed=True, width=120, wrap_head=True
        ),
        Column(
            key="on_day", title=tr("instruments.on_day"), computed=True, width=98, wrap_head=True
        ),
        Column(
            key="used",
            title=tr("instruments.used"),
            kind="value",
            computed=True,
            width=62,
            wrap_head=True,
        ),
        typed("ranges", 130),
        typed("error", 100),
        Column(key="files", title=tr("instruments.files"), kind="value", computed=True, width=56),
        typed("remark", 150),
    )


def register_rows(look: Look, page: InstrumentsPage, quantities: Quantities) -> Iterator[GridRow]:
    """Its rows."""
    for row in page.rows:
        one = row.instrument
        texts = {
            "name": one.name,
            "serial": one.serial,
            "quantities": quantities.words(one.quantities),
            "ranges": ranges_text(one, page.catalog, look.language),
            "error": one.error,
            "certificate": one.certificate,
            "verified_on": day_text(one.verified_on),
            "valid_until": day_text(one.valid_until),
            "remark": one.remark,
        }
        cells = {key: Cell(text=text, editable=True, tooltip=text) for key, text in texts.items()}
        files = len(page.files.get(row.id, ()))
        cells["state"] = state_cell(look, row.state, row.days)
        cells["on_day"] = state_cell(look, row.measured_state, None)
        cells["used"] = Cell(text=number_of(row.used))
        cells["files"] = Cell(text=number_of(files))
        yield GridRow(key=row.id, cells=cells)


def state_cell(look: Look, state: InstrumentState, days: int | None) -> Cell:
    """A verification in a word, with its sign."""
    icon, tone = STATE_SIGN[state]
    words = state_words(look, state, days)
    sign = Sign(icon=icon, meaning=look.tr(f"instruments.state_{state}"), tone=tone)
    return Cell(text=words, before=sign, tone=tone if tone != "ok" else "text", tooltip=words)


def state_words(look: Look, state: InstrumentState, days: int | None) -> str:
    """«действует», «истекает, дней: 12»."""
    if state == "expires" and days is not None:
        return look.tr("instruments.state_expires_in", days=days)
    return look.tr(f"instruments.state_{state}")


def day_text(day: date | None) -> str:
    """«03.06.2026»."""
    return "" if day is None else f"{day:%d.%m.%Y}"


def number_of(count: int) -> str:
    """A count; nothing is a dash."""
    return str(count) if count else "–"
