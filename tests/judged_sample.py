"""The sample certification and its changes, for the tests of the evaluation."""

from dataclasses import replace
from decimal import Decimal

from sample_dossier import workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate_workplace
from riskdesk.rules.finding import Assessment, Finding, WorkplaceAssessment

EMF = "emf_electric_5Hz_2kHz"


def at(assessment: Assessment, number: int) -> WorkplaceAssessment:
    return assessment.of(workplace_id(number))


def harmful(assessment: Assessment, quantity: str) -> list[int]:
    return [
        number
        for number, workplace in enumerate(assessment.workplaces, start=1)
        if (found := workplace.quantity(quantity)) and found.proposed and found.proposed.harmful
    ]


def changed(
    dossier: Dossier, number: int, quantity: str | None = None, **fields: object
) -> tuple[Dossier, Workplace]:
    """The dossier with one measurement, or the workplace itself, changed."""
    chosen = dossier.workplace_by_id[workplace_id(number)]
    if quantity is None:
        after = replace(chosen, **fields)  # type: ignore[arg-type]
        kept = tuple(after if w.id == after.id else w for w in dossier.workplaces)
        return replace(dossier, workplaces=kept), after
    rows = tuple(
        replace(m, **fields) if (m.workplace_id, m.quantity) == (chosen.id, quantity) else m  # type: ignore[arg-type]
        for m in dossier.measurements
    )
    return replace(dossier, measurements=rows), chosen


def judged(dossier: Dossier, catalog: Catalog, number: int, quantity: str, value: str) -> Finding:
    after, workplace = changed(dossier, number, quantity, value=Decimal(value), value_text=value)
    found = evaluate_workplace(after, workplace, catalog).quantity(quantity)
    assert found is not None
    return found
