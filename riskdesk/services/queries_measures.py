"""Rows of the improvement plan: what is to be done, where, by whom, until when, for how much."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from riskdesk.domain.desk import Measure, MeasureLevel
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText

MeasureState = Literal["open", "overdue", "done"]

HIERARCHY: tuple[MeasureLevel, ...] = (
    "eliminate",
    "substitute",
    "engineering",
    "administrative",
    "ppe",
)
"""Levels of control from the strongest to the weakest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One measure of the plan; ``code``, ``position`` are empty where it is for the whole."""

    id: str
    ordinal: int
    text: LocalizedText
    workplace_id: WorkplaceId | None
    code: str
    position: LocalizedText
    risk_id: str | None
    hazard_id: str
    subject: str
    level: MeasureLevel
    responsible: str
    due: date | None
    done_on: date | None
    cost: Decimal | None
    expected: HazardClass | None
    state: MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The improvement plan. ``cost``: of all that is given, in tenge; ``uncosted``: without one."""

    rows: tuple[PlanRow, ...]
    open: int
    overdue: int
    done: int
    cost: Decimal
    uncosted: int


def improvement_plan(dossier: Dossier, today: date) -> Plan:
    """The measures of a certification in the order of its list; ``today`` decides overdue."""
    rows = tuple(_row(dossier, one, today) for one in dossier.measures)
    return Plan(
        rows=rows,
        open=sum(one.state == "open" for one in rows),
        overdue=sum(one.state == "overdue" for one in rows),
        done=sum(one.state == "done" for one in rows),
        cost=sum((one.cost for one in rows if one.cost is not None), Decimal(0)),
        uncosted=sum(one.cost is None for one in rows),
    )


def _row(dossier: Dossier, measure: Measure, today: date) -> PlanRow:
    at = measure.workplace_id
    workplace = None if at is None else dossier.workplace_by_id[at]
    risks = {risk.id: risk for risk in dossier.risks}
    risk = None if measure.risk_id is None else risks[measure.risk_id]
    if workplace is not None:
        position = dossier.position_of(workplace).name
    elif risk is not None:
        position = dossier.position_by_id[risk.position_id].name
    else:
        position = LocalizedText()
    return PlanRow(
        id=measure.id,
        ordinal=measure.ordinal,
        text=measure.text,
        workplace_id=at,
        code="" if workplace is None else dossier.code_of(workplace),
        position=position,
        risk_id=measure.risk_id,
        hazard_id="" if risk is None else risk.hazard_id,
        subject=measure.subject,
        level=measure.level,
        responsible=measure.responsible,
        due=measure.due,
        done_on=measure.done_on,
        cost=measure.cost,
        expected=measure.expected,
        state=_state(measure, today),
    )


def _state(measure: Measure, today: date) -> MeasureState:
    if measure.done_on is not None:
        return "done"
    late = measure.due is not None and measure.due < today
    return "overdue" if late else "open"
