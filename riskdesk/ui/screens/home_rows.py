"""The list of certifications on the start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.look import Look
from riskdesk.ui.screens.home_days import DAY

if TYPE_CHECKING:  # the first page that is painted: the services come after it
    from riskdesk.services.queries_home import HomeRow


def home_columns(look: Look) -> tuple[Column, ...]:
    """The heads."""
    tr = look.tr
    return (
        Column(key="enterprise", title=tr("home.enterprise"), stretch=True, width=170),
        Column(key="stage", title=tr("home.stage"), width=130),
        Column(key="places", title=tr("home.places"), kind="value", width=100),
        Column(key="errors", title=tr("home.errors"), kind="value", width=84),
        Column(key="due", title=tr("home.report_by"), kind="value", width=116),
    )


def home_row(look: Look, each: HomeRow) -> GridRow:
    """One certification: how far it is, what is wrong, when it is due."""
    tr = look.tr
    error = Sign(icon="error", meaning=tr("severity.error"), tone="invalid")
    # Nothing measured is nothing checked: no tick for it.
    good = Sign(icon="tick", meaning=tr("severity.ok"), tone="ok") if each.begun else None
    clean = "0" if each.begun else tr("home.not_measured")
    by = each.report_by
    unchosen = "" if each.row.ruleset else tr("home.ruleset_not_chosen")
    tone: Tone = "invalid" if each.errors else "text_2"
    sign = error if each.errors else good
    cells = {
        "enterprise": Cell(text=tr.text(each.row.enterprise), weight="strong",
                           tooltip=each.row.title),
        "stage": Cell(text=tr(f"home.stage_{each.stage}"), tone="text_2", tooltip=unchosen),
        "places": Cell(text=f"{each.progress.measured} / {each.progress.total}"),
        "errors": Cell(text=str(each.errors or clean), tone=tone, before=sign),
        "due": Cell(text=by.strftime(DAY) if by is not None else "–", tone="text"),
    }  # fmt: skip
    return GridRow(key=each.row.id, cells=cells)
