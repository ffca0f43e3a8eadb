"""The register's rows: hazards under their positions, now and after new measures."""

from collections.abc import Iterator

from riskdesk.services.risk_rows import RatedStep, RiskRow
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.look import Look


def register_columns(look: Look) -> tuple[Column, ...]:
    """The heads of the register."""
    tr = look.tr
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="hazard", title=tr("risk.hazard"), stretch=True, width=160),
        Column(key="existing", title=tr("risk.existing"), width=180),
        Column(key="probability", title="P", kind="number", width=40),
        Column(key="severity", title="S", kind="number", width=40),
        Column(key="level", title=tr("risk.level"), width=152),
        Column(key="basis", title=tr("risk.basis"), width=180),
        Column(key="new", title=tr("risk.new"), width=220),
        Column(key="residual_probability", title="P′", kind="number", width=40),
        Column(key="residual_severity", title="S′", kind="number", width=40),
        Column(key="after", title=tr("risk.after"), width=152),
    )


def register_rows(look: Look, shown: list[RiskRow]) -> Iterator[GridRow]:
    """The rows of the register under their positions."""
    position = None
    words = look.tr.text
    for row in shown:
        if row.position_id != position:
            position = row.position_id
            inside = sum(each.position_id == position for each in shown)
            title = f"{words(row.position)} · {words(row.section)}"
            yield GridRow(key=f"group/{position}", group=title, count=str(inside))
        yield _row(look, row)


def _row(look: Look, row: RiskRow) -> GridRow:
    words, tr = look.tr.text, look.tr
    basis = words(row.basis)
    existing = "; ".join(words(each.text) for each in row.existing)
    new = "; ".join(words(each.text) for each in row.new)
    cells = {
        "hazard": Cell(text=words(row.hazard), tooltip=words(row.sources)),
        "existing": Cell(text=existing, tooltip=existing or tr("risk.unseen"), editable=True),
        "basis": Cell(text=basis, tone="text_2", tooltip=basis),
        "new": Cell(text=new, tooltip=new),
        **_step_cells(look, row.now, "", accepted=row.hazard_class is None or row.differs),
        **_step_cells(look, row.after, "residual_", accepted=False),
    }
    if row.differs and not row.reason:
        sign = Sign(icon="error", meaning=tr("risk.differs"), tone="invalid")
        cells["gutter"] = Cell(before=sign)
    return GridRow(key=row.risk_id, cells=cells)


def _step_cells(
    look: Look, step: RatedStep | None, prefix: str, *, accepted: bool
) -> dict[str, Cell]:
    level = "after" if prefix else "level"
    if step is None:
        blank = Cell(editable=True)
        empty = Cell(text=look.tr("risk.unrated"), tone="text_3")
        return {f"{prefix}probability": blank, f"{prefix}severity": blank, level: empty}
    tag = Tag(step.rating.level, step.rating.colour, accepted, risk=True)
    return {
        f"{prefix}probability": Cell(text=str(step.probability), editable=True),
        f"{prefix}severity": Cell(text=str(step.severity), editable=True),
        level: Cell(tag=tag, text=look.tr.text(step.rating.title)),
    }
